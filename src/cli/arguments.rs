//! The arguments and their help.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};

use super::generate::GenerateArguments;
use super::request::RequestArguments;
use super::scan::ScanArguments;
use crate::domain::time::{TimeError, UnixTime};

const EXAMPLES: &str = "\
Examples:
  token-debugger                         open the window
  token-debugger live-ops.env            open the window with this key
  token-debugger read --key live-ops.env < captured.txt
  token-debugger mint --key live-ops.env --scope video.services.assets:read
  token-debugger slicer --key live-ops.env --config /etc/uplynk.conf
  token-debugger scan --key live-ops.env --at line --summary 'logs/*.gz'

Environment:
  NO_COLOR         set to anything, the output has no colours
  WAYLAND_DISPLAY  set to nothing, the window runs on XWayland, where files can be dropped on it

Exit codes:
  0  fine
  1  the token has at least one error
  2  the input or the call can't be used (the message is on standard error)";

#[derive(Parser)]
#[command(
    name = "token-debugger",
    version,
    about = "Finds out why an XAuth token is refused, makes test tokens and Slicer config lines",
    long_about = "Finds out why an XAuth token is refused, makes test tokens and Slicer config lines.\n\n\
        Without a subcommand the window opens. The program is offline: it never opens an internet socket, and it \
        never stores a key.",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true
)]
pub(super) struct Arguments {
    /// Key file (.env, PEM, JWK) or log to open the window with
    pub(super) file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) subcommand: Option<Subcommand>,
}

#[derive(clap::Subcommand)]
pub(super) enum Subcommand {
    Read(ReadArguments),
    Scan(ScanArguments),
    Mint(MintArguments),
    Request(Box<RequestArguments>),
    Scopes(ScopesArguments),
    Key(KeyArguments),
    Slicer(SlicerArguments),
    Generate(GenerateArguments),
}

/// Say everything that is wrong with a token
#[derive(Args)]
#[command(after_help = "\
Examples:
  token-debugger read --key live-ops.env < captured.txt
  token-debugger read - --key live-ops.env --json --at 2026-11-21T19:16:32Z
  token-debugger read --nth 2 < session.har
  token-debugger read --against \"$(cat works.txt)\" < fails.txt

A token is a credential: standard input keeps it out of the shell's history and the process list.
Exit code 1 says that the token has at least one error, 2 that there is none or a file can't be used.")]
pub(super) struct ReadArguments {
    /// Text with a token in it; - or nothing for standard input
    pub(super) text: Option<std::ffi::OsString>,
    #[command(flatten)]
    pub(super) key: OptionalKey,
    /// Which token, if the text has several; counted from 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) nth: u32,
    /// Text with a second token, to compare member by member
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) against: Option<std::ffi::OsString>,
    #[command(flatten)]
    pub(super) at: At,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// Make a test token that expires in five minutes, or a net token
#[derive(Args)]
#[command(after_help = "\
Examples:
  token-debugger mint --key live-ops.env --scope video.services.assets:read
  token-debugger mint --key live-ops.env --as header
  token-debugger mint --key live-ops.env --as slicer
  token-debugger mint --key key.pem --kid 6f1c2a7e --sub 9d0a44c1 --scope video.services.assets:read

Without --scope the token has every scope that the key grants; with --as slicer it has the one that a Slicer
needs and never expires.")]
pub(super) struct MintArguments {
    /// Key file (.env, PEM, JWK)
    #[arg(long, value_name = "FILE")]
    pub(super) key: PathBuf,
    /// Key ID, where the file does not say it
    #[arg(long)]
    pub(super) kid: Option<String>,
    /// Owner ID, where the file does not say it
    #[arg(long)]
    pub(super) sub: Option<String>,
    /// Scope to ask for; may be given several times
    #[arg(long = "scope", value_name = "SCOPE")]
    pub(super) scopes: Vec<String>,
    /// Never expires: exp is left out
    #[arg(long)]
    pub(super) net: bool,
    /// Not valid before this time (RFC 3339 or Unix seconds)
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    pub(super) nbf: Option<UnixTime>,
    /// Domain that the token comes from
    #[arg(long, value_name = "DOMAIN")]
    pub(super) iss: Option<String>,
    /// Data of an /api2/ call, a JSON object
    #[arg(long, value_name = "JSON")]
    pub(super) msg: Option<String>,
    /// What to print
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t = Form::Token)]
    pub(super) form: Form,
    #[command(flatten)]
    pub(super) at: At,
    /// The same as --as json
    #[arg(long, conflicts_with = "form")]
    pub(super) json: bool,
}

