//! Test tokens follow the form, and what is copied is what its label says.

use token_debugger::app::command::{Action, Command, IdentityField, Report};
use token_debugger::app::form::{Edit, ZoneChoice};
use token_debugger::app::program::Program;
use token_debugger::app::state::{Pane, Tone};
use token_debugger::app::view::Countdown;
use token_debugger::domain::finding::{Code, Verdict};
use token_debugger::domain::scope::SLICER_SCOPE;
use token_debugger::domain::time::Zone;

use crate::support::{
    LIVE, LIVE_KID, LIVE_PEM, NOW, Recorder, claims, copied, drop_file, look, paste, program, token, with_key,
};

#[test]
fn signing_happens_once_an_edit_and_never_once_a_frame() {
    let mut program = with_key(LIVE);
    for second in 0..50 {
        let _ = token(&mut program, NOW.plus(second));
    }
    assert_eq!(program.signings(), 1);
    program.handle(Command::Edit(Edit::Net(true)), NOW.plus(60));
    for second in 60..90 {
        let _ = token(&mut program, NOW.plus(second));
    }
    assert_eq!(program.signings(), 2);
    // A search is no edit.
    program.handle(Command::Edit(Edit::ScopeSearch("ads".to_owned())), NOW.plus(91));
    let _ = token(&mut program, NOW.plus(92));
    assert_eq!(program.signings(), 2);
}

#[test]
fn every_edit_signs_again_with_its_own_time() {
    let mut program = with_key(LIVE);
    let edits = [
        Edit::Scope("video.services.assets:read".to_owned(), false),
        Edit::Net(true),
        Edit::Net(false),
        Edit::Nbf(true),
        Edit::NbfDate("2026-11-22".to_owned()),
        Edit::NbfTime("10:00".to_owned()),
        Edit::Iss("example.com".to_owned()),
        Edit::Msg("{\"id\": 1}".to_owned()),
    ];
    let mut last = token(&mut program, NOW);
    for (place, edit) in edits.into_iter().enumerate() {
        let at = NOW.plus(i64::try_from(place).unwrap() + 1);
        program.handle(Command::Edit(edit), at);
        let next = token(&mut program, at);
        assert_ne!(last, next);
        let claims = claims(&mut program, at);
        assert_eq!(claims["iat"], at.0);
        let never = claims.get("net").is_some();
        assert_eq!(claims.get("exp").and_then(serde_json::Value::as_i64), (!never).then_some(at.0 + 300));
        last = next;
    }
    let claims = claims(&mut program, NOW.plus(60));
    assert_eq!(claims["msg"]["id"], 1);
    assert_eq!(claims["iss"], "example.com");
    // 2026-11-22T10:00:00Z by `date -u -d 2026-11-22T10:00:00Z +%s`
    assert_eq!(claims["nbf"], 1_795_341_600);
}

#[test]
fn nbf_beyond_exp_is_said_with_two_ways_out() {
    let mut program = with_key(LIVE);
    program.handle(Command::Do(Action::NbfInFiveMinutes), NOW);
    look(&mut program, NOW, |view| {
        let judgement = view.create.as_ref().unwrap().judgement.clone().unwrap();
        let finding = judgement.findings.iter().find(|finding| finding.code == Code::NbfAfterExp).unwrap();
        assert!(finding.advice.contains("earlier") && finding.advice.contains("net"), "{}", finding.advice);
    });
}

#[test]
fn expired_test_token_is_renewed_before_it_is_copied() {
    let mut program = with_key(LIVE);
    let old = token(&mut program, NOW);
    let later = NOW.plus(300);
    look(&mut program, later, |view| assert_eq!(view.create.as_ref().unwrap().countdown, Countdown::Over));
    let (_, _, text) = copied(&mut program, Action::CopyToken, later);
    assert_ne!(text, old);
    assert_eq!(text, token(&mut program, later));
    assert_eq!(claims(&mut program, later)["iat"], later.0);
}

#[test]
fn copies_are_what_their_labels_say() {
    let mut program = with_key(LIVE);
    let token = token(&mut program, NOW);
    assert_eq!(copied(&mut program, Action::CopyToken, NOW).2, token);
    assert_eq!(copied(&mut program, Action::CopyHeaderLine, NOW).2, format!("X-Auth-Uplynk-Jwt: {token}"));
    let (label, advice, line) = copied(&mut program, Action::CopySlicerLine, NOW);
    assert_eq!((label, line), ("the Slicer line", format!("apikey: token_{token}")));
    assert!(advice.contains("Prepare for Slicer"), "a token of five minutes is no use to a Slicer: {advice}");
    let header = copied(&mut program, Action::CopyTestHeader, NOW).2;
    assert_eq!(header, format!("{{\"alg\":\"ES256\",\"kid\":\"{LIVE_KID}\",\"typ\":\"JWT\"}}"));
}

