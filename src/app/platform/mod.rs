//! Where the program touches the world: files, the clock, and in the window the clipboard and the file dialog.

#[cfg(feature = "gui")]
mod clipboard;
pub mod clock;
#[cfg(feature = "gui")]
pub mod desktop;
#[cfg(feature = "gui")]
mod dialog;
pub mod files;
pub mod program;
pub mod randomness;
#[cfg(feature = "gui")]
mod reporter;
pub mod save;
pub mod settings;
