//! Where the focus goes when a dialog opens, and where it comes back to when the dialog closes.

use eframe::egui::{Context, Id, Popup};

/// What had the focus at the end of the last frame.
#[derive(Clone, Copy, Default)]
struct Focus {
    /// Behind the dialog or popup, if there is one.
    behind: Option<Id>,
    /// Whether there was a dialog or popup.
    is_open: bool,
    /// In it.
    inside: Option<Id>,
}

/// Gives the focus back to what had it before a dialog or a popup, when that is closed, unless something else has asked
/// for it. Called last in a frame.
pub(super) fn give_back(ctx: &Context, is_dialog_open: bool) {
    let id = Id::unique("focus_and_dialogs");
    let focused = ctx.memory(eframe::egui::Memory::focused);
    let mut focus: Focus = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    if is_dialog_open || Popup::is_any_open(ctx) {
        (focus.is_open, focus.inside) = (true, focused);
    } else if std::mem::take(&mut focus.is_open) {
        if let Some(behind) = focus.behind.filter(|_| focused.is_none() || focused == focus.inside) {
            ctx.memory_mut(|memory| memory.request_focus(behind));
            // The widgets of this frame still lay behind the dialog.
            ctx.request_repaint();
        }
    } else {
        focus.behind = focused;
    }
    ctx.data_mut(|data| data.insert_temp(id, focus));
}

/// Whether the dialog has just opened: its first control takes the focus then. Called while it is painted.
pub(super) fn is_new(ctx: &Context, dialog: &str) -> bool {
    let id = Id::unique(("dialog_shown_in_frame", dialog));
    let frame = ctx.cumulative_frame_nr();
    let last: Option<u64> = ctx.data(|data| data.get_temp(id));
    ctx.data_mut(|data| data.insert_temp(id, frame));
    last.is_none_or(|last| last + 1 < frame)
}
