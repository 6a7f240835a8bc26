//! The domain is pure: no window, no files, no network, no clock, no environment, no globals. The running program
//! without its window knows no window.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// What the window is made of.
const WINDOW: [&str; 6] = ["egui", "eframe", "rfd", "arboard", "winit", "glow"];

/// Modules of `std` that reach outside.
const OUTSIDE: [&str; 6] = ["fs", "net", "env", "process", "thread", "os"];

/// Names that read a clock, draw random numbers, print, ask the file system about a path, or hold state beside the
/// arguments.
const IMPURE: [&str; 23] = [
    "SystemTime",
    "Instant",
    "Local",
    "OsRng",
    "getrandom",
    "print",
    "println",
    "eprint",
    "eprintln",
    "dbg",
    "exists",
    "stdin",
    "stdout",
    "stderr",
    "is_file",
    "is_dir",
    "read_dir",
    "canonicalize",
    "thread_local",
    "Mutex",
    "RwLock",
    "OnceLock",
    "OnceCell",
];

/// The words and marks of a source text, without comments and without what stands in quotes.
fn lexemes(source: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(length) = length_of_raw_string(rest) {
            length
        } else if first == '"' {
            length_of_string(rest)
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            out.push(rest[..end].to_owned());
            end
        } else {
            if !first.is_whitespace() {
                out.push(first.to_string());
            }
            // A quotation mark as a character starts no string.
            ["'\"'", "'\\\"'"].iter().find(|mark| rest.starts_with(**mark)).map_or(first.len_utf8(), |mark| mark.len())
        };
        rest = &rest[length..];
    }
    out
}

