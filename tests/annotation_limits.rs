//! A token with very many members is shown in part: what is shown is bounded, and what is not is counted.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use token_debugger::domain::annotation::{Line, MOST_VALUES, Reader, lines};
use token_debugger::domain::json::Json;
use token_debugger::domain::time::{UnixTime, Zone};

fn show(json: &str) -> Vec<Line> {
    let reader = Reader { now: UnixTime(0), local: Zone::UTC, explain: &|_, _| None };
    lines("/claims", &Json::parse(json).unwrap(), &reader)
}

fn array(count: usize) -> String {
    format!("[{}]", vec!["0"; count].join(","))
}

#[test]
fn as_many_values_as_fit_are_shown_whole() {
    let shown = show(&array(MOST_VALUES));
    assert_eq!(shown.len(), MOST_VALUES + 2);
    assert!(shown.iter().all(|line| !line.text().contains("more")));
    assert_eq!(shown[MOST_VALUES].text(), "0");
}

#[test]
fn what_is_left_out_is_counted_at_every_level() {
    let shown = show(&format!("{{\"a\":[{},7],\"b\":0,\"c\":0}}", array(MOST_VALUES + 5)));
    let more: Vec<_> =
        shown.iter().filter(|line| line.text().contains('…')).map(|line| (line.indent, line.text())).collect();
    // "a" and the inner array are two of the values.
    assert_eq!(more, [(3, "… 7 more".to_owned()), (2, "… 1 more".to_owned()), (1, "… 2 more".to_owned())]);
    assert_eq!(shown.last().unwrap().text(), "}");
    assert!(shown.len() < MOST_VALUES + 20);
}
