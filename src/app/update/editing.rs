//! The form changes. Every change of what a token says is an edit: it moves `last_edit`, and so `iat` and `exp`.

use crate::app::command::Action;
use crate::app::form::{Edit, ZoneChoice};
use crate::app::memo::Memo;
use crate::app::state::{Pane, State, Tone, split_scopes};
use crate::domain::json::{Json, JsonKind};
use crate::domain::numeric_date::NumericDate;
use crate::domain::scope::{Coverage, SLICER_SCOPE, coverage_by};
use crate::domain::time::UnixTime;
use crate::domain::token::ParsedToken;

use super::notify;

pub(super) fn edit(state: &mut State, edit: Edit, now: UnixTime) {
    match edit {
        Edit::ScopeEntry(text) => {
            state.scope_entry = text;
            return;
        }
        Edit::ScopeSearch(text) => {
            state.scope_search = text;
            return;
        }
        Edit::Scope(name, chosen) => state.form.choose(&name, chosen),
        Edit::Net(net) => state.form.net = net,
        Edit::Nbf(on) => switch_nbf(state, on, now),
        Edit::NbfDate(text) => state.form.nbf_date = text,
        Edit::NbfTime(text) => state.form.nbf_time = text,
        Edit::NbfZone(zone) => {
            state.zone = zone;
            switch_zone(state, zone);
        }
        Edit::Iss(text) => state.form.iss = text,
        Edit::Msg(text) => state.form.msg = text,
    }
    state.last_edit = now;
}

pub(super) fn set_nbf(state: &mut State, seconds: i64, now: UnixTime) {
    let local = state.local;
    state.form.set_nbf(now.plus(seconds), local);
    state.last_edit = now;
}

pub(super) fn choose(state: &mut State, memo: &mut Memo, action: Action, now: UnixTime) {
    match action {
        Action::ChooseGranted => {
            let credential = memo.credential(state);
            let granted = credential.as_ref().and_then(|key| key.scopes()).unwrap_or_default();
            state.form.choose_only(granted);
        }
        Action::AddScope => add_scopes(state, now),
        Action::PrepareForSlicer => prepare_for_slicer(state, memo, now),
        _ => state.form.choose_only(&[]),
    }
    state.last_edit = now;
}

/// Takes what the read token says over into the form.
pub(super) fn edit_as_test_token(state: &mut State, memo: &mut Memo, now: UnixTime) {
    let Some((inspection, _)) = memo.read(state, now) else {
        notify(state, Tone::Problem, "There is no token to edit", "Paste one into Read token first.", now);
        return;
    };
    let Some(claims) = inspection.token.claims_json() else {
        notify(state, Tone::Problem, "The claims of this token can't be read", "Copy the whole token again.", now);
        return;
    };
    carry_over(state, &inspection.token, claims);
    state.pane = Pane::Create;
    state.last_edit = now;
    notify(state, Tone::Done, "Took scp, net, nbf, iss and msg over", "", now);
}

fn carry_over(state: &mut State, token: &ParsedToken, claims: &Json) {
    let scopes: Vec<String> = token.scopes().into_iter().map(|(_, scope)| scope.to_owned()).collect();
    let text_of = |name| claims.member(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    state.form.choose_only(&scopes);
    state.form.net = claims.member("net").is_some_and(|net| net.kind == JsonKind::Bool(true));
    state.form.iss = text_of("iss");
    state.form.msg = claims.member("msg").and_then(|msg| source_of(token, msg)).unwrap_or_default();
    let nbf = claims.member("nbf").and_then(|nbf| match &nbf.kind {
        JsonKind::Number(text) => NumericDate::parse(text)?.second(),
        _ => None,
    });
    state.form.nbf_on = false;
    if let Some(nbf) = nbf {
        let local = state.local;
        state.form.set_nbf(nbf, local);
    }
}

/// The text of a claim as received.
fn source_of(token: &ParsedToken, json: &Json) -> Option<String> {
    token.claims()?.text.get(json.span.clone()).map(str::to_owned)
}

fn add_scopes(state: &mut State, now: UnixTime) {
    let scopes = split_scopes(&state.scope_entry);
    if scopes.is_empty() {
        notify(
            state,
            Tone::Problem,
            "There is no scope to add",
            "Type one, for example video.services.assets:read.",
            now,
        );
    }
    for scope in scopes {
        state.form.choose(&scope, true);
    }
    state.scope_entry.clear();
}

fn prepare_for_slicer(state: &mut State, memo: &mut Memo, now: UnixTime) {
    state.form.choose_only(&[SLICER_SCOPE.to_owned()]);
    state.form.net = true;
    state.form.nbf_on = false;
    let credential = memo.credential(state);
    let granted = credential.as_ref().and_then(|key| key.scopes());
    let message = format!("Set net and the one scope {SLICER_SCOPE}");
    match granted {
        Some(granted) if coverage_by(granted, SLICER_SCOPE) == Coverage::No => notify(
            state,
            Tone::Problem,
            format!("{message}, but this key does not grant it"),
            "Grant it in a new revision of the key. It is a beta: support must enable it.",
            now,
        ),
        _ => notify(state, Tone::Done, message, "It is a beta: support must enable it for the account.", now),
    }
}

fn switch_nbf(state: &mut State, on: bool, now: UnixTime) {
    let local = state.local;
    if on && state.form.nbf_date.is_empty() {
        state.form.set_nbf(now, local);
    }
    state.form.nbf_on = on;
}

/// The moment stays, its spelling changes.
pub(super) fn switch_zone(state: &mut State, zone: ZoneChoice) {
    let local = state.local;
    let from = state.form.nbf_zone.zone(local);
    let moment = UnixTime::from_date_and_time(&state.form.nbf_date, &state.form.nbf_time, from);
    state.form.nbf_zone = zone;
    if let Ok(moment) = moment {
        (state.form.nbf_date, state.form.nbf_time) = moment.to_date_and_time(zone.zone(local));
    }
}
