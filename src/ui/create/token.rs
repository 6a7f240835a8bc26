//! The verdict over the test token, and the token.

use eframe::egui::{Align, Layout, Ui};

use crate::app::command::{Action, Command};
use crate::app::view::{Countdown, CreateView, View};
use crate::domain::finding::{Code, Severity, Verdict};
use crate::domain::time::UnixTime;
use crate::ui::widgets::{
    Banner, Outlook, banner, banner_of, button, card, plain_heading, primary, sentence, token_text,
};

/// Whether the service would take it, and for how long.
pub(super) fn verdict(ui: &mut Ui, view: &View<'_>, create: &CreateView) {
    let (judgement, countdown) = match (&create.token, &create.judgement) {
        (Ok(_), Some(judgement)) => (judgement, create.countdown),
        (Err(error), _) => {
            let reason = format!("{} {}", sentence(&error.to_string()), error.advice());
            let headline = "No token yet";
            banner(
                ui,
                &Banner { outlook: Outlook::Open, headline, detail: &reason, countdown: "", findings: &[], about: "" },
            );
            return;
        }
        (Ok(_), None) => return,
    };
    let left = match countdown {
        Countdown::Left(_) => countdown.word(),
        _ => String::new(),
    };
    let (outlook, headline, detail) = if countdown == Countdown::Over {
        (Outlook::Bad, "Expired".to_owned(), "Renew it to go on".to_owned())
    } else if let Some(start) = starts_later(view, create) {
        (Outlook::Later, format!("From {}", start.word_utc(view.now)), expiry(countdown))
    } else if judgement.verdict == Verdict::Accept {
        (Outlook::Good, judgement.verdict.headline().to_owned(), expiry(countdown))
    } else {
        let detail = "the reasons are below".to_owned();
        (banner_of(judgement.verdict), judgement.verdict.headline().to_owned(), detail)
    };
    let countdown = if outlook == Outlook::Good || outlook == Outlook::Later { left.as_str() } else { "" };
    let findings = judgement.findings.as_slice();
    banner(ui, &Banner { outlook, headline: &headline, detail: &detail, countdown, findings, about: "" });
}

fn expiry(countdown: Countdown) -> String {
    match countdown {
        Countdown::Left(_) => "expires in".to_owned(),
        _ => countdown.word(),
    }
}

/// The moment that the token becomes valid at, if waiting for it is all that it needs.
fn starts_later(view: &View<'_>, create: &CreateView) -> Option<UnixTime> {
    let judgement = create.judgement.as_ref()?;
    let mut errors = judgement.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let waiting = errors.next()?.code == Code::NotYetValid && errors.next().is_none();
    let form = &view.state.form;
    let zone = form.nbf_zone.zone(view.state.local);
    let start = UnixTime::from_date_and_time(&form.nbf_date, &form.nbf_time, zone).ok()?;
    waiting.then_some(start)
}

/// The token and the ways to take it away.
pub(super) fn show(ui: &mut Ui, token: &str, create: &CreateView, commands: &mut Vec<Command>) {
    card(ui, |ui| {
        plain_heading(ui, "Token", "signed again with every edit");
        token_text(ui, token);
        ui.with_layout(Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
            let over = create.countdown == Countdown::Over;
            primary(ui, if over { Action::Renew } else { Action::CopyToken }, commands);
            button(ui, Action::CopyHeaderLine, commands);
            button(ui, Action::CopySlicerLine, commands);
        });
    });
}
