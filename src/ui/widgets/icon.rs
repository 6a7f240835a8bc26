//! Icons, drawn: the faces have no symbols, and a shape says it to who can't tell the colours apart.

use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, vec2};

use crate::domain::finding::Severity;
use crate::ui::theme;

/// What is drawn on the disc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A check.
    Check,
    /// A cross.
    Cross,
    /// An exclamation mark, on a square.
    Exclamation,
    /// An i.
    Info,
    /// A question mark.
    Question,
    /// A clock.
    Clock,
    /// An equals sign.
    Equal,
    /// An equals sign, crossed out.
    Unequal,
    /// The left half.
    First,
    /// The right half.
    Second,
}

impl Mark {
    /// The mark of a finding.
    pub(crate) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Cross,
            Severity::Warning => Self::Exclamation,
            Severity::Info => Self::Info,
        }
    }
}

/// Draws an icon of that size, in points. It has no name where the text beside it says the same.
pub(crate) fn icon(ui: &mut Ui, mark: Mark, color: Color32, size: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    paint_icon(ui, mark, color, rect);
    response
}

/// Paints an icon into a square.
pub(crate) fn paint_icon(ui: &Ui, mark: Mark, color: Color32, rect: Rect) {
    let size = rect.width();
    let ink = theme::palette(ui).panel;
    let painter = ui.painter();
    if mark == Mark::Exclamation {
        painter.rect_filled(rect.shrink(size * 0.02), size * 0.22, color);
    } else {
        painter.circle_filled(rect.center(), size * 0.5, color);
    }
    draw(painter, mark, rect, ink);
}

fn draw(painter: &Painter, mark: Mark, rect: Rect, ink: Color32) {
    let size = rect.width();
    let at = |x: f32, y: f32| -> Pos2 { rect.min + vec2(x, y) * size };
    let stroke = Stroke::new((size * 0.1).max(1.5), ink);
    let line = |points: Vec<Pos2>| painter.add(Shape::line(points, stroke));
    match mark {
        Mark::Check => {
            line(vec![at(0.3, 0.52), at(0.44, 0.66), at(0.7, 0.37)]);
        }
        Mark::Cross => {
            line(vec![at(0.35, 0.35), at(0.65, 0.65)]);
            line(vec![at(0.65, 0.35), at(0.35, 0.65)]);
        }
        Mark::Exclamation => {
            line(vec![at(0.5, 0.22), at(0.5, 0.57)]);
            painter.circle_filled(at(0.5, 0.75), stroke.width * 0.6, ink);
        }
        Mark::Info => {
            painter.circle_filled(at(0.5, 0.27), stroke.width * 0.6, ink);
            line(vec![at(0.5, 0.43), at(0.5, 0.77)]);
        }
        Mark::Question => {
            let font = FontId::proportional(size * 0.7);
            painter.text(rect.center(), Align2::CENTER_CENTER, "?", font, ink);
        }
        Mark::Clock => {
            line(vec![at(0.5, 0.24), at(0.5, 0.52), at(0.68, 0.64)]);
        }
        Mark::Equal | Mark::Unequal => {
            line(vec![at(0.3, 0.4), at(0.7, 0.4)]);
            line(vec![at(0.3, 0.6), at(0.7, 0.6)]);
            if mark == Mark::Unequal {
                line(vec![at(0.36, 0.76), at(0.64, 0.24)]);
            }
        }
        Mark::First => hollow(painter, rect, ink, 1.0),
        Mark::Second => hollow(painter, rect, ink, -1.0),
    }
}

/// Takes the right half (`side` 1) or the left half (-1) out of a disc, up to its rim.
fn hollow(painter: &Painter, rect: Rect, ink: Color32, side: f32) {
    const STEPS: u8 = 12;
    let radius = rect.width() * 0.38;
    let point = |step: u8| {
        let angle = std::f32::consts::PI * (f32::from(step) / f32::from(STEPS) - 0.5);
        rect.center() + vec2(angle.cos() * side, angle.sin()) * radius
    };
    painter.add(Shape::convex_polygon((0..=STEPS).map(point).collect(), ink, Stroke::NONE));
}
