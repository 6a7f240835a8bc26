//! What takes long is told of and can be cancelled; a dialog that nobody sees does not block the way in.

use std::path::PathBuf;

use token_debugger::app::command::{Action, Command, DialogOutcome, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::errand::{Errand, file_name};
use token_debugger::app::state::{Pane, Tone};
use token_debugger::domain::secret::SecretText;

use crate::support::{LIVE, NOW, TestProgram, effects, file_read, program, report};

fn act(program: &mut TestProgram, action: Action) -> Vec<Effect> {
    program.handle(Command::Do(action), NOW);
    effects(program)
}

/// The platform tells that an effect takes longer than a blink.
fn slow(program: &mut TestProgram, effect: &Effect) {
    let errand = Errand::of(effect).unwrap();
    report(program, Report::Slow { errand, phrase: errand.phrase(&file_name(effect)) });
}

fn open(program: &mut TestProgram, path: &str) -> Effect {
    program.handle(Command::Open(path.into()), NOW);
    program.platform_mut().effects.pop().unwrap()
}

fn phrases(program: &TestProgram) -> Vec<&str> {
    program.state().waiting.iter().map(|waiting| waiting.phrase.as_str()).collect()
}

#[test]
fn slow_file_is_named_until_it_is_there() {
    let mut program = program();
    let effect = open(&mut program, "/mnt/far/live-ops.env");
    assert!(phrases(&program).is_empty(), "nothing is said of what is over in a blink");
    slow(&mut program, &effect);
    assert_eq!(phrases(&program), ["Reading live-ops.env"]);
    assert!(program.frame(NOW, |view, _| view.ticking));
    report(&mut program, file_read("/mnt/far/live-ops.env", LIVE));
    assert!(phrases(&program).is_empty());
    assert!(program.state().credential.is_some());
}

#[test]
fn cancelled_read_is_dropped_and_said() {
    let mut program = program();
    let effect = open(&mut program, "/mnt/far/live-ops.env");
    slow(&mut program, &effect);
    assert_eq!(act(&mut program, Action::CancelErrand), [Effect::Cancel(Errand::ReadFile)]);
    assert!(phrases(&program).is_empty());
    let notice = program.state().notice.as_ref().unwrap();
    assert!(notice.message.contains("Reading live-ops.env"), "{notice:?}");
}

#[test]
fn other_file_takes_the_place_of_one_that_hangs() {
    let mut program = program();
    let effect = open(&mut program, "/mnt/far/live-ops.env");
    slow(&mut program, &effect);
    open(&mut program, "/home/me/.env");
    assert!(phrases(&program).is_empty(), "the first one does not count any more");
}

#[test]
fn dialog_is_offered_the_path_box_after_some_seconds_and_cancel_opens_it() {
    for (action, cancelled) in [(Action::BrowseForKey, Errand::KeyDialog), (Action::OpenConfig, Errand::ConfigDialog)] {
        let mut program = program();
        let effect = act(&mut program, action).pop().unwrap();
        slow(&mut program, &effect);
        let unseen =
            |program: &TestProgram, seconds| program.state().waiting.first().unwrap().may_be_unseen(NOW.plus(seconds));
        assert!(!unseen(&program, 2) && unseen(&program, 3));
        assert!(act(&mut program, action).is_empty(), "a second dialog is not opened");
        assert!(program.state().path_box);
        program.handle(Command::Do(Action::TogglePathBox), NOW);
        assert_eq!(act(&mut program, Action::CancelErrand), [Effect::Cancel(cancelled)]);
        assert!(program.state().path_box && program.state().dialog.is_none());
        assert_eq!(act(&mut program, action).len(), 1, "after that another one can be opened");
    }
}

#[test]
fn config_dialog_that_is_closed_says_nothing_of_keys_and_leaves_the_dialog_for_keys_open() {
    let mut program = program();
    act(&mut program, Action::BrowseForKey);
    report(&mut program, Report::ConfigDialog(DialogOutcome::Cancelled));
    assert_eq!(program.state().dialog, Some(Errand::KeyDialog));
    report(&mut program, Report::ConfigDialog(DialogOutcome::Unavailable));
    let notice = program.state().notice.as_ref().unwrap();
    assert!(notice.advice.contains("config") && !notice.advice.contains("key"), "{notice:?}");
}

#[test]
fn portal_that_does_not_answer_is_named_and_the_path_box_is_there() {
    let mut program = program().without_drops();
    act(&mut program, Action::BrowseForKey);
    report(&mut program, Report::Dialog(DialogOutcome::Silent));
    let notice = program.state().notice.as_ref().unwrap();
    assert_eq!(notice.message, "The desktop's file dialog does not answer");
    assert_eq!(notice.advice, "Type the path of the key file.", "no drop is promised where there is none");
    assert!(program.state().path_box && program.state().dialog.is_none());
}

#[test]
fn copy_that_is_not_waited_for_keeps_its_lease() {
    let mut program = program();
    report(&mut program, file_read("/home/me/.env", LIVE));
    let effect = act(&mut program, Action::CopyToken).pop().unwrap();
    slow(&mut program, &effect);
    act(&mut program, Action::CancelErrand);
    let lease = program.state().lease.as_ref().expect("it may still get into the clipboard");
    assert_eq!(lease.label, "the token");
}

#[test]
fn save_that_is_not_waited_for_is_not_said_to_be_undone() {
    let mut program = program();
    report(&mut program, Report::Slow { errand: Errand::Save, phrase: "Saving uplynk.conf".to_owned() });
    act(&mut program, Action::CancelErrand);
    let notice = program.state().notice.as_ref().unwrap();
    assert_eq!(notice.tone, Tone::Problem);
    assert!(notice.advice.contains("may still be saved"), "{notice:?}");
}

#[test]
fn nothing_to_cancel_is_said() {
    let mut program = program();
    assert!(act(&mut program, Action::CancelErrand).is_empty());
    assert!(program.state().notice.is_some());
}

fn paste(program: &mut TestProgram, text: &str) {
    program.handle(Command::Paste(SecretText::new(text.to_owned())), NOW);
}

#[test]
fn pasted_config_opens_in_the_slicer_pane() {
    let mut program = program();
    paste(&mut program, "username: someone\napikey: abcdef\nslicerID: one\n");
    assert_eq!(program.state().pane, Pane::Slicer);
    let config = program.state().slicer.config.as_ref().unwrap();
    assert_eq!((config.name.as_str(), config.path.as_ref()), ("Pasted config", None));
    assert!(program.state().capture.expose().is_empty());
    report(&mut program, file_read("/home/me/.env", LIVE));
    act(&mut program, Action::PrepareForSlicer);
    assert!(act(&mut program, Action::SaveConfig).is_empty(), "there is no file to write");
    assert!(program.state().notice.as_ref().unwrap().advice.contains("Save a copy"));
    assert_eq!(act(&mut program, Action::SaveConfigCopy), [Effect::OpenCopyDialog("uplynk.conf".to_owned())]);
    let path = PathBuf::from("/home/me/uplynk.conf");
    report(&mut program, Report::CopyDialog(DialogOutcome::Chosen(path)));
    match program.platform_mut().effects.pop() {
        Some(Effect::SaveCopy { content, .. }) => {
            let text = String::from_utf8(content.expose().to_vec()).unwrap();
            assert!(text.starts_with("username: someone\napikey: token_eyJ") && text.ends_with("slicerID: one\n"));
        }
        other => panic!("no copy is saved: {other:?}"),
    }
}

#[test]
fn pasted_line_with_a_token_is_read_and_a_pasted_path_is_opened() {
    let mut program = program();
    paste(&mut program, "apikey: token_eyJhbGciOiJFUzI1NiJ9.e30.c2ln");
    assert_eq!(program.state().pane, Pane::Read);
    assert!(!program.state().capture.expose().is_empty());
    paste(&mut program, "/home/me/.env");
    assert_eq!(program.platform_mut().effects, [Effect::ReadFile("/home/me/.env".into())]);
}
