//! The stored pictures. When the window is to look different, look at `target/pictures/` first, then bless what is
//! there with `BLESS_PICTURES=1 cargo test --test pictures`, which writes `tests/pictures/golden/`.

use std::path::Path;

use eframe::egui::epaint::{ClippedShape, Shape};
use eframe::egui::{Color32, Context, Theme};
use token_debugger::ui::theme::DARK;

use crate::painter::Textures;
use crate::picture::Picture;
use crate::scenes::{SCENES, Scene};
use crate::window_support::{Opening, Window};

/// So many pixels may differ: a letter is more than that.
const MOST_DIFFERENT: usize = 16;
const BLESS: &str = "BLESS_PICTURES";
const THEMES: [(Theme, &str); 2] = [(Theme::Dark, "dark"), (Theme::Light, "light")];

/// A window and what draws it.
struct Studio {
    window: Window,
    textures: Textures,
}

impl Studio {
    fn of(scene: &Scene, opening: Opening) -> Self {
        let textures = Textures::default();
        let mut window = Window::opened(scene.pane, opening, textures.clone());
        (scene.play)(&mut window);
        // The pointer is nowhere, and what moves has come to rest.
        window.harness.remove_cursor();
        window.harness.run_ok();
        Self { window, textures }
    }

    fn shapes(&self) -> Vec<ClippedShape> {
        self.window.harness.output().shapes.clone()
    }

    fn draw(&self, shapes: Vec<ClippedShape>) -> Picture {
        let ctx = &self.window.harness.ctx;
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a picture")]
        let size = [size.x.round() as usize, size.y.round() as usize];
        self.textures.draw(&ctx.tessellate(shapes, scale), size, scale)
    }

    fn picture(&self) -> Picture {
        self.draw(self.shapes())
    }
}

/// Compares a picture with the stored one, or stores it. Gives what is wrong.
fn compare(name: &str, picture: &Picture) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stored = root.join("tests/pictures/golden").join(format!("{name}.png"));
    if std::env::var_os(BLESS).is_some_and(|value| value == "1") {
        picture.write(&stored);
        return Ok(());
    }
    let folder = root.join("target/pictures");
    let golden = Picture::read(&stored);
    let reason = match &golden {
        None => "no picture is stored".to_owned(),
        Some(golden) if golden.size != picture.size => {
            format!("{:?} pixels instead of {:?}", picture.size, golden.size)
        }
        Some(golden) => match golden.count_differences(picture) {
            0..=MOST_DIFFERENT => return Ok(()),
            different => {
                golden.mark_differences(picture).write(&folder.join(format!("{name}.difference.png")));
                format!("{different} pixels differ")
            }
        },
    };
    let new = folder.join(format!("{name}.png"));
    picture.write(&new);
    Err(format!("{name}: {reason}; see {}", new.display()))
}

/// Draws the scenes of a pane or of the window around, in both themes.
fn check(prefix: &str) {
    let scenes: Vec<_> = SCENES.iter().filter(|scene| scene.name.starts_with(prefix)).collect();
    assert!(scenes.len() >= 3, "only {} scenes of {prefix}", scenes.len());
    let mut wrong = Vec::new();
    for scene in scenes {
        for (theme, word) in THEMES {
            let studio = Studio::of(scene, Opening { theme, ..Opening::default() });
            wrong.extend(compare(&format!("{}-{word}", scene.name), &studio.picture()).err());
        }
    }
    expect_none(&wrong);
}

#[track_caller]
fn expect_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{}\nIf they are as they should be: {BLESS}=1 cargo test --test pictures",
        wrong.join("\n")
    );
}

/// The least window: the crowded panes; and at twice the size, which is the smallest in points, the dialogs too.
#[test]
fn least_window_looks_as_it_should() {
    let mut wrong = Vec::new();
    for scene in SCENES {
        let is_crowded = scene.name.ends_with("-crowded");
        let is_dialog = ["around-help", "around-settings", "around-palette"].contains(&scene.name);
        let zooms = [(is_crowded, 1.0, "least"), (is_crowded || is_dialog, 2.0, "least-twice")];
        for (_, zoom, word) in zooms.into_iter().filter(|(is_drawn, ..)| *is_drawn) {
            let studio = Studio::of(scene, Opening { size: [800.0, 560.0], zoom, theme: Theme::Dark });
            wrong.extend(compare(&format!("{}-{word}", scene.name), &studio.picture()).err());
        }
    }
    expect_none(&wrong);
}

#[test]
fn changed_letter_and_changed_colour_are_found() {
    let scene = SCENES.iter().find(|scene| scene.name == "create-normal").unwrap();
    let studio = Studio::of(scene, Opening::default());
    let before = studio.picture();
    assert_eq!(before.count_differences(&studio.picture()), 0, "the same window is drawn the same");
    let shapes = replace_text(&studio.window.harness.ctx, studio.shapes(), "Copy token", "Copy tokem");
    let letter = before.count_differences(&studio.draw(shapes));
    assert!(letter > MOST_DIFFERENT, "a changed letter is {letter} pixels");
    // The line around one card, by 17 of 255 lighter.
    let mut shapes = studio.shapes();
    let line = shapes.iter_mut().find_map(|shape| match &mut shape.shape {
        Shape::Rect(rect) if rect.stroke.color == DARK.line => Some(rect),
        _ => None,
    });
    line.unwrap().stroke.color = DARK.line.lerp_to_gamma(Color32::WHITE, 1.0 / 12.0);
    let color = before.count_differences(&studio.draw(shapes));
    assert!(color > MOST_DIFFERENT, "a changed colour is {color} pixels");
}

/// The shapes with another text in the place of one.
fn replace_text(ctx: &Context, mut shapes: Vec<ClippedShape>, before: &str, after: &str) -> Vec<ClippedShape> {
    let is_it = |shape: &&mut ClippedShape| matches!(&shape.shape, Shape::Text(text) if text.galley.text() == before);
    let found = shapes.iter_mut().find(is_it).unwrap();
    if let Shape::Text(text) = &mut found.shape {
        let mut job = (*text.galley.job).clone();
        after.clone_into(&mut job.text);
        text.galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    }
    shapes
}

#[test]
fn read_looks_as_it_should() {
    check("read-");
}

#[test]
fn scan_looks_as_it_should() {
    check("scan-");
}

#[test]
fn create_looks_as_it_should() {
    check("create-");
}

#[test]
fn slicer_looks_as_it_should() {
    check("slicer-");
}

#[test]
fn request_looks_as_it_should() {
    check("request-");
}

#[test]
fn window_around_the_panes_looks_as_it_should() {
    check("around-");
}
