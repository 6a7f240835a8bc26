//! The form of the Create pane: what the person typed and checked, before it is a request for a token.

use serde::{Deserialize, Serialize};

use crate::domain::mint::{MintError, Wish};
use crate::domain::time::{UnixTime, Zone};

/// One scope of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeChoice {
    /// The scope as it goes into `scp`.
    pub name: String,
    /// Whether it goes in.
    pub chosen: bool,
}

/// Which zone the `nbf` fields are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneChoice {
    /// UTC.
    #[default]
    Utc,
    /// The machine's zone.
    Local,
}

impl ZoneChoice {
    /// The zone, given the machine's own.
    #[must_use]
    pub fn zone(self, local: Zone) -> Zone {
        match self {
            Self::Utc => Zone::UTC,
            Self::Local => local,
        }
    }
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The scopes that were ever on the list, granted or added, in order.
    pub scopes: Vec<ScopeChoice>,
    /// `net`: never expires.
    pub net: bool,
    /// Whether `nbf` goes in.
    pub nbf_on: bool,
    /// The date of `nbf`, `2026-11-21`.
    pub nbf_date: String,
    /// The time of `nbf`, `19:18:00`.
    pub nbf_time: String,
    /// The zone of both.
    pub nbf_zone: ZoneChoice,
    /// `iss`, left out when blank.
    pub iss: String,
    /// `msg`, JSON, left out when blank.
    pub msg: String,
}

/// One change of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A scope is chosen or not.
    Scope(String, bool),
    /// The field for a further scope holds this; no edit of the token yet.
    ScopeEntry(String),
    /// The search over the scopes holds this; no edit of the token.
    ScopeSearch(String),
    /// `net` on or off.
    Net(bool),
    /// `nbf` on or off.
    Nbf(bool),
    /// The date of `nbf`.
    NbfDate(String),
    /// The time of `nbf`.
    NbfTime(String),
    /// The zone of `nbf`.
    NbfZone(ZoneChoice),
    /// `iss`
    Iss(String),
    /// `msg`
    Msg(String),
}

impl Edit {
    /// What kind of edit it is, for undo; nothing if it does not change the token.
    #[must_use]
    pub fn kind(&self) -> Option<&'static str> {
        match self {
            Self::ScopeEntry(_) | Self::ScopeSearch(_) => None,
            Self::Scope(..) => Some("scope"),
            Self::Net(_) => Some("net"),
            Self::Nbf(_) => Some("nbf"),
            Self::NbfDate(_) => Some("nbf date"),
            Self::NbfTime(_) => Some("nbf time"),
            Self::NbfZone(_) => Some("nbf zone"),
            Self::Iss(_) => Some("iss"),
            Self::Msg(_) => Some("msg"),
        }
    }
}

impl Form {
    /// The chosen scopes in order.
    #[must_use]
    pub fn chosen(&self) -> Vec<String> {
        let chosen = self.scopes.iter().filter(|scope| scope.chosen);
        chosen.map(|scope| scope.name.clone()).collect()
    }

    /// Whether the scope is chosen.
    #[must_use]
    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|choice| choice.chosen && choice.name == scope)
    }

    /// Chooses a scope or not; it is put on the list if it was not there.
    pub fn choose(&mut self, scope: &str, chosen: bool) {
        match self.scopes.iter_mut().find(|choice| choice.name == scope) {
            Some(choice) => choice.chosen = chosen,
            None => self.scopes.push(ScopeChoice { name: scope.to_owned(), chosen }),
        }
    }

    /// Puts exactly these scopes on, in this order; the others stay on the list, off.
    pub fn choose_only(&mut self, scopes: &[String]) {
        for choice in &mut self.scopes {
            choice.chosen = false;
        }
        for scope in scopes {
            self.choose(scope, true);
        }
    }

    /// Sets `nbf` to a moment, shown in the form's zone.
    pub fn set_nbf(&mut self, moment: UnixTime, local: Zone) {
        self.nbf_on = true;
        (self.nbf_date, self.nbf_time) = moment.to_date_and_time(self.nbf_zone.zone(local));
    }

    /// The moment of `nbf`, if it is on.
    ///
    /// # Errors
    /// [`MintError::NbfNotATime`] when date and time name none.
    pub fn nbf(&self, local: Zone) -> Result<Option<UnixTime>, MintError> {
        if !self.nbf_on {
            return Ok(None);
        }
        UnixTime::from_date_and_time(&self.nbf_date, &self.nbf_time, self.nbf_zone.zone(local))
            .map(Some)
            .map_err(MintError::NbfNotATime)
    }

    /// What the form asks of a token.
    ///
    /// # Errors
    /// [`MintError::NbfNotATime`] when `nbf` is on and names no moment.
    pub fn wish(&self, local: Zone) -> Result<Wish, MintError> {
        Ok(Wish {
            scopes: self.chosen(),
            net: self.net,
            nbf: self.nbf(local)?,
            iss: self.iss.clone(),
            msg: self.msg.clone(),
        })
    }
}
