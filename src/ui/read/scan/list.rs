//! The list of the scanned tokens.

use std::sync::Arc;

use eframe::egui::{
    CornerRadius, Galley, Rect, Response, Role, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::form::ZoneChoice;
use crate::app::scan::{ScanDesk, ScanEdit};
use crate::app::view::{ScanView, View};
use crate::domain::finding::Code;
use crate::domain::scan::Record;
use crate::domain::text::group_digits;
use crate::domain::time::UnixTime;
use crate::ui::theme;
use crate::ui::widgets::{LongList, banner_of, long_list, paint_icon};

const NAME: &str = "Scanned tokens";
/// Height of a row, in points: line and time, and below them what was found.
pub(super) const ROW: f32 = 42.0;
const ICON: f32 = 18.0;
const PADDING: f32 = 8.0;
/// The key ID gets no more than this share of its row.
const KID_SHARE: f32 = 0.4;

/// Shows the list, so high.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    desk: &ScanDesk,
    scan: &ScanView,
    height: f32,
    commands: &mut Vec<Command>,
) {
    let identity = desk.selected.and_then(|row| usize::try_from(row).ok());
    let (count, chosen, of) = (scan.len(), scan.selected, desk.order.number);
    let list = LongList { name: NAME, count, row: ROW, height, chosen, identity, of };
    let chosen = long_list(ui, &list, |ui, response, place| {
        if let Some(row) = scan.row(place).and_then(|row| desk.rows.get(row)) {
            paint(ui, response, &Row::of(view, desk, &row.record), scan.selected == Some(place));
        }
    });
    if let Some(row) = chosen.and_then(|place| scan.row(place)) {
        commands.push(Command::EditScan(ScanEdit::Select(row)));
    }
}

/// What is written in a row.
struct Row<'a> {
    record: &'a Record,
    line: String,
    time: String,
    codes: String,
    kid: &'a str,
}

impl<'a> Row<'a> {
    fn of(view: &View<'_>, desk: &'a ScanDesk, record: &'a Record) -> Self {
        let word_time = |seen: UnixTime| match view.state.zone {
            ZoneChoice::Utc => seen.word_utc_full(),
            ZoneChoice::Local => seen.word_local_full(view.state.local),
        };
        // The reasons first: where there is little room, the end is cut off.
        let mut codes: Vec<Code> = record.codes.iter().collect();
        codes.sort_by_key(|code| code.usual_severity());
        let codes: Vec<String> = codes.into_iter().map(|code| code.as_str().replace('_', " ")).collect();
        Self {
            record,
            line: format!("Line {}", group_digits(record.line)),
            time: record.seen.map(word_time).unwrap_or_default(),
            codes: if codes.is_empty() { record.verdict.headline().to_owned() } else { codes.join(", ") },
            kid: desk.kid(record.kid).unwrap_or_default(),
        }
    }

    /// What a screen reader reads out.
    fn name(&self) -> String {
        let parts = [self.line.as_str(), self.record.verdict.headline(), &self.codes, self.kid, &self.time];
        let mut parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        parts.dedup();
        parts.join(" · ")
    }
}

fn paint(ui: &Ui, response: &Response, row: &Row<'_>, is_chosen: bool) {
    let palette = theme::palette(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, row.name()));
    let rect = response.rect;
    if is_chosen || response.hovered() {
        let fill = if is_chosen { palette.accent.gamma_multiply(0.18) } else { palette.raised };
        ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    }
    let outlook = banner_of(row.record.verdict);
    let icon = Rect::from_center_size(pos2(rect.left() + PADDING + ICON / 2.0, rect.center().y), vec2(ICON, ICON));
    paint_icon(ui, outlook.mark(), outlook.color(palette), icon);
    let left = icon.right() + 10.0;
    let room = rect.right() - PADDING - left;
    let upper = rect.top() + 3.0;
    let time = small(ui, &row.time, room * 0.6);
    let line = lay_out(ui, theme::body(&row.line).into(), room - time.size().x - PADDING);
    let time_at = pos2(rect.right() - PADDING - time.size().x, upper + 2.0);
    ui.painter().galley(pos2(left, upper), line, palette.text);
    ui.painter().galley(time_at, time, palette.dim);
    let lower = upper + theme::LINE_HEIGHT;
    let kid = small(ui, row.kid, room * KID_SHARE);
    let codes = small(ui, &row.codes, room - kid.size().x - PADDING);
    ui.painter().galley(pos2(left, lower), codes, palette.dim);
    ui.painter().galley(pos2(rect.right() - PADDING - kid.size().x, lower), kid, palette.dim);
    response.clone().on_hover_text(row.name());
}

fn small(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    lay_out(ui, theme::small(text).color(theme::palette(ui).dim).into(), width)
}

fn lay_out(ui: &Ui, text: WidgetText, width: f32) -> Arc<Galley> {
    text.into_galley(ui, Some(TextWrapMode::Truncate), width.max(0.0), TextStyle::Body)
}
