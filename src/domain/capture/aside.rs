//! What else of interest was seen that is no token.

use std::fmt;
use std::ops::Range;

/// Something of interest that is no token. Its `Debug` shows places only.
#[derive(Clone, PartialEq, Eq)]
pub enum Aside {
    /// The service's legacy scheme (reported): `msg=<base64 of zlib of JSON>&sig=<64 hex digits>`, or both in an
    /// `Authorization` header.
    LegacyMsgSig {
        /// Bytes of the text from `msg` to the end of `sig`.
        span: Range<usize>,
        /// The JSON text of `msg`, at most [`MAX_MSG`] bytes, or why it can't be had.
        msg: Result<String, LegacyError>,
    },
    /// The value of an `X-STAPI-API-Key` header: another system's secret, to be masked.
    OpaqueKey {
        /// Bytes of the text that the value takes.
        span: Range<usize>,
    },
    /// A `Bearer` value that is no JWT: an opaque OAuth 2.0 access token, to be masked.
    OpaqueBearer {
        /// Bytes of the text that the value takes.
        span: Range<usize>,
    },
    /// A Slicer's `apikey` that is an API key, not `token_<JWT>`: a secret, to be masked.
    SlicerApiKey {
        /// Bytes of the text that the value takes.
        span: Range<usize>,
    },
    /// The last of a list that would be too long: how many are not in it.
    LeftOut {
        /// Bytes of the text from the first of them to the end of the last.
        span: Range<usize>,
        /// How many there are.
        count: usize,
    },
}

/// Longest JSON text that a legacy `msg` may inflate to, in bytes (64 KiB).
pub const MAX_MSG: usize = 64 * 1024;
/// The most that all legacy `msg` of one text may inflate to together, in bytes (1 MiB).
pub const MAX_MSGS: usize = 1024 * 1024;

impl Aside {
    /// Bytes of the text that it takes.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::LegacyMsgSig { span, .. }
            | Self::OpaqueKey { span }
            | Self::OpaqueBearer { span }
            | Self::SlicerApiKey { span }
            | Self::LeftOut { span, .. } => span.clone(),
        }
    }

    /// Whether what stands there is a secret that is not to be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        !matches!(self, Self::LegacyMsgSig { .. })
    }

    /// One sentence: what this is.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::LegacyMsgSig { msg: Ok(_), .. } => {
                "The text has a call in the legacy scheme (msg and sig); its msg could be decoded".to_owned()
            }
            Self::LegacyMsgSig { msg: Err(error), .. } => {
                format!("The text has a call in the legacy scheme (msg and sig), but {error}")
            }
            Self::OpaqueKey { .. } => "X-STAPI-API-Key is an opaque key of another system, no token".to_owned(),
            Self::OpaqueBearer { .. } => "The Bearer value is an opaque access token, no JWT".to_owned(),
            Self::SlicerApiKey { .. } => "The Slicer's apikey is an API key, no token".to_owned(),
            Self::LeftOut { count: 1, .. } => "One more secret or call in the legacy scheme is not listed".to_owned(),
            Self::LeftOut { count, .. } => format!("{count} more secrets or calls in the legacy scheme are not listed"),
        }
    }

    /// One sentence: what the user can do.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            Self::LegacyMsgSig { msg: Ok(_), .. } => {
                "Send the same call with an XAuth token in the header X-Auth-Uplynk-Jwt; what msg holds goes into the token's msg claim."
                    .to_owned()
            }
            Self::LegacyMsgSig { msg: Err(error), .. } => error.advice().to_owned(),
            Self::OpaqueKey { .. } => "It can't be read here; keep it out of what you share.".to_owned(),
            Self::OpaqueBearer { .. } => {
                "It can't be read here; only who issued it knows what it allows. Keep it out of what you share.".to_owned()
            }
            Self::SlicerApiKey { .. } => {
                "To use a token instead, replace the value by token_ and the token, without a blank.".to_owned()
            }
            Self::LeftOut { .. } => "Read a shorter part of the text to see what it has.".to_owned(),
        }
    }
}

impl fmt::Debug for Aside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LegacyMsgSig { span, msg } => f
                .debug_struct("LegacyMsgSig")
                .field("span", span)
                .field("msg", &msg.as_ref().map(|_| "[redacted]"))
                .finish(),
            Self::OpaqueKey { span } => f.debug_struct("OpaqueKey").field("span", span).finish(),
            Self::OpaqueBearer { span } => f.debug_struct("OpaqueBearer").field("span", span).finish(),
            Self::SlicerApiKey { span } => f.debug_struct("SlicerApiKey").field("span", span).finish(),
            Self::LeftOut { span, count } => {
                f.debug_struct("LeftOut").field("span", span).field("count", count).finish()
            }
        }
    }
}

/// Why a legacy `msg` can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LegacyError {
    /// It has a character outside of base64, or its length is impossible.
    #[error("its msg is not base64")]
    NotBase64,
    /// What the base64 holds does not inflate.
    #[error("its msg is not zlib data")]
    NotZlib,
    /// It inflates to more than [`MAX_MSG`] bytes.
    #[error("its msg inflates to more than {limit} bytes")]
    TooLarge {
        /// The most that is inflated, in bytes.
        limit: usize,
    },
    /// What the calls before it in the text inflate to leaves no room for it within [`MAX_MSGS`] bytes.
    #[error("its msg was not inflated: all of this text may inflate to {limit} bytes")]
    NotInflated {
        /// The most that is inflated of one text, in bytes.
        limit: usize,
    },
    /// It inflates to something that is not JSON.
    #[error("its msg does not hold JSON")]
    NotJson,
}

impl LegacyError {
    /// One sentence: what the user can do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotBase64 => "Copy the whole value of msg again; a plus sign may have become a blank on the way.",
            Self::NotZlib => "Copy the whole value of msg again; it may be cut short.",
            Self::TooLarge { .. } => "A message of this size is no usual call; look at where it comes from.",
            Self::NotInflated { .. } => "Read this call alone to see what its msg holds.",
            Self::NotJson => {
                "Look at the program that made it; msg should hold the call's parameters as a JSON object."
            }
        }
    }
}
