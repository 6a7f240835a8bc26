//! How often the window is painted while nobody touches it.
//!
//! A frame costs 15 to 20 ms of processor time where no graphics card draws it. Once a second that is 2 % of a core, as
//! long as a countdown is on the screen. So it is every second for whoever is at the window, and while a moment is near
//! that changes an answer; else every [`AT_REST`] seconds.

use crate::domain::json::JsonKind;
use crate::domain::numeric_date::NumericDate;
use crate::domain::time::UnixTime;
use crate::domain::token::ParsedToken;

use super::state::{Pane, Tone};
use super::view::View;

/// Seconds between two frames at rest.
pub const AT_REST: i64 = 5;
/// Seconds without input after which nobody is at the window.
pub const LEFT_AFTER: i64 = 10;
/// A moment is near for so many seconds before it.
const NEAR: i64 = 30;

/// Seconds from one frame to the next when the last input was so many seconds ago; nothing if all stands still. Frames
/// lie on multiples of it, in Unix time.
#[must_use]
pub fn seconds_between_frames(view: &View<'_>, since_input: i64) -> Option<i64> {
    if !view.ticking {
        return None;
    }
    let is_at_rest = since_input >= LEFT_AFTER && !is_something_near(view);
    Some(if is_at_rest { AT_REST } else { 1 })
}

/// Whether an answer changes soon, or something is waited for.
fn is_something_near(view: &View<'_>) -> bool {
    let state = view.state;
    let leaving = view.notice.is_some_and(|notice| notice.tone == Tone::Done);
    let clearing = state.lease.as_ref().and_then(|lease| lease.left(view.now)).is_some_and(|left| left <= NEAR);
    leaving || clearing || !state.waiting.is_empty() || is_turning_point_near(view)
}

/// Whether one of the time claims of the token on the screen is ahead, and near.
fn is_turning_point_near(view: &View<'_>) -> bool {
    let test_token = || Some(ParsedToken::parse(view.create.as_ref()?.token.as_ref().ok()?.token()));
    let is_near = |token: &ParsedToken| {
        let moments = ["iat", "nbf", "exp"].map(|name| moment(token, name));
        moments.into_iter().flatten().any(|moment| (0..=NEAR).contains(&moment.since(view.now)))
    };
    match view.state.pane {
        Pane::Read => view.read.token.as_ref().is_some_and(|read| is_near(&read.inspection.token)),
        Pane::Create => test_token().is_some_and(|token| is_near(&token)),
        Pane::Slicer | Pane::Request => false,
    }
}

fn moment(token: &ParsedToken, claim: &str) -> Option<UnixTime> {
    match &token.claims_json()?.member(claim)?.kind {
        JsonKind::Number(number) => NumericDate::parse(number)?.second(),
        _ => None,
    }
}
