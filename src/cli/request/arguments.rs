//! The arguments of `request` and their help.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use crate::cli::arguments::At;
use crate::domain::request::{self, Method, Pair};

/// Write a request as a command or a program; nothing is sent
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    group = ArgGroup::new("what").args(["endpoint", "call", "list"]).required(true),
    after_help = "\
Examples:
  token-debugger request --key live-ops.env --endpoint GET /api/v4/channels
  token-debugger request --key live-ops.env --endpoint PATCH '/api/v4/channels/{id}' \\
      --param id=1234 --body '{\"name\":\"One\"}' --as python
  token-debugger request --key live-ops.env --call /api2/asset/get --param id=abcd
  token-debugger request --list
  token-debugger request explain --key live-ops.env < answer.txt

The text goes to standard output; the scope that the call needs, what is to be known of the text
and what is wrong with its token go to standard error. curl and raw HTTP take the token from the
environment variable UPLYNK_JWT; Python and JavaScript read the key file and sign on each run.

--json prints one object: as, text, method, url, body, scope {needed, basis, state, message,
advice}, notes, findings."
)]
pub(in crate::cli) struct RequestArguments {
    #[command(subcommand)]
    pub(super) other: Option<OtherRequest>,
    /// Key file to sign with (.env, PEM, JWK)
    #[arg(long, value_name = "FILE", required_unless_present = "list")]
    pub(super) key: Option<PathBuf>,
    /// A v4 request; the path may have parameters, as in {id}
    #[arg(long, num_args = 2, value_names = ["METHOD", "PATH"])]
    pub(super) endpoint: Option<Vec<String>>,
    /// A v2 call; its parameters go into the token
    #[arg(long, value_name = "PATH")]
    pub(super) call: Option<String>,
    /// Print the catalogue of endpoints
    #[arg(long, conflicts_with_all = ["key", "form", "inline"])]
    pub(super) list: bool,
    /// Value of a parameter; may be given several times
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(super) parameters: Vec<Pair>,
    /// All parameters of a v2 call, a JSON object
    #[arg(long, value_name = "JSON", conflicts_with_all = ["endpoint", "list", "parameters"])]
    pub(super) msg: Option<String>,
    /// Query parameter of a v4 request; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_pair, conflicts_with_all = ["call", "list"])]
    pub(super) query: Vec<Pair>,
    /// Body of a v4 request
    #[arg(long, value_name = "JSON", conflicts_with_all = ["call", "list"])]
    pub(super) body: Option<String>,
    /// Scope of the token, instead of every scope that the key grants; may be given several times
    #[arg(long = "scope", value_name = "SCOPE")]
    pub(super) scopes: Vec<String>,
    /// Give the token only the scope that this call needs
    #[arg(long, conflicts_with = "scopes")]
    pub(super) only_needed_scope: bool,
    /// Put the token into the text
    #[arg(long)]
    pub(super) inline: bool,
    /// Root of the service, instead of the key file's
    #[arg(long, value_name = "URL")]
    pub(super) root: Option<String>,
    /// Key ID, where the file does not say it
    #[arg(long)]
    pub(super) kid: Option<String>,
    /// Owner ID, where the file does not say it
    #[arg(long)]
    pub(super) sub: Option<String>,
    #[command(flatten)]
    pub(super) at: At,
    #[command(flatten)]
    pub(super) output: Output,
}

/// The other systems' requests, and answers.
#[derive(Subcommand)]
pub(super) enum OtherRequest {
    Explain(ExplainArguments),
    Stapi(StapiArguments),
    Bearer(BearerArguments),
    ClientCredentials(ClientCredentialsArguments),
    Authorize(AuthorizeArguments),
}

/// Say what an answer means, likely causes first
#[derive(Args)]
#[command(after_help = "\
Examples:
  token-debugger request explain --key live-ops.env < answer.txt
  token-debugger request explain --key live-ops.env --endpoint GET /api/v4/channels < answer.txt
  echo 403 | token-debugger request explain

