//! Where a JSON document over several lines ends.

use token_debugger::domain::scan::{Document, Look};

/// What is said when the input comes in pieces of any length.
#[track_caller]
fn look(input: &str) -> Look {
    let whole = Document::default().look(input.as_bytes());
    for size in 1..5 {
        let mut document = Document::default();
        let ends = (0..input.len()).step_by(size).skip(1).chain([input.len()]);
        let said = ends.map(|end| document.look(&input.as_bytes()[..end])).find(|look| *look != Look::More);
        assert_eq!(said.unwrap_or(Look::More), whole, "in pieces of {size}");
    }
    whole
}

#[test]
fn a_document_over_several_lines_ends_with_its_last_bracket() {
    for document in ["{\n \"a\": \"}\\\"\\\\\"\n}", "\u{feff}\n[\n1, {}]", "[\n]"] {
        assert_eq!(look(&format!("{document}\nrest")), Look::Ends(document.len()), "{document:?}");
    }
}

#[test]
fn what_is_on_one_line_is_a_line() {
    assert_eq!(look("{\"a\": 1}\n{\"a\": 2}\n"), Look::Lines);
    assert_eq!(look("[2025-11-21T19:13:20Z] started\n"), Look::Lines);
}

#[test]
fn other_texts_are_lines_at_once() {
    for input in ["GET / HTTP/1.1\n{", "{ not JSON\n", "[error] a\n", "\"{\n"] {
        assert_eq!(look(input), Look::Lines, "{input:?}");
    }
}

#[test]
fn a_document_without_its_end_needs_more() {
    assert_eq!(look("{\n\"a\": \"b\\"), Look::More);
    assert_eq!(look(""), Look::More);
}

#[test]
fn a_bracket_too_many_and_a_line_break_before_it_begin_no_document() {
    assert_eq!(look("]\n{"), Look::Lines);
    assert_eq!(look("\n\n{\"a\": 1}\n"), Look::Lines);
    assert_eq!(look("{x\n}"), Look::Lines);
    assert_eq!(look("[\n{\n}]x"), Look::Ends(6));
}
