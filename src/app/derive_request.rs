//! What the Request pane shows.

use std::rc::Rc;

use crate::domain::credential::Credential;
use crate::domain::reading::Inspection;
use crate::domain::request::{
    Answer, ApiRequest, Cause, KeyFile, NeededScope, Note, Secret, Sent, Signing, Written, explain_answer, write,
};
use crate::domain::secret::SecretText;
use crate::domain::time::UnixTime;

use super::memo::Memo;
use super::request_desk::RequestKind;
use super::state::{Pane, State};
use super::view::{Fault, RequestView};

pub(super) fn derive_request(
    state: &State,
    memo: &mut Memo,
    credential: Option<&Credential>,
    now: UnixTime,
) -> RequestView {
    let call = state.request.call();
    let endpoint = call.as_ref().and_then(ApiRequest::endpoint);
    let scopes = state.form.chosen();
    let needed = call.as_ref().map(|_| NeededScope::new(endpoint, &scopes, credential.and_then(Credential::scopes)));
    // Written only where it is seen: it may need a token of its own.
    let written = match state.pane {
        Pane::Request => write_request(state, memo),
        _ => Err(Fault::no_key()),
    };
    let http = state.request.to_http(credential);
    let call_notes = call.as_ref().map(ApiRequest::notes).unwrap_or_default();
    let text_notes = written.as_ref().map(|written| written.notes.as_slice()).unwrap_or_default();
    RequestView {
        parameters: state.request.parameter_names(),
        endpoint,
        needed,
        fill: written.as_ref().ok().and_then(fill_command).map(str::to_owned),
        url: http.ok().flatten().map(|request| request.url()),
        notes: call_notes.iter().chain(text_notes).map(Note::sentence).collect(),
        causes: explain(state, memo, credential, needed.as_ref(), now),
        written,
    }
}

/// The request as text to run, or why it can't be written.
pub(super) fn write_request(state: &State, memo: &mut Memo) -> Result<Written, Fault> {
    let credential = memo.credential(state);
    let desk = &state.request;
    if desk.kind == RequestKind::Authorization {
        return write_url(state);
    }
    let Some(request) = desk.to_http(credential.as_deref())? else { return Err(Fault::no_key()) };
    if !desk.kind.is_xauth() {
        return Ok(write(&request, Secret::Variable, desk.form)?);
    }
    if desk.inline {
        let token = memo.request_token(state).ok_or_else(Fault::no_key)??;
        return Ok(write(&request, Secret::Inline(&SecretText::new(token.token().to_owned())), desk.form)?);
    }
    let wish = desk.wish(state.form.wish(state.local)?)?;
    let key_file = key_file(state, credential.as_ref());
    Ok(match &key_file {
        Some(key_file) => write(&request, Secret::Signed(&Signing { key_file, wish: &wish }), desk.form)?,
        None => write(&request, Secret::Variable, desk.form)?,
    })
}

/// The command that puts a fresh token into the variable that a written request reads, if there is one.
pub(super) fn fill_command(written: &Written) -> Option<&str> {
    written.notes.iter().find_map(|note| match note {
        Note::Variable { fill, .. } => fill.as_deref(),
        _ => None,
    })
}

/// The authorization URL is no program: it is opened in a browser.
fn write_url(state: &State) -> Result<Written, Fault> {
    match state.request.authorization_url() {
        Some(url) => Ok(Written { text: SecretText::new(url?), notes: Vec::new() }),
        None => Err(Fault {
            message: "There is no code verifier yet".to_owned(),
            advice: "Draw one with New verifier; each authorization needs its own.".to_owned(),
        }),
    }
}

fn key_file(state: &State, credential: Option<&Rc<Credential>>) -> Option<KeyFile> {
    KeyFile::new(state.key_path.as_deref()?, state.credential.as_deref()?, credential?)
}

fn explain(
    state: &State,
    memo: &mut Memo,
    credential: Option<&Credential>,
    needed: Option<&NeededScope>,
    now: UnixTime,
) -> Option<Result<Vec<Cause>, Fault>> {
    if state.request.answer.trim().is_empty() {
        return None;
    }
    let answer = match Answer::parse(&state.request.answer) {
        Ok(answer) => answer,
        Err(error) => return Some(Err(error.into())),
    };
    let token = memo.request_token(state).and_then(Result::ok);
    let judgement = token.map(|token| Inspection::of(token.token(), credential).judge(credential, now));
    let api = state.request.call().map(|call| call.api());
    Some(Ok(explain_answer(&answer, &Sent { judgement: judgement.as_ref(), needed, api })))
}
