//! Help: shortcuts, the claims, what the program can't know.

use eframe::egui::{Frame, Grid, Id, Label, Margin, Modal, ScrollArea, Sides, Ui};

use crate::app::command::{Action, Command};
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

/// What the table of actions does not have: it takes a value, or egui does it.
const FURTHER: &[(&str, &str)] = &[
    ("Ctrl+V", "Outside a text field: load a key, open a path, or read a token"),
    ("Ctrl+Plus, Ctrl+Minus", "Larger, smaller"),
];

/// Reasons to refuse a token that are not in the token.
const UNKNOWN: &[&str] = &[
    "Whether the revision of the key is still active: the CMS says so.",
    "Whether the key is past its “valid until” date: the CMS says so.",
    "Whether the request comes from the domain that the key is limited to.",
    "How many seconds the clocks may differ: no tolerance is documented, and none is allowed for here.",
];

/// Shows the help over the window.
pub(super) fn show(ui: &Ui, commands: &mut Vec<Command>) {
    let window = ui.ctx().content_rect();
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let response = Modal::new(Id::unique("help")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width((window.width() - 96.0).min(640.0));
        let close = Sides::new().show(
            ui,
            |ui| ui.label(theme::headline("Token Debugger")),
            |ui| ui.button(theme::medium("Close")).clicked(),
        );
        ui.separator();
        let height = (window.height() - 200.0).max(120.0);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, sections);
        close.1
    });
    if response.inner || response.should_close() {
        commands.push(Command::Do(Action::ToggleHelp));
    }
}

fn sections(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.label(theme::strong("Shortcuts"));
    shortcuts(ui);
    ui.add_space(space::M);
    ui.label(theme::strong("Claims"));
    claims(ui);
    ui.add_space(space::M);
    ui.label(theme::strong("What can't be seen in a token"));
    for sentence in UNKNOWN {
        widgets::dim(ui, *sentence);
    }
    ui.add_space(space::M);
    ui.label(theme::strong("Promises"));
    widgets::dim(
        ui,
        "The program opens no internet connection. A key is kept in memory only, never written or shown, and wiped by Forget key and at the end.",
    );
    ui.add_space(space::M);
    widgets::small_dim(ui, concat!("Version ", env!("CARGO_PKG_VERSION")));
}

fn shortcuts(ui: &mut Ui) {
    Grid::new("shortcuts").num_columns(2).min_row_height(22.0).spacing([space::L, space::XS]).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        for action in Action::ALL {
            let info = action.info();
            if let Some(shortcut) = info.shortcut.and_then(input::keyboard_shortcut) {
                ui.label(theme::mono(ui.ctx().format_shortcut(&shortcut)));
                ui.label(info.label);
                ui.end_row();
            }
        }
        for (keys, what) in FURTHER {
            ui.label(theme::mono(*keys));
            ui.label(*what);
            ui.end_row();
        }
    });
}

fn claims(ui: &mut Ui) {
    Grid::new("claims").num_columns(2).min_row_height(22.0).spacing([space::L, space::XS]).show(ui, |ui| {
        for (name, meaning) in CLAIMS {
            ui.label(theme::mono(*name));
            ui.add(Label::new(*meaning).wrap());
            ui.end_row();
        }
    });
}
