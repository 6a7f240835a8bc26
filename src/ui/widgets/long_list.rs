//! A list of any length. Its place is the number of its first row, not a distance: a million rows are 40 million points
//! high, and of a distance so long a number of egui's has nothing left for what is behind the point.

use eframe::egui::{CornerRadius, Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::focus_ring::focus_ring;
use super::list_keys::{has_moved, place_by_key};
use super::role::choose_row;
use crate::ui::theme;

/// Width of the scroll bar, in points; the room for it is wider.
const BAR: f32 = 6.0;
const BAR_ROOM: f32 = 8.0;
const LEAST_HANDLE: f32 = 28.0;

/// What a list is.
pub(crate) struct LongList<'a> {
    /// Its accessible name.
    pub(crate) name: &'a str,
    /// How many rows it has.
    pub(crate) count: usize,
    /// How high each row is, in points.
    pub(crate) row: f32,
    /// How high the list is, in points.
    pub(crate) height: f32,
    /// The place of the row that is chosen.
    pub(crate) chosen: Option<usize>,
    /// What tells that row from the others wherever it is: its place changes when others come in before it.
    pub(crate) identity: Option<usize>,
    /// It begins at its start again when this changes.
    pub(crate) of: u64,
}

/// Where a list is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Scroll {
    of: u64,
    /// The row at the top.
    first: usize,
    /// How much of that row is above the top, in points.
    above: f32,
}

/// Shows a list; gives the row that was chosen by the pointer or a key. Only rows in sight are painted. `row` paints the
/// row of a place, whose surface is sensed already.
pub(crate) fn long_list(ui: &mut Ui, list: &LongList<'_>, mut row: impl FnMut(&Ui, &Response, usize)) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), list.height), Sense::hover());
    let id = ui.scope_id().with(list.name);
    // The list takes the focus, not its rows: the keyboard passes it in one step.
    let focus = ui.interact(rect, id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, list.name));
    ui.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(list.count));
    let mut wanted = None;
    if focus.has_focus() {
        focus_ring(ui, rect.expand(3.0), 8.0);
        wanted = place_by_key(ui, id, list.chosen, list.count, list.rows_in_sight());
    }
    let scroll = list.scroll(ui, id, rect, wanted);
    let room = rect.with_max_x(rect.right() - BAR_ROOM);
    // To a screen reader the rows are in the list.
    ui.scope_builder(UiBuilder::new().max_rect(room).accessibility_parent(id), |ui| {
        // Above and below: at the side nothing sticks out, and what scrolls the list itself is there.
        let clip = ui.clip_rect();
        ui.set_clip_rect(clip.intersect(Rect::from_x_y_ranges(clip.x_range(), room.y_range())));
        for place in scroll.first..(scroll.first + list.rows_in_sight() + 2).min(list.count) {
            let top = room.top() + list.distance(place - scroll.first) - scroll.above;
            if top >= room.bottom() {
                break;
            }
            let surface = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), list.row));
            let response = ui.interact(surface, id.with(place), Sense::CLICK);
            row(ui, &response, place);
            let is_chosen = list.chosen == Some(place);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_selected(is_chosen);
                node.set_position_in_set(place);
                node.set_size_of_set(list.count);
            });
            if is_chosen {
                choose_row(ui, id, response.id);
            }
            if response.clicked() {
                ui.memory_mut(|memory| memory.request_focus(id));
                wanted = Some(place);
            }
        }
    });
    wanted
}

