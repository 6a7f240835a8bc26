//! Nothing breaks out of its quotes: texts of every kind go through a real shell, a real Python and a real Node, and
//! written requests are run with a stand-in for curl, `requests` and `fetch` that records what reaches it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use token_debugger::domain::request::{
    Authentication, Form, HttpRequest, Method, RestRequest, Root, Secret, literal, write,
};
use token_debugger::domain::secret::SecretText;
use token_debugger::domain::shell::quote;

/// A small generator (xorshift64*, Vigna 2014): the same texts on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % limit
    }

    /// A text of pieces that mean something to a shell, Python, JavaScript, curl or HTTP, and of any characters.
    fn text(&mut self) -> String {
        const PIECES: [&str; 48] = [
            "'",
            "\"",
            "`",
            "\\",
            "$(id)",
            "${HOME}",
            "$x",
            "`id`",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "'\\''",
            "\"\"\"",
            "'''",
            "\\n",
            "\\u0041",
            "\\x41",
            "${",
            "{{",
            "}}",
            "%s",
            "%00",
            "!",
            "!!",
            "#",
            ";",
            "&&",
            "|",
            ">",
            "<",
            "*",
            "?",
            "~",
            "-n",
            "@/etc/hosts",
            "é",
            "ß",
            "日本",
            "🔑",
            "👩‍💻",
            "\u{202e}",
            "\u{2028}",
            "\u{feff}",
            "\u{7f}",
            "\u{1b}[201~",
            "\u{85}",
        ];
        let count = self.below(12);
        (0..count)
            .map(|_| match self.below(4) {
                0 => self.character().to_string(),
                _ => PIECES[self.below(PIECES.len())].to_owned(),
            })
            .collect()
    }

    /// Any character but NUL, which no argument of a program can hold.
    fn character(&mut self) -> char {
        let limit = [0x80, 0x800, 0x1_0000, 0x11_0000][self.below(4)];
        char::from_u32(u32::try_from(self.below(limit)).unwrap()).filter(|c| *c != '\0').unwrap_or('x')
    }
}

fn texts(seed: u64, count: usize) -> Vec<String> {
    let mut random = Random(seed);
    (0..count).map(|_| random.text()).collect()
}

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Whether a program is there; a missing one is said aloud and its test is skipped.
fn has(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("skipped: {program} is not installed");
    }
    there
}

#[test]
fn shell_gives_back_exactly_what_was_quoted() {
    let texts = texts(1, 2500);
    assert!(texts.iter().filter(|text| text.contains('\'')).count() > 500);
    for text in &texts {
        let script = format!("printf %s {}", quote(text));
        let output = run(Command::new("sh").arg("-c").arg(&script));
        assert_eq!(output.stdout, text.as_bytes(), "{text:?}");
    }
}

#[test]
fn shell_check_would_see_a_text_that_breaks_out() {
    let text = "it's";
    let output = Command::new("sh").arg("-c").arg(format!("printf %s '{text}'")).output().unwrap();
    assert!(!output.status.success() || output.stdout != text.as_bytes());
}

#[test]
fn python_gives_back_exactly_what_was_written() {
    if !has("python3") {
        return;
    }
    let texts = texts(2, 3000);
    let literals: Vec<String> = texts.iter().map(|text| literal::python(text)).collect();
    let script = format!("import json\nprint(json.dumps([\n{},\n]))\n", literals.join(",\n"));
    assert_eq!(script.lines().count(), texts.len() + 3, "a literal has a line break in it");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("literals.py");
    fs::write(&path, script).unwrap();
    let output = run(Command::new("python3").arg(path));
    assert_eq!(serde_json::from_slice::<Vec<String>>(&output.stdout).unwrap(), texts);
}

#[test]
fn javascript_gives_back_exactly_what_was_written() {
    if !has("node") {
        return;
    }
    let texts = texts(3, 3000);
    let literals: Vec<String> = texts.iter().map(|text| literal::javascript(text)).collect();
    let script = format!("process.stdout.write(JSON.stringify([\n{},\n]));\n", literals.join(",\n"));
    assert_eq!(script.lines().count(), texts.len() + 2, "a literal has a line break in it");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("literals.mjs");
    fs::write(&path, script).unwrap();
    let output = run(Command::new("node").arg(path));
    assert_eq!(serde_json::from_slice::<Vec<String>>(&output.stdout).unwrap(), texts);
}

/// A request full of hostile texts: a parameter, a query, a body.
fn hostile_request(random: &mut Random) -> (HttpRequest, Value) {
    let (id, name, value) = (format!("i{}", random.text()), format!("n{}", random.text()), random.text());
    let body = Value::from_iter([(random.text(), Value::from(random.text()))]);
    let request = RestRequest {
        method: Method::Patch,
        path: "/api/v4/channels/{id}".to_owned(),
        parameters: vec![("id".to_owned(), id)],
        query: vec![(name, value)],
        body: body.to_string(),
    };
    let root = Root::parse("https://services.uplynk.com").unwrap();
    (request.to_http(&root, Authentication::XAuthToken).unwrap(), body)
}

/// Any credential that fits into a header, quotes and dollar signs included.
fn hostile_credential(random: &mut Random) -> SecretText {
    let characters = (0..20).map(|_| char::from(u8::try_from(0x21 + random.below(0x5e)).unwrap()));
    SecretText::new(characters.collect())
}

