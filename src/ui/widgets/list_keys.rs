//! Lists that take the focus as a whole: the keyboard passes them in one step, the arrow keys go through their rows.

use eframe::egui::{EventFilter, Id, Key, Modifiers, Ui};

/// The row that a key press leads to, in a list that has the focus; a page has so many rows. Where no row is chosen yet,
/// the arrow keys lead to the first one.
pub(crate) fn place_by_key(ui: &Ui, list: Id, chosen: Option<usize>, count: usize, page: usize) -> Option<usize> {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list, filter));
    let bottom = count.checked_sub(1)?;
    let page = page.max(1);
    let to = |step: &dyn Fn(usize) -> usize| chosen.map_or(0, step);
    let keys = [
        (Key::ArrowUp, to(&|place| place.saturating_sub(1))),
        (Key::ArrowDown, to(&|place| place + 1)),
        (Key::PageUp, to(&|place| place.saturating_sub(page))),
        (Key::PageDown, to(&|place| place + page)),
        (Key::Home, 0),
        (Key::End, bottom),
    ];
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    keys.into_iter().find(|(key, _)| pressed(*key)).map(|(_, place)| place.min(bottom))
}

/// Whether another row of the list is chosen than at the last look.
pub(crate) fn has_moved(ui: &Ui, list: Id, chosen: Option<usize>) -> bool {
    let before: Option<Option<usize>> = ui.data(|data| data.get_temp(list));
    ui.data_mut(|data| data.insert_temp(list, chosen));
    before.is_some_and(|before| before != chosen)
}
