//! A piece of an input, read again: for the row of a list that is opened.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use super::input::{Input, InputError, Source};
use super::unpack::Text;

/// Reads some bytes of an input once more, as they are unpacked: the piece that a
/// [`Record`](crate::domain::scan::Record) names by its offset and its length.
///
/// # Errors
/// [`InputError`] when the input can't be read any more, or has become shorter; standard input can't be read twice.
pub fn read_piece(input: &Input, offset: u64, length: u32) -> Result<Vec<u8>, InputError> {
    let path = match &input.source {
        Source::File(path) => path,
        Source::Stdin => return Err(InputError::NoStdin),
        Source::Nothing(error) => return Err(error.clone()),
    };
    let file = File::open(path).map_err(|error| InputError::of(&error))?;
    let mut text = Text::open(file, || false).map_err(|error| InputError::of(&error))?;
    let mut piece = Vec::new();
    let skipped = io::copy(&mut AsRead(&mut text).take(offset), &mut io::sink());
    let read = skipped.and_then(|_| AsRead(&mut text).take(u64::from(length)).read_to_end(&mut piece));
    match read {
        Ok(count) if count == usize::try_from(length).unwrap_or(usize::MAX) => Ok(piece),
        Ok(_) => Err(InputError::Unreadable { kind: ErrorKind::UnexpectedEof.to_string() }),
        Err(error) => Err(text.name_error(&error)),
    }
}

struct AsRead<'a, 'b>(&'a mut Text<'b>);

impl Read for AsRead<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}
