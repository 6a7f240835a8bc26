//! Inflates what is packed in one text, up to a limit for all of it.

use std::io::{Cursor, Read as _};

use flate2::read::ZlibDecoder;

use super::aside::{LegacyError, MAX_MSG, MAX_MSGS};

/// Inflates one `msg` after the other.
#[derive(Default)]
pub(super) struct Inflater {
    /// Made once a text: its tables take 40 KiB, and a text may have ten thousand calls.
    decoder: Option<ZlibDecoder<Cursor<Vec<u8>>>>,
    /// How many bytes came out so far.
    inflated: usize,
}

impl Inflater {
    /// What zlib data holds (RFC 1950), at most [`MAX_MSG`] bytes of it, and as long as all together are not more than
    /// [`MAX_MSGS`].
    pub(super) fn inflate(&mut self, packed: Vec<u8>) -> Result<Vec<u8>, LegacyError> {
        let most = MAX_MSG.min(MAX_MSGS.saturating_sub(self.inflated));
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let read = self.decode(packed).take(limit).read_to_end(&mut bytes);
        // Also what comes to nothing was inflated.
        self.inflated = self.inflated.saturating_add(bytes.len());
        match read {
            _ if bytes.len() <= most => read.map(|_| bytes).map_err(|_| LegacyError::NotZlib),
            _ if most == MAX_MSG => Err(LegacyError::TooLarge { limit: MAX_MSG }),
            _ => Err(LegacyError::NotInflated { limit: MAX_MSGS }),
        }
    }

    fn decode(&mut self, packed: Vec<u8>) -> &mut ZlibDecoder<Cursor<Vec<u8>>> {
        let decoder = self.decoder.get_or_insert_with(|| ZlibDecoder::new(Cursor::default()));
        decoder.reset(Cursor::new(packed));
        decoder
    }
}
