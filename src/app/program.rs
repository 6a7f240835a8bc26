//! The loop without a window: derive, paint, update, perform.

use crate::domain::text::make_visible;
use crate::domain::time::{UnixTime, Zone};

use super::command::{Command, Report};
use super::derive::derive;
use super::effect::Effect;
use super::memo::Memo;
use super::platform::settings::Loaded;
use super::settings::SettingsFile;
use super::state::{Notice, State, Tone};
use super::update::{tick, update, waiting};
use super::view::View;

/// What performs effects. Results come later, through [`Platform::poll`].
pub trait Platform {
    /// Starts to carry an effect out; returns at once.
    fn perform(&mut self, effect: Effect);

    /// What finished since the last look.
    fn poll(&mut self) -> Vec<Report>;
}

/// The running program.
pub struct Program<P> {
    state: State,
    memo: Memo,
    platform: P,
}

impl<P: Platform> Program<P> {
    /// The program at its start.
    pub fn new(platform: P, now: UnixTime, local: Zone) -> Self {
        Self { state: State::new(now, local), memo: Memo::default(), platform }
    }

    /// The same program, which knows its own path for commands that the user runs.
    #[must_use]
    pub fn at_path(mut self, path: Option<String>) -> Self {
        self.state.program = path;
        self
    }

    /// The same program with what was remembered from the last run; a file that was set aside is told of.
    #[must_use]
    pub fn with_settings(mut self, loaded: &Loaded, now: UnixTime) -> Self {
        loaded.settings.apply(&mut self.state);
        let path = loaded.path.as_ref().map(|path| make_visible(&path.to_string_lossy()).into_owned());
        self.state.settings_file = path.map(|path| SettingsFile::new(path, loaded.settings.clone()));
        if let Some(reason) = &loaded.set_aside {
            self.state.settings_problem = Some(Notice {
                tone: Tone::Problem,
                message: format!("The settings could not be read: {reason}"),
                advice: "The program starts as at the first time; mend the file by hand to have them back.".to_owned(),
                at: now,
            });
        }
        self
    }

    /// The same program, in a window on which no file can be dropped.
    #[must_use]
    pub fn without_drops(mut self) -> Self {
        self.state.takes_drops = false;
        self
    }

    /// The state, to look at.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How many tokens were signed so far: once an edit, never once a frame.
    pub fn signings(&self) -> u64 {
        self.memo.signings()
    }

    /// What performs the effects.
    pub fn platform_mut(&mut self) -> &mut P {
        &mut self.platform
    }

    /// One frame: takes in what finished, derives the view, lets it be painted, carries out what was asked for.
    pub fn frame<R>(&mut self, now: UnixTime, paint: impl FnOnce(&View<'_>, &mut Vec<Command>) -> R) -> R {
        self.poll(now);
        let mut commands = Vec::new();
        let painted = {
            let view = derive(&self.state, &mut self.memo, now);
            paint(&view, &mut commands)
        };
        for command in commands {
            self.handle(command, now);
        }
        painted
    }

    /// Takes in what effects brought since the last look.
    pub fn poll(&mut self, now: UnixTime) {
        for effect in tick(&mut self.state, now) {
            self.perform(effect);
        }
        for report in self.platform.poll() {
            self.handle(Command::Report(report), now);
        }
    }

    /// Carries one command out.
    pub fn handle(&mut self, command: Command, now: UnixTime) {
        for effect in update(&mut self.state, &mut self.memo, command, now) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        waiting::begin(&mut self.state, &effect);
        self.platform.perform(effect);
    }
}
