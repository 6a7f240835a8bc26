//! Window or command line.
#![forbid(unsafe_code)]

use std::io::{BufWriter, IsTerminal as _};
use std::process::ExitCode;

use token_debugger::app::platform::clock;
use token_debugger::cli::{self, Outcome, World};

fn main() -> ExitCode {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut world = World {
        stdin: &mut std::io::stdin().lock(),
        // Line by line the output would cost a system call for each.
        stdout: &mut BufWriter::new(std::io::stdout().lock()),
        stderr: &mut std::io::stderr().lock(),
        now: clock::now(),
        local: clock::local_zone(),
        colour,
    };
    match cli::run(std::env::args_os(), &mut world) {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Window(file) => open_window(file),
    }
}

#[cfg(feature = "gui")]
fn open_window(file: Option<std::path::PathBuf>) -> ExitCode {
    match token_debugger::ui::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("token-debugger: {error}\n{}", error.advice());
            ExitCode::from(2)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_: Option<std::path::PathBuf>) -> ExitCode {
    eprintln!("token-debugger: This build has no window. See token-debugger --help for the command line.");
    ExitCode::from(2)
}
