//! The call that a token was sent with: method and path.

use std::ops::Range;

use crate::domain::capture::{Found, Kind, mask_path};

/// Longest path that is kept, in characters.
const LONGEST: usize = 120;

/// Method and path of the request that a token was found in, if the capture says so: that of a curl command, a raw
/// request or a HAR's entry, or the quoted request line in a line of an access log. The query is left out.
#[must_use]
pub fn endpoint(found: &Found, text: &str) -> Option<String> {
    match (found.kind, &found.origin) {
        (Kind::Curl | Kind::Http | Kind::Har, Some(origin)) => {
            let (method, address) = origin.split_once(' ')?;
            Some(join(method, path_of(address)))
        }
        _ => quoted_request(text, &found.span),
    }
}

fn join(method: &str, path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    format!("{method} {}", mask_path(path).chars().take(LONGEST).collect::<String>())
}

/// The path of an address; `/` if it has none.
fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/")
}

/// What stands behind the target of a request line.
const VERSION: &str = " HTTP/";

/// `"GET /path HTTP/1.1"`, as the common log format has it: the one that the token stands in, else the last before it,
/// else the first behind it.
fn quoted_request(text: &str, token: &Range<usize>) -> Option<String> {
    const FARTHEST: usize = 4096;
    // What only looks like a request is not looked at without end.
    const MOST: usize = 8;
    let start = text.floor_char_boundary(token.start.saturating_sub(FARTHEST));
    let end = text.floor_char_boundary(token.end.saturating_add(FARTHEST));
    let (before, behind) = (text.get(start..token.start)?, text.get(token.end..end)?);
    let request_at = |version| request_before(text, start, version);
    let mut versions = behind.match_indices(VERSION).take(MOST).map(|(at, _)| token.end + at);
    let next = versions.next().and_then(request_at);
    let own = next.filter(|request| request.quote < token.start);
    own.or_else(|| before.rmatch_indices(VERSION).take(MOST).find_map(|(at, _)| request_at(start + at)))
        .or(next)
        .or_else(|| versions.find_map(request_at))
        .map(|request| join(request.method, request.target))
}

#[derive(Clone, Copy)]
struct Request<'a> {
    /// Where the quotation mark before it stands.
    quote: usize,
    method: &'a str,
    target: &'a str,
}

/// The request line whose version stands at a byte, if it starts behind another.
fn request_before(text: &str, start: usize, version: usize) -> Option<Request<'_>> {
    let before = text.get(start..version)?;
    let quote = before.rfind('"')?;
    let (method, target) = before.get(quote + 1..)?.split_once(' ')?;
    let is_method = (2..=10).contains(&method.len()) && method.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_target = target.starts_with('/') && !target.contains(|other: char| other == ' ' || other.is_control());
    (is_method && is_target).then_some(Request { quote: start + quote, method, target })
}
