//! Things at the right end of a row.

use eframe::egui::Ui;

/// Puts things at the right end of the row in their order: the keyboard goes through them from left to right, which it
/// would not do in a layout from the right. How wide they are is known from the last frame; `name` keeps rows apart.
pub(crate) fn at_the_right(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with((name, "at_the_right"));
    let before: Option<f32> = ui.data(|data| data.get_temp(id));
    let room = ui.available_width();
    ui.add_space((room - before.unwrap_or(room)).max(0.0));
    let now = ui.horizontal(content).response.rect.width();
    if before.is_none_or(|before| (before - now).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_discard("the width of what stands at the right changed");
    }
}
