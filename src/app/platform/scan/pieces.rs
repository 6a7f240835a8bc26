//! A piece of an input, read again: for the row of a list that is opened.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::sync::atomic::{AtomicBool, Ordering};

use super::input::{Input, InputError, Source};
use super::unpack::{LONGEST_MARK, Text, is_plain};

impl Input {
    /// Reads some bytes once more, as they are unpacked, until `cancel` is set: the piece that a
    /// [`Record`](crate::domain::scan::Record) names by its offset and its length. Of what is packed all that is before
    /// it has to be unpacked, which takes long.
    ///
    /// # Errors
    /// [`InputError`] when the input can't be read any more, or has become shorter; standard input can't be read twice;
    /// [`InputError::Stopped`] when it was cancelled.
    pub fn read_piece(&self, offset: u64, length: u32, cancel: &AtomicBool) -> Result<Vec<u8>, InputError> {
        let path = match &self.source {
            Source::File(path) => path,
            Source::Stdin => return Err(InputError::NoStdin),
            Source::Nothing(error) => return Err(error.clone()),
        };
        let piece = File::open(path)
            .map_err(|error| InputError::of(&error))
            .and_then(|file| read_from(file, offset, u64::from(length), cancel));
        match piece {
            // Whatever stood in the way: nobody waits for it any more.
            Err(_) if cancel.load(Ordering::Relaxed) => Err(InputError::Stopped),
            Ok(piece) if piece.len() != usize::try_from(length).unwrap_or(usize::MAX) => Err(InputError::Shorter),
            piece => piece,
        }
    }
}

/// At most so many bytes.
fn read_from(mut file: File, offset: u64, length: u64, cancel: &AtomicBool) -> Result<Vec<u8>, InputError> {
    let name = |error: io::Error| InputError::of(&error);
    let (mut first, mut piece) = (Vec::new(), Vec::new());
    (&mut file).take(LONGEST_MARK).read_to_end(&mut first).map_err(name)?;
    if is_plain(&first) {
        file.seek(SeekFrom::Start(offset)).map_err(name)?;
        Stoppable { source: file, cancel }.take(length).read_to_end(&mut piece).map_err(name)?;
        return Ok(piece);
    }
    file.rewind().map_err(name)?;
    let mut text = Text::open(file, || cancel.load(Ordering::Relaxed)).map_err(name)?;
    let mut unpacked = Stoppable { source: AsRead(&mut text), cancel };
    let read = io::copy(&mut (&mut unpacked).take(offset), &mut io::sink())
        .and_then(|_| unpacked.take(length).read_to_end(&mut piece));
    read.map_err(|error| text.name_error(&error))?;
    Ok(piece)
}

/// Reads until it is cancelled.
struct Stoppable<'a, R> {
    source: R,
    cancel: &'a AtomicBool,
}

impl<R: Read> Read for Stoppable<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(io::Error::other("cancelled"));
        }
        self.source.read(buffer)
    }
}

struct AsRead<'a, 'b>(&'a mut Text<'b>);

impl Read for AsRead<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}
