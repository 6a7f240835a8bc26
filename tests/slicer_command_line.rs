//! `slicer` on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod slicer_support;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use slicer_support::{CONFIG, key, key_path};
use tempfile::TempDir;
use token_debugger::cli::{self, Outcome, World};
use token_debugger::domain::mint::{Wish, sign};
use token_debugger::domain::time::{UnixTime, Zone};

const NOW: UnixTime = UnixTime(1_795_288_592);

struct Answer {
    code: u8,
    out: String,
    err: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

fn call_with(arguments: &[OsString], input: &str) -> Answer {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut world = World {
        stdin: &mut input.as_bytes(),
        stdout: &mut out,
        stderr: &mut err,
        now: NOW,
        local: Zone::UTC,
        colour: false,
    };
    let all = ["token-debugger", "slicer"].map(OsString::from).into_iter().chain(arguments.iter().cloned());
    let Outcome::Exit(code) = cli::run(all, &mut world) else { panic!("a window") };
    Answer { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// Words, of which `KEY` stands for the fixture and `CONFIG` for the path.
fn call(words: &str, config: &Path) -> Answer {
    let arguments: Vec<OsString> = words
        .split(' ')
        .map(|word| match word {
            "KEY" => key_path().into_os_string(),
            "CONFIG" => config.as_os_str().to_owned(),
            "COPY" => config.with_file_name("copy.conf").into_os_string(),
            word => word.into(),
        })
        .collect();
    call_with(&arguments, "")
}

fn folder_with(content: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("uplynk.conf");
    fs::write(&path, content).unwrap();
    (folder, path)
}

fn token() -> String {
    sign(&key(), &Wish::for_slicer(), NOW).unwrap().token().to_owned()
}

#[test]
fn without_a_config_readiness_and_the_line_are_printed() {
    let answer = call("--key KEY", Path::new(""));
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert!(answer.out.starts_with("Ready for a Slicer\n"), "{}", answer.out);
    assert!(answer.out.ends_with(&format!("\napikey: token_{}\n", token())), "{}", answer.out);
    let json = call("--key KEY --json", Path::new("")).json();
    assert_eq!(json["ready"], true);
    assert_eq!(json["line"], format!("apikey: token_{}", token()));
    assert_eq!(json["requirements"].as_array().unwrap().len(), 5);
    assert_eq!((&json["config"], &json["saved"]), (&Value::Null, &Value::Null));
}

#[test]
fn with_a_config_the_difference_is_printed_without_any_secret_and_nothing_is_written() {
    let (folder, path) = folder_with(CONFIG);
    for words in ["--key KEY --config CONFIG", "--key KEY --config CONFIG --json"] {
        let answer = call(words, &path);
        assert_eq!(answer.code, 0, "{}", answer.err);
        for secret in ["DEFghiJKL", "b8646dea4", token().get(40..60).unwrap()] {
            assert!(!answer.out.contains(secret), "{secret}: {}", answer.out);
        }
        assert!(
            answer.out.contains("apikey: abcD•••") && answer.out.contains("apikey: token_eyJh•••"),
            "{}",
            answer.out
        );
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), CONFIG);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn write_saves_the_config_and_names_the_backup_and_the_restart_command() {
    let (folder, path) = folder_with(CONFIG);
    let answer = call("--key KEY --config CONFIG --write --backup", &path);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let expected = CONFIG.replace("abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL", &format!("token_{}", token()));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    let backup = folder.path().join("uplynk.conf.bak-20261121T191632Z");
    assert_eq!(fs::read_to_string(&backup).unwrap(), CONFIG);
    assert!(answer.out.contains("uplynk.conf.bak-20261121T191632Z"), "{}", answer.out);
    assert!(answer.out.ends_with("sudo systemctl restart uplynk_liveslicer.service\n"), "{}", answer.out);
    let again = call("--key KEY --config CONFIG --write --json", &path);
    assert_eq!((again.code, &again.json()["saved"]), (0, &Value::Null));
}

#[test]
fn a_token_from_standard_input_is_saved_in_every_form_that_people_pipe() {
    for input in [format!("{}\n", token()), format!("apikey: token_{}\n", token()), format!("token_{}", token())] {
        let (_folder, path) = folder_with(CONFIG);
        let arguments = ["--stdin", "--write", "--config"].map(OsString::from);
        let arguments = [arguments.as_slice(), &[path.clone().into_os_string()]].concat();
        let answer = call_with(&arguments, &input);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        assert!(fs::read_to_string(&path).unwrap().contains(&format!("\napikey: token_{}\n", token())));
    }
}

#[test]
fn a_token_that_is_not_fit_is_not_written() {
    let expired = sign(&key(), &Wish { net: false, ..Wish::for_slicer() }, NOW).unwrap();
    let cut = token().get(..token().len() - 4).unwrap().to_owned();
    let wide = sign(&key(), &Wish { scopes: vec!["video.services.assets:read".to_owned()], ..Wish::for_slicer() }, NOW);
    for input in [expired.token().to_owned(), cut, wide.unwrap().token().to_owned()] {
        let (_folder, path) = folder_with(CONFIG);
        let arguments = ["--stdin", "--write", "--config"].map(OsString::from);
        let arguments = [arguments.as_slice(), &[path.clone().into_os_string()]].concat();
        let answer = call_with(&arguments, &input);
        assert_eq!(answer.code, 1, "{}{}", answer.out, answer.err);
        assert!(answer.out.starts_with("Not ready for a Slicer\n") && answer.err.contains("nothing was written"));
        assert_eq!(fs::read_to_string(&path).unwrap(), CONFIG);
    }
}

#[test]
fn input_that_can_not_be_used_ends_with_code_2_and_advice() {
    let (_folder, path) = folder_with("apikey: a\napikey: b\n");
    let several = call("--key KEY --config CONFIG --write", &path);
    assert_eq!((several.code, several.out.as_str()), (2, ""));
    assert!(
        several.err.contains("apikey is set on lines 1 and 2\nChoose one of these lines with --line"),
        "{}",
        several.err
    );
    assert_eq!(call("--key KEY --config CONFIG --write --line 2", &path).code, 0);
    assert!(fs::read_to_string(&path).unwrap().starts_with("apikey: a\napikey: token_eyJ"));
    let (_folder, path) = folder_with("{\"apikey\": \"x\"}");
    let json = call("--key KEY --config CONFIG", &path);
    assert!(json.code == 2 && json.err.contains("reserved"), "{}", json.err);
    let missing = call("--key KEY --config CONFIG", Path::new("/nonexistent/uplynk.conf"));
    assert!(missing.code == 2 && missing.out.is_empty(), "{}", missing.out);
    for input in ["", "no token", &format!("{} {}", token(), token())] {
        let answer = call_with(&["--stdin".into()], input);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{input}");
    }
    for words in ["", "--write --key KEY", "--key KEY --stdin", "--key KEY --config CONFIG --backup"] {
        assert_eq!(call(words, &path).code, 2, "{words}");
    }
}

#[test]
fn a_copy_is_saved_elsewhere_and_the_config_stays() {
    let (folder, path) = folder_with(CONFIG);
    let answer = call("--key KEY --config CONFIG --output COPY", &path);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), CONFIG);
    assert!(fs::read_to_string(folder.path().join("copy.conf")).unwrap().contains("apikey: token_eyJ"));
    assert_eq!(call("--key KEY --config CONFIG --output COPY", &path).code, 2);
}

#[cfg(unix)]
#[test]
fn a_world_readable_config_is_warned_of_with_the_command() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = folder_with(CONFIG);
    for (mode, warned) in [(0o644, true), (0o640, false)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let answer = call("--key KEY --config CONFIG", &path);
        assert_eq!(answer.out.contains(&format!("sudo chmod 640 '{}'", path.display())), warned, "{mode:o}");
        assert_eq!(call("--key KEY --config CONFIG --json", &path).json()["config"]["world_readable"], warned);
    }
}

#[test]
fn the_help_has_examples_and_documents_the_json() {
    let help = call_with(&["--help".into()], "").out;
    assert!(help.contains("Examples:") && help.contains("--json prints one object"), "{help}");
}
