//! From the bytes of a key file to a credential: which kind of file it is, and what it says beside the key.

use std::collections::HashSet;

use super::content::Content;
use super::error::{KeyFileError, RequiredVariable};
use super::form::{Encoding, KeyForm};
use super::material::{self, Material};
use super::note::KeyNote;
use super::{Credential, DEFAULT_ROOT_URL, Identity, MAX_KEY_FILE};
use crate::domain::dotenv::{self, Variable};
use crate::domain::key::{KeyHalf, der};
use crate::domain::secret::{SecretBytes, wiping_stack};
use crate::domain::{jwk, pem};

const PRIVATE_B64: &str = "PRIVATE_B64";
const ROOT_URL: &str = "ROOT_URL";
/// The variables of a `.env` file (documented).
const VARIABLES: [&str; 5] = ["KID", "SUB", PRIVATE_B64, "SCP", ROOT_URL];

/// Reads a key file: `.env`, PEM, DER, base64 of PEM or DER, or JWK. `name` is for display only.
///
/// # Errors
/// What the file is instead, or what is wrong with it. No content of the file is in the error.
pub fn read_key(bytes: &SecretBytes, name: &str) -> Result<Credential, KeyFileError> {
    wiping_stack(|| read_bytes(bytes.expose(), name))
}

fn read_bytes(bytes: &[u8], name: &str) -> Result<Credential, KeyFileError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_KEY_FILE {
        return Err(KeyFileError::TooLarge { size, limit: MAX_KEY_FILE });
    }
    if der::is_sequence(bytes) {
        let material = material::from_der(bytes, Encoding::Der)?;
        return Ok(from_material(material, name, Identity::default()));
    }
    read_text(text_of(bytes)?, name)
}

/// Whether a text looks like a key, to route a drop or a paste: a PEM block, the variables of a `.env` file, a JWK, or
/// base64 of a key. Quick, and right only as far as a look can be.
#[must_use]
pub fn looks_like_key(text: &str) -> bool {
    if u64::try_from(text.len()).is_ok_and(|size| size > MAX_KEY_FILE) {
        return false;
    }
    let text = without_mark(text).trim();
    pem::starts_line(text)
        || text.trim_start_matches(['"', '\'']).starts_with("-----BEGIN ")
        || names_variable(text, &["KID", PRIVATE_B64])
        || jwk::looks_like_jwk(text)
        || looks_like_base64_key(text)
}

/// Whether the text that stands in the place of a path may be a secret instead, so that it is not to be repeated: a key,
/// a token, or a part of one behind a slash, which is a letter of base64 too.
#[must_use]
pub fn may_be_secret(path: &str) -> bool {
    const LONGEST_NAME: usize = 255;
    let is_part = |part: &str| part.len() > LONGEST_NAME || looks_like_key(part);
    let has_mark = ["eyJ", "-----BEGIN", "\n"].iter().any(|mark| path.contains(mark));
    has_mark || looks_like_key(path) || path.split(['/', '\\']).any(is_part)
}

/// The first letters of base64 of `-----BEGIN `, and of P-256 keys in PKCS#8, SEC1 and SPKI.
fn looks_like_base64_key(text: &str) -> bool {
    const STARTS: [&str; 4] = ["LS0tLS1CRUdJTi", "MIGHAgEAMBMGByqGSM49", "MHcCAQEEI", "MFkwEwYHKoZIzj0CAQ"];
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "+/-_=".contains(c) || c.is_ascii_whitespace();
    STARTS.iter().any(|start| text.starts_with(start)) && text.chars().all(is_letter)
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

fn text_of(bytes: &[u8]) -> Result<&str, KeyFileError> {
    if is_utf16(bytes) {
        return Err(KeyFileError::Utf16);
    }
    let is_binary = bytes.contains(&0) || Content::of_bytes(bytes) != Content::Binary;
    let text = match std::str::from_utf8(bytes) {
        _ if is_binary => return Err(not_text(bytes)),
        Ok(text) => without_mark(text),
        Err(error) => return Err(not_utf8(bytes, error.valid_up_to())),
    };
    if text.trim().is_empty() { Err(KeyFileError::Empty) } else { Ok(text) }
}

/// A byte order mark, or plain letters with a zero on every other place.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] => a.is_ascii_graphic() && b.is_ascii_graphic(),
        _ => false,
    }
}

