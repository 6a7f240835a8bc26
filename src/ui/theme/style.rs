//! How egui's own widgets take the design on.

use eframe::egui::style::{ScrollStyle, WidgetVisuals, Widgets};
use eframe::egui::{Color32, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, vec2};

use super::{CONTROL_HEIGHT, Palette, fonts, space};

/// egui's style in the colours of one theme.
pub(super) fn of(palette: &Palette, mut style: Style) -> Style {
    type_scale(&mut style);
    spacing(&mut style);
    visuals(&mut style, palette);
    // Labels are selected where there is something to take away: messages, JSON, tokens.
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style
}

fn type_scale(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Body, FontId::proportional(fonts::BODY)),
        (TextStyle::Button, FontId::proportional(fonts::BODY)),
        (TextStyle::Heading, fonts::semi_bold(fonts::HEADLINE)),
        (TextStyle::Monospace, fonts::mono(fonts::MONO)),
        (TextStyle::Small, FontId::proportional(fonts::SMALL)),
    ]
    .into();
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::S);
    spacing.button_padding = vec2(12.0, 6.0);
    spacing.interact_size = vec2(CONTROL_HEIGHT, CONTROL_HEIGHT);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 7.0;
    spacing.icon_spacing = 10.0;
    spacing.menu_margin = Margin::symmetric(10, 8);
    spacing.tooltip_width = 420.0;
    spacing.combo_height = 320.0;
    spacing.scroll =
        ScrollStyle { bar_width: 8.0, floating_width: 4.0, dormant_handle_opacity: 0.35, ..ScrollStyle::floating() };
}

fn visuals(style: &mut Style, palette: &Palette) {
    let visuals = &mut style.visuals;
    visuals.dark_mode = palette.dark;
    visuals.widgets = widgets(palette);
    visuals.weak_text_color = Some(palette.dim);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.refused;
    visuals.panel_fill = palette.background;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = palette.field();
    visuals.text_edit_bg_color = Some(palette.field());
    visuals.faint_bg_color = palette.raised;
    visuals.code_bg_color = palette.raised;
    visuals.selection.bg_fill = palette.accent.gamma_multiply(0.32);
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    let shadow = Shadow {
        offset: [0, 6],
        blur: 18,
        spread: 0,
        color: Color32::from_black_alpha(if palette.dark { 110 } else { 40 }),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
}

fn widgets(palette: &Palette) -> Widgets {
    let state = |fill: Color32, stroke: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: CornerRadius::same(6),
        fg_stroke: Stroke::new(1.0, palette.text),
        expansion: 0.0,
    };
    let hairline = |color| Stroke::new(1.0, color);
    // The focus is seen by its border: egui paints what has the keyboard's focus as active.
    let focus = Stroke::new(1.5, palette.accent);
    Widgets {
        noninteractive: state(palette.panel, hairline(palette.line)),
        inactive: state(palette.raised, hairline(palette.line)),
        hovered: state(palette.hovered(), hairline(palette.border())),
        active: state(palette.hovered(), focus),
        open: state(palette.hovered(), hairline(palette.border())),
    }
}
