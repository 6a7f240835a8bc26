//! Several keys, of which the token's `kid` chooses one.

use crate::domain::credential::Credential;
use crate::domain::reading::Inspection;
use crate::domain::signature::{Signature, verify};
use crate::domain::token::ParsedToken;

/// The keys that tokens are judged with, in the order in which they were named.
#[derive(Clone, Debug, Default)]
pub struct Keyring {
    keys: Vec<Credential>,
}

/// A token read, and the key that it is to be judged with, as its place in the keyring.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// The token and the state of its signature.
    pub inspection: Inspection,
    /// Which key; `None` if there is none.
    pub key: Option<usize>,
}

/// What does not change with time, and is expensive to find: the state of a token's signature, and with which key.
#[derive(Clone, Debug)]
pub struct Checked {
    signature: Signature,
    key: Option<usize>,
}

impl Inspected {
    /// What was found out about the signature.
    #[must_use]
    pub fn checked(&self) -> Checked {
        Checked { signature: self.inspection.signature.clone(), key: self.key }
    }
}

impl Checked {
    /// The same again, of the same token.
    #[must_use]
    pub fn with(self, token: ParsedToken) -> Inspected {
        Inspected { inspection: Inspection { token, signature: self.signature }, key: self.key }
    }
}

impl Keyring {
    /// A keyring of these keys; it may be empty.
    #[must_use]
    pub fn new(keys: Vec<Credential>) -> Self {
        Self { keys }
    }

    /// The key at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Credential> {
        self.keys.get(place)
    }

    /// Reads a token and checks its signature: with the keys that have its `kid`, then with those that have none; if it
    /// holds with none of them, with the others, since a wrong `kid` is a finding of its own (`kid_mismatch`).
    ///
    /// The key to judge with is the one with which the signature holds, else the first of those that have the `kid`,
    /// else the first without any `kid`, else the first of all: what is said then is what `read` says with that key.
    #[must_use]
    pub fn inspect(&self, token: &str) -> Inspected {
        self.check(ParsedToken::parse(token))
    }

    /// The same of a token that was read.
    #[must_use]
    pub fn check(&self, token: ParsedToken) -> Inspected {
        let mut chosen = None;
        for place in self.order(token.kid()) {
            let signature = verify(&token, self.keys.get(place));
            let holds = signature.is_verified();
            if holds || chosen.is_none() {
                chosen = Some((place, signature));
            }
            if holds {
                break;
            }
        }
        let (key, signature) = match chosen {
            Some((place, signature)) => (Some(place), signature),
            None => (None, verify(&token, None)),
        };
        Inspected { inspection: Inspection { token, signature }, key }
    }

    /// All places: those with this `kid` first, then those without one, then the others.
    fn order<'a>(&'a self, kid: Option<&'a str>) -> impl Iterator<Item = usize> + 'a {
        let rank = move |key: &Credential| match (key.kid(), kid) {
            (Some(own), Some(wanted)) if own == wanted => 0,
            (None, _) => 1,
            _ => 2,
        };
        let of_rank = move |wanted: u8| (0..).zip(&self.keys).filter(move |(_, key)| rank(key) == wanted);
        (0..=2).flat_map(of_rank).map(|(place, _)| place)
    }
}
