//! What is said of a member, and of the place where a token was found.

use token_debugger::domain::capture::capture;
use token_debugger::domain::explanation::{explain, word_place};
use token_debugger::domain::scope;

use crate::token_support::{KID, SUB, live, live_granting, valid};

#[test]
fn the_loaded_keys_own_names_are_known() {
    let key = live();
    let known = |pointer: &str, text: &str| explain(pointer, text, Some(&key));
    assert_eq!(known("/header/kid", KID).as_deref(), Some("the loaded key"));
    assert_eq!(known("/claims/sub", SUB).as_deref(), Some("owner of the loaded key"));
    for (pointer, text) in [
        ("/header/kid", SUB),
        ("/claims/sub", KID),
        ("/claims/kid", KID),
        ("/claims/iss", SUB),
        ("/claims/msg/sub", SUB),
    ] {
        assert_eq!(known(pointer, text), None, "{pointer}");
    }
    assert_eq!(explain("/header/kid", KID, None), None);
    assert_eq!(explain("/claims/sub", SUB, None), None);
    assert!(explain("/claims/scope", "a b", None).unwrap().contains("OAuth 2.0"));
}

#[test]
fn a_scope_has_the_words_of_the_published_table() {
    let listed = scope::find("video.services.assets:read").unwrap();
    assert_eq!(explain("/claims/scp/0", listed.scope, None).as_deref(), Some(listed.summary));
    assert_eq!(explain("/claims/scp/7", "a.b:read", None).as_deref(), Some("not in the published table"));
    assert_eq!(explain("/claims/msg/scp/0", listed.scope, None), None);
}

/// That a bare area covers what lies below it is documented of a few areas and presumed of the others.
#[test]
fn a_scope_that_is_covered_by_presumption_only_says_so() {
    let words = |granted: &str, scope: &str| explain("/claims/scp/0", scope, Some(&live_granting(&[granted]))).unwrap();
    let presumed = "not in the published table; presumed to be covered by a wider scope of the key";
    assert_eq!(words("video.services.channels", "video.services.channels.sub:read"), presumed);
    for granted in ["video.services.channels.sub:read", "video.services.channels.sub", "video.services.assets"] {
        assert_eq!(words(granted, "video.services.channels.sub:read"), "not in the published table", "{granted}");
    }
}

fn words(text: &str) -> String {
    let capture = capture(text);
    word_place(&capture.found[0], text)
}

#[test]
fn the_place_of_a_token_is_said_with_what_is_skipped() {
    let token = valid().signed();
    assert_eq!(words(&token), "The token stands alone.");
    assert_eq!(words(&format!("({token}")), "The token stands alone. 1 character before the token is skipped.");
    assert_eq!(words(&format!("{token},")), "The token stands alone. 1 character after the token is skipped.");
    assert_eq!(words(&format!("(({token}")), "The token stands alone. 2 characters before the token are skipped.");
    assert_eq!(words(&format!("{token}))")), "The token stands alone. 2 characters after the token are skipped.");
    assert_eq!(
        words(&format!("<<{token}>>>")),
        "The token stands alone. 2 characters before and 3 after the token are skipped."
    );
    // Blanks at the ends are nothing that was skipped.
    assert_eq!(words(&format!("  {token}\n\n")), "The token stands alone.");
}

#[test]
fn characters_inside_a_token_that_are_left_out_are_counted() {
    let token = valid().signed();
    let (front, back) = token.split_at(60);
    assert_eq!(words(&format!("{front}\n{back}")), "The token stands alone. 1 character inside it is left out.");
    assert_eq!(words(&format!("{front}\r\n{back}")), "The token stands alone. 2 characters inside it are left out.");
}

#[test]
fn a_token_in_something_names_it_and_the_place_in_it() {
    let token = valid().signed();
    let line = words(&format!("X-Auth-Uplynk-Jwt: {token}"));
    assert!(line.starts_with("Found in a header line"), "{line}");
    assert!(line.contains(" 18 characters before the token are skipped."), "{line}");
    let second = words(&format!("first line\napikey: token_{token}\n"));
    assert!(second.starts_with("Found in a Slicer config line (") && second.contains(")."), "{second}");
}

#[test]
fn a_token_that_is_glued_to_the_next_is_said_with_the_character() {
    let token = valid().signed();
    let line = words(&format!("{token}{token}"));
    let wanted = format!(" Another token follows without a gap, from character {}.", token.len() + 1);
    assert!(line.ends_with(&wanted), "{line}");
    assert!(!words(&format!("{token}\n{token}")).contains("without a gap"));
}
