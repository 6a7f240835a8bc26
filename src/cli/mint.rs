//! `mint`: a test token.

use serde_json::Value;

use crate::domain::credential::Credential;
use crate::domain::finding::{Code, Finding, Severity};
use crate::domain::mint::{TestToken, Wish, sign};
use crate::domain::reading::Inspection;
use crate::domain::request::Root;
use crate::domain::shell;
use crate::domain::time::UnixTime;

use super::World;
use super::arguments::{Form, MintArguments};
use super::error::{CliError, complete, load_key};
use super::output::{Page, object, text_or_null, write_json};

pub(super) fn run(arguments: &MintArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let now = arguments.at.at.unwrap_or(world.now);
    let credential = complete(load_key(&arguments.key, world.stderr)?, arguments.kid.as_ref(), arguments.sub.as_ref())?;
    let wish = word_wish(arguments, &credential)?;
    let token = sign(&credential, &wish, now)?;
    write_token(arguments, &credential, &token, world)?;
    let findings = judge(&token, &credential, now);
    let mut page = Page::new(world.stderr, false);
    for finding in &findings {
        page.finding(finding)?;
    }
    Ok(u8::from(findings.iter().any(|finding| finding.severity == Severity::Error)))
}

fn word_wish(arguments: &MintArguments, credential: &Credential) -> Result<Wish, CliError> {
    let base = match (arguments.form, arguments.scopes.as_slice()) {
        (Form::Slicer, []) => Wish::for_slicer(),
        (_, []) => Wish { scopes: granted(credential)?, ..Wish::default() },
        (_, scopes) => Wish { scopes: scopes.to_vec(), ..Wish::default() },
    };
    Ok(Wish {
        // A line in a config has to outlive five minutes, whatever scopes are asked for.
        net: arguments.net || arguments.form == Form::Slicer,
        nbf: arguments.nbf,
        iss: arguments.iss.clone().unwrap_or_default(),
        msg: arguments.msg.clone().unwrap_or_default(),
        ..base
    })
}

pub(super) fn granted(credential: &Credential) -> Result<Vec<String>, CliError> {
    match credential.scopes() {
        Some(scopes) if !scopes.is_empty() => Ok(scopes.to_vec()),
        _ => Err(CliError::NoScope),
    }
}

fn write_token(
    arguments: &MintArguments,
    credential: &Credential,
    token: &TestToken,
    world: &mut World<'_>,
) -> Result<(), CliError> {
    let form = if arguments.json { Form::Json } else { arguments.form };
    match form {
        Form::Token => writeln!(world.stdout, "{}", token.token())?,
        Form::Header => writeln!(world.stdout, "{}", token.header_line().expose())?,
        Form::Slicer => writeln!(world.stdout, "{}", token.slicer_line().expose())?,
        Form::Curl => {
            let header = shell::quote(token.header_line().expose());
            let url = shell::quote(&format!("{}/", Root::parse(credential.root_url())?));
            writeln!(world.stdout, "curl --header {header} {url}")?;
        }
        Form::Json => write_json(world.stdout, &to_json(token))?,
    }
    Ok(())
}

fn to_json(token: &TestToken) -> String {
    object(&[
        ("token", text_or_null(Some(token.token()))),
        ("header", token.header_json().to_owned()),
        ("claims", token.claims_json().to_owned()),
        ("expires_at", token.expires_at().map_or(Value::Null, |end| end.0.into()).to_string()),
    ])
}

/// What is to be said of the fresh token. That it is good only later is what `--nbf` asked for; its signature was made
/// a moment ago with this very key, and to check it would take a third of the time of the whole call.
pub(super) fn judge(token: &TestToken, credential: &Credential, now: UnixTime) -> Vec<Finding> {
    let judgement = Inspection::of(token.token(), None).judge(Some(credential), now);
    let is_told = |finding: &Finding| !matches!(finding.code, Code::NotYetValid | Code::SignatureNotChecked);
    judgement.findings.into_iter().filter(is_told).collect()
}
