//! Replaces a Slicer's config so that a crash, a full disk or a second editor can lose nothing.
//!
//! The new content is written to a temporary file in the same folder, flushed, given owner and permissions of the
//! original, and renamed over it; then the folder is flushed. At every moment the name stands for the old file or the
//! new one, whole. What a killed save leaves behind is a temporary file, which the next save removes.

mod attributes;
mod error;
mod original;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::domain::secret::SecretBytes;
use crate::domain::slicer::{ContentHash, MAX_CONFIG};
use crate::domain::time::UnixTime;

pub use error::{SaveError, Step};

use original::Original;

/// The middle of a temporary file's name: `.NAME.token-debugger-XXXXXXXX.tmp`.
const MARK: &str = ".token-debugger-";
const SUFFIX: &str = ".tmp";
/// How many letters and digits make the name of a temporary file its own.
const RANDOM_LENGTH: usize = 8;

/// A config as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// Its content.
    pub bytes: SecretBytes,
    /// Whether every user of the machine may read it.
    pub is_world_readable: bool,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The file that was written: where symbolic links lead to.
    pub path: PathBuf,
    /// Where the old content is kept.
    pub backup: Option<PathBuf>,
}

/// Reads a config, at most [`MAX_CONFIG`] bytes.
///
/// # Errors
/// [`SaveError`] that names what is there instead: nothing, a folder, a device, too much, no right to read.
pub fn read(path: &Path) -> Result<ReadFile, SaveError> {
    // Looked at before it is opened: opening a pipe would wait for its writer.
    original::refuse_kind(&fs::metadata(path).map_err(SaveError::of_reading)?)?;
    let file = File::open(path).map_err(SaveError::of_reading)?;
    let bytes = original::read_all(&file)?;
    let metadata = file.metadata().map_err(SaveError::of_reading)?;
    Ok(ReadFile { bytes, is_world_readable: attributes::is_world_readable(&metadata) })
}

/// Replaces the content of a file that is still what was `expected`. With a moment for `backup` the old content is
/// kept as `NAME.bak-YYYYMMDDTHHMMSSZ`.
///
/// # Errors
/// [`SaveError`]. The original is intact, but for [`SaveError::NotConfirmed`].
pub fn save(path: &Path, expected: ContentHash, new: &[u8], backup: Option<UnixTime>) -> Result<Saved, SaveError> {
    refuse_size(new)?;
    let original = Original::open(path)?;
    let place = Place::of(original.path())?;
    let old = original.read_expected(expected)?;
    place.remove_strays();
    let temporary = place.write_beside(new, |file| original.lend_attributes(file))?;
    let backup = match backup {
        None => None,
        Some(at) => Some(back_up(&original, &place, &old, at)?),
    };
    let replaced = original.read_expected(expected).and_then(|_| original.replace_with(temporary));
    if let (Err(_), Some(backup)) = (&replaced, &backup) {
        // It is a second copy of an original that is still there.
        let _ = fs::remove_file(backup);
    }
    let path = replaced?;
    place.flush().map_err(|error| SaveError::NotConfirmed { reason: error.to_string() })?;
    Ok(Saved { path, backup })
}

/// Writes a new file that only its owner may read. An existing one is never overwritten.
///
/// # Errors
/// [`SaveError`]; then there is no new file, but for [`SaveError::NotConfirmed`].
pub fn save_copy(path: &Path, content: &[u8]) -> Result<Saved, SaveError> {
    refuse_size(content)?;
    let place = Place::of(path)?;
    place.remove_strays();
    let temporary = place.write_beside(content, |_| Ok(()))?;
    let put = temporary.persist_noclobber(path);
    put.map_err(|failed| match failed.error.kind() {
        ErrorKind::AlreadyExists => SaveError::Exists { name: place.shown_name() },
        _ => SaveError::of_folder(Step::Create, failed.error),
    })?;
    place.flush().map_err(|error| SaveError::NotConfirmed { reason: error.to_string() })?;
    Ok(Saved { path: path.to_owned(), backup: None })
}

