//! What is painted, looked at as shapes: where text is cut off, sticks out, lies on other text, or is covered.

use std::fmt;

use eframe::egui::epaint::{ClippedShape, RectShape, Shape, TextShape};
use eframe::egui::{Pos2, Rect, vec2};

/// Rounding to pixels, in points.
const SLACK: f32 = 0.75;
/// Scroll bars are not wider than that, in points.
const BAR: f32 = 8.5;

/// What is wrong with a text.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    text: String,
    place: Rect,
    what: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {} {}", self.text, self.place, self.what)
    }
}

/// A row of text: the ink alone, without the room around it.
struct Row {
    text: String,
    ink: Rect,
    clip: Rect,
    /// The surface that it begins on, if there is one.
    surface: Option<Rect>,
}

impl Row {
    fn seen(&self) -> Rect {
        self.ink.intersect(self.clip)
    }

    fn complain(&self, what: String) -> Complaint {
        Complaint { text: self.text.clone(), place: self.ink, what }
    }
}

/// A text that ends in … because there is no room.
pub(crate) struct Elided {
    pub(crate) whole: String,
    pub(crate) place: Pos2,
}

/// What a frame consists of.
pub(crate) struct Scenery {
    window: Rect,
    rows: Vec<Row>,
    surfaces: Vec<Rect>,
    /// Handles of scroll bars.
    handles: Vec<Rect>,
    complaints: Vec<Complaint>,
    pub(crate) elided: Vec<Elided>,
}

impl Scenery {
    pub(crate) fn of(window: Rect, shapes: &[ClippedShape]) -> Self {
        let mut scenery = Self {
            window,
            rows: Vec::new(),
            surfaces: Vec::new(),
            handles: Vec::new(),
            complaints: Vec::new(),
            elided: Vec::new(),
        };
        for shape in shapes {
            scenery.look_at(shape.clip_rect, &shape.shape);
        }
        scenery
    }

    /// Every text in sight.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, Rect)> {
        self.rows.iter().map(|row| (row.text.as_str(), row.seen()))
    }

    fn look_at(&mut self, clip: Rect, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.look_at(clip, shape)),
            Shape::Rect(rect) => self.lay(clip, rect),
            Shape::Text(text) => self.write(clip, text),
            _ => {}
        }
    }

    fn lay(&mut self, clip: Rect, shape: &RectShape) {
        let rect = shape.rect.intersect(clip);
        if !rect.is_positive() || shape.fill.a() == 0 && shape.stroke.is_empty() {
            return;
        }
        if shape.fill.a() > 0 && rect.contains_rect(self.window) {
            // What lies below is in the background from here on.
            self.rows.clear();
            self.surfaces.clear();
            self.handles.clear();
            self.elided.clear();
        } else if shape.rect.width() <= BAR {
            self.handles.push(rect);
        } else {
            if shape.fill.a() == 255 {
                self.cover(rect);
            }
            self.surfaces.push(shape.rect);
        }
    }

    fn cover(&mut self, rect: Rect) {
        let covered = self.rows.iter().filter(|row| row.seen().intersect(rect).shrink(SLACK).is_positive());
        self.complaints.extend(covered.map(|row| row.complain(format!("is covered by {rect}"))));
    }

    fn write(&mut self, clip: Rect, shape: &TextShape) {
        let galley = &shape.galley;
        for row in &galley.rows {
            let ink = row.visuals.mesh_bounds.translate(shape.pos.to_vec2() + row.pos.to_vec2());
            if !ink.is_positive() || !ink.intersects(clip) {
                continue;
            }
            let begins = |surface: &&Rect| surface.contains(ink.left_center() + vec2(SLACK, 0.0));
            let surface = self.surfaces.iter().rev().find(begins).copied();
            self.rows.push(Row { text: row.text(), ink, clip, surface });
        }
        let place = (shape.visual_bounding_rect()).intersect(clip);
        if galley.elided && place.is_positive() {
            self.elided.push(Elided { whole: galley.text().to_owned(), place: place.center() });
        }
    }

    /// What is wrong; `fields` are the text fields, in which text scrolls under its edges.
    pub(crate) fn complaints(mut self, fields: &[Rect]) -> Vec<Complaint> {
        for (place, row) in self.rows.iter().enumerate() {
            let in_field = fields.iter().any(|field| field.expand(SLACK).contains(row.seen().center()));
            self.complaints.extend(self.cut(row, in_field));
            self.complaints.extend(stick_out(row, in_field));
            let on = self.rows.iter().skip(place + 1);
            let on = on.filter(|other| row.seen().intersect(other.seen()).shrink(SLACK).is_positive());
            self.complaints.extend(on.map(|other| row.complain(format!("lies on {:?} at {}", other.text, other.ink))));
        }
        self.complaints
    }

    /// Cut off at a side; or above or below, where no scroll bar says that it goes on.
    fn cut(&self, row: &Row, in_field: bool) -> Option<Complaint> {
        let room = row.clip.intersect(self.window).expand(SLACK);
        let is_beside = row.ink.left() < room.left() || row.ink.right() > room.right();
        let is_above_or_below = row.ink.top() < room.top() || row.ink.bottom() > room.bottom();
        let has_bar = self.handles.iter().any(|handle| {
            let is_beside = handle.center().x > row.ink.right() && handle.right() <= room.right() + BAR;
            let is_of_edge = if row.ink.bottom() > room.bottom() {
                handle.bottom() <= room.bottom()
            } else {
                handle.top() >= room.top()
            };
            is_beside && is_of_edge && handle.height() >= BAR
        });
        match (in_field, is_beside, is_above_or_below) {
            (false, true, _) => Some(row.complain(format!("is cut off at the side of {room}"))),
            (false, false, true) if !has_bar => Some(row.complain(format!("is cut off by {room}, which has no bar"))),
            _ => None,
        }
    }
}

/// Goes on beyond the surface on which it begins.
fn stick_out(row: &Row, in_field: bool) -> Option<Complaint> {
    let surface = row.surface.filter(|_| !in_field)?;
    // The ink of a letter may be higher than its line.
    let is_inside = surface.expand2(vec2(SLACK, 3.0 * SLACK)).contains_rect(row.seen());
    (!is_inside).then(|| row.complain(format!("sticks out of {surface}")))
}