/// DER whose length doesn't fit is told from other bytes by its head: a sequence with a long or a fitting length.
fn not_text(bytes: &[u8]) -> KeyFileError {
    match der::read(bytes, None) {
        Err(error) if der::begins_sequence(bytes) => error.into(),
        _ => KeyFileError::NotText { found: Content::of_bytes(bytes) },
    }
}

/// One stray byte in a text is a wrong encoding; a text has no control characters but white space.
fn not_utf8(bytes: &[u8], offset: usize) -> KeyFileError {
    if bytes.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()) {
        return not_text(bytes);
    }
    let text = std::str::from_utf8(&bytes[..offset]).unwrap_or_default();
    KeyFileError::NotUtf8 { line: pem::line_of(text, text.len()) }
}

fn read_text(text: &str, name: &str) -> Result<Credential, KeyFileError> {
    if text.trim_start().starts_with('{') {
        return read_jwk(text, name);
    }
    let is_dotenv = names_variable(text, &[PRIVATE_B64])
        || (!pem::starts_line(text) && (names_variable(text, &VARIABLES) || has_assignments_only(text)));
    if is_dotenv {
        return read_dotenv(text, name);
    }
    Ok(from_material(material::from_text(text)?, name, identity_beside_pem(text)))
}

fn read_jwk(text: &str, name: &str) -> Result<Credential, KeyFileError> {
    let jwk = jwk::read(text)?;
    let form = match jwk.key {
        KeyHalf::Private(_) => KeyForm::PrivateJwk,
        KeyHalf::Public(_) => KeyForm::PublicJwk,
    };
    let identity = Identity { kid: jwk.kid, ..Identity::default() };
    Ok(Credential::new(name, jwk.key, form, identity))
}

fn from_material(material: Material, name: &str, identity: Identity) -> Credential {
    Credential::new(name, material.key, KeyForm::File(material.encoding, material.structure), identity)
}

/// Whether a line starts with one of the variables and `=` or, wrongly, a colon.
fn names_variable(text: &str, names: &[&str]) -> bool {
    pem::lines(text).any(|line| split_member(line).is_some_and(|(name, _)| names.contains(&name)))
}

fn has_assignments_only(text: &str) -> bool {
    let mut lines =
        pem::lines(text).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    // The last line of base64 ends in one or two `=`, and so looks like a name without value.
    let is_assignment =
        |line: &str| dotenv::split_assignment(line).is_some_and(|(_, value)| !value.trim_matches('=').is_empty());
    lines.peek().is_some() && lines.all(is_assignment)
}

/// `NAME=value` or `NAME: value`.
fn split_member(line: &str) -> Option<(&str, &str)> {
    dotenv::split_assignment(line).or_else(|| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim(), value))
    })
}

/// What stands beside the PEM blocks about the key. That the download says it there is not documented, so it is taken
/// where it is and not missed where it isn't.
fn identity_beside_pem(text: &str) -> Identity {
    let value_of = |wanted: &str| {
        pem::lines(text).find_map(|line| {
            let line = line.trim_start().trim_start_matches('#').trim_start();
            let (_, value) = split_member(line).filter(|(name, _)| *name == wanted)?;
            non_empty(value.trim().trim_matches(['"', '\'']))
        })
    };
    Identity { kid: value_of("KID"), sub: value_of("SUB"), scopes: value_of("SCP").map(|scp| split_scopes(&scp)) }
}

fn read_dotenv(text: &str, name: &str) -> Result<Credential, KeyFileError> {
    let variables = dotenv::read(text)?;
    check_required(&variables)?;
    let material = read_private(&variables)?;
    let scopes = last(&variables, "SCP").map(|variable| split_scopes(variable.value.expose()));
    let identity = Identity { kid: value(&variables, "KID"), sub: value(&variables, "SUB"), scopes };
    let (root_url, root_note) = read_root_url(value(&variables, ROOT_URL));
    let notes = duplicates(&variables).chain(root_note).collect();
    let form = KeyForm::Dotenv(material.encoding, material.structure);
    Ok(Credential::new(name, material.key, form, identity).with_root_url(&root_url).with_file_notes(notes))
}

