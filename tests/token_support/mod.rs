//! The tokens that the tests share: JSON written by hand, base64url and DER done here, signed with the keys of
//! `fixtures/keys`. One valid token, and ways to change one thing of it.
#![allow(dead_code, reason = "each test takes its part")]
#![allow(clippy::needless_pass_by_value, reason = "numbers and texts read alike where they are given")]

#[path = "../key_support/mod.rs"]
mod key_support;

use std::sync::LazyLock;

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::signature::Status;
use token_debugger::domain::time::UnixTime;

/// 2025-11-21T19:16:32Z: the moment at which the valid token is judged.
pub(crate) const NOW: UnixTime = UnixTime(1_763_752_592);
/// `iat` of the valid token: 12 seconds before [`NOW`].
pub(crate) const IAT: i64 = NOW.0 - 12;
/// `exp` of the valid token: five minutes behind `iat`, at 19:21:20 UTC.
pub(crate) const EXP: i64 = IAT + 300;
/// `KID` of `live-ops.env`.
pub(crate) const KID: &str = "6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a";
/// `SUB` of `live-ops.env`.
pub(crate) const SUB: &str = "9d0a44c1b2e84f7f8a6f3f0c1d2e417b";
/// `KID` of `other.env`.
pub(crate) const OTHER_KID: &str = "0b7e5d19-3c42-4f6e-8a1d-97c05e2f6b38";
/// The order n of P-256's base point (SEC 2, section 2.4.2).
pub(crate) const ORDER: &str = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";

/// The key that signs the valid token.
pub(crate) fn live() -> Credential {
    // Read once: the tests ask for it thousands of times.
    static LIVE: LazyLock<Credential> = LazyLock::new(|| load("live-ops.env"));
    LIVE.clone()
}

/// A key that signs nothing here, with another `kid` and owner.
pub(crate) fn other() -> Credential {
    load("other.env")
}

/// The key that signs the valid token, with other scopes granted.
pub(crate) fn live_granting(scopes: &[&str]) -> Credential {
    live().with_identity(None, None, Some(scopes.iter().map(|scope| (*scope).to_owned()).collect()))
}

fn load(name: &str) -> Credential {
    read_key(&SecretBytes::new(key_support::fixture("good", name)), name).unwrap()
}

/// A JWK, read as a key file is.
pub(crate) fn read_jwk(text: &str) -> Result<Credential, &'static str> {
    read_key(&SecretBytes::new(text.as_bytes().to_vec()), "key.jwk").map_err(|error| error.code())
}

/// A token before it is signed: the members of its two objects, each as name and JSON text.
#[derive(Clone)]
pub(crate) struct Draft {
    header: Vec<(String, String)>,
    claims: Vec<(String, String)>,
}

