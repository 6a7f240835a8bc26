//! PEM files (RFC 7468): the blocks of a text, whatever stands around them.
//!
//! Own code, because the PEM crates keep the decoded key in plain memory, and p256 answers several blocks, a leading
//! `EC PARAMETERS`, a byte order mark, trailing blanks and a body on one line with "crypto error".

use super::key::base64::{self, Alphabet};
use super::key::{Algorithm, KeyError};
use super::secret::SecretBytes;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// What a block holds, by its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// `PRIVATE KEY` (PKCS#8), `EC PRIVATE KEY` (SEC1) or `PUBLIC KEY` (SPKI). The DER says which: files with the
    /// wrong one of these labels exist.
    Key,
    /// `EC PARAMETERS`, which `openssl ecparam -genkey` writes before a SEC1 key.
    EcParameters,
    /// Something else that is known by name; the error names it.
    Foreign(KeyError),
}

/// One block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it holds.
    pub label: Label,
    /// The decoded body; empty when the label is foreign.
    pub content: SecretBytes,
}

/// What is wrong with the PEM text itself. Lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PemError {
    /// A block without end.
    #[error("The PEM block that begins on line {line} has no END line")]
    Unclosed {
        /// The line of its BEGIN.
        line: usize,
    },
    /// BEGIN and END name different things, or the END line is cut.
    #[error("The END line {end_line} doesn't match the BEGIN line {line}")]
    EndDiffers {
        /// The line of the BEGIN.
        line: usize,
        /// The line of the END.
        end_line: usize,
    },
    /// An END with no BEGIN before it.
    #[error("The END on line {line} has no BEGIN line before it")]
    EndWithoutBegin {
        /// The line of the END.
        line: usize,
    },
    /// A BEGIN line without its closing dashes.
    #[error("The BEGIN line {line} is damaged")]
    BeginDamaged {
        /// Its line.
        line: usize,
    },
    /// A body with a character that is not base64, or one too few.
    #[error("The PEM block is not base64 on line {line}")]
    NotBase64 {
        /// The line of that character.
        line: usize,
    },
    /// A block without body.
    #[error("The PEM block on line {line} is empty")]
    EmptyBlock {
        /// The line of its BEGIN.
        line: usize,
    },
    /// A label that no key has.
    #[error("The PEM block on line {line} is of a kind that holds no key")]
    UnknownBlock {
        /// The line of its BEGIN.
        line: usize,
    },
}

impl PemError {
    /// A stable name of the case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unclosed { .. } => "pem_unclosed",
            Self::EndDiffers { .. } => "pem_end_differs",
            Self::EndWithoutBegin { .. } => "pem_end_without_begin",
            Self::BeginDamaged { .. } => "pem_begin_damaged",
            Self::NotBase64 { .. } => "pem_not_base64",
            Self::EmptyBlock { .. } => "pem_empty_block",
            Self::UnknownBlock { .. } => "pem_unknown_block",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Unclosed { .. } | Self::EndWithoutBegin { .. } => {
                "The text is cut short. Copy it again with its BEGIN and END lines, or download the file again."
            }
            Self::EndDiffers { .. } | Self::BeginDamaged { .. } | Self::NotBase64 { .. } => {
                "Download the file again, or correct that line."
            }
            Self::EmptyBlock { .. } => "Download the file again.",
            Self::UnknownBlock { .. } => "Load a file with a PRIVATE KEY, EC PRIVATE KEY or PUBLIC KEY block.",
        }
    }
}

/// Whether a PEM block begins anywhere in the text.
#[must_use]
pub fn has_block(text: &str) -> bool {
    text.contains(BEGIN)
}

/// Whether a line of the text starts with the begin of a PEM block.
#[must_use]
pub fn starts_line(text: &str) -> bool {
    lines(text).any(|line| line.trim_start().starts_with(BEGIN))
}

/// The lines of a text that ends them with LF, CRLF or CR alone.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    // The pair CR LF gives an empty line too many, which nobody who asks for lines here minds.
    text.split(['\n', '\r'])
}

