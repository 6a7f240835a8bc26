//! What the keyboard leads to comes into sight.

use eframe::egui::{Id, Key, Ui};

/// For so many frames after a press of Tab: the focus may move a frame later, and what scrolls in something that
/// scrolls comes to rest from the inside outwards.
const FRAMES: u64 = 4;

/// Scrolls to what Tab has led to, if it is in this surface. Called last inside everything that scrolls.
pub(crate) fn follow_focus(ui: &Ui) {
    let id = Id::unique("frame_of_tab");
    let frame = ui.ctx().cumulative_frame_nr();
    if ui.input(|input| input.key_pressed(Key::Tab)) {
        ui.data_mut(|data| data.insert_temp(id, frame));
    }
    let pressed: Option<u64> = ui.data(|data| data.get_temp(id));
    if pressed.is_none_or(|pressed| pressed + FRAMES < frame) {
        return;
    }
    ui.ctx().request_repaint();
    let focused = ui.memory(eframe::egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    if let Some(response) =
        focused.filter(|it| it.layer_id == ui.layer_id() && ui.min_rect().contains(it.rect.center()))
    {
        ui.scroll_to_rect(response.rect, None);
    }
}
