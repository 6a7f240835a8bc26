//! Bytes and text that must not be seen: wiped when dropped, `[redacted]` in `Debug`, without `Display`.

use std::fmt;

use zeroize::{Zeroize as _, Zeroizing};

/// Octets of the stack that [`wiping_stack`] overwrites: several times what reading a key or a signature takes, which
/// is under 10 KiB. Each page more that no other work needs is one that the system has to bring in.
const WIPED_STACK: usize = 32 * 1024;

/// Does something with a secret and overwrites the part of the stack that was used for it: a compiler moves values
/// from place to place and leaves the old places as they are. What is given back must hold its secrets on the heap,
/// because it is moved on itself.
pub fn wiping_stack<R>(work: impl FnOnce() -> R) -> R {
    let result = run(work);
    wipe_stack();
    result
}

/// A frame of its own, so that whatever the work leaves behind is below that of its caller.
#[inline(never)]
fn run<R>(work: impl FnOnce() -> R) -> R {
    work()
}

/// Its frame begins where that of [`run`] began.
#[inline(never)]
#[allow(clippy::large_stack_arrays, reason = "the stack is what it is about")]
fn wipe_stack() {
    let mut frame = [0_u64; WIPED_STACK / size_of::<u64>()];
    frame.zeroize();
    std::hint::black_box(&frame);
}

/// Secret bytes: a key file as read, a DER structure, a scalar.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes the bytes over; they are wiped when this value is dropped.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the one who needs them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Secret text: a pasted key, a token, a Slicer line.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes the text over; it is wiped when this value is dropped.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for the one who needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The text's UTF-8 bytes, as a secret of their own.
    #[must_use]
    pub fn to_bytes(&self) -> SecretBytes {
        SecretBytes::new(self.0.as_bytes().to_vec())
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
