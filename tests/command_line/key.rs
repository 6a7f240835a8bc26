//! `key`: what a file holds, and every file that can't be one.

use std::fs;
use std::path::Path;

use super::support::{KID, Output, SUB, assert_visible, key_file, live_ops, names, path_of, run};

fn key(path: &Path) -> Output {
    run(&["key", path.to_str().unwrap()], b"")
}

/// The rows of an index of key files, without its head.
fn index(kind: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path_of("fixtures/keys").join(kind).join("index.tsv")).unwrap();
    let rows: Vec<Vec<String>> =
        text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert!(rows.len() > 20);
    rows
}

#[test]
fn json_has_the_stable_members() {
    let json = run(&["key", &live_ops(), "--json"], b"").json();
    assert_eq!(names(&json), ["form", "can_sign", "fingerprint", "kid", "sub", "scopes", "root_url", "findings"]);
    assert_eq!(json["can_sign"], true);
    assert_eq!((json["kid"].as_str(), json["sub"].as_str()), (Some(KID), Some(SUB)));
    assert_eq!(json["scopes"].as_array().unwrap().len(), 3);
    assert_eq!(json["root_url"], "https://services.uplynk.com");
}

#[test]
fn what_a_pem_file_does_not_say_is_null() {
    let output = run(&["key", &key_file("public.pem"), "--json"], b"");
    let json = output.json();
    assert_eq!(json["can_sign"], false);
    assert!(json["kid"].is_null() && json["sub"].is_null() && json["scopes"].is_null());
    let text = key(Path::new(&key_file("public.pem"))).stdout;
    assert!(text.contains("verifies, can't sign") && text.contains("not in the file"), "{text}");
}

#[test]
fn every_good_file_shows_the_fingerprint_that_openssl_sees() {
    for row in index("good") {
        let output = run(&["key", &key_file(&row[0]), "--json"], b"");
        assert_eq!(output.code, 0, "{}: {}", row[0], output.stderr);
        assert_eq!(output.json()["form"], row[1].as_str(), "{}", row[0]);
        assert_eq!(output.json()["fingerprint"], row[5].as_str(), "{}", row[0]);
        assert!(key(Path::new(&key_file(&row[0]))).stdout.contains(&row[5]), "{}", row[0]);
    }
}

#[test]
fn every_bad_file_gives_a_sentence_and_advice_and_nothing_on_standard_output() {
    for row in index("bad") {
        let path = path_of("fixtures/keys/bad").join(&row[0]);
        let path = path.to_str().unwrap();
        for arguments in [&["key", path][..], &["key", path, "--json"], &["mint", "--key", path]] {
            let output = run(arguments, b"");
            output.assert_unusable(&row[0]);
            assert_eq!(output.stderr.lines().count(), 2, "{}", output.stderr);
            assert_visible(&output.stderr);
        }
    }
}

#[test]
fn the_private_key_is_never_printed() {
    let env = fs::read_to_string(live_ops()).unwrap();
    let secret = env.lines().find_map(|line| line.strip_prefix("PRIVATE_B64=")).unwrap();
    let pem = fs::read_to_string(key_file("live-ops.pem")).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    for file in ["live-ops.env", "live-ops.pem", "private.jwk"] {
        for more in [&["--json"][..], &[]] {
            let path = key_file(file);
            let output = run(&[&["key", path.as_str()], more].concat(), b"");
            assert_eq!(output.code, 0);
            for piece in [secret, &body].iter().flat_map(|text| text.as_bytes().windows(12)) {
                let piece = std::str::from_utf8(piece).unwrap();
                assert!(!output.stdout.contains(piece), "{file} shows {piece}");
            }
        }
    }
}

#[test]
fn hidden_characters_of_a_file_are_escaped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.env");
    let env = fs::read_to_string(live_ops()).unwrap();
    fs::write(&path, env.replace("KID=", "KID=\u{202e}\u{9b}\u{7f}").replace("SCP=", "SCP=\u{2067}x,")).unwrap();
    for more in [&["--json"][..], &[]] {
        let output = run(&[&["key", path.to_str().unwrap()], more].concat(), b"");
        assert_visible(&output.stdout);
        assert_visible(&output.stderr);
    }
}

#[test]
fn a_folder_and_a_missing_file_are_named_for_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    key(folder.path()).assert_unusable("This is a folder, not a file");
    key(&folder.path().join("live-ops.env")).assert_unusable("There is no file of this name");
    assert_eq!(key(Path::new("")).code, 2);
}

#[test]
fn a_file_of_11_megabytes_is_refused_with_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recording.env");
    fs::File::create(&path).unwrap().set_len(11_000_000).unwrap();
    key(&path).assert_unusable("The file has 11000000 bytes");
}

#[test]
fn an_empty_file_is_called_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    fs::write(&path, "").unwrap();
    key(&path).assert_unusable("The file is empty");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::{Path, fs, key, live_ops};

    #[test]
    fn devices_and_sockets_are_refused_without_being_read() {
        for device in ["/dev/null", "/dev/zero"] {
            key(Path::new(device)).assert_unusable("This is a device or a pipe, not a file");
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket.env");
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        key(&path).assert_unusable("This is a device or a pipe, not a file");
    }

    #[test]
    fn a_pipe_without_a_writer_does_not_make_the_program_wait() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe.env");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        key(&path).assert_unusable("This is a device or a pipe, not a file");
    }

    #[test]
    fn a_link_is_followed_and_a_broken_one_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("good.env");
        symlink(live_ops(), &good).unwrap();
        assert_eq!(key(&good).code, 0);
        let broken = folder.path().join("broken.env");
        symlink(folder.path().join("nowhere"), &broken).unwrap();
        key(&broken).assert_unusable("There is no file of this name");
        let circle = folder.path().join("circle.env");
        symlink(&circle, &circle).unwrap();
        key(&circle).assert_unusable("The file can't be read");
    }

    #[test]
    fn a_file_without_permission_says_whose_permission_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("locked.env");
        fs::copy(live_ops(), &path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        let output = key(&path);
        if fs::File::open(&path).is_ok() {
            // Permissions don't bind the superuser; `.ci/run` checks this case as another user.
            assert_eq!(output.code, 0);
            return;
        }
        output.assert_unusable("The file may not be read by this user");
    }
}
