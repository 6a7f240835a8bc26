//! What is costly to derive and does not change with time: kept for as long as what it was derived from stays the same.
//!
//! Each entry holds what it was made from and is compared with the state at every look, so it is never stale.

use std::rc::Rc;

use crate::domain::capture::{Capture, capture};
use crate::domain::credential::Credential;
use crate::domain::finding::Verdict;
use crate::domain::mint::{self, MintError, TestToken, Wish};
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::secret::SecretText;
use crate::domain::time::UnixTime;
use crate::domain::token::ParsedToken;

use super::form::{Form, ScopeChoice};
use super::judged::{Judged, same_key};
use super::scan::{ScanDesk, ScanList};
use super::scope_rows::list_scopes;
use super::state::{Against, Identity, State};
use super::token_list::TokenList;
use super::view::{Fault, ScopeRow};

/// The memo.
#[derive(Debug, Default)]
pub struct Memo {
    scopes: Option<ScopeRows>,
    list: Option<TokenList>,
    scan: ScanList,
    request: Option<RequestToken>,
    second: Option<Second>,
    credential: Option<(Rc<Credential>, Identity, Rc<Credential>)>,
    capture: Option<(Rc<SecretText>, Rc<Capture>)>,
    read: Option<Read>,
    test: Option<Test>,
    signings: u64,
}

/// The token that the read one is compared with, and what it was found by.
#[derive(Debug)]
struct Second {
    capture: Rc<Capture>,
    against: Against,
    token: Option<Rc<ParsedToken>>,
}

#[derive(Debug)]
struct Read {
    capture: Rc<Capture>,
    selected: usize,
    credential: Option<Rc<Credential>>,
    judged: Judged,
}

/// The scopes of the Create pane, and what they were listed for: the nearest spelling of many takes a while to find.
#[derive(Debug)]
struct ScopeRows {
    credential: Rc<Credential>,
    choices: Vec<ScopeChoice>,
    rows: Rc<[ScopeRow]>,
}

/// The token for a request, and what it was made of.
#[derive(Debug)]
struct RequestToken {
    credential: Rc<Credential>,
    wish: Wish,
    last_edit: UnixTime,
    token: Result<Rc<TestToken>, MintError>,
}

#[derive(Debug)]
struct Test {
    credential: Rc<Credential>,
    form: Form,
    last_edit: UnixTime,
    token: Result<Rc<TestToken>, MintError>,
    judged: Option<Judged>,
}

impl Memo {
    /// How many tokens were signed so far.
    #[must_use]
    pub fn signings(&self) -> u64 {
        self.signings
    }

    /// The loaded key, with what was typed for what its file does not say.
    pub(super) fn credential(&mut self, state: &State) -> Option<Rc<Credential>> {
        let is_of_another = |(from, _, _): &(Rc<Credential>, _, _)| {
            state.credential.as_ref().is_none_or(|loaded| !Rc::ptr_eq(from, loaded))
        };
        if self.credential.as_ref().is_some_and(is_of_another) {
            self.forget_key();
        }
        let loaded = state.credential.as_ref()?;
        let same = |(from, identity, _): &(Rc<Credential>, Identity, _)| {
            Rc::ptr_eq(from, loaded) && *identity == state.identity
        };
        if !self.credential.as_ref().is_some_and(same) {
            let whole = Rc::new(complete(loaded, &state.identity));
            self.credential = Some((loaded.clone(), state.identity.clone(), whole));
        }
        self.credential.as_ref().map(|(_, _, whole)| whole.clone())
    }

    /// What was found in the pasted text; of a scan that is shown in its place, the token that is open.
    pub(super) fn capture(&mut self, state: &State) -> Rc<Capture> {
        if let Some(scan) = state.shown_scan() {
            return scan.capture().clone();
        }
        if let Some((text, found)) = &self.capture
            && Rc::ptr_eq(text, &state.capture)
        {
            return found.clone();
        }
        let found = Rc::new(capture(state.capture.expose()));
        self.capture = Some((state.capture.clone(), found.clone()));
        found
    }

    /// The chosen one of the found tokens, inspected, and what is said of it at a moment.
    pub(super) fn read(&mut self, state: &State, at: UnixTime) -> Option<(Rc<Inspection>, Rc<Judgement>)> {
        let capture = self.capture(state);
        let credential = self.credential(state);
        let found = capture.found.get(state.place()).or_else(|| capture.found.first())?;
        let fits = |read: &Read| {
            Rc::ptr_eq(&read.capture, &capture)
                && read.selected == state.place()
                && same_key(read.credential.as_ref(), credential.as_ref())
        };
        if !self.read.as_ref().is_some_and(fits) {
            let judged = Judged::new(&found.token, credential.as_deref());
            self.read = Some(Read {
                capture: capture.clone(),
                selected: state.place(),
                credential: credential.clone(),
                judged,
            });
        }
        let read = self.read.as_mut()?;
        Some((read.judged.inspection.clone(), read.judged.at(at, credential.as_deref())))
    }

    /// The verdicts of all found tokens at a moment, and whether they are complete. A look inspects a few more.
    pub(super) fn verdicts(&mut self, state: &State, at: UnixTime) -> (Vec<Option<Verdict>>, bool) {
        let capture = self.capture(state);
        let credential = self.credential(state);
        let list = match self.list.take() {
            Some(list) if list.is_of(&capture, credential.as_ref()) => self.list.insert(list),
            _ => self.list.insert(TokenList::new(capture, credential)),
        };
        list.advance();
        (list.verdicts(at), list.is_done())
    }

