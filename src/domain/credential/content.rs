//! What a file that is no key looks like instead, from its first bytes.

use std::fmt;

use crate::domain::pem;

/// What a text or a file holds that is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A JWT or another compact JWS.
    Token,
    /// JSON that is no JWK.
    Json,
    /// A `curl` command.
    Curl,
    /// An HTTP header line or request with a token.
    Header,
    /// A Slicer's config.
    SlicerConfig,
    /// HTML or XML.
    Markup,
    /// A URL.
    Url,
    /// A public key in OpenSSH's format.
    OpenSshPublicKey,
    /// A picture.
    Picture,
    /// A PDF document.
    Pdf,
    /// An archive or compressed data.
    Archive,
    /// Any other text.
    Text,
    /// Any other bytes.
    Binary,
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token => "a token",
            Self::Json => "JSON that is no JWK",
            Self::Curl => "a curl command",
            Self::Header => "an HTTP header",
            Self::SlicerConfig => "a Slicer config",
            Self::Markup => "HTML or XML",
            Self::Url => "a URL",
            Self::OpenSshPublicKey => "a line of OpenSSH's authorized_keys",
            Self::Picture => "a picture",
            Self::Pdf => "a PDF document",
            Self::Archive => "an archive",
            Self::Text => "text",
            Self::Binary => "binary data",
        })
    }
}

impl Content {
    /// What a text looks like.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = text.trim();
        let lower = first_line(text).to_ascii_lowercase();
        let starts = |with: &str| lower.starts_with(with);
        if is_compact_jws(text) {
            Self::Token
        } else if text.starts_with(['{', '[']) {
            Self::Json
        } else if starts("curl ") {
            Self::Curl
        } else if starts("x-auth-uplynk-jwt:") || starts("authorization:") || lower.contains(" http/1.") {
            Self::Header
        } else if pem::lines(text).any(|line| line.trim_start().starts_with("apikey:")) {
            Self::SlicerConfig
        } else if text.starts_with('<') {
            Self::Markup
        } else if starts("http://") || starts("https://") {
            Self::Url
        } else if starts("ssh-") || starts("ecdsa-sha2-") {
            Self::OpenSshPublicKey
        } else {
            Self::Text
        }
    }

    /// What bytes that are no text look like, from the marks that file formats begin with.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        const MARKS: [(&[u8], Content); 8] = [
            (b"\x89PNG", Content::Picture),
            (b"\xff\xd8\xff", Content::Picture),
            (b"GIF8", Content::Picture),
            (b"%PDF", Content::Pdf),
            (b"PK\x03\x04", Content::Archive),
            (b"\x1f\x8b", Content::Archive),
            (b"7z\xbc\xaf", Content::Archive),
            (b"\xfd7zXZ", Content::Archive),
        ];
        MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map_or(Self::Binary, |(_, content)| *content)
    }

    /// What the user can do with it.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Token | Self::Curl | Self::Header => "To read a token, paste it in Read token.",
            Self::SlicerConfig => {
                "To put a token into a Slicer config, load a key first and open the config in Slicer."
            }
            _ => "Load the .env or PEM file of a Scoped API key, a DER key or a JWK.",
        }
    }
}

fn first_line(text: &str) -> &str {
    pem::lines(text).next().unwrap_or_default()
}

/// `eyJ` is `{"` in base64url, with which every usual header begins.
fn is_compact_jws(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') || c.is_ascii_whitespace();
    text.starts_with("eyJ") && text.contains('.') && text.chars().all(is_letter)
}