/// What `mint` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// The token alone
    Token,
    /// The line X-Auth-Uplynk-Jwt: …
    Header,
    /// A curl command; put the path behind the root
    Curl,
    /// The line apikey: token_… for a Slicer's config
    Slicer,
    /// An object with token, header, claims and `expires_at`
    Json,
}

/// Print the published table of scopes
#[derive(Args)]
#[command(after_help = "\
Examples:
  token-debugger scopes
  token-debugger scopes --json

The table is not complete: what a key grants decides.")]
pub(super) struct ScopesArguments {
    /// Print a JSON array
    #[arg(long)]
    pub(super) json: bool,
}

/// Say what a key file holds; the private key is never printed
#[derive(Args)]
#[command(after_help = "\
Examples:
  token-debugger key live-ops.env
  token-debugger key live-ops.pem --json")]
pub(super) struct KeyArguments {
    /// Key file (.env, PEM, JWK)
    pub(super) file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// Put a token into a Slicer's config
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(after_help = "\
Examples:
  token-debugger slicer --key live-ops.env
  token-debugger slicer --key live-ops.env --config /etc/uplynk.conf
  token-debugger slicer --key live-ops.env --config /etc/uplynk.conf --write --backup
  token-debugger mint --key live-ops.env --as slicer | \\
      token-debugger slicer --stdin --config my.conf

Says whether key and token are ready for a Slicer. Without --config it prints the line for the config, with it the \
difference; secrets are masked there. Only the value of apikey changes, every other byte stays.

A save puts a new file in the place of the old one: a crash leaves one of them, whole. It keeps owner and permissions, \
follows symbolic links, and refuses a file that changed meanwhile, is read-only, or is no regular file.

--json prints one object: ready; requirements (need, state, title, reason, advice); findings, as those of read; \
reminders; line, or null with --config; config, or null (path, apikey_lines, difference, notes, world_readable, chmod); \
saved, or null (path, backup); restart.

Exit code 1 says that something is unmet, and then nothing is written; 2 that the call or a file can't be used.")]
pub(super) struct SlicerArguments {
    /// Key file to make the token with (.env, PEM, JWK)
    #[arg(long, value_name = "FILE", required_unless_present = "stdin")]
    pub(super) key: Option<PathBuf>,
    /// Take the token, or the line with it, from standard input
    #[arg(long, conflicts_with_all = ["key", "kid", "sub"])]
    pub(super) stdin: bool,
    /// Key ID, where the file does not say it
    #[arg(long)]
    pub(super) kid: Option<String>,
    /// Owner ID, where the file does not say it
    #[arg(long)]
    pub(super) sub: Option<String>,
    /// Config of an on-premise Slicer, usually /etc/uplynk.conf
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Save the config
    #[arg(long, requires = "config", conflicts_with = "output")]
    pub(super) write: bool,
    /// Keep the old content as NAME.bak-YYYYMMDDTHHMMSSZ
    #[arg(long, requires = "write")]
    pub(super) backup: bool,
    /// Save the changed config as a new file instead
    #[arg(long, value_name = "FILE", requires = "config")]
    pub(super) output: Option<PathBuf>,
    /// Which line, if several set apikey; counted from 1
    #[arg(long, value_name = "N", requires = "config")]
    pub(super) line: Option<usize>,
    #[command(flatten)]
    pub(super) at: At,
    /// Print one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

/// A key to check the signature with.
#[derive(Args)]
pub(super) struct OptionalKey {
    /// Key file to check the signature with (.env, PEM, JWK)
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
}

/// The moment that counts as now.
#[derive(Args)]
pub(super) struct At {
    /// Take this time as now (RFC 3339 or Unix seconds)
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    pub(super) at: Option<UnixTime>,
}

pub(super) fn parse_time(text: &str) -> Result<UnixTime, String> {
    UnixTime::parse(text).map_err(|error: TimeError| format!("{error}. {}", error.advice()))
}
