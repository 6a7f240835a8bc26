//! A token taken apart: whatever could be read of it, and what could not, with its place.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, engine::general_purpose::URL_SAFE_NO_PAD};

use super::json::{Json, JsonError};

/// Longest token that is not called too large, in bytes. Common HTTP servers refuse header lines from 8 to 64 KiB.
pub const MAX_TOKEN: usize = 64 * 1024;

/// Segments beyond this many are counted but not kept: a compact JWE has five (RFC 7516 section 7.1).
const KEPT_SEGMENTS: usize = 5;

/// base64url that also takes what RFC 4648 section 3.5 lets a decoder refuse: non-zero bits behind the last byte.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// How a token is serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serialization {
    /// Segments joined by dots (RFC 7515 section 7.1).
    Compact,
    /// JSON (RFC 7515 section 7.2).
    Json,
}

/// What is wrong with the base64url of a segment (RFC 7515 section 2; RFC 4648 section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Defect {
    /// A character that is not of the alphabet.
    BadCharacter {
        /// Counted in bytes from the segment's first character.
        offset: usize,
        /// The character.
        character: char,
    },
    /// A length that base64 can't have: 4 n + 1.
    BadLength {
        /// In characters.
        length: usize,
    },
    /// Bits behind the last byte that are not zero (RFC 4648 section 3.5).
    NotCanonical,
    /// `=` at the end, which JWS leaves out.
    Padding {
        /// How many.
        count: usize,
    },
}

/// One segment of the compact serialization.
#[derive(Clone)]
pub struct Segment {
    /// Byte range in the token.
    pub span: Range<usize>,
    /// What is wrong with its base64url.
    pub defects: Vec<Base64Defect>,
}

impl Segment {
    /// Whether it is base64url as JWS wants it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.defects.is_empty()
    }

    /// Whether all of it was decoded, if not in the spelling that JWS wants.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self
            .defects
            .iter()
            .any(|defect| matches!(defect, Base64Defect::BadCharacter { .. } | Base64Defect::BadLength { .. }))
    }

    /// The segment, and what it decodes to up to the first bad character.
    fn decode(token: &str, span: Range<usize>) -> (Self, Vec<u8>) {
        let text = token.get(span.clone()).unwrap_or_default();
        let body = text.trim_end_matches('=');
        let mut defects = Vec::new();
        if body.len() < text.len() {
            defects.push(Base64Defect::Padding { count: text.len() - body.len() });
        }
        let bytes = match URL_SAFE_NO_PAD.decode(body) {
            Ok(bytes) => bytes,
            Err(error) => {
                let defect = name_defect(body, &error);
                defects.insert(0, defect);
                decode_readable(body, defect)
            }
        };
        (Self { span, defects }, bytes)
    }
}

/// The segment that holds the signature.
#[derive(Clone)]
pub struct SignatureSegment {
    /// The segment.
    pub segment: Segment,
    /// What it decodes to, up to the first bad character.
    pub bytes: Vec<u8>,
}

/// A segment that holds a JSON object: the header or the claims.
#[derive(Clone)]
pub struct JsonSegment {
    /// The segment.
    pub segment: Segment,
    /// Its text; what is not UTF-8 reads as U+FFFD.
    pub text: String,
    /// Where the first byte is that is not UTF-8, if there is one.
    pub not_utf8_at: Option<usize>,
    /// The object, or why there is none.
    pub json: Result<Json, NotAnObject>,
}

/// Why a segment holds no JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnObject {
    /// Its base64url or UTF-8 is damaged, so its JSON was not looked at.
    Damaged,
    /// It is not JSON.
    NotJson(JsonError),
    /// It is JSON, but not an object: this is what it is.
    OtherJson(&'static str),
}

impl JsonSegment {
    fn read((segment, bytes): (Segment, Vec<u8>)) -> Self {
        let (text, not_utf8_at) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(error.utf8_error().valid_up_to()))
            }
        };
        // Bytes cut off by a damaged base64url are no fault of the UTF-8.
        let not_utf8_at = not_utf8_at.filter(|_| segment.is_whole());
        let json = if !segment.is_whole() || not_utf8_at.is_some() {
            Err(NotAnObject::Damaged)
        } else {
            match Json::parse(&text) {
                Ok(json) if json.members().is_some() => Ok(json),
                Ok(json) => Err(NotAnObject::OtherJson(json.describe())),
                Err(error) => Err(NotAnObject::NotJson(error)),
            }
        };
        Self { segment, text, not_utf8_at, json }
    }
}

/// The header that was taken apart last: all tokens of a key have the same, of the same program in the same letters.
#[derive(Clone, Default)]
pub struct Headers {
    last: Option<(String, Arc<JsonSegment>)>,
}

impl Headers {
    /// Longest header that is kept, in bytes: those of XAuth tokens have about a hundred.
    const LONGEST: usize = 1024;

    fn read(&mut self, token: &str, span: Range<usize>) -> Arc<JsonSegment> {
        let text = token.get(span.clone()).unwrap_or_default();
        if let Some((last, header)) = &self.last
            && last == text
        {
            return header.clone();
        }
        let header = Arc::new(JsonSegment::read(Segment::decode(token, span)));
        self.last = (text.len() <= Self::LONGEST).then(|| (text.to_owned(), header.clone()));
        header
    }
}

/// A header says little, but not to a log.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Headers([redacted])")
    }
}