#[test]
fn curl_gets_the_url_and_the_body_and_the_header_only_on_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let curl = folder.path().join("curl");
    fs::write(&curl, "#!/bin/sh\nprintf '%s\\0' \"$@\" > arguments\ncat > input\n").unwrap();
    run(Command::new("chmod").arg("+x").arg(&curl));
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut random = Random(4);
    for round in 0..300 {
        let (request, body) = hostile_request(&mut random);
        let credential = hostile_credential(&mut random);
        let inline = round % 2 == 0;
        let secret = if inline { Secret::Inline(&credential) } else { Secret::Variable };
        let written = write(&request, secret, Form::Curl).unwrap();
        let quoted = quote(&format!("X-Auth-Uplynk-Jwt: {}", credential.expose()));
        assert_eq!(written.text.expose().contains(&quoted), inline);
        run(Command::new("sh")
            .args(["-c", written.text.expose()])
            .env_clear()
            .env("PATH", &path)
            .env("UPLYNK_JWT", credential.expose())
            .current_dir(folder.path()));
        let recorded = fs::read(folder.path().join("arguments")).unwrap();
        let recorded = String::from_utf8(recorded).unwrap();
        let arguments: Vec<&str> = recorded.trim_end_matches('\0').split('\0').collect();
        assert_eq!(arguments[..6], ["--include", "--request", "PATCH", "--header", "@-", "--header"]);
        assert_eq!(arguments[6..8], ["Content-Type: application/json", "--data-raw"]);
        assert_eq!(serde_json::from_str::<Value>(arguments[8]).unwrap(), body);
        assert_eq!(arguments[9..], [request.url()]);
        let input = fs::read_to_string(folder.path().join("input")).unwrap();
        assert_eq!(input, format!("X-Auth-Uplynk-Jwt: {}\n", credential.expose()));
    }
}

#[test]
fn curl_is_not_started_without_the_variable() {
    let root = Root::parse("http://127.0.0.1:9").unwrap();
    let request = RestRequest {
        method: Method::Get,
        path: "/x".to_owned(),
        parameters: Vec::new(),
        query: Vec::new(),
        body: String::new(),
    };
    let request = request.to_http(&root, Authentication::StapiKey).unwrap();
    let written = write(&request, Secret::Variable, Form::Curl).unwrap();
    let script = format!("curl() {{ echo started; }}\n{}", written.text.expose());
    let output = Command::new("sh").args(["-c", &script]).env_remove("STAPI_API_KEY").output().unwrap();
    assert!(!output.status.success());
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("STAPI_API_KEY: is not set"));
}

/// Writes 200 hostile requests and what they must do, for a driver that runs them.
fn write_cases(folder: &Path, form: Form, extension: &str) -> Vec<Value> {
    let mut random = Random(5);
    let mut wanted = Vec::new();
    for number in 0..200 {
        let (request, body) = hostile_request(&mut random);
        let credential = hostile_credential(&mut random);
        let written = write(&request, Secret::Inline(&credential), form).unwrap();
        fs::write(folder.join(format!("{number:03}.{extension}")), written.text.expose()).unwrap();
        wanted.push(serde_json::json!({
            "method": "PATCH", "url": request.url(), "header": credential.expose(), "body": body,
        }));
    }
    wanted
}

#[test]
fn python_programs_ask_for_what_was_meant() {
    if !has("python3") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let wanted = write_cases(folder.path(), Form::Python, "py");
    let driver = r#"
import json, sys, types
from pathlib import Path

seen = []

def request(method, url, headers, data, allow_redirects, timeout):
    assert allow_redirects is False and headers["Content-Type"] == "application/json"
    header = headers["X-Auth-Uplynk-Jwt"]
    seen.append({"method": method, "url": url, "header": header, "body": json.loads(data)})
    return types.SimpleNamespace(status_code=200, text="")

sys.modules["requests"] = types.SimpleNamespace(request=request)
for path in sorted(Path(".").glob("*.py")):
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {"print": lambda *_: None})
print(json.dumps(seen))
"#;
    let output = run(Command::new("python3").args(["-c", driver]).current_dir(folder.path()));
    assert_eq!(serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap(), wanted);
}

#[test]
fn javascript_modules_ask_for_what_was_meant() {
    if !has("node") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let wanted = write_cases(folder.path(), Form::JavaScript, "mjs");
    let driver = r#"
import { readdirSync } from "node:fs";
const seen = [];
globalThis.fetch = async (url, options) => {
  if (options.redirect !== "manual") throw new Error("follows redirects");
  const header = options.headers["X-Auth-Uplynk-Jwt"];
  seen.push({ method: options.method, url, header, body: JSON.parse(options.body) });
  return { status: 200, text: async () => "" };
};
console.log = () => {};
for (const name of readdirSync(".").filter((name) => name.endsWith(".mjs")).sort()) {
  await import(process.cwd() + "/" + name);
}
process.stdout.write(JSON.stringify(seen));
"#;
    let output = run(Command::new("node").args(["--input-type=module", "-e", driver]).current_dir(folder.path()));
    assert_eq!(serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap(), wanted);
}

#[test]
fn raw_message_has_one_head_and_the_announced_body() {
    let mut random = Random(6);
    for _ in 0..500 {
        let (request, body) = hostile_request(&mut random);
        let credential = hostile_credential(&mut random);
        let written = write(&request, Secret::Inline(&credential), Form::Http).unwrap();
        let (head, rest) = written.text.expose().split_once("\r\n\r\n").unwrap();
        assert_eq!(serde_json::from_str::<Value>(rest).unwrap(), body);
        let lines: Vec<&str> = head.split("\r\n").collect();
        assert_eq!(lines.len(), 6, "{head}");
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])));
        assert_eq!(lines[0], format!("PATCH {} HTTP/1.1", request.target()));
        assert_eq!(lines[2], format!("X-Auth-Uplynk-Jwt: {}", credential.expose()));
        assert_eq!(lines[4], format!("Content-Length: {}", rest.len()));
    }
}
