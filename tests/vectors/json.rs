//! JSON as RFC 8259 has it, in the header and in the payload of a token. The cases follow the RFC's ABNF, rule by rule,
//! in the manner of N. Seriot's `JSONTestSuite`: `y` must be read, `n` must be refused, `i` is left to the reader.

use std::collections::BTreeMap;

use token_debugger::domain::token::{JsonSegment, NotAnObject, ParsedToken};

use crate::token_support::{NOW, codes_of, compact, judge, live, valid};

const ACCEPTED: &[&[u8]] = &[
    // section 2: structural characters and white space
    b"[]",
    b"{}",
    b" [] ",
    b"\t[]\r\n",
    b"[ ]",
    b"{ }",
    b"\n{\n}\n",
    b" [ 1 , 2 ] ",
    b"{ \"a\" : 1 , \"b\" : 2 }",
    b"[[]]",
    b"[{}]",
    b"{\"a\":{}}",
    b"[[[[[[]]]]]]",
    b"[\"\"]",
    // section 3: values
    b"null",
    b"true",
    b"false",
    b" true ",
    b"[null,true,false]",
    b"\"\"",
    b"0",
    b"42",
    b"-1",
    // section 4: objects, names that repeat among them
    b"{\"a\":1}",
    b"{\"\":0}",
    b"{\"a\":1,\"a\":1}",
    b"{\"a\":1,\"a\":2}",
    b"{\"a\\u0000b\":1}",
    b"{\"\\u0061\":1,\"a\":2}",
    b"{\"a\":[{\"a\":[]}]}",
    b"{\"__proto__\":1}",
    b"{\"a\":null}",
    // section 5: arrays of unlike values
    b"[1,\"a\",null,[],{}]",
    b"[1,1,1]",
    b"[[],[],[]]",
    b"[\"a\",\"a\"]",
    // section 6: numbers
    b"-0",
    b"[-0]",
    b"0.0",
    b"-0.0",
    b"1.5",
    b"0e0",
    b"0e+1",
    b"0E-1",
    b"1e2",
    b"1E2",
    b"1e+2",
    b"1E-2",
    b"1.5e10",
    b"123456789012345678901234567890",
    b"-9223372036854775809",
    b"18446744073709551616",
    b"[20e1]",
    b"[1.000000]",
    b"0.00000000000000000000000000000000000000000000000000000000000000000000000000000000001",
    b"1e00",
    b"1e-0",
    // section 7: strings and escapes
    b"\"\\\"\"",
    b"\"\\\\\"",
    b"\"\\/\"",
    b"\"\\b\\f\\n\\r\\t\"",
    b"\"\\u0041\"",
    b"\"\\u00e9\"",
    b"\"\\uABCD\"",
    b"\"\\uabcd\"",
    b"\"\\u0000\"",
    b"\"\\u001f\"",
    b"\"\\u007f\"",
    b"\"\\u2028\\u2029\"",
    b"\"\\ud83d\\ude00\"",
    b"\"\\uD834\\uDD1E\"",
    b"\"\\ufffe\\uffff\"",
    b"\"\\udbff\\udfff\"",
    b"\"\\\\u0041\"",
    b"\"\\\\\\\"\"",
    b"\"'\"",
    b"\"/\"",
    b"\"\x7f\"",
    b"\"// no comment /* none */\"",
    b"\" \"",
    b"\"\\u0022\"",
    b"\"\\u005c\"",
    b"\"[{,:}]\"",
    // section 8.1: UTF-8
    "\"é\"".as_bytes(),
    "\"日本\"".as_bytes(),
    "\"😀\"".as_bytes(),
    "\"\u{2028}\u{2029}\"".as_bytes(),
    "\"\u{fffe}\u{ffff}\"".as_bytes(),
    "\"\u{10ffff}\"".as_bytes(),
    "\"\u{80}\"".as_bytes(),
    "\"\u{feff}\"".as_bytes(),
    "{\"é\":1}".as_bytes(),
    "\"\u{202e}\"".as_bytes(),
];

