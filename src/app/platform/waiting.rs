//! Inputs that may keep their reader waiting: a log that is followed, a terminal, a named pipe.

use std::io::{self, Read};

use super::foreground;

/// An input that may be silent for long. While Ctrl+C is listened for, a read that has nothing to give within
/// [`PATIENCE`] ends with [`io::ErrorKind::Interrupted`], so that its reader can look whether it is to go on.
pub struct Waiting<S>(S);

/// How long a read waits, in milliseconds.
pub const PATIENCE: u16 = 100;

impl<S> Waiting<S> {
    /// Such an input.
    pub fn new(input: S) -> Self {
        Self(input)
    }
}

impl<S: Read + Pollable> Read for Waiting<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if foreground::is_listening() {
            wait(&self.0)?;
        }
        self.0.read(buffer)
    }
}

#[cfg(unix)]
use std::os::fd::AsFd as Pollable;

#[cfg(unix)]
fn wait(input: &impl Pollable) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let patience = Timespec { tv_sec: 0, tv_nsec: i64::from(PATIENCE) * 1_000_000 };
    let mut inputs = [PollFd::new(input, PollFlags::IN)];
    match poll(&mut inputs, Some(&patience))? {
        0 => Err(io::ErrorKind::Interrupted.into()),
        _ => Ok(()),
    }
}

/// On other systems nothing is waited for.
#[cfg(not(unix))]
pub trait Pollable {}
#[cfg(not(unix))]
impl<T> Pollable for T {}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "on other systems it can fail")]
fn wait(_: &impl Pollable) -> io::Result<()> {
    Ok(())
}