#[test]
fn notice_of_a_copy_names_the_thing_and_never_the_value() {
    let mut program = with_key(LIVE);
    let token = token(&mut program, NOW);
    let (label, advice, _) = copied(&mut program, Action::CopyToken, NOW);
    program.handle(Command::Report(Report::Copied { label, advice, result: Ok(()) }), NOW);
    let notice = program.state().notice.clone().unwrap();
    assert_eq!(notice.message, "Copied the token");
    assert!(!format!("{notice:?}").contains(&token));
}

#[test]
fn prepare_for_slicer_sets_net_and_one_scope() {
    let mut program = with_key(LIVE);
    program.handle(Command::Do(Action::PrepareForSlicer), NOW);
    let claims = claims(&mut program, NOW);
    assert_eq!(claims["scp"], serde_json::json!([SLICER_SCOPE]));
    assert_eq!(claims["net"], true);
    assert!(claims.get("exp").is_none());
    look(&mut program, NOW, |view| {
        assert_eq!(view.create.as_ref().unwrap().countdown, Countdown::Never);
        assert_eq!(view.create.as_ref().unwrap().judgement.as_ref().unwrap().verdict, Verdict::Accept);
    });
    assert!(copied(&mut program, Action::CopySlicerLine, NOW).1.is_empty());
}

#[test]
fn prepare_for_slicer_says_when_the_key_does_not_grant_it() {
    let mut program = program();
    drop_file(&mut program, "live-ops.pem", LIVE_PEM);
    program.handle(Command::SetIdentity(IdentityField::Kid, LIVE_KID.to_owned()), NOW);
    program.handle(Command::SetIdentity(IdentityField::Sub, "owner".to_owned()), NOW);
    program.handle(Command::SetIdentity(IdentityField::Scopes, "video.services.ads:read".to_owned()), NOW);
    program.handle(Command::Do(Action::PrepareForSlicer), NOW);
    let notice = program.state().notice.clone().unwrap();
    assert_eq!(notice.tone, Tone::Problem);
    assert!(notice.message.contains("does not grant"), "{}", notice.message);
}

#[test]
fn edit_as_test_token_carries_everything_over() {
    let mut program = with_key(LIVE);
    program.handle(Command::Edit(Edit::Net(true)), NOW);
    program.handle(Command::Edit(Edit::Iss("example.com".to_owned())), NOW);
    program.handle(Command::Edit(Edit::Msg("{\"b\":1.50,\"a\":2}".to_owned())), NOW);
    program.handle(Command::Do(Action::NbfInOneHour), NOW);
    let captured = token(&mut program, NOW);
    let mut fresh = with_key(LIVE);
    paste(&mut fresh, &captured);
    fresh.handle(Command::Do(Action::EditAsTestToken), NOW);
    assert_eq!(fresh.state().pane, Pane::Create);
    assert_eq!(token(&mut fresh, NOW), captured, "the same claims at the same moment are the same token");
}

#[test]
fn zone_of_nbf_changes_the_spelling_and_not_the_moment() {
    let mut program = Program::new(Recorder::default(), NOW, Zone::new(|_| 3_600));
    drop_file(&mut program, "live-ops.env", LIVE);
    program.handle(Command::Do(Action::NbfNow), NOW);
    let before = claims(&mut program, NOW)["nbf"].clone();
    assert_eq!(program.state().form.nbf_time, "19:16:32");
    program.handle(Command::Edit(Edit::NbfZone(ZoneChoice::Local)), NOW);
    assert_eq!(program.state().form.nbf_time, "20:16:32");
    assert_eq!(claims(&mut program, NOW)["nbf"], before);
}

#[test]
fn every_action_has_a_label_a_tooltip_and_no_shortcut_twice() {
    let mut shortcuts = Vec::new();
    for action in Action::ALL {
        let info = action.info();
        assert!(!info.label.is_empty() && !info.tooltip.is_empty(), "{action:?}");
        assert!(!info.label.ends_with(':'), "no colon after labels: {}", info.label);
        if let Some(shortcut) = info.shortcut {
            assert!(!shortcuts.contains(&shortcut), "{action:?} shares its shortcut");
            shortcuts.push(shortcut);
        }
    }
    let mut labels: Vec<_> = Action::ALL.iter().map(|action| action.info().label).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), Action::ALL.len(), "a label is an accessible name: each has its own");
}
