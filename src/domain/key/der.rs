//! Keys in DER: which structure it is, which algorithm and curve it names, and only then the key.
//!
//! The object identifiers are looked at before p256 sees the key, because it answers any other key with the same
//! few words, and takes a SEC1 key that names no curve for its own.

use std::fmt;

use p256::pkcs8::{PrivateKeyInfoRef, SubjectPublicKeyInfoRef};
use sec1::EcPrivateKey;
use sec1::der::asn1::{AnyRef, ObjectIdentifier};
use sec1::der::{Decode as _, Reader as _, SliceReader, Tag, TagNumber, Tagged};

use super::{Algorithm, Curve, KeyError, KeyHalf, SCALAR_LENGTH, SigningKey, VerifyingKey, oid};

/// The DER structure of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structure {
    /// `OneAsymmetricKey` (RFC 5958), a private key of any algorithm; PEM label `PRIVATE KEY`.
    Pkcs8,
    /// `ECPrivateKey` (RFC 5915), a private key on a curve; PEM label `EC PRIVATE KEY`.
    Sec1,
    /// `SubjectPublicKeyInfo` (RFC 5280), a public key of any algorithm; PEM label `PUBLIC KEY`.
    Spki,
}

impl fmt::Display for Structure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pkcs8 => "PKCS#8",
            Self::Sec1 => "SEC1",
            Self::Spki => "SPKI",
        })
    }
}

/// A curve as an `EC PARAMETERS` block names it (RFC 5480, section 2.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedCurve(ObjectIdentifier);

/// Whether the bytes are one DER sequence from the first to the last byte.
#[must_use]
pub fn is_sequence(bytes: &[u8]) -> bool {
    AnyRef::from_der(bytes).is_ok_and(|any| any.tag() == Tag::Sequence)
}

/// Whether the bytes begin as a DER sequence does, be it damaged or cut short further on.
#[must_use]
pub fn begins_sequence(bytes: &[u8]) -> bool {
    bytes.first() == Some(&0x30)
}

/// Reads the content of an `EC PARAMETERS` block.
///
/// # Errors
/// Explicit parameters, another curve than P-256, and what is no curve at all.
pub fn read_parameters(bytes: &[u8]) -> Result<NamedCurve, KeyError> {
    let any = AnyRef::from_der(bytes).map_err(|_| KeyError::Damaged { structure: Structure::Sec1 })?;
    named_curve(Some(any)).map(NamedCurve)
}

/// Reads a key in DER, whichever structure it has. `parameters` is the curve that stands beside a SEC1 key which
/// doesn't name one itself.
///
/// # Errors
/// What else the structure is, or what is wrong with the key.
pub fn read(bytes: &[u8], parameters: Option<NamedCurve>) -> Result<(Structure, KeyHalf), KeyError> {
    let structure = recognise(bytes)?;
    let key = match structure {
        Structure::Pkcs8 => read_pkcs8(bytes).map(KeyHalf::Private),
        Structure::Sec1 => read_sec1(bytes, parameters.map(|curve| curve.0)).map(KeyHalf::Private),
        Structure::Spki => read_spki(bytes).map(KeyHalf::Public),
    }?;
    Ok((structure, key))
}

/// Tells the structures apart by the tags of their members.
fn recognise(bytes: &[u8]) -> Result<Structure, KeyError> {
    let members = members(bytes).ok_or(KeyError::NotDer)?;
    let tags: Vec<Tag> = members.iter().map(Tagged::tag).collect();
    match tags.as_slice() {
        [Tag::Integer, Tag::Sequence, Tag::OctetString, ..] => Ok(Structure::Pkcs8),
        [Tag::Integer, Tag::OctetString, ..] => Ok(Structure::Sec1),
        [Tag::Sequence, Tag::BitString] => Ok(Structure::Spki),
        [Tag::Sequence, Tag::OctetString] => Err(KeyError::Encrypted),
        [Tag::Sequence, Tag::Sequence, Tag::BitString] => Err(certificate_or_request(members[0])),
        // PKCS#1's RSAPrivateKey and RSAPublicKey (RFC 8017, appendix A.1); DSA's traditional form has six members.
        [Tag::Integer, Tag::Integer] => Err(KeyError::Algorithm { found: Algorithm::Rsa }),
        tags if tags.len() == 6 && all_integers(tags) => Err(KeyError::Algorithm { found: Algorithm::Dsa }),
        tags if tags.len() >= 9 && all_integers(&tags[..9]) => Err(KeyError::Algorithm { found: Algorithm::Rsa }),
        [Tag::Integer, Tag::Sequence, ..] if members[0].value() == [3] => Err(KeyError::Pkcs12),
        _ => Err(KeyError::UnknownStructure),
    }
}

fn all_integers(tags: &[Tag]) -> bool {
    tags.iter().all(|tag| *tag == Tag::Integer)
}

