//! Text can be read in both themes: contrast of at least 4.5 to 1 (WCAG 2.2, success criterion 1.4.3), of marks and of
//! borders that carry meaning 3 to 1 (1.4.11), computed from the themes' own colours.
#![cfg(feature = "gui")]

use eframe::egui::Color32;
use token_debugger::ui::theme::{DARK, LIGHT, Palette};

/// Relative luminance (WCAG 2.2, definitions).
fn luminance(color: Color32) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

fn contrast(one: Color32, other: Color32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn texts(palette: &Palette) -> [(&'static str, Color32); 9] {
    [
        ("text", palette.text),
        ("dim", palette.dim),
        ("accent", palette.accent),
        ("header", palette.header),
        ("claims", palette.claims),
        ("signature", palette.signature),
        ("ok", palette.ok),
        ("refused", palette.refused),
        ("warning", palette.warning),
    ]
}

#[test]
fn contrast_is_that_of_the_definition() {
    // Black on white is 21 to 1, a colour on itself 1 to 1 (WCAG 2.2, definition of contrast ratio).
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    assert!((contrast(Color32::GRAY, Color32::GRAY) - 1.0).abs() < 1e-9);
    assert!(contrast(Color32::from_rgb(0x77, 0x77, 0x77), Color32::WHITE) < 4.5, "a grey known to be too light");
}

#[test]
fn text_is_readable_on_every_surface() {
    for palette in [DARK, LIGHT] {
        for (surface_name, surface) in
            [("background", palette.background), ("panel", palette.panel), ("field", palette.field())]
        {
            for (name, color) in texts(&palette) {
                let ratio = contrast(color, surface);
                assert!(ratio >= 4.5, "{name} on {surface_name} (dark {}): {ratio:.2}", palette.dark);
            }
        }
    }
}

#[test]
fn text_is_readable_on_buttons_and_banners() {
    for palette in [DARK, LIGHT] {
        let pairs = [
            ("text on a button", palette.text, palette.raised),
            ("text on a button under the pointer", palette.text, palette.hovered()),
            ("text on the accent", palette.on_accent, palette.accent),
            ("text on the green banner", palette.ok, palette.tint(palette.ok)),
            ("text on the red banner", palette.refused, palette.tint(palette.refused)),
            ("text on the yellow banner", palette.warning, palette.tint(palette.warning)),
            ("text on the red strip", palette.text, palette.tint(palette.refused)),
        ];
        for (name, text, surface) in pairs {
            let ratio = contrast(text, surface);
            assert!(ratio >= 4.5, "{name} (dark {}): {ratio:.2}", palette.dark);
        }
    }
}
