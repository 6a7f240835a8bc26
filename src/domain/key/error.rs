//! Why a key is of no use for ES256 tokens.

use super::der::Structure;
use super::oid::{Algorithm, Curve};

/// A key, or something that keys are stored with, which is not a P-256 key that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A key of another algorithm.
    #[error("The key is {found}, not an ECDSA P-256 key")]
    Algorithm {
        /// Which one.
        found: Algorithm,
    },
    /// An elliptic-curve key on another curve.
    #[error("The key is on {found}, not on P-256")]
    Curve {
        /// Which one.
        found: Curve,
    },
    /// The curve is written out in numbers (RFC 3279, section 2.3.5) and not named.
    #[error("The key describes its curve by explicit parameters and not by the name P-256")]
    ExplicitCurve,
    /// A SEC1 key without curve, and no `EC PARAMETERS` beside it.
    #[error("The key doesn't say which curve it is on")]
    UnnamedCurve,
    /// A private key under a passphrase.
    #[error("The private key is encrypted with a passphrase")]
    Encrypted,
    /// An X.509 certificate.
    #[error("This is a certificate, not a key")]
    Certificate,
    /// A PKCS#10 certificate request.
    #[error("This is a certificate request, not a key")]
    CertificateRequest,
    /// A private key in OpenSSH's own format.
    #[error("The key is in OpenSSH's own format")]
    OpenSsh,
    /// An `OpenPGP` key or message.
    #[error("This is OpenPGP data, not a key for tokens")]
    Pgp,
    /// A PKCS#12 archive (`.p12`, `.pfx`).
    #[error("This is a PKCS#12 archive, not a key alone")]
    Pkcs12,
    /// `EC PARAMETERS` and nothing else.
    #[error("This names a curve but holds no key")]
    ParametersAlone,
    /// Bytes that begin like DER and are none.
    #[error("The DER data of the key is damaged or cut short")]
    NotDer,
    /// DER that is none of PKCS#8, SEC1 and SPKI.
    #[error("The data is no PKCS#8, SEC1 or SPKI key")]
    UnknownStructure,
    /// The structure is recognised but broken.
    #[error("The {structure} structure of the key is damaged or cut short")]
    Damaged {
        /// Which one.
        structure: Structure,
    },
    /// A private scalar that has not 32 octets.
    #[error("The private scalar of the key has {found} bytes, but a P-256 key has 32")]
    ScalarLength {
        /// Its length in octets.
        found: usize,
    },
    /// Zero, or not below the order of the curve.
    #[error("The private scalar of the key is out of range for P-256")]
    ScalarOutOfRange,
    /// No point of the curve.
    #[error("The public key is not a point of the curve P-256")]
    PointInvalid,
    /// The public key in a file is not the private key's.
    #[error("The public and the private key don't belong together")]
    HalvesDiffer,
    /// Two different private keys.
    #[error("There are {count} different private keys")]
    SeveralPrivateKeys {
        /// How many.
        count: usize,
    },
    /// Two different public keys and no private one.
    #[error("There are {count} different public keys")]
    SeveralPublicKeys {
        /// How many.
        count: usize,
    },
}

const RIGHT_KEY: &str = "Load the .env or PEM file of a Scoped API key from the CMS; those are P-256 keys.";
const AGAIN: &str = "Download the key's file from the CMS again and load that.";
const ONE_KEY: &str = "Keep one key to a file and load the one that you need.";

impl KeyError {
    /// A stable name of the case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Algorithm { .. } => "key_wrong_algorithm",
            Self::Curve { .. } => "key_wrong_curve",
            Self::ExplicitCurve => "key_explicit_curve",
            Self::UnnamedCurve => "key_unnamed_curve",
            Self::Encrypted => "key_encrypted",
            Self::Certificate => "key_is_certificate",
            Self::CertificateRequest => "key_is_certificate_request",
            Self::OpenSsh => "key_is_openssh",
            Self::Pgp => "key_is_pgp",
            Self::Pkcs12 => "key_is_pkcs12",
            Self::ParametersAlone => "key_parameters_alone",
            Self::UnknownStructure => "key_unknown_structure",
            Self::NotDer | Self::Damaged { .. } => "key_damaged",
            Self::ScalarLength { .. } => "key_scalar_length",
            Self::ScalarOutOfRange => "key_scalar_out_of_range",
            Self::PointInvalid => "key_point_invalid",
            Self::HalvesDiffer => "key_halves_differ",
            Self::SeveralPrivateKeys { .. } => "key_several_private",
            Self::SeveralPublicKeys { .. } => "key_several_public",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Algorithm { .. } | Self::Curve { .. } | Self::Pgp | Self::UnknownStructure => RIGHT_KEY,
            Self::ExplicitCurve => {
                "If the curve is P-256, name it with openssl ec -in FILE -param_enc named_curve -out key.pem, \
                 then load key.pem."
            }
            Self::UnnamedCurve => "Load the key's PKCS#8 file, which names the curve, or the .env file from the CMS.",
            Self::Encrypted => "Remove the passphrase with openssl pkey -in FILE -out key.pem, then load key.pem.",
            Self::Certificate => {
                "Load the private key's file; to read tokens only, take the public key out with \
                 openssl x509 -in FILE -pubkey -noout -out key.pem and load key.pem."
            }
            Self::CertificateRequest => {
                "Load the private key's file; to read tokens only, take the public key out with \
                 openssl req -in FILE -pubkey -noout -out key.pem and load key.pem."
            }
            Self::OpenSsh => "Convert a copy with ssh-keygen -p -m PKCS8 -f COPY, then load the copy.",
            Self::Pkcs12 => {
                "Take the key out with openssl pkcs12 -in FILE -nocerts -noenc -out key.pem, then load key.pem."
            }
            Self::ParametersAlone => "Load the file that holds the key itself.",
            Self::NotDer
            | Self::Damaged { .. }
            | Self::ScalarLength { .. }
            | Self::ScalarOutOfRange
            | Self::PointInvalid => AGAIN,
            Self::HalvesDiffer => {
                "Keep the private key and the public key of one pair together, or the private key alone."
            }
            Self::SeveralPrivateKeys { .. } | Self::SeveralPublicKeys { .. } => ONE_KEY,
        }
    }
}