/// Takes the blocks out of a text, in its order. What stands before, between and behind them is left out.
///
/// # Errors
/// The first defect, with its line.
pub fn read(text: &str) -> Result<Vec<Block>, PemError> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((before, from_label)) = rest.split_once(BEGIN) {
        let start = offset_of(text, rest);
        let line = line_of(text, start + before.len());
        reject_end(text, start, before)?;
        let (label, from_body) = split_label(from_label).ok_or(PemError::BeginDamaged { line })?;
        let (body, behind) = from_body.split_once(END).ok_or(PemError::Unclosed { line })?;
        if body.contains(BEGIN) {
            return Err(PemError::Unclosed { line });
        }
        blocks.push(read_block(label, body, line, |offset| line_of(text, offset_of(text, from_body) + offset))?);
        rest = behind
            .strip_prefix(label)
            .and_then(|behind| behind.strip_prefix(DASHES))
            .ok_or(PemError::EndDiffers { line, end_line: line_of(text, offset_of(text, behind)) })?;
    }
    reject_end(text, offset_of(text, rest), rest)?;
    Ok(blocks)
}

/// The number of the line on which the byte at `offset` stands, counted from 1. CR LF ends one line.
#[must_use]
pub fn line_of(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let ends_line = |at: &usize| match bytes[*at] {
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        byte => byte == b'\n',
    };
    1 + (0..offset.min(bytes.len())).filter(ends_line).count()
}

/// Where `tail`, the last part of `text`, begins.
fn offset_of(text: &str, tail: &str) -> usize {
    text.len().saturating_sub(tail.len())
}

/// Refuses an END in a stretch of text between blocks, which begins at `start`.
fn reject_end(text: &str, start: usize, between: &str) -> Result<(), PemError> {
    match between.find(END) {
        Some(at) => Err(PemError::EndWithoutBegin { line: line_of(text, start + at) }),
        None => Ok(()),
    }
}

/// Splits `LABEL-----body`. A label is capitals, digits and spaces (RFC 7468, section 3) on the line of its BEGIN.
fn split_label(text: &str) -> Option<(&str, &str)> {
    let (label, body) = text.split_once(DASHES)?;
    let is_label = label.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == ' ');
    is_label.then_some((label, body))
}

/// Reads one block that begins on `line`; `line_at` tells the line of an offset in its body.
fn read_block(label: &str, body: &str, line: usize, line_at: impl Fn(usize) -> usize) -> Result<Block, PemError> {
    let label = if is_encrypted(body) {
        Label::Foreign(KeyError::Encrypted)
    } else {
        read_label(label).ok_or(PemError::UnknownBlock { line })?
    };
    if matches!(label, Label::Foreign(_)) {
        return Ok(Block { label, content: SecretBytes::default() });
    }
    let content = base64::decode(body, Alphabet::Standard)
        .map_err(|error| PemError::NotBase64 { line: line_at(error.offset) })?;
    if content.expose().is_empty() {
        return Err(PemError::EmptyBlock { line });
    }
    Ok(Block { label, content })
}

/// The traditional encryption of OpenSSL says so in a header inside of the block (RFC 1421, section 4.6.1.1).
fn is_encrypted(body: &str) -> bool {
    body.contains("Proc-Type:") && body.contains("ENCRYPTED")
}

fn read_label(label: &str) -> Option<Label> {
    Some(match label {
        "PRIVATE KEY" | "EC PRIVATE KEY" | "PUBLIC KEY" => Label::Key,
        "EC PARAMETERS" => Label::EcParameters,
        "ENCRYPTED PRIVATE KEY" => Label::Foreign(KeyError::Encrypted),
        "RSA PRIVATE KEY" | "RSA PUBLIC KEY" => Label::Foreign(KeyError::Algorithm { found: Algorithm::Rsa }),
        "DSA PRIVATE KEY" | "DSA PARAMETERS" => Label::Foreign(KeyError::Algorithm { found: Algorithm::Dsa }),
        "DH PARAMETERS" => Label::Foreign(KeyError::Algorithm { found: Algorithm::DiffieHellman }),
        "CERTIFICATE" | "TRUSTED CERTIFICATE" | "X509 CERTIFICATE" => Label::Foreign(KeyError::Certificate),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Label::Foreign(KeyError::CertificateRequest),
        "OPENSSH PRIVATE KEY" => Label::Foreign(KeyError::OpenSsh),
        label if label.starts_with("PGP ") => Label::Foreign(KeyError::Pgp),
        _ => return None,
    })
}