/// A token taken apart. `Debug` shows its shape, not its text.
#[derive(Clone)]
pub struct ParsedToken {
    text: String,
    serialization: Serialization,
    segment_count: usize,
    header: Option<Arc<JsonSegment>>,
    claims: Option<JsonSegment>,
    signature: Option<SignatureSegment>,
}

impl ParsedToken {
    /// Takes a token apart. Any text gives an answer.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_among(text, &mut Headers::default())
    }

    /// The same as one of many tokens, most of which have the same header.
    #[must_use]
    pub fn parse_among(text: &str, headers: &mut Headers) -> Self {
        if text.trim_start().starts_with('{') {
            return Self::of_json(text);
        }
        let mut spans: [Option<Range<usize>>; KEPT_SEGMENTS] = Default::default();
        let mut segment_count = 0;
        let mut start = 0;
        for end in memchr::memchr_iter(b'.', text.as_bytes()).chain([text.len()]) {
            if let Some(span) = spans.get_mut(segment_count) {
                *span = Some(start..end);
            }
            segment_count += 1;
            start = end + 1;
        }
        let segment = |place: usize| Some(Segment::decode(text, spans.get(place)?.clone()?));
        let header = spans[0].clone().map(|span| headers.read(text, span));
        // The other segments of a JWE are ciphertext: to read them as claims would only mislead.
        let encrypted = segment_count == 5 && header.as_deref().is_some_and(names_an_encryption);
        Self {
            text: text.to_owned(),
            serialization: Serialization::Compact,
            segment_count,
            claims: segment(1).filter(|_| !encrypted).map(JsonSegment::read),
            signature: segment(2).filter(|_| !encrypted).map(|(segment, bytes)| SignatureSegment { segment, bytes }),
            header,
        }
    }

    /// The token's text, exactly as it was found.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it is serialized.
    #[must_use]
    pub fn serialization(&self) -> Serialization {
        self.serialization
    }

    /// How many segments it has.
    #[must_use]
    pub fn segment_count(&self) -> usize {
        self.segment_count
    }

    /// Whether it is a JWE: five segments and an `enc` in the header (RFC 7516 section 9).
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.segment_count == 5 && self.header.as_deref().is_some_and(names_an_encryption)
    }

    /// The first segment.
    #[must_use]
    pub fn header(&self) -> Option<&JsonSegment> {
        self.header.as_deref()
    }

    /// The second segment, if there is one.
    #[must_use]
    pub fn claims(&self) -> Option<&JsonSegment> {
        self.claims.as_ref()
    }

    /// The third segment, if there is one.
    #[must_use]
    pub fn signature(&self) -> Option<&SignatureSegment> {
        self.signature.as_ref()
    }

    /// The header's object, if it could be read.
    #[must_use]
    pub fn header_json(&self) -> Option<&Json> {
        self.header.as_ref()?.json.as_ref().ok()
    }

    /// The claims' object, if it could be read.
    #[must_use]
    pub fn claims_json(&self) -> Option<&Json> {
        self.claims.as_ref()?.json.as_ref().ok()
    }

    /// The `kid`, if it is there and a string.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.header_json()?.member("kid")?.as_str()
    }

    /// The bytes that were signed: both segments and the dot between them, as received (RFC 7515 section 5.2).
    #[must_use]
    pub fn signing_input(&self) -> Option<&str> {
        let claims = self.claims.as_ref()?;
        self.text.get(..claims.segment.span.end)
    }

    /// The strings in `scp`, with their places; nothing if it is no array.
    #[must_use]
    pub fn scopes(&self) -> Vec<(usize, &str)> {
        use super::json::JsonKind;
        let Some(JsonKind::Array(items)) =
            self.claims_json().and_then(|claims| claims.member("scp")).map(|scp| &scp.kind)
        else {
            return Vec::new();
        };
        let strings = items.iter().enumerate().map(|(i, item)| Some((i, item.as_str()?)));
        strings.flatten().collect()
    }

    fn of_json(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            serialization: Serialization::Json,
            segment_count: 0,
            header: None,
            claims: None,
            signature: None,
        }
    }
}

impl fmt::Debug for ParsedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParsedToken")
            .field("serialization", &self.serialization)
            .field("segment_count", &self.segment_count)
            .finish_non_exhaustive()
    }
}

fn names_an_encryption(header: &JsonSegment) -> bool {
    header.json.as_ref().is_ok_and(|json| json.member("enc").is_some())
}

fn name_defect(body: &str, error: &DecodeError) -> Base64Defect {
    // The library names bytes and stops at the first; a character that is not ASCII has several.
    let alien = body.char_indices().find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    match (error, alien) {
        (_, Some((offset, character))) => Base64Defect::BadCharacter { offset, character },
        (DecodeError::InvalidLastSymbol { .. }, None) => Base64Defect::NotCanonical,
        (_, None) => Base64Defect::BadLength { length: body.len() },
    }
}

/// What can be decoded in front of a defect.
fn decode_readable(body: &str, defect: Base64Defect) -> Vec<u8> {
    let end = match defect {
        Base64Defect::BadCharacter { offset, .. } => offset,
        _ => body.len(),
    };
    // Only a group of four or its first two or three characters decode.
    let end = if end % 4 == 1 { end - 1 } else { end };
    body.get(..end).and_then(|readable| LENIENT.decode(readable).ok()).unwrap_or_default()
}
