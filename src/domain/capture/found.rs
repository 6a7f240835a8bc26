//! What was found: a token and where it stood.

use std::fmt;
use std::ops::Range;

use smallvec::SmallVec;
use smol_str::SmolStr;

/// Where a token was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The text is the token alone, or several tokens and nothing else. Blanks, quotes, brackets, commas don't count.
    Bare,
    /// A line that starts with `X-Auth-Uplynk-Jwt:`.
    HeaderLine,
    /// Behind the word `Bearer` (RFC 6750, section 2.1).
    Bearer,
    /// In a curl command, or in a `-H` or `--header` argument.
    Curl,
    /// In the head of a raw HTTP request (RFC 9112).
    Http,
    /// In a request header of a HAR file's entry.
    Har,
    /// The value of a JSON member, or of a Python dict's key; also a JWS or JWE in JSON serialization.
    Json,
    /// Behind `token_`, as a Slicer's `apikey` has it.
    SlicerConfig,
    /// Anywhere else: a log line, a URL's query, prose.
    Text,
}

impl Kind {
    /// The stable name, as `read --json` prints it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::HeaderLine => "header_line",
            Self::Bearer => "bearer",
            Self::Curl => "curl",
            Self::Http => "http",
            Self::Har => "har",
            Self::Json => "json",
            Self::SlicerConfig => "slicer_config",
            Self::Text => "text",
        }
    }

    /// The name in a sentence, behind "Found in" or "Found as".
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Bare => "the pasted text itself",
            Self::HeaderLine => "a header line",
            Self::Bearer => "a Bearer value",
            Self::Curl => "a curl command",
            Self::Http => "an HTTP request",
            Self::Har => "a HAR file",
            Self::Json => "JSON",
            Self::SlicerConfig => "a Slicer config line",
            Self::Text => "text",
        }
    }
}

/// Byte ranges of the searched text, in order: one, where nothing stands within a token.
pub type Pieces = SmallVec<[Range<usize>; 1]>;

/// One token, as it stands in the text. Its `Debug` shows neither the token nor the origin.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it was found.
    pub kind: Kind,
    /// Bytes of the searched text from the token's first to behind its last character; damage, blanks and line
    /// breaks inside are included.
    pub span: Range<usize>,
    /// The byte ranges that make up the token when blanks, line breaks, quotes and invisible characters inside are
    /// left out. Joined they are `token`, unless the text was escaped (`\u002e`, `%2E`): then `token` is unescaped.
    pub pieces: Pieces,
    /// The compact serialization, freed of what wraps it; damage is kept. For a JSON serialization (RFC 7515,
    /// section 7.2) the whole JSON text.
    pub token: String,
    /// Where more exactly, for a list: method and URL (without its query) of a request, the name of the member,
    /// setting or query parameter, the line's number in a text of several lines.
    pub origin: Option<SmolStr>,
    /// The moment of capture, if the text tells it: a HAR entry's `startedDateTime`, the time of a log line, an HTTP
    /// `Date`. As written where `UnixTime::parse` reads that, else in RFC 3339.
    pub captured_at: Option<SmolStr>,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("kind", &self.kind)
            .field("span", &self.span)
            .field("pieces", &self.pieces.len())
            .field("token", &"[redacted]")
            .field("captured_at", &self.captured_at)
            .finish_non_exhaustive()
    }
}
