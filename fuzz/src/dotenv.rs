//! `.env`: what was read can be written and read again, and every line number is one of the text.

use std::fmt::Write as _;

use token_debugger::domain::dotenv::{Variable, read, split_assignment};
use token_debugger::domain::text::decode_in_place;

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    let text = decode_in_place(bytes);
    let lines = text.replace("\r\n", "\n").split(['\n', '\r']).count();
    if let Some((name, value)) = split_assignment(&text) {
        assert!(!name.is_empty() && text.contains(name) && text.ends_with(value));
    }
    match read(&text) {
        Ok(variables) => check_variables(&variables, lines),
        Err(error) => {
            assert!((1..=lines).contains(&error.line), "line {} of {lines}", error.line);
            assert!(!error.code().is_empty() && !error.advice().is_empty());
        }
    }
}

fn check_variables(variables: &[Variable], lines: usize) {
    assert!(variables.windows(2).all(|two| two[0].line < two[1].line), "one assignment a line");
    assert!(variables.iter().all(|variable| (1..=lines).contains(&variable.line)));
    let again = read(&write(variables)).expect("what is written with escapes can be read");
    let pairs = |variables: &[Variable]| -> Vec<(String, String)> {
        variables.iter().map(|variable| (variable.name.clone(), variable.value.expose().to_owned())).collect()
    };
    assert_eq!(pairs(&again), pairs(variables));
}

/// Each value in double quotes, with escapes.
fn write(variables: &[Variable]) -> String {
    let mut text = String::new();
    for variable in variables {
        let value = variable.value.expose().replace('\\', "\\\\").replace('"', "\\\"");
        let value = value.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t").replace('$', "\\$");
        let _ = writeln!(text, "export {} = \"{value}\" # comment", variable.name);
    }
    text
}