const REFUSED: &[&[u8]] = &[
    // nothing, and more than one value
    b"",
    b" ",
    b"\n",
    b"1 2",
    b"{}{}",
    b"[][]",
    b"[] x",
    b"{}}",
    b"[]]",
    b"{},",
    b"\"a\" \"b\"",
    b"true false",
    b"{}#",
    b"{};",
    // section 2: white space of other kinds, marks, comments
    b"\x0c[]",
    b"\x0b[]",
    "\u{a0}[]".as_bytes(),
    "\u{2060}[]".as_bytes(),
    "\u{feff}{}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"// c\n[]",
    b"/* c */[]",
    b"[]// c",
    b"{}/**/",
    b"# c\n[]",
    b"[1/**/]",
    b"\0[]",
    b"[]\0",
    b"[\x00]",
    // section 3: literal names
    b"True",
    b"TRUE",
    b"nul",
    b"nulll",
    b"tru",
    b"fals",
    b"undefined",
    b"NaN",
    b"-NaN",
    b"Infinity",
    b"-Infinity",
    b"+Infinity",
    b"none",
    b"[nul]",
    b"[tru]",
    b"[NaN]",
    b"inf",
    b"\xe2\x88\x9e",
    // section 4: objects
    b"{",
    b"}",
    b"{\"a\"",
    b"{\"a\":",
    b"{\"a\":1",
    b"{\"a\":1,",
    b"{\"a\":1,}",
    b"{,}",
    b"{,\"a\":1}",
    b"{\"a\" 1}",
    b"{\"a\",1}",
    b"{\"a\"::1}",
    b"{\"a\":1 \"b\":2}",
    b"{\"a\":1,,\"b\":2}",
    b"{a:1}",
    b"{'a':1}",
    b"{1:1}",
    b"{null:1}",
    b"{\"a\"}",
    b"{\"a\":}",
    b"{[]:1}",
    b"{\"a\":1]",
    b"{\"a\"=1}",
    b"{\"a\":1;\"b\":2}",
    b"{\"a\":/**/1}",
    b"{\"a\":1,\"b\"}",
    b"{\"a\":a}",
    b"{{}}",
    b"{true:1}",
    b"{\"a\":1}}",
    b"{\"a\" b}",
    b"{\xff:1}",
    b"{*}",
    b"{:1}",
    // section 5: arrays
    b"[",
    b"]",
    b"[1",
    b"[1,",
    b"[1,]",
    b"[,]",
    b"[,1]",
    b"[1,,2]",
    b"[1 2]",
    b"[1;2]",
    b"[1:2]",
    b"[1}",
    b"[[]",
    b"[[",
    b"[\"a\"",
    b"[\"a\",",
    b"[\"a\"\"b\"]",
    b"[a",
    b"[a]",
    b"['a']",
    b"[*]",
    b"[\"\":1]",
    b"[-]",
    b"[x,]",
    b"[\n1\n,1\n",
    // section 6: numbers
    b"01",
    b"-01",
    b"00",
    b"-00",
    b"+1",
    b"++1",
    b"--1",
    b"-",
    b"- 1",
    b"1.",
    b"-1.",
    b".1",
    b"-.1",
    b"0.e1",
    b"1.e1",
    b"1e",
    b"1E",
    b"1e+",
    b"1e-",
    b"1eE2",
    b"1e1.5",
    b"1e+-2",
    b"0x10",
    b"0X1",
    b"1_000",
    b"1,000",
    b"1 000",
    b"1a",
    b"-a",
    b"0b1",
    b"0o7",
    b"1.2.3",
    b"2.e3",
    b"9.e+",
    b"1e1e1",
    b"012",
    b"1+2",
    b"-1x",
    b"0e",
    b"0e+",
    b"0.1.2",
    b".",
    b"e1",
    b"1f",
    b"1L",
    "１".as_bytes(),
    "\u{2212}1".as_bytes(),
    "½".as_bytes(),
    // section 7: strings and escapes
    b"\"",
    b"\"a",
    b"a\"",
    b"'a'",
    b"\"\\\"",
    b"\"\\\\\\\"",
    b"\"\\x41\"",
    b"\"\\a\"",
    b"\"\\v\"",
    b"\"\\0\"",
    b"\"\\'\"",
    b"\"\\U0041\"",
    b"\"\\u\"",
    b"\"\\u1\"",
    b"\"\\u12\"",
    b"\"\\u123\"",
    b"\"\\u123g\"",
    b"\"\\u{41}\"",
    b"\"\\uD83D\\u\"",
    b"\"\\uD83D\\u1\"",
    b"\"\\ \"",
    b"\"\\\n\"",
    b"\"\n\"",
    b"\"\t\"",
    b"\"\r\"",
    b"\"\x00\"",
    b"\"\x1f\"",
    b"\"\x1b[31m\"",
    b"\\u0041",
    b"\"a\"b",
    b"`a`",
    "“a”".as_bytes(),
    b"\"\\\xc3\xa9\"",
    b"\"\\u00\xc3\xa9\"",
    b"\"\\\0\"",
    // section 8.1: what is no UTF-8
    b"\xff",
    b"\"\xff\"",
    b"\"\x80\"",
    b"\"\xc3\"",
    b"\"\xc3(\"",
    b"\"\xe2\x82\"",
    b"\"\xe2(\xa1\"",
    b"\"\xf0\x9f\x98\"",
    b"\"\xc0\xaf\"",
    b"\"\xe0\x80\xaf\"",
    b"\"\xf0\x80\x80\xaf\"",
    b"\"\xed\xa0\x80\"",
    b"\"\xed\xbf\xbf\"",
    b"\"\xf4\x90\x80\x80\"",
    b"\"\xf8\x88\x80\x80\x80\"",
    b"\"\xfe\"",
    b"{\"\xff\":1}",
    b"[\xc3\xa9]",
    b"\xff\xfe[\0]\0",
    b"[\xff]",
    b"{\"a\":\"\xe9\"}",
    b"\xef\xbb\xbf[]",
    b"\0[\0]",
    b"{\"a\":1}\xff",
    b"1\xe5",
];

