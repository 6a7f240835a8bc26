//! Where the program touches the world: files, the clock, and in the window the clipboard and the file dialog.

#[cfg(feature = "gui")]
mod clipboard;
pub mod clock;
#[cfg(feature = "gui")]
pub mod desktop;
#[cfg(feature = "gui")]
mod dialog;
#[cfg(all(feature = "gui", target_os = "linux"))]
pub mod dialog_process;
#[cfg(feature = "gui")]
mod errands;
#[cfg(feature = "gui")]
mod file_scan;
pub mod files;
pub mod foreground;
pub mod hardening;
#[cfg(all(feature = "gui", unix, not(target_os = "macos")))]
mod portal;
pub mod program;
pub mod randomness;
#[cfg(feature = "gui")]
mod reporter;
pub mod save;
pub mod scan;
pub mod settings;
#[cfg(feature = "gui")]
mod settings_writer;
pub mod waiting;
