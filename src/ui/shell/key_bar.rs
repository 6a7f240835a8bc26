//! The loaded key, and how to get one.

use eframe::egui::{
    Align, CornerRadius, Frame, Grid, Label, Layout, Margin, Popup, PopupCloseBehavior, Response, RichText, Role,
    Sense, Stroke, TextStyle, Ui, WidgetInfo, WidgetText, vec2,
};

use crate::app::command::{Action, Command};
use crate::app::view::View;
use crate::domain::credential::Credential;
use crate::domain::text::make_visible;
use crate::ui::theme::{self, CONTROL_HEIGHT, Palette, space};
use crate::ui::widgets::{at_the_right, button, part, read_as, small_dim, width_of_buttons};

/// Between the things in the chip, in points.
const GAP: f32 = 8.0;
/// Between the actions at the right, in points.
const CLOSE: f32 = 6.0;
/// What the chip's border and margins take, in points.
const CHIP_FRAME: f32 = 26.0;
/// With less room beside the actions, in points, they are folded into a menu.
const LEAST: f32 = 360.0;
/// The sentence that asks for a key needs so much, in points, with its buttons.
const ROOM_FOR_SENTENCE: f32 = 600.0;
/// What the menu takes with the gap before it, in points.
const ROOM_FOR_MENU: f32 = 78.0;
/// The menu of what there is no room for.
const MORE: &str = "More";

/// The bar at the top.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    part(ui, Role::Toolbar, "Key");
    let has_key = view.credential.is_some();
    let actions = actions(has_key);
    let room = ui.available_width() - width_of_buttons(ui, actions, CLOSE) - GAP;
    let folded = room < LEAST;
    let room = if folded { ui.available_width() - ROOM_FOR_MENU } else { room };
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), CONTROL_HEIGHT),
        Layout::left_to_right(Align::Center),
        |ui| {
            match &view.credential {
                Some(credential) => loaded(ui, credential, room, folded, commands),
                None => nothing_loaded(ui, view, room, folded, commands),
            }
            at_the_right(ui, "actions", |ui| {
                ui.spacing_mut().item_spacing.x = CLOSE;
                if folded {
                    menu(ui, beside_the_key(has_key), actions, commands);
                } else {
                    buttons(ui, actions, commands);
                }
            });
        },
    );
}

/// What stands at the right.
fn actions(has_key: bool) -> &'static [Action] {
    const ALL: &[Action] =
        &[Action::BrowseForKey, Action::TogglePathBox, Action::SwitchTheme, Action::ToggleSettings, Action::ToggleHelp];
    if has_key { ALL } else { ALL.split_first().map_or(ALL, |(_, rest)| rest) }
}

/// What stands beside the key, or where it will stand, and goes into the menu first.
fn beside_the_key(has_key: bool) -> Action {
    if has_key { Action::ForgetKey } else { Action::UseSampleKey }
}

/// The menu in a narrow window.
fn menu(ui: &mut Ui, first: Action, actions: &[Action], commands: &mut Vec<Command>) {
    ui.menu_button(theme::medium(MORE), |ui| {
        button(ui, first, commands);
        buttons(ui, actions, commands);
    });
}

fn buttons(ui: &mut Ui, actions: &[Action], commands: &mut Vec<Command>) {
    for action in actions {
        button(ui, *action, commands);
    }
}

fn nothing_loaded(ui: &mut Ui, view: &View<'_>, room: f32, folded: bool, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    ui.label(theme::strong("No key loaded"));
    // Where the window system has no drop, none is promised.
    let way_in =
        if view.state.takes_drops { "Drop a .env or PEM file anywhere, or" } else { "Choose a .env or PEM file, or" };
    if room > ROOM_FOR_SENTENCE {
        ui.add(Label::new(RichText::new(way_in).color(palette.dim)));
    }
    button(ui, Action::BrowseForKey, commands);
    if !folded {
        button(ui, beside_the_key(false), commands);
    }
}

fn loaded(ui: &mut Ui, credential: &Credential, room: f32, folded: bool, commands: &mut Vec<Command>) {
    let beside = if folded { 0.0 } else { width_of_buttons(ui, &[beside_the_key(true)], 0.0) + GAP };
    let room = room - CHIP_FRAME - beside;
    let palette = theme::palette(ui);
    let chip = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 5))
        .show(ui, |ui| facts(ui, credential, room))
        .response;
    let chip = ui.interact(chip.rect, ui.scope_id().with("key"), Sense::click());
    chip.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Key details"));
    if chip.hovered() || chip.has_focus() {
        let stroke = ui.visuals().widgets.state(chip.widget_state()).bg_stroke;
        ui.painter().rect_stroke(chip.rect, 8.0, stroke, eframe::egui::StrokeKind::Inside);
    }
    details_popup(&chip, credential);
    if !folded {
        button(ui, beside_the_key(true), commands);
    }
}

/// One thing in the chip.
struct Fact {
    text: RichText,
    /// What is said in its place where it is shortened.
    name: Option<String>,
    /// The lowest are left out where there is no room.
    rank: u8,
}

