//! The list of found tokens, when there are several.

use eframe::egui::{Button, RichText, ScrollArea, TextWrapMode, Ui};

use crate::app::command::Command;
use crate::app::view::View;
use crate::domain::capture::Found;
use crate::domain::text::make_visible;
use crate::ui::theme;

const ROW: f32 = 26.0;
/// So many are seen without scrolling.
const SEEN: f32 = 4.0;

/// Shows the list, if there is something to choose.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let found = &view.read.capture.found;
    if found.len() < 2 {
        return;
    }
    ui.label(theme::small(format!("{} tokens were found", found.len())).color(theme::palette(ui).dim));
    ui.scope(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing.y = 0.0;
        spacing.button_padding = eframe::egui::vec2(8.0, 3.0);
        spacing.interact_size.y = ROW;
        let list = ScrollArea::vertical().id_salt("tokens").max_height(ROW * SEEN).auto_shrink([false, true]);
        list.show_rows(ui, ROW, found.len(), |ui, rows| {
            for place in rows {
                let Some(one) = found.get(place) else { continue };
                let text = RichText::new(word(place, one));
                let row = Button::selectable(place == view.state.selected, text)
                    .wrap_mode(TextWrapMode::Truncate)
                    .min_size(eframe::egui::vec2(ui.available_width(), ROW));
                if ui.add(row).clicked() {
                    commands.push(Command::SelectToken(place));
                }
            }
        });
    });
}

/// `2 · a header line · GET https://services.uplynk.com/…`
fn word(place: usize, found: &Found) -> String {
    let head = format!("{} · {}", place + 1, found.kind.phrase());
    match &found.origin {
        Some(origin) => format!("{head} · {}", make_visible(origin)),
        None => head,
    }
}
