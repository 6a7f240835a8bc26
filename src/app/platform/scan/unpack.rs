//! Unpacks what is packed, by its first bytes: gzip and zstd, several members or frames behind each other, UTF-16.

use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::input::InputError;
use super::utf16::{Utf16, order_of};

/// How many bytes are read at once of what is packed.
const BUFFER: usize = 64 * 1024;
/// The first bytes of a gzip member (RFC 1952 section 2.3.1) and of a zstd frame (RFC 8878 section 3.1.1).
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Most memory that a zstd frame may ask for, in bytes: what `zstd --long=26` makes.
const LARGEST_WINDOW: u64 = 64 * 1024 * 1024;

/// Whether bytes begin like what is unpacked here.
#[must_use]
pub fn is_packed(first: &[u8]) -> bool {
    first.starts_with(GZIP) || first.starts_with(ZSTD)
}

/// So many of the first bytes tell whether a text is packed or UTF-16.
pub(super) const LONGEST_MARK: u64 = 4;

/// Whether a text that begins so is given as it is: a place in it is the same place in its file.
pub(super) fn is_plain(first: &[u8]) -> bool {
    !is_packed(first) && order_of(first).is_none()
}

/// A text that is read in pieces, with the form in which it was packed.
pub(super) struct Text<'a> {
    reader: Box<dyn Read + 'a>,
    format: Option<&'static str>,
}

impl<'a> Text<'a> {
    /// Looks at the first bytes of an input.
    ///
    /// When `is_stopped`, what is packed seems to end.
    pub(super) fn open(mut raw: impl Read + 'a, is_stopped: impl Fn() -> bool + 'a) -> io::Result<Self> {
        let mut first = vec![0; BUFFER];
        let mut filled = 0;
        while filled < ZSTD.len() && !first.get(..filled).unwrap_or_default().contains(&b'\n') {
            match raw.read(first.get_mut(filled..).unwrap_or_default()) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted && !is_stopped() => {}
                Err(error) => return Err(error),
            }
        }
        first.truncate(filled);
        let (gzip, zstd) = (first.starts_with(GZIP), first.starts_with(ZSTD));
        let byte_order = order_of(&first);
        let whole = Cursor::new(first).chain(raw);
        if gzip || zstd {
            let packed = BufReader::with_capacity(BUFFER, Patient { source: whole, is_stopped });
            let reader: Box<dyn Read + 'a> =
                if gzip { Box::new(MultiGzDecoder::new(packed)) } else { Box::new(Frames::new(packed)) };
            return Ok(Self { reader, format: Some(if gzip { "gzip" } else { "zstd" }) });
        }
        let reader: Box<dyn Read + 'a> = match byte_order {
            Some(is_little) => Box::new(Utf16::new(whole, is_little)),
            None => Box::new(whole),
        };
        Ok(Self { reader, format: None })
    }

    /// The next bytes. Nothing is the end; [`ErrorKind::Interrupted`] says that there is nothing yet.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }

    /// What an error that was met while reading says.
    pub(super) fn name_error(&self, error: &io::Error) -> InputError {
        if let Some(FrameDecoderError::WindowSizeTooBig { requested, max }) = inner(error) {
            return InputError::TooMuchMemory { mib: requested >> 20, limit: max >> 20 };
        }
        match (self.format, error.kind()) {
            (Some(format), ErrorKind::UnexpectedEof) => InputError::CutShort { format },
            (Some(format), ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::Other) => {
                InputError::Damaged { format }
            }
            _ => InputError::of(error),
        }
    }
}

/// What the library for zstd says.
fn inner(error: &io::Error) -> Option<&FrameDecoderError> {
    error.get_ref()?.downcast_ref()
}

/// Tries again when there is nothing yet: what unpacks can't be left in the middle.
struct Patient<R, F> {
    source: R,
    is_stopped: F,
}

impl<R: Read, F: Fn() -> bool> Read for Patient<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.source.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {
                    if (self.is_stopped)() {
                        return Ok(0);
                    }
                }
                read => return read,
            }
        }
    }
}

/// The frames of zstd data, one behind the other.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(LARGEST_WINDOW);
        Self { source, decoder, is_open: false }
    }

    /// Opens the next frame with content; `false` at the end.
    fn open(&mut self) -> io::Result<bool> {
        while !self.is_open {
            if self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => self.is_open = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.source).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(self.name(error)),
            }
        }
        Ok(true)
    }

    /// Data that ends in a frame is cut short; all else is damage, or asks for too much.
    fn name(&mut self, error: FrameDecoderError) -> io::Error {
        let is_at_end = self.source.fill_buf().is_ok_and(<[u8]>::is_empty);
        let kind = if is_at_end { ErrorKind::UnexpectedEof } else { ErrorKind::InvalidData };
        io::Error::new(kind, error)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.open()? {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.decoder.is_finished() {
                self.is_open = false;
            } else if let Err(error) =
                self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
            {
                return Err(self.name(error));
            }
        }
        Ok(0)
    }
}
