//! A window without a screen whose world is played: files, configs, clipboard. Every effect is written down.
#![allow(dead_code, reason = "each test takes its part")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{self, DroppedFile, Event, HoveredFile, Key, Modifiers, Rect, UiBuilder, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use egui_kittest::{Harness, LazyRenderer, Node, TestRenderer};
use token_debugger::app::command::{Action, Command, DialogOutcome, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::platform::save::{ReadFile, SaveError, Saved};
use token_debugger::app::program::{Platform, Program};
use token_debugger::app::state::{Pane, State};
use token_debugger::app::view::View;
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::{UnixTime, Zone};
use token_debugger::ui;

/// 2026-11-21T19:16:32Z.
pub(crate) const NOW: UnixTime = UnixTime(1_795_288_592);
/// Where this program is, for commands that the user runs.
pub(crate) const PROGRAM: &str = "/usr/bin/token-debugger";

/// What can be pressed or typed into.
const CONTROLS: [Role; 7] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::ListBoxOption,
    Role::TextInput,
    Role::MultilineTextInput,
];

/// What is around the program. It answers at once.
#[derive(Default)]
pub(crate) struct World {
    /// Every effect, the last one last.
    pub(crate) effects: Vec<Effect>,
    /// The files that can be read: content, and whether every user may read it.
    pub(crate) files: HashMap<PathBuf, (Vec<u8>, bool)>,
    /// What the dialogs for a config and for its copy end with.
    pub(crate) chosen: Option<PathBuf>,
    /// Why nothing can be saved.
    pub(crate) refusal: Option<SaveError>,
    inbox: Vec<Report>,
}

impl World {
    fn answer(&mut self, effect: Effect) -> Option<Report> {
        Some(match effect {
            Effect::ReadFile(path) => {
                let bytes = self.files.get(&path).map(|(bytes, _)| SecretBytes::new(bytes.clone()));
                Report::FileRead { is_open_to_others: false, path, result: bytes.ok_or(KeyFileError::NoPermission) }
            }
            Effect::ReadConfig(path) => {
                let file = self.files.get(&path).map(|(bytes, is_world_readable)| ReadFile {
                    bytes: SecretBytes::new(bytes.clone()),
                    is_world_readable: *is_world_readable,
                });
                Report::ConfigRead { path, result: file.ok_or(SaveError::NotFound) }
            }
            Effect::OpenConfigDialog => Report::ConfigDialog(self.outcome()),
            Effect::OpenCopyDialog(_) => Report::CopyDialog(self.outcome()),
            Effect::SaveConfig { path, content, .. } => self.save(path, &content, false),
            Effect::SaveCopy { path, content } => self.save(path, &content, true),
            Effect::Copy { label, advice, .. } => Report::Copied { label, advice, result: Ok(()) },
            Effect::Randomness => Report::Random(Ok(SecretBytes::new(vec![7; 32]))),
            Effect::ProofBytes => Report::ProofBytes(Ok(SecretBytes::new(vec![9; 64]))),
            _ => return None,
        })
    }

    fn outcome(&self) -> DialogOutcome {
        self.chosen.clone().map_or(DialogOutcome::Cancelled, DialogOutcome::Chosen)
    }

    fn save(&mut self, path: PathBuf, content: &SecretBytes, is_copy: bool) -> Report {
        let result = if let Some(error) = self.refusal.clone() {
            Err(error)
        } else {
            self.files.insert(path.clone(), (content.expose().to_vec(), false));
            Ok(Saved { path: path.clone(), backup: None })
        };
        Report::ConfigSaved { path, is_copy, result }
    }
}

impl Platform for World {
    fn perform(&mut self, effect: Effect) {
        self.effects.push(effect.clone());
        let report = self.answer(effect);
        self.inbox.extend(report);
    }

    fn poll(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.inbox)
    }
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

/// The window.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, Program<World>>,
}

/// How a window is opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    /// In pixels.
    pub(crate) size: [f32; 2],
    /// Pixels a point.
    pub(crate) zoom: f32,
    pub(crate) theme: egui::Theme,
}

impl Default for Opening {
    fn default() -> Self {
        Self { size: [1180.0, 760.0], zoom: 1.0, theme: egui::Theme::Dark }
    }
}

impl Window {
    /// With no key, showing a pane.
    pub(crate) fn showing(pane: Pane) -> Self {
        Self::sized(pane, [1180.0, 760.0], egui::Theme::Dark)
    }

    pub(crate) fn sized(pane: Pane, size: [f32; 2], theme: egui::Theme) -> Self {
        Self::opened(pane, Opening { size, theme, ..Opening::default() }, LazyRenderer::default())
    }

    /// With what draws it.
    pub(crate) fn opened(pane: Pane, opening: Opening, renderer: impl TestRenderer + 'static) -> Self {
        let program = Program::new(World::default(), NOW, Zone::UTC).at_path(Some(PROGRAM.to_owned()));
        let harness = Harness::builder()
            .with_size(vec2(opening.size[0], opening.size[1]) / opening.zoom)
            .with_pixels_per_point(opening.zoom)
            .with_theme(opening.theme)
            .renderer(renderer)
            .with_max_steps(60)
            .with_context_setup(ui::theme::apply)
            .build_ui_state(show_frame, program);
        let mut window = Self { harness };
        // The program follows the system.
        window.harness.input_mut().system_theme = Some(opening.theme);
        window.carry_out(Command::Do(Action::Show(pane)));
        window
    }

    /// With a key of the fixtures.
    pub(crate) fn with_key(mut self, name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys/good").join(name);
        self.drop_file(&format!("/home/me/{name}"), &std::fs::read(path).unwrap(), false);
        self
    }

