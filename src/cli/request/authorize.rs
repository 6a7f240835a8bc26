//! `request authorize`: an authorization URL with PKCE.

use crate::app::platform::randomness::draw_64_bytes;
use crate::cli::World;
use crate::cli::error::CliError;
use crate::cli::output::{Page, Style, plain_object, write_json};
use crate::domain::request::oauth::{AuthorizationRequest, Pkce};

use super::arguments::AuthorizeArguments;

pub(super) fn run(arguments: &AuthorizeArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let request = AuthorizationRequest {
        url: arguments.url.clone(),
        client_id: arguments.client_id.clone(),
        redirect_uri: arguments.redirect_uri.clone(),
        scopes: arguments.scopes.clone(),
    };
    let proof = draw_proof()?;
    let url = request.to_url(&proof)?;
    if arguments.json {
        let challenge = proof.challenge();
        let members = [
            ("url", &*url),
            ("code_verifier", proof.verifier()),
            ("code_challenge", &challenge),
            ("state", proof.state()),
        ];
        write_json(world.stdout, &plain_object(members.map(|(name, value)| (name, value.into()))))?;
        return Ok(0);
    }
    writeln!(world.stdout, "{url}")?;
    let mut page = Page::new(world.stderr, false);
    page.line(&[(Style::Dim, "code_verifier  "), (Style::Plain, proof.verifier())])?;
    page.line(&[(Style::Dim, "state          "), (Style::Plain, proof.state())])?;
    page.plain("Keep code_verifier secret until the token request, and take an answer only with this state.")?;
    Ok(0)
}

fn draw_proof() -> Result<Pkce, CliError> {
    let bytes = draw_64_bytes().map_err(CliError::Randomness)?;
    Pkce::from_bytes(bytes.expose()).ok_or_else(|| CliError::Randomness("too few bytes".to_owned()))
}