/// The token that has nothing wrong: judged at [`NOW`] with [`live`] it is accepted.
pub(crate) fn valid() -> Draft {
    let own =
        |members: &[(&str, String)]| members.iter().map(|(name, json)| ((*name).to_owned(), json.clone())).collect();
    Draft {
        header: own(&[("alg", quoted("ES256")), ("kid", quoted(KID)), ("typ", quoted("JWT"))]),
        claims: own(&[
            ("iat", IAT.to_string()),
            ("exp", EXP.to_string()),
            ("sub", quoted(SUB)),
            ("scp", r#"["video.services.assets:read"]"#.to_owned()),
        ]),
    }
}

impl Draft {
    /// Sets a member of the header to a JSON text.
    pub(crate) fn header(mut self, name: &str, json: &str) -> Self {
        set(&mut self.header, name, json);
        self
    }

    /// Sets a claim to a JSON text.
    pub(crate) fn claim(mut self, name: &str, json: impl ToString) -> Self {
        set(&mut self.claims, name, &json.to_string());
        self
    }

    /// Puts a claim behind the others, also if there is one of that name. The name is a JSON string without its quotes.
    pub(crate) fn further_claim(mut self, name: &str, json: impl ToString) -> Self {
        self.claims.push((name.to_owned(), json.to_string()));
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.header.retain(|member| member.0 != name);
        self
    }

    pub(crate) fn without_claim(mut self, name: &str) -> Self {
        self.claims.retain(|member| member.0 != name);
        self
    }

    pub(crate) fn header_json(&self) -> String {
        object(&self.header)
    }

    pub(crate) fn claims_json(&self) -> String {
        object(&self.claims)
    }

    /// The compact token, signed with [`live`].
    pub(crate) fn signed(&self) -> String {
        self.signed_with(&live())
    }

    /// The compact token, signed with a key.
    pub(crate) fn signed_with(&self, key: &Credential) -> String {
        compact(self.header_json().as_bytes(), self.claims_json().as_bytes(), key)
    }

    /// The compact token with a third segment that is made of the good signature.
    pub(crate) fn with_signature(&self, change: impl FnOnce([u8; 64]) -> Vec<u8>) -> String {
        let input = signing_input(self.header_json().as_bytes(), self.claims_json().as_bytes());
        let signature = live().signing_key().unwrap().sign(input.as_bytes());
        format!("{input}.{}", base64url(&change(signature)))
    }
}

fn set(members: &mut Vec<(String, String)>, name: &str, json: &str) {
    match members.iter_mut().find(|member| member.0 == name) {
        Some(member) => json.clone_into(&mut member.1),
        None => members.push((name.to_owned(), json.to_owned())),
    }
}

fn object(members: &[(String, String)]) -> String {
    let members: Vec<_> = members.iter().map(|(name, json)| format!("\"{name}\":{json}")).collect();
    format!("{{{}}}", members.join(","))
}

/// A text without anything to escape as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Any two byte strings as a compact token with a good signature.
pub(crate) fn compact(header: &[u8], claims: &[u8], key: &Credential) -> String {
    let input = signing_input(header, claims);
    let signature = key.signing_key().unwrap().sign(input.as_bytes());
    format!("{input}.{}", base64url(&signature))
}

pub(crate) fn signing_input(header: &[u8], claims: &[u8]) -> String {
    format!("{}.{}", base64url(header), base64url(claims))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// base64url without padding (RFC 4648, section 5).
pub(crate) fn base64url(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().chain(&[0, 0]).take(3).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..=group.len() {
            text.push(char::from(ALPHABET[bits >> (18 - 6 * place) & 63]));
        }
    }
    text
}

/// The six bits of a base64url letter, and back.
pub(crate) fn letter_with_bit_flipped(letter: u8, bit: usize) -> u8 {
    let value = ALPHABET.iter().position(|other| *other == letter).unwrap();
    ALPHABET[value ^ 1 << bit]
}

pub(crate) fn octets(hex: &str) -> Vec<u8> {
    let digit = |digit: u8| u8::try_from(char::from(digit).to_digit(16).unwrap()).unwrap();
    hex.as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

/// The DER form of a signature (RFC 3279, section 2.2.3).
pub(crate) fn der(signature: [u8; 64]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let zeros = number.iter().take_while(|octet| **octet == 0).count();
        let sign: &[u8] = if number[zeros] < 0x80 { &[] } else { &[0] };
        let value = [sign, &number[zeros..]].concat();
        [vec![2, u8::try_from(value.len()).unwrap()], value].concat()
    };
    let content = [integer(&signature[..32]), integer(&signature[32..])].concat();
    [vec![0x30, u8::try_from(content.len()).unwrap()], content].concat()
}

/// The state of a token's signature, and what is said of it.
pub(crate) fn judge(token: &str, key: Option<&Credential>, at: UnixTime) -> (Status, Judgement) {
    let inspection = Inspection::of(token, key);
    (inspection.signature.status(), inspection.judge(key, at))
}

/// The codes of a token that [`live`] signed, judged with it at [`NOW`], in alphabetical order.
pub(crate) fn codes(draft: &Draft) -> Vec<&'static str> {
    codes_of(&judge(&draft.signed(), Some(&live()), NOW).1)
}

/// The codes, in alphabetical order.
pub(crate) fn codes_of(judgement: &Judgement) -> Vec<&'static str> {
    let mut codes: Vec<_> = judgement.findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    codes
}
