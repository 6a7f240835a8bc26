//! The read token beside another one.

mod scopes;
mod table;

use eframe::egui::{ComboBox, TextEdit, TextStyle, Ui};

use crate::app::command::Command;
use crate::app::state::Against;
use crate::app::view::View;
use crate::domain::comparison::{Comparison, Relation};
use crate::domain::secret::SecretText;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{card, opened_list, option, problem, small_dim};

const NAME: &str = "Compare with";
const TEXT: &str = "Text to compare with";
/// More of the found tokens are not offered: nobody scrolls so far, and the window must stay fast.
const MOST: usize = 300;

/// What to compare with, and how the two differ.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        choice(ui, view, commands);
        if let Against::Text(text) = &view.state.against {
            field(ui, text, commands);
        }
        match &view.read.comparison {
            Some(comparison) => compared(ui, view, comparison),
            None => say_why_not(ui, view),
        }
    });
}

fn choice(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let label = ui.label(theme::strong(NAME));
        let width = ui.available_width().min(380.0);
        let chosen = ComboBox::from_id_salt(NAME)
            .selected_text(word(view, &view.state.against))
            .width(width)
            .truncate()
            .show_ui(ui, |ui| {
                opened_list(ui, "Tokens to compare with");
                ui.set_max_width(width);
                options(ui, view, commands);
            });
        chosen.response.labelled_by(label.id);
    });
}

fn options(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let mut option = |ui: &mut Ui, against: Against| {
        let word = word(view, &against);
        let is_chosen = match (&view.state.against, &against) {
            (Against::Text(_), Against::Text(_)) => true,
            (chosen, offered) => chosen == offered,
        };
        if option(ui, is_chosen, word).clicked() && !is_chosen {
            commands.push(Command::Compare(against));
        }
    };
    option(ui, Against::Nothing);
    option(ui, Against::TestToken);
    option(ui, Against::Text(SecretText::default()));
    let others = (0..view.read.list.len()).filter(|place| *place != view.state.selected);
    for place in others.take(MOST) {
        option(ui, Against::Entry(place));
    }
    if view.read.list.len() > MOST {
        small_dim(ui, format!("Only {MOST} of {} tokens are offered.", view.read.list.len()));
    }
}

/// The words of the list of choices.
fn word(view: &View<'_>, against: &Against) -> String {
    match against {
        Against::Nothing => "Nothing".to_owned(),
        Against::TestToken => "The test token".to_owned(),
        Against::Text(_) => "Another text…".to_owned(),
        Against::Entry(place) => {
            let origin = view.read.list.get(*place).map_or("", |row| row.origin.as_str());
            format!("{} · {}", place + 1, origin.replacen("https://", "", 1))
        }
    }
}

/// What the second token is called in the table.
fn name(against: &Against) -> String {
    match against {
        Against::Entry(place) => format!("token {}", place + 1),
        Against::Text(_) => "the other text".to_owned(),
        _ => "the test token".to_owned(),
    }
}

fn field(ui: &mut Ui, text: &SecretText, commands: &mut Vec<Command>) {
    let mut edited = text.expose().to_owned();
    let edit = TextEdit::multiline(&mut edited)
        .id_salt(TEXT)
        .hint_text("Paste a token, or a text with one in it…")
        .font(TextStyle::Monospace)
        .desired_rows(2)
        .desired_width(ui.available_width());
    if ui.add(edit).accessible_name(TEXT).changed() {
        commands.push(Command::Compare(Against::Text(SecretText::new(edited))));
    }
}

fn compared(ui: &mut Ui, view: &View<'_>, comparison: &Comparison) {
    let rows = || comparison.header.iter().chain(&comparison.claims);
    let same = rows().filter(|row| row.relation == Relation::Same).count();
    let message = match rows().count() - same {
        0 => "All members are the same.".to_owned(),
        1 => format!("1 member differs, {same} are the same."),
        other => format!("{other} members differ, {same} are the same."),
    };
    small_dim(ui, message);
    ui.spacing_mut().interact_size.y = theme::LINE_HEIGHT;
    table::show(ui, "Header", &comparison.header, &name(&view.state.against));
    table::show(ui, "Claims", &comparison.claims, &name(&view.state.against));
    scopes::show(ui, &comparison.scopes);
}

fn say_why_not(ui: &mut Ui, view: &View<'_>) {
    match (&view.state.against, &view.create) {
        (Against::TestToken, None) => {
            problem(ui, "There is no test token without a key", "Load a key, or try a sample key.");
        }
        (Against::TestToken, Some(create)) => {
            if let Err(error) = &create.token {
                problem(ui, &error.to_string(), error.advice());
            }
        }
        (Against::Text(text), _) if !text.expose().trim().is_empty() => {
            problem(ui, "No token was found in this text", "Copy it again, the whole token with both of its dots.");
        }
        _ => {}
    }
}