/// What the chip shows of a key, as much as there is room for.
fn facts(ui: &mut Ui, credential: &Credential, room: f32) {
    ui.spacing_mut().interact_size.y = 20.0;
    ui.spacing_mut().item_spacing.x = GAP;
    let facts = list_facts(credential, theme::palette(ui));
    let width = |fact: &Fact| {
        let text = WidgetText::from(fact.text.clone());
        text.into_galley(ui, None, f32::INFINITY, TextStyle::Body).size().x + GAP
    };
    let widths: Vec<f32> = facts.iter().map(width).collect();
    let fits = |rank: u8| {
        let kept = facts.iter().zip(&widths).filter(|(fact, _)| fact.rank >= rank);
        kept.map(|(_, width)| width).sum::<f32>() - GAP <= room
    };
    let least = (0..MOST).find(|rank| fits(*rank)).unwrap_or(MOST);
    for fact in facts.into_iter().filter(|fact| fact.rank >= least) {
        let label = ui.label(fact.text);
        if let Some(name) = fact.name {
            read_as(&label, &name);
        }
    }
}

/// The rank of what is always shown.
const MOST: u8 = 4;

fn list_facts(credential: &Credential, palette: &Palette) -> Vec<Fact> {
    let dim = |text: &str, rank| Fact { text: RichText::new(text).color(palette.dim), name: None, rank };
    let value = |value: Option<&str>, rank| match value {
        Some(value) => {
            let visible = make_visible(value).into_owned();
            Fact { text: theme::mono(shorten(&visible, 4, 4)), name: Some(visible), rank }
        }
        None => Fact { text: RichText::new("not known").color(palette.warning), name: None, rank },
    };
    let name = make_visible(credential.name()).into_owned();
    let mut facts = vec![Fact { text: theme::strong(shorten(&name, 18, 8)), name: Some(name), rank: MOST }];
    if credential.is_sample() {
        facts.push(Fact { text: RichText::new("Sample").color(palette.warning), name: None, rank: MOST });
    }
    facts.extend([dim("kid", 3), value(credential.kid(), 3)]);
    facts.extend([dim("owner", 1), value(credential.sub(), 1)]);
    facts.push(dim(&abilities(credential), 2));
    let fingerprint = credential.fingerprint();
    let text = theme::mono(shorten(&fingerprint, 11, 4)).color(palette.dim);
    facts.push(Fact { text, name: Some(fingerprint), rank: 0 });
    facts
}

/// Everything that is known of the key: on hover, and to stay on a click.
fn details_popup(chip: &Response, credential: &Credential) {
    let popup = Popup::menu(chip).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = popup.show(|ui| details(ui, credential)).is_some();
    if !shown {
        chip.clone().on_hover_ui(|ui| details(ui, credential));
    }
}

fn details(ui: &mut Ui, credential: &Credential) {
    ui.set_max_width(520.0);
    ui.spacing_mut().interact_size.y = 18.0;
    Grid::new("key_details").num_columns(2).min_row_height(20.0).spacing([space::M, space::XS]).show(ui, |ui| {
        let mut row = |name: &str, value: &str| {
            if name.is_empty() {
                // The name above holds for this row too.
                ui.allocate_space(vec2(0.0, 0.0));
            } else {
                ui.add(Label::new(theme::body(name).weak()).extend());
            }
            ui.add(Label::new(theme::mono(value)).extend().selectable(true));
            ui.end_row();
        };
        row("File", &make_visible(credential.name()));
        row("Form", credential.form().as_str());
        row("Key ID (kid)", &make_visible(credential.kid().unwrap_or("not known")));
        row("Owner (sub)", &make_visible(credential.sub().unwrap_or("not known")));
        row("Fingerprint", &credential.fingerprint());
        row("Root URL", &make_visible(credential.root_url()));
        for (place, scope) in credential.scopes().unwrap_or_default().iter().take(20).enumerate() {
            row(if place == 0 { "Granted scopes" } else { "" }, &make_visible(scope));
        }
    });
    for note in credential.notes() {
        ui.add_space(space::XS);
        ui.label(note.message());
        small_dim(ui, note.advice());
    }
}

/// `3 scopes · can sign`
fn abilities(credential: &Credential) -> String {
    let scopes = match credential.scopes().map(<[String]>::len) {
        None => "scopes not known".to_owned(),
        Some(1) => "1 scope".to_owned(),
        Some(count) => format!("{count} scopes"),
    };
    let use_of = if credential.signing_key().is_some() { "can sign" } else { "can only verify" };
    format!("{scopes} · {use_of}")
}

/// The first and the last characters, with … between, where that is shorter.
fn shorten(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    if count <= first + last + 1 {
        return text.to_owned();
    }
    let start: String = text.chars().take(first).collect();
    let end: String = text.chars().skip(count - last).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn long_values_keep_their_ends() {
        assert_eq!(shorten("6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a", 4, 4), "6f1c…e29a");
        assert_eq!(shorten("123456789", 4, 4), "123456789");
        assert_eq!(shorten("äöüßäöüßäö", 4, 4), "äöüß…üßäö");
    }
}
