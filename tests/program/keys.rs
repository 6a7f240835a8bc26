//! Keys come and go: dropped, pasted, chosen, asked for, forgotten.

use std::path::PathBuf;
use std::rc::Rc;

use token_debugger::app::command::{Action, Command, DialogOutcome, IdentityField, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::state::Pane;
use token_debugger::app::view::Countdown;
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::secret::{SecretBytes, SecretText};

use crate::support::{
    LIVE, LIVE_KID, LIVE_PEM, NOW, OTHER, claims, copied, drop_file, look, paste, program, token, with_key,
};

#[test]
fn dropped_env_loads_the_key_and_signs_a_token_that_verifies() {
    let mut program = with_key(LIVE);
    look(&mut program, NOW, |view| {
        let key = view.credential.as_ref().unwrap();
        assert_eq!(key.kid(), Some(LIVE_KID));
        let create = view.create.as_ref().unwrap();
        assert_eq!(create.judgement.as_ref().unwrap().verdict, Verdict::Accept);
        assert_eq!(create.countdown, Countdown::Left(300));
    });
    let claims = claims(&mut program, NOW);
    assert_eq!(claims["iat"], NOW.0);
    assert_eq!(claims["exp"], NOW.0 + 300);
}

#[test]
fn bad_file_leaves_the_old_key_and_says_why() {
    let mut program = with_key(LIVE);
    drop_file(&mut program, "broken.env", b"KID=a\nnot a line\n");
    look(&mut program, NOW, |view| {
        assert_eq!(view.credential.as_ref().unwrap().kid(), Some(LIVE_KID));
        let (name, error) = view.state.key_problem.as_ref().unwrap();
        assert_eq!(name, "broken.env");
        assert!(error.to_string().contains("Line 2"), "{error}");
        assert!(!error.advice().is_empty());
    });
    drop_file(&mut program, "other.env", OTHER);
    assert!(program.state().key_problem.is_none(), "a good file takes the problem away");
}

#[test]
fn unreadable_file_is_said_and_nothing_is_loaded() {
    let mut program = program();
    let report = Report::FileRead {
        is_open_to_others: false,
        path: PathBuf::from("/x/.env"),
        result: Err(KeyFileError::NoPermission),
    };
    program.handle(Command::Report(report), NOW);
    assert!(program.state().credential.is_none());
    assert_eq!(program.state().key_problem, Some((".env".to_owned(), KeyFileError::NoPermission)));
}

#[test]
fn what_a_pem_does_not_say_is_asked_for_and_then_signs() {
    let mut program = program();
    drop_file(&mut program, "live-ops.pem", LIVE_PEM);
    look(&mut program, NOW, |view| {
        let error = view.create.as_ref().unwrap().token.as_ref().unwrap_err();
        assert!(error.to_string().contains("kid"), "{error}");
    });
    program.handle(Command::SetIdentity(IdentityField::Kid, LIVE_KID.to_owned()), NOW);
    program.handle(Command::SetIdentity(IdentityField::Sub, "owner".to_owned()), NOW);
    program.handle(Command::SetIdentity(IdentityField::Scopes, "video.services.ads:read, x:y".to_owned()), NOW);
    let claims = claims(&mut program, NOW);
    assert_eq!(claims["sub"], "owner");
    assert_eq!(claims["scp"], serde_json::json!(["video.services.ads:read", "x:y"]));
}

#[test]
fn forgotten_key_takes_its_token_along() {
    let mut program = with_key(LIVE);
    let _ = token(&mut program, NOW);
    program.handle(Command::Do(Action::ForgetKey), NOW);
    look(&mut program, NOW, |view| {
        assert!(view.credential.is_none());
        assert!(view.create.is_none());
    });
    assert!(program.state().form.scopes.is_empty());
}

#[test]
fn forgotten_key_is_held_by_nothing_any_more() {
    let mut program = with_key(LIVE);
    let captured = token(&mut program, NOW);
    paste(&mut program, &format!("{captured}\n{captured}\n"));
    let mut held = Vec::new();
    for &pane in Pane::ALL {
        program.handle(Command::Do(Action::Show(pane)), NOW);
        held.push(look(&mut program, NOW, |view| Rc::downgrade(view.credential.as_ref().unwrap())));
    }
    program.handle(Command::Do(Action::ForgetKey), NOW);
    look(&mut program, NOW, |_| ());
    assert!(held.iter().all(|key| key.upgrade().is_none()));
}

#[test]
fn sample_key_is_made_fresh_and_marked() {
    let mut program = program();
    program.handle(Command::Do(Action::UseSampleKey), NOW);
    assert_eq!(program.platform_mut().effects.pop(), Some(Effect::Randomness));
    program.handle(Command::Report(Report::Random(Ok(SecretBytes::new(vec![7; 32])))), NOW);
    look(&mut program, NOW, |view| {
        assert!(view.credential.as_ref().unwrap().is_sample());
        assert_eq!(view.create.as_ref().unwrap().judgement.as_ref().unwrap().verdict, Verdict::Accept);
    });
    assert!(copied(&mut program, Action::CopyToken, NOW).1.contains("sample key"));
}

#[test]
fn pasted_key_is_loaded_and_not_put_into_the_text_box() {
    let mut program = program();
    let text = String::from_utf8(LIVE.to_vec()).unwrap();
    program.handle(Command::Paste(SecretText::new(text)), NOW);
    assert!(program.state().credential.is_some());
    assert!(program.state().capture.expose().is_empty());
}

#[test]
fn pasted_path_is_opened_and_pasted_text_is_searched() {
    let mut program = program();
    program.handle(Command::Paste(SecretText::new(" /home/me/.env\n".to_owned())), NOW);
    assert_eq!(program.platform_mut().effects.pop(), Some(Effect::ReadFile(PathBuf::from("/home/me/.env"))));
    program.handle(Command::Do(Action::Show(Pane::Create)), NOW);
    program.handle(Command::Paste(SecretText::new("X-Auth-Uplynk-Jwt: eyJhbGciOiJFUzI1NiJ9.e30.".to_owned())), NOW);
    assert_eq!(program.state().pane, Pane::Read);
    look(&mut program, NOW, |view| assert!(view.read.token.is_some()));
}

#[test]
fn dialog_that_can_not_be_had_leads_to_the_path_box() {
    let mut program = program();
    program.handle(Command::Do(Action::BrowseForKey), NOW);
    assert_eq!(program.platform_mut().effects.pop(), Some(Effect::OpenDialog));
    program.handle(Command::Do(Action::BrowseForKey), NOW);
    assert!(program.platform_mut().effects.is_empty(), "one dialog at a time");
    program.handle(Command::Report(Report::Dialog(DialogOutcome::Unavailable)), NOW);
    assert!(program.state().path_box);
    program.handle(Command::SetPath("~/keys/.env".to_owned()), NOW);
    program.handle(Command::Do(Action::OpenPath), NOW);
    assert_eq!(program.platform_mut().effects.pop(), Some(Effect::ReadFile(PathBuf::from("~/keys/.env"))));
}

#[test]
fn debug_of_the_state_shows_no_token_and_no_key() {
    let mut program = with_key(LIVE);
    let token = token(&mut program, NOW);
    paste(&mut program, &token);
    let shown = format!("{:?}", program.state());
    assert!(shown.contains("live-ops.env"), "the control: something is shown");
    let private = String::from_utf8_lossy(LIVE).lines().find_map(|l| l.strip_prefix("PRIVATE_B64=").map(str::to_owned));
    assert!(!shown.contains(token.split('.').next_back().unwrap()));
    assert!(!shown.contains(private.unwrap().trim_matches('"')));
}
