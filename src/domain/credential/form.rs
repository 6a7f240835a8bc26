//! In which form a key was found.

use crate::domain::key::der::Structure;

/// How the DER of a key is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// A PEM text (RFC 7468).
    Pem,
    /// The bytes themselves.
    Der,
    /// Base64 of a PEM text.
    Base64Pem,
    /// Base64 of DER.
    Base64Der,
}

/// In which form a key was found: the file around it, how it is written down, and its structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// A `.env` file. Its documented form is base64 of a PEM text.
    Dotenv(Encoding, Structure),
    /// A file with nothing but the key.
    File(Encoding, Structure),
    /// A JSON Web Key with its private part.
    PrivateJwk,
    /// A JSON Web Key without it.
    PublicJwk,
    /// The sample key, made in memory.
    Sample,
}

impl KeyForm {
    /// A stable name for the command line's JSON and for the window, as in `.env, base64 of PKCS#8 PEM`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        use Encoding::{Base64Der, Base64Pem, Der, Pem};
        use Structure::{Pkcs8, Sec1, Spki};
        match self {
            Self::Dotenv(Pem, Pkcs8) => ".env, PKCS#8 PEM",
            Self::Dotenv(Pem, Sec1) => ".env, SEC1 PEM",
            Self::Dotenv(Pem, Spki) => ".env, SPKI PEM",
            Self::Dotenv(Base64Pem, Pkcs8) => ".env, base64 of PKCS#8 PEM",
            Self::Dotenv(Base64Pem, Sec1) => ".env, base64 of SEC1 PEM",
            Self::Dotenv(Base64Pem, Spki) => ".env, base64 of SPKI PEM",
            Self::Dotenv(Der | Base64Der, Pkcs8) => ".env, base64 of PKCS#8 DER",
            Self::Dotenv(Der | Base64Der, Sec1) => ".env, base64 of SEC1 DER",
            Self::Dotenv(Der | Base64Der, Spki) => ".env, base64 of SPKI DER",
            Self::File(Pem, Pkcs8) => "PKCS#8 PEM",
            Self::File(Pem, Sec1) => "SEC1 PEM",
            Self::File(Pem, Spki) => "SPKI PEM",
            Self::File(Der, Pkcs8) => "PKCS#8 DER",
            Self::File(Der, Sec1) => "SEC1 DER",
            Self::File(Der, Spki) => "SPKI DER",
            Self::File(Base64Pem, Pkcs8) => "base64 of PKCS#8 PEM",
            Self::File(Base64Pem, Sec1) => "base64 of SEC1 PEM",
            Self::File(Base64Pem, Spki) => "base64 of SPKI PEM",
            Self::File(Base64Der, Pkcs8) => "base64 of PKCS#8 DER",
            Self::File(Base64Der, Sec1) => "base64 of SEC1 DER",
            Self::File(Base64Der, Spki) => "base64 of SPKI DER",
            Self::PrivateJwk => "private JWK",
            Self::PublicJwk => "public JWK",
            Self::Sample => "sample",
        }
    }
}
