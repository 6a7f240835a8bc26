//! What goes to the clipboard.

use std::rc::Rc;

use crate::app::command::Action;
use crate::app::derive::count_down;
use crate::app::effect::Effect;
use crate::app::lease::{Lease, SHORT_LIFE};
use crate::app::memo::Memo;
use crate::app::state::{State, Tone};
use crate::app::view::{Countdown, Fault};
use crate::domain::capture::capture;
use crate::domain::credential::looks_like_key;
use crate::domain::mint::{MintError, TestToken};
use crate::domain::scope::SLICER_SCOPE;
use crate::domain::secret::SecretText;
use crate::domain::time::UnixTime;
use crate::domain::token::JsonSegment;

use super::notify;

/// Copies something of the test token; one that has run out is signed again first.
pub(super) fn copy_test(state: &mut State, memo: &mut Memo, action: Action, now: UnixTime) -> Vec<Effect> {
    match fresh_token(state, memo, action, now) {
        None => {
            let fault = Fault::no_key();
            notify(state, Tone::Problem, fault.message, fault.advice, now);
            Vec::new()
        }
        Some(Err(error)) => {
            notify(state, Tone::Problem, error.to_string(), error.advice(), now);
            Vec::new()
        }
        Some(Ok(token)) => vec![word_copy(state, action, &token, now)],
    }
}

fn fresh_token(
    state: &mut State,
    memo: &mut Memo,
    action: Action,
    now: UnixTime,
) -> Option<Result<Rc<TestToken>, MintError>> {
    let token = memo.test_token(state)?;
    let over = token.as_ref().is_ok_and(|token| count_down(token, now) == Countdown::Over);
    if !over && action != Action::Renew {
        return Some(token);
    }
    state.last_edit = now;
    memo.test_token(state)
}

fn word_copy(state: &mut State, action: Action, token: &TestToken, now: UnixTime) -> Effect {
    let plain = |text: &str| SecretText::new(text.to_owned());
    let (label, text) = match action {
        Action::CopyHeaderLine => ("the header line", token.header_line()),
        Action::CopySlicerLine => ("the Slicer line", token.slicer_line()),
        Action::CopyTestHeader => ("the decoded header", plain(token.header_json())),
        Action::CopyTestClaims => ("the decoded claims", plain(token.claims_json())),
        _ => ("the token", plain(token.token())),
    };
    let is_secret = !matches!(action, Action::CopyTestHeader | Action::CopyTestClaims);
    let lease = is_secret.then(|| Lease::of_token(label, token, state.clear_after, now));
    let advice = word_advice(state, action, token, now);
    copy(state, label, advice, text, lease)
}

/// What to mind: a sample key's token works nowhere, and a Slicer needs a token that lasts.
fn word_advice(state: &State, action: Action, token: &TestToken, now: UnixTime) -> String {
    let left = token.expires_at().map(|end| end.since(now)).filter(|left| *left < SHORT_LIFE);
    let sample = state.credential.as_ref().is_some_and(|key| key.is_sample());
    let fit_for_slicer = state.form.net && state.form.chosen() == [SLICER_SCOPE];
    if sample {
        "It is signed with the sample key: the service does not know it.".to_owned()
    } else if action == Action::CopySlicerLine && !fit_for_slicer {
        format!("A Slicer needs a net token with the one scope {SLICER_SCOPE}: Prepare for Slicer makes it so.")
    } else if let Some(left) = left {
        format!("It expires in {left} s: any edit makes one that lives five minutes.")
    } else {
        String::new()
    }
}

/// Copies something that is not to be cleared away later.
pub(super) fn copy_plain(state: &mut State, label: &'static str, text: SecretText) -> Vec<Effect> {
    vec![copy(state, label, String::new(), text, None)]
}

/// Copies a secret that is to be cleared away after the usual time.
pub(super) fn copy_secret(state: &mut State, label: &'static str, text: SecretText, now: UnixTime) -> Vec<Effect> {
    let lease = Lease::of_secret(label, state.clear_after, now);
    vec![copy(state, label, String::new(), text, Some(lease))]
}

/// Copies selected text: a secret if it is a key, has a token in it, or is a part of one that is on screen.
pub(super) fn copy_selection(state: &mut State, memo: &mut Memo, text: SecretText, now: UnixTime) -> Vec<Effect> {
    let label = "the selection";
    if is_secret(state, memo, text.expose(), now) {
        return copy_secret(state, label, text, now);
    }
    copy_plain(state, label, text)
}

/// Shorter parts of a token say nothing: they are words of a header that every token has.
const SHORTEST_PART: usize = 16;

fn is_secret(state: &State, memo: &mut Memo, text: &str, now: UnixTime) -> bool {
    if looks_like_key(text) || !capture(text).found.is_empty() {
        return true;
    }
    let part = text.trim();
    if part.len() < SHORTEST_PART {
        return false;
    }
    let read = memo.read(state, now).is_some_and(|(inspection, _)| inspection.token.text().contains(part));
    let made = memo.test_token(state).and_then(Result::ok).is_some_and(|token| token.token().contains(part));
    let asked = memo.request_token(state).and_then(Result::ok).is_some_and(|token| token.token().contains(part));
    let proof = state.request.proof.as_ref().is_some_and(|proof| proof.verifier().contains(part));
    read || made || asked || proof
}

/// The effect; its lease begins when the clipboard has taken the text.
pub(super) fn copy(
    state: &mut State,
    label: &'static str,
    advice: String,
    text: SecretText,
    lease: Option<Lease>,
) -> Effect {
    state.leases_to_come.push_back(lease);
    Effect::Copy { label, advice, text }
}

/// Copies something of the token that is read.
pub(super) fn copy_read(state: &mut State, memo: &mut Memo, action: Action, now: UnixTime) -> Vec<Effect> {
    let Some((inspection, _)) = memo.read(state, now) else {
        notify(state, Tone::Problem, "There is no token to copy from", "Paste one into Read token first.", now);
        return Vec::new();
    };
    let token = &inspection.token;
    let decoded = |part: Option<&JsonSegment>| part.map(|part| part.text.clone());
    let (label, text) = match action {
        Action::CopyReadHeader => ("the decoded header", decoded(token.header())),
        Action::CopyReadClaims => ("the decoded claims", decoded(token.claims())),
        Action::CopyReadSignature => {
            let segment = token.signature().and_then(|segment| token.text().get(segment.segment.span.clone()));
            ("the signature", segment.map(str::to_owned))
        }
        _ => ("the captured token", Some(token.text().to_owned())),
    };
    let Some(text) = text else {
        notify(state, Tone::Problem, "That part of the token is missing", "Copy the whole token again.", now);
        return Vec::new();
    };
    let is_secret = matches!(action, Action::CopyReadToken);
    let text = SecretText::new(text);
    if is_secret { copy_secret(state, label, text, now) } else { copy_plain(state, label, text) }
}
