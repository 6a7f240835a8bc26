//! The command line; without a subcommand the window, which is a program of its own.
#![forbid(unsafe_code)]

use std::io::{BufWriter, IsTerminal as _};
use std::process::ExitCode;

use token_debugger::app::platform::waiting::Waiting;
use token_debugger::app::platform::{clock, foreground, hardening, program};
use token_debugger::cli::{self, Outcome, World};

fn main() -> ExitCode {
    hardening::harden();
    hardening::word_panics();
    foreground::claim();
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut world = World {
        stdin: &mut Waiting::new(std::io::stdin()),
        // Line by line the output would cost a system call for each.
        stdout: &mut BufWriter::new(std::io::stdout().lock()),
        stderr: &mut std::io::stderr().lock(),
        now: clock::now(),
        local: clock::local_zone(),
        colour,
    };
    match cli::run(std::env::args_os(), &mut world) {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Window(file) => program::open_window(file.as_deref()).unwrap_or_else(|error| {
            eprintln!("token-debugger: {error}\n{}", error.advice());
            ExitCode::from(2)
        }),
    }
}
