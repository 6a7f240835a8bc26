//! What the tests of Slicer configs share: a generator of numbers, configs, keys.
#![allow(dead_code, reason = "each test binary uses a part")]

#[path = "../private_file/mod.rs"]
mod private_file;

use std::path::{Path, PathBuf};

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::secret::{SecretBytes, SecretText};

/// The config of the vendor's page, with keys of its shape.
pub(crate) const CONFIG: &str = "\
description: Live Capture
username: joe@example.com
apikey: abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL
slicerID: slicer1234
failover_id: 1232b8646dea4cd0a48f5e0ffaa4f8c7
enable_remote_config: 1   # a comment
";

/// The generator `SplitMix64` (Steele, Lea, Flood 2014): the same numbers on every run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

pub(crate) fn key_path() -> PathBuf {
    private_file::private_copy("live-ops.env")
}

/// The key of `live-ops.env`, which grants the Slicer's scope.
pub(crate) fn key() -> Credential {
    key_of("live-ops.env")
}

/// The key of a fixture.
pub(crate) fn key_of(name: &str) -> Credential {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys/good").join(name);
    read_key(&SecretBytes::new(std::fs::read(path).unwrap()), name).unwrap()
}

pub(crate) fn secret(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}
