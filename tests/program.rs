//! The running program without a window: what a person does, and what follows.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;
use std::rc::Rc;

use token_debugger::app::command::{Action, Command, DialogOutcome, IdentityField, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::form::{Edit, ZoneChoice};
use token_debugger::app::program::{Platform, Program};
use token_debugger::app::state::{Against, Pane, Tone};
use token_debugger::app::view::{Countdown, View};
use token_debugger::domain::comparison::Relation;
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::finding::{Code, Verdict};
use token_debugger::domain::scope::SLICER_SCOPE;
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::signature::Status;
use token_debugger::domain::time::{UnixTime, Zone};

const NOW: UnixTime = UnixTime(1_795_288_592);
const LIVE: &[u8] = include_bytes!("fixtures/keys/good/live-ops.env");
const LIVE_PEM: &[u8] = include_bytes!("fixtures/keys/good/live-ops.pem");
const OTHER: &[u8] = include_bytes!("fixtures/keys/good/other.env");
const LIVE_KID: &str = "6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a";

/// A world in which nothing happens by itself.
#[derive(Default)]
struct Recorder {
    effects: Vec<Effect>,
}

impl Platform for Recorder {
    fn perform(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn poll(&mut self) -> Vec<Report> {
        Vec::new()
    }
}

type TestProgram = Program<Recorder>;

fn program() -> TestProgram {
    Program::new(Recorder::default(), NOW, Zone::UTC)
}

fn with_key(bytes: &[u8]) -> TestProgram {
    let mut program = program();
    drop_file(&mut program, "live-ops.env", bytes);
    program
}

fn drop_file(program: &mut TestProgram, name: &str, bytes: &[u8]) {
    program.handle(Command::Drop(vec![PathBuf::from("/somewhere").join(name)]), NOW);
    let Some(Effect::ReadFile(path)) = program.platform_mut().effects.pop() else { panic!("the file is not read") };
    let result = Ok(SecretBytes::new(bytes.to_vec()));
    program.handle(Command::Report(Report::FileRead { is_open_to_others: false, path, result }), NOW);
}

fn look<R>(program: &mut TestProgram, now: UnixTime, eye: impl FnOnce(&View<'_>) -> R) -> R {
    program.frame(now, |view, _| eye(view))
}

fn token(program: &mut TestProgram, now: UnixTime) -> String {
    look(program, now, |view| view.create.as_ref().unwrap().token.as_ref().unwrap().token().to_owned())
}

fn claims(program: &mut TestProgram, now: UnixTime) -> serde_json::Value {
    let json =
        look(program, now, |view| view.create.as_ref().unwrap().token.as_ref().unwrap().claims_json().to_owned());
    serde_json::from_str(&json).unwrap()
}

fn copied(program: &mut TestProgram, action: Action, now: UnixTime) -> (&'static str, String, String) {
    program.handle(Command::Do(action), now);
    match program.platform_mut().effects.pop() {
        Some(Effect::Copy { label, advice, text }) => (label, advice, text.expose().to_owned()),
        other => panic!("nothing is copied: {other:?}"),
    }
}

fn paste(program: &mut TestProgram, text: &str) {
    program.handle(Command::SetCapture(SecretText::new(text.to_owned())), NOW);
}

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
fn signature_state_follows_the_loaded_key() {
    let mut live = with_key(LIVE);
    let captured = token(&mut live, NOW);
    let mut program = program();
    paste(&mut program, &captured);
    let status = |program: &mut TestProgram| {
        look(program, NOW, |view| view.read.token.as_ref().unwrap().inspection.signature.status())
    };
    assert_eq!(status(&mut program), Status::NotChecked);
    drop_file(&mut program, "other.env", OTHER);
    assert_eq!(status(&mut program), Status::OtherKey);
    drop_file(&mut program, "live-ops.env", LIVE);
    assert_eq!(status(&mut program), Status::Verified);
    program.handle(Command::Do(Action::ForgetKey), NOW);
    assert_eq!(status(&mut program), Status::NotChecked);
}

#[test]
fn read_token_is_judged_at_the_moment_that_is_typed() {
    let mut program = with_key(LIVE);
    let captured = token(&mut program, NOW);
    paste(&mut program, &captured);
    let verdict = |program: &mut TestProgram, now: UnixTime| {
        look(program, now, |view| view.read.token.as_ref().unwrap().judgement.verdict)
    };
    let tomorrow = NOW.plus(86_400);
    assert_eq!(verdict(&mut program, tomorrow), Verdict::Refuse);
    program.handle(Command::SetJudgeAt(NOW.to_rfc3339()), tomorrow);
    assert_eq!(verdict(&mut program, tomorrow), Verdict::Accept);
    program.handle(Command::SetJudgeAt("yesterday".to_owned()), tomorrow);
    look(&mut program, tomorrow, |view| assert!(view.read.judged_at.is_err()));
    program.handle(Command::Do(Action::JudgeNow), tomorrow);
    assert_eq!(verdict(&mut program, tomorrow), Verdict::Refuse);
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
fn several_tokens_are_listed_each_with_its_verdict() {
    let mut program = with_key(LIVE);
    let good = token(&mut program, NOW);
    program.handle(Command::Edit(Edit::Scope("video.services.ads".to_owned(), true)), NOW);
    let ungranted = token(&mut program, NOW);
    let text = format!("X-Auth-Uplynk-Jwt: {good}\nX-Auth-Uplynk-Jwt: {ungranted}\n").repeat(100);
    paste(&mut program, &text);
    let mut frames = 0;
    while look(&mut program, NOW, |view| view.working) {
        frames += 1;
        assert!(frames < 20, "the list is never complete");
    }
    look(&mut program, NOW, |view| {
        assert_eq!(view.read.list.len(), 200);
        let expected = [Some(Verdict::Accept), Some(Verdict::Refuse)];
        assert!(view.read.list.iter().zip(expected.iter().cycle()).all(|(row, verdict)| row.verdict == *verdict));
    });
}

#[test]
fn read_token_is_compared_with_the_test_token() {
    let mut program = with_key(LIVE);
    let captured = token(&mut program, NOW);
    paste(&mut program, &captured);
    program.handle(Command::Compare(Against::TestToken), NOW);
    program.handle(Command::Edit(Edit::Iss("example.com".to_owned())), NOW.plus(60));
    look(&mut program, NOW.plus(60), |view| {
        let comparison = view.read.comparison.as_ref().unwrap();
        let relation = |name: &str| comparison.claims.iter().find(|row| row.name == name).unwrap().relation;
        assert_eq!(relation("sub"), Relation::Same);
        assert_eq!(relation("exp"), Relation::Differs);
        assert_eq!(relation("iss"), Relation::OnlySecond);
        let exp = comparison.claims.iter().find(|row| row.name == "exp").unwrap();
        assert_eq!(exp.note.as_deref(), Some("1 min later"));
    });
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
