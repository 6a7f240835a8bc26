//! The verdict: shape, word and colour.

use eframe::egui::accesskit::Live;
use eframe::egui::{Align, Color32, CornerRadius, Frame, Label, Layout, Margin, Role, Ui};

use super::icon::{Mark, icon};
use super::role::announce;
use crate::domain::finding::{Finding, Verdict};
use crate::ui::theme::{self, Palette, space};

/// What a banner says by its colour and its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// It would be accepted.
    Good,
    /// It would be refused.
    Bad,
    /// It would be accepted later.
    Later,
    /// Nobody knows.
    Open,
}

impl Outlook {
    /// Its colour.
    pub(crate) fn color(self, palette: &Palette) -> Color32 {
        match self {
            Self::Good => palette.ok,
            Self::Bad => palette.refused,
            Self::Later => palette.warning,
            Self::Open => palette.accent,
        }
    }

    /// Its shape.
    pub(crate) fn mark(self) -> Mark {
        match self {
            Self::Good => Mark::Check,
            Self::Bad => Mark::Cross,
            Self::Later => Mark::Clock,
            Self::Open => Mark::Question,
        }
    }
}

/// What a banner says in words.
pub(crate) struct Banner<'a> {
    /// Its colour and shape.
    pub(crate) outlook: Outlook,
    /// The answer.
    pub(crate) headline: &'a str,
    /// What it is based on.
    pub(crate) detail: &'a str,
    /// What is counted down, large; empty for nothing.
    pub(crate) countdown: &'a str,
    /// The reasons: a screen reader reads them out with the answer.
    pub(crate) findings: &'a [Finding],
    /// What the answer is about: it is read out again for another one, also if the answer is the same.
    pub(crate) about: &'a str,
}

/// More kinds of findings are not read out with the verdict.
const MOST_KINDS: usize = 8;

/// Shows a banner.
pub(crate) fn banner(ui: &mut Ui, banner: &Banner<'_>) {
    ui.push_id(("banner", banner.about), |ui| show(ui, banner));
}

fn show(ui: &mut Ui, banner: &Banner<'_>) {
    let palette = theme::palette(ui);
    let color = banner.outlook.color(palette);
    Frame::new()
        .fill(palette.tint(color))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            announce(ui, Role::Status, &read_out(banner), Live::Polite);
            ui.set_width(ui.available_width());
            ui.spacing_mut().interact_size.y = 24.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                icon(ui, banner.outlook.mark(), color, 24.0);
                ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
                    ui.add(Label::new(theme::headline(banner.headline).color(color)));
                    if !banner.detail.is_empty() {
                        ui.add(Label::new(banner.detail));
                    }
                    if !banner.countdown.is_empty() {
                        ui.add(Label::new(theme::large_mono(banner.countdown).color(color)));
                    }
                });
            });
        });
}

/// The answer, what it is based on, and the kinds of the findings: their messages change with every second.
fn read_out(banner: &Banner<'_>) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for finding in banner.findings {
        let kind = finding.code.as_str().replace('_', " ");
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.truncate(MOST_KINDS);
    let parts = [banner.headline, banner.detail, &kinds.join(", ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The banner's outlook for a verdict.
pub(crate) fn banner_of(verdict: Verdict) -> Outlook {
    match verdict {
        Verdict::Accept => Outlook::Good,
        Verdict::Refuse => Outlook::Bad,
        Verdict::Undecided => Outlook::Open,
    }
}
