//! The window. `token-debugger` starts it; it is a program of its own so that the command line starts without it.
#![forbid(unsafe_code)]
// On Windows a program with a console would open one beside its window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::Arg;
#[cfg(target_os = "linux")]
use token_debugger::app::platform::dialog_process;
use token_debugger::app::platform::hardening;
use token_debugger::ui;

/// Wipes whatever is freed: what the libraries of the window keep of a paste or a token for a while is out of our hands.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

const HELP: &str = "\
The window of Token Debugger; token-debugger --help shows the command line

Usage: token-debugger-window [FILE]

Arguments:
  [FILE]  Key file (.env, PEM, JWK) or log to open the window with

Options:
  -h, --help     Print help
  -V, --version  Print version";

/// What the arguments ask for.
enum Asked {
    Window(Option<PathBuf>),
    Help,
    Version,
    /// Something that there is not. What it was is not repeated: it may be a key.
    Unknown,
}

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Some(code) = dialog_process::serve(std::env::args_os()) {
        return code;
    }
    hardening::harden();
    hardening::word_panics();
    match read_arguments() {
        Asked::Window(file) => open(file),
        Asked::Help => say(HELP),
        Asked::Version => say(concat!("token-debugger-window ", env!("CARGO_PKG_VERSION"))),
        Asked::Unknown => {
            // Nobody may be there to read it.
            let _ = writeln!(io::stderr(), "token-debugger-window: The window takes one file and no options\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn read_arguments() -> Asked {
    let mut arguments = lexopt::Parser::from_env();
    let mut file = None;
    loop {
        match arguments.next() {
            Ok(None) => return Asked::Window(file),
            Ok(Some(Arg::Short('h') | Arg::Long("help"))) => return Asked::Help,
            Ok(Some(Arg::Short('V') | Arg::Long("version"))) => return Asked::Version,
            Ok(Some(Arg::Value(path))) if file.is_none() && !path.is_empty() => file = Some(PathBuf::from(path)),
            Ok(Some(_)) | Err(_) => return Asked::Unknown,
        }
    }
}

fn open(file: Option<PathBuf>) -> ExitCode {
    match ui::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("token-debugger: {error}\n{}", error.advice());
            ExitCode::from(2)
        }
    }
}

fn say(text: &str) -> ExitCode {
    // Nobody may be there to read it.
    let _ = writeln!(io::stdout(), "{text}");
    ExitCode::SUCCESS
}
