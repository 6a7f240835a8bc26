//! `request`: a request as text to run. Nothing is sent.

mod arguments;
mod authorize;
mod catalogue;
mod explain;

use std::path::Path;

use serde_json::{Value, json};

use crate::domain::credential::Credential;
use crate::domain::finding::{Finding, Severity};
use crate::domain::mint::{Wish, sign};
use crate::domain::request::{
    ApiRequest, Authentication, Call, HttpRequest, KeyFile, Method, NeededScope, Note, RestRequest, Root, Secret,
    Signing, Written, oauth, write,
};
use crate::domain::secret::SecretText;

use super::World;
use super::error::{CliError, complete, load_key};
use super::mint::{granted, judge};
use super::output::{Page, Style, finding_to_json, plain_object, write_json};
use arguments::{OtherRequest, Output, RestArguments};

pub(super) use arguments::RequestArguments;

pub(super) fn run(arguments: &RequestArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    match &arguments.other {
        Some(OtherRequest::Explain(arguments)) => explain::run(arguments, world),
        Some(OtherRequest::Authorize(arguments)) => authorize::run(arguments, world),
        Some(OtherRequest::Stapi(arguments)) => {
            let request = to_http(&arguments.call, &arguments.root, Authentication::StapiKey)?;
            write_other(&request, arguments.call.output, world)
        }
        Some(OtherRequest::Bearer(arguments)) => {
            let request = to_http(&arguments.call, &arguments.root, Authentication::AccessToken)?;
            write_other(&request, arguments.call.output, world)
        }
        Some(OtherRequest::ClientCredentials(arguments)) => {
            let request = oauth::client_credentials(&arguments.url, &arguments.scopes)?;
            write_other(&request, arguments.output, world)
        }
        None if arguments.list => catalogue::run(arguments.output.json, world),
        None => write_call(arguments, world),
    }
}

/// What `request` prints.
struct Report<'a> {
    request: &'a HttpRequest,
    written: &'a Written,
    output: Output,
    needed: Option<NeededScope>,
    notes: Vec<&'a Note>,
    findings: &'a [Finding],
}

fn write_call(arguments: &RequestArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    // Without --list a key and a call are required arguments.
    let path = arguments.key.as_deref().unwrap_or(Path::new(""));
    let now = arguments.at.at.unwrap_or(world.now);
    let loaded = load_key(path, world.stderr)?;
    let credential = complete(loaded.clone(), arguments.kid.as_ref(), arguments.sub.as_ref())?;
    let call = read_call(arguments)?;
    let root = Root::parse(arguments.root.as_deref().unwrap_or(credential.root_url()))?;
    let request = call.to_http(&root)?;
    let scopes = choose_scopes(arguments, &call, &credential)?;
    let needed = NeededScope::new(call.endpoint(), &scopes, credential.scopes());
    let wish = call.wish(scopes)?;
    let token = sign(&credential, &wish, now)?;
    let inline = arguments.inline.then(|| SecretText::new(token.token().to_owned()));
    let key_file = path.to_str().and_then(|path| KeyFile::new(path, &loaded, &credential));
    let written = write_with(&request, inline.as_ref(), key_file.as_ref(), &wish, arguments.output)?;
    let findings = judge(&token, &credential, now);
    let call_notes = call.notes();
    let notes = call_notes.iter().chain(&written.notes).collect();
    let output = arguments.output;
    let report =
        Report { request: &request, written: &written, output, needed: Some(needed), notes, findings: &findings };
    report.write(world)?;
    Ok(u8::from(findings.iter().any(|finding| finding.severity == Severity::Error)))
}

fn write_with(
    request: &HttpRequest,
    inline: Option<&SecretText>,
    key_file: Option<&KeyFile>,
    wish: &Wish,
    output: Output,
) -> Result<Written, CliError> {
    let signing = key_file.map(|key_file| Signing { key_file, wish });
    let secret = match (inline, &signing) {
        (Some(token), _) => Secret::Inline(token),
        (None, Some(signing)) => Secret::Signed(signing),
        (None, None) => Secret::Variable,
    };
    Ok(write(request, secret, output.form.into())?)
}