/// A certificate's first part has its version in `[0]` (RFC 5280, section 4.1), or, in version 1, the signature
/// algorithm third; a request's starts with an integer and a name, and ends with attributes in `[0]` (RFC 2986).
fn certificate_or_request(first: AnyRef<'_>) -> KeyError {
    let attributes = Tag::ContextSpecific { constructed: true, number: TagNumber(0) };
    let last = members_of(first).and_then(|members| members.last().map(|member| (members.len(), member.tag())));
    if last == Some((4, attributes)) { KeyError::CertificateRequest } else { KeyError::Certificate }
}

fn members(bytes: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    members_of(AnyRef::from_der(bytes).ok()?)
}

fn members_of(sequence: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    if sequence.tag() != Tag::Sequence {
        return None;
    }
    let mut reader = SliceReader::new(sequence.value()).ok()?;
    let mut members = Vec::new();
    while !reader.is_finished() {
        members.push(AnyRef::decode(&mut reader).ok()?);
    }
    Some(members)
}

fn read_pkcs8(bytes: &[u8]) -> Result<SigningKey, KeyError> {
    const DAMAGED: KeyError = KeyError::Damaged { structure: Structure::Pkcs8 };
    let info = PrivateKeyInfoRef::try_from(bytes).map_err(|_| DAMAGED)?;
    let curve = curve_of(info.algorithm.oid, info.algorithm.parameters)?;
    let key = read_sec1(info.private_key.as_bytes(), Some(curve)).map_err(|error| match error {
        KeyError::Damaged { .. } => DAMAGED,
        other => other,
    })?;
    if let Some(public) = info.public_key {
        let public = read_point(public.as_bytes().ok_or(DAMAGED)?)?;
        if public != *key.verifying_key() {
            return Err(KeyError::HalvesDiffer);
        }
    }
    Ok(key)
}

/// Reads an `ECPrivateKey`; `outer` is the curve named outside of it.
fn read_sec1(bytes: &[u8], outer: Option<ObjectIdentifier>) -> Result<SigningKey, KeyError> {
    let members = members(bytes).ok_or(KeyError::Damaged { structure: Structure::Sec1 })?;
    let inner = inner_curve(&members)?;
    if outer.or(inner).is_none() {
        return Err(KeyError::UnnamedCurve);
    }
    let key = EcPrivateKey::try_from(bytes).map_err(|_| KeyError::Damaged { structure: Structure::Sec1 })?;
    if key.private_key.len() != SCALAR_LENGTH {
        return Err(KeyError::ScalarLength { found: key.private_key.len() });
    }
    match key.public_key {
        Some(point) => SigningKey::from_halves(key.private_key, read_point(point)?),
        None => SigningKey::from_scalar(key.private_key).ok_or(KeyError::ScalarOutOfRange),
    }
}

/// The curve in the `[0]` of an `ECPrivateKey`: looked at before the structure is decoded, because that gives up at
/// explicit parameters.
fn inner_curve(members: &[AnyRef<'_>]) -> Result<Option<ObjectIdentifier>, KeyError> {
    let parameters = Tag::ContextSpecific { constructed: true, number: TagNumber(0) };
    let Some(member) = members.iter().find(|member| member.tag() == parameters) else {
        return Ok(None);
    };
    let inner = AnyRef::from_der(member.value()).map_err(|_| KeyError::Damaged { structure: Structure::Sec1 })?;
    named_curve(Some(inner)).map(Some)
}

fn read_spki(bytes: &[u8]) -> Result<VerifyingKey, KeyError> {
    const DAMAGED: KeyError = KeyError::Damaged { structure: Structure::Spki };
    let info = SubjectPublicKeyInfoRef::try_from(bytes).map_err(|_| DAMAGED)?;
    curve_of(info.algorithm.oid, info.algorithm.parameters)?;
    let point = info.subject_public_key.as_bytes().ok_or(DAMAGED)?;
    read_point(point)
}

/// Demands an elliptic-curve key on P-256.
fn curve_of(algorithm: ObjectIdentifier, parameters: Option<AnyRef<'_>>) -> Result<ObjectIdentifier, KeyError> {
    if algorithm != oid::EC_PUBLIC_KEY {
        return Err(KeyError::Algorithm { found: Algorithm::from_oid(algorithm) });
    }
    named_curve(parameters)
}

fn named_curve(parameters: Option<AnyRef<'_>>) -> Result<ObjectIdentifier, KeyError> {
    let parameters = parameters.filter(|any| any.tag() != Tag::Null).ok_or(KeyError::UnnamedCurve)?;
    if parameters.tag() == Tag::Sequence {
        return Err(KeyError::ExplicitCurve);
    }
    match parameters.decode_as::<ObjectIdentifier>() {
        Ok(oid::P256) => Ok(oid::P256),
        Ok(other) => Err(KeyError::Curve { found: Curve::from_oid(other) }),
        Err(_) => Err(KeyError::UnnamedCurve),
    }
}

fn read_point(point: &[u8]) -> Result<VerifyingKey, KeyError> {
    VerifyingKey::from_sec1_point(point).ok_or(KeyError::PointInvalid)
}
