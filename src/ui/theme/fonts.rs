//! The faces. There are no others: the program looks the same on every machine.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontId};

/// Size of text, in points.
pub(super) const BODY: f32 = 14.0;
/// Size of monospaced text.
pub(super) const MONO: f32 = 13.0;
/// Size of remarks.
pub(super) const SMALL: f32 = 12.0;
/// Size of the verdict's headline.
pub(super) const HEADLINE: f32 = 16.0;
/// Size of the countdown.
pub(super) const COUNTDOWN: f32 = 20.0;

const REGULAR: &str = "Inter";
const MEDIUM: &str = "Inter Medium";
const SEMI_BOLD: &str = "Inter SemiBold";
const MONOSPACED: &str = "JetBrains Mono";

/// Inter for text, `JetBrains` Mono for tokens and JSON; each stands in for the signs that the other lacks.
pub(super) fn definitions() -> FontDefinitions {
    let face = |name: &str, bytes: &'static [u8]| (name.to_owned(), Arc::new(FontData::from_static(bytes)));
    let font_data = BTreeMap::from([
        face(REGULAR, include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
        face(MEDIUM, include_bytes!("../../../assets/fonts/Inter-Medium.otf")),
        face(SEMI_BOLD, include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
        face(MONOSPACED, include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf")),
    ]);
    let family = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
    let families = BTreeMap::from([
        (FontFamily::Proportional, family(REGULAR, MONOSPACED)),
        (FontFamily::Monospace, family(MONOSPACED, REGULAR)),
        (FontFamily::Name(MEDIUM.into()), family(MEDIUM, MONOSPACED)),
        (FontFamily::Name(SEMI_BOLD.into()), family(SEMI_BOLD, MONOSPACED)),
    ]);
    FontDefinitions { font_data, families }
}

pub(super) fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(MEDIUM.into()))
}

pub(super) fn semi_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMI_BOLD.into()))
}

pub(super) fn mono(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}