/// Keeps the old content beside the original, with its owner and permissions. It is on the disk before the original
/// goes.
fn back_up(original: &Original, place: &Place, old: &SecretBytes, at: UnixTime) -> Result<PathBuf, SaveError> {
    let stamp = at.to_rfc3339().replace(['-', ':'], "");
    let mut name = place.name.clone();
    name.push(format!(".bak-{stamp}"));
    let path = place.folder.join(&name);
    let copy = place.write_beside(old.expose(), |file| original.lend_attributes(file))?;
    copy.persist_noclobber(&path).map_err(|failed| match failed.error.kind() {
        ErrorKind::AlreadyExists => SaveError::Exists { name: name.to_string_lossy().into_owned() },
        _ => SaveError::of_folder(Step::BackUp, failed.error),
    })?;
    place.flush().map_err(|error| {
        let _ = fs::remove_file(&path);
        SaveError::of_folder(Step::BackUp, error)
    })?;
    Ok(path)
}

fn refuse_size(content: &[u8]) -> Result<(), SaveError> {
    match content.len() {
        size if size > MAX_CONFIG => Err(SaveError::TooLarge { size: u64::try_from(size).unwrap_or(u64::MAX) }),
        _ => Ok(()),
    }
}

/// A folder and a file's name in it.
struct Place {
    folder: PathBuf,
    name: OsString,
    /// To flush it. Opened before anything is changed, so that a refusal comes in time.
    #[cfg(unix)]
    handle: File,
}

impl Place {
    fn of(path: &Path) -> Result<Self, SaveError> {
        let name = path.file_name().ok_or(SaveError::IsDirectory)?.to_owned();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        Ok(Self {
            #[cfg(unix)]
            handle: File::open(&folder).map_err(|error| match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => SaveError::NoFolder,
                _ => SaveError::of_folder(Step::Create, error),
            })?,
            folder,
            name,
        })
    }

    fn shown_name(&self) -> String {
        self.name.to_string_lossy().into_owned()
    }

    fn temporary_prefix(&self) -> OsString {
        let mut prefix = OsString::from(".");
        prefix.push(&self.name);
        prefix.push(MARK);
        prefix
    }

    /// A flushed temporary file in the folder. It is removed when it is dropped.
    fn write_beside(
        &self,
        content: &[u8],
        prepare: impl FnOnce(&File) -> Result<(), SaveError>,
    ) -> Result<NamedTempFile, SaveError> {
        let prefix = self.temporary_prefix();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX).rand_bytes(RANDOM_LENGTH);
        let made = builder.tempfile_in(&self.folder);
        let temporary = made.map_err(|error| SaveError::of_folder(Step::Create, error))?;
        let mut file = temporary.as_file();
        file.write_all(content).map_err(|error| SaveError::of_step(Step::Write, &error))?;
        prepare(file)?;
        file.sync_all().map_err(|error| SaveError::of_step(Step::Flush, &error))?;
        Ok(temporary)
    }

    /// Removes what killed saves of this file left behind. A stray file that can't be removed does no harm.
    fn remove_strays(&self) {
        let prefix = self.temporary_prefix();
        let is_stray = |name: &OsStr| {
            let middle = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
            let random = middle.and_then(|middle| middle.strip_suffix(SUFFIX.as_bytes()));
            random.is_some_and(|random| random.len() == RANDOM_LENGTH && random.iter().all(u8::is_ascii_alphanumeric))
        };
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if is_stray(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Flushes the folder, so that a rename in it outlives a loss of power.
    #[cfg(unix)]
    fn flush(&self) -> io::Result<()> {
        match self.handle.sync_all() {
            // A file system that has no such thing.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }

    #[cfg(not(unix))]
    #[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "folders can't be flushed on this system")]
    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}
