//! The one renderer whose pictures are blessed: egui's triangles, drawn on the processor. No graphics card, no OpenGL,
//! no window system, so the pictures are the same wherever the tests run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use eframe::egui::epaint::{ImageData, ImageDelta, Primitive, Vertex};
use eframe::egui::{ClippedPrimitive, ColorImage, Mesh, Pos2, Rect, TextureId, TexturesDelta, Vec2};
use egui_kittest::TestRenderer;

use crate::picture::Picture;

/// The textures that egui has handed out: the glyphs. It is shared with the harness, which keeps it up to date.
#[derive(Clone, Default)]
pub(crate) struct Textures(Rc<RefCell<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, images) in delta.set.drain() {
            for image in images {
                apply(&mut textures, id, image);
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

fn apply(textures: &mut HashMap<TextureId, ColorImage>, id: TextureId, delta: ImageDelta) {
    let ImageData::Color(image) = delta.image;
    let Some([left, top]) = delta.pos else {
        textures.insert(id, (*image).clone());
        return;
    };
    let texture = textures.get_mut(&id).unwrap();
    let [width, height] = image.size;
    for row in 0..height {
        let to = (top + row) * texture.size[0] + left;
        texture.pixels[to..to + width].copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
    }
}

/// What is blended with, and onto: red, green, blue, alpha, premultiplied, 0 to 255.
type Rgba = [f32; 4];

impl Textures {
    /// Draws what egui has tessellated.
    pub(crate) fn draw(&self, primitives: &[ClippedPrimitive], size: [usize; 2], pixels_per_point: f32) -> Picture {
        let textures = self.0.borrow();
        let mut picture = Picture::black(size);
        for primitive in primitives {
            let Primitive::Mesh(mesh) = &primitive.primitive else { panic!("the window paints by itself") };
            let clip = Span::of(primitive.clip_rect * pixels_per_point, size);
            draw_mesh(&mut picture, &clip, mesh, &textures[&mesh.texture_id], pixels_per_point);
        }
        picture
    }
}

/// The pixels that may be drawn on, the ends not included.
struct Span {
    columns: [usize; 2],
    rows: [usize; 2],
}

impl Span {
    fn of(rect: Rect, [width, height]: [usize; 2]) -> Self {
        Self {
            columns: [pixel(rect.left().round(), width), pixel(rect.right().round(), width)],
            rows: [pixel(rect.top().round(), height), pixel(rect.bottom().round(), height)],
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a picture, not below 0")]
fn pixel(at: f32, most: usize) -> usize {
    (at.max(0.0) as usize).min(most)
}

#[allow(clippy::cast_precision_loss, reason = "a picture has a few thousand pixels each way")]
fn float(at: usize) -> f32 {
    at as f32
}

fn draw_mesh(picture: &mut Picture, clip: &Span, mesh: &Mesh, texture: &ColorImage, pixels_per_point: f32) {
    let at = |index: u32| &mesh.vertices[index as usize];
    for corners in mesh.indices.chunks_exact(3) {
        let corners = [at(corners[0]), at(corners[1]), at(corners[2])];
        draw_triangle(picture, clip, corners, texture, pixels_per_point);
    }
}

/// Scan line by scan line. A pixel belongs to the triangle when its centre does; of two triangles that share an edge
/// the one that lies to the right of it or below it has the centres on it.
fn draw_triangle(picture: &mut Picture, clip: &Span, corners: [&Vertex; 3], texture: &ColorImage, scale: f32) {
    let mut places = corners.map(|corner| corner.pos * scale);
    let Some(slope) = Slope::of(corners, places, texture) else { return };
    places.sort_by(|a, b| a.y.total_cmp(&b.y));
    let first = pixel((places[0].y - 0.5).ceil(), clip.rows[1]).max(clip.rows[0]);
    let end = pixel((places[2].y - 0.5).ceil(), clip.rows[1]);
    for row in first..end {
        let y = float(row) + 0.5;
        let long = crossing(places[0], places[2], y);
        let short = if y < places[1].y { crossing(places[0], places[1], y) } else { crossing(places[1], places[2], y) };
        let left = pixel((long.min(short) - 0.5).ceil(), clip.columns[1]).max(clip.columns[0]);
        let right = pixel((long.max(short) - 0.5).ceil(), clip.columns[1]);
        if left >= right {
            continue;
        }
        let pixels = picture.row_mut(row, left, right);
        match slope.flat {
            Some(color) if color[3] >= 255.0 => pixels.fill(opaque(color)),
            Some(color) => pixels.iter_mut().for_each(|pixel| blend(pixel, color)),
            None => {
                for (column, pixel) in (left..right).zip(pixels) {
                    blend(pixel, slope.color_at(Pos2::new(float(column) + 0.5, y), texture));
                }
            }
        }
    }
}

/// Where a line is at a height.
fn crossing(a: Pos2, b: Pos2, y: f32) -> f32 {
    a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y)
}

fn opaque(color: Rgba) -> [u8; 3] {
    [channel(color[0]), channel(color[1]), channel(color[2])]
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn channel(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

fn blend(pixel: &mut [u8; 3], color: Rgba) {
    if color[3] <= 0.0 && color[0] <= 0.0 {
        return;
    }
    let rest = 1.0 - color[3] / 255.0;
    for place in 0..3 {
        pixel[place] = channel(color[place] + f32::from(pixel[place]) * rest);
    }
}

/// How colour and place in the texture change over a triangle.
struct Slope {
    origin: Pos2,
    color: [Rgba; 3],
    /// In texels.
    texel: [Vec2; 3],
    /// The colour, where it is the same everywhere.
    flat: Option<Rgba>,
}

impl Slope {
    /// None for a triangle without any area.
    fn of(corners: [&Vertex; 3], places: [Pos2; 3], texture: &ColorImage) -> Option<Self> {
        let [along, across] = [places[1] - places[0], places[2] - places[0]];
        let area = along.x * across.y - along.y * across.x;
        if area == 0.0 {
            return None;
        }
        // The gradients of a plane through three points.
        let gradient = |a: f32, b: f32, c: f32| {
            let (b, c) = (b - a, c - a);
            [(b * across.y - c * along.y) / area, (c * along.x - b * across.x) / area]
        };
        let colors = corners.map(|corner| corner.color.to_array().map(f32::from));
        let size = Vec2::new(float(texture.size[0]), float(texture.size[1]));
        let texels = corners.map(|corner| corner.uv.to_vec2() * size);
        let mut color = [colors[0], [0.0; 4], [0.0; 4]];
        for place in 0..4 {
            [color[1][place], color[2][place]] = gradient(colors[0][place], colors[1][place], colors[2][place]);
        }
        let [right, down] = gradient(texels[0].x, texels[1].x, texels[2].x);
        let [right_v, down_v] = gradient(texels[0].y, texels[1].y, texels[2].y);
        let texel = [texels[0], Vec2::new(right, right_v), Vec2::new(down, down_v)];
        let is_flat = corners.iter().all(|corner| corner.color == corners[0].color && corner.uv == corners[0].uv);
        let flat = is_flat.then(|| modulate(colors[0], sample(texture, texels[0])));
        Some(Self { origin: places[0], color, texel, flat })
    }

    fn color_at(&self, at: Pos2, texture: &ColorImage) -> Rgba {
        let way = at - self.origin;
        let mut color = self.color[0];
        for (place, channel) in color.iter_mut().enumerate() {
            *channel += self.color[1][place] * way.x + self.color[2][place] * way.y;
        }
        modulate(color, sample(texture, self.texel[0] + self.texel[1] * way.x + self.texel[2] * way.y))
    }
}

fn modulate(color: Rgba, texel: Rgba) -> Rgba {
    let mut product = color;
    for (channel, other) in product.iter_mut().zip(texel) {
        *channel *= other / 255.0;
    }
    product
}

/// A colour between two; `part` is the second one's, 0 to 1.
fn mix(one: Rgba, other: Rgba, part: f32) -> Rgba {
    [0, 1, 2, 3].map(|place| one[place] * (1.0 - part) + other[place] * part)
}

/// The texture at a place in texels: as it is at the centre of a texel, else between its neighbours.
fn sample(texture: &ColorImage, at: Vec2) -> Rgba {
    let [width, height] = texture.size;
    let at = at - Vec2::splat(0.5);
    let texel =
        |x: f32, y: f32| texture.pixels[pixel(y, height - 1) * width + pixel(x, width - 1)].to_array().map(f32::from);
    let (left, top) = ((at.x + 0.01).floor(), (at.y + 0.01).floor());
    let between = Vec2::new(at.x - left, at.y - top);
    if between.x.abs() < 0.02 && between.y.abs() < 0.02 {
        return texel(left, top);
    }
    let upper = mix(texel(left, top), texel(left + 1.0, top), between.x);
    let lower = mix(texel(left, top + 1.0), texel(left + 1.0, top + 1.0), between.x);
    mix(upper, lower, between.y)
}
