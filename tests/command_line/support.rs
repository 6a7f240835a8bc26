//! A call of the command line, and the tokens to call it with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use token_debugger::cli::{self, Outcome, World};
use token_debugger::domain::credential::read_key;
use token_debugger::domain::secret::SecretBytes;
use token_debugger::domain::time::{UnixTime, Zone};

use crate::private_file::private_copy;

/// 2025-11-21 19:13:20 UTC, the moment of every call.
pub(crate) const NOW: i64 = 1_763_752_400;
/// What live-ops.env says.
pub(crate) const KID: &str = "6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a";
pub(crate) const SUB: &str = "9d0a44c1b2e84f7f8a6f3f0c1d2e417b";
pub(crate) const SLICER_SCOPE: &str = "video.services.ingest.slicer:ops";
/// Escape, right-to-left override, a C1 control character, delete.
pub(crate) const HIDDEN: &str = "a\u{1b}[31m\u{202e}\u{9b}\u{7f}z";

/// What a call gave.
pub(crate) struct Output {
    pub(crate) code: u8,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    /// The one JSON value on standard output.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stdout.matches('\n').count(), 1, "one line: {}", self.stdout);
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The codes of the findings in the JSON.
    pub(crate) fn codes(&self) -> Vec<String> {
        let findings = self.json()["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }

    /// That the call could not be carried out: nothing on standard output, a sentence and advice on standard error.
    #[track_caller]
    pub(crate) fn assert_unusable(&self, sentence: &str) {
        assert_eq!((self.code, self.stdout.as_str()), (2, ""), "{}", self.stderr);
        assert!(self.stderr.contains(sentence), "{sentence:?} is not in {:?}", self.stderr);
        let advice = self.stderr.lines().nth(1).unwrap_or_default();
        assert!(advice.len() > 10, "no advice in {:?}", self.stderr);
    }
}

/// Calls the command line at [`NOW`], in UTC, without colours.
pub(crate) fn run(arguments: &[&str], stdin: &[u8]) -> Output {
    run_os(arguments.iter().map(OsString::from), stdin)
}

/// The same with arguments that need not be UTF-8.
pub(crate) fn run_os(arguments: impl IntoIterator<Item = OsString>, mut stdin: &[u8]) -> Output {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut world = World {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        now: UnixTime(NOW),
        local: Zone::UTC,
        colour: false,
    };
    let arguments = std::iter::once(OsString::from("token-debugger")).chain(arguments);
    let code = match cli::run(arguments, &mut world) {
        Outcome::Exit(code) => code,
        Outcome::Window(file) => panic!("the window would open with {file:?}"),
    };
    Output { code, stdout: String::from_utf8(stdout).unwrap(), stderr: String::from_utf8(stderr).unwrap() }
}

/// The path of a file under `tests/`.
pub(crate) fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The path of a key file that loads, as an argument.
pub(crate) fn key_file(name: &str) -> String {
    private_copy(name).to_str().unwrap().to_owned()
}

/// The `.env` file that most tests use.
pub(crate) fn live_ops() -> String {
    key_file("live-ops.env")
}

/// Claims that have no finding at [`NOW`], with more members in front.
pub(crate) fn claims_with(members: &str) -> String {
    format!(r#"{{{members}"iat":{NOW},"exp":{},"sub":"{SUB}","scp":["video.services.assets:read"]}}"#, NOW + 300)
}

/// The header that the service wants.
pub(crate) fn header() -> String {
    format!(r#"{{"alg":"ES256","kid":"{KID}","typ":"JWT"}}"#)
}

/// A token of exactly these bytes, signed with the key of live-ops.env.
pub(crate) fn sign(header: &str, claims: &str) -> String {
    let file = std::fs::read(live_ops()).unwrap();
    let key = read_key(&SecretBytes::new(file), "live-ops.env").unwrap();
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = key.signing_key().unwrap().sign(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A token without a finding at [`NOW`].
pub(crate) fn good_token() -> String {
    sign(&header(), &claims_with(""))
}

/// The names of an object's members, in their order.
pub(crate) fn names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// That a text has no character that acts on a terminal or hides.
#[track_caller]
pub(crate) fn assert_visible(text: &str) {
    let hidden = |c: char| {
        let line_break = c == '\n';
        let bidirectional = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let zero_width = matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{e0001}');
        (c.is_control() && !line_break) || bidirectional || zero_width
    };
    assert!(!text.contains(hidden), "{text:?}");
}