    /// The list of a scan. A look finds out a little more; it gives how many rows were looked at as well.
    pub(super) fn scan_list(&mut self, desk: &ScanDesk) -> (&mut ScanList, usize) {
        self.scan = std::mem::take(&mut self.scan).of(desk);
        let touched = self.scan.advance(desk);
        (&mut self.scan, touched)
    }

    /// Lets go of the list of a scan that is closed: it has as many rows as the scan.
    pub(super) fn forget_scan(&mut self) {
        self.scan = ScanList::default();
    }

    /// The token to compare the read one with, if one was chosen and can be had.
    pub(super) fn second(&mut self, state: &State) -> Option<Rc<ParsedToken>> {
        if state.against == Against::TestToken {
            let judged = self.test(state)?.judged.as_ref()?;
            return Some(Rc::new(judged.inspection.token.clone()));
        }
        let capture = self.capture(state);
        let fits = |second: &Second| Rc::ptr_eq(&second.capture, &capture) && second.against == state.against;
        if !self.second.as_ref().is_some_and(fits) {
            let token = find_second(&state.against, &capture).map(Rc::new);
            self.second = Some(Second { capture, against: state.against.clone(), token });
        }
        self.second.as_ref()?.token.clone()
    }

    /// The test token for the form as it is, signed once for an edit, or why there is none. Nothing without a key.
    pub(super) fn test_token(&mut self, state: &State) -> Option<Result<Rc<TestToken>, MintError>> {
        Some(self.test(state)?.token.clone())
    }

    /// The token for the request as it is typed, or why there is none. Nothing without a key. It is the test token,
    /// but for a v2 call, whose parameters travel in the token.
    pub(super) fn request_token(&mut self, state: &State) -> Option<Result<Rc<TestToken>, Fault>> {
        let credential = self.credential(state)?;
        let wish = match state.form.wish(state.local) {
            Ok(wish) => wish,
            Err(error) => return Some(Err(error.into())),
        };
        let wish = match state.request.wish(wish) {
            Ok(wish) => wish,
            Err(error) => return Some(Err(error.into())),
        };
        let fits = |made: &RequestToken| {
            Rc::ptr_eq(&made.credential, &credential) && made.last_edit == state.last_edit && made.wish == wish
        };
        if !self.request.as_ref().is_some_and(fits) {
            self.signings += 1;
            let token = mint::sign(&credential, &wish, state.last_edit).map(Rc::new);
            self.request = Some(RequestToken { credential, wish, last_edit: state.last_edit, token });
        }
        Some(self.request.as_ref()?.token.clone().map_err(Fault::from))
    }

    /// The scopes of the form and of the published table. Nothing without a key.
    pub(super) fn scopes(&mut self, state: &State) -> Option<Rc<[ScopeRow]>> {
        let credential = self.credential(state)?;
        let fits =
            |listed: &ScopeRows| Rc::ptr_eq(&listed.credential, &credential) && listed.choices == state.form.scopes;
        if !self.scopes.as_ref().is_some_and(fits) {
            let rows = list_scopes(&state.form, &credential);
            self.scopes = Some(ScopeRows { credential, choices: state.form.scopes.clone(), rows });
        }
        Some(self.scopes.as_ref()?.rows.clone())
    }

    /// The test token as the Read pane would see it.
    pub(super) fn judged_test_token(&mut self, state: &State, at: UnixTime) -> Option<(Rc<Inspection>, Rc<Judgement>)> {
        let credential = self.credential(state);
        let judged = self.test(state)?.judged.as_mut()?;
        Some((judged.inspection.clone(), judged.at(at, credential.as_deref())))
    }

    /// Lets go of everything that holds a key: it is wiped when the last one does.
    fn forget_key(&mut self) {
        *self = Self {
            capture: self.capture.take(),
            scan: std::mem::take(&mut self.scan),
            second: self.second.take(),
            signings: self.signings,
            ..Self::default()
        };
    }

    fn test(&mut self, state: &State) -> Option<&mut Test> {
        let credential = self.credential(state)?;
        let fits = |test: &Test| {
            Rc::ptr_eq(&test.credential, &credential) && test.last_edit == state.last_edit && test.form == state.form
        };
        if !self.test.as_ref().is_some_and(fits) {
            self.test = Some(self.sign(state, credential));
        }
        self.test.as_mut()
    }

    fn sign(&mut self, state: &State, credential: Rc<Credential>) -> Test {
        self.signings += 1;
        let wish = state.form.wish(state.local);
        let token = wish.and_then(|wish| mint::sign(&credential, &wish, state.last_edit)).map(Rc::new);
        let judged = token.as_ref().ok().map(|token| Judged::new(token.token(), Some(&credential)));
        Test { credential, form: state.form.clone(), last_edit: state.last_edit, token, judged }
    }
}

fn find_second(against: &Against, found: &Capture) -> Option<ParsedToken> {
    match against {
        Against::Nothing | Against::TestToken => None,
        Against::Entry(place) => Some(ParsedToken::parse(&found.found.get(*place)?.token)),
        Against::Text(text) => Some(ParsedToken::parse(&capture(text.expose()).found.first()?.token)),
    }
}

/// Fills in what the file does not say; what it says stays.
fn complete(loaded: &Credential, identity: &Identity) -> Credential {
    let typed = |known: Option<&str>, text: &str| {
        let text = text.trim();
        (known.is_none() && !text.is_empty()).then(|| text.to_owned())
    };
    let scopes = identity.scope_list();
    loaded.clone().with_identity(
        typed(loaded.kid(), &identity.kid),
        typed(loaded.sub(), &identity.sub),
        (loaded.scopes().is_none() && !scopes.is_empty()).then_some(scopes),
    )
}
