//! HAR files (W3C "HTTP Archive (HAR) format", 1.2): the request headers of every entry.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;
use smol_str::{SmolStr, format_smolstr};

use super::asides::Asides;
use super::context::found;
use super::found::{Found, Kind};
use super::request::address;
use super::scan::scan_header;

/// Longest text that is taken for a time, in bytes.
const LONGEST_TIME: usize = 64;

/// What a HAR file holds.
pub(super) struct Har {
    pub(super) found: Vec<Found>,
    pub(super) asides: Asides,
    pub(super) requests: usize,
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    log: Log<'a>,
}

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow, rename = "startedDateTime")]
    started: Option<Cow<'a, str>>,
    #[serde(borrow)]
    request: Request<'a>,
}

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    method: Option<Cow<'a, str>>,
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    headers: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Header<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    value: &'a RawValue,
}

/// Reads a HAR file; `None` if the text is none, or is cut.
pub(super) fn read(text: &str) -> Option<Har> {
    let json = text.trim_start_matches('\u{feff}').trim();
    if !json.starts_with('{') {
        return None;
    }
    let document: Document<'_> = serde_json::from_str(json).ok()?;
    let mut har = Har { found: Vec::new(), asides: Asides::new(text), requests: document.log.entries.len() };
    for entry in document.log.entries {
        if let Ok(entry) = serde_json::from_str::<Entry<'_>>(entry.get()) {
            har.read_entry(text, &entry);
        }
    }
    har.found.sort_by_key(|found| found.span.start);
    Some(har)
}

impl Har {
    fn read_entry(&mut self, text: &str, entry: &Entry<'_>) {
        let request = &entry.request;
        let method = request.method.as_deref().unwrap_or("GET");
        // All tokens of the entry share it, but each may be kept for long.
        let started = entry.started.as_deref().filter(|started| started.len() <= LONGEST_TIME).map(SmolStr::new);
        let origin = request.url.as_deref().map(|url| format_smolstr!("{method} {}", address(url)));
        for header in &request.headers {
            let Ok(header) = serde_json::from_str::<Header<'_>>(header.get()) else { continue };
            let Some(value) = content_range(text, header.value.get()) else { continue };
            let scan = scan_header(text, &header.name, value, &mut self.asides);
            self.found.extend(scan.sightings.into_iter().map(|sighting| {
                let mut token = found(sighting, Kind::Har);
                token.origin.clone_from(&origin);
                token.captured_at.clone_from(&started);
                token
            }));
        }
    }
}

/// Where the content of a JSON string, which is a part of the text, stands in it.
fn content_range(text: &str, raw: &str) -> Option<Range<usize>> {
    let start = raw.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    let start = start.checked_add(1)?;
    let range = start..start.checked_add(inner.len())?;
    (text.get(range.clone())? == inner).then_some(range)
}
