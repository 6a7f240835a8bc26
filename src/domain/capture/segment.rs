//! What a segment holds: just enough decoding to know a token from other text.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Reads what is left of damaged segments, so the last character's spare bits may be anything.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Longest header that is decoded to look for `alg`, in characters.
const LONGEST_HEADER: usize = 8 * 1024;

/// The start of `{"` in base64url; every seam between two tokens has it.
pub(super) const OBJECT_START: &str = "eyJ";

/// What the decoded header says about the rest of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The lengths, in characters, that a signature of this `alg` can have; empty if that is not known.
    pub(super) signature: &'static [usize],
}

#[derive(Deserialize)]
struct Header<'a> {
    #[serde(borrow)]
    alg: Cow<'a, str>,
    enc: Option<IgnoredAny>,
}

/// The shape of a token with this first segment; `None` if it is no JSON object with a text as `alg`
/// (RFC 7515, section 4.1.1).
pub(super) fn shape(segment: &str) -> Option<Shape> {
    if segment.len() > LONGEST_HEADER {
        return None;
    }
    let bytes = LENIENT.decode(segment.trim_end_matches('=')).ok()?;
    let header: Header<'_> = serde_json::from_slice(&bytes).ok()?;
    let signature = if header.enc.is_some() { &[] } else { signature_lengths(&header.alg) };
    Some(Shape { signature })
}

/// RFC 7518, section 3.1, RFC 8037, RFC 8812; RSA with keys of 2048 to 4096 bits.
fn signature_lengths(alg: &str) -> &'static [usize] {
    match alg {
        "ES256" | "ES256K" | "EdDSA" | "Ed25519" | "HS512" => &[86],
        "ES384" => &[128],
        "ES512" => &[176],
        "HS256" => &[43],
        "HS384" => &[64],
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => &[342, 512, 683],
        "none" => &[0],
        _ => &[],
    }
}

/// Whether a text starts as base64url of a JSON object does: `{`, then a name's quote, a blank, or `}`.
pub(super) fn starts_object(text: &str) -> bool {
    let mut first = [0_u8; 4];
    for (place, byte) in first.iter_mut().zip(text.bytes().chain(std::iter::repeat(b'A'))) {
        *place = byte;
    }
    text.len() >= 3
        && matches!(LENIENT.decode(first).as_deref(), Ok([b'{', b'"' | b'}' | b' ' | b'\t' | b'\r' | b'\n', ..]))
}

/// What base64 in either alphabet (RFC 4648, sections 4 and 5) holds, with or without padding.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    LENIENT.decode(text.chars().map(url_safe).collect::<String>()).ok()
}

/// The readable start of a segment: what is before the first character that is not base64.
fn decoded_start(segment: &str) -> Vec<u8> {
    let is_sound = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let sound: String = segment.chars().take(LONGEST_HEADER).map(url_safe).take_while(is_sound).collect();
    let whole = sound.len() - sound.len() % 4;
    sound.get(..whole).and_then(decode).unwrap_or_default()
}

fn url_safe(character: char) -> char {
    match character {
        '+' => '-',
        '/' => '_',
        other => other,
    }
}

/// Whether what can be read of a segment is the start of a JSON object in text, not chance.
pub(super) fn reads_as_object(segment: &str) -> bool {
    let bytes = decoded_start(segment);
    let readable = bytes.iter().take_while(|byte| **byte >= b' ' || byte.is_ascii_whitespace()).count();
    starts_object(segment) && readable >= bytes.len().min(12) && (bytes.len() >= 6 || bytes.starts_with(b"{}"))
}

/// Whether what can be read of a segment names a member that JOSE headers have.
pub(super) fn reads_as_header(segment: &str) -> bool {
    let bytes = decoded_start(segment);
    let text = String::from_utf8_lossy(&bytes);
    starts_object(segment) && ["\"alg\"", "\"typ\"", "\"kid\""].iter().any(|name| text.contains(name))
}

/// Where in a segment another token's header starts, if the segment ends with a whole header: the seam of two tokens
/// that are glued together.
pub(super) fn seam(segment: &str) -> Option<usize> {
    const ATTEMPTS: usize = 2;
    let tail = segment.len().saturating_sub(LONGEST_HEADER);
    segment
        .get(tail..)?
        .rmatch_indices(OBJECT_START)
        .filter(|(at, _)| segment.get(tail + at..).is_some_and(starts_header))
        .take(ATTEMPTS)
        .map(|(at, _)| tail + at)
        .find(|at| segment.get(*at..).and_then(shape).is_some())
}

/// Whether the first member's name is one that JOSE headers start with; cheap, and wrong only by chance.
fn starts_header(text: &str) -> bool {
    const NAMES: [&[u8]; 12] =
        [b"alg", b"typ", b"kid", b"cty", b"enc", b"jku", b"jwk", b"x5t", b"x5c", b"x5u", b"zip", b"b64"];
    let start = text.get(..8).and_then(|eight| LENIENT.decode(eight).ok()).unwrap_or_default();
    start.get(2..5).is_some_and(|name| NAMES.contains(&name))
}

/// Whether a whole header starts here and ends at the next dot: a token that other characters stand directly before.
pub(super) fn whole_header(text: &str) -> bool {
    if !text.starts_with(OBJECT_START) || !starts_header(text) {
        return false;
    }
    let end = text
        .bytes()
        .take(LONGEST_HEADER)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-' && byte != b'_');
    end.filter(|end| text.as_bytes().get(*end) == Some(&b'.'))
        .and_then(|end| text.get(..end))
        .is_some_and(|segment| shape(segment).is_some())
}
