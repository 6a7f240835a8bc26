//! The running program without a window: state, commands, and what follows from them.
//!
//! ```text
//! a person, or an effect's result → Command → update(&mut State) → Effects → platform
//!                                                   State → derive(now) → View → panes
//! ```
pub mod action;
pub mod command;
pub mod derive;
mod derive_request;
mod derive_scan;
pub mod effect;
pub mod errand;
pub mod form;
pub mod history;
mod judged;
pub mod lease;
pub mod memo;
pub mod pace;
pub mod platform;
pub mod program;
pub mod request_desk;
pub mod scan;
mod scope_rows;
pub mod settings;
pub mod slicer_desk;
pub mod state;
mod token_list;
pub mod update;
pub mod view;
