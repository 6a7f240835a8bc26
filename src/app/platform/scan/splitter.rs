//! Cuts a stream of bytes into blocks of whole lines, or into documents.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use crate::domain::scan::{Document, Look};

use super::Limits;

/// A part of an input that can be searched by itself.
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    /// Where it starts in the input.
    pub(super) offset: u64,
    /// The number of its first line.
    pub(super) line: u64,
    /// Where each document ends that may be JSON over several lines; without any, the block is lines.
    pub(super) documents: Vec<usize>,
}

/// What comes out of a stream.
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
        self.cut_documents(is_end, take);
        match self.mode {
            Mode::Document(_) => return,
            Mode::Skipping => self.skip(),
            Mode::Lines => {}
        }
        self.cut_lines(is_end, take);
    }

    /// Gives documents, small ones together, until more of the input is needed or lines follow.
    fn cut_documents(&mut self, is_end: bool, take: &mut dyn FnMut(Cut)) {
        let (mut start, mut ends) = (0, Vec::new());
        while let Mode::Document(document) = &mut self.mode {
            let whole = start + ends.last().copied().unwrap_or_default();
            match document.look(self.buffer.get(whole..).unwrap_or_default()) {
                Look::Ends(length) if length <= self.limits.line => {
                    self.mode = Mode::Document(Document::default());
                    let end = whole + length - start;
                    ends.push(end);
                    if end >= self.limits.block {
                        start = self.take_documents(start, std::mem::take(&mut ends), take);
                    }
                }
                Look::More if !is_end && self.buffer.len() - whole <= self.limits.line => break,
                _ => self.mode = Mode::Lines,
            }
        }
        if !ends.is_empty() {
            start = self.take_documents(start, ends, take);
        }
        self.buffer.drain(..start);
    }

    /// Gives the documents from `start` on; what is behind them starts at the byte that is returned.
    fn take_documents(&mut self, start: usize, documents: Vec<usize>, take: &mut dyn FnMut(Cut)) -> usize {
        let end = start + documents.last().copied().unwrap_or_default();
        if start == 0 && end > self.buffer.len() / 2 {
            self.emit(end, documents, take);
            return 0;
        }
        let bytes = self.buffer.get(start..end).unwrap_or_default().to_vec();
        self.give(bytes, documents, take);
        end
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
            self.emit(self.buffer.len(), Vec::new(), take);
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
        let bytes = lines.to_vec();
        self.give(bytes, Vec::new(), take);
    }

    /// Gives what stands before a byte, which is most of the buffer, without a copy.
    fn emit(&mut self, end: usize, documents: Vec<usize>, take: &mut dyn FnMut(Cut)) {
        let rest = self.buffer.split_off(end);
        let bytes = std::mem::replace(&mut self.buffer, rest);
        self.searched = 0;
        self.give(bytes, documents, take);
    }

    fn give(&mut self, bytes: Vec<u8>, documents: Vec<usize>, take: &mut dyn FnMut(Cut)) {
        let (offset, line) = (self.offset, self.line);
        self.pass(bytes.len(), memchr_iter(b'\n', &bytes).count());
        take(Cut::Block(Block { bytes, offset, line, documents }));
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

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { line: 4096, block: 1024, in_flight: 4096, cache: 0 };

    fn blocks(input: &str) -> Vec<Block> {
        let mut splitter = Splitter::new(LIMITS);
        splitter.buffer().extend_from_slice(input.as_bytes());
        let mut blocks = Vec::new();
        splitter.cut(true, &mut |cut| match cut {
            Cut::Block(block) => blocks.push(block),
            Cut::TooLong(line) => panic!("line {line}"),
        });
        blocks
    }

    #[test]
    fn small_documents_share_blocks_that_take_no_more_memory_than_their_bytes() {
        let input = "{\n\"a\": 1\n}\n".repeat(1000);
        let blocks = blocks(&input);
        assert_eq!(blocks.iter().map(|block| block.documents.len()).sum::<usize>(), 1000);
        assert!(blocks.len() <= input.len() / LIMITS.block + 2, "{}", blocks.len());
        let whole: Vec<u8> = blocks.iter().flat_map(|block| block.bytes.clone()).collect();
        assert_eq!(whole, input.as_bytes());
        for block in blocks {
            assert!(block.bytes.capacity() <= 2 * LIMITS.block, "{}", block.bytes.capacity());
            let lines = input.bytes().zip(0..block.offset).filter(|(byte, _)| *byte == b'\n').count();
            assert_eq!(block.line, lines as u64 + 1);
        }
    }

    #[test]
    fn lines_behind_documents_are_in_blocks_of_their_own() {
        let blocks = blocks("[\n1]\n{\n}\nGET / HTTP/1.1\n[\n");
        let said: Vec<_> = blocks.iter().map(|block| (block.line, block.documents.clone())).collect();
        assert_eq!(said, [(1, vec![4, 8]), (4, vec![])]);
    }
}
