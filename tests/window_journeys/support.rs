//! A window without a screen, and the hands and eyes of who sits before it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{self, DroppedFile, Event, HoveredFile, Key, Modifiers, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use egui_kittest::{Harness, Node};
use token_debugger::app::command::{Command, DialogOutcome, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::platform::save::{ReadFile, SaveError};
use token_debugger::app::program::{Platform, Program};
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::{UnixTime, Zone};
use token_debugger::ui;

use crate::key_support::fixture;
use crate::token_support::NOW;

/// Where this program is, for commands that the user runs.
const PROGRAM: &str = "/usr/bin/token-debugger";

/// What is around the program. It answers at once.
#[derive(Default)]
pub(crate) struct World {
    /// The files that can be read.
    pub(crate) files: HashMap<PathBuf, Vec<u8>>,
    /// What the clipboard holds when it is asked.
    pub(crate) clipboard: Option<String>,
    /// What was copied: label and text, the last one last.
    pub(crate) copied: Vec<(&'static str, String)>,
    /// How the file dialog ends.
    pub(crate) dialog: Option<PathBuf>,
    /// Whether the program was asked to close.
    pub(crate) closed: bool,
    inbox: Vec<Report>,
}

impl Platform for World {
    fn perform(&mut self, effect: Effect) {
        let report = match effect {
            Effect::ReadFile(path) => {
                let bytes = self.files.get(&path).cloned();
                Report::FileRead {
                    is_open_to_others: false,
                    path,
                    result: bytes.map(SecretBytes::new).ok_or(KeyFileError::NoPermission),
                }
            }
            Effect::ReadConfig(path) => {
                let bytes = self.files.get(&path).cloned().map(SecretBytes::new);
                let file = bytes.map(|bytes| ReadFile { bytes, is_world_readable: true });
                Report::ConfigRead { path, result: file.ok_or(SaveError::NotFound) }
            }
            Effect::OpenDialog => {
                Report::Dialog(self.dialog.clone().map_or(DialogOutcome::Unavailable, DialogOutcome::Chosen))
            }
            Effect::Copy { label, advice, text } => {
                self.copied.push((label, text.expose().to_owned()));
                Report::Copied { label, advice, result: Ok(()) }
            }
            Effect::ReadClipboard => {
                let text = self.clipboard.clone().map(SecretText::new);
                Report::Clipboard(text.ok_or_else(|| "it is empty".to_owned()))
            }
            // What is saved is tried elsewhere.
            Effect::SaveConfig { path, .. } => {
                Report::ConfigSaved { path, is_copy: false, result: Err(SaveError::NoPermission) }
            }
            Effect::ProofBytes => Report::ProofBytes(Ok(SecretBytes::new(vec![9; 64]))),
            Effect::Randomness => Report::Random(Ok(SecretBytes::new(vec![7; 32]))),
            Effect::Quit => {
                self.closed = true;
                return;
            }
            // The files of a Slicer have tests of their own.
            _ => return,
        };
        self.inbox.push(report);
    }

    fn poll(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.inbox)
    }
}

/// The program, the hour, and what the last frame said of itself.
pub(crate) struct Desk {
    pub(crate) program: Program<World>,
    pub(crate) now: UnixTime,
    pub(crate) ticking: bool,
    pub(crate) frames: u64,
}

/// The window.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, Desk>,
}

/// A file that was dropped: its path is all that the window may look at.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        panic!("the window reads a dropped file of any size");
    }
}

/// How a window is opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) size: [f32; 2],
    pub(crate) zoom: f32,
    pub(crate) theme: egui::Theme,
}

impl Default for Opening {
    fn default() -> Self {
        Self { size: [1180.0, 760.0], zoom: 1.0, theme: egui::Theme::Dark }
    }
}

impl Window {
    /// The window at its start: no key, no text.
    pub(crate) fn open() -> Self {
        Self::open_as(Opening::default())
    }

    pub(crate) fn open_as(opening: Opening) -> Self {
        let program = Program::new(World::default(), NOW, Zone::new(|_| 3_600)).at_path(Some(PROGRAM.to_owned()));
        let desk = Desk { program, now: NOW, ticking: false, frames: 0 };
        let [width, height] = opening.size;
        let harness = Harness::builder()
            .with_size(vec2(width, height) / opening.zoom)
            .with_pixels_per_point(opening.zoom)
            .with_theme(opening.theme)
            .with_max_steps(60)
            .with_context_setup(ui::theme::apply)
            .build_ui_state(show_frame, desk);
        Self { harness }
    }

    /// The window with `live-ops.env` loaded.
    pub(crate) fn with_key() -> Self {
        let mut window = Self::open();
        window.drop_key("live-ops.env");
        window
    }

    /// The window with a key and with a text in the Read pane.
    pub(crate) fn reading(text: &str) -> Self {
        let mut window = Self::with_key();
        window.paste(text);
        window
    }

    pub(crate) fn settle(&mut self) {
        self.harness.run();
    }

    /// Lets seconds pass.
    pub(crate) fn wait(&mut self, seconds: i64) {
        let desk = self.harness.state_mut();
        desk.now = desk.now.plus(seconds);
        self.settle();
    }

