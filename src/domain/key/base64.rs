//! Base64 (RFC 4648) of secret things: decoded into memory that is wiped and never reallocated.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use zeroize::Zeroizing;

use crate::domain::secret::SecretBytes;

const ENGINE: GeneralPurpose = GeneralPurpose::new(&STANDARD, NO_PAD);

/// Which letters are base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// `+` and `/` (RFC 4648, section 4), as PEM demands.
    Standard,
    /// `-` and `_` as well (section 5), for what people have converted themselves.
    StandardOrUrlSafe,
}

/// The place at which a text stops being base64: an offset in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotBase64 {
    /// Bytes before the bad character; for a text that ends too early, the place of its last character.
    pub offset: usize,
}

/// Decodes base64 with or without padding. White space, and line ends written out as `\n` or `\r`, are left out.
///
/// # Errors
/// The offset of the first character that doesn't belong, or of the last one when the text is cut short.
pub fn decode(text: &str, alphabet: Alphabet) -> Result<SecretBytes, NotBase64> {
    let letters = collect_letters(text, alphabet)?;
    // Four letters are three octets; the vectors are made as long as they will ever be, so that none moves.
    let mut octets = Zeroizing::new(vec![0; letters.bytes.len() / 4 * 3 + 3]);
    let cut = NotBase64 { offset: letters.last };
    let length = ENGINE.decode_slice(letters.bytes.as_slice(), octets.as_mut_slice()).map_err(|_| cut)?;
    octets.truncate(length);
    Ok(SecretBytes::new(std::mem::take(&mut *octets)))
}

struct Letters {
    bytes: Zeroizing<Vec<u8>>,
    last: usize,
}

fn collect_letters(text: &str, alphabet: Alphabet) -> Result<Letters, NotBase64> {
    let mut letters = Letters { bytes: Zeroizing::new(Vec::with_capacity(text.len())), last: 0 };
    let mut padding = 0;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((offset, byte)) = bytes.next() {
        let letter = match byte {
            byte if byte.is_ascii_whitespace() => continue,
            b'\\' if bytes.next_if(|(_, next)| matches!(next, b'n' | b'r')).is_some() => continue,
            b'=' if padding < 2 => {
                padding += 1;
                continue;
            }
            b'-' if alphabet == Alphabet::StandardOrUrlSafe => b'+',
            b'_' if alphabet == Alphabet::StandardOrUrlSafe => b'/',
            byte => byte,
        };
        let is_letter = letter.is_ascii_alphanumeric() || matches!(letter, b'+' | b'/');
        if !is_letter || padding > 0 {
            return Err(NotBase64 { offset });
        }
        letters.bytes.push(letter);
        letters.last = offset;
    }
    Ok(letters)
}
