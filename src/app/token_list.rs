//! The tokens of one paste, each with its verdict. Found out a few at a time, so that a long list never stops a frame.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use crate::domain::capture::Capture;
use crate::domain::credential::Credential;
use crate::domain::finding::Verdict;
use crate::domain::time::UnixTime;

use super::judged::{Judged, same_key};

/// How many tokens are inspected in one go: a verification takes about 0.15 ms.
const STEP: usize = 32;

/// The tokens of a capture as far as they are inspected. The same token twice is inspected once.
pub(super) struct TokenList {
    capture: Rc<Capture>,
    credential: Option<Rc<Credential>>,
    distinct: Vec<Judged>,
    place_of: HashMap<String, usize>,
    places: Vec<usize>,
}

impl fmt::Debug for TokenList {
    // The keys of `place_of` are tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenList").field("inspected", &self.places.len()).finish_non_exhaustive()
    }
}

impl TokenList {
    pub(super) fn new(capture: Rc<Capture>, credential: Option<Rc<Credential>>) -> Self {
        Self { capture, credential, distinct: Vec::new(), place_of: HashMap::new(), places: Vec::new() }
    }

    /// Whether this is the list of that capture, judged with that key.
    pub(super) fn is_of(&self, capture: &Rc<Capture>, credential: Option<&Rc<Credential>>) -> bool {
        Rc::ptr_eq(&self.capture, capture) && same_key(self.credential.as_ref(), credential)
    }

    /// Inspects the next few.
    pub(super) fn advance(&mut self) {
        let mut left = STEP;
        while left > 0
            && let Some(found) = self.capture.found.get(self.places.len())
        {
            let place = match self.place_of.get(&found.token) {
                Some(place) => *place,
                None => {
                    left -= 1;
                    self.distinct.push(Judged::new(&found.token, self.credential.as_deref()));
                    self.place_of.insert(found.token.clone(), self.distinct.len() - 1);
                    self.distinct.len() - 1
                }
            };
            self.places.push(place);
        }
    }

    /// Whether all are inspected.
    pub(super) fn is_done(&self) -> bool {
        self.places.len() == self.capture.found.len()
    }

    /// The verdicts at a moment, in the order of the text; nothing for those that are not inspected yet.
    pub(super) fn verdicts(&mut self, at: UnixTime) -> Vec<Option<Verdict>> {
        let credential = self.credential.as_deref();
        let judged = self.distinct.iter_mut().map(|judged| judged.at(at, credential).verdict);
        let verdicts: Vec<Verdict> = judged.collect();
        let inspected = self.places.iter().map(|place| verdicts.get(*place).copied());
        inspected.chain(std::iter::repeat(None)).take(self.capture.found.len()).collect()
    }
}
