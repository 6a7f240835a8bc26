//! A finding: one thing that is to be said of a token, with its stable code, its weight, its place and the way out.

use std::fmt;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The service would refuse the token.
    Error,
    /// It works but should not be so, or may fail.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Where in the token a finding is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The token as a whole.
    Token,
    /// The first segment.
    Header,
    /// The second segment.
    Claims,
    /// The third segment.
    Signature,
    /// A member: a JSON Pointer (RFC 6901) that starts `/header` or `/claims`.
    Pointer(String),
}

impl Place {
    /// A member of the header, by its name.
    #[must_use]
    pub fn header(name: &str) -> Self {
        Self::Pointer(["/header/", &super::json::escape_pointer(name)].concat())
    }

    /// A claim, by its name.
    #[must_use]
    pub fn claim(name: &str) -> Self {
        Self::Pointer(["/claims/", &super::json::escape_pointer(name)].concat())
    }

    /// One entry of the `scp` claim, counted from 0.
    #[must_use]
    pub fn scope(index: usize) -> Self {
        Self::Pointer(format!("/claims/scp/{index}"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token => "token",
            Self::Header => "header",
            Self::Claims => "claims",
            Self::Signature => "signature",
            Self::Pointer(pointer) => pointer,
        })
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// One thing to be said of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// One sentence with the actual values.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

impl Finding {
    /// A finding of the code's usual severity.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { code, severity: code.usual_severity(), place, message: message.into(), advice: advice.into() }
    }

    /// The same finding with another weight.
    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}

/// The answer to "would the service take it?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No error, and the signature is verified.
    Accept,
    /// At least one error.
    Refuse,
    /// No error, but the signature is not verified.
    Undecided,
}

impl Verdict {
    /// The verdict over findings: `refuse` with any error, `accept` with none and a verified signature.
    #[must_use]
    pub fn over(findings: &[Finding], verified: bool) -> Self {
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            Self::Refuse
        } else if verified {
            Self::Accept
        } else {
            Self::Undecided
        }
    }

    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::Undecided => "undecided",
        }
    }

    /// The headline, the same in the window and on the command line.
    #[must_use]
    pub fn headline(self) -> &'static str {
        match self {
            Self::Accept => "Would be accepted",
            Self::Refuse => "Would be refused",
            Self::Undecided => "Undecided",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)*) => {
        /// The stable codes of all findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each name says it, and the message of the finding explains it")]
        pub enum Code { $($variant,)* }

        impl Code {
            /// Every code, in the order of the groups: form, header, signature, time, who, scope.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, as in JSON output.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The weight that the finding has unless its circumstances say otherwise.
            #[must_use]
            pub fn usual_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    EncryptedToken "encrypted_token" Error,
    JsonSerialization "json_serialization" Error,
    WrongSegmentCount "wrong_segment_count" Error,
    Base64Invalid "base64_invalid" Error,
    Base64NotCanonical "base64_not_canonical" Error,
    Base64Padding "base64_padding" Warning,
    NotUtf8 "not_utf8" Error,
    HeaderNotJson "header_not_json" Error,
    ClaimsNotJson "claims_not_json" Error,
    DuplicateMember "duplicate_member" Warning,
    SuspiciousText "suspicious_text" Warning,
    TokenTooLarge "token_too_large" Error,
    AlgMissing "alg_missing" Error,
    AlgNone "alg_none" Error,
    AlgNotEs256 "alg_not_es256" Error,
    KidMissing "kid_missing" Error,
    KidNotString "kid_not_string" Error,
    KidMismatch "kid_mismatch" Error,
    TypMissing "typ_missing" Error,
    TypNotJwt "typ_not_jwt" Error,
    CritNotUnderstood "crit_not_understood" Error,
    KeyInHeader "key_in_header" Warning,
    B64False "b64_false" Error,
    NestedToken "nested_token" Warning,
    SignatureMissing "signature_missing" Error,
    SignatureLength "signature_length" Error,
    SignatureDer "signature_der" Error,
    SignatureOutOfRange "signature_out_of_range" Error,
    SignatureMismatch "signature_mismatch" Error,
    SignatureNotChecked "signature_not_checked" Info,
    ExpMissing "exp_missing" Error,
    ExpWithNet "exp_with_net" Error,
    ExpNotANumber "exp_not_a_number" Error,
    Expired "expired" Error,
    LifetimeTooLong "lifetime_too_long" Warning,
    IatMissing "iat_missing" Error,
    IatNotANumber "iat_not_a_number" Error,
    IatInFuture "iat_in_future" Warning,
    NbfNotANumber "nbf_not_a_number" Error,
    NotYetValid "not_yet_valid" Error,
    NbfAfterExp "nbf_after_exp" Error,
    LooksLikeMilliseconds "looks_like_milliseconds" Warning,
    TimeOutOfRange "time_out_of_range" Error,
    NetNotBoolean "net_not_boolean" Error,
    NeverExpires "never_expires" Warning,
    SubMissing "sub_missing" Error,
    SubNotString "sub_not_string" Error,
    SubMismatch "sub_mismatch" Error,
    IssNotString "iss_not_string" Error,
    MsgNotObject "msg_not_object" Error,
    UnknownClaim "unknown_claim" Info,
    ScpMissing "scp_missing" Error,
    ScpNotArray "scp_not_array" Error,
    ScpEmpty "scp_empty" Warning,
    ScopeNotString "scope_not_string" Error,
    ScopeNotGranted "scope_not_granted" Error,
    ScopeNotListed "scope_not_listed" Warning,
    ScopeWhitespace "scope_whitespace" Error,
    ScopeDuplicate "scope_duplicate" Info,
    ScopeRedundant "scope_redundant" Info,
}
