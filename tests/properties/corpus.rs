//! The committed corpus of every fuzz target, under that target's check.

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use crate::checks;

/// A fuzz target's check.
type Check = fn(&[u8]);

/// Runs a check over the corpus of its target and counts its files.
fn replay(target: &str, check: Check) -> usize {
    let folder = PathBuf::from("fuzz/corpus").join(target);
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let answer = catch_unwind(|| check(&bytes));
        assert!(answer.is_ok(), "{} fails: run the check of {target} over it", path.display());
        count += 1;
    }
    count
}

#[test]
fn the_corpus_of_every_fuzz_target_passes_its_check() {
    const TARGETS: [(&str, Check); 8] = [
        ("capture", checks::capture::check),
        ("token", checks::token::check),
        ("key", checks::key::check),
        ("dotenv", checks::dotenv::check),
        ("slicer", checks::slicer::check),
        ("legacy", checks::legacy::check),
        ("arguments", checks::arguments::check),
        ("scan", checks::scan::check),
    ];
    for (target, check) in TARGETS {
        let count = replay(target, check);
        assert!(count >= 10, "{target} has {count} files");
    }
}

/// Positive control: a check that fails is seen.
#[test]
#[should_panic(expected = "run the check of slicer over it")]
fn a_check_that_fails_is_reported() {
    replay("slicer", |bytes| assert!(bytes.is_empty()));
}
