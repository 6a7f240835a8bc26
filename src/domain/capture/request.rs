//! Requests in the text: raw HTTP (RFC 9112) and curl commands, with method, address and date.

use std::ops::Range;

use super::command;

/// One request, as far as its head goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether it is a curl command.
    pub(super) is_curl: bool,
    /// Bytes of the head or of the command.
    pub(super) span: Range<usize>,
    /// Method and address.
    pub(super) origin: Option<String>,
    /// The value of a `Date` header, in the request or in the answer behind it.
    pub(super) date: Option<String>,
}

/// All requests of a text, in order; they don't overlap.
pub(super) fn requests(text: &str) -> Vec<Request> {
    let mut all = command::commands(text);
    let curls: Vec<Range<usize>> = all.iter().map(|request| request.span.clone()).collect();
    all.extend(raw_requests(text).into_iter().filter(|raw| !is_within(&curls, raw.span.start)));
    all.sort_by_key(|request| request.span.start);
    all
}

/// The request whose head a byte is in.
pub(super) fn request_at(requests: &[Request], at: usize) -> Option<&Request> {
    let behind = requests.partition_point(|request| request.span.start <= at);
    requests.get(behind.checked_sub(1)?).filter(|request| request.span.contains(&at))
}

/// An address for a list: without user, query and fragment, which may hold secrets, of bounded length.
pub(super) fn address(url: &str) -> String {
    const LONGEST: usize = 200;
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = path.split_once("://").map_or(("", path), |(scheme, rest)| (scheme, rest));
    let (host, tail) = rest.find('/').and_then(|slash| rest.split_at_checked(slash)).unwrap_or((rest, ""));
    let host = host.rsplit('@').next().unwrap_or_default();
    let tail = mask_path(tail);
    let joined = if scheme.is_empty() { format!("{host}{tail}") } else { format!("{scheme}://{host}{tail}") };
    joined.chars().filter(|character| !character.is_control()).take(LONGEST).collect()
}

/// A path for a list: a part between slashes that is long enough to be a secret, such as a token, is left out.
#[must_use]
pub fn mask_path(path: &str) -> String {
    const LONGEST_SEGMENT: usize = 64;
    let shown: Vec<&str> =
        path.split('/').map(|segment| if segment.len() > LONGEST_SEGMENT { "…" } else { segment }).collect();
    shown.join("/")
}

fn is_within(spans: &[Range<usize>], at: usize) -> bool {
    let behind = spans.partition_point(|span| span.start <= at);
    behind.checked_sub(1).and_then(|last| spans.get(last)).is_some_and(|span| span.contains(&at))
}

/// A raw request while its lines are read.
struct Head {
    start: usize,
    end: Option<usize>,
    method: String,
    target: String,
    host: Option<String>,
    date: Option<String>,
}

impl Head {
    fn into_request(self, end: usize) -> Request {
        let target = if self.target.starts_with('/') {
            format!("{}{}", self.host.unwrap_or_default(), self.target)
        } else {
            self.target
        };
        Request {
            is_curl: false,
            span: self.start..self.end.unwrap_or(end),
            origin: Some(format!("{} {}", self.method, address(&target))),
            date: self.date,
        }
    }

    fn read_line(&mut self, at: usize, line: &str) {
        if line.is_empty() && self.end.is_none() {
            self.end = Some(at);
        }
        if let Some(host) = field(line, "host").filter(|_| self.end.is_none()) {
            self.host = Some(host);
        }
        if self.date.is_none() {
            self.date = field(line, "date");
        }
    }
}

fn raw_requests(text: &str) -> Vec<Request> {
    let mut found = Vec::new();
    let mut current: Option<Head> = None;
    let mut at = 0;
    for line in lines(text) {
        let content = line.trim_start_matches(['>', '<', ' ', '\t', '\u{feff}']).trim_end();
        if let Some((method, target)) = request_line(content) {
            found.extend(current.take().map(|head| head.into_request(at)));
            current = Some(Head { start: at, end: None, method, target, host: None, date: None });
        } else if let Some(head) = &mut current {
            head.read_line(at, content);
        }
        at += line.len();
    }
    found.extend(current.map(|head| head.into_request(at)));
    found
}

/// The lines of a text with their ends. The standard library's way looks at one word of memory at once, this at four.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    ends.filter_map(move |end| text.get(std::mem::replace(&mut start, end)..end)).filter(|line| !line.is_empty())
}

/// Method and target of a request line (RFC 9112, section 3).
fn request_line(line: &str) -> Option<(String, String)> {
    const LONGEST: usize = 16 * 1024;
    if line.len() > LONGEST || !line.trim_ascii_start().as_bytes().first()?.is_ascii_uppercase() {
        return None;
    }
    let version = memchr::memmem::rfind(line.as_bytes(), b" HTTP/")?;
    let mut words = line.get(..version)?.split_ascii_whitespace();
    let method =
        words.next().filter(|method| method.len() <= 10 && method.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    let target = words.next()?;
    words.next().is_none().then(|| (method.to_owned(), target.to_owned()))
}

fn field(line: &str, name: &str) -> Option<String> {
    const LONGEST: usize = 256;
    let (found, value) = line.split_once(':')?;
    let value = value.trim();
    (found.eq_ignore_ascii_case(name) && value.len() <= LONGEST).then(|| value.to_owned())
}
