//! Why a file can't be read or replaced, and what to do about it.

use std::io::{self, ErrorKind};

use thiserror::Error;

use crate::domain::slicer::MAX_CONFIG;

/// What was being done when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Reading the file.
    Read,
    /// Making the new file.
    Create,
    /// Writing the new content.
    Write,
    /// Flushing it to the disk.
    Flush,
    /// Keeping the old content.
    BackUp,
    /// Putting the new file in the place of the old one.
    Replace,
}

impl Step {
    fn phrase(self) -> &'static str {
        match self {
            Self::Read => "The file can't be read",
            Self::Create => "The new file can't be made",
            Self::Write => "The new content can't be written",
            Self::Flush => "The new content can't be flushed to the disk",
            Self::BackUp => "The backup can't be made",
            Self::Replace => "The new file can't be put in the place of the old one",
        }
    }
}

/// Why a file can't be read or replaced. Unless it says otherwise the file is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SaveError {
    /// No such file.
    #[error("There is no file of this name")]
    NotFound,
    /// No such folder to put a copy into.
    #[error("There is no folder of this name")]
    NoFolder,
    /// A directory.
    #[error("This is a folder, not a file")]
    IsDirectory,
    /// A device, a pipe or a socket.
    #[error("This is a device or a pipe, not a file")]
    NotAFile,
    /// More bytes than a config has.
    #[error("The file has {size} bytes, more than the {MAX_CONFIG} that are read")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// The file may not be read by this user.
    #[error("The file may not be read by this user")]
    NotReadable,
    /// Nobody may write the file.
    #[error("The file is read-only")]
    ReadOnly,
    /// The file system is mounted read-only.
    #[error("The file system is read-only")]
    ReadOnlyFileSystem,
    /// The file may not be written by this user.
    #[error("The file may not be written by this user")]
    NoPermission,
    /// The folder may not be written by this user, and a safe save needs a new file in it.
    #[error("The folder may not be written by this user, and a safe save puts a new file into it")]
    NoPermissionInFolder,
    /// The file has several names; a safe save would part them.
    #[error("The file has {names} names (hard links), and a safe save would change only one of them")]
    HardLinked {
        /// How many.
        names: u64,
    },
    /// The content is not what it was when it was read.
    #[error("The file changed since it was read")]
    Changed,
    /// Another save of this file is going on.
    #[error("Another program is saving this file")]
    Busy,
    /// The new file can't be given the owner and group of the original.
    #[error("The owner or group of the file can't be kept by this user")]
    OwnerNotKept,
    /// The new file can't be given the permissions of the original.
    #[error("The permissions of the file can't be kept")]
    PermissionsNotKept,
    /// The new file can't be given an access control list or a label of the original.
    #[error("The attribute {name} of the file can't be kept by this user")]
    AttributeNotKept {
        /// Its name.
        name: String,
    },
    /// A file that would have to be overwritten.
    #[error("There is a file {name} already")]
    Exists {
        /// Its name.
        name: String,
    },
    /// The disk is full, or this user's part of it.
    #[error("{}: the disk is full", .step.phrase())]
    DiskFull {
        /// What was being done.
        step: Step,
    },
    /// The system refused for another reason.
    #[error("{}: {reason}", .step.phrase())]
    Failed {
        /// What was being done.
        step: Step,
        /// The operating system's reason.
        reason: String,
    },
    /// The new file is in its place, but the disk did not say that this will outlive a loss of power.
    #[error("The new file is in its place, but the disk did not confirm it: {reason}")]
    NotConfirmed {
        /// The operating system's reason.
        reason: String,
    },
}

impl SaveError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotFound | Self::IsDirectory | Self::NotAFile | Self::TooLarge { .. } => {
                "Choose the Slicer's config, usually /etc/uplynk.conf."
            }
            Self::NoFolder => "Choose a folder that exists.",
            Self::NotReadable => "Read it as a user who may, for example with sudo.",
            Self::ReadOnly => "Nothing was changed. See why it is write-protected, and take that away with chmod u+w.",
            Self::ReadOnlyFileSystem => "Nothing was changed. Mount the file system for writing first.",
            Self::NoPermission | Self::NoPermissionInFolder | Self::OwnerNotKept | Self::AttributeNotKept { .. } => {
                "Nothing was changed. Save it with sudo, save a copy elsewhere, or put the line in by hand."
            }
            Self::PermissionsNotKept => "Nothing was changed. Save a copy elsewhere, or put the line in by hand.",
            Self::HardLinked { .. } => "Nothing was changed. Put the line in with an editor that keeps hard links.",
            Self::Changed => "Nothing was changed. Open it again and look at the new difference.",
            Self::Busy => "Nothing was changed. Wait until that is done, then open the file again.",
            Self::Exists { .. } => "Nothing was changed. Choose another name, or move that file away.",
            Self::DiskFull { .. } => "Nothing was changed. Make room on the disk and save again.",
            Self::Failed { step: Step::Read, .. } => "Check the disk, and open the file again.",
            Self::Failed { .. } => "Nothing was changed. Check the disk, and save again or save a copy elsewhere.",
            Self::NotConfirmed { .. } => "Check the disk, and look at the file before the Slicer is restarted.",
        }
    }

    /// Whether a user with more rights could do it, so that it is worth to offer `sudo`.
    #[must_use]
    pub fn needs_rights(&self) -> bool {
        matches!(
            self,
            Self::NoPermission | Self::NoPermissionInFolder | Self::OwnerNotKept | Self::AttributeNotKept { .. }
        )
    }

    pub(super) fn of_step(step: Step, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull { step },
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFileSystem,
            _ => Self::Failed { step, reason: error.to_string() },
        }
    }

    /// A step that needs the right to write in the folder.
    #[allow(clippy::needless_pass_by_value, reason = "for map_err")]
    pub(super) fn of_folder(step: Step, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied => Self::NoPermissionInFolder,
            _ => Self::of_step(step, &error),
        }
    }

    #[allow(clippy::needless_pass_by_value, reason = "for map_err")]
    pub(super) fn of_reading(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::IsADirectory => Self::IsDirectory,
            ErrorKind::PermissionDenied => Self::NotReadable,
            _ => Self::of_step(Step::Read, &error),
        }
    }
}
