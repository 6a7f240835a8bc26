//! RFC 8259's grammar, written from its ABNF: the second opinion about what is JSON.

/// Deeper values are not looked into.
const DEEPEST: usize = 1000;

/// Whether a text is one JSON value with nothing but white space around it, and how deep it is nested. `None`: it is
/// not JSON, or nested deeper than a thousand levels.
#[must_use]
pub fn depth_of(text: &str) -> Option<usize> {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0, deepest: 0 };
    reader.element(0)?;
    (reader.at == reader.bytes.len()).then_some(reader.deepest)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    deepest: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn element(&mut self, depth: usize) -> Option<()> {
        self.blanks();
        self.value(depth)?;
        self.blanks();
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'{' => self.list(depth + 1, b'}', |reader, depth| {
                reader.blanks();
                reader.string()?;
                reader.blanks();
                reader.take(b':')?;
                reader.element(depth)
            }),
            b'[' => self.list(depth + 1, b']', Self::element),
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            _ => ["true", "false", "null"].into_iter().find_map(|word| self.word(word)),
        }
    }

    fn list(&mut self, depth: usize, end: u8, item: fn(&mut Self, usize) -> Option<()>) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        self.deepest = self.deepest.max(depth);
        self.at += 1;
        self.blanks();
        if self.take(end).is_some() {
            return Some(());
        }
        loop {
            item(self, depth)?;
            if self.take(b',').is_none() {
                return self.take(end);
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.bytes.get(self.at..)?.starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    fn string(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                ..0x20 => return None,
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => (0..4).try_for_each(|_| self.peek()?.is_ascii_hexdigit().then(|| self.at += 1)),
            _ => None,
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if self.take(b'e').or_else(|| self.take(b'E')).is_some() {
            let _ = self.take(b'+').or_else(|| self.take(b'-'));
            self.digits()?;
        }
        Some(())
    }
}
