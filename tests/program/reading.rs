//! Captured tokens are judged with the loaded key, at the moment that was asked for.

use token_debugger::app::command::{Action, Command};
use token_debugger::app::form::Edit;
use token_debugger::app::state::Against;
use token_debugger::domain::comparison::Relation;
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::signature::Status;
use token_debugger::domain::time::UnixTime;

use crate::support::{LIVE, NOW, OTHER, TestProgram, drop_file, look, paste, program, token, with_key};

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
