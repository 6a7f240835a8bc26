//! ES256 of the program beside that of the libraries that there are: each verifies the same signature with the same
//! key, each signs the same bytes. `token-debugger judge` is everything that is said of a token: parse, verify, findings.

use std::hint::black_box;

use aws_lc_rs::{rand as aws_rand, signature as aws};
use criterion::{Criterion, criterion_group, criterion_main};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::pkcs8::DecodePrivateKey as _;
use ring::{rand as ring_rand, signature as ring_signature};
use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::mint::{Wish, sign};
use token_debugger::domain::reading::Inspection;
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::UnixTime;

const KEY: &[u8] = include_bytes!("../../../tests/fixtures/keys/good/live-ops.env");
/// The same key, as the libraries take it.
const PKCS8: &[u8] = include_bytes!("../../../tests/fixtures/keys/good/pkcs8.der");
const NOW: UnixTime = UnixTime(1_763_752_592);

/// A token, the bytes that were signed, the signature, and the keys for it.
struct Case {
    credential: Credential,
    token: String,
    input: Vec<u8>,
    signature: [u8; 64],
    text: String,
    point: Vec<u8>,
}

fn case() -> Case {
    let credential = read_key(&SecretBytes::new(KEY.to_vec()), "live-ops.env").expect("the key is good");
    let wish = Wish { scopes: vec!["video.services.assets:read".to_owned()], ..Wish::default() };
    let token = sign(&credential, &wish, NOW).expect("the key signs").token().to_owned();
    let (input, text) = token.rsplit_once('.').expect("a token has three segments");
    let input = input.as_bytes().to_vec();
    let signature = credential.signing_key().expect("the key is private").sign(&input);
    let spki = credential.verifying_key().spki_der();
    let point = spki[spki.len() - 65..].to_vec();
    Case { input, signature, text: text.to_owned(), point, credential, token }
}

fn verify(criterion: &mut Criterion) {
    let case = case();
    let mut group = criterion.benchmark_group("verify");

    let rust_crypto = p256::ecdsa::VerifyingKey::from_sec1_bytes(&case.point).expect("a point");
    let signature = p256::ecdsa::Signature::from_slice(&case.signature).expect("a signature");
    group.bench_function("p256", |b| {
        b.iter(|| rust_crypto.verify(black_box(&case.input), &signature).expect("it holds"));
    });
    let ring = ring_signature::UnparsedPublicKey::new(&ring_signature::ECDSA_P256_SHA256_FIXED, &case.point);
    group.bench_function("ring", |b| {
        b.iter(|| ring.verify(black_box(&case.input), &case.signature).expect("it holds"));
    });
    let aws_lc = aws::UnparsedPublicKey::new(&aws::ECDSA_P256_SHA256_FIXED, &case.point);
    group.bench_function("aws-lc-rs", |b| {
        b.iter(|| aws_lc.verify(black_box(&case.input), &case.signature).expect("it holds"));
    });
    let parsed = aws::ParsedPublicKey::new(&aws::ECDSA_P256_SHA256_FIXED, &case.point).expect("a point");
    group.bench_function("aws-lc-rs, key parsed before", |b| {
        b.iter(|| parsed.verify_sig(black_box(&case.input), &case.signature).expect("it holds"));
    });
    let decoding = DecodingKey::from_ec_der(&case.point);
    group.bench_function("jsonwebtoken", |b| {
        b.iter(|| {
            let holds = jsonwebtoken::crypto::verify(&case.text, black_box(&case.input), &decoding, Algorithm::ES256);
            assert!(holds.expect("the key is fit"));
        });
    });
    group.bench_function("token-debugger", |b| {
        let key = case.credential.verifying_key();
        b.iter(|| assert!(key.verify(black_box(&case.input), &case.signature)));
    });
    group.bench_function("token-debugger judge", |b| {
        b.iter(|| {
            let key = Some(&case.credential);
            let judgement = Inspection::of(black_box(&case.token), key).judge(key, NOW);
            assert_eq!(judgement.verdict, Verdict::Accept);
        });
    });
    group.finish();
}

/// Tokens of which no two are the same, as a log has them: a processor learns the way through a single signature, and is
/// then a tenth quicker.
fn verify_distinct(criterion: &mut Criterion) {
    const TOKENS: usize = 1024;
    let case = case();
    let tokens: Vec<(String, Vec<u8>, [u8; 64])> = (0..TOKENS)
        .map(|number| {
            let wish = Wish { iss: format!("host-{number}.example.com"), ..Wish::default() };
            let token = sign(&case.credential, &wish, NOW).expect("the key signs").token().to_owned();
            let input = token.rsplit_once('.').expect("a token has three segments").0.as_bytes().to_vec();
            let signature = case.credential.signing_key().expect("the key is private").sign(&input);
            (token, input, signature)
        })
        .collect();
    let mut group = criterion.benchmark_group("verify distinct");

    let parsed = aws::ParsedPublicKey::new(&aws::ECDSA_P256_SHA256_FIXED, &case.point).expect("a point");
    let mut next = tokens.iter().cycle();
    group.bench_function("aws-lc-rs, key parsed before", |b| {
        b.iter(|| {
            let (_, input, signature) = next.next().expect("it has no end");
            parsed.verify_sig(black_box(input), signature).expect("it holds");
        });
    });
    let ring = ring_signature::UnparsedPublicKey::new(&ring_signature::ECDSA_P256_SHA256_FIXED, &case.point);
    group.bench_function("ring", |b| {
        b.iter(|| {
            let (_, input, signature) = next.next().expect("it has no end");
            ring.verify(black_box(input), signature).expect("it holds");
        });
    });
    group.bench_function("token-debugger judge", |b| {
        b.iter(|| {
            let (token, ..) = next.next().expect("it has no end");
            let key = Some(&case.credential);
            Inspection::of(black_box(token), key).judge(key, NOW)
        });
    });
    group.finish();
}

fn sign_bytes(criterion: &mut Criterion) {
    let case = case();
    let mut group = criterion.benchmark_group("sign");

    let rust_crypto = p256::ecdsa::SigningKey::from_pkcs8_der(PKCS8).expect("a key");
    group.bench_function("p256", |b| {
        b.iter(|| -> p256::ecdsa::Signature { rust_crypto.sign(black_box(&case.input)) });
    });
    let random = ring_rand::SystemRandom::new();
    let algorithm = &ring_signature::ECDSA_P256_SHA256_FIXED_SIGNING;
    let ring = ring_signature::EcdsaKeyPair::from_pkcs8(algorithm, PKCS8, &random).expect("a key");
    group.bench_function("ring", |b| b.iter(|| ring.sign(&random, black_box(&case.input)).expect("it signs")));
    let random = aws_rand::SystemRandom::new();
    let aws_lc = aws::EcdsaKeyPair::from_pkcs8(&aws::ECDSA_P256_SHA256_FIXED_SIGNING, PKCS8).expect("a key");
    group.bench_function("aws-lc-rs", |b| b.iter(|| aws_lc.sign(&random, black_box(&case.input)).expect("it signs")));
    let encoding = EncodingKey::from_ec_der(PKCS8);
    group.bench_function("jsonwebtoken", |b| {
        b.iter(|| jsonwebtoken::crypto::sign(black_box(&case.input), &encoding, Algorithm::ES256).expect("it signs"));
    });
    group.bench_function("token-debugger", |b| {
        let key = case.credential.signing_key().expect("the key is private");
        b.iter(|| key.sign(black_box(&case.input)));
    });
    group.finish();
}

criterion_group!(benches, verify, verify_distinct, sign_bytes);
criterion_main!(benches);