/// `r"…"`, `r#"…"#` and so on, at the start of a text.
fn length_of_raw_string(text: &str) -> Option<usize> {
    let behind = text.strip_prefix('r')?;
    let content = behind.trim_start_matches('#');
    let hashes = &behind[..behind.len() - content.len()];
    let content = content.strip_prefix('"')?;
    let end = content.find(&format!("\"{hashes}")).unwrap_or(content.len());
    Some((1 + hashes.len() + 1 + end + 1 + hashes.len()).min(text.len()))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn length_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (place, character) in text.char_indices().skip(1) {
        if character == '"' && !escaped {
            return place + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// The modules of `std` that a source text names, by path or in a list of imports.
fn modules_of_std(lexemes: &[String]) -> Vec<&str> {
    let mut found = Vec::new();
    for (place, window) in lexemes.windows(3).enumerate() {
        if window[0] != "std" || window[1] != ":" || window[2] != ":" {
            continue;
        }
        let mut depth = 0_usize;
        for (offset, lexeme) in lexemes[place + 3..].iter().enumerate() {
            match lexeme.as_str() {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                // In a list only the names directly in its braces are modules; else the first name is.
                _ if depth == 0 || (depth == 1 && ["{", ","].contains(&lexemes[place + 2 + offset].as_str())) => {
                    found.push(lexeme.as_str());
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

/// What makes a source text impure.
fn impurities(source: &str) -> Vec<String> {
    let lexemes = lexemes(source);
    let words = |names: &[&str]| lexemes.iter().filter(|lexeme| names.contains(&lexeme.as_str())).cloned().collect();
    let mut found: Vec<String> = words(&WINDOW);
    found.extend::<Vec<String>>(words(&IMPURE));
    found.extend(
        modules_of_std(&lexemes).into_iter().filter(|name| OUTSIDE.contains(name)).map(|name| format!("std::{name}")),
    );
    let names = |window: &[String], text: [&str; 4]| window.iter().zip(text).all(|(lexeme, part)| lexeme == part);
    let now = lexemes.windows(4).filter(|window| names(window, [":", ":", "now", "("]));
    found.extend(now.map(|_| "now".to_owned()));
    found.extend(lexemes.windows(2).filter(|pair| pair == &["static", "mut"]).map(|_| "static mut".to_owned()));
    found.extend(lexemes.iter().filter(|lexeme| lexeme.starts_with("Atomic")).cloned());
    found
}

fn imports_window(source: &str) -> bool {
    lexemes(source).iter().any(|lexeme| ["egui", "eframe"].contains(&lexeme.as_str()))
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

#[test]
fn no_file_of_the_domain_reaches_outside() {
    let files = sources("domain");
    assert!(files.len() > 40, "only {} files", files.len());
    for (path, text) in files {
        assert_eq!(impurities(&text), [""; 0], "{}", path.display());
    }
}

#[test]
fn no_file_of_the_program_knows_the_window() {
    let files = sources("app");
    assert!(files.len() > 10, "only {} files", files.len());
    for (path, text) in files {
        assert!(!imports_window(&text), "{}", path.display());
    }
}

#[test]
fn no_file_of_the_command_line_knows_the_window() {
    for (path, text) in sources("cli") {
        assert!(!imports_window(&text), "{}", path.display());
    }
}

/// Positive control: each bad line is noticed, alone and by its name.
#[test]
fn what_is_impure_is_noticed() {
    for (line, expected) in [
        ("use egui::Ui;", "egui"),
        ("use eframe::egui_glow;", "eframe"),
        ("fn show(ui: &mut egui::Ui) {}", "egui"),
        ("use std::fs;", "std::fs"),
        ("use std::fs::read_to_string;", "std::fs"),
        ("let text = std::fs::read(path);", "std::fs"),
        ("let text = ::std::fs::read(path);", "std::fs"),
        ("use std::{fs, fmt};", "std::fs"),
        ("use std::{\n    collections::HashMap,\n    fs::{self, File},\n};", "std::fs"),
        ("use std :: net;", "std::net"),
        ("std::env::var(\"HOME\")", "std::env"),
        ("use std::process::Command;", "std::process"),
        ("use std::thread;", "std::thread"),
        ("let now = SystemTime::now();", "SystemTime"),
        ("use std::time::SystemTime as T;", "SystemTime"),
        ("let start = Instant::now();", "Instant"),
        ("let now = Utc::now();", "now"),
        ("let now = chrono::Utc::now ();", "now"),
        ("let now = Local::now();", "Local"),
        ("use chrono::Local as Here;", "Local"),
        ("static mut COUNT: u32 = 0;", "static mut"),
        ("thread_local! { static X: Cell<u32> = Cell::new(0); }", "thread_local"),
        ("static LAST: Mutex<u32> = Mutex::new(0);", "Mutex"),
        ("static COUNT: AtomicU32 = AtomicU32::new(0);", "AtomicU32"),
        ("let quote = '\"'; std::fs::read(path); let other = '\"';", "std::fs"),
        ("let quote = '\\\"'; std::fs::read(path);", "std::fs"),
        ("let text = \"\\\"\"; std::fs::read(path);", "std::fs"),
        ("let text = r\"\\\"; std::fs::read(path);", "std::fs"),
        ("let text = r#\"\"\"#; std::fs::read(path);", "std::fs"),
        ("let line = std::io::stdin();", "stdin"),
    ] {
        assert!(impurities(line).contains(&expected.to_owned()), "{line}: {:?}", impurities(line));
    }
}

/// Negative control: what only sounds impure is left alone.
#[test]
fn what_is_pure_is_left_alone() {
    for line in [
        "use std::fmt;",
        "use std::{collections::{HashMap, HashSet}, fmt};",
        "use std::{fmt::{self, io}, ops};",
        "// std::fs is not for here, nor egui\nlet a = 1;",
        "/// `SystemTime::now` is read at the edges.\npub fn at(now: UnixTime) {}",
        "let advice = \"use std::fs and egui\";",
        "let json = r#\"{\"egui\": \"std::fs::read\"}\"#;",
        "use std::io::Read as _;",
        "let now = UnixTime(0); judge(token, now);",
        "static ROWS: LazyLock<Vec<Listed>> = LazyLock::new(read_catalogue);",
        "let envelope = environment(offset); let egui_like = 1;",
        "let text = include_str!(\"../../assets/scopes.csv\");",
    ] {
        assert_eq!(impurities(line), [""; 0], "{line}");
    }
}