Standard input is what curl --include or --verbose shows, or the status code with the body behind
it. A token in that text is judged as read does it. --json prints one object: status, error,
verdict, causes [{likelihood, message, advice}].")]
pub(super) struct ExplainArguments {
    /// Key file to check the token with (.env, PEM, JWK)
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// The v4 request that was answered
    #[arg(long, num_args = 2, value_names = ["METHOD", "PATH"], conflicts_with = "call")]
    pub(super) endpoint: Option<Vec<String>>,
    /// The v2 call that was answered
    #[arg(long, value_name = "PATH")]
    pub(super) call: Option<String>,
    #[command(flatten)]
    pub(super) at: At,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// Write a STAPI request
#[derive(Args)]
#[command(after_help = "\
Example:
  token-debugger request stapi GET /channels --query limit=10

The key comes from the environment variable STAPI_API_KEY.")]
pub(super) struct StapiArguments {
    #[command(flatten)]
    pub(super) call: RestArguments,
    /// Root of the service
    #[arg(long, value_name = "URL", default_value = request::STAPI_ROOT)]
    pub(super) root: String,
}

/// Write a request with an OAuth 2.0 access token
#[derive(Args)]
#[command(after_help = "\
Example:
  token-debugger request bearer GET /v1/me --root https://api.example.com

The token comes from the environment variable OAUTH_ACCESS_TOKEN.")]
pub(super) struct BearerArguments {
    #[command(flatten)]
    pub(super) call: RestArguments,
    /// Root of the service
    #[arg(long, value_name = "URL")]
    pub(super) root: String,
}

/// A REST request without a scope.
#[derive(Args)]
pub(super) struct RestArguments {
    /// GET, POST, PUT, PATCH or DELETE
    #[arg(value_parser = parse_method)]
    pub(super) method: Method,
    /// Path behind the root; may have parameters, as in {id}
    pub(super) path: String,
    /// Value of a parameter in the path; may be given several times
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(super) parameters: Vec<Pair>,
    /// Query parameter; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub(super) query: Vec<Pair>,
    /// Body
    #[arg(long, value_name = "JSON")]
    pub(super) body: Option<String>,
    #[command(flatten)]
    pub(super) output: Output,
}

/// Write the token request of OAuth 2.0's client-credentials grant
#[derive(Args)]
#[command(after_help = "\
Example:
  token-debugger request client-credentials https://auth.example.com/token --scope read

The client's ID and secret come from OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET.")]
pub(super) struct ClientCredentialsArguments {
    /// Token endpoint
    pub(super) url: String,
    /// Scope to ask for; may be given several times
    #[arg(long = "scope", value_name = "SCOPE")]
    pub(super) scopes: Vec<String>,
    #[command(flatten)]
    pub(super) output: Output,
}

/// Print an OAuth 2.0 authorization URL with PKCE (S256)
#[derive(Args)]
#[command(after_help = "\
Example:
  token-debugger request authorize https://auth.example.com/authorize --client-id abc

Verifier and state are fresh each time. The URL goes to standard output, code_verifier and state
to standard error. --json prints one object: url, code_verifier, code_challenge, state.")]
pub(super) struct AuthorizeArguments {
    /// Authorization endpoint
    pub(super) url: String,
    /// Client ID
    #[arg(long, value_name = "ID")]
    pub(super) client_id: String,
    /// Where the answer goes, as registered
    #[arg(long, value_name = "URI", default_value = "", hide_default_value = true)]
    pub(super) redirect_uri: String,
    /// Scope to ask for; may be given several times
    #[arg(long = "scope", value_name = "SCOPE")]
    pub(super) scopes: Vec<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// How the request is written.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Output {
    /// What to write
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t = Form::Curl)]
    pub(super) form: Form,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// What `request` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// A command for a POSIX shell
    Curl,
    /// A Python 3 program, which signs by itself
    Python,
    /// A JavaScript module for Node, which signs by itself
    Javascript,
    /// The message itself
    Http,
}

impl From<Form> for request::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Curl => Self::Curl,
            Form::Python => Self::Python,
            Form::Javascript => Self::JavaScript,
            Form::Http => Self::Http,
        }
    }
}

fn parse_pair(text: &str) -> Result<Pair, String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write it as NAME=VALUE".to_owned()),
    }
}

fn parse_method(text: &str) -> Result<Method, String> {
    Method::parse(text).ok_or_else(|| "write GET, POST, PUT, PATCH or DELETE".to_owned())
}
