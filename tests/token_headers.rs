//! Tokens that are taken apart one after another share the header that they have in common, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::token::{Headers, ParsedToken};
use token_support::{base64url, quoted, valid};

#[test]
fn a_token_among_others_is_taken_apart_as_it_is_alone() {
    let good = valid().signed();
    let other_kid = valid().header("kid", &quoted("another")).signed();
    let long = valid().header("x", &quoted(&"y".repeat(2000))).signed();
    let not_utf8 = format!("{}.e30.", base64url(b"{\"alg\":\"ES\xff256\"}"));
    let texts = ["", ".", "e30", "e30.e30.e30.e30.e30", "eyJhbGciOi.e30.x", &good, &other_kid, &good, &long, &not_utf8];
    let mut headers = Headers::default();
    // Each behind each, and behind itself.
    for (first, second) in texts.iter().flat_map(|first| texts.iter().map(move |second| (first, second))) {
        for text in [first, second, second] {
            let (among, alone) = (ParsedToken::parse_among(text, &mut headers), ParsedToken::parse(text));
            let shown = |token: &ParsedToken| token.header().map(|header| (header.text.clone(), header.not_utf8_at));
            assert_eq!(shown(&among), shown(&alone), "{text}");
            assert!(among.header_json() == alone.header_json(), "{text}");
            assert!(among.claims_json() == alone.claims_json(), "{text}");
            assert_eq!((among.text(), among.kid()), (alone.text(), alone.kid()), "{text}");
            assert_eq!(among.segment_count(), alone.segment_count(), "{text}");
        }
    }
}
