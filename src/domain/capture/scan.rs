//! Goes through a text once, from name to name and from token to token.

use std::ops::Range;

use smallvec::SmallVec;

use super::anchor::{self, Anchor, Name, Value};
use super::aside::Aside;
use super::asides::Asides;
use super::extent::Extent;
use super::found::Pieces;
use super::lexeme::{Symbol, lexeme_at};
use super::member::member_before;
use super::reader::{Place, Reading, read};
use super::run::Run;
use super::segment::Shapes;
use super::{legacy, segment, word};

/// How often a token directly behind other characters is tried for: each try decodes up to 8 KiB.
const TRIES_INSIDE_WORDS: usize = 1000;

/// A token in the text, and the name before it.
pub(super) struct Sighting {
    pub(super) token: String,
    /// Bytes of the text from its first to behind its last character.
    pub(super) span: Range<usize>,
    /// The bytes of the text that make it up.
    pub(super) pieces: Pieces,
    pub(super) name: Option<Name>,
    /// The first byte of the name, or of the token where there is none.
    pub(super) start: usize,
    /// `Bearer` or a word like it stands between the name and the token.
    pub(super) has_scheme: bool,
}

impl Sighting {
    pub(super) fn new(run: Run<'_>, name: Option<Name>, start: usize, has_scheme: bool) -> Self {
        Self { span: run.span(), pieces: run.pieces(), token: run.into_text(), name, start, has_scheme }
    }
}

/// What a scan found.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) sightings: SmallVec<[Sighting; 1]>,
    /// Where the header's name stands before something that is no token.
    pub(super) empty_header: Option<usize>,
}

/// Scans a text; what else is seen is added to the asides.
pub(super) fn scan(text: &str, shapes: &Shapes, asides: &mut Asides) -> Scan {
    let mut scanner = Scanner::new(text, shapes, asides);
    scanner.run(0);
    scanner.scan
}

/// Scans the value of a header whose name is known; what else is seen is added to the asides.
pub(super) fn scan_header(text: &str, name: &str, value: Range<usize>, asides: &mut Asides) -> Scan {
    let (text, shapes) = (text.get(..value.end).unwrap_or_default(), Shapes::default());
    let mut scanner = Scanner::new(text, &shapes, asides);
    let named = anchor::anchor_at(name, 0).filter(|anchor| anchor.end == name.len());
    let place = Value { start: value.start, opener: Some('"'), breaks: 0 };
    match named.map(|anchor| anchor.name) {
        Some(Name::XAuth) => {
            scanner.x_auth(Anchor { name: Name::XAuth, start: value.start, end: value.start }, place);
        }
        Some(Name::Stapi) => scanner.opaque(place, |span| Aside::OpaqueKey { span }),
        _ => scanner.run(value.start),
    }
    scanner.scan
}

/// The first byte that could be a token's, at or behind a byte.
pub(super) fn skip_junk(text: &str, mut at: usize) -> usize {
    while let Some(lexeme) = lexeme_at(text, at) {
        match lexeme.symbol {
            Symbol::Token(character) if character.is_ascii_alphanumeric() => break,
            Symbol::Other(character) if character.is_alphanumeric() => break,
            _ => at = lexeme.range.end,
        }
    }
    at
}

