//! Every finding, by one change of one valid token: exactly these codes, with severity, place and values.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../token_support/mod.rs"]
mod token_support;

mod case;
mod form;
mod header;
mod scope;
mod signature;
mod time;
mod who;

use std::collections::BTreeSet;

use case::Case;
use token_debugger::domain::finding::{Code, Verdict};
use token_debugger::domain::signature::Status;
use token_support::{NOW, judge, live, valid};

fn all_cases() -> Vec<Case> {
    [form::cases(), header::cases(), signature::cases(), time::cases(), who::cases(), scope::cases()].concat()
}

#[test]
fn the_unchanged_token_has_no_finding_and_would_be_accepted() {
    let (status, judgement) = judge(&valid().signed(), Some(&live()), NOW);
    assert_eq!(status, Status::Verified);
    assert_eq!(judgement.findings, []);
    assert_eq!(judgement.verdict, Verdict::Accept);
}

#[test]
fn one_change_gives_exactly_its_findings() {
    let failures: Vec<String> = all_cases().iter().filter_map(Case::failure).collect();
    assert!(failures.is_empty(), "{} cases fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases = all_cases();
    let tried: BTreeSet<&str> = cases.iter().flat_map(Case::codes).collect();
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(tried, known);
    assert_eq!(known.len(), 60);
}

#[test]
fn every_case_has_its_own_name() {
    let cases = all_cases();
    let names: BTreeSet<&str> = cases.iter().map(Case::name).collect();
    assert_eq!(names.len(), cases.len());
}

/// Positive control: the table would notice.
#[test]
fn a_case_that_expects_something_else_fails() {
    let token = valid().without_claim("exp").signed();
    let case = || Case::new("no exp", token.clone());
    assert_eq!(case().error("exp_missing", "/claims/exp", "There is no exp").failure(), None);
    assert!(case().failure().is_some());
    assert!(case().warning("exp_missing", "/claims/exp", "There is no exp").failure().is_some());
    assert!(case().error("exp_missing", "/claims", "There is no exp").failure().is_some());
    assert!(case().error("exp_missing", "/claims/exp", "There is no iat").failure().is_some());
    let twice = case().error("exp_missing", "/claims/exp", "exp").error("exp_missing", "/claims/exp", "exp");
    assert!(twice.failure().is_some());
    let other_state = case().status(Status::Failed).error("exp_missing", "/claims/exp", "exp");
    assert!(other_state.failure().is_some());
}
