//! Copied secrets leave the clipboard again, and edits can be undone.

use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::form::Edit;
use token_debugger::app::lease::DEFAULT_CLEAR_AFTER;
use token_debugger::app::request_desk::RequestEdit;
use token_debugger::app::settings::Setting;
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::UnixTime;

use crate::support::{LIVE, NOW, TestProgram, effects, with_key};

/// Copies, and the clipboard takes it; gives the advice.
fn copy(program: &mut TestProgram, action: Action, now: UnixTime) -> String {
    program.handle(Command::Do(action), now);
    answer_copy(program, Ok(()), now)
}

/// The clipboard answers what was copied last.
fn answer_copy(program: &mut TestProgram, result: Result<(), String>, now: UnixTime) -> String {
    match effects(program).pop() {
        Some(Effect::Copy { label, advice, .. }) => {
            program.handle(Command::Report(Report::Copied { label, advice: advice.clone(), result }), now);
            advice
        }
        other => panic!("nothing is copied: {other:?}"),
    }
}

fn select(program: &mut TestProgram, text: &str, now: UnixTime) {
    program.handle(Command::CopySelection(SecretText::new(text.to_owned())), now);
    answer_copy(program, Ok(()), now);
}

fn seconds_left(program: &TestProgram, now: UnixTime) -> Option<i64> {
    program.state().lease.as_ref().and_then(|lease| lease.left(now))
}

#[test]
fn copied_token_leaves_the_clipboard_when_it_expires() {
    let mut program = with_key(LIVE);
    copy(&mut program, Action::CopyToken, NOW);
    program.poll(NOW.plus(299));
    assert!(effects(&mut program).is_empty());
    program.poll(NOW.plus(300));
    assert_eq!(effects(&mut program), [Effect::ClearClipboard]);
    program.poll(NOW.plus(301));
    assert!(effects(&mut program).is_empty(), "once is enough");
}

#[test]
fn copied_net_token_leaves_the_clipboard_after_two_minutes() {
    let mut program = with_key(LIVE);
    program.handle(Command::Do(Action::PrepareForSlicer), NOW);
    copy(&mut program, Action::CopySlicerLine, NOW);
    assert_eq!(seconds_left(&program, NOW), Some(DEFAULT_CLEAR_AFTER));
    program.poll(NOW.plus(120));
    assert_eq!(effects(&mut program), [Effect::ClearClipboard]);
}

#[test]
fn kept_secret_stays_and_decoded_claims_are_no_secret() {
    let mut program = with_key(LIVE);
    copy(&mut program, Action::CopyToken, NOW);
    program.handle(Command::Do(Action::KeepClipboard), NOW);
    program.poll(NOW.plus(1_000));
    assert!(effects(&mut program).is_empty());
    copy(&mut program, Action::CopyTestClaims, NOW);
    assert!(program.state().lease.is_none());
}

#[test]
fn failed_copy_leaves_nothing_to_clear() {
    let mut program = with_key(LIVE);
    program.handle(Command::Do(Action::CopyToken), NOW);
    answer_copy(&mut program, Err("it is locked".to_owned()), NOW);
    program.poll(NOW.plus(1_000));
    assert!(effects(&mut program).is_empty());
}

#[test]
fn failed_second_copy_leaves_the_first_secret_its_lease() {
    let mut program = with_key(LIVE);
    copy(&mut program, Action::CopyToken, NOW);
    for action in [Action::CopyHeaderLine, Action::CopyTestClaims] {
        program.handle(Command::Do(action), NOW.plus(10));
        answer_copy(&mut program, Err("it is locked".to_owned()), NOW.plus(10));
        assert_eq!(program.state().lease.as_ref().unwrap().label, "the token");
    }
    program.poll(NOW.plus(300));
    assert_eq!(effects(&mut program), [Effect::ClearClipboard]);
}

#[test]
fn plain_text_that_is_copied_takes_the_place_of_the_secret() {
    let mut program = with_key(LIVE);
    copy(&mut program, Action::CopyToken, NOW);
    copy(&mut program, Action::CopyTestClaims, NOW);
    assert!(program.state().lease.is_none());
}

#[test]
fn code_verifier_is_a_secret() {
    let mut program = with_key(LIVE);
    program.handle(Command::Report(Report::ProofBytes(Ok(SecretBytes::new(vec![7; 64])))), NOW);
    copy(&mut program, Action::CopyVerifier, NOW);
    assert_eq!(seconds_left(&program, NOW), Some(DEFAULT_CLEAR_AFTER));
}

#[test]
fn selection_is_a_secret_if_it_is_a_token_or_a_part_of_one_or_a_key() {
    let mut program = with_key(LIVE);
    let token = token(&mut program);
    let signature = token.rsplit('.').next().unwrap().to_owned();
    let line = format!("X-Auth-Uplynk-Jwt: {token}");
    let key = String::from_utf8(LIVE.to_vec()).unwrap();
    for secret in [&token, &signature, &line, &key, &signature[3..40].to_owned()] {
        select(&mut program, secret, NOW);
        assert_eq!(seconds_left(&program, NOW), Some(DEFAULT_CLEAR_AFTER), "{} bytes", secret.len());
        copy(&mut program, Action::CopyTestClaims, NOW);
    }
    for plain in ["", "video.services.assets:read", "Expired 55 min ago", &token[4..12]] {
        select(&mut program, plain, NOW);
        assert!(program.state().lease.is_none(), "{plain}");
    }
}

