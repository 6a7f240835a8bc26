//! The arguments of `scan` and their help.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::parse_time;
use crate::domain::scan::AsOf;
use crate::domain::time::UnixTime;

/// Judge every token in logs of any size
#[derive(Args)]
#[command(after_help = "\
Examples:
  token-debugger scan captured.txt --key live-ops.env
  token-debugger scan 'logs/*.gz' --key live-ops.env --key other.env --at line --summary
  zcat logs/proxy.log.gz | token-debugger scan - --key live-ops.env
  token-debugger scan session.har --at line --summary --json

Reads plain logs, JSON lines, HAR and other JSON documents, gzip and zstd, and prints one JSON object a line for every \
token, in the order of the input: that of read --json, with file and line. start and end count bytes of the line, or of \
a JSON document over several lines.

With --at line each token is judged as of the time that its line says: RFC 3339, [21/Nov/2025:19:13:20 +0000] of access \
logs, or Unix seconds or milliseconds behind a name such as time or ts. as_of is the moment, and as_of_line says whether \
the line told it.

Of several keys the token's kid chooses one. Where none fits, all are tried: a signature that holds under another \
kid is a finding. --summary prints counts instead: verdict, code, kid, sub, scope, endpoint, the first and the last \
time, causes of refusal with an example each.

Memory does not grow with the input. A line of more than 64 MiB is passed over and counted. A file that can't be read, \
or is damaged, is named; the others are scanned. Ctrl+C ends with what was found so far.

Exit code 1 says that a token has an error, 2 that a file or the call can't be used.")]
pub(crate) struct ScanArguments {
    /// Files, or patterns in quotes; - or nothing for standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Key file to check signatures with (.env, PEM, JWK); may be given several times
    #[arg(long = "key", value_name = "FILE")]
    pub(super) keys: Vec<PathBuf>,
    /// Take this time as now (RFC 3339 or Unix seconds), or with the word line the time that each line says
    #[arg(long, value_name = "TIME|line", value_parser = parse_moment, allow_hyphen_values = true)]
    pub(super) at: Option<Moment>,
    /// Print counts instead of tokens
    #[arg(long)]
    pub(super) summary: bool,
    /// Print the summary as one JSON object
    #[arg(long)]
    pub(super) json: bool,
    /// How many threads judge; as many as there are cores unless it is said
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
}

/// A moment of the command line.
#[derive(Clone, Copy)]
pub(super) enum Moment {
    Line,
    Time(UnixTime),
}

impl ScanArguments {
    /// The moment to judge at.
    pub(super) fn as_of(&self, now: UnixTime) -> AsOf {
        match self.at {
            None => AsOf::Moment(now),
            Some(Moment::Time(moment)) => AsOf::Moment(moment),
            Some(Moment::Line) => AsOf::Line { otherwise: now },
        }
    }
}

fn parse_moment(text: &str) -> Result<Moment, String> {
    if text == "line" { Ok(Moment::Line) } else { parse_time(text).map(Moment::Time) }
}
