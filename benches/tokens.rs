//! What a token costs: to take apart, verify, judge, make; to find in a text; to read from the command line.
#![allow(missing_docs, reason = "criterion's macros make public items")]
#![allow(clippy::expect_used, reason = "a bench that can't run says so")]

mod support;

use std::ffi::OsString;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use token_debugger::cli::{self, Outcome, World};
use token_debugger::domain::capture::{MAX_TEXT, capture};
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::mint::sign;
use token_debugger::domain::reading::Inspection;
use token_debugger::domain::signature;
use token_debugger::domain::time::Zone;
use token_debugger::domain::token::ParsedToken;

use support::{NOW, key, token, wish};

fn read_token(criterion: &mut Criterion) {
    let (key, token) = (key(), token());
    criterion.bench_function("decode", |b| b.iter(|| ParsedToken::parse(black_box(&token))));
    let parsed = ParsedToken::parse(&token);
    criterion.bench_function("verify", |b| {
        b.iter(|| assert!(signature::verify(black_box(&parsed), Some(&key)).is_verified()));
    });
    let inspection = Inspection::of(&token, Some(&key));
    criterion.bench_function("findings", |b| {
        b.iter(|| assert_eq!(black_box(&inspection).judge(Some(&key), NOW).verdict, Verdict::Accept));
    });
    criterion.bench_function("judge: decode, verify, findings", |b| {
        b.iter(|| {
            let judgement = Inspection::of(black_box(&token), Some(&key)).judge(Some(&key), NOW);
            assert_eq!(judgement.verdict, Verdict::Accept);
        });
    });
    criterion.bench_function("judge a token that has expired", |b| {
        b.iter(|| {
            let judgement = Inspection::of(black_box(&token), Some(&key)).judge(Some(&key), NOW.plus(600));
            assert_eq!(judgement.verdict, Verdict::Refuse);
        });
    });
}

fn make_token(criterion: &mut Criterion) {
    let (key, wish) = (key(), wish());
    criterion.bench_function("mint", |b| b.iter(|| sign(black_box(&key), &wish, NOW).expect("the key signs")));
}

/// A log of a megabyte with a token in the middle: words, numbers and dots, so that every line has to be looked at.
fn capture_in_noise(criterion: &mut Criterion) {
    let line = "2025-11-21T19:16:32.114Z INFO edge-7.proxy upstream=10.0.3.17:8443 GET /api/v4/assets?page=2 200 \
                rt=0.031 ua=\"player/5.1.2 (build 77)\" id=5f0c1b7e-6f\n";
    let token = token();
    let noise = line.repeat(MAX_TEXT / 2 / line.len() - token.len() / line.len() - 1);
    let text = format!("{noise}X-Auth-Uplynk-Jwt: {token}\n{noise}");
    let mut group = criterion.benchmark_group("capture");
    group.throughput(Throughput::Bytes(text.len().try_into().unwrap_or(u64::MAX)));
    group.bench_function("one token in 1 MB of noise", |b| {
        b.iter(|| assert_eq!(capture(black_box(&text)).found.len(), 1));
    });
    group.finish();
}

/// The whole command line, but for the start of a process.
fn read_command(criterion: &mut Criterion) {
    let key = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/keys/good/live-ops.env");
    let words = ["token-debugger", "read", &token(), "--key", key, "--json"].map(OsString::from);
    criterion.bench_function("read --key --json", |b| {
        b.iter(|| {
            let (mut stdout, mut stderr) = (Vec::with_capacity(4096), Vec::new());
            let mut world = World {
                stdin: &mut std::io::empty(),
                stdout: &mut stdout,
                stderr: &mut stderr,
                now: NOW,
                local: Zone::UTC,
                colour: false,
            };
            assert_eq!(cli::run(black_box(words.clone()), &mut world), Outcome::Exit(0));
        });
    });
}

criterion_group!(benches, read_token, make_token, capture_in_noise, read_command);
criterion_main!(benches);
