//! The Request pane: a call is chosen, typed, copied.

use std::rc::Rc;

use crate::app::command::Action;
use crate::app::derive::count_down;
use crate::app::derive_request::{fill_command, write_request};
use crate::app::effect::Effect;
use crate::app::lease::Lease;
use crate::app::memo::Memo;
use crate::app::request_desk::{RequestDesk, RequestEdit, RequestKind};
use crate::app::state::{State, Tone};
use crate::app::view::{Countdown, Fault};
use crate::domain::request::oauth::Pkce;
use crate::domain::request::{Api, Endpoint, Method, NeededScope};
use crate::domain::secret::{SecretBytes, SecretText};
use crate::domain::time::UnixTime;

use super::{copying, notify};

pub(super) fn edit(state: &mut State, edit: RequestEdit, now: UnixTime) {
    let desk = &mut state.request;
    match edit {
        RequestEdit::Kind(kind) => desk.kind = kind,
        RequestEdit::Search(text) => desk.search = text,
        RequestEdit::Choose(endpoint) => choose(desk, endpoint),
        RequestEdit::Method(method) => desk.method = method,
        RequestEdit::Path(text) => desk.path = text,
        RequestEdit::Parameter(name, value) => set_parameter(desk, name, value),
        RequestEdit::Query(text) => desk.query = text,
        RequestEdit::Body(text) => desk.body = text,
        RequestEdit::CallPath(text) => desk.call_path = text,
        RequestEdit::CallParameters(text) => {
            desk.call_parameters = text;
            // They go into the token: this is an edit of it.
            state.last_edit = now;
        }
        RequestEdit::Root(text) => desk.root = text,
        RequestEdit::Url(text) => desk.url = text,
        RequestEdit::ClientId(text) => desk.client_id = text,
        RequestEdit::RedirectUri(text) => desk.redirect_uri = text,
        RequestEdit::OauthScopes(text) => desk.oauth_scopes = text,
        RequestEdit::Form(form) => desk.form = form,
        RequestEdit::Inline(inline) => desk.inline = inline,
        RequestEdit::Answer(text) => desk.answer = text,
    }
}

fn choose(desk: &mut RequestDesk, endpoint: &'static Endpoint) {
    match endpoint.api {
        Api::V4 => {
            desk.kind = RequestKind::V4;
            desk.method = endpoint.method;
            endpoint.path.as_str().clone_into(&mut desk.path);
            if endpoint.method == Method::Get {
                desk.body.clear();
            }
        }
        Api::V2 => {
            desk.kind = RequestKind::V2;
            endpoint.path.as_str().clone_into(&mut desk.call_path);
        }
    }
}

fn set_parameter(desk: &mut RequestDesk, name: String, value: String) {
    match desk.parameters.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => *old = value,
        None => desk.parameters.push((name, value)),
    }
}

/// Gives the token only the scope that the call needs.
pub(super) fn use_only_needed_scope(state: &mut State, now: UnixTime) {
    let endpoint = state.request.call().and_then(|call| call.endpoint());
    match NeededScope::new(endpoint, &[], None).only() {
        Some(scopes) => {
            state.form.choose_only(&scopes);
            state.last_edit = now;
            notify(state, Tone::Done, format!("The token has only {} now", scopes.join(", ")), "", now);
        }
        None => notify(
            state,
            Tone::Problem,
            "The scope of this call is not known",
            "Choose one in Create token whose summary fits.",
            now,
        ),
    }
}

/// Copies the written request, or the token for it; a token that has run out is signed again first.
pub(super) fn copy(state: &mut State, memo: &mut Memo, action: Action, now: UnixTime) -> Vec<Effect> {
    let over =
        memo.request_token(state).and_then(Result::ok).is_some_and(|token| count_down(&token, now) == Countdown::Over);
    if over {
        state.last_edit = now;
    }
    let copied = match action {
        Action::CopyRequestToken => copy_token(state, memo),
        _ => write_request(state, memo).map(|written| ("the request", written.text)),
    };
    match copied {
        Ok((label, text)) => {
            let is_secret = state.request.inline || action == Action::CopyRequestToken;
            let lease = is_secret.then(|| Lease::of_secret(label, state.clear_after, now));
            let advice = word_advice(state);
            vec![copying::copy(state, label, advice, text, lease)]
        }
        Err(fault) => {
            notify(state, Tone::Problem, fault.message, fault.advice, now);
            Vec::new()
        }
    }
}

fn copy_token(state: &State, memo: &mut Memo) -> Result<(&'static str, SecretText), Fault> {
    let token = memo.request_token(state).ok_or_else(Fault::no_key)??;
    Ok(("the token for this request", SecretText::new(token.token().to_owned())))
}

fn word_advice(state: &State) -> String {
    if state.request.inline && state.request.kind.is_xauth() {
        "The token stands in the text: do not pass it on.".to_owned()
    } else {
        String::new()
    }
}

/// Copies the command that puts a fresh token into the variable that the written request reads.
pub(super) fn copy_fill_command(state: &mut State, memo: &mut Memo, now: UnixTime) -> Vec<Effect> {
    let command = write_request(state, memo).ok().and_then(|written| fill_command(&written).map(str::to_owned));
    match command {
        Some(text) => copying::copy_plain(state, "the fill command", SecretText::new(text)),
        None => {
            let advice = "Load the key from a .env or PEM file, or copy the token itself.";
            notify(state, Tone::Problem, "No command can fill the variable here", advice, now);
            Vec::new()
        }
    }
}

/// Copies the code verifier, for the token request that follows.
pub(super) fn copy_verifier(state: &mut State, now: UnixTime) -> Vec<Effect> {
    match &state.request.proof {
        Some(proof) => {
            let text = SecretText::new(proof.verifier().to_owned());
            copying::copy_secret(state, "the code verifier", text, now)
        }
        None => {
            notify(state, Tone::Problem, "There is no verifier yet", "Draw one with New verifier.", now);
            Vec::new()
        }
    }
}

/// Random bytes for verifier and state of an authorization URL.
pub(super) fn take_proof(state: &mut State, result: Result<SecretBytes, String>, now: UnixTime) {
    let bytes = match result {
        Ok(bytes) => bytes,
        Err(reason) => {
            notify(state, Tone::Problem, format!("The system gave no random bytes: {reason}"), "Try again.", now);
            return;
        }
    };
    state.request.proof = Pkce::from_bytes(bytes.expose()).map(Rc::new);
}