/// Section 8.2 and 9 leave these to the reader: what is decided here, and whether it is read.
const LEFT_TO_US: &[(&str, &[u8], bool)] = &[
    ("a lone high surrogate", b"\"\\ud800\"", true),
    ("a lone low surrogate", b"\"\\udc00\"", true),
    ("two high surrogates", b"\"\\ud800\\ud800\"", true),
    ("surrogates the wrong way round", b"\"\\udc00\\ud800\"", true),
    ("a high surrogate and a letter", b"\"\\ud800a\"", true),
    ("a high surrogate and an escape", b"\"\\ud800\\n\"", true),
    ("a lone surrogate in a name", b"{\"\\udead\":1}", true),
    ("a number beyond a float", b"1e999", true),
    ("a number beyond any exponent", b"1e99999999999999999999", true),
    ("a number below a float", b"1e-999", true),
    ("a negative number beyond a float", b"-1e999", true),
    (
        "a very long integer",
        b"1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
        true,
    ),
];

/// Whether a segment's text was read as JSON, whatever kind of value it is.
fn is_read(segment: &JsonSegment) -> bool {
    matches!(segment.json, Ok(_) | Err(NotAnObject::OtherJson(_)))
}

fn read_in_both(json: &[u8]) -> (bool, bool) {
    let header = ParsedToken::parse(&compact(json, b"{}", &live()));
    let claims = ParsedToken::parse(&compact(b"{}", json, &live()));
    (is_read(header.header().unwrap()), is_read(claims.claims().unwrap()))
}

fn check(json: &[u8], wanted: bool) {
    let shown = String::from_utf8_lossy(json);
    assert_eq!(read_in_both(json), (wanted, wanted), "{shown}");
    let wrapped: [Vec<u8>; 2] = [[b"{\"a\":", json, b"}"].concat(), [b"[", json, b"]"].concat()];
    // What is no value alone may be none or several within brackets, so only good ones are tried there.
    for wrapped in wrapped.iter().filter(|_| wanted) {
        assert_eq!(read_in_both(wrapped), (true, true), "{shown}, wrapped");
    }
    let key = live();
    for token in [compact(json, b"{}", &key), compact(valid().header_json().as_bytes(), json, &key)] {
        let (_, judgement) = judge(&token, Some(&key), NOW);
        assert!(!judgement.findings.is_empty(), "{shown}");
    }
    let (_, judgement) = judge(&compact(valid().header_json().as_bytes(), json, &key), Some(&key), NOW);
    let is_object = wanted && json.trim_ascii().starts_with(b"{");
    let names = codes_of(&judgement);
    let refusal = ["claims_not_json", "not_utf8"].iter().any(|code| names.contains(code));
    assert_eq!(refusal, !is_object, "{shown}: {names:?}");
}

#[test]
fn what_rfc_8259_allows_is_read_in_header_and_payload() {
    for json in ACCEPTED {
        check(json, true);
    }
}

#[test]
fn what_rfc_8259_forbids_is_refused_in_header_and_payload() {
    for json in REFUSED {
        check(json, false);
    }
}

#[test]
fn what_rfc_8259_leaves_open_is_answered_as_decided() {
    for (name, json, wanted) in LEFT_TO_US {
        assert_eq!(read_in_both(json), (*wanted, *wanted), "{name}");
        check(json, *wanted);
    }
}

/// The limits that section 9 allows: nesting.
#[test]
fn nesting_is_read_to_128_levels_and_refused_beyond() {
    for (depth, wanted) in [(1, true), (127, true), (128, true), (129, false), (1_000, false), (100_000, false)] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let middle = if open == "[" { "" } else { "0" };
            let json = format!("{}{middle}{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(read_in_both(json.as_bytes()), (wanted, wanted), "{depth} times {open}");
            assert_eq!(read_in_both(open.repeat(depth).as_bytes()), (false, false), "{depth} times {open}, unclosed");
        }
    }
}

/// Each case stands once, and there are as many as is said.
#[test]
fn the_cases_are_many_and_different() {
    let mut seen = BTreeMap::new();
    for json in ACCEPTED.iter().chain(REFUSED).chain(LEFT_TO_US.iter().map(|(_, json, _)| json)) {
        *seen.entry(*json).or_insert(0) += 1;
    }
    let twice: Vec<_> =
        seen.iter().filter(|(_, count)| **count > 1).map(|(json, _)| String::from_utf8_lossy(json)).collect();
    assert!(twice.is_empty(), "{twice:?}");
    println!("{} must be read, {} refused, {} are left open", ACCEPTED.len(), REFUSED.len(), LEFT_TO_US.len());
    assert!(seen.len() > 300, "{} cases", seen.len());
}
