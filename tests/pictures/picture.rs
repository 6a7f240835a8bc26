//! Pictures: PNG files, and how two of them differ.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

/// A channel of a pixel may differ by so much and is still the same: a stored picture has no more than 256 colours.
const TOLERANCE: u8 = 12;
/// The most colours of a stored picture: a byte each.
const MOST_COLORS: usize = 256;

/// An opaque picture, row by row.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) size: [usize; 2],
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub(crate) fn black(size: [usize; 2]) -> Self {
        Self { size, pixels: vec![[0; 3]; size[0] * size[1]] }
    }

    /// A part of a row.
    pub(crate) fn row_mut(&mut self, row: usize, left: usize, right: usize) -> &mut [[u8; 3]] {
        let start = row * self.size[0];
        &mut self.pixels[start + left..start + right]
    }

    /// How many pixels are not the same.
    pub(crate) fn count_differences(&self, other: &Self) -> usize {
        assert_eq!(self.size, other.size, "pictures of different sizes");
        self.pixels.iter().zip(&other.pixels).filter(|(one, other)| differ(**one, **other)).count()
    }

    /// The picture in grey, with what is different in red.
    pub(crate) fn mark_differences(&self, other: &Self) -> Self {
        let mark = |(one, other): (&[u8; 3], &[u8; 3])| {
            let grey = one.iter().fold(0, |sum, channel| sum + u16::from(*channel)) / 9;
            let grey = u8::try_from(grey).unwrap();
            if differ(*one, *other) { [255, 0, 0] } else { [grey; 3] }
        };
        Self { size: self.size, pixels: self.pixels.iter().zip(&other.pixels).map(mark).collect() }
    }

    /// Reads a PNG file as [`Self::write`] writes it.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        let mut decoder = png::Decoder::new(BufReader::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgb, "{}", path.display());
        let pixels = bytes[..info.buffer_size()].chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Some(Self { size: [info.width as usize, info.height as usize], pixels })
    }

    /// Writes a PNG file of at most 256 colours, which is a third as large as one of all colours.
    pub(crate) fn write(&self, path: &Path) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let (palette, indices) = self.index_colors();
        let [width, height] = self.size.map(|length| u32::try_from(length).unwrap());
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(path).unwrap()), width, height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        encoder.write_header().unwrap().write_image_data(&indices).unwrap();
    }

    /// The colours that are used most; and for each pixel the nearest of them.
    fn index_colors(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let mut counts = BTreeMap::new();
        for pixel in &self.pixels {
            *counts.entry(*pixel).or_insert(0_usize) += 1;
        }
        let palette = choose(&counts);
        let nearest = |color: &[u8; 3]| {
            let place = (0..palette.len()).min_by_key(|place| distance(*color, palette[*place])).unwrap();
            assert!(!differ(*color, palette[place]), "{color:?} would be stored as {:?}", palette[place]);
            u8::try_from(place).unwrap()
        };
        let places: BTreeMap<_, _> = counts.keys().map(|color| (*color, nearest(color))).collect();
        let indices = self.pixels.iter().map(|pixel| places[pixel]).collect();
        (palette, indices)
    }
}

/// The colours to keep: the most used one, then the most used one that is far from all that are kept, and so on; the
/// nearer the fewer there are.
fn choose(counts: &BTreeMap<[u8; 3], usize>) -> Vec<[u8; 3]> {
    let mut colors: Vec<_> = counts.iter().collect();
    colors.sort_by_key(|(color, count)| (std::cmp::Reverse(**count), **color));
    (0..TOLERANCE)
        .map(|least| {
            let mut kept: Vec<[u8; 3]> = Vec::new();
            for (color, _) in &colors {
                if kept.len() > MOST_COLORS {
                    break;
                }
                if kept.iter().all(|other| distance(**color, *other) > least) {
                    kept.push(**color);
                }
            }
            kept
        })
        .find(|kept| kept.len() <= MOST_COLORS)
        .expect("256 colours are enough for this window")
}

fn differ(one: [u8; 3], other: [u8; 3]) -> bool {
    distance(one, other) > TOLERANCE
}

/// The largest difference of a channel.
fn distance(one: [u8; 3], other: [u8; 3]) -> u8 {
    (0..3).map(|channel| one[channel].abs_diff(other[channel])).max().unwrap_or_default()
}
