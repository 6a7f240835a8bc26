//! What a process may do only if it is the program itself, and not a test that calls it: take Ctrl+C for its own, draw
//! on the terminal.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, Ordering};

static IS_PROGRAM: AtomicBool = AtomicBool::new(false);
static IS_LISTENING: AtomicBool = AtomicBool::new(false);
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The exit code of a program that Ctrl+C ended: 128 and the number of the signal.
const ENDED_BY_INTERRUPT: i32 = 130;

/// Says that this process is the program.
pub fn claim() {
    IS_PROGRAM.store(true, Ordering::Relaxed);
}

/// From now on the first Ctrl+C sets the flag that this gives, and the second one ends the program.
pub fn listen_for_interrupt() -> &'static AtomicBool {
    if IS_PROGRAM.load(Ordering::Relaxed) && !IS_LISTENING.swap(true, Ordering::Relaxed) {
        // Where no handler can be set, Ctrl+C ends the program, as it always did.
        let _ = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::Relaxed) {
                std::process::exit(ENDED_BY_INTERRUPT);
            }
        });
    }
    &INTERRUPTED
}

/// Whether Ctrl+C is listened for.
pub(super) fn is_listening() -> bool {
    IS_LISTENING.load(Ordering::Relaxed)
}

/// Whether progress can be shown: standard error is a terminal, and standard output, if lines go there meanwhile, is not
/// the same.
#[must_use]
pub fn can_show_progress(prints_meanwhile: bool) -> bool {
    let is_free = !prints_meanwhile || !std::io::stdout().is_terminal();
    IS_PROGRAM.load(Ordering::Relaxed) && std::io::stderr().is_terminal() && is_free
}
