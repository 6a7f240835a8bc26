//! How often the window is painted while something counts down.

use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::pace::{AT_REST, LEFT_AFTER, seconds_between_frames};
use token_debugger::app::program::{Platform, Program};
use token_debugger::app::state::Pane;
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::{UnixTime, Zone};

const NOW: UnixTime = UnixTime(1_795_288_592);

/// Makes sample keys and does nothing else.
#[derive(Default)]
struct World {
    inbox: Vec<Report>,
}

impl Platform for World {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Randomness => self.inbox.push(Report::Random(Ok(SecretBytes::new(vec![7; 32])))),
            Effect::Copy { label, advice, .. } => self.inbox.push(Report::Copied { label, advice, result: Ok(()) }),
            _ => {}
        }
    }

    fn poll(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.inbox)
    }
}

/// With a sample key, showing its test token; the notice of that has left.
fn creating() -> Program<World> {
    let mut program = Program::new(World::default(), NOW, Zone::UTC);
    program.handle(Command::Do(Action::UseSampleKey), NOW);
    program.frame(NOW, |_, _| ());
    program.handle(Command::Do(Action::Show(Pane::Create)), NOW);
    program
}

fn pace(program: &mut Program<World>, now: UnixTime, since_input: i64) -> Option<i64> {
    program.frame(now, |view, _| seconds_between_frames(view, since_input))
}

#[test]
fn countdown_goes_on_every_second_while_somebody_is_there_and_in_steps_afterwards() {
    let mut program = creating();
    let now = NOW.plus(60);
    assert_eq!(pace(&mut program, now, 0), Some(1));
    assert_eq!(pace(&mut program, now, LEFT_AFTER - 1), Some(1));
    assert_eq!(pace(&mut program, now, LEFT_AFTER), Some(AT_REST));
    assert_eq!(pace(&mut program, now, 200), Some(AT_REST));
}

#[test]
fn end_of_the_token_is_seen_in_the_very_second() {
    let mut program = creating();
    for (second, step) in [(1, AT_REST), (240, AT_REST), (270, 1), (299, 1), (300, 1), (301, AT_REST)] {
        // The notice of the key has left.
        program.handle(Command::Do(Action::DismissNotice), NOW);
        assert_eq!(pace(&mut program, NOW.plus(second), 200), Some(step), "{second} s after the token was made");
    }
}

#[test]
fn notice_leaves_and_a_clipboard_is_cleared_in_time() {
    let mut program = creating();
    let copied = NOW.plus(60);
    program.handle(Command::Do(Action::CopyToken), copied);
    assert_eq!(pace(&mut program, copied.plus(1), 20), Some(1), "the notice is shown");
    assert_eq!(pace(&mut program, copied.plus(9), 20), Some(AT_REST), "the notice has left");
    program.handle(Command::Do(Action::Show(Pane::Slicer)), copied);
    let end = program.state().lease.as_ref().unwrap().until.unwrap();
    assert_eq!(pace(&mut program, end.plus(-31), 100), Some(AT_REST));
    assert_eq!(pace(&mut program, end.plus(-30), 100), Some(1));
}

#[test]
fn what_stands_still_is_not_painted() {
    let mut program = Program::new(World::default(), NOW, Zone::UTC);
    assert_eq!(pace(&mut program, NOW, 0), None);
    let mut program = creating();
    program.handle(Command::Do(Action::Show(Pane::Slicer)), NOW);
    assert_eq!(pace(&mut program, NOW.plus(60), 0), None);
}

#[test]
fn captured_token_is_judged_in_the_second_that_it_expires() {
    let mut program = creating();
    let token = program.frame(NOW, |view, _| view.create.as_ref().unwrap().token.as_ref().unwrap().token().to_owned());
    program.handle(Command::Do(Action::Show(Pane::Read)), NOW);
    program.handle(Command::SetCapture(SecretText::new(token)), NOW);
    for (second, step) in [(100, AT_REST), (290, 1), (300, 1), (400, AT_REST)] {
        assert_eq!(pace(&mut program, NOW.plus(second), 60), Some(step), "{second} s after the token was made");
    }
}
