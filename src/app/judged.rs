//! An inspected token, and what is said of it at the moment that was asked for last.

use std::rc::Rc;

use crate::domain::credential::Credential;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::time::UnixTime;

/// An inspected token and what is said of it at a moment.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) inspection: Rc<Inspection>,
    judgement: Option<(UnixTime, Rc<Judgement>)>,
}

impl Judged {
    pub(super) fn new(token: &str, credential: Option<&Credential>) -> Self {
        Self { inspection: Rc::new(Inspection::of(token, credential)), judgement: None }
    }

    pub(super) fn at(&mut self, at: UnixTime, credential: Option<&Credential>) -> Rc<Judgement> {
        match &self.judgement {
            Some((then, judgement)) if *then == at => judgement.clone(),
            _ => {
                let judgement = Rc::new(self.inspection.judge(credential, at));
                self.judgement = Some((at, judgement.clone()));
                judgement
            }
        }
    }
}

/// Whether both are the same loaded key, or none.
pub(super) fn same_key(one: Option<&Rc<Credential>>, other: Option<&Rc<Credential>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Rc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