/// The last of a name counts, as in a shell.
fn last<'a>(variables: &'a [Variable], name: &str) -> Option<&'a Variable> {
    variables.iter().rev().find(|variable| variable.name == name)
}

fn value(variables: &[Variable], name: &str) -> Option<String> {
    last(variables, name).and_then(|variable| non_empty(variable.value.expose()))
}

/// Names every variable that is missed, all at once. `SCP` must be there but may be empty.
fn check_required(variables: &[Variable]) -> Result<(), KeyFileError> {
    let is_missing = |wanted: &RequiredVariable| match last(variables, wanted.name()) {
        None => true,
        Some(variable) => *wanted != RequiredVariable::Scp && variable.value.expose().trim().is_empty(),
    };
    let missing: Vec<_> = RequiredVariable::ALL.into_iter().filter(is_missing).collect();
    if missing.is_empty() { Ok(()) } else { Err(KeyFileError::MissingVariables { variables: missing }) }
}

fn read_private(variables: &[Variable]) -> Result<Material, KeyFileError> {
    let all: Vec<_> = variables.iter().filter(|variable| variable.name == PRIVATE_B64).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Err(KeyFileError::MissingVariables { variables: vec![RequiredVariable::PrivateB64] });
    };
    if let Some(other) = all.iter().find(|variable| variable.value != first.value) {
        return Err(KeyFileError::TwoPrivateB64 { first: first.line, second: other.line });
    }
    let line = last.line;
    let material = material::from_text(last.value.expose()).map_err(|error| in_private_b64(line, error))?;
    match material.key {
        KeyHalf::Private(_) => Ok(material),
        KeyHalf::Public(_) => Err(KeyFileError::PrivateB64IsPublic { line }),
    }
}

fn in_private_b64(line: usize, error: KeyFileError) -> KeyFileError {
    match error {
        KeyFileError::NotAKey { found: Content::Text } => KeyFileError::PrivateB64NotBase64 { line },
        KeyFileError::NotAKey { found } => KeyFileError::PrivateB64NotAKey { line, found },
        KeyFileError::Base64NotAKey { found } => KeyFileError::PrivateB64OfSomethingElse { line, found },
        cause => KeyFileError::PrivateB64 { line, cause: Box::new(cause) },
    }
}

fn duplicates(variables: &[Variable]) -> impl Iterator<Item = KeyNote> {
    VARIABLES.into_iter().filter_map(|name| {
        let mut lines = variables.iter().filter(|variable| variable.name == name).map(|variable| variable.line);
        let first = lines.next()?;
        let last = lines.next_back()?;
        Some(KeyNote::DuplicateVariable { name, first, last })
    })
}

fn read_root_url(value: Option<String>) -> (String, Option<KeyNote>) {
    let Some(value) = value else {
        return (DEFAULT_ROOT_URL.to_owned(), None);
    };
    let url = value.trim_end_matches('/');
    match url.split_once("://") {
        Some((scheme, rest)) if is_host_and_path(rest) && scheme.eq_ignore_ascii_case("https") => {
            (url.to_owned(), None)
        }
        Some((scheme, rest)) if is_host_and_path(rest) && scheme.eq_ignore_ascii_case("http") => {
            (url.to_owned(), Some(KeyNote::RootUrlNotHttps))
        }
        _ => (DEFAULT_ROOT_URL.to_owned(), Some(KeyNote::RootUrlInvalid)),
    }
}

/// A host, perhaps with a port and a path; no user, query or fragment, and nothing that would need quoting.
fn is_host_and_path(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]%".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') && text.chars().all(is_plain)
}

/// `SCP` is a list with commas; people edit it, so blanks and empty entries occur.
fn split_scopes(scp: &str) -> Vec<String> {
    tidy_scopes(scp.split(','))
}

/// Trims each, drops empty ones and repetitions, keeps the order.
pub(super) fn tidy_scopes<'a>(scopes: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = HashSet::new();
    let tidy = scopes.map(str::trim).filter(|scope| !scope.is_empty() && seen.insert(*scope));
    tidy.map(str::to_owned).collect()
}

/// The text without blanks around it, unless nothing is left.
pub(super) fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
