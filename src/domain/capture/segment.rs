//! What a segment holds: just enough decoding to know a token from other text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeSliceError, Engine as _};
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

/// Octets of a header that is decoded without taking memory for it.
const ROOM_FOR_HEADER: usize = 384;

/// The start of `{"` in base64url; every seam between two tokens has it.
pub(super) const OBJECT_START: &str = "eyJ";

/// What the decoded header says about the rest of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The lengths, in characters, that a signature of this `alg` can have; empty if that is not known.
    pub(super) signature: &'static [usize],
}

/// The first segment that was looked at last, and what it says: the tokens of a log have few headers.
#[derive(Default)]
pub struct Shapes {
    last: RefCell<(String, Option<Shape>)>,
}

impl Shapes {
    /// What [`shape`] says of a first segment.
    pub(super) fn of(&self, segment: &str) -> Option<Shape> {
        if segment.len() > LONGEST_HEADER {
            return None;
        }
        let mut known = self.last.borrow_mut();
        let (last, said) = &mut *known;
        if last != segment {
            *said = shape(segment);
            segment.clone_into(last);
        }
        *said
    }
}

/// A header says little, but not to a log.
impl fmt::Debug for Shapes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shapes([redacted])")
    }
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
    if segment.len() > LONGEST_HEADER || !may_hold_object(segment) {
        return None;
    }
    let segment = segment.trim_end_matches('=');
    let mut room = [0; ROOM_FOR_HEADER];
    let bytes: Cow<'_, [u8]> = match LENIENT.decode_slice(segment, &mut room) {
        Ok(length) => Cow::Borrowed(room.get(..length)?),
        Err(DecodeSliceError::OutputSliceTooSmall) => Cow::Owned(LENIENT.decode(segment).ok()?),
        Err(DecodeSliceError::DecodeError(_)) => return None,
    };
    let header: Header<'_> = serde_json::from_slice(&bytes).ok()?;
    let signature = if header.enc.is_some() { &[] } else { signature_lengths(&header.alg) };
    Some(Shape { signature })
}

/// Whether the first character can be that of a JSON object: its six bits are those of `{` or of a blank.
fn may_hold_object(segment: &str) -> bool {
    matches!(segment.as_bytes().first(), Some(b'e' | b'I' | b'C' | b'D'))
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
    let mut octets = [0; 3];
    text.len() >= 3
        && LENIENT.decode_slice(first, &mut octets).is_ok()
        && matches!(octets, [b'{', b'"' | b'}' | b' ' | b'\t' | b'\r' | b'\n', _])
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

/// Where in a segment, from a byte on, another token's header starts, if the segment ends with a whole header: the seam
/// of two tokens that are glued together.
pub(super) fn seam(segment: &str, from: usize) -> Option<usize> {
    const ATTEMPTS: usize = 2;
    let tail = segment.len().saturating_sub(LONGEST_HEADER);
    memchr::memrchr_iter(OBJECT_START.as_bytes()[0], segment.as_bytes().get(tail..)?)
        .map(|at| tail + at)
        .filter(|at| {
            *at >= from && segment.get(*at..).is_some_and(|rest| rest.starts_with(OBJECT_START) && starts_header(rest))
        })
        .take(ATTEMPTS)
        .find(|at| segment.get(*at..).and_then(shape).is_some())
}

/// Whether the first member's name is one that JOSE headers start with; cheap, and wrong only by chance.
fn starts_header(text: &str) -> bool {
    const NAMES: [&[u8]; 12] =
        [b"alg", b"typ", b"kid", b"cty", b"enc", b"jku", b"jwk", b"x5t", b"x5c", b"x5u", b"zip", b"b64"];
    let mut octets = [0; 6];
    let is_decoded = text.get(..8).is_some_and(|eight| LENIENT.decode_slice(eight, &mut octets).is_ok());
    is_decoded && octets.get(2..5).is_some_and(|name| NAMES.contains(&name))
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
