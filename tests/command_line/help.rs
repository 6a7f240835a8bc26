//! Help: each has examples, and the examples run.

use token_debugger::cli::{self, Outcome, World};
use token_debugger::domain::time::{UnixTime, Zone};

use super::support::run;

/// The subcommands that the program's own help lists.
fn subcommands() -> Vec<String> {
    let help = run(&["--help"], b"").stdout;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<String> = lines
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|name| name != "help")
        .collect();
    for name in ["read", "mint", "scopes", "key"] {
        assert!(names.iter().any(|listed| listed == name), "{name} is not in {names:?}");
    }
    names
}

/// The commands under "Examples:"; a backslash at the end of a line continues it, as in a shell.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).map(str::trim).collect();
    lines.join("\n").replace("\\\n", "").lines().map(str::to_owned).collect()
}

#[test]
fn every_help_has_examples_on_lines_of_their_own() {
    for subcommand in subcommands() {
        let subcommand = subcommand.as_str();
        for arguments in [&[subcommand, "--help"][..], &[subcommand, "-h"], &["help", subcommand]] {
            let output = run(arguments, b"");
            assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{arguments:?}");
            let examples = examples(&output.stdout);
            assert!(examples.len() > 1, "{arguments:?}");
            for example in examples {
                // What is wrapped can't be copied.
                assert!(example.contains(&format!("token-debugger {subcommand}")), "{example:?} is no whole example");
            }
        }
    }
    let output = run(&["--help"], b"");
    assert!(examples(&output.stdout).len() > 2);
    assert!(output.stdout.contains("Exit codes:"));
}

#[cfg(unix)]
#[test]
fn every_example_runs() {
    use std::process::{Command, Stdio};

    use super::support::{good_token, key_file, path_of};

    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str| std::fs::copy(from, folder.path().join(to)).unwrap();
    copy(&key_file("live-ops.env"), "live-ops.env");
    copy(&key_file("live-ops.pem"), "live-ops.pem");
    copy(&key_file("live-ops.pem"), "key.pem");
    copy(path_of("corpus/captures/har.har").to_str().unwrap(), "session.har");
    for name in ["uplynk.conf", "my.conf"] {
        std::fs::write(folder.path().join(name), "description: Live\nslicerID: slicer1234\n").unwrap();
    }
    std::fs::write(folder.path().join("answer.txt"), "HTTP/1.1 403 Forbidden\r\n\r\n").unwrap();
    for name in ["captured.txt", "works.txt", "fails.txt"] {
        std::fs::write(folder.path().join(name), good_token()).unwrap();
    }
    copy(&key_file("other.env"), "other.env");
    std::fs::create_dir(folder.path().join("logs")).unwrap();
    let log = std::fs::File::create(folder.path().join("logs/proxy.log.gz")).unwrap();
    let mut log = flate2::write::GzEncoder::new(log, flate2::Compression::fast());
    std::io::Write::write_all(&mut log, good_token().as_bytes()).unwrap();
    log.finish().unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_token-debugger")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    for subcommand in subcommands() {
        for example in examples(&run(&[&subcommand, "--help"], b"").stdout) {
            // Where the system keeps the Slicer's config is not for tests.
            let example = example.replace("/etc/", "");
            let output = Command::new("/bin/sh")
                .args(["-c", &example])
                .env("PATH", &path)
                .current_dir(folder.path())
                .stdin(std::fs::File::open(folder.path().join("captured.txt")).unwrap())
                .stderr(Stdio::piped())
                .output()
                .unwrap();
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{example}: {stderr}");
            assert!(!output.stdout.is_empty(), "{example}");
        }
    }
}

#[test]
fn the_version_is_the_crates() {
    let output = run(&["--version"], b"");
    assert_eq!(output.stdout, format!("token-debugger {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(output.code, 0);
}

#[test]
fn a_wrong_call_says_how_to_call_it() {
    for arguments in [&["read", "--kay", "x"][..], &["mint", "--as", "gold"], &["key"], &["scopes", "all"]] {
        let output = run(arguments, b"");
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(output.stderr.contains("--help"), "{}", output.stderr);
    }
}

#[test]
fn without_a_subcommand_the_window_opens_with_the_file_that_is_named() {
    let call = |arguments: &[&str]| {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut world = World {
            stdin: &mut std::io::empty(),
            stdout: &mut stdout,
            stderr: &mut stderr,
            now: UnixTime(0),
            local: Zone::UTC,
            colour: false,
        };
        cli::run(arguments.iter().map(Into::into), &mut world)
    };
    assert_eq!(call(&["token-debugger"]), Outcome::Window(None));
    assert_eq!(call(&["token-debugger", "live-ops.env"]), Outcome::Window(Some("live-ops.env".into())));
    assert_eq!(call(&["token-debugger", "a.env", "b.env"]), Outcome::Exit(2));
}