    fn settle(&mut self) {
        self.harness.run();
    }

    pub(crate) fn world(&mut self) -> &mut World {
        self.harness.state_mut().platform_mut()
    }

    pub(crate) fn state(&self) -> &State {
        self.harness.state().state()
    }

    /// What the panes are shown.
    pub(crate) fn look<R>(&mut self, eye: impl FnOnce(&View<'_>) -> R) -> R {
        self.harness.state_mut().frame(NOW, |view, _| eye(view))
    }

    // The hands.

    pub(crate) fn carry_out(&mut self, command: Command) {
        self.harness.state_mut().handle(command, NOW);
        self.settle();
    }

    pub(crate) fn drop_file(&mut self, path: &str, bytes: &[u8], is_world_readable: bool) {
        let path = PathBuf::from(path);
        self.world().files.insert(path.clone(), (bytes.to_vec(), is_world_readable));
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        self.settle();
    }

    /// Lets a file hover over the window.
    pub(crate) fn hover_file(&mut self, path: &str) {
        let file = HoveredFile { path: Some(path.into()), ..HoveredFile::default() };
        self.harness.input_mut().hovered_files = vec![file];
        // egui asks for frames as long as it hovers.
        self.harness.run_steps(2);
    }

    /// Pastes while no text field has the focus.
    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Scrolls what has this name into sight.
    pub(crate) fn reveal(&mut self, name: &str) {
        self.get(name).scroll_to_me();
        self.settle();
    }

    /// Clicks what has this name, the first if there are several.
    #[track_caller]
    pub(crate) fn click(&mut self, name: &str) {
        self.reveal(name);
        self.get(name).click();
        self.settle();
    }

    /// Empties a text field and types into it.
    pub(crate) fn type_into(&mut self, name: &str, text: &str) {
        self.get(name).focus();
        self.settle();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.key_press_modifiers(Modifiers::NONE, Key::Delete);
        self.settle();
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    // The eyes.

    /// The first widget with this name that can be acted on.
    #[track_caller]
    fn get<'a>(&'a self, name: &'a str) -> Node<'a> {
        let found = self.harness.query_all(by().label(name).predicate(|node| node.role() != Role::Label)).next();
        found.unwrap_or_else(|| panic!("{name:?} is not there to be used, but {:#?}", self.texts()))
    }

    /// How many widgets with this name can be acted on.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.harness.query_all(by().label(name).predicate(|node| node.role() != Role::Label)).count()
    }

    pub(crate) fn is_enabled(&self, name: &str) -> bool {
        !self.get(name).accesskit_node().is_disabled()
    }

    /// What a text field holds.
    pub(crate) fn value(&self, name: &str) -> String {
        self.get(name).value().unwrap_or_default()
    }

    /// Everything that a screen reader reads out.
    pub(crate) fn texts(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let texts = nodes.flat_map(|node| [node.accesskit_node().label(), node.value()]);
        texts.flatten().filter(|text| !text.trim().is_empty()).collect()
    }

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

    /// The names of everything that can be pressed or typed into.
    pub(crate) fn names_of_controls(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let named = nodes.filter(|node| CONTROLS.contains(&node.accesskit_node().role()));
        named.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
    }

    /// Fails when a control or a text in sight lies on another one or ends beyond the window.
    #[track_caller]
    pub(crate) fn expect_order(&self) {
        let window = self.harness.ctx.content_rect();
        let panes = window.shrink2(vec2(0.0, 118.0));
        let nodes: Vec<_> = self.harness.root().children_recursive().collect();
        let is_seen = |role: Role| role == Role::Label || CONTROLS.contains(&role);
        let seen = nodes.iter().filter(|node| is_seen(node.accesskit_node().role()));
        let name = |node: &Node<'_>| node.accesskit_node().label().or_else(|| node.value()).unwrap_or_default();
        let places = seen.map(|node| (name(node), node.rect()));
        let in_sight = |rect: &Rect| panes.top() <= rect.top() && rect.bottom() <= panes.bottom();
        // The rows of a list and a text of several lines scroll by themselves: they go on behind an edge.
        let is_fixed = |name: &str| !name.contains(" /api") && !name.contains('\n');
        let places: Vec<_> = places.filter(|(name, rect)| in_sight(rect) && is_fixed(name)).collect();
        for (place, (name, rect)) in places.iter().enumerate() {
            assert!(rect.right() <= window.right(), "{name:?} ends at {} of {window}", rect.right());
            let covers = |other: &&(String, Rect)| rect.intersect(other.1).shrink(1.0).is_positive();
            let covered = places.iter().skip(place + 1).find(covers);
            assert!(covered.is_none(), "{name:?} at {rect} lies on {covered:?} in {window}");
        }
    }

    /// What was copied last: what the notice calls it, and the text.
    #[track_caller]
    pub(crate) fn last_copy(&mut self) -> (&'static str, String) {
        match self.world().effects.last() {
            Some(Effect::Copy { label, text, .. }) => (label, text.expose().to_owned()),
            other => panic!("nothing is copied: {other:?}"),
        }
    }

    /// How long the window would sleep without input.
    pub(crate) fn repaint_delay(&self) -> Duration {
        self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }
}

/// One frame, as the real window's outermost edge does it.
fn show_frame(ui: &mut egui::Ui, program: &mut Program<World>) {
    // The harness leaves a margin around.
    let window = UiBuilder::new().max_rect(ui.ctx().content_rect());
    ui.scope_builder(window, |ui| program.frame(NOW, |view, commands| ui::show(ui, view, commands)));
    if !program.platform_mut().inbox.is_empty() {
        // The real platform wakes the window.
        ui.ctx().request_repaint();
    }
}
