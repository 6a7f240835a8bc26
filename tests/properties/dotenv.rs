//! `.env`: variables in any spelling are read as they were written.

use proptest::prelude::*;
use token_debugger::domain::dotenv::read;

/// A variable, and a spelling of its line.
#[derive(Clone, Debug)]
struct Line {
    name: String,
    value: String,
    text: String,
}

fn line() -> impl Strategy<Value = Line> {
    let name = "[A-Za-z_][A-Za-z0-9_.-]{0,20}";
    let head = proptest::sample::select(vec!["", " ", "\t", "export ", "  export\t "]);
    let equals = proptest::sample::select(vec!["=", " = ", "= ", "\t=\t"]);
    let tail = proptest::sample::select(vec!["", " ", "\t ", " # comment", " #", "\t# it's \"so\""]);
    (head, name, equals, value(), tail).prop_map(|(head, name, equals, (value, spelling), tail)| {
        let text = format!("{head}{name}{equals}{spelling}{tail}");
        Line { name, value, text }
    })
}

/// A value and how it may be spelled: bare, in single quotes, in double quotes with escapes.
fn value() -> impl Strategy<Value = (String, String)> {
    let bare = "([A-Za-z0-9+/_.:-][A-Za-z0-9+/=_.:, #$\\\\é日-]{0,30}[A-Za-z0-9/])?"
        .prop_filter("a comment, padding or a PEM block", |text| !text.contains(" #") && !text.starts_with('-'))
        .prop_map(|text| (text.clone(), text));
    let single = "[^']{0,40}".prop_map(|text: String| (text.clone(), format!("'{text}'")));
    let double = "\\PC{0,20}[\\n\\r\\t\"\\\\$#' ]{0,4}\\PC{0,20}".prop_map(|text: String| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
        (text, format!("\"{escaped}\""))
    });
    prop_oneof![bare, single, double]
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn variables_are_read_as_they_were_written(
        lines in proptest::collection::vec(line(), 0..8),
        ends in proptest::collection::vec(proptest::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\n# comment\n", "\n \t\n"]), 8),
        mark in any::<bool>(),
        is_ended in any::<bool>(),
    ) {
        let mut text = String::from(if mark { "\u{feff}" } else { "" });
        let mut wanted = Vec::new();
        for (place, (line, end)) in lines.iter().zip(&ends).enumerate() {
            let number = text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() + 1;
            wanted.push((line.name.clone(), line.value.clone(), number));
            text += &line.text;
            if is_ended || place + 1 < lines.len() {
                text += end;
            }
        }
        let read = read(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text:?}")))?;
        let read: Vec<_> =
            read.into_iter().map(|variable| (variable.name, variable.value.expose().to_owned(), variable.line)).collect();
        prop_assert_eq!(read, wanted, "{:?}", text);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_line_of_it(text in "\\PC{0,60}|([A-Z=\"'# \\\\\\n\\r:]|export ){0,40}") {
        let lines = text.replace("\r\n", "\n").split(['\n', '\r']).count();
        match read(&text) {
            Ok(variables) => prop_assert!(variables.iter().all(|variable| (1..=lines).contains(&variable.line))),
            Err(error) => prop_assert!((1..=lines).contains(&error.line)),
        }
    }
}
