//! Standard input, which may keep its reader waiting: a log that is followed, a terminal.

use std::io::{self, Read};

use super::foreground;

/// Standard input. While Ctrl+C is listened for, a read that has nothing to give within [`PATIENCE`] ends with
/// [`io::ErrorKind::Interrupted`], so that its reader can look whether it is to go on.
pub struct Stdin(io::Stdin);

/// How long a read waits, in milliseconds.
pub const PATIENCE: u16 = 100;

impl Stdin {
    /// The standard input of this process.
    #[must_use]
    pub fn new() -> Self {
        Self(io::stdin())
    }
}

impl Default for Stdin {
    fn default() -> Self {
        Self::new()
    }
}

impl Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if foreground::is_listening() {
            wait(&self.0)?;
        }
        self.0.read(buffer)
    }
}

#[cfg(unix)]
fn wait(stdin: &io::Stdin) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let patience = Timespec { tv_sec: 0, tv_nsec: i64::from(PATIENCE) * 1_000_000 };
    let mut inputs = [PollFd::new(stdin, PollFlags::IN)];
    match poll(&mut inputs, Some(&patience))? {
        0 => Err(io::ErrorKind::Interrupted.into()),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "on other systems it can fail")]
fn wait(_: &io::Stdin) -> io::Result<()> {
    Ok(())
}
