//! curl commands in the text: where each ends, its method, its address.

use super::request::{Request, address};

const NAME: &str = "curl";

/// The curl commands of a text, in order.
pub(super) fn commands(text: &str) -> Vec<Request> {
    let mut found = Vec::new();
    let mut quotes_span_lines = true;
    let mut from = 0;
    while let Some(start) = next_command(text, from) {
        let mut command = Command::read(text, start, quotes_span_lines);
        if command.is_unclosed && quotes_span_lines {
            // From here to the end no such quote closes; once is enough to find that out.
            quotes_span_lines = false;
            command = Command::read(text, start, false);
        }
        from = command.end.max(start + NAME.len());
        found.push(command.into_request(start));
    }
    found
}

fn next_command(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    memchr::memmem::find_iter(rest.as_bytes(), NAME).map(|at| from + at).find(|at| {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let free = before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-' | b'.'));
        let behind = text.get(at + NAME.len()..).unwrap_or_default();
        let behind = behind.strip_prefix(".exe").unwrap_or(behind).trim_start_matches(['"', '\'']);
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\\', '^', '`', '\r', '\n']).len();
        let argument = behind.get(blanks..).unwrap_or_default();
        free && blanks > 0 && (argument.starts_with(['-', '"', '\'', '^', '$']) || argument.starts_with("http"))
    })
}

/// A command while its words are read.
#[derive(Default)]
struct Command {
    end: usize,
    is_unclosed: bool,
    method: Option<String>,
    url: Option<String>,
    sends_data: bool,
    /// The option that the next word belongs to.
    option: String,
}

impl Command {
    /// Reads words up to the end of the line that is not continued. A word has its quotes taken off.
    fn read(text: &str, start: usize, quotes_span_lines: bool) -> Self {
        const LONGEST_WORD: usize = 2048;
        let mut command = Self { end: text.len(), ..Self::default() };
        let mut quote: Option<char> = None;
        let mut word = String::new();
        let mut escaped = false;
        for (at, character) in text.get(start..).unwrap_or_default().char_indices() {
            let breaks = matches!(character, '\n' | '\r');
            match (character, quote) {
                ('\n' | '\r', Some(_)) if quotes_span_lines || escaped => {}
                ('\n' | '\r', _) if !escaped => {
                    command.end = start + at;
                    break;
                }
                ('"' | '\'', Some(open))
                    if open == character && !(escaped && character == '"' && !ends_with_caret(&word)) =>
                {
                    quote = None;
                }
                ('"' | '\'', None) if opens(&word) => quote = Some(character),
                (';' | '|', None) => {
                    command.end = start + at;
                    break;
                }
                (blank, None) if blank.is_whitespace() => command.take_word(&mut word),
                _ if word.len() < LONGEST_WORD => word.push(character),
                _ => {}
            }
            let carriage = character == '\r' && escaped;
            escaped = carriage || (!escaped && !breaks && matches!(character, '\\' | '^' | '`'));
        }
        command.take_word(&mut word);
        command.is_unclosed = quote.is_some();
        command
    }

    fn take_word(&mut self, word: &mut String) {
        let word = std::mem::take(word);
        let word = word.trim_matches(['\\', '^', '`', '$']);
        let option = std::mem::take(&mut self.option);
        match option.as_str() {
            "-X" | "--request" => self.method = Some(word.to_owned()),
            "--url" => self.url = Some(word.to_owned()),
            _ => self.take_free_word(word),
        }
    }

    fn take_free_word(&mut self, word: &str) {
        const DATA: [&str; 5] = ["-d", "--data", "--json", "-F", "--form"];
        if self.url.is_none() && (word.starts_with("http://") || word.starts_with("https://")) {
            self.url = Some(word.to_owned());
        } else if let Some(url) = word.strip_prefix("--url=") {
            self.url = Some(url.to_owned());
        } else if let Some(method) =
            word.strip_prefix("--request=").or_else(|| word.strip_prefix("-X")).filter(|method| !method.is_empty())
        {
            self.method = Some(method.to_owned());
        } else if DATA.iter().any(|data| word.starts_with(data)) {
            self.sends_data = true;
        }
        word.clone_into(&mut self.option);
    }

    fn into_request(self, start: usize) -> Request {
        let method =
            self.method.filter(|method| method.len() <= 10 && method.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let method = method.unwrap_or_else(|| if self.sends_data { "POST" } else { "GET" }.to_owned());
        Request {
            is_curl: true,
            span: start..self.end,
            origin: self.url.map(|url| format!("{method} {}", address(&url))),
            date: None,
        }
    }
}

fn ends_with_caret(word: &str) -> bool {
    word.ends_with('^')
}

/// Whether a quotation mark behind this part of a word opens a quotation; in the middle of a word it is an apostrophe.
fn opens(word: &str) -> bool {
    word.is_empty() || word.starts_with('-') || word.ends_with(['=', '$', '^', '\\'])
}
