//! What surrounds a token: the kind of place, its name for a list, the moment of capture.

use std::cell::Cell;

use smol_str::{SmolStr, format_smolstr};

use super::anchor::Name;
use super::found::{Found, Kind};
use super::member::{Member, member_before};
use super::request::{self, Request};
use super::scan::Sighting;
use super::timestamp;

/// A token as found, before its surroundings are known.
pub(super) fn found(sighting: Sighting, kind: Kind) -> Found {
    let Sighting { token, span, pieces, .. } = sighting;
    Found { kind, span, pieces, token, origin: None, captured_at: None }
}

/// The surroundings of the tokens of one text.
pub(super) struct Context<'a> {
    text: &'a str,
    /// Where the second line starts, and each behind it.
    line_starts: Vec<usize>,
    requests: Vec<Request>,
    is_json: bool,
    has_lines: bool,
    /// The line that was looked at last, by its number, and whether it looks like one JSON object.
    json_line: Cell<Option<(usize, bool)>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let json = text.trim_start_matches('\u{feff}').trim();
        let is_json = json.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok();
        Self {
            text,
            line_starts: breaks.collect(),
            requests: request::requests(text),
            is_json,
            has_lines: text.trim().contains('\n'),
            json_line: Cell::new(None),
        }
    }

    /// The number of the line that a byte is in; the first is 1.
    pub(super) fn line_of(&self, at: usize) -> usize {
        1 + self.line_starts.partition_point(|start| *start <= at)
    }

    /// Whether there is a curl command or a raw HTTP request.
    pub(super) fn has_request(&self) -> bool {
        !self.requests.is_empty()
    }

    /// The token with all that its surroundings tell.
    pub(super) fn describe(&self, sighting: Sighting) -> Found {
        let member = member_before(self.text, sighting.start).or_else(|| self.own_member(&sighting));
        let request = request::request_at(&self.requests, sighting.start);
        let kind = self.kind(&sighting, member.as_ref(), request);
        let origin = match request.filter(|_| matches!(kind, Kind::Curl | Kind::Http)) {
            Some(request) => request.origin.as_deref().map(SmolStr::new),
            None => self.origin(&sighting, member.as_ref(), kind),
        };
        let captured_at = match kind {
            Kind::Http => request.and_then(|request| request.date.as_deref()).map(SmolStr::new),
            Kind::HeaderLine | Kind::Bearer | Kind::Json | Kind::Text => {
                timestamp::time_of_line(self.text, self.line_start(sighting.start), sighting.start)
            }
            Kind::Bare | Kind::Curl | Kind::Har | Kind::SlicerConfig => None,
        };
        Found { origin, captured_at, ..found(sighting, kind) }
    }

    /// The header's name as a member's name: `"X-Auth-Uplynk-Jwt": "…"`. On a line of its own it is no member.
    fn own_member(&self, sighting: &Sighting) -> Option<Member<'a>> {
        let member = member_before(self.text, sighting.span.start)?;
        (sighting.name == Some(Name::XAuth) && member.is_quoted()).then_some(member)
    }

    fn kind(&self, sighting: &Sighting, member: Option<&Member<'_>>, request: Option<&Request>) -> Kind {
        if let Some(request) = request {
            return if request.is_curl { Kind::Curl } else { Kind::Http };
        }
        if self.is_argument(sighting.start) {
            return Kind::Curl;
        }
        let in_member = member.is_some_and(Member::is_quoted);
        if in_member || self.is_json || self.is_json_line(sighting.start) {
            return Kind::Json;
        }
        match sighting.name {
            Some(Name::Token | Name::ApiKey) => Kind::SlicerConfig,
            Some(Name::Bearer) => Kind::Bearer,
            Some(Name::XAuth) if self.starts_line(sighting.start) => Kind::HeaderLine,
            _ => Kind::Text,
        }
    }

    fn origin(&self, sighting: &Sighting, member: Option<&Member<'_>>, kind: Kind) -> Option<SmolStr> {
        let place = match (member, sighting.name) {
            (Some(member), name) => Some(member.phrase(name == Some(Name::XAuth))),
            (None, Some(Name::XAuth)) if kind != Kind::HeaderLine => Some(SmolStr::new_static("X-Auth-Uplynk-Jwt")),
            (None, Some(Name::XAuth)) if sighting.has_scheme => {
                Some(SmolStr::new_static("with a word before the token"))
            }
            (None, Some(Name::ApiKey)) => Some(SmolStr::new_static("apikey without token_")),
            _ => None,
        };
        let line = self.has_lines.then(|| self.line_of(sighting.start));
        match (line, place) {
            (Some(line), Some(place)) => Some(format_smolstr!("line {line}, {place}")),
            (Some(line), None) => Some(format_smolstr!("line {line}")),
            (None, place) => place,
        }
    }

    fn line_start(&self, at: usize) -> usize {
        let before = self.line_of(at).checked_sub(2).and_then(|line| self.line_starts.get(line));
        before.copied().unwrap_or_default()
    }

    /// Whether only marks stand before a byte on its line: of quoting, lists, comments, quotation.
    fn starts_line(&self, at: usize) -> bool {
        const WIDEST: usize = 32;
        let start = self.line_start(at);
        at - start <= WIDEST
            && self
                .text
                .get(start..at)
                .is_some_and(|before| before.chars().all(|character| !character.is_alphanumeric()))
    }

    /// Whether a `-H` or `--header` stands before a byte.
    fn is_argument(&self, at: usize) -> bool {
        let before = self.text.as_bytes().get(at.saturating_sub(16)..at).unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        let before = before.trim_end_matches(['"', '\'', '$', '^', '\\', ' ', '=']);
        before.ends_with(" -H") || before == "-H" || before.ends_with("\n-H") || before.ends_with("--header")
    }

    /// Whether the line that a byte is in looks like one JSON object, as structured logs have it.
    fn is_json_line(&self, at: usize) -> bool {
        let line = self.line_of(at);
        // Once a line, not once a token: each look goes past the blanks at its ends.
        if let Some((_, is_json)) = self.json_line.get().filter(|(looked_at, _)| *looked_at == line) {
            return is_json;
        }
        let end = self.line_starts.get(line - 1).copied().unwrap_or(self.text.len());
        let content = self.text.get(self.line_start(at)..end).unwrap_or_default().trim();
        let is_json = content.starts_with("{\"") && content.ends_with('}');
        self.json_line.set(Some((line, is_json)));
        is_json
    }
}
