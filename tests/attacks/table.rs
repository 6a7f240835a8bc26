//! SECURITY.md names tests and scripts: each of them exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// What stands in backquotes, in the order of the text.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The source of a test program: `tests/NAME.rs`, or all files of `tests/NAME/`.
fn source_of(program: &str) -> String {
    if let Ok(text) = fs::read_to_string(tests().join(format!("{program}.rs"))) {
        return text;
    }
    let Ok(folder) = fs::read_dir(tests().join(program)) else { return String::new() };
    folder.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap_or_default()).collect()
}

/// Whether `PROGRAM::MODULE…::TEST` is a function with `#[test]`.
fn is_test(name: &str) -> bool {
    let (Some((program, _)), Some((_, test))) = (name.split_once("::"), name.rsplit_once("::")) else { return false };
    let source = source_of(program);
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let head = format!("fn {test}()");
    lines.iter().enumerate().any(|(place, line)| {
        // Between the attribute and the function there may be other attributes.
        line.starts_with(&head)
            && lines[..place].iter().rev().take_while(|line| line.starts_with("#[")).any(|line| *line == "#[test]")
    })
}

/// What a text names and what is not there.
fn missing(text: &str) -> Vec<&str> {
    let is_there = |name: &&str| {
        if name.contains("::") {
            is_test(name)
        } else if let Some(path) = name.strip_prefix("tests/") {
            tests().join(path.split(' ').next().unwrap_or_default()).exists()
        } else {
            true
        }
    };
    quoted(text).into_iter().filter(|name| !is_there(name)).collect()
}

fn security() -> String {
    fs::read_to_string(tests().with_file_name("SECURITY.md")).unwrap()
}

#[test]
fn every_test_that_is_named_exists() {
    let text = security();
    assert_eq!(missing(&text), [""; 0]);
    let named: BTreeSet<&str> = quoted(&text).into_iter().filter(|name| name.contains("::")).collect();
    assert!(named.len() > 40, "only {} tests are named", named.len());
}

/// Positive control: names of nothing are seen, and so is a function that is no test.
#[test]
fn a_name_of_nothing_is_found_out() {
    let false_names = [
        "jws_shortcuts::alg_none_is_taken",
        "no_such_program::every_test_that_is_named_exists",
        "jws_shortcuts::refused",
        "tests/trust/no-such-script.sh",
    ];
    for name in false_names {
        assert_eq!(missing(&format!("Tried by `{name}`, it holds.")), [name]);
    }
    assert_eq!(missing("`jws_shortcuts::alg_none_is_refused_in_every_case`"), [""; 0]);
    assert_eq!(missing("`attacks::table::a_name_of_nothing_is_found_out`"), [""; 0]);
}

#[test]
fn every_row_of_the_attack_table_names_a_test() {
    let text = security();
    let (_, table) = text.split_once("\n## Attacks").unwrap();
    let table = table.split("\n## ").next().unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).collect();
    let bare: Vec<&&str> =
        rows.iter().filter(|row| !row.contains("---") && !row.starts_with("| Attack") && !row.contains("::")).collect();
    assert!(rows.len() > 30, "the table has {} rows", rows.len());
    assert!(bare.is_empty(), "{bare:?}");
}

/// RFC 8725 gives its advice in the sections 3.1 to 3.12.
#[test]
fn every_section_of_rfc_8725_has_a_row() {
    let text = security();
    let without: Vec<u32> = (1..=12).filter(|section| !text.contains(&format!("| RFC 8725, 3.{section} "))).collect();
    assert!(without.is_empty(), "{without:?}");
}
