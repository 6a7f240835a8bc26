//! Spellings of python-dotenv's grammar: `dotenv.json` has what that reads, `make_dotenv.py` made it.

use std::fs;

use serde::Deserialize;
use token_debugger::domain::dotenv::{DotenvError, Variable, read};

#[derive(Deserialize)]
struct Spelling {
    name: String,
    text: String,
    /// What python-dotenv reads: names, and values where there are any.
    read: Vec<(String, Option<String>)>,
    /// How many lines it skips with a warning.
    skips: usize,
    /// The same with `${NAME}` replaced, as `dotenv_values` gives it.
    expanded: Vec<(String, Option<String>)>,
}

/// What is read: names and values, or the code of the refusal.
type Answer = Result<&'static [(&'static str, &'static str)], &'static str>;

/// What is read here instead, on purpose; the reasons are in the documentation of `domain::dotenv`.
const DIFFERENCES: &[(&str, Answer)] = &[
    ("no value", Err("dotenv_no_equals_sign")),
    ("no value, another line", Err("dotenv_no_equals_sign")),
    ("export without value", Err("dotenv_no_equals_sign")),
    ("single-quoted key", Err("dotenv_bad_name")),
    ("double-quoted key", Err("dotenv_bad_name")),
    ("digit first in the key", Err("dotenv_bad_name")),
    ("letters of other scripts in the key", Err("dotenv_bad_name")),
    ("blank in the key", Err("dotenv_bad_name")),
    ("no key", Err("dotenv_bad_name")),
    ("unquoted with a quote at its end", Err("dotenv_stray_quote")),
    ("# first in a value", Ok(&[("A", "")])),
    ("# behind = and a blank", Ok(&[("A", "")])),
    ("escape single quote in double quotes", Ok(&[("A", "b\\'c")])),
    ("escapes a, b, f, v", Ok(&[("A", "\\a\\b\\f\\v")])),
    ("escape dollar", Ok(&[("A", "b$c")])),
    ("escape single quote in single quotes", Err("dotenv_text_behind_quote")),
    ("escape backslash in single quotes", Ok(&[("A", "b\\\\c")])),
    ("text behind double quotes", Err("dotenv_text_behind_quote")),
    ("text behind single quotes", Err("dotenv_text_behind_quote")),
    ("double quotes never closed", Err("dotenv_unclosed_quote")),
    ("single quotes never closed", Err("dotenv_unclosed_quote")),
    ("colon", Err("dotenv_colon")),
    ("words", Err("dotenv_no_equals_sign")),
    ("a line of words between", Err("dotenv_no_equals_sign")),
    ("byte order mark", Ok(&[("A", "b")])),
    ("no-break space", Ok(&[("A", "b\u{a0}# c")])),
];

fn spellings() -> Vec<Spelling> {
    serde_json::from_str(&fs::read_to_string("tests/vectors/dotenv.json").unwrap()).unwrap()
}

fn read_here(text: &str) -> Result<Vec<(String, Option<String>)>, &'static str> {
    let pair = |variable: &Variable| (variable.name.clone(), Some(variable.value.expose().to_owned()));
    read(text).map(|variables| variables.iter().map(pair).collect()).map_err(DotenvError::code)
}

#[test]
fn spellings_of_python_dotenv_are_read_alike_but_for_the_named_differences() {
    let spellings = spellings();
    assert!(spellings.len() > 80, "{} spellings", spellings.len());
    for spelling in &spellings {
        let here = read_here(&spelling.text);
        let there = Ok(spelling.read.clone());
        let name = spelling.name.as_str();
        match DIFFERENCES.iter().find(|(other, _)| *other == name) {
            None => assert!(here == there && spelling.skips == 0, "{name}: {here:?}, there {there:?}"),
            Some((_, wanted)) => {
                let own = |pairs: &[(&str, &str)]| -> Vec<(String, Option<String>)> {
                    pairs.iter().map(|(name, value)| ((*name).to_owned(), Some((*value).to_owned()))).collect()
                };
                assert_eq!(here, wanted.map(own), "{name}");
                assert!(here != there || spelling.skips > 0, "{name} is no difference");
            }
        }
    }
    let all = |name: &str| spellings.iter().any(|spelling| spelling.name == name);
    assert!(DIFFERENCES.iter().all(|(name, _)| all(name)), "a difference without its spelling");
}

#[test]
fn nothing_is_expanded() {
    let expanded: Vec<_> = spellings().into_iter().filter(|spelling| spelling.name.contains("expansion")).collect();
    // Positive control: the other reader does put something in.
    assert!(expanded.len() >= 5 && expanded.iter().all(|spelling| spelling.expanded != spelling.read));
    for spelling in expanded {
        assert_eq!(read_here(&spelling.text), Ok(spelling.read), "{}", spelling.name);
    }
}
