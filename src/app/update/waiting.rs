//! What takes long is told of, and can be cancelled.

use crate::app::effect::Effect;
use crate::app::errand::{Errand, Waiting};
use crate::app::state::{State, Tone};
use crate::domain::time::UnixTime;

use super::{notify, scan};

/// An errand begins: what is said of one that gives way to it is no longer so.
pub(in crate::app) fn begin(state: &mut State, effect: &Effect) {
    let Some(errand) = Errand::of(effect) else { return };
    if errand.is_dialog() {
        state.dialog = Some(errand);
    }
    if errand.gives_way() {
        state.waiting.retain(|waiting| waiting.errand != errand);
    }
}

/// An errand takes longer than a blink.
pub(super) fn take_slow(state: &mut State, errand: Errand, phrase: String, now: UnixTime) {
    state.waiting.push(Waiting { errand, phrase, since: now });
}

/// An errand is over.
pub(super) fn end(state: &mut State, errand: Errand) {
    if state.dialog == Some(errand) {
        state.dialog = None;
    }
    if let Some(place) = state.waiting.iter().position(|waiting| waiting.errand == errand) {
        state.waiting.remove(place);
    }
}

/// The person does not want to wait any longer: for the first of what is waited for.
pub(super) fn cancel(state: &mut State, now: UnixTime) -> Vec<Effect> {
    let Some(waiting) = state.waiting.first().cloned() else {
        notify(state, Tone::Problem, "There is nothing to cancel", "Go on from here.", now);
        return Vec::new();
    };
    let errand = waiting.errand;
    state.waiting.retain(|other| other.errand != errand);
    if errand == Errand::ScanFile {
        return scan::stop(state);
    }
    match errand {
        Errand::ReadFile | Errand::ReadConfig | Errand::ScanFile | Errand::ReadRow => {
            let message = format!("Cancelled: {}", waiting.phrase);
            notify(state, Tone::Done, message, "What was loaded before stays.", now);
        }
        Errand::KeyDialog | Errand::ConfigDialog => {
            state.dialog = None;
            state.path_box = true;
            notify(state, Tone::Done, "The file dialog is not waited for", "Type the path instead.", now);
        }
        Errand::CopyDialog => {
            state.dialog = None;
            let advice = "Copy the Slicer line, or the sudo command; on the command line, slicer has --output.";
            notify(state, Tone::Done, "The file dialog is not waited for", advice, now);
        }
        Errand::Save => {
            let message = format!("Not waited for: {}", waiting.phrase);
            notify(state, Tone::Problem, message, "It may still be saved: open it again to see what it holds.", now);
        }
        Errand::Copy => {
            // It may still get there, and then has to leave again.
            if let Some(lease) = std::mem::take(&mut state.leases_to_come).into_iter().flatten().next_back() {
                state.lease = Some(lease);
            }
            let advice = "It may still take the text. Try again; on the command line, mint prints the token.";
            notify(state, Tone::Problem, "The clipboard does not answer", advice, now);
        }
        Errand::Paste => {
            let advice = "Copy the text again, then paste; or save it as a file and open that.";
            notify(state, Tone::Problem, "The clipboard does not answer", advice, now);
        }
    }
    vec![Effect::Cancel(errand)]
}
