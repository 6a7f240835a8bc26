//! What a scan costs: a log in which each line has a token of its own, at 10^3 tokens and each power of ten up to
//! `SCAN_TOKENS` (10,000 unless it is set; a run with a million takes half an hour), and a log with few tokens. At one
//! thread and at two. tests/measure/scan.sh measures the whole program and its memory.
#![allow(missing_docs, reason = "criterion's macros make public items")]
#![allow(clippy::expect_used, reason = "a bench that can't run says so")]

mod support;

use std::fmt::Write as _;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use token_debugger::app::platform::scan::{Call, Event, Input, Limits, Observer, Progress, Seen, scan};
use token_debugger::domain::reading::{Inspection, Judgement};
use token_debugger::domain::scan::{AsOf, Keyring, Record};

use support::{NOW, key};

const FEWEST: u64 = 1_000;
const THREADS: [usize; 2] = [1, 2];

/// Rows, as the window makes them.
struct Rows;

impl Observer for Rows {
    type Digest = ();
    type Part = Vec<Record>;

    fn digest(&self, _: &Inspection, _: &Judgement) {}

    fn add(&self, part: &mut Vec<Record>, seen: &Seen<'_>, (): &()) {
        part.push(seen.record(0));
    }
}

/// How many tokens a log has.
fn count_tokens(log: &str, threads: usize) -> usize {
    let (keyring, progress, cancel) = (Keyring::new(vec![key()]), Progress::default(), AtomicBool::new(false));
    let inputs = [Input::stdin()];
    let call = Call {
        inputs: &inputs,
        keyring: &keyring,
        as_of: AsOf::Moment(NOW),
        threads,
        limits: Limits::USUAL,
        progress: &progress,
        cancel: &cancel,
    };
    let mut count = 0;
    scan(&call, Some(&mut log.as_bytes()), &Rows, &mut |event| {
        if let Event::Part(rows) = event {
            count += rows.len();
        }
        ControlFlow::Continue(())
    });
    count
}

/// A token that no other is equal to. Its signature is made up, which takes a verifier as long as any.
fn distinct_token(number: u64) -> String {
    let header = r#"{"alg":"ES256","kid":"6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a","typ":"JWT"}"#;
    let (iat, exp) = (NOW.0, NOW.0 + 300);
    let scope = "video.services.assets:read";
    let claims = format!(
        r#"{{"iat":{iat},"exp":{exp},"sub":"9d0a44c1b2e84f7f8a6f3f0c1d2e417b","scp":["{scope}"],"msg":{{"n":{number}}}}}"#
    );
    let mut signature = [0x5a; 64];
    signature[56..].copy_from_slice(&number.to_be_bytes());
    format!(
        "{}.{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims),
        URL_SAFE_NO_PAD.encode(signature)
    )
}

/// Lines of a proxy's log, each with a token of its own.
fn log_of_tokens(tokens: u64) -> String {
    (0..tokens).fold(String::new(), |mut log, number| {
        let token = distinct_token(number);
        writeln!(
            log,
            "10.0.0.1 [2025-11-21T19:16:32Z] \"GET /api/v4/assets/{number} HTTP/1.1\" 200 X-Auth-Uplynk-Jwt: {token}"
        )
        .expect("a text takes any length");
        log
    })
}

/// 16 MB of lines of which one in 10,000 has a token; and how many have.
fn log_with_few_tokens() -> (String, usize) {
    const LINES: u64 = 160_000;
    let log = (0..LINES).fold(String::new(), |mut log, line| {
        write!(log, "10.1.2.3 - - [21/Nov/2025:19:16:32 +0000] \"GET /assets/{line:x}/slice.ts HTTP/1.1\" 200 {line} ")
            .expect("a text takes any length");
        log.push_str(&if line.is_multiple_of(10_000) { distinct_token(line) } else { "Player/3.1 (Linux)".to_owned() });
        log.push('\n');
        log
    });
    (log, 16)
}

fn scan_tokens(criterion: &mut Criterion) {
    let most = std::env::var("SCAN_TOKENS").ok().and_then(|most| most.parse().ok()).unwrap_or(10 * FEWEST);
    let mut group = criterion.benchmark_group("scan of distinct tokens");
    group.sample_size(10);
    for tokens in std::iter::successors(Some(FEWEST), |tokens| tokens.checked_mul(10)).take_while(|it| *it <= most) {
        let log = log_of_tokens(tokens);
        group.throughput(Throughput::Elements(tokens));
        for threads in THREADS {
            group.bench_function(BenchmarkId::new(format!("{threads} threads"), tokens), |b| {
                b.iter(|| assert_eq!(count_tokens(black_box(&log), threads) as u64, tokens));
            });
        }
    }
    group.finish();
}

fn scan_text(criterion: &mut Criterion) {
    let (log, tokens) = log_with_few_tokens();
    let mut group = criterion.benchmark_group("scan of text");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(log.len() as u64));
    for threads in THREADS {
        group.bench_function(format!("{threads} threads, 1 token in 10,000 lines"), |b| {
            b.iter(|| assert_eq!(count_tokens(black_box(&log), threads), tokens));
        });
    }
    group.finish();
}

criterion_group!(benches, scan_tokens, scan_text);
criterion_main!(benches);