    pub(crate) fn world(&mut self) -> &mut World {
        self.harness.state_mut().program.platform_mut()
    }

    pub(crate) fn state(&self) -> &token_debugger::app::state::State {
        self.harness.state().program.state()
    }

    // The hands.

    pub(crate) fn drop_file(&mut self, name: &str, bytes: &[u8]) {
        let path = Path::new("/home/me/keys").join(name);
        self.world().files.insert(path.clone(), bytes.to_vec());
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        self.settle();
    }

    pub(crate) fn drop_two(&mut self) {
        for name in ["one", "two"] {
            self.harness.input_mut().dropped_files.push(Arc::new(Dropped(name.into())));
        }
        self.settle();
    }

    pub(crate) fn drop_key(&mut self, name: &str) {
        self.drop_file(name, &fixture("good", name));
    }

    pub(crate) fn drop_bad_key(&mut self, name: &str) {
        self.drop_file(name, &fixture("bad", name));
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Lets a file hover over the window, or lets it leave.
    pub(crate) fn hover_file(&mut self, path: Option<&str>) {
        let file = |path: &str| HoveredFile { path: Some(path.into()), ..HoveredFile::default() };
        self.harness.input_mut().hovered_files = path.map(file).into_iter().collect();
        // egui asks for frames as long as it hovers.
        self.harness.run_steps(2);
    }

    /// Clicks what has this name.
    pub(crate) fn click(&mut self, name: &str) {
        self.reveal(name);
        self.get(name).click();
        self.settle();
    }

    /// Clicks the first of several with this name.
    pub(crate) fn click_first(&mut self, name: &str) {
        self.harness.get_all_by_label(name).next().unwrap().click();
        self.settle();
    }

    /// Scrolls what has this name into sight.
    pub(crate) fn reveal(&mut self, name: &str) {
        self.get(name).scroll_to_me();
        self.settle();
    }

    /// Does what a widget that is out of sight would do.
    pub(crate) fn carry_out(&mut self, command: Command) {
        let desk = self.harness.state_mut();
        desk.program.handle(command, desk.now);
        self.settle();
    }

    /// Puts the focus into a text field, empties it and types.
    pub(crate) fn type_into(&mut self, name: &str, text: &str) {
        self.get(name).focus();
        self.settle();
        self.press(Modifiers::COMMAND, Key::A);
        self.press(Modifiers::NONE, Key::Delete);
        if !text.is_empty() {
            self.harness.event(Event::Text(text.to_owned()));
            self.settle();
        }
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    // The eyes.

    /// The one widget with this name that can be acted on.
    #[track_caller]
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> Node<'a> {
        assert!(self.has(name), "{name:?} is not there to be used, but {:#?}", self.texts());
        self.harness.get(by().label(name).predicate(|node| node.role() != Role::Label))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.harness.query_all(by().label(name).predicate(|node| node.role() != Role::Label)).next().is_some()
    }

    /// Everything that a screen reader reads out, from top to bottom.
    pub(crate) fn texts(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let texts = nodes.flat_map(|node| [node.accesskit_node().label(), node.value()]);
        texts.flatten().filter(|text| !text.trim().is_empty()).collect()
    }

    /// Whether a text that has this in it is shown.
    pub(crate) fn sees(&self, part: &str) -> bool {
        self.texts().iter().any(|text| text.contains(part))
    }

    #[track_caller]
    pub(crate) fn expect(&self, part: &str) {
        assert!(self.sees(part), "{part:?} is not to be seen in {:#?}", self.texts());
    }

    #[track_caller]
    pub(crate) fn expect_not(&self, part: &str) {
        let found: Vec<_> = self.texts().into_iter().filter(|text| text.contains(part)).collect();
        assert!(found.is_empty(), "{part:?} is to be seen in {found:#?}");
    }

    pub(crate) fn is_checked(&self, name: &str) -> bool {
        self.get(name).accesskit_node().toggled() == Some(Toggled::True)
    }

    /// The token of the Create pane.
    pub(crate) fn shown_token(&self) -> String {
        let is_token = |text: &String| text.starts_with("eyJ") && text.split('.').count() == 3;
        self.texts().into_iter().find(is_token).expect("a token is shown")
    }

    pub(crate) fn last_copy(&mut self) -> (&'static str, String) {
        self.world().copied.last().cloned().expect("something was copied")
    }

    /// What every text field of the window holds.
    pub(crate) fn field_values(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let fields =
            nodes.filter(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput));
        fields.filter_map(|node| node.value()).collect()
    }

    /// How long the window would sleep without input.
    pub(crate) fn repaint_delay(&self) -> Duration {
        self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }
}

/// One frame, as the real window's outermost edge does it.
fn show_frame(ui: &mut egui::Ui, desk: &mut Desk) {
    desk.frames += 1;
    desk.ticking = desk.program.frame(desk.now, |view, commands| {
        ui::show(ui, view, commands);
        view.ticking
    });
    if !desk.program.platform_mut().inbox.is_empty() {
        // The real platform wakes the window.
        ui.ctx().request_repaint();
    }
}
