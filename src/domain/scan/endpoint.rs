//! The call that a token was sent with: method and path.

use crate::domain::capture::{Found, Kind};

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
        _ => quoted_request(text, found.span.start),
    }
}

fn join(method: &str, path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    format!("{method} {}", path.chars().take(LONGEST).collect::<String>())
}

/// The path of an address; `/` if it has none.
fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/")
}

/// `"GET /path HTTP/1.1"`, as the common log format has it, before the token or behind it.
fn quoted_request(text: &str, at: usize) -> Option<String> {
    const FARTHEST: usize = 4096;
    let start = text.floor_char_boundary(at.saturating_sub(FARTHEST));
    let end = text.floor_char_boundary(at.saturating_add(FARTHEST));
    let near = text.get(start..end)?;
    near.match_indices(" HTTP/").find_map(|(version, _)| {
        let before = near.get(..version)?;
        let request = before.get(before.rfind('"')? + 1..)?;
        let (method, target) = request.split_once(' ')?;
        let is_method = (2..=10).contains(&method.len()) && method.bytes().all(|byte| byte.is_ascii_uppercase());
        (is_method && target.starts_with('/') && !target.contains(' ')).then(|| join(method, target))
    })
}
