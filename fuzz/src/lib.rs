//! What must hold for any bytes, beside that nothing panics: one module a fuzz target, each with a `check` that panics
//! when an answer is wrong.
//!
//! tests/properties runs the same checks over the committed corpus, on the stable toolchain.

pub mod arguments;
pub mod capture;
pub mod dotenv;
pub mod json_grammar;
pub mod key;
pub mod legacy;
pub mod scan;
pub mod slicer;
pub mod token;
