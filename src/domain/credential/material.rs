//! The key inside a file: PEM, DER, or base64 of either.

use super::content::Content;
use super::error::KeyFileError;
use super::form::Encoding;
use crate::domain::key::base64::{self, Alphabet};
use crate::domain::key::der::{self, NamedCurve, Structure};
use crate::domain::key::{KeyError, KeyHalf};
use crate::domain::pem::{self, Block, Label};

/// A key with the form in which it was found.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) key: KeyHalf,
    pub(super) encoding: Encoding,
    pub(super) structure: Structure,
}

/// Reads DER.
pub(super) fn from_der(bytes: &[u8], encoding: Encoding) -> Result<Material, KeyFileError> {
    let (structure, key) = der::read(bytes, None)?;
    Ok(Material { key, encoding, structure })
}

/// Reads PEM, or base64 of PEM or of DER.
pub(super) fn from_text(text: &str) -> Result<Material, KeyFileError> {
    if pem::has_block(text) {
        return from_pem(text, Encoding::Pem);
    }
    let not_a_key = || KeyFileError::NotAKey { found: Content::of_text(text) };
    let decoded = base64::decode(text, Alphabet::StandardOrUrlSafe).map_err(|_| not_a_key())?;
    let bytes = decoded.expose();
    if bytes.is_empty() {
        return Err(not_a_key());
    }
    match std::str::from_utf8(bytes) {
        Ok(inner) if pem::has_block(inner) => from_pem(inner, Encoding::Base64Pem),
        Err(_) if der::begins_sequence(bytes) => from_der(bytes, Encoding::Base64Der),
        _ if der::is_sequence(bytes) => from_der(bytes, Encoding::Base64Der),
        _ => Err(no_key_in(text, bytes)),
    }
}

/// Words are base64 letters too: only a long text, or one that gives text again, is called base64 of something.
fn no_key_in(text: &str, decoded: &[u8]) -> KeyFileError {
    const SHORTEST: usize = 40;
    match std::str::from_utf8(decoded) {
        Ok(inner) if inner.chars().all(|c| !c.is_control() || c.is_ascii_whitespace()) => {
            KeyFileError::Base64NotAKey { found: Content::of_text(inner) }
        }
        _ if text.trim().len() >= SHORTEST && !text.trim().contains(' ') => {
            KeyFileError::Base64NotAKey { found: Content::of_bytes(decoded) }
        }
        _ => KeyFileError::NotAKey { found: Content::of_text(text) },
    }
}

fn from_pem(text: &str, encoding: Encoding) -> Result<Material, KeyFileError> {
    let blocks = pem::read(text)?;
    let keys = read_blocks(&blocks)?;
    if keys.is_empty() {
        return Err(without_key(blocks));
    }
    let (structure, key) = choose(keys)?;
    Ok(Material { key, encoding, structure })
}

/// Reads the key blocks. Certificates are passed over, because a key may stand beside its own.
fn read_blocks(blocks: &[Block]) -> Result<Vec<(Structure, KeyHalf)>, KeyError> {
    let mut parameters: Option<NamedCurve> = None;
    let mut keys = Vec::new();
    for block in blocks {
        match &block.label {
            Label::EcParameters => parameters = Some(der::read_parameters(block.content.expose())?),
            Label::Key => keys.push(der::read(block.content.expose(), parameters)?),
            Label::Foreign(KeyError::Certificate | KeyError::CertificateRequest) => {}
            Label::Foreign(error) => return Err(error.clone()),
        }
    }
    Ok(keys)
}

fn without_key(blocks: Vec<Block>) -> KeyFileError {
    let foreign = blocks.into_iter().find_map(|block| match block.label {
        Label::Foreign(error) => Some(error),
        _ => None,
    });
    foreign.unwrap_or(KeyError::ParametersAlone).into()
}

/// The one key of a file: the private one, to which every public one must belong. The same key may stand there
/// several times, in several structures.
fn choose(keys: Vec<(Structure, KeyHalf)>) -> Result<(Structure, KeyHalf), KeyError> {
    let (private, public): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(_, key)| key.signing_key().is_some());
    match (different(&private), different(&public)) {
        (count @ 2.., _) => return Err(KeyError::SeveralPrivateKeys { count }),
        (0, count @ 2..) => return Err(KeyError::SeveralPublicKeys { count }),
        _ => {}
    }
    let mut both = private.into_iter().chain(public);
    let first = both.next().ok_or(KeyError::ParametersAlone)?;
    if both.any(|(_, key)| key.verifying_key() != first.1.verifying_key()) {
        return Err(KeyError::HalvesDiffer);
    }
    Ok(first)
}

/// How many different keys there are.
fn different(keys: &[(Structure, KeyHalf)]) -> usize {
    let is_first = |at: usize| {
        let this = keys[at].1.verifying_key();
        !keys[..at].iter().any(|(_, key)| key.verifying_key() == this)
    };
    (0..keys.len()).filter(|at| is_first(*at)).count()
}
