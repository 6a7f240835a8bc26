//! The window. `token-debugger` starts it; it is a program of its own so that the command line starts without it.
#![forbid(unsafe_code)]
// On Windows a program with a console would open one beside its window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
#[cfg(target_os = "linux")]
use token_debugger::app::platform::dialog_process;
use token_debugger::app::platform::hardening;
use token_debugger::ui;

/// Wipes whatever is freed: what the libraries of the window keep of a paste or a token for a while is out of our hands.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// The window of Token Debugger; token-debugger --help shows the command line
#[derive(clap::Parser)]
#[command(name = "token-debugger-window", version)]
struct Arguments {
    /// Key file (.env, PEM, JWK) or log to open the window with
    file: Option<PathBuf>,
}

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Some(code) = dialog_process::serve(std::env::args_os()) {
        return code;
    }
    hardening::harden();
    hardening::word_panics();
    match ui::run(Arguments::parse().file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("token-debugger: {error}\n{}", error.advice());
            ExitCode::from(2)
        }
    }
}
