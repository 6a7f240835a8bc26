//! What is measured beside what: one key, one token, the libraries that could sign and verify it. See `benches/`.
#![forbid(unsafe_code)]