fn token(program: &mut TestProgram) -> String {
    program.handle(Command::Do(Action::CopyToken), NOW);
    match effects(program).pop() {
        Some(Effect::Copy { label, advice, text }) => {
            program.handle(Command::Report(Report::Copied { label, advice, result: Ok(()) }), NOW);
            text.expose().to_owned()
        }
        other => panic!("nothing is copied: {other:?}"),
    }
}

#[test]
fn secret_that_is_never_to_be_cleared_stays_and_quitting_still_asks() {
    let mut program = with_key(LIVE);
    program.handle(Command::Set(Setting::ClearAfter(None)), NOW);
    copy(&mut program, Action::CopyToken, NOW);
    program.poll(NOW.plus(100_000));
    assert!(effects(&mut program).is_empty());
    program.handle(Command::Do(Action::Quit), NOW);
    assert!(program.state().asking_to_quit);
}

#[test]
fn clear_time_of_the_settings_holds_for_the_next_copy() {
    let mut program = with_key(LIVE);
    program.handle(Command::Do(Action::PrepareForSlicer), NOW);
    program.handle(Command::Set(Setting::ClearAfter(Some(30))), NOW);
    copy(&mut program, Action::CopySlicerLine, NOW);
    assert_eq!(seconds_left(&program, NOW), Some(30));
}

#[test]
fn copy_of_a_token_in_its_last_minute_says_so() {
    let mut program = with_key(LIVE);
    assert!(copy(&mut program, Action::CopyToken, NOW.plus(240)).is_empty(), "a minute is left");
    let advice = copy(&mut program, Action::CopyToken, NOW.plus(270));
    assert!(advice.contains("30 s"), "{advice}");
}

#[test]
fn quitting_with_a_copied_secret_asks_first() {
    let mut program = with_key(LIVE);
    copy(&mut program, Action::CopyToken, NOW);
    program.handle(Command::Do(Action::Quit), NOW);
    assert!(effects(&mut program).is_empty());
    assert!(program.state().asking_to_quit);
    program.handle(Command::Do(Action::Stay), NOW);
    assert!(!program.state().asking_to_quit);
    program.handle(Command::Do(Action::Quit), NOW);
    program.handle(Command::Do(Action::Quit), NOW);
    assert_eq!(effects(&mut program), [Effect::Quit]);
}

#[test]
fn quitting_without_a_copied_secret_asks_nothing() {
    let mut program = with_key(LIVE);
    program.handle(Command::Do(Action::Quit), NOW);
    assert_eq!(effects(&mut program), [Effect::Quit]);
}

#[test]
fn edits_are_undone_and_done_again() {
    let mut program = with_key(LIVE);
    program.handle(Command::Edit(Edit::Net(true)), NOW.plus(1));
    program.handle(Command::Edit(Edit::Scope("video.services.ads".to_owned(), true)), NOW.plus(2));
    program.handle(Command::Do(Action::Undo), NOW.plus(10));
    assert!(program.state().form.net && !program.state().form.has("video.services.ads"));
    assert_eq!(program.state().last_edit, NOW.plus(10), "an undo is an edit of the token");
    program.handle(Command::Do(Action::Undo), NOW.plus(11));
    assert!(!program.state().form.net);
    program.handle(Command::Do(Action::Redo), NOW.plus(12));
    program.handle(Command::Do(Action::Redo), NOW.plus(13));
    assert!(program.state().form.net && program.state().form.has("video.services.ads"));
}

#[test]
fn typing_is_one_step_and_a_pause_starts_another() {
    let mut program = with_key(LIVE);
    for (second, text) in [(0, "e"), (1, "ex"), (2, "exa"), (9, "example")] {
        program.handle(Command::Edit(Edit::Iss(text.to_owned())), NOW.plus(second));
    }
    program.handle(Command::Do(Action::Undo), NOW.plus(20));
    assert_eq!(program.state().form.iss, "exa");
    program.handle(Command::Do(Action::Undo), NOW.plus(21));
    assert_eq!(program.state().form.iss, "");
}

#[test]
fn cleared_answer_comes_back() {
    let mut program = with_key(LIVE);
    program.handle(Command::EditRequest(RequestEdit::Answer("401".to_owned())), NOW);
    program.handle(Command::Do(Action::ClearAnswer), NOW.plus(5));
    assert_eq!(program.state().request.answer, "");
    program.handle(Command::Do(Action::Undo), NOW.plus(6));
    assert_eq!(program.state().request.answer, "401");
}

#[test]
fn form_comes_back_after_the_key_was_forgotten() {
    let mut program = with_key(LIVE);
    program.handle(Command::Edit(Edit::Iss("example.com".to_owned())), NOW.plus(1));
    program.handle(Command::Do(Action::ForgetKey), NOW.plus(5));
    assert_eq!(program.state().form.iss, "");
    program.handle(Command::Do(Action::Undo), NOW.plus(6));
    assert_eq!(program.state().form.iss, "example.com");
    assert!(program.state().credential.is_none(), "the key does not come back");
}

#[test]
fn cleared_text_comes_back() {
    let mut program = with_key(LIVE);
    program.handle(Command::Paste(SecretText::new("some text".to_owned())), NOW);
    program.handle(Command::Do(Action::ClearCapture), NOW.plus(5));
    assert!(program.state().capture.expose().is_empty());
    program.handle(Command::Do(Action::Undo), NOW.plus(6));
    assert_eq!(program.state().capture.expose(), "some text");
}