fn read_call(arguments: &RequestArguments) -> Result<ApiRequest, CliError> {
    if let Some((method, path)) = read_endpoint(arguments.endpoint.as_deref())? {
        return Ok(ApiRequest::V4(RestRequest {
            method,
            path: path.to_owned(),
            parameters: arguments.parameters.clone(),
            query: arguments.query.clone(),
            body: arguments.body.clone().unwrap_or_default(),
        }));
    }
    let path = arguments.call.clone().unwrap_or_default();
    Ok(ApiRequest::V2(match &arguments.msg {
        Some(msg) => Call { path, parameters: msg.clone() },
        None => Call::with_texts(&path, &arguments.parameters)?,
    }))
}

/// The two values of `--endpoint`.
fn read_endpoint(values: Option<&[String]>) -> Result<Option<(Method, &str)>, CliError> {
    match values {
        Some([method, path]) => {
            let known = Method::parse(method).ok_or_else(|| CliError::NoMethod { text: method.clone() })?;
            Ok(Some((known, path)))
        }
        _ => Ok(None),
    }
}

fn choose_scopes(
    arguments: &RequestArguments,
    call: &ApiRequest,
    credential: &Credential,
) -> Result<Vec<String>, CliError> {
    if arguments.only_needed_scope {
        return NeededScope::new(call.endpoint(), &[], None).only().ok_or(CliError::NeededScopeNotKnown);
    }
    match arguments.scopes.as_slice() {
        [] => granted(credential),
        scopes => Ok(scopes.to_vec()),
    }
}

fn to_http(arguments: &RestArguments, root: &str, authentication: Authentication) -> Result<HttpRequest, CliError> {
    let request = RestRequest {
        method: arguments.method,
        path: arguments.path.clone(),
        parameters: arguments.parameters.clone(),
        query: arguments.query.clone(),
        body: arguments.body.clone().unwrap_or_default(),
    };
    let root = Root::parse(root)?;
    Ok(request.to_http(&root, authentication)?)
}

fn write_other(request: &HttpRequest, output: Output, world: &mut World<'_>) -> Result<u8, CliError> {
    let written = write(request, Secret::Variable, output.form.into())?;
    let notes = written.notes.iter().collect();
    Report { request, written: &written, output, needed: None, notes, findings: &[] }.write(world)?;
    Ok(0)
}

impl Report<'_> {
    fn write(&self, world: &mut World<'_>) -> Result<(), CliError> {
        if self.output.json {
            return Ok(write_json(world.stdout, &self.to_json())?);
        }
        world.stdout.write_all(self.written.text.expose().as_bytes())?;
        let mut page = Page::new(world.stderr, false);
        if let Some(needed) = &self.needed {
            let advice = if needed.state().is_ready() { String::new() } else { format!(" {}", needed.advice()) };
            page.line(&[(Style::Plain, &needed.sentence()), (Style::Plain, "."), (Style::Plain, &advice)])?;
        }
        for note in &self.notes {
            page.plain(&note.sentence())?;
        }
        for finding in self.findings {
            page.finding(finding)?;
        }
        Ok(())
    }

    fn to_json(&self) -> String {
        let form = crate::domain::request::Form::from(self.output.form);
        let scope = self.needed.map_or(Value::Null, |needed| {
            json!({
                "needed": needed.scope(),
                "basis": needed.basis().map(crate::domain::request::Basis::as_str),
                "state": needed.state().as_str(),
                "message": needed.sentence(),
                "advice": needed.advice(),
            })
        });
        let notes: Vec<String> = self.notes.iter().map(|note| note.sentence()).collect();
        let findings: Vec<Value> = self.findings.iter().map(finding_to_json).collect();
        plain_object([
            ("as", form.as_str().into()),
            ("text", self.written.text.expose().into()),
            ("method", self.request.method().as_str().into()),
            ("url", self.request.url().into()),
            ("body", self.request.body().map(|body| body.text.as_str()).into()),
            ("scope", scope),
            ("notes", notes.into()),
            ("findings", findings.into()),
        ])
    }
}
