//! A program in whose world nothing happens by itself, and the hands and eyes of who sits before it.

use std::path::PathBuf;

use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::program::{Platform, Program};
use token_debugger::app::view::View;
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::{UnixTime, Zone};

/// 2026-11-21T19:16:32Z.
pub(crate) const NOW: UnixTime = UnixTime(1_795_288_592);
pub(crate) const LIVE: &[u8] = include_bytes!("../fixtures/keys/good/live-ops.env");
pub(crate) const LIVE_PEM: &[u8] = include_bytes!("../fixtures/keys/good/live-ops.pem");
pub(crate) const OTHER: &[u8] = include_bytes!("../fixtures/keys/good/other.env");
pub(crate) const LIVE_KID: &str = "6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a";

/// Every effect, the last one last. None of them is carried out.
#[derive(Default)]
pub(crate) struct Recorder {
    pub(crate) effects: Vec<Effect>,
}

impl Platform for Recorder {
    fn perform(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn poll(&mut self) -> Vec<Report> {
        Vec::new()
    }
}

pub(crate) type TestProgram = Program<Recorder>;

pub(crate) fn program() -> TestProgram {
    Program::new(Recorder::default(), NOW, Zone::UTC)
}

pub(crate) fn with_key(bytes: &[u8]) -> TestProgram {
    let mut program = program();
    drop_file(&mut program, "live-ops.env", bytes);
    program
}

pub(crate) fn drop_file(program: &mut TestProgram, name: &str, bytes: &[u8]) {
    program.handle(Command::Drop(vec![PathBuf::from("/somewhere").join(name)]), NOW);
    let Some(Effect::ReadFile(path)) = program.platform_mut().effects.pop() else { panic!("the file is not read") };
    report(program, file_read(path, bytes));
}

/// What comes back when a file was read.
pub(crate) fn file_read(path: impl Into<PathBuf>, bytes: &[u8]) -> Report {
    Report::FileRead { is_open_to_others: false, path: path.into(), result: Ok(SecretBytes::new(bytes.to_vec())) }
}

pub(crate) fn report(program: &mut TestProgram, report: Report) {
    program.handle(Command::Report(report), NOW);
}

/// What was asked for since the last look.
pub(crate) fn effects(program: &mut TestProgram) -> Vec<Effect> {
    std::mem::take(&mut program.platform_mut().effects)
}

pub(crate) fn look<R>(program: &mut TestProgram, now: UnixTime, eye: impl FnOnce(&View<'_>) -> R) -> R {
    program.frame(now, |view, _| eye(view))
}

/// The test token.
pub(crate) fn token(program: &mut TestProgram, now: UnixTime) -> String {
    look(program, now, |view| view.create.as_ref().unwrap().token.as_ref().unwrap().token().to_owned())
}

/// The claims of the test token.
pub(crate) fn claims(program: &mut TestProgram, now: UnixTime) -> serde_json::Value {
    let json =
        look(program, now, |view| view.create.as_ref().unwrap().token.as_ref().unwrap().claims_json().to_owned());
    serde_json::from_str(&json).unwrap()
}

/// Label, advice and text of what is copied.
pub(crate) fn copied(program: &mut TestProgram, action: Action, now: UnixTime) -> (&'static str, String, String) {
    program.handle(Command::Do(action), now);
    match program.platform_mut().effects.pop() {
        Some(Effect::Copy { label, advice, text }) => (label, advice, text.expose().to_owned()),
        other => panic!("nothing is copied: {other:?}"),
    }
}

pub(crate) fn paste(program: &mut TestProgram, text: &str) {
    program.handle(Command::SetCapture(SecretText::new(text.to_owned())), NOW);
}
