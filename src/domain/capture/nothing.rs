//! What a text without a token looks like instead.

/// What a text without a token looks like instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// There is no text, or white space only.
    Blank,
    /// The text is larger than [`MAX_TEXT`](super::MAX_TEXT) and was not searched.
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// A key or a certificate in PEM.
    KeyPem,
    /// The lines of a scoped API key's `.env` file.
    KeyDotenv,
    /// A JSON Web Key (RFC 7517), or a set of them.
    Jwk,
    /// An address.
    Url,
    /// The path of a file, without quotes around it.
    Path(String),
    /// Base64 of what is named here, such as "a PEM text".
    Base64Of(&'static str),
    /// The claims or the header of a token, already decoded.
    Decoded,
    /// Other JSON.
    Json,
    /// A HAR file, none of whose requests has a token in its headers.
    Har {
        /// How many requests it holds.
        requests: usize,
    },
    /// A request (curl or raw HTTP) without the header `X-Auth-Uplynk-Jwt`.
    Request,
    /// The header `X-Auth-Uplynk-Jwt` with a value that is no token.
    HeaderWithoutToken {
        /// The line that it is in; the first is 1.
        line: usize,
    },
    /// A Slicer's config without a token.
    SlicerConfig,
    /// The legacy scheme's `msg` and `sig`.
    Legacy,
    /// A key or access token of another system, which can't be read.
    Opaque,
    /// None of these.
    Other,
}

impl Nothing {
    /// One sentence: what was looked for and what the text looks like instead.
    #[must_use]
    pub fn message(&self) -> String {
        let instead = match self {
            Self::Blank => return "There is no text to look for a token in".to_owned(),
            Self::TooLarge { size } => {
                return format!(
                    "The text has {size} bytes, more than the {} that are searched for a token",
                    super::MAX_TEXT
                );
            }
            Self::HeaderWithoutToken { line } => {
                return format!("The header X-Auth-Uplynk-Jwt is in line {line}, but its value is no token");
            }
            Self::Har { requests } => {
                return format!("No token was found in the request headers of this HAR file ({requests} requests)");
            }
            Self::KeyPem => "a key or certificate in PEM",
            Self::KeyDotenv => "the .env file of a key",
            Self::Jwk => "a key in JWK form",
            Self::Url => "an address without a token in it",
            Self::Path(_) => "the path of a file",
            Self::Base64Of(content) => {
                return format!("No token was found; the text looks like base64 of {content}");
            }
            Self::Decoded => "the decoded content of a token, without its signature",
            Self::Json => "JSON without a token in it",
            Self::Request => "a request without the header X-Auth-Uplynk-Jwt",
            Self::SlicerConfig => "a Slicer config without a token",
            Self::Legacy => "a call in the legacy scheme (msg and sig)",
            Self::Opaque => "a request with a key of another system",
            Self::Other => {
                return "No token was found: three base64url parts joined by dots, the first of which starts with eyJ"
                    .to_owned();
            }
        };
        format!("No token was found; the text looks like {instead}")
    }

    /// One sentence: what the user can do.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            Self::Blank => "Paste a token, a header line, a curl command, a log or a HAR file.",
            Self::TooLarge { .. } => "Paste only the part with the token.",
            Self::KeyPem | Self::KeyDotenv | Self::Jwk => "Load it as a key; then tokens can be made and checked with it.",
            Self::Url => "Copy the request's headers as well: the token is in X-Auth-Uplynk-Jwt.",
            Self::Path(_) => "Load the file as a key, or paste what the file holds.",
            Self::Base64Of(_) => "Paste the token as it was sent; if this is the value of PRIVATE_B64, load the whole .env file as a key.",
            Self::Decoded => "Paste the token itself, before it is decoded: a signature can only be checked over the exact bytes.",
            Self::Json => "Look for the value of X-Auth-Uplynk-Jwt where the JSON comes from.",
            Self::Har { .. } => "Export the HAR file again with its sensitive headers; browsers leave some out unless told otherwise.",
            Self::Request => "Send the token in the header X-Auth-Uplynk-Jwt, without the word Bearer.",
            Self::HeaderWithoutToken { .. } => "Copy the request as it was sent, with the value in place of a variable or a placeholder.",
            Self::SlicerConfig => "Put the token in as apikey: token_ and the token, without a blank.",
            Self::Legacy => "Send the call with an XAuth token in the header X-Auth-Uplynk-Jwt instead.",
            Self::Opaque => "Paste a request to Uplynk's service; its token is in X-Auth-Uplynk-Jwt.",
            Self::Other => "Paste a token, a header line, a curl command, a log or a HAR file that has one.",
        }
        .to_owned()
    }
}
