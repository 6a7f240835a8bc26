//! The window's outermost edge: eframe, the clock, and the way to a machine without a screen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use eframe::egui::{self, ViewportBuilder, ViewportCommand};
use thiserror::Error;

use super::{show, theme};
use crate::app::command::{Action, Command};
use crate::app::platform::desktop::Desktop;
use crate::app::platform::settings::Loaded;
use crate::app::platform::{self, clock, hardening};
use crate::app::program::Program;
use crate::app::settings::Settings;

const TITLE: &str = "Token Debugger";
/// The app id is the name of the desktop file, the icon and the metainfo too, or Wayland shows no icon.
const APP_ID: &str = "alt.tokendebugger.app";
const LEAST_SIZE: [f32; 2] = [800.0, 560.0];

/// Why there is no window.
#[derive(Debug, Error)]
pub enum WindowError {
    /// No display, or no OpenGL.
    #[error("No window can be opened: {0}")]
    Unavailable(String),
    /// The window system's libraries are not all there.
    #[error("No window can be opened: the window system can't be used")]
    Broken,
}

impl WindowError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Unavailable(_) => {
                "Start it in a graphical session with OpenGL, or use the command line: token-debugger --help."
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
                Ok(Box::new(Window::new(&context.egui_ctx, file, &loaded)))
            }),
        )
    };
    // The window system's client panics where a library is missing that it loads at run time.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = catch_unwind(AssertUnwindSafe(start));
    hardening::word_panics();
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(WindowError::Unavailable(reason(&error.to_string()))),
        // It has been told already.
        Err(panic) if opened.get() => resume_unwind(panic),
        Err(_) => Err(WindowError::Broken),
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

/// The window: what eframe runs. It owns the program and nothing else.
pub struct Window {
    program: Program<Desktop>,
    /// Where the settings are, if the platform has a place for them, and what they were when they were read.
    settings: Option<(PathBuf, Settings)>,
}

impl Window {
    /// The window at its start; with a file, that key is loaded.
    #[must_use]
    pub fn new(ctx: &egui::Context, file: Option<PathBuf>, settings: &Loaded) -> Self {
        theme::apply(ctx);
        ctx.set_zoom_factor(settings.settings.zoom);
        let waker = ctx.clone();
        let desktop = Desktop::new(Arc::new(move || waker.request_repaint()));
        let now = clock::now();
        let mut program = Program::new(desktop, now, clock::local_zone())
            .at_path(platform::program::command_line())
            .with_settings(settings, now);
        if let Some(path) = file {
            program.handle(Command::Open(path), now);
        }
        let settings = platform::settings::path().map(|path| (path, settings.settings.clone()));
        Self { program, settings }
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
    /// Remembers how the window looks, if that changed.
    fn save_settings(&mut self, ctx: &egui::Context) {
        let Some((path, before)) = &mut self.settings else { return };
        let size = ctx.input(|input| input.viewport().inner_rect).map_or(before.window, |rect| {
            let size = rect.size() * ctx.zoom_factor();
            [size.x.round(), size.y.round()]
        });
        let present = Settings::of(self.program.state(), ctx.zoom_factor(), size);
        if present != *before && platform::settings::save(path, &present).is_ok() {
            *before = present;
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ticking = self.program.frame(clock::now(), |view, commands| {
            show(ui, view, commands);
            view.ticking
        });
        if ticking {
            ui.ctx().request_repaint_after(until_next_second());
        }
        self.close_or_ask(ui.ctx());
        if ui.ctx().input(|input| input.viewport().close_requested()) || self.program.platform_mut().wants_to_quit() {
            self.save_settings(ui.ctx());
        }
    }
}

/// How long the present second still lasts.
fn until_next_second() -> Duration {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // A little behind the second, so that the clock has surely turned.
    Duration::from_millis(1_005).saturating_sub(Duration::from_millis(since.subsec_millis().into()))
}
