//! The service's legacy scheme (reported): `msg` is base64 of zlib of JSON, `sig` is 64 hexadecimal digits.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::anchor::{self, Anchor, Name};
use super::aside::{Aside, LegacyError};
use super::inflater::Inflater;
use super::lexeme::{Symbol, lexeme_at};
use super::segment;

/// The hexadecimal digits of a `sig`.
const SIG_LENGTH: usize = 64;

/// The call whose first parameter stands here: `msg` and `sig` in either order, or both behind `Authorization`.
pub(super) fn call_at(text: &str, anchor: Anchor, inflater: &mut Inflater) -> Option<Aside> {
    let first = word_after(text, anchor)?;
    let (msg, end) = if anchor.name == Name::Authorization {
        let (sig, end) = word(text, skip_between(text, first.end)?);
        (is_sig(&sig) && first.text.starts_with('e')).then_some((first.text, end))?
    } else {
        let second_anchor = anchor::name_at(text, skip_between(text, first.end)?)?;
        let second = word_after(text, second_anchor)?;
        match (anchor.name, second_anchor.name) {
            (Name::Msg, Name::Sig) if is_sig(&second.text) => (first.text, second.end),
            (Name::Sig, Name::Msg) if is_sig(&first.text) => (second.text, second.end),
            _ => return None,
        }
    };
    let start = if anchor.name == Name::Authorization { first.start } else { anchor.start };
    Some(Aside::LegacyMsgSig { span: start..end, msg: decode(&msg, inflater) })
}

/// The JSON text that base64 of zlib holds.
fn decode(msg: &str, inflater: &mut Inflater) -> Result<String, LegacyError> {
    let packed = segment::decode(msg).ok_or(LegacyError::NotBase64)?;
    let json = String::from_utf8(inflater.inflate(packed)?).map_err(|_| LegacyError::NotJson)?;
    serde_json::from_str::<IgnoredAny>(&json).map_err(|_| LegacyError::NotJson)?;
    Ok(json)
}

struct Word {
    text: String,
    start: usize,
    end: usize,
}

fn word_after(text: &str, anchor: Anchor) -> Option<Word> {
    let value = anchor::value_after(text, anchor).filter(|value| value.start > anchor.end && value.breaks == 0)?;
    let (content, end) = word(text, value.start);
    (!content.is_empty()).then_some(Word { text: content, start: value.start, end })
}

/// The base64 characters from a byte on, with their padding, and where they end.
fn word(text: &str, start: usize) -> (String, usize) {
    let mut content = String::new();
    let mut at = start;
    while let Some(lexeme) = lexeme_at(text, at) {
        let character = match lexeme.symbol {
            Symbol::Token(character) | Symbol::Standard(character) if !content.ends_with('=') => character,
            Symbol::Padding => '=',
            Symbol::Invisible => {
                at = lexeme.range.end;
                continue;
            }
            _ => break,
        };
        content.push(character);
        at = lexeme.range.end;
    }
    (content, at)
}

/// Behind what stands between the two parts.
fn skip_between(text: &str, mut at: usize) -> Option<usize> {
    const MOST_BETWEEN: Range<usize> = 0..16;
    for _ in MOST_BETWEEN {
        let lexeme = lexeme_at(text, at)?;
        match lexeme.symbol {
            Symbol::Token(_) | Symbol::Standard(_) | Symbol::Padding => return Some(at),
            _ => at = lexeme.range.end,
        }
    }
    None
}

fn is_sig(text: &str) -> bool {
    text.len() == SIG_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
