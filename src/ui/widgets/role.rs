//! What a screen reader is told of the parts of the window: their roles and names, and what it reads out by itself.

use eframe::egui::accesskit::Live;
use eframe::egui::{Id, Response, Role, Ui};

/// Makes the surface that is painted at present a part with a role and a name: the name is what the things in it have
/// in common.
pub(crate) fn part(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}

/// The same of a part that is read out when it comes up, and when its name changes. A name that changes with every
/// second would be read out every second.
pub(crate) fn announced(ui: &Ui, role: Role, name: &str, live: Live) {
    part(ui, role, name);
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_live(live));
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
