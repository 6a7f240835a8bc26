//! What OAuth 2.0's own requests say.

use eframe::egui::Ui;

use super::fields::one_line;
use crate::app::command::{Action, Command};
use crate::app::request_desk::RequestEdit;
use crate::app::view::View;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{button, primary, small_dim};

const SCOPES: &str = "optional: separated by blanks";

/// The token request of the client-credentials grant.
pub(super) fn client_credentials(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let desk = &view.state.request;
    ui.spacing_mut().item_spacing.y = space::XS + 2.0;
    ui.label(theme::strong("Token URL"));
    one_line(ui, "Token URL", &desk.url, "https://login.example.com/token", RequestEdit::Url, commands);
    ui.label(theme::strong("Scopes"));
    one_line(ui, "Scopes", &desk.oauth_scopes, SCOPES, RequestEdit::OauthScopes, commands);
    small_dim(ui, "The client's ID and secret come from the environment: they are not typed here.");
}

/// The authorization URL.
pub(super) fn authorization(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let desk = &view.state.request;
    ui.spacing_mut().item_spacing.y = space::XS + 2.0;
    ui.label(theme::strong("Authorization URL"));
    let hint = "https://login.example.com/authorize";
    one_line(ui, "Authorization URL", &desk.url, hint, RequestEdit::Url, commands);
    ui.label(theme::strong("Client ID"));
    one_line(ui, "Client ID", &desk.client_id, "", RequestEdit::ClientId, commands);
    ui.label(theme::strong("Redirect URI"));
    let hint = "optional: http://127.0.0.1:8080/callback";
    one_line(ui, "Redirect URI", &desk.redirect_uri, hint, RequestEdit::RedirectUri, commands);
    ui.label(theme::strong("Scopes"));
    one_line(ui, "Scopes", &desk.oauth_scopes, SCOPES, RequestEdit::OauthScopes, commands);
    ui.horizontal_wrapped(|ui| {
        if desk.proof.is_some() {
            button(ui, Action::DrawProof, commands);
            button(ui, Action::CopyVerifier, commands);
        } else {
            primary(ui, Action::DrawProof, commands);
        }
    });
    match &desk.proof {
        Some(proof) => small_dim(ui, format!("Take an answer only with the state {}.", proof.state())),
        None => small_dim(ui, "The URL needs a fresh code verifier and state (PKCE, S256)."),
    };
}
