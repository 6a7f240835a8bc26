//! The window's outermost edge: eframe, the clock, and the way to a machine without a screen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use eframe::egui::{self, ViewportBuilder, ViewportCommand};
use raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
use thiserror::Error;

use super::{show, theme};
use crate::app::command::{Action, Command};
use crate::app::pace;
use crate::app::platform::desktop::Desktop;
use crate::app::platform::settings::Loaded;
use crate::app::platform::{self, clock, hardening};
use crate::app::program::Program;
use crate::domain::time::UnixTime;

const TITLE: &str = "Token Debugger";
/// The app id is the name of the desktop file, the icon and the metainfo too, or Wayland shows no icon.
const APP_ID: &str = "alt.tokendebugger.app";
const LEAST_SIZE: [f32; 2] = [800.0, 560.0];

/// Why there is no window.
#[derive(Debug, Error)]
pub enum WindowError {
    /// No display.
    #[error("There is no display to open a window on ({0})")]
    NoDisplay(String),
    /// A display, but no OpenGL.
    #[error("The window needs OpenGL, which can't be used here ({0})")]
    NoOpenGl(String),
    /// The window system's libraries are not all there.
    #[error("No window can be opened: the window system can't be used")]
    Broken,
}

impl WindowError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NoDisplay(_) => "Start it in a graphical session, or use the command line: token-debugger --help.",
            Self::NoOpenGl(_) => {
                "Install Mesa's drivers, which draw without a graphics card too, or use the command line: token-debugger --help."
            }
            Self::Broken => {
                "Install the packages that the README names (on X11 libxkbcommon-x11 is often missing), or use the command line: token-debugger --help."
            }
        }
    }
}

/// Opens the window and runs until it is closed; with a file, that key is loaded.
///
/// # Errors
/// [`WindowError`] when no window can be had here.
pub fn run(file: Option<PathBuf>) -> Result<(), WindowError> {
    let loaded = platform::settings::path().map_or_else(Loaded::default, |path| platform::settings::load(&path));
    let options = eframe::NativeOptions {
        viewport: viewport(loaded.settings.window),
        renderer: eframe::Renderer::Glow,
        // It smooths gradients, of which there are few, and takes a seventh of a frame's time without a graphics card.
        dithering: false,
        ..Default::default()
    };
    let opened = Rc::new(Cell::new(false));
    let is_open = opened.clone();
    let start = move || {
        eframe::run_native(
            TITLE,
            options,
            Box::new(|context| {
                // From here on a panic is ours and is to be seen.
                hardening::word_panics();
                is_open.set(true);
                Ok(Box::new(Window::new(&context.egui_ctx, file, &loaded, takes_drops(context))))
            }),
        )
    };
    // The window system's client panics where a library is missing that it loads at run time.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = catch_unwind(AssertUnwindSafe(start));
    hardening::word_panics();
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(WindowError::from(&error)),
        // It has been told already.
        Err(panic) if opened.get() => resume_unwind(panic),
        Err(_) => Err(WindowError::Broken),
    }
}

impl From<&eframe::Error> for WindowError {
    fn from(error: &eframe::Error) -> Self {
        let reason = reason(&error.to_string());
        match error {
            // Some of what it loads at run time is missing: it says so, where it does not panic.
            eframe::Error::WinitEventLoop(_) if reason.contains("shared libraries") => Self::Broken,
            eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => Self::NoDisplay(reason),
            _ => Self::NoOpenGl(reason),
        }
    }
}

/// What an error of the window system says, without the places in its source that it names first.
fn reason(error: &str) -> String {
    error.rsplit(": ").next().unwrap_or(error).trim_end_matches('.').to_owned()
}

fn viewport(size: [f32; 2]) -> ViewportBuilder {
    let viewport = ViewportBuilder::default()
        .with_title(TITLE)
        .with_app_id(APP_ID)
        .with_inner_size(size)
        .with_min_inner_size(LEAST_SIZE)
        .with_drag_and_drop(true);
    match eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        Ok(icon) => viewport.with_icon(icon),
        Err(_) => viewport,
    }
}

/// Whether the window system's library knows drops here: on Wayland it does not yet.
fn takes_drops(context: &eframe::CreationContext<'_>) -> bool {
    let display = context.display_handle().map(|display| display.as_raw());
    !matches!(display, Ok(RawDisplayHandle::Wayland(_)))
}

/// The window: what eframe runs. It owns the program and nothing else.
pub struct Window {
    program: Program<Desktop>,
    /// When there was input last.
    touched: UnixTime,
}

impl Window {
    /// The window at its start; with a file, that key is loaded. `takes_drops` says whether files can be dropped on it.
    #[must_use]
    pub fn new(ctx: &egui::Context, file: Option<PathBuf>, settings: &Loaded, takes_drops: bool) -> Self {
        theme::apply(ctx);
        let waker = ctx.clone();
        let desktop = Desktop::new(Arc::new(move || waker.request_repaint()), settings.path.clone());
        let now = clock::now();
        let mut program = Program::new(desktop, now, clock::local_zone())
            .at_path(platform::program::command_line())
            .with_settings(settings, now);
        if !takes_drops {
            program = program.without_drops();
        }
        if let Some(path) = file {
            program.handle(Command::Open(path), now);
        }
        Self { program, touched: now }
    }
}

impl Window {
    /// Closes when the program wants to. A close button that would lose a copied secret leads to the question first.
    fn close_or_ask(&mut self, ctx: &egui::Context) {
        if self.program.platform_mut().wants_to_quit() {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        } else if ctx.input(|input| input.viewport().close_requested()) {
            self.program.handle(Command::Do(Action::Quit), clock::now());
            if self.program.platform_mut().wants_to_quit() {
                return;
            }
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            ctx.request_repaint();
        }
    }
}

impl Window {
    /// Tells the program how large the window is, for the settings.
    fn note_size(&mut self, ctx: &egui::Context) {
        let Some(rect) = ctx.input(|input| input.viewport().inner_rect) else { return };
        let size = rect.size() * ctx.zoom_factor();
        let size = [size.x.round(), size.y.round()];
        let before = self.program.state().window;
        if size.iter().zip(before).any(|(now, before)| (now - before).abs() >= 1.0) {
            self.program.handle(Command::Resize(size), clock::now());
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.note_size(ui.ctx());
        let now = clock::now();
        if ui.input(|input| !input.raw.events.is_empty()) {
            self.touched = now;
        }
        let since_input = now.since(self.touched);
        let pace = self.program.frame(now, |view, commands| {
            show(ui, view, commands);
            pace::seconds_between_frames(view, since_input)
        });
        if let Some(step) = pace {
            ui.ctx().request_repaint_after(until_next(step));
        }
        self.close_or_ask(ui.ctx());
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.program.platform_mut().finish();
    }
}

/// How long it is to the next multiple of so many seconds, in Unix time.
fn until_next(step: i64) -> Duration {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let step = Duration::from_secs(step.max(1).unsigned_abs());
    let past = Duration::from_millis(u64::try_from(since.as_millis() % step.as_millis()).unwrap_or_default());
    // A little behind the second, so that the clock has surely turned.
    (step + Duration::from_millis(5)).saturating_sub(past)
}
