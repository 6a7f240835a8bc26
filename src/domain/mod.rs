//! The pure floor: bytes and values in, values out. No egui, no files, no clock, no globals but constant tables.
//!
//! From the outside in: [`capture`] takes tokens out of a text, [`token`] takes one apart, [`signature`] checks it,
//! [`check`] finds what is wrong, [`reading`] joins them. [`credential`] reads key files, [`mint`] signs. [`scan`] is
//! what the scan of a big log adds: which lines to look at, which of several keys, counts.

pub mod annotation;
pub mod capture;
pub mod check;
pub mod comparison;
pub mod credential;
pub mod dotenv;
pub mod explanation;
pub mod finding;
pub mod json;
pub mod jwk;
pub mod key;
pub mod mint;
pub mod numeric_date;
pub mod pem;
pub mod reading;
pub mod request;
pub mod scan;
pub mod scope;
pub mod secret;
pub mod shell;
pub mod signature;
pub mod slicer;
mod table;
pub mod text;
pub mod time;
pub mod token;
