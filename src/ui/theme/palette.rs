//! The colours of both themes.

use eframe::egui::Color32;

/// The colours of one theme, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Behind the cards.
    pub background: Color32,
    /// Cards and bars.
    pub panel: Color32,
    /// Buttons, and what lies on a card.
    pub raised: Color32,
    /// Borders and separators.
    pub line: Color32,
    /// Text.
    pub text: Color32,
    /// Remarks.
    pub dim: Color32,
    /// What can be done first, and what has the focus.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The first segment of a token.
    pub header: Color32,
    /// The second segment.
    pub claims: Color32,
    /// The third segment.
    pub signature: Color32,
    /// Would be accepted.
    pub ok: Color32,
    /// Would be refused.
    pub refused: Color32,
    /// Works, but should not be so.
    pub warning: Color32,
}

/// The dark theme.
pub const DARK: Palette = Palette {
    dark: true,
    background: rgb(0x0014_171c),
    panel: rgb(0x001b_1f26),
    raised: rgb(0x0023_2833),
    line: rgb(0x002f_3642),
    text: rgb(0x00e6_e9ef),
    dim: rgb(0x009a_a4b2),
    accent: rgb(0x006e_a8fe),
    on_accent: rgb(0x0014_171c),
    header: rgb(0x00f2_8fad),
    claims: rgb(0x008a_b4f8),
    signature: rgb(0x007d_dba3),
    ok: rgb(0x005d_d39e),
    refused: rgb(0x00ff_7a85),
    warning: rgb(0x00f5_c452),
};

/// The light theme.
pub const LIGHT: Palette = Palette {
    dark: false,
    background: rgb(0x00f3_f5f8),
    panel: rgb(0x00ff_ffff),
    raised: rgb(0x00f0_f2f6),
    line: rgb(0x00d9_dee6),
    text: rgb(0x001c_2430),
    dim: rgb(0x0056_6273),
    accent: rgb(0x001a_5fd0),
    on_accent: rgb(0x00ff_ffff),
    header: rgb(0x00b3_235a),
    claims: rgb(0x001d_4fb8),
    signature: rgb(0x000b_7a4b),
    ok: rgb(0x000b_7a4b),
    refused: rgb(0x00b3_261e),
    warning: rgb(0x008a_5a00),
};

impl Palette {
    /// The surface of a strip or a banner in a colour: the panel with some of the colour in it.
    #[must_use]
    pub fn tint(&self, color: Color32) -> Color32 {
        self.panel.lerp_to_gamma(color, if self.dark { 0.17 } else { 0.1 })
    }

    /// What text is written in: the panel in the light theme's fields is white on grey, in the dark theme dark on grey.
    #[must_use]
    pub fn field(&self) -> Color32 {
        if self.dark { self.background } else { self.raised }
    }

    /// The raised surface under the pointer.
    #[must_use]
    pub fn hovered(&self) -> Color32 {
        self.raised.lerp_to_gamma(self.dim, 0.14)
    }

    /// Borders of what can be pressed or typed into.
    #[must_use]
    pub fn border(&self) -> Color32 {
        self.line.lerp_to_gamma(self.dim, 0.3)
    }
}

/// A colour from `0x00RR_GGBB`.
const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}
