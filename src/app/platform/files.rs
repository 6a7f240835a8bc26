//! Files of the user: read with a cap, never written here.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::domain::credential::KeyFileError;
use crate::domain::secret::SecretBytes;

/// A file that may hold a key, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// Its content, wiped when dropped.
    pub bytes: SecretBytes,
    /// Whether its permissions let users other than its owner do anything with it. Where there are no such
    /// permissions they don't.
    pub is_open_to_others: bool,
}

/// Reads a file that may hold a key, at most `limit` bytes.
///
/// # Errors
/// [`KeyFileError`] that names what is there instead: nothing, a folder, a device, too much, no right to read.
pub fn read_capped(path: &Path, limit: u64) -> Result<ReadFile, KeyFileError> {
    let path = expand(path);
    // Looked at before it is opened: opening a pipe would wait for its writer.
    let metadata = std::fs::metadata(&path).map_err(|error| name_error(&error))?;
    if metadata.is_dir() {
        return Err(KeyFileError::IsDirectory);
    }
    if !metadata.is_file() {
        return Err(KeyFileError::NotAFile);
    }
    if metadata.len() > limit {
        return Err(KeyFileError::TooLarge { size: metadata.len(), limit });
    }
    let file = File::open(&path).map_err(|error| name_error(&error))?;
    // Room for all of it from the start: a buffer that grows leaves copies of a key behind.
    let room = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let expected = usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1).min(room);
    let mut bytes = Zeroizing::new(Vec::with_capacity(expected));
    file.take(metadata.len()).read_to_end(&mut bytes).map_err(|error| name_error(&error))?;
    Ok(ReadFile {
        bytes: SecretBytes::new(std::mem::take(&mut *bytes)),
        is_open_to_others: is_open_to_others(&metadata),
    })
}

/// The first bytes of a file, at most `limit`; none if it can't be read.
#[cfg(feature = "gui")]
pub(super) fn read_head(path: &Path, limit: u64) -> SecretBytes {
    let mut head = Zeroizing::new(Vec::new());
    let file = File::open(expand(path));
    // What there is decides where it goes; why it can't be read is told by whoever reads all of it.
    let _ = file.and_then(|file| file.take(limit).read_to_end(&mut head));
    SecretBytes::new(std::mem::take(&mut *head))
}

#[cfg(unix)]
fn is_open_to_others(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Metadata) -> bool {
    false
}

/// `~/…` and `file://…`, as they are pasted, become paths.
pub(super) fn expand(path: &Path) -> PathBuf {
    let Some(text) = path.to_str() else { return path.to_owned() };
    if let Some(uri) = text.strip_prefix("file://") {
        let below_host = uri.find('/').and_then(|slash| uri.get(slash..)).unwrap_or(uri);
        return PathBuf::from(decode_percent(below_host));
    }
    match text.strip_prefix("~/").and_then(|rest| Some(home()?.join(rest))) {
        Some(path) => path,
        None => path.to_owned(),
    }
}

/// As a shell has it. Where HOME is not set the standard library asks the system's list of users, for which a program
/// that is linked statically would load libraries of the system after all.
fn home() -> Option<PathBuf> {
    if cfg!(unix) {
        std::env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from)
    } else {
        std::env::home_dir()
    }
}

/// Percent-encoding (RFC 3986 section 2.1).
fn decode_percent(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let digits = (byte == b'%').then(|| [ahead.next(), ahead.next()]);
        let value = match digits {
            Some([Some(high), Some(low)]) => std::str::from_utf8(&[high, low])
                .ok()
                .filter(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit()))
                .and_then(|pair| u8::from_str_radix(pair, 16).ok()),
            _ => None,
        };
        out.push(value.unwrap_or(byte));
        if value.is_some() {
            bytes = ahead;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn name_error(error: &std::io::Error) -> KeyFileError {
    match error.kind() {
        ErrorKind::NotFound => KeyFileError::NotFound,
        ErrorKind::PermissionDenied => KeyFileError::NoPermission,
        ErrorKind::IsADirectory => KeyFileError::IsDirectory,
        kind => KeyFileError::Unreadable { kind: kind.to_string() },
    }
}
