//! What a screen reader is told of the parts of the window: their roles and names, and what it reads out by itself.

use eframe::egui::accesskit::Live;
use eframe::egui::{Id, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

/// Makes the surface that is painted at present a part with a role and a name: the name is what the things in it have
/// in common.
pub(crate) fn part(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}

/// Has a text read out when the surface that is painted at present comes up, and when the text changes. One that changes
/// with every second would be read out every second. It is a node of its own: what is in a live node is live as well.
pub(crate) fn announce(ui: &Ui, role: Role, text: &str, live: Live) {
    let corner = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
    let said = ui.interact(corner, ui.unique_id().with("announced"), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(role, true, text));
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(live));
}

/// Gives the dialog that is painted at present a name; nothing behind it can be used.
pub(crate) fn dialog(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(floating(ui), |node| {
        node.set_role(Role::Dialog);
        node.set_label(name);
        node.set_modal();
    });
}

/// Gives the list that a combo box has opened a name. egui gives it its role.
pub(crate) fn opened_list(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(floating(ui), |node| node.set_label(name));
}

/// The surface over the window that is painted at present.
fn floating(ui: &Ui) -> Id {
    let surface = ui.stack().iter().find(|part| part.is_area_ui());
    surface.map_or(ui.unique_id(), |surface| surface.unique_id)
}

/// Lets a text say more to a screen reader than it shows. A text's name is its value: `accessible_name` sets its label,
/// which nobody reads.
pub(crate) fn read_as(response: &Response, text: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_value(text));
}

/// Says which row of a list is meant while the list, or the field over it, keeps the focus.
pub(crate) fn choose_row(ui: &Ui, holder: Id, row: Id) {
    ui.ctx().accesskit_node_builder(holder, |node| node.set_active_descendant(row.accesskit_id()));
}
