//! Token Debugger: finds out why an XAuth token is refused, makes test tokens, writes Slicer config lines. Offline.
//!
//! | room | what it holds |
//! | --- | --- |
//! | [`domain`] | the rules, pure: bytes and values in, values out; no egui, no files, no clock |
//! | [`app`] | the running program without a window: state, commands, update, view, and the [platform](app::platform) that touches the world |
//! | [`cli`] | the command line: arguments → domain → text or JSON, exit code |
//! | `ui` | egui only: paints a view and pushes commands; with the feature `gui` |
//!
//! Two programs use them: `token-debugger`, the command line, and `token-debugger-window`, which it starts when no
//! subcommand is given ([`app::platform::program`]). In one program the command line would start half as slow again:
//! position-independent code has 31,000 addresses to set right with the window, 5,000 without.
//!
//! Arrows run one way: `ui → app → domain`, `cli → app::platform, domain`. Four journeys cross the house:
//!
//! 1. A dropped key file → capped read ([`app::platform::files`]) → [`domain::credential`] → the state takes the whole
//!    credential → the view signs → panes paint. A bad file leaves the old key in place.
//! 2. Pasted text → [`domain::capture`] finds tokens → [`domain::token`] takes one apart → [`domain::signature`] and
//!    [`domain::check`] judge it ([`domain::reading`]).
//! 3. A scope toggled → the form changes, `last_edit` is now → [`app::derive`] signs again ([`domain::mint`]).
//! 4. "Copy Slicer line" → an [effect](app::effect) → the clipboard; the notice says what was copied, never the value.
#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod domain;
#[cfg(feature = "gui")]
pub mod ui;
