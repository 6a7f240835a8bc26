//! Captures: what is found lies in the text, in order, and is what stands there.

use token_debugger::domain::capture::{Aside, Capture, Kind, MAX_MSG, MAX_TEXT, capture};
use token_debugger::domain::explanation::word_place;
use token_debugger::domain::text::{decode_in_place, is_hidden};

/// # Panics
/// When an answer is wrong.
pub fn check(bytes: &[u8]) {
    let text = decode_in_place(bytes);
    let seen = capture(&text);
    assert_eq!(seen.nothing.is_some(), seen.found.is_empty());
    check_tokens(&text, &seen);
    check_asides(&text, &seen);
    if let Some(nothing) = &seen.nothing {
        assert!(!nothing.message().is_empty() && !nothing.advice().is_empty());
        assert!(!nothing.message().chars().any(is_hidden), "{nothing:?}");
    }
    assert!(seen == capture(&text), "a second look sees something else");
}

fn check_tokens(text: &str, seen: &Capture) {
    let mut behind = 0;
    for found in &seen.found {
        assert!(text.get(found.span.clone()).is_some(), "{:?} of {}", found.span, text.len());
        assert!(found.span.start >= behind && !found.token.is_empty(), "{:?} behind {behind}", found.span);
        behind = found.span.end;
        let (first, last) = (found.pieces.first().unwrap(), found.pieces.last().unwrap());
        assert_eq!((first.start, last.end), (found.span.start, found.span.end));
        assert!(found.pieces.windows(2).all(|two| two[0].end < two[1].start), "{:?}", found.pieces);
        let joined: String = found.pieces.iter().map(|piece| text.get(piece.clone()).unwrap()).collect();
        // Unescaping only shortens; where nothing is escaped the pieces are the token.
        assert!(found.token.len() <= joined.len());
        if !joined.contains(['\\', '%', '&']) && found.kind != Kind::Har {
            assert_eq!(joined, found.token);
        }
        let place = word_place(found, text);
        assert!(!place.chars().any(is_hidden), "{place:?}");
    }
}

fn check_asides(text: &str, seen: &Capture) {
    let mut behind = 0;
    for aside in &seen.asides {
        let span = aside.span();
        assert!(text.get(span.clone()).is_some_and(|part| !part.is_empty()), "{aside:?}");
        assert!(span.start >= behind, "{aside:?} behind {behind}");
        behind = span.end;
        if let Aside::LegacyMsgSig { msg: Ok(json), .. } = aside {
            assert!(json.len() <= MAX_MSG && super::json_grammar::depth_of(json).is_some());
        }
        // A secret that is masked in the text must not be in what is said of it.
        let said = aside.message() + &aside.advice();
        assert!(span.len() < 24 || !said.contains(&text[span]), "{aside:?}");
    }
    assert!(text.len() <= MAX_TEXT || (seen.found.is_empty() && seen.asides.is_empty()));
}
