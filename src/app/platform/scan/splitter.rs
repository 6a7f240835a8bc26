//! Cuts a stream of bytes into blocks of whole lines, or into documents.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use crate::domain::scan::{Document, Look};

use super::Limits;

/// A part of an input that can be searched by itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    /// Where it starts in the input.
    pub(super) offset: u64,
    /// The number of its first line.
    pub(super) line: u64,
    /// It may be a JSON document of several lines.
    pub(super) is_document: bool,
}

/// What comes out of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Block(Block),
    /// A line that is too long, by its number.
    TooLong(u64),
}

enum Mode {
    Document(Document),
    Lines,
    /// In the middle of a line that is too long.
    Skipping,
}

/// The splitter of one input. Bytes are put into `buffer`; what is whole comes out.
pub(super) struct Splitter {
    limits: Limits,
    buffer: Vec<u8>,
    /// Before this byte the buffer has no line break.
    searched: usize,
    offset: u64,
    line: u64,
    mode: Mode,
}

impl Splitter {
    pub(super) fn new(limits: Limits) -> Self {
        let mode = Mode::Document(Document::default());
        Self { limits, buffer: Vec::new(), searched: 0, offset: 0, line: 1, mode }
    }

    /// Where the next bytes go; they are put behind what is there.
    pub(super) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// How many bytes wait for more.
    pub(super) fn waiting(&self) -> usize {
        self.buffer.len()
    }

    /// Gives all that is whole to `take`; at the end of the input, all.
    pub(super) fn cut(&mut self, is_end: bool, take: &mut dyn FnMut(Cut)) {
        while let Mode::Document(document) = &mut self.mode {
            match document.look(&self.buffer) {
                Look::Ends(end) if end <= self.limits.line => {
                    self.emit(end, true, take);
                    self.mode = Mode::Document(Document::default());
                }
                Look::More if !is_end && self.buffer.len() <= self.limits.line => return,
                _ => self.mode = Mode::Lines,
            }
        }
        if matches!(self.mode, Mode::Skipping) {
            self.skip();
        }
        self.cut_lines(is_end, take);
    }

    fn cut_lines(&mut self, is_end: bool, take: &mut dyn FnMut(Cut)) {
        let mut start = 0;
        while let Some(end) = self.end_of_block(start) {
            self.take_lines(start..end, take);
            start = end;
        }
        self.buffer.drain(..start);
        self.searched = self.buffer.len();
        if self.buffer.len() > self.limits.line {
            self.start_skipping(take);
        } else if is_end && !self.buffer.is_empty() {
            self.emit(self.buffer.len(), false, take);
        }
    }

    /// Behind the last line that fits into a block, or behind the first line if that alone is longer.
    fn end_of_block(&self, start: usize) -> Option<usize> {
        let from = start.max(self.searched);
        let most = self.limits.block.min(self.limits.line);
        let block = self.buffer.len().min(start + most).max(from);
        let last = memrchr(b'\n', self.buffer.get(from..block)?).map(|at| from + at);
        let end = last.or_else(|| memchr(b'\n', self.buffer.get(block..)?).map(|at| block + at))?;
        Some(end + 1)
    }

    /// Gives the lines of a range; one that is too long is alone in its range.
    fn take_lines(&mut self, range: Range<usize>, take: &mut dyn FnMut(Cut)) {
        let lines = self.buffer.get(range).unwrap_or_default();
        let length = lines.len();
        if length > self.limits.line + 1 {
            take(Cut::TooLong(self.line));
            self.pass(length, 1);
            return;
        }
        let block = Block { bytes: lines.to_vec(), offset: self.offset, line: self.line, is_document: false };
        self.pass(length, memchr_iter(b'\n', lines).count());
        take(Cut::Block(block));
    }

    /// Gives what stands before a byte, which is most of the buffer, without a copy.
    fn emit(&mut self, end: usize, is_document: bool, take: &mut dyn FnMut(Cut)) {
        let rest = self.buffer.split_off(end);
        let bytes = std::mem::replace(&mut self.buffer, rest);
        let (offset, line) = (self.offset, self.line);
        self.pass(end, memchr_iter(b'\n', &bytes).count());
        self.searched = 0;
        take(Cut::Block(Block { bytes, offset, line, is_document }));
    }

    fn start_skipping(&mut self, take: &mut dyn FnMut(Cut)) {
        take(Cut::TooLong(self.line));
        self.pass(self.buffer.len(), 0);
        // Its memory is given back.
        self.buffer = Vec::new();
        self.searched = 0;
        self.mode = Mode::Skipping;
    }

    fn skip(&mut self) {
        if let Some(end) = memchr(b'\n', &self.buffer) {
            self.mode = Mode::Lines;
            self.buffer.drain(..=end);
            self.pass(end + 1, 1);
        } else {
            self.pass(self.buffer.len(), 0);
            self.buffer.clear();
        }
        self.searched = 0;
    }

    fn pass(&mut self, bytes: usize, lines: usize) {
        self.offset = self.offset.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        self.line = self.line.saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
    }
}

/// How many bytes are read at once.
pub(super) const READ: usize = 128 * 1024;