struct Scanner<'a> {
    text: &'a str,
    scan: Scan,
    shapes: &'a Shapes,
    asides: &'a mut Asides,
    /// Names before this byte were part of a value that was no token.
    deaf_until: usize,
    /// Behind the last token.
    floor: usize,
    tries: usize,
    extent: Extent,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, shapes: &'a Shapes, asides: &'a mut Asides) -> Self {
        Self {
            text,
            shapes,
            scan: Scan::default(),
            asides,
            deaf_until: 0,
            floor: 0,
            tries: TRIES_INSIDE_WORDS,
            extent: Extent::default(),
        }
    }

    fn run(&mut self, from: usize) {
        let mut at = from;
        while let Some(found) = anchor::next_start(self.text, at) {
            at = found;
            at = if let Some(anchor) = self.anchor_at(at) {
                self.named(anchor)
            } else if anchor::starts_token(self.text, at) && self.may_start(at) {
                self.loose(at)
            } else {
                at + 1
            };
        }
    }

    fn anchor_at(&self, at: usize) -> Option<Anchor> {
        if at < self.deaf_until { None } else { anchor::anchor_at(self.text, at) }
    }

    /// Looks at what follows a name; gives where to go on.
    fn named(&mut self, anchor: Anchor) -> usize {
        if matches!(anchor.name, Name::Msg | Name::Sig | Name::Authorization) {
            return self.legacy(anchor);
        }
        if anchor.name == Name::Token {
            let opener = None;
            return self.token(anchor, Value { start: anchor.end, opener, breaks: 0 }, true);
        }
        let Some(value) = anchor::value_after(self.text, anchor).filter(|value| value.start > anchor.end) else {
            return anchor.end;
        };
        match anchor.name {
            Name::XAuth => self.x_auth(anchor, value),
            Name::Bearer => self.bearer(anchor, value),
            Name::ApiKey => self.api_key(anchor, value),
            Name::Stapi => {
                self.opaque(value, |span| Aside::OpaqueKey { span });
                anchor.end
            }
            Name::Token | Name::Authorization | Name::Msg | Name::Sig => anchor.end,
        }
    }

    fn x_auth(&mut self, anchor: Anchor, value: Value) -> usize {
        let (inner, has_scheme) = anchor::skip_scheme(self.text, value);
        let next = if value.breaks == 0 || anchor::starts_token(self.text, inner.start) {
            self.token(anchor, inner, has_scheme)
        } else {
            anchor.end
        };
        if self.floor <= anchor.start && self.scan.empty_header.is_none() {
            self.scan.empty_header = Some(anchor.start);
        }
        next.max(anchor.end)
    }

    fn bearer(&mut self, anchor: Anchor, value: Value) -> usize {
        let next = self.token(anchor, value, true);
        if self.floor <= anchor.start && value.breaks == 0 {
            self.opaque(value, |span| Aside::OpaqueBearer { span });
        }
        next
    }

    fn api_key(&mut self, anchor: Anchor, value: Value) -> usize {
        if value.breaks > 0 || anchor::anchor_at(self.text, value.start).is_some() {
            return anchor.end;
        }
        let next = self.token(anchor, value, false);
        if self.floor <= anchor.start {
            self.opaque(value, |span| Aside::SlicerApiKey { span });
        }
        next
    }

    /// Takes the value for a token, and those that are glued to it; gives where to go on.
    fn token(&mut self, anchor: Anchor, value: Value, has_scheme: bool) -> usize {
        let mut start = value.start;
        loop {
            let reading = read(self.text, start, Place::named(value.opener), self.shapes);
            let Reading { run, end, glued } = reading;
            if !is_token_named(&run, anchor.name) {
                self.deaf_until = self.deaf_until.max(run.span().end);
                return start.max(anchor.end);
            }
            self.floor = run.span().end.max(start + 1);
            self.scan.sightings.push(Sighting::new(run, Some(anchor.name), anchor.start, has_scheme));
            if !glued {
                return end.max(self.floor);
            }
            start = end;
        }
    }

    /// Notes a value that is a secret but no token, unless it looks like a word or a placeholder.
    fn opaque(&mut self, value: Value, aside: impl Fn(Range<usize>) -> Aside) {
        const SHORTEST: usize = 12;
        let end = self.extent.move_to(self.text, value.start);
        let starts_well = self.text.as_bytes().get(value.start).is_some_and(u8::is_ascii_alphanumeric);
        let is_words = self.extent.is_words(self.text, value.start);
        // A name within a secret does not begin another.
        let is_behind = self.asides.end() <= value.start;
        if end - value.start >= SHORTEST && starts_well && !is_words && is_behind {
            self.asides.push(aside(value.start..end));
        }
    }

    fn legacy(&mut self, anchor: Anchor) -> usize {
        let Some(call) = legacy::call_at(self.text, anchor, self.asides.inflater()) else { return anchor.end };
        let end = call.span().end;
        self.asides.push(call);
        end.max(anchor.end)
    }

    /// Whether a token may start here: not in the middle of a word, unless a whole header follows.
    fn may_start(&mut self, at: usize) -> bool {
        if at == 0 || !self.is_inside_word(at) {
            return true;
        }
        if self.tries == 0 {
            return false;
        }
        self.tries -= 1;
        self.text.get(at..).is_some_and(segment::whole_header)
    }

    fn is_inside_word(&self, at: usize) -> bool {
        const LONGEST_ESCAPE: usize = 12;
        let is_part = self.text.as_bytes().get(at - 1).is_some_and(u8::is_ascii_alphanumeric);
        is_part
            && !(2..=LONGEST_ESCAPE.min(at)).any(|back| {
                let escape =
                    self.text.as_bytes().get(at - back).is_some_and(|byte| matches!(byte, b'\\' | b'%' | 0x1b));
                escape && lexeme_at(self.text, at - back).is_some_and(|lexeme| lexeme.range.end == at)
            })
    }

    /// Looks at what starts like a token, without a name before it; gives where to go on.
    fn loose(&mut self, at: usize) -> usize {
        let start = self.start_of_damaged(at).unwrap_or(at);
        let place = if self.is_in_url(start) { Place::URL } else { Place::LOOSE };
        let Reading { run, end, .. } = read(self.text, start, place, self.shapes);
        if start == at && is_token_loose(&run) || start < at && run.dots() >= 2 && run.dots() < 5 {
            self.floor = run.span().end;
            self.scan.sightings.push(Sighting::new(run, None, start, false));
            return end.max(self.floor);
        }
        if start < at {
            return at + 1;
        }
        run.first_dot().unwrap_or(end).max(at + 1)
    }

    /// Whether what starts at a byte is a part of a path or a query.
    fn is_in_url(&self, at: usize) -> bool {
        match at.checked_sub(1).and_then(|before| self.text.as_bytes().get(before)) {
            Some(b'/' | b'&' | b'?') => true,
            Some(b'=') => member_before(self.text, at).is_some_and(|member| member.is_parameter()),
            _ => false,
        }
    }

    /// Where a token starts whose header is damaged, so that the claims are the first that can be read.
    fn start_of_damaged(&self, at: usize) -> Option<usize> {
        const SHORTEST: usize = 10;
        let before = self.text.get(self.floor..at)?.strip_suffix('.')?;
        let claims: String = self.text.get(at..)?.chars().take(64).take_while(|character| *character != '.').collect();
        let length =
            before.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let start = before.len() - length;
        let header = before.get(start..)?;
        let stands_alone = !before.get(..start)?.ends_with('.');
        (stands_alone && length >= SHORTEST && !word::is_wordlike(header) && !segment::reads_as_header(&claims))
            .then_some(self.floor + start)
    }
}

/// Anywhere in a text: what can be read must be a token's.
fn is_token_loose(run: &Run<'_>) -> bool {
    const SHORTEST: usize = 16;
    let token = run.text();
    let segments: Vec<&str> = token.split('.').collect();
    match segments.as_slice() {
        [only] => segment::reads_as_header(only),
        [first, second] => {
            let is_suffix = second.len() < 8 && word::is_wordlike(second) && !second.is_empty();
            token.len() >= SHORTEST
                && segment::reads_as_object(first)
                && (!is_suffix || segment::reads_as_header(first))
        }
        [first, ..] => token.len() >= SHORTEST && segments.len() <= 5 && segment::reads_as_object(first),
        [] => false,
    }
}

/// Behind a name: it is enough that one segment can be read. Behind the service's own header, anything but words.
pub(super) fn is_token_named(run: &Run<'_>, name: Name) -> bool {
    const SHORTEST_START: usize = 8;
    let token = run.text();
    if token.len() >= SHORTEST_START && segment::starts_object(token) {
        return true;
    }
    if token.split('.').take(8).any(segment::reads_as_object) {
        return true;
    }
    name == Name::XAuth && (word::is_dense(token) && token.len() >= 16 || run.dots() >= 2 && !word::is_wordlike(token))
}
