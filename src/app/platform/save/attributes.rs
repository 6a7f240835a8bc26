//! Owner, permissions, access control lists and labels of a file.

use std::fs::{File, Metadata};

use super::error::SaveError;

/// Whether users other than owner and group may read the file.
pub(super) fn is_world_readable(metadata: &Metadata) -> bool {
    system::is_world_readable(metadata)
}

/// How many names the file has.
pub(super) fn count_names(metadata: &Metadata) -> u64 {
    system::count_names(metadata)
}

/// Whether both belong to one file.
pub(super) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    system::identity(one) == system::identity(other)
}

/// Gives a file owner, group, permissions, access control lists and labels of another one. What can't be given is an
/// error: a Slicer that may not read its config any more stops.
pub(super) fn copy(from: &File, to: &File) -> Result<(), SaveError> {
    system::copy_owner(from, to).map_err(|_| SaveError::OwnerNotKept)?;
    copy_extended(from, to)?;
    // Last, for a change of the owner takes bits away.
    system::copy_mode(from, to).map_err(|_| SaveError::PermissionsNotKept)
}

#[cfg(target_os = "linux")]
fn copy_extended(from: &File, to: &File) -> Result<(), SaveError> {
    use std::ffi::OsString;
    use std::io;

    use xattr::FileExt as _;

    // These are made of the content and its owner: the system makes them anew.
    const OF_CONTENT: [&str; 2] = ["security.ima", "security.evm"];
    let names = |file: &File| -> Vec<OsString> {
        // A file system without attributes has none to keep.
        let all = file.list_xattr().map(Iterator::collect::<Vec<_>>).unwrap_or_default();
        all.into_iter().filter(|name| !OF_CONTENT.iter().any(|of_content| name == of_content)).collect()
    };
    let wanted = names(from);
    let give = |name: &OsString| -> io::Result<()> {
        let value = from.get_xattr(name)?.unwrap_or_default();
        if to.get_xattr(name)?.as_ref() == Some(&value) { Ok(()) } else { to.set_xattr(name, &value) }
    };
    for name in &wanted {
        give(name).map_err(|_| SaveError::AttributeNotKept { name: name.to_string_lossy().into_owned() })?;
    }
    // A folder's default access control list gives the new file more than the original had.
    for name in names(to).iter().filter(|name| name.as_encoded_bytes().starts_with(b"system.")) {
        if !wanted.contains(name) {
            to.remove_xattr(name).map_err(|_| SaveError::PermissionsNotKept)?;
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps, reason = "Slicers run on Linux; elsewhere there is only a copy of their config")]
fn copy_extended(_: &File, _: &File) -> Result<(), SaveError> {
    Ok(())
}

#[cfg(unix)]
mod system {
    use std::fs::{File, Metadata, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    pub(super) fn is_world_readable(metadata: &Metadata) -> bool {
        metadata.mode() & 0o004 != 0
    }

    pub(super) fn count_names(metadata: &Metadata) -> u64 {
        metadata.nlink()
    }

    pub(super) fn identity(metadata: &Metadata) -> (u64, u64) {
        (metadata.dev(), metadata.ino())
    }

    pub(super) fn copy_owner(from: &File, to: &File) -> io::Result<()> {
        let (wanted, given) = (from.metadata()?, to.metadata()?);
        if (wanted.uid(), wanted.gid()) == (given.uid(), given.gid()) {
            return Ok(());
        }
        fchown(to, Some(wanted.uid()), Some(wanted.gid()))
    }

    pub(super) fn copy_mode(from: &File, to: &File) -> io::Result<()> {
        to.set_permissions(Permissions::from_mode(from.metadata()?.mode() & 0o7777))
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{File, Metadata};
    use std::io;
    use std::time::SystemTime;

    pub(super) fn is_world_readable(_: &Metadata) -> bool {
        false
    }

    pub(super) fn count_names(_: &Metadata) -> u64 {
        1
    }

    pub(super) fn identity(metadata: &Metadata) -> (u64, Option<SystemTime>) {
        (metadata.len(), metadata.modified().ok())
    }

    pub(super) fn copy_owner(_: &File, _: &File) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn copy_mode(from: &File, to: &File) -> io::Result<()> {
        to.set_permissions(from.metadata()?.permissions())
    }
}
