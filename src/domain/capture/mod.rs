//! Takes tokens out of whatever is pasted: a bare token, a header line, a curl command, a raw HTTP request, a HAR file,
//! JSON, a Python dict, a log, a URL, a Slicer's config, in any number, wrapped and damaged.
//!
//! A text is read once, in time that grows with its length only. What wraps a token (blanks, line breaks, quotes,
//! escapes, characters that can't be seen) is taken off; what damages it stays in it, so that it can be named later.
//!
//! The rooms, from the bottom up: `lexeme` undoes escapes; `segment` and `word` know base64 of a JSON object from
//! ordinary words; `run` holds the characters of one token; `reader` and `wrap` read one from a known start; `anchor`
//! knows the names before tokens; `extent` tells how far other values reach; `asides` keeps what else is seen, and
//! `inflater` inflates it, both within bounds; `scan` goes through a text, `alone` takes one that is a token; `request`,
//! `command`, `member`, `timestamp` and `context` tell what surrounds a token; `har`, `json_serialization` and `legacy`
//! read their formats; `shape` says what a text without a token looks like.

mod alone;
mod anchor;
mod aside;
mod asides;
mod command;
mod context;
mod extent;
mod found;
mod har;
mod inflater;
mod json_serialization;
mod legacy;
mod lexeme;
mod member;
mod nothing;
mod reader;
mod request;
mod run;
mod scan;
mod segment;
mod shape;
mod timestamp;
mod word;
mod wrap;

pub use aside::{Aside, LegacyError, MAX_MSG, MAX_MSGS};
pub use found::{Found, Kind, Pieces};
pub use nothing::Nothing;
pub use request::mask_path;
pub use segment::Shapes;
pub use shape::is_slicer_config;

use asides::Asides;
use context::Context;
use scan::Scan;

/// Longest text that is searched, in bytes (1 MiB).
pub const MAX_TEXT: usize = 1024 * 1024;

/// What a text holds. Its `Debug` shows no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The tokens, in the order of the text. The same token twice is two entries.
    pub found: Vec<Found>,
    /// What else of interest was seen, in the order of the text.
    pub asides: Vec<Aside>,
    /// What the text looks like instead; `Some` exactly if `found` is empty.
    pub nothing: Option<Nothing>,
}

/// Searches a text for tokens: base64url segments joined by dots (RFC 7515, section 3.1), the first of which holds a
/// JSON object. Behind a name that says so, and alone in a text, a damaged token counts too.
#[must_use]
pub fn capture(text: &str) -> Capture {
    if text.len() > MAX_TEXT {
        return without_token(Nothing::TooLarge { size: text.len() }, Vec::new());
    }
    capture_of_any_length(text)
}

/// The same without the limit on the text's length, for callers that have one of their own. A token is still cut at
/// [`MAX_TEXT`] characters, so that the memory that it takes while it is read is bounded.
#[must_use]
pub fn capture_of_any_length(text: &str) -> Capture {
    capture_among(text, &Shapes::default())
}

/// The same of one of many texts, most of whose tokens have the same header.
#[must_use]
pub fn capture_among(text: &str, shapes: &Shapes) -> Capture {
    if let Some(token) = json_serialization::read(text) {
        return Capture { found: vec![token], asides: Vec::new(), nothing: None };
    }
    if let Some(har) = har::read(text) {
        if har.found.is_empty() {
            return without_token(Nothing::Har { requests: har.requests }, har.asides.into_list());
        }
        return Capture { found: har.found, asides: har.asides.into_list(), nothing: None };
    }
    if let Some(sighting) = alone::read(text, shapes) {
        let token = context::found(sighting, Kind::Bare);
        return Capture { found: vec![token], asides: Vec::new(), nothing: None };
    }
    let mut asides = Asides::new(text);
    let scan = scan::scan(text, shapes, &mut asides);
    describe(text, scan, asides.into_list())
}

fn describe(text: &str, scan: Scan, asides: Vec<Aside>) -> Capture {
    let context = Context::new(text);
    if scan.sightings.is_empty() {
        let nothing = shape::name(text, &context, &asides, scan.empty_header);
        return without_token(nothing, asides);
    }
    let mut found: Vec<Found> = scan.sightings.into_iter().map(|sighting| context.describe(sighting)).collect();
    if is_nothing_else(text, &found) {
        for token in &mut found {
            token.kind = Kind::Bare;
        }
    }
    Capture { found, asides, nothing: None }
}

fn without_token(nothing: Nothing, asides: Vec<Aside>) -> Capture {
    Capture { found: Vec::new(), asides, nothing: Some(nothing) }
}

/// Whether the text is these tokens with nothing but marks and blanks between.
fn is_nothing_else(text: &str, found: &[Found]) -> bool {
    let ends = found.iter().map(|token| token.span.start).chain([text.len()]);
    let starts = [0].into_iter().chain(found.iter().map(|token| token.span.end));
    starts.zip(ends).all(|(start, end)| {
        text.get(start..end).is_some_and(|between| between.chars().all(|character| !character.is_alphanumeric()))
    })
}