impl LongList<'_> {
    /// So many whole rows are seen.
    fn rows_in_sight(&self) -> usize {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a screen's height")]
        let rows = (self.height / self.row).max(1.0) as usize;
        rows
    }

    #[allow(clippy::cast_precision_loss, reason = "a distance within a screen")]
    fn distance(&self, rows: usize) -> f32 {
        rows as f32 * self.row
    }

    /// Where the list is now, after wheel, bar and keys, which lead to the row that is `wanted`.
    fn scroll(&self, ui: &Ui, id: Id, rect: Rect, wanted: Option<usize>) -> Scroll {
        let key = id.with("scroll");
        let before: Scroll = ui.data(|data| data.get_temp(key)).unwrap_or_default();
        let mut scroll = if before.of == self.of { before } else { Scroll { of: self.of, ..Scroll::default() } };
        let is_another = has_moved(ui, id, self.identity);
        let chosen = self.chosen.filter(|_| is_another);
        if let Some(place) = wanted.or(chosen) {
            self.reveal(&mut scroll, place);
        }
        if ui.rect_contains_pointer(rect) {
            self.roll(ui, &mut scroll);
        }
        self.bar(ui, id, rect, &mut scroll);
        let scroll = self.limit(scroll);
        if scroll != before {
            ui.data_mut(|data| data.insert_temp(key, scroll));
        }
        scroll
    }

    /// The last row that may be at the top: the list ends with a whole row at either edge.
    fn last(&self) -> usize {
        self.count.saturating_sub(self.rows_in_sight())
    }

    fn limit(&self, scroll: Scroll) -> Scroll {
        let last = self.last();
        if scroll.first >= last { Scroll { first: last, above: 0.0, ..scroll } } else { scroll }
    }

    /// Brings a row into sight, with a whole row at the top.
    fn reveal(&self, scroll: &mut Scroll, place: usize) {
        let rows = self.rows_in_sight();
        let is_above = place < scroll.first || (place == scroll.first && scroll.above > 0.0);
        let is_below =
            self.distance((place + 1).saturating_sub(scroll.first).min(rows + 2)) > self.height + scroll.above;
        if is_above {
            (scroll.first, scroll.above) = (place, 0.0);
        } else if is_below {
            (scroll.first, scroll.above) = ((place + 1).saturating_sub(rows), 0.0);
        }
    }

    /// Puts a row so far below the top.
    fn put_below(&self, scroll: &mut Scroll, row: usize, distance: f32) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a screen's height")]
        let rows = (distance / self.row).ceil().max(0.0) as usize;
        (scroll.first, scroll.above) = match row.checked_sub(rows) {
            Some(first) => (first, self.distance(rows) - distance),
            None => (0, 0.0),
        };
    }

    /// What the wheel does, as far as there is anything left to scroll.
    fn roll(&self, ui: &Ui, scroll: &mut Scroll) {
        let delta = ui.input(|input| input.smooth_scroll_delta().y);
        if delta == 0.0 {
            return;
        }
        let before = *scroll;
        let distance = scroll.above - delta;
        if distance < 0.0 {
            self.put_below(scroll, scroll.first, -distance);
        } else {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a turn of a wheel")]
            let rows = (distance / self.row) as usize;
            scroll.first = scroll.first.saturating_add(rows);
            scroll.above = distance - self.distance(rows);
        }
        *scroll = self.limit(*scroll);
        if *scroll != before {
            // What is around does not scroll as well.
            ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
        }
    }

    /// The scroll bar, where there is more than can be seen.
    fn bar(&self, ui: &Ui, id: Id, rect: Rect, scroll: &mut Scroll) {
        if self.last() == 0 {
            return;
        }
        let track = rect.with_min_x(rect.right() - BAR);
        let handle = (track.height() * self.share()).max(LEAST_HANDLE).min(track.height());
        let way = track.height() - handle;
        let bar = ui.interact(track.expand2(vec2(3.0, 0.0)), id.with("bar"), Sense::DRAG);
        if let Some(pointer) = bar.interact_pointer_pos()
            && way > 0.0
        {
            let share = f64::from(((pointer.y - track.top() - handle / 2.0) / way).clamp(0.0, 1.0));
            *scroll = self.at(share, *scroll);
        }
        let share = self.share_above(*scroll);
        #[allow(clippy::cast_possible_truncation, reason = "a share of a screen's height")]
        let top = track.top() + way * share as f32;
        let handle = Rect::from_min_size(pos2(track.left(), top), vec2(BAR, handle));
        let palette = theme::palette(ui);
        let color = if bar.hovered() || bar.dragged() { palette.dim } else { palette.border() };
        ui.painter().rect_filled(handle, CornerRadius::same(3), color);
    }

    /// How much of the list is in sight, 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "a share to look at")]
    fn share(&self) -> f32 {
        self.height / self.row / self.count.max(1) as f32
    }

    /// How far down the list is, 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "a f64 counts more rows than there can be")]
    fn share_above(&self, scroll: Scroll) -> f64 {
        let rows = scroll.first as f64 + f64::from(scroll.above / self.row);
        (rows / self.last().max(1) as f64).clamp(0.0, 1.0)
    }

    /// The place that is so far down, 0 to 1.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
    fn at(&self, share: f64, scroll: Scroll) -> Scroll {
        let rows = self.last() as f64 * share;
        Scroll { first: rows as usize, above: rows.fract() as f32 * self.row, ..scroll }
    }
}
