//! Help: shortcuts, the claims, what the program can't know.

use eframe::egui::{
    Frame, Grid, Id, Key, KeyboardShortcut, Label, Margin, Modal, Modifiers, ScrollArea, Sides, Ui, vec2,
};

use super::dialog_focus;
use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::ui::theme::{self, space};
use crate::ui::{input, widgets};

/// What each claim means to the service (docs.uplynk.com/reference/scoped-api-keys).
const CLAIMS: &[(&str, &str)] = &[
    ("iat", "When the token was made. Required."),
    ("exp", "When it expires. Required, unless net is true: then it must be absent."),
    ("sub", "The owner ID, SUB of the key file. Required."),
    ("scp", "The scopes that are asked for, an array. Required."),
    ("iss", "The domain that the token comes from. Optional."),
    ("nbf", "Not valid before this time. Optional."),
    ("net", "true: the token never expires. Optional."),
    ("msg", "The data of an /api2/ call, an object. Optional."),
];

/// What the table of actions does not have, because it takes a value: the key with Ctrl, on macOS Cmd, and what it does.
const FURTHER: &[(Key, &str)] = &[
    (Key::V, "Outside a text field: load a key, open a file or a Slicer's config, or read a token"),
    (Key::C, "Copy what is selected"),
];

/// What a person may look for who has no mouse at hand, or made a slip.
const WAYS: &[&str] = &[
    "Tab and Shift+Tab go from one control to the next; Space or Enter presses it; Escape leaves a text field or a dialog.",
    "Undo takes back edits of the form, a cleared box, and what loading or forgetting a key did to the form.",
];

/// Reasons to refuse a token that are not in the token.
const UNKNOWN: &[&str] = &[
    "Whether the revision of the key is still active: the CMS says so.",
    "Whether the key is past its “valid until” date: the CMS says so.",
    "Whether the request comes from the domain that the key is limited to.",
    "How many seconds the clocks may differ: no tolerance is documented, and none is allowed for here.",
];

/// What the names take with the gap behind them, in points.
const KEYS: f32 = 184.0;
const CLAIM: f32 = 44.0;

const PROMISES: &[&str] = &[
    "The program opens no internet connection.",
    "A key is kept in memory only, never written or shown, and wiped by Forget key and at the end.",
    "The settings hold neither token nor key; the paths of key files only if recent keys are turned on.",
];

/// What a window on Wayland itself does not have.
const WITHOUT_DROPS: &[&str] = &[
    "No file can be dropped on this window: the window system's library has no drop on Wayland yet. Load key…, Path… and pasting do the same.",
    "Started with WAYLAND_DISPLAY set to nothing, the program runs on XWayland, where files can be dropped.",
];

const RULES: &str = "What a token has to say is taken from docs.uplynk.com/reference/scoped-api-keys.";

/// Shows the help over the window.
pub(super) fn show(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let window = ui.ctx().content_rect();
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let response = Modal::new(Id::unique("help")).frame(frame).show(ui.ctx(), |ui| {
        widgets::dialog(ui, "Help");
        ui.set_width((window.width() - 96.0).min(640.0));
        let close = Sides::new().show(
            ui,
            |ui| ui.label(theme::headline("Token Debugger")),
            |ui| ui.button(theme::medium("Close")),
        );
        if dialog_focus::is_new(ui.ctx(), "help") {
            close.1.request_focus();
        }
        ui.separator();
        let height = (window.height() - 200.0).max(120.0);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            scroll_by_keys(ui, height);
            // The scroll bar lies beside the text.
            ui.set_max_width(ui.available_width() - space::S);
            sections(ui, view);
        });
        close.1.clicked()
    });
    if response.inner || response.should_close() {
        commands.push(Command::Do(Action::ToggleHelp));
    }
}

/// There is nothing in the text that could take the focus: the keys that go through a text scroll it.
fn scroll_by_keys(ui: &Ui, page: f32) {
    const LINE: f32 = 40.0;
    const ALL: f32 = 100_000.0;
    let steps = [
        (Key::ArrowDown, -LINE),
        (Key::ArrowUp, LINE),
        (Key::PageDown, -page),
        (Key::PageUp, page),
        (Key::End, -ALL),
        (Key::Home, ALL),
    ];
    for (key, step) in steps {
        if ui.input(|input| input.key_pressed(key)) {
            ui.scroll_with_delta(vec2(0.0, step));
        }
    }
}

fn sections(ui: &mut Ui, view: &View<'_>) {
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.label(theme::strong("Shortcuts"));
    shortcuts(ui);
    sentences(ui, None, WAYS);
    section(ui, "Claims");
    claims(ui);
    sentences(ui, Some("What can't be seen in a token"), UNKNOWN);
    sentences(ui, Some("Promises"), PROMISES);
    if !view.state.takes_drops {
        sentences(ui, Some("Wayland"), WITHOUT_DROPS);
    }
    section(ui, "Versions");
    widgets::dim(ui, version());
    widgets::dim(ui, RULES);
}

fn section(ui: &mut Ui, name: &str) {
    ui.add_space(space::M);
    ui.label(theme::strong(name));
}

fn sentences(ui: &mut Ui, name: Option<&str>, sentences: &[&str]) {
    if let Some(name) = name {
        section(ui, name);
    }
    for sentence in sentences {
        widgets::dim(ui, *sentence);
    }
}

/// Which program it is, and what it runs on.
fn version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("Token Debugger {version}, on {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

fn shortcuts(ui: &mut Ui) {
    let room = (ui.available_width() - KEYS).max(80.0);
    Grid::new("shortcuts").num_columns(2).max_col_width(room).min_row_height(22.0).spacing([space::L, space::XS]).show(
        ui,
        |ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            for action in Action::ALL {
                let info = action.info();
                if let Some(shortcut) = info.shortcut.and_then(input::keyboard_shortcut) {
                    ui.label(theme::mono(ui.ctx().format_shortcut(&shortcut)));
                    ui.add(Label::new(info.label).wrap());
                    ui.end_row();
                }
            }
            for (key, what) in FURTHER {
                let keys = KeyboardShortcut::new(Modifiers::COMMAND, *key);
                ui.label(theme::mono(ui.ctx().format_shortcut(&keys)));
                ui.add(Label::new(*what).wrap());
                ui.end_row();
            }
        },
    );
}

fn claims(ui: &mut Ui) {
    let room = ui.available_width() - CLAIM;
    Grid::new("claims").num_columns(2).max_col_width(room).min_row_height(22.0).spacing([space::L, space::XS]).show(
        ui,
        |ui| {
            for (name, meaning) in CLAIMS {
                ui.label(theme::mono(*name));
                ui.add(Label::new(*meaning).wrap());
                ui.end_row();
            }
        },
    );
}
