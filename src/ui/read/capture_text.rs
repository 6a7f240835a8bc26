//! The captured text in its colours: the token's segments, what is skipped, what is masked.

use std::ops::Range;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, TextFormat};

use crate::domain::capture::Capture;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::segment_color;

/// So many bytes are shown on each side of a token in an excerpt, and of the token itself.
const MARGIN: usize = 300;
const LONGEST: usize = 16_000;

/// How a part of the text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    /// Not part of the token.
    Skipped,
    /// A secret of another kind: its characters are not shown.
    Masked,
    /// A dot between segments.
    Dot,
    /// A segment, counted from 0.
    Segment(usize),
}

/// The parts of a text that are not just skipped, in order, as byte ranges.
pub(super) struct Runs(Vec<(Range<usize>, Ink)>);

impl Runs {
    /// The runs of a text in which one of the found tokens is chosen.
    pub(super) fn of(text: &str, capture: &Capture, selected: usize) -> Self {
        let asides = capture.asides.iter().filter(|aside| aside.is_secret());
        let mut runs: Vec<_> = asides.map(|aside| (aside.span(), Ink::Masked)).collect();
        if let Some(found) = capture.found.get(selected) {
            let mut segment = 0;
            for piece in &found.pieces {
                push_piece(&mut runs, text, piece.clone(), &mut segment);
            }
        }
        runs.sort_by_key(|(range, _)| range.start);
        Self(runs)
    }

    /// A part of the text, character for character.
    pub(super) fn lay_out(&self, text: &str, shown: Range<usize>, palette: &Palette) -> LayoutJob {
        let mut job = LayoutJob::default();
        job.wrap.break_anywhere = true;
        let mut at = shown.start;
        for (range, ink) in &self.0 {
            let start = range.start.clamp(at, shown.end);
            let end = range.end.clamp(at, shown.end);
            append(&mut job, text, at..start, Ink::Skipped, palette);
            append(&mut job, text, start..end, *ink, palette);
            at = end;
        }
        append(&mut job, text, at..shown.end, Ink::Skipped, palette);
        job
    }
}

/// Splits a piece of the token at its dots.
fn push_piece(runs: &mut Vec<(Range<usize>, Ink)>, text: &str, piece: Range<usize>, segment: &mut usize) {
    let mut start = piece.start;
    for (dot, _) in text.get(piece.clone()).unwrap_or_default().match_indices('.') {
        let dot = piece.start + dot;
        runs.push((start..dot, Ink::Segment(*segment)));
        runs.push((dot..dot + 1, Ink::Dot));
        *segment += 1;
        start = dot + 1;
    }
    runs.push((start..piece.end, Ink::Segment(*segment)));
}

fn append(job: &mut LayoutJob, text: &str, part: Range<usize>, ink: Ink, palette: &Palette) {
    let part = text.get(part).unwrap_or_default();
    if part.is_empty() {
        return;
    }
    let format = |color: Color32| -> TextFormat { theme::mono_format(color) };
    match ink {
        Ink::Skipped => job.append(part, 0.0, format(palette.dim)),
        // As many characters as there are: the text field counts them.
        Ink::Masked => job.append(&"•".repeat(part.chars().count()), 0.0, format(palette.dim)),
        Ink::Dot => job.append(part, 0.0, format(palette.text)),
        Ink::Segment(place) => job.append(part, 0.0, format(segment_color(palette, place))),
    }
}

/// What an excerpt shows of a text: the token with something on both sides, on character boundaries.
pub(super) fn around(text: &str, token: Range<usize>) -> Range<usize> {
    let end = token.end.min(token.start.saturating_add(LONGEST)).saturating_add(MARGIN);
    let start = token.start.saturating_sub(MARGIN);
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    boundary(start).unwrap_or(0)..boundary(end).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::DARK;

    #[test]
    fn the_layout_has_every_character_of_the_text() {
        let text = "ä X-Auth-Uplynk-Jwt: eyJhbGciOiJFUzI1NiJ9.eyJpYXQiOjF9.c2ln ö";
        let runs = Runs::of(text, &crate::domain::capture::capture(text), 0);
        assert_eq!(runs.lay_out(text, 0..text.len(), &DARK).text, text);
    }

    #[test]
    fn an_excerpt_ends_on_character_boundaries() {
        let text = "ä".repeat(50_000);
        for start in [0, 1, 40_001, 99_999, 100_000, 200_000] {
            assert!(text.get(around(&text, start..start + 7)).is_some(), "{start}");
        }
    }
}
