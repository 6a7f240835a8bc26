//! What holds for any value, tried with values drawn by proptest, and for the fuzzers' corpus. Seeds of cases that
//! once failed are in `failures.txt` and are tried first.
//!
//! Each property is tried with 64 values; `PROPTEST_CASES` sets another number.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../token_support/mod.rs"]
mod token_support;

// The fuzz targets' checks.
#[allow(missing_docs, unreachable_pub, clippy::must_use_candidate, reason = "it is a crate of its own")]
#[path = "../../fuzz/src/lib.rs"]
mod checks;

mod bits;
mod corpus;
mod dotenv;
mod json;
mod shell;
mod slicer;
mod times;

use proptest::test_runner::{Config, FileFailurePersistence};

/// How many values a property is tried with, and where the seeds of failures are kept.
fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(64);
    let failures = FileFailurePersistence::Direct("tests/properties/failures.txt");
    Config { cases, failure_persistence: Some(Box::new(failures)), ..Config::default() }
}
