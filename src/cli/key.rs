//! `key`: what a key file holds. The private key is never printed.

use serde_json::{Value, json};

use crate::domain::credential::Credential;

use super::World;
use super::arguments::KeyArguments;
use super::error::{CliError, read_key_file};
use super::output::{Page, Style, plain_object, write_json};

pub(super) fn run(arguments: &KeyArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let credential = read_key_file(&arguments.file)?;
    if arguments.json {
        write_json(world.stdout, &to_json(&credential))?;
    } else {
        write(&credential, &mut Page::new(world.stdout, world.colour))?;
    }
    Ok(0)
}

fn to_json(credential: &Credential) -> String {
    let findings: Vec<Value> = credential
        .notes()
        .iter()
        .map(|note| {
            json!({
                "code": note.code(),
                "severity": note.severity().as_str(),
                "message": note.message(),
                "advice": note.advice(),
            })
        })
        .collect();
    plain_object([
        ("form", credential.form().as_str().into()),
        ("can_sign", credential.signing_key().is_some().into()),
        ("fingerprint", credential.fingerprint().into()),
        ("kid", credential.kid().into()),
        ("sub", credential.sub().into()),
        ("scopes", credential.scopes().map_or(Value::Null, |scopes| scopes.to_vec().into())),
        ("root_url", credential.root_url().into()),
        ("findings", findings.into()),
    ])
}

fn write(credential: &Credential, page: &mut Page<'_>) -> Result<(), CliError> {
    let use_of = if credential.signing_key().is_some() { "signs and verifies" } else { "verifies, can't sign" };
    let fingerprint = credential.fingerprint();
    let unknown = "not in the file";
    for (name, value) in [
        ("Form", credential.form().as_str()),
        ("Use", use_of),
        ("Fingerprint", &fingerprint),
        ("Key ID", credential.kid().unwrap_or(unknown)),
        ("Owner", credential.sub().unwrap_or(unknown)),
        ("Root", credential.root_url()),
    ] {
        page.line(&[(Style::Dim, &format!("{name:<13}")), (Style::Plain, value)])?;
    }
    match credential.scopes() {
        None => page.line(&[(Style::Dim, "Scopes       "), (Style::Plain, unknown)])?,
        Some(scopes) => {
            for (place, scope) in scopes.iter().enumerate() {
                let name = if place == 0 { "Scopes       " } else { "             " };
                page.line(&[(Style::Dim, name), (Style::Plain, scope)])?;
            }
        }
    }
    for note in credential.notes() {
        page.plain("")?;
        page.line(&[(Style::of_severity(note.severity()), note.message().as_str())])?;
        page.line(&[(Style::Dim, &note.advice())])?;
    }
    Ok(())
}
