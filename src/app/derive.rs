//! State and moment in, view out.

use crate::domain::annotation::{Line, Reader, lines};
use crate::domain::credential::Credential;
use crate::domain::explanation::explain;
use crate::domain::json::Json;
use crate::domain::mint::TestToken;
use crate::domain::scope::{self, Coverage, Listed};
use crate::domain::time::{TimeError, UnixTime, Zone};

use super::memo::Memo;
use super::state::{Pane, State};
use super::view::{Countdown, CreateView, ReadToken, ReadView, ScopeRow, View};

/// What the window shows at a moment.
#[must_use]
pub fn derive<'a>(state: &'a State, memo: &mut Memo, now: UnixTime) -> View<'a> {
    let credential = memo.credential(state);
    let read = derive_read(state, memo, credential.as_deref(), now);
    let create = derive_create(state, memo, credential.as_deref(), now);
    let ticking = is_ticking(state, &read, create.as_ref());
    View { now, state, credential, read, create, ticking }
}

/// The moment to judge a capture at: as typed, else now.
pub(super) fn judged_at(state: &State, now: UnixTime) -> Result<UnixTime, TimeError> {
    match state.judge_at.trim() {
        "" => Ok(now),
        typed => UnixTime::parse(typed),
    }
}

fn derive_read(state: &State, memo: &mut Memo, credential: Option<&Credential>, now: UnixTime) -> ReadView {
    let capture = memo.capture(state);
    let judged_at = judged_at(state, now);
    let at = judged_at.clone().unwrap_or(now);
    let token = memo.read(state, at).map(|(inspection, judgement)| {
        let shown = Showing { credential, now: at, local: state.local };
        ReadToken {
            summary: judgement.summarize(&inspection, credential),
            header: shown.lines("/header", inspection.token.header_json()),
            claims: shown.lines("/claims", inspection.token.claims_json()),
            inspection,
            judgement,
        }
    });
    ReadView { capture, token, judged_at }
}

fn derive_create(state: &State, memo: &mut Memo, credential: Option<&Credential>, now: UnixTime) -> Option<CreateView> {
    let credential = credential?;
    let token = memo.test_token(state)?;
    let judged = memo.judged_test_token(state, now);
    let shown = Showing { credential: Some(credential), now, local: state.local };
    let parsed = judged.as_ref().map(|(inspection, _)| &inspection.token);
    Some(CreateView {
        scopes: list_scopes(state, credential),
        countdown: token.as_ref().map_or(Countdown::None, |token| count_down(token, now)),
        header: shown.lines("/header", parsed.and_then(|token| token.header_json())),
        claims: shown.lines("/claims", parsed.and_then(|token| token.claims_json())),
        judgement: judged.as_ref().map(|(_, judgement)| judgement.clone()),
        token,
    })
}

pub(super) fn count_down(token: &TestToken, now: UnixTime) -> Countdown {
    match token.expires_at().map(|end| end.since(now)) {
        None => Countdown::Never,
        Some(left @ 1..) => Countdown::Left(left),
        Some(_) => Countdown::Over,
    }
}

/// The scopes of the form, then the rest of the published table.
fn list_scopes(state: &State, credential: &Credential) -> Vec<ScopeRow> {
    let granted = |name: &str| credential.scopes().map(|granted| scope::coverage_by(granted, name) != Coverage::No);
    let of_form = state.form.scopes.iter().map(|choice| {
        let listed = scope::find(&choice.name);
        ScopeRow {
            name: choice.name.clone(),
            chosen: choice.chosen,
            granted: granted(&choice.name),
            area: area_of(&choice.name, listed),
            summary: listed.map(|row| row.summary.as_str()),
        }
    });
    let is_new = |row: &&Listed| !state.form.scopes.iter().any(|choice| choice.name == row.scope);
    let of_table = scope::catalogue().iter().filter(is_new).map(|row| ScopeRow {
        name: row.scope.clone(),
        chosen: false,
        granted: granted(&row.scope),
        area: row.area.clone(),
        summary: Some(row.summary.as_str()),
    });
    let mut rows: Vec<ScopeRow> = of_form.chain(of_table).collect();
    rows.sort_by_key(|row| row.granted != Some(true));
    rows
}

/// The vendor's area; of a scope that is not listed, that of the nearest listed area.
fn area_of(name: &str, listed: Option<&Listed>) -> String {
    let (area, _) = scope::split(name);
    let same_stem = |row: &&Listed| area.starts_with(scope::split(&row.scope).0);
    let row = listed.or_else(|| scope::catalogue().iter().find(same_stem));
    row.map_or_else(|| "Other".to_owned(), |row| row.area.clone())
}

fn is_ticking(state: &State, read: &ReadView, create: Option<&CreateView>) -> bool {
    match state.pane {
        Pane::Read => read.token.is_some() && state.judge_at.trim().is_empty(),
        Pane::Create => create.is_some_and(|create| create.token.is_ok()),
    }
}

/// What the notes beside header and claims are worded from.
struct Showing<'a> {
    credential: Option<&'a Credential>,
    now: UnixTime,
    local: Zone,
}

impl Showing<'_> {
    fn lines(&self, root: &str, json: Option<&Json>) -> Vec<Line> {
        let explain = |pointer: &str, text: &str| explain(pointer, text, self.credential);
        let reader = Reader { now: self.now, local: self.local, explain: &explain };
        json.map(|json| lines(root, json, &reader)).unwrap_or_default()
    }
}
