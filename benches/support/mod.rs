//! What the benches share: a key, a moment, a token that nothing is wrong with.
#![allow(dead_code, reason = "each bench takes its part")]
#![allow(clippy::expect_used, reason = "a bench that can't run says so")]

use token_debugger::domain::credential::{Credential, read_key};
use token_debugger::domain::mint::{Wish, sign};
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::UnixTime;

/// 2025-11-21T19:16:32Z
pub(crate) const NOW: UnixTime = UnixTime(1_763_752_592);

/// The file of the key that signs and verifies.
pub(crate) const KEY_FILE: &[u8] = include_bytes!("../../tests/fixtures/keys/good/live-ops.env");

/// The key itself.
pub(crate) fn key() -> Credential {
    read_key(&SecretBytes::new(KEY_FILE.to_vec()), "live-ops.env").expect("the key is good")
}

/// What the tokens ask for: one scope, as most do.
pub(crate) fn wish() -> Wish {
    Wish { scopes: vec!["video.services.assets:read".to_owned()], ..Wish::default() }
}

/// A token that is accepted at [`NOW`].
pub(crate) fn token() -> String {
    sign(&key(), &wish(), NOW).expect("the key signs").token().to_owned()
}
