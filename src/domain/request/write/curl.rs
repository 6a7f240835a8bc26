//! A request as a curl command for a POSIX shell.
//!
//! The header with the credential goes to curl over standard input (`--header @-`, since curl 7.55): as an argument
//! it would stand in the process list. `printf` is built into the shell, so it is in no list either. The one comment
//! line holds plain words only: an interactive zsh takes it for a command and would act on quotes or signs in it.

use super::Secret;
use crate::domain::request::http_request::{Authentication, CLIENT_ID, CLIENT_SECRET, HttpRequest};
use crate::domain::shell::quote;

const COMMENT: &str = "# The credential reaches curl through standard input and so stays out of the process list";

pub(super) fn write(request: &HttpRequest, secret: Secret<'_>) -> String {
    let mut arguments = vec!["--include".to_owned()];
    arguments.push(format!("--request {}", request.method()));
    arguments.push("--header @-".to_owned());
    if let Some(body) = request.body() {
        arguments.push(format!("--header {}", quote(&format!("Content-Type: {}", body.content_type))));
        arguments.push(format!("--data-raw {}", quote(&body.text)));
    } else if request.announces_empty_body() {
        arguments.push("--header 'Content-Length: 0'".to_owned());
    }
    arguments.push(quote(&request.url()));
    format!("{COMMENT}\n{} |\n  curl {}\n", print_header(request.authentication(), secret), arguments.join(" \\\n    "))
}

/// The command that prints the header with the credential.
fn print_header(authentication: Authentication, secret: Secret<'_>) -> String {
    let name = format!("{}: {}", authentication.header(), authentication.prefix());
    match secret {
        Secret::Inline(credential) => format!("printf '%s\\n' {}", quote(&format!("{name}{}", credential.expose()))),
        Secret::Variable | Secret::Signed(_) if authentication == Authentication::ClientSecret => format!(
            ": \"${{{CLIENT_ID}:?is not set}}\" \"${{{CLIENT_SECRET}:?is not set}}\" &&\n  \
            printf '{name}%s\\n' \"$(printf '%s:%s' \"${CLIENT_ID}\" \"${CLIENT_SECRET}\" | base64 | tr -d '\\n')\""
        ),
        Secret::Variable | Secret::Signed(_) => {
            let variable = authentication.variable();
            format!(": \"${{{variable}:?is not set}}\" &&\n  printf '{name}%s\\n' \"${variable}\"")
        }
    }
}
