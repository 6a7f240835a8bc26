//! Inputs of all kinds, and damaged ones.

use serde_json::Value;

use crate::material::{Scene, gzip, unsigned, zstd};
use crate::support::{path_of, run};

/// The objects of a stream.
pub(crate) fn objects(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// File's last name and line of each object.
fn places(stdout: &str) -> Vec<(String, u64)> {
    let name = |object: &Value| object["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    objects(stdout).iter().map(|object| (name(object), object["line"].as_u64().unwrap())).collect()
}

fn place(name: &str, line: u64) -> (String, u64) {
    (name.to_owned(), line)
}

#[test]
fn packed_files_are_known_by_their_first_bytes() {
    let scene = Scene::new();
    let text = format!("one\n{}\ntwo\n", unsigned(1));
    let (first, second) = text.split_at(20);
    let paths = [
        scene.write("plain.gz", &text),
        scene.write("gzip.log", gzip(text.as_bytes())),
        scene.write("members", [gzip(first.as_bytes()), gzip(second.as_bytes())].concat()),
        scene.write("zstd.log", zstd(text.as_bytes())),
        // A skippable frame (RFC 8878, section 3.1.2) stands between.
        scene.write(
            "frames",
            [zstd(first.as_bytes()), vec![0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3], zstd(second.as_bytes())]
                .concat(),
        ),
        scene.write(
            "utf16.txt",
            text.encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
                bytes.extend(unit.to_le_bytes());
                bytes
            }),
        ),
    ];
    let arguments: Vec<&str> = std::iter::once("scan").chain(paths.iter().map(String::as_str)).collect();
    let output = run(&arguments, b"");
    assert_eq!(output.stderr, "");
    let expected = ["plain.gz", "gzip.log", "members", "zstd.log", "frames", "utf16.txt"].map(|name| place(name, 2));
    assert_eq!(places(&output.stdout), expected);
}

#[test]
fn packed_data_that_is_cut_or_damaged_loses_only_what_is_behind() {
    let scene = Scene::new();
    let lines: String = (0..400).map(|line| format!("{line} {}\n", unsigned(line % 3))).collect::<Vec<_>>().concat();
    let whole = gzip(lines.as_bytes());
    let cut = scene.write("cut.gz", &whole[..whole.len() - 12]);
    let frame = zstd(&lines.as_bytes()[..100_000]);
    let cut_frame =
        scene.write("cut.zst", [zstd(b"token_eyJhbGciOiJFUzI1NiJ9.e30.\n"), frame[..5000].to_vec()].concat());
    let garbage =
        scene.write("garbage.zst", [zstd(format!("{}\n", unsigned(9)).as_bytes()), b"garbage".to_vec()].concat());
    let good = scene.write("good.log", unsigned(1));
    let output = run(&["scan", &cut, &cut_frame, &garbage, &good], b"");
    assert_eq!(output.code, 2);
    let places = places(&output.stdout);
    assert!(places.iter().filter(|place| place.0 == "cut.gz").count() > 300, "{}", places.len());
    for name in ["cut.zst", "garbage.zst", "good.log"] {
        assert!(places.contains(&place(name, 1)), "{name}");
    }
    assert!(output.stderr.contains("cut.gz: The gzip data ends before its end"), "{}", output.stderr);
    assert!(output.stderr.contains("cut.zst: The zstd data ends before its end"), "{}", output.stderr);
    assert!(output.stderr.contains("garbage.zst: The zstd data "), "{}", output.stderr);
    assert_eq!(output.stderr.lines().count(), 6, "each has its advice: {}", output.stderr);
}

#[test]
fn a_frame_that_asks_for_much_memory_gets_none_and_is_named() {
    let scene = Scene::new();
    // A frame's header (RFC 8878, section 3.1.1.1) with a window of 2^(10 + 17) bytes, then an empty raw block.
    let long = scene.write("long.zst", [0x28, 0xb5, 0x2f, 0xfd, 0, 17 << 3, 1, 0, 0]);
    let other = scene.write("other.log", unsigned(1));
    let output = run(&["scan", &long, &other], b"");
    assert_eq!(places(&output.stdout), [place("other.log", 1)]);
    assert!(
        output.stderr.contains("The zstd data asks for 128 MiB of memory; at most 64 MiB are given"),
        "{}",
        output.stderr
    );
    assert!(output.stderr.contains("zstd -dc --memory=2048MB"), "{}", output.stderr);
    assert_eq!(output.code, 2);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let scene = Scene::new();
    let good = scene.write("good.log", unsigned(1));
    let folder = scene.folder.path().to_str().unwrap().to_owned();
    let missing = format!("{folder}/missing.log");
    let output = run(&["scan", &missing, &good, &folder], b"");
    assert_eq!(output.code, 2);
    assert_eq!(places(&output.stdout), [place("good.log", 1)]);
    assert!(output.stderr.contains("missing.log: There is no such file"), "{}", output.stderr);
    assert!(output.stderr.contains(": This is a folder\nName its files"), "{}", output.stderr);
}

#[test]
fn a_pattern_stands_for_the_files_that_fit_in_the_order_of_their_names() {
    let scene = Scene::new();
    for name in ["b.log", "a.log", "c.txt", "[d].log"] {
        scene.write(name, unsigned(1));
    }
    let pattern = |end: &str| format!("{}/{end}", scene.folder.path().to_str().unwrap());
    let output = run(&["scan", &pattern("?.log")], b"");
    assert_eq!(places(&output.stdout), [place("a.log", 1), place("b.log", 1)]);
    // A file of that very name is no pattern.
    let output = run(&["scan", &pattern("[d].log")], b"");
    assert_eq!(places(&output.stdout), [place("[d].log", 1)]);
    let output = run(&["scan", &pattern("*.zip"), &pattern("c.txt")], b"");
    assert_eq!((output.code, places(&output.stdout)), (2, vec![place("c.txt", 1)]));
    assert!(output.stderr.contains("*.zip: No file fits this pattern\nCheck the pattern"), "{}", output.stderr);
    let output = run(&["scan", &pattern("a**b")], b"");
    assert_eq!(output.code, 2);
    assert!(output.stderr.contains("This is no pattern"), "{}", output.stderr);
}

