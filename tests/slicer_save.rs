//! Replacing a config: the old file or the new one, whole, with its owner and permissions.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use slicer_support::CONFIG;
use tempfile::TempDir;
use token_debugger::app::platform::save::{SaveError, read, save, save_copy};
use token_debugger::domain::slicer::{ContentHash, MAX_CONFIG};
use token_debugger::domain::time::UnixTime;

const NEW: &[u8] = b"apikey: new\n";
const AT: UnixTime = UnixTime(1_795_288_592);
const BACKUP: &str = "uplynk.conf.bak-20261121T191632Z";

fn folder_with_config() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("uplynk.conf");
    fs::write(&path, CONFIG).unwrap();
    (folder, path)
}

fn expected() -> ContentHash {
    ContentHash::of(CONFIG.as_bytes())
}

fn replace(path: &Path) -> Result<(), SaveError> {
    save(path, expected(), NEW, None).map(|_| ())
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Refused with this error, and everything is as it was.
fn assert_refused(path: &Path, error: &SaveError) {
    let before = fs::read(path);
    assert_eq!(replace(path).as_ref(), Err(error));
    assert!(error.advice().ends_with('.'), "{error}");
    assert_eq!(before.ok(), fs::read(path).ok());
}

fn is_root() -> bool {
    let folder = TempDir::new().unwrap();
    fs::metadata(folder.path()).unwrap().uid() == 0
}

#[test]
fn a_save_replaces_the_content_and_leaves_nothing_beside_it() {
    let (folder, path) = folder_with_config();
    let saved = save(&path, expected(), NEW, None).unwrap();
    assert_eq!(saved.path, fs::canonicalize(&path).unwrap());
    assert_eq!(saved.backup, None);
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert_eq!(names(&folder), ["uplynk.conf"]);
}

#[test]
fn permissions_are_those_of_the_original() {
    for wanted in [0o600, 0o640, 0o644, 0o664, 0o620, 0o200] {
        let (_folder, path) = folder_with_config();
        set_mode(&path, wanted);
        if wanted == 0o200 && !is_root() {
            continue;
        }
        save(&path, expected(), NEW, Some(AT)).unwrap();
        assert_eq!(mode(&path), wanted, "{wanted:o}");
        assert_eq!(mode(&path.with_file_name(BACKUP)), wanted, "{wanted:o}");
    }
}

#[test]
fn owner_and_group_are_those_of_the_original() {
    if !is_root() {
        eprintln!("not run: only root gives a file to another user");
        return;
    }
    let (_folder, path) = folder_with_config();
    chown(&path, Some(1234), Some(5678)).unwrap();
    set_mode(&path, 0o640);
    save(&path, expected(), NEW, Some(AT)).unwrap();
    for file in [path.clone(), path.with_file_name(BACKUP)] {
        let metadata = fs::metadata(&file).unwrap();
        assert_eq!((metadata.uid(), metadata.gid(), metadata.mode() & 0o7777), (1234, 5678, 0o640));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn attributes_are_those_of_the_original() {
    let (_folder, path) = folder_with_config();
    if xattr::set(&path, "user.note", b"kept").is_err() {
        eprintln!("not run: no extended attributes on this file system");
        return;
    }
    replace(&path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert_eq!(xattr::get(&path, "user.note").unwrap().as_deref(), Some(b"kept".as_slice()));
}

/// The binary form of a list that gives user 1234 the right to read (Linux, `posix_acl_xattr.h`): version 2, then tag,
/// permissions and id of owner, named user, group, mask and others.
#[cfg(target_os = "linux")]
fn access_control_list() -> Vec<u8> {
    let entries: [(u16, u16, u32); 5] =
        [(0x01, 6, u32::MAX), (0x02, 4, 1234), (0x04, 4, u32::MAX), (0x10, 4, u32::MAX), (0x20, 0, u32::MAX)];
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (tag, permissions, id) in entries {
        bytes.extend(tag.to_le_bytes().into_iter().chain(permissions.to_le_bytes()).chain(id.to_le_bytes()));
    }
    bytes
}

#[cfg(target_os = "linux")]
#[test]
fn access_control_lists_are_kept_and_none_is_inherited() {
    let (folder, path) = folder_with_config();
    let list = access_control_list();
    if xattr::set(&path, "system.posix_acl_access", &list).is_err() {
        eprintln!("not run: no access control lists on this file system");
        return;
    }
    replace(&path).unwrap();
    assert_eq!(xattr::get(&path, "system.posix_acl_access").unwrap(), Some(list.clone()));
    xattr::set(folder.path(), "system.posix_acl_default", &list).unwrap();
    xattr::remove(&path, "system.posix_acl_access").unwrap();
    set_mode(&path, 0o640);
    save(&path, ContentHash::of(NEW), b"apikey: newer\n", None).unwrap();
    assert_eq!(xattr::get(&path, "system.posix_acl_access").unwrap(), None);
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn a_symbolic_links_target_is_replaced_and_not_the_link() {
    let (folder, path) = folder_with_config();
    let elsewhere = TempDir::new().unwrap();
    let (link, second) = (elsewhere.path().join("link"), elsewhere.path().join("second"));
    symlink(&path, &link).unwrap();
    symlink("link", &second).unwrap();
    let saved = save(&second, expected(), NEW, Some(AT)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && fs::symlink_metadata(&second).unwrap().is_symlink());
    assert_eq!(saved.backup, Some(fs::canonicalize(folder.path()).unwrap().join(BACKUP)));
    assert_eq!(names(&elsewhere), ["link", "second"]);
}

#[test]
fn a_backup_holds_the_old_content_and_never_overwrites() {
    let (folder, path) = folder_with_config();
    save(&path, expected(), NEW, Some(AT)).unwrap();
    assert_eq!(names(&folder), ["uplynk.conf", BACKUP]);
    assert_eq!(fs::read_to_string(folder.path().join(BACKUP)).unwrap(), CONFIG);
    let again = save(&path, ContentHash::of(NEW), b"newer", Some(AT));
    assert_eq!(again, Err(SaveError::Exists { name: BACKUP.to_owned() }));
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert_eq!(names(&folder), ["uplynk.conf", BACKUP]);
}

#[test]
fn a_file_that_changed_since_it_was_read_is_refused() {
    let (folder, path) = folder_with_config();
    fs::write(&path, CONFIG.replace("slicer1234", "slicer1235")).unwrap();
    assert_refused(&path, &SaveError::Changed);
    fs::write(&path, vec![b'#'; MAX_CONFIG + 1]).unwrap();
    assert_refused(&path, &SaveError::TooLarge { size: MAX_CONFIG as u64 + 1 });
    assert_eq!(names(&folder), ["uplynk.conf"]);
}

#[test]
fn a_read_only_file_is_refused_for_root_too() {
    let (folder, path) = folder_with_config();
    set_mode(&path, 0o444);
    assert_refused(&path, &SaveError::ReadOnly);
    assert_eq!(names(&folder), ["uplynk.conf"]);
}

#[test]
fn what_is_no_regular_file_is_refused_without_waiting() {
    let (folder, path) = folder_with_config();
    assert_refused(folder.path(), &SaveError::IsDirectory);
    assert_refused(&folder.path().join("missing"), &SaveError::NotFound);
    assert_eq!(replace(Path::new("/dev/null")), Err(SaveError::NotAFile));
    assert_eq!(read(Path::new("/dev/zero")), Err(SaveError::NotAFile));
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(replace(&pipe), Err(SaveError::NotAFile));
    assert_eq!(read(&pipe), Err(SaveError::NotAFile));
    let link = folder.path().join("dangling");
    symlink("nowhere", &link).unwrap();
    assert_eq!(replace(&link), Err(SaveError::NotFound));
    assert_eq!(fs::read_to_string(path).unwrap(), CONFIG);
}

#[test]
fn a_file_with_several_names_is_refused() {
    let (folder, path) = folder_with_config();
    fs::hard_link(&path, folder.path().join("other")).unwrap();
    assert_refused(&path, &SaveError::HardLinked { names: 2 });
}

#[test]
fn a_file_that_another_save_holds_is_refused() {
    let (_folder, path) = folder_with_config();
    let held = File::open(&path).unwrap();
    held.lock().unwrap();
    assert_refused(&path, &SaveError::Busy);
    drop(held);
    replace(&path).unwrap();
}

#[test]
fn too_much_new_content_is_refused() {
    let (_folder, path) = folder_with_config();
    let result = save(&path, expected(), &vec![b'#'; MAX_CONFIG + 1], None);
    assert_eq!(result, Err(SaveError::TooLarge { size: MAX_CONFIG as u64 + 1 }));
    save(&path, expected(), &vec![b'#'; MAX_CONFIG], None).unwrap();
}

#[test]
fn what_a_killed_save_left_is_removed_and_nothing_else() {
    let (folder, path) = folder_with_config();
    let stays = [
        ".other.conf.token-debugger-aB3dE6gH.tmp",
        ".uplynk.conf.token-debugger-aB3dE6g.tmp",
        ".uplynk.conf.token-debugger-aB3d_6gH.tmp",
        ".uplynk.conf.token-debugger-aB3dE6gH.tmpx",
        "uplynk.conf.token-debugger-aB3dE6gH.tmp",
    ];
    for name in stays.iter().chain(&[".uplynk.conf.token-debugger-aB3dE6gH.tmp"]) {
        fs::write(folder.path().join(name), "half").unwrap();
    }
    fs::create_dir(folder.path().join(".uplynk.conf.token-debugger-folder00.tmp")).unwrap();
    replace(&path).unwrap();
    let mut expected: Vec<&str> = stays.to_vec();
    expected.extend([".uplynk.conf.token-debugger-folder00.tmp", "uplynk.conf"]);
    expected.sort_unstable();
    assert_eq!(names(&folder), expected);
}

#[test]
fn a_copy_is_for_its_owner_alone_and_overwrites_nothing() {
    let (folder, _) = folder_with_config();
    let copy = folder.path().join("copy.conf");
    save_copy(&copy, NEW).unwrap();
    assert_eq!(mode(&copy), 0o600);
    assert_eq!(fs::read(&copy).unwrap(), NEW);
    assert_eq!(save_copy(&copy, b"other"), Err(SaveError::Exists { name: "copy.conf".to_owned() }));
    assert_eq!(fs::read(&copy).unwrap(), NEW);
    assert_eq!(save_copy(&folder.path().join("no/copy.conf"), NEW), Err(SaveError::NoFolder));
    assert_eq!(names(&folder), ["copy.conf", "uplynk.conf"]);
}

#[test]
fn reading_says_whether_every_user_may_read() {
    let (_folder, path) = folder_with_config();
    for (mode, readable) in [(0o644, true), (0o640, false), (0o604, true), (0o600, false)] {
        set_mode(&path, mode);
        let file = read(&path).unwrap();
        assert_eq!(file.is_world_readable, readable, "{mode:o}");
        assert_eq!(file.bytes.expose(), CONFIG.as_bytes());
    }
}

#[test]
fn messages_end_without_a_full_stop_and_advice_with_one() {
    let errors = [
        SaveError::NoPermission,
        SaveError::NoPermissionInFolder,
        SaveError::NotReadable,
        SaveError::OwnerNotKept,
        SaveError::PermissionsNotKept,
        SaveError::AttributeNotKept { name: "security.selinux".to_owned() },
        SaveError::NotConfirmed { reason: "Input/output error".to_owned() },
    ];
    for error in errors {
        assert!(!error.to_string().ends_with('.') && error.advice().ends_with('.'), "{error}");
    }
}
