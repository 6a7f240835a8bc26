//! JWS and JWE in JSON serialization (RFC 7515, section 7.2; RFC 7516, section 7.2), when the whole text is one.

use serde::Deserialize;
use serde::de::IgnoredAny;
use smallvec::smallvec;

use super::found::{Found, Kind};

#[derive(Deserialize)]
struct Members {
    payload: Option<IgnoredAny>,
    protected: Option<IgnoredAny>,
    signature: Option<IgnoredAny>,
    signatures: Option<IgnoredAny>,
    ciphertext: Option<IgnoredAny>,
    recipients: Option<IgnoredAny>,
    encrypted_key: Option<IgnoredAny>,
    iv: Option<IgnoredAny>,
}

impl Members {
    fn is_signed(&self) -> bool {
        self.payload.is_some() && (self.signature.is_some() || self.signatures.is_some())
            || self.protected.is_some() && self.signature.is_some()
    }

    fn is_encrypted(&self) -> bool {
        self.ciphertext.is_some()
            && [&self.protected, &self.recipients, &self.encrypted_key, &self.iv].iter().any(|member| member.is_some())
    }
}

/// The token that the whole text is.
pub(super) fn read(text: &str) -> Option<Found> {
    let behind_blanks = text.trim_start_matches(|first: char| first.is_whitespace() || first == '\u{feff}');
    let start = text.len() - behind_blanks.len();
    let json = behind_blanks.trim_end();
    let members: Members = json.starts_with('{').then(|| serde_json::from_str(json).ok()).flatten()?;
    let span = start..start + json.len();
    (members.is_signed() || members.is_encrypted()).then(|| Found {
        kind: Kind::Json,
        span: span.clone(),
        pieces: smallvec![span],
        token: json.to_owned(),
        origin: None,
        captured_at: None,
    })
}