#[test]
fn bad_bytes_and_odd_line_ends_lose_only_themselves() {
    let (one, two, three) = (unsigned(1), unsigned(2), unsigned(3));
    let mut input = b"\xff\xfe bad \xc3\n".to_vec();
    input.splice(0..0, b"x".iter().copied());
    input.extend(format!("\0{one}\0\r\n").bytes());
    input.extend([&b"\x80 "[..], two.as_bytes(), b" \xf0\x9f\n\n"].concat());
    input.extend(three.bytes());
    let output = run(&["scan", "-"], &input);
    assert_eq!(places(&output.stdout), [place("-", 2), place("-", 3), place("-", 5)]);
    let starts: Vec<u64> =
        objects(&output.stdout).iter().map(|object| object["found"]["start"].as_u64().unwrap()).collect();
    assert_eq!(starts, [1, 2, 0]);
}

#[test]
fn a_har_is_one_document_on_one_line_or_on_many() {
    let har = std::fs::read_to_string(path_of("corpus/captures/har.har")).unwrap();
    let count = token_debugger::domain::capture::capture(&har).found.len();
    assert!(count > 2);
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&har).unwrap()).unwrap();
    assert!(pretty.lines().count() > 30);
    for text in [har, pretty] {
        let objects = objects(&run(&["scan", "-", "--at", "line"], text.as_bytes()).stdout);
        assert_eq!(objects.len(), count);
        for (nth, object) in objects.iter().enumerate() {
            let mut expected = run(&["read", "--json", "--nth", &(nth + 1).to_string()], text.as_bytes()).json();
            assert_eq!(object["found"], expected["found"]);
            assert_eq!(object["found"]["kind"], "har");
            let start = usize::try_from(object["found"]["start"].as_u64().unwrap()).unwrap();
            assert_eq!(object["line"].as_u64().unwrap(), 1 + text[..start].matches('\n').count() as u64);
            assert_eq!(object["as_of_line"], true, "an entry says when it started");
            // As of the same moment both say the same.
            let at = object["as_of"].as_str().unwrap();
            expected = run(&["read", "--json", "--at", at, "--nth", &(nth + 1).to_string()], text.as_bytes()).json();
            assert_eq!(object["findings"], expected["findings"]);
        }
    }
}

#[test]
fn documents_behind_each_other_and_lines_behind_them_are_read() {
    let document = |number| format!("{{\n \"Authorization\": \"Bearer {}\"\n}}\n", unsigned(number));
    let text = format!("{}{}\nplain {}\n{{\n", document(1), document(2), unsigned(3));
    let output = run(&["scan"], text.as_bytes());
    assert_eq!(places(&output.stdout), [place("-", 2), place("-", 5), place("-", 8)]);
    let kinds: Vec<_> = objects(&output.stdout).iter().map(|object| object["found"]["kind"].clone()).collect();
    assert_eq!(kinds, ["json", "json", "text"]);
}

#[test]
fn json_lines_are_lines() {
    let line = |number| format!(r#"{{"time":"2025-11-21T19:13:2{number}Z","jwt":"{}"}}"#, unsigned(number));
    let text = format!("{}\n{}\n", line(1), line(2));
    let output = run(&["scan", "--at", "line"], text.as_bytes());
    assert_eq!(places(&output.stdout), [place("-", 1), place("-", 2)]);
    let moments: Vec<_> = objects(&output.stdout).iter().map(|object| object["as_of"].clone()).collect();
    assert_eq!(moments, ["2025-11-21T19:13:21Z", "2025-11-21T19:13:22Z"]);
}

/// 65 MiB of one letter between two lines, made as it is read.
struct Long {
    before: Vec<u8>,
    letters: usize,
    behind: Vec<u8>,
}

impl std::io::Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.before.is_empty() || self.letters == 0 {
            let part = if self.before.is_empty() { &mut self.behind } else { &mut self.before };
            let count = part.len().min(buffer.len());
            buffer[..count].copy_from_slice(&part[..count]);
            part.drain(..count);
            return Ok(count);
        }
        let count = self.letters.min(buffer.len());
        buffer[..count].fill(b'x');
        self.letters -= count;
        Ok(count)
    }
}

#[test]
fn a_line_of_65_mib_is_passed_over_and_said() {
    let (one, two) = (unsigned(1), unsigned(2));
    let mut stdin = Long {
        before: format!("{one}\n").into_bytes(),
        letters: 65 * 1024 * 1024,
        behind: format!("\n{two}\n").into_bytes(),
    };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut world = token_debugger::cli::World {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        now: token_debugger::domain::time::UnixTime(crate::support::NOW),
        local: token_debugger::domain::time::Zone::UTC,
        colour: false,
    };
    token_debugger::cli::run(["token-debugger", "scan"].map(Into::into), &mut world);
    assert_eq!(places(&String::from_utf8(stdout).unwrap()), [place("-", 1), place("-", 3)]);
    let stderr = String::from_utf8(stderr).unwrap();
    assert!(stderr.contains("A line of more than 64 MiB was passed over: -, line 2\n"), "{stderr}");
}
