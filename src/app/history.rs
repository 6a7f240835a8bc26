//! What can be undone: edits of the form and of the pasted texts.
//!
//! Key material is never part of it. What is typed within a few seconds is one step, each click is one.

use std::rc::Rc;

use crate::domain::secret::SecretText;
use crate::domain::time::UnixTime;

use super::form::Form;

/// At most this many steps are kept.
const MOST_STEPS: usize = 100;

/// Typing in the same field within this many seconds are one step.
const SAME_STEP: i64 = 2;

/// What a step goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The form.
    pub form: Form,
    /// The pasted text.
    pub capture: Rc<SecretText>,
    /// The pasted answer of the Request pane.
    pub answer: String,
}

/// The steps back and forth.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<Snapshot>,
    forth: Vec<Snapshot>,
    last_kind: Option<(&'static str, UnixTime)>,
}

impl History {
    /// Notes how things were before a change of some kind.
    pub fn note(&mut self, before: Snapshot, kind: &'static str, now: UnixTime) {
        let is_typed = matches!(kind, "text" | "nbf date" | "nbf time" | "iss" | "msg");
        let same_step = is_typed && self.last_kind.is_some_and(|(last, at)| last == kind && now.since(at) <= SAME_STEP);
        self.last_kind = Some((kind, now));
        self.forth.clear();
        if same_step && !self.back.is_empty() {
            return;
        }
        self.back.push(before);
        if self.back.len() > MOST_STEPS {
            self.back.remove(0);
        }
    }

    /// One step back from how things are now.
    pub fn undo(&mut self, present: Snapshot) -> Option<Snapshot> {
        let before = self.back.pop()?;
        self.forth.push(present);
        self.last_kind = None;
        Some(before)
    }

    /// One step forth again.
    pub fn redo(&mut self, present: Snapshot) -> Option<Snapshot> {
        let after = self.forth.pop()?;
        self.back.push(present);
        self.last_kind = None;
        Some(after)
    }

    /// Whether there is a step back, and one forth.
    #[must_use]
    pub fn ways(&self) -> (bool, bool) {
        (!self.back.is_empty(), !self.forth.is_empty())
    }
}
