//! The file that is to be replaced.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::attributes;
use super::error::{SaveError, Step};
use crate::domain::secret::SecretBytes;
use crate::domain::slicer::{ContentHash, MAX_CONFIG};

/// An open and locked file, and where it really is.
pub(super) struct Original {
    path: PathBuf,
    file: File,
}

impl Original {
    /// Opens a file that may be replaced: a regular one with one name, that this user may write.
    pub(super) fn open(path: &Path) -> Result<Self, SaveError> {
        let path = fs::canonicalize(path).map_err(SaveError::of_reading)?;
        let metadata = fs::metadata(&path).map_err(SaveError::of_reading)?;
        refuse_kind(&metadata)?;
        if metadata.permissions().readonly() {
            return Err(SaveError::ReadOnly);
        }
        // Opened for writing only to see whether that is allowed: nothing is written to it.
        let opened = OpenOptions::new().read(true).write(true).open(&path);
        let file = opened.map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => SaveError::NoPermission,
            ErrorKind::ReadOnlyFilesystem => SaveError::ReadOnlyFileSystem,
            _ => SaveError::of_reading(error),
        })?;
        let metadata = file.metadata().map_err(SaveError::of_reading)?;
        refuse_kind(&metadata)?;
        if attributes::count_names(&metadata) > 1 {
            return Err(SaveError::HardLinked { names: attributes::count_names(&metadata) });
        }
        // A file system without locks is no reason to refuse: the lock only keeps two saves apart.
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(SaveError::Busy),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { path, file }),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The content, if it is what it was when the user saw it, and the name still stands for this file.
    pub(super) fn read_expected(&self, expected: ContentHash) -> Result<SecretBytes, SaveError> {
        let named = fs::symlink_metadata(&self.path).map_err(SaveError::of_reading)?;
        let opened = self.file.metadata().map_err(SaveError::of_reading)?;
        if !attributes::is_same_file(&named, &opened) {
            return Err(SaveError::Changed);
        }
        let bytes = match read_all(&self.file) {
            Err(SaveError::TooLarge { .. }) => return Err(SaveError::Changed),
            other => other?,
        };
        if ContentHash::of(bytes.expose()) == expected { Ok(bytes) } else { Err(SaveError::Changed) }
    }

    /// Gives another file the owner and permissions of this one.
    pub(super) fn lend_attributes(&self, to: &File) -> Result<(), SaveError> {
        attributes::copy(&self.file, to)
    }

    /// Puts a temporary file in the place of this one.
    pub(super) fn replace_with(self, temporary: NamedTempFile) -> Result<PathBuf, SaveError> {
        let Self { path, file } = self;
        // The lock is held until the name stands for the new file. Windows renames over no open file.
        let held = (!cfg!(windows)).then_some(file);
        let put = temporary.persist(&path);
        drop(held);
        put.map_err(|failed| SaveError::of_folder(Step::Replace, failed.error))?;
        Ok(path)
    }
}

/// Refuses what is no regular file or too large.
pub(super) fn refuse_kind(metadata: &Metadata) -> Result<(), SaveError> {
    if metadata.is_dir() {
        return Err(SaveError::IsDirectory);
    }
    if !metadata.is_file() {
        return Err(SaveError::NotAFile);
    }
    if metadata.len() > limit() {
        return Err(SaveError::TooLarge { size: metadata.len() });
    }
    Ok(())
}

/// The whole content, from the start.
pub(super) fn read_all(mut file: &File) -> Result<SecretBytes, SaveError> {
    file.seek(SeekFrom::Start(0)).map_err(SaveError::of_reading)?;
    let size = file.metadata().map_err(SaveError::of_reading)?.len().min(limit());
    // Room for all of it from the start: a buffer that grows leaves copies of a key behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or(MAX_CONFIG).saturating_add(1)));
    file.take(limit() + 1).read_to_end(&mut bytes).map_err(SaveError::of_reading)?;
    match bytes.len() {
        read if read > MAX_CONFIG => Err(SaveError::TooLarge { size: u64::try_from(read).unwrap_or(u64::MAX) }),
        _ => Ok(SecretBytes::new(std::mem::take(&mut *bytes))),
    }
}

fn limit() -> u64 {
    u64::try_from(MAX_CONFIG).unwrap_or(u64::MAX - 1)
}
