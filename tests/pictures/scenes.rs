//! What the pictures show: every pane empty, as it mostly is, and as full as it gets; and what stands around the panes.

use eframe::egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use token_debugger::app::command::{Action, Command};
use token_debugger::app::form::Edit;
use token_debugger::app::platform::scan::InputError;
use token_debugger::app::request_desk::{RequestEdit, RequestKind};
use token_debugger::app::scan::{ScanEdit, ScanNews, SortBy, Stage};
use token_debugger::app::state::{Against, Pane};
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::scope;

use crate::key_support::fixture;
use crate::scan_support::{large_file, news, record, row_read, scanned};
use crate::token_support::{Draft, quoted, valid};
use crate::window_support::{NOW, Window};

/// The Slicer's config that is opened.
const CONFIG: &str = "\
description: Live Capture
username: joe@example.com
apikey: abcDEFghiJKLmnoPQRtuvWXYz123ABCdefGHIJKL   # ops
slicerID: slicer1234
failover_id: 1232b8646dea4cd0a48f5e0ffaa4f8c7
enable_remote_config: 1
";

/// A scene: its name, the pane that it shows, and what is done in it.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    pub(crate) pane: Pane,
    pub(crate) play: fn(&mut Window),
}

/// Every pane, empty, normal and crowded; and the window around them.
pub(crate) const SCENES: &[Scene] = &[
    scene("read-empty", Pane::Read, |_| {}),
    scene("read-normal", Pane::Read, read_normal),
    scene("read-crowded", Pane::Read, read_crowded),
    scene("read-accepted", Pane::Read, read_accepted),
    scene("read-nothing", Pane::Read, |window| window.paste("GET /api/v4/assets HTTP/1.1\nHost: services.uplynk.com")),
    scene("read-compared", Pane::Read, read_compared),
    scene("scan-running", Pane::Read, |window| {
        load(window);
        scan(window, "/var/log/proxy/access.log", 48_211, None);
    }),
    scene("scan-summary", Pane::Read, |window| {
        load(window);
        scan(window, "/var/log/proxy/access.log", 48_211, Some(Stage::Done));
    }),
    scene("scan-normal", Pane::Read, scan_normal),
    scene("scan-nothing", Pane::Read, |window| scan(window, "/var/log/proxy/access.log.gz", 0, Some(Stage::Done))),
    scene("scan-crowded", Pane::Read, scan_crowded),
    scene("create-empty", Pane::Create, |_| {}),
    scene("create-normal", Pane::Create, load),
    scene("create-crowded", Pane::Create, create_crowded),
    scene("slicer-empty", Pane::Slicer, |_| {}),
    scene("slicer-normal", Pane::Slicer, slicer_normal),
    scene("slicer-crowded", Pane::Slicer, slicer_crowded),
    scene("request-empty", Pane::Request, |_| {}),
    scene("request-normal", Pane::Request, request_normal),
    scene("request-crowded", Pane::Request, request_crowded),
    scene("around-sample-key", Pane::Create, |window| window.carry_out(Command::Do(Action::UseSampleKey))),
    scene("around-bad-key", Pane::Read, |window| {
        window.drop_file("/home/me/keys/p384.pem", &fixture("bad", "p384.pem"), false);
    }),
    scene("around-key-without-identity", Pane::Create, |window| {
        window.drop_file("/home/me/keys/pkcs8.pem", &fixture("good", "pkcs8.pem"), false);
    }),
    scene("around-path-box", Pane::Read, |window| window.carry_out(Command::Do(Action::TogglePathBox))),
    scene("around-help", Pane::Read, |window| window.carry_out(Command::Do(Action::ToggleHelp))),
    scene("around-settings", Pane::Read, |window| window.carry_out(Command::Do(Action::ToggleSettings))),
    scene("around-palette", Pane::Read, |window| window.carry_out(Command::Do(Action::TogglePalette))),
    scene("around-drop", Pane::Slicer, |window| window.hover_file("/home/me/keys/live-ops.env")),
    scene("around-quit", Pane::Create, |window| {
        load(window);
        window.carry_out(Command::Do(Action::CopyToken));
        window.carry_out(Command::Do(Action::Quit));
    }),
];

const fn scene(name: &'static str, pane: Pane, play: fn(&mut Window)) -> Scene {
    Scene { name, pane, play }
}

fn load(window: &mut Window) {
    window.drop_file("/home/me/keys/live-ops.env", &fixture("good", "live-ops.env"), false);
    window.carry_out(Command::Do(Action::DismissNotice));
}

/// Loads a key that grants everything that is listed, of a long name.
fn load_all_scopes(window: &mut Window) {
    let file = String::from_utf8(fixture("good", "live-ops.env")).unwrap();
    let scopes: Vec<_> = scope::catalogue().iter().map(|listed| listed.scope).collect();
    let lines = file
        .lines()
        .map(|line| if line.starts_with("SCP=") { format!("SCP={}\n", scopes.join(",")) } else { format!("{line}\n") });
    let name = "/home/me/keys/north-america-live-operations-staging.env";
    window.drop_file(name, lines.collect::<String>().as_bytes(), false);
}

/// The valid token, made at another moment, in seconds from now.
fn made(at: i64) -> Draft {
    valid().claim("iat", NOW.0 + at).claim("exp", NOW.0 + at + 300)
}

fn read_normal(window: &mut Window) {
    load(window);
    let scopes = r#"["video.services.assets:read","video.services.ingest.failover-groups:write"]"#;
    let token = made(-492).claim("scp", scopes).signed();
    window.paste(&format!("curl -H 'X-Auth-Uplynk-Jwt: {token}' https://services.uplynk.com/api/v4/failover-groups"));
}

fn read_accepted(window: &mut Window) {
    load(window);
    window.paste(&format!("X-Auth-Uplynk-Jwt: {}", made(-12).signed()));
}

fn read_compared(window: &mut Window) {
    read_normal(window);
    window.carry_out(Command::Compare(Against::TestToken));
    // The right column, down to its end.
    window.harness.hover_at(pos2(800.0, 400.0));
    let (unit, delta, phase) = (MouseWheelUnit::Point, vec2(0.0, -4_000.0), TouchPhase::Move);
    window.harness.event(Event::MouseWheel {
        unit,
        delta,
        phase,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(20);
}

/// A token of 4 KiB with as much wrong as fits.
fn crowded_token() -> String {
    let scopes: Vec<_> =
        (0..41).map(|place| format!("\"video.services.unheard-of.an-area-of-a-long-name-{place}:write\"")).collect();
    made(-492)
        .claim("scp", format!("[{}]", scopes.join(",")))
        .claim("nbf", "1e400")
        .claim("iss", quoted(&"long.domain.example.".repeat(20)))
        .claim("msg", "[1,[2,[3,[4,[5,{\"deep\":null}]]]]]")
        .further_claim("exp", quoted("soon"))
        .further_claim("a-member-with-a-name-that-goes-on-and-on-and-on", 1)
        .header("jku", "\"https://keys.example.com/a/very/long/path/to/a/set/of/keys.json\"")
        .signed()
}

/// The exported requests of a browser: the first has the crowded token.
fn har(requests: usize) -> String {
    let (good, bad) = (made(-12).signed(), made(-492).signed());
    let entries: Vec<_> = (0..requests)
        .map(|place| {
            let token = match place {
                0 => crowded_token(),
                place if place % 2 == 0 => good.clone(),
                _ => bad.clone(),
            };
            format!(
                r#"{{"startedDateTime":"2026-11-21T19:16:{:02}.000Z","request":{{"method":"GET","url":"https://services.uplynk.com/api/v4/ingest/cloud-slicers/live/slicers/{place}","headers":[{{"name":"X-Auth-Uplynk-Jwt","value":"{token}"}}]}}}}"#,
                place % 60
            )
        })
        .collect();
    format!(r#"{{"log":{{"version":"1.2","entries":[{}]}}}}"#, entries.join(","))
}

fn read_crowded(window: &mut Window) {
    load_all_scopes(window);
    window.paste(&har(200));
    window.carry_out(Command::Compare(Against::Entry(1)));
    let findings = window.look(|view| view.read.token.as_ref().unwrap().judgement.findings.len());
    assert!(findings >= 20, "{findings} findings");
    assert!(crowded_token().len() >= 4_096, "{} bytes", crowded_token().len());
}

/// The scan of a log of so many lines, each with a token.
fn scan(window: &mut Window, path: &str, lines: u64, end: Option<Stage>) {
    window.carry_out(Command::Report(large_file(path)));
    let kids = ["6f1c2a7e-58d0-4c0b-9a43-1b2f3c4de29a", "a-key-of-another-team-with-a-long-name", "staging"];
    let found = news((1..=lines).map(record).collect(), &kids);
    let causes = if lines == 0 { Vec::new() } else { found.causes.clone() };
    window.carry_out(Command::Report(scanned(1, ScanNews { causes, ..found }, end)));
}

/// Opens a row, in which this is found.
fn open_row(window: &mut Window, row: u32, text: &str) {
    window.carry_out(Command::EditScan(ScanEdit::Select(row)));
    window.carry_out(Command::Report(row_read(row, text)));
}

fn scan_normal(window: &mut Window) {
    load(window);
    scan(window, "/var/log/proxy/access.log", 48_211, Some(Stage::Done));
    window.carry_out(Command::EditScan(ScanEdit::Verdict(Some(Verdict::Refuse))));
    open_row(window, 3, &format!("X-Auth-Uplynk-Jwt: {}", made(-100_000).signed()));
}

/// Many rows of a file of a long name that ends too soon; another key is loaded meanwhile.
fn scan_crowded(window: &mut Window) {
    let path = "/var/log/north-america/live-operations/staging/edge-proxy-access-of-2026-11-21.log.gz";
    scan(window, path, 120_000, None);
    let problem = Some(InputError::CutShort { format: "gzip" });
    let last = ScanNews { problem, ..news(Vec::new(), &[]) };
    let kids = (0..400).map(|kid| format!("another-key-of-a-long-name-{kid}")).collect();
    window.carry_out(Command::Report(scanned(1, ScanNews { kids, ..last }, Some(Stage::Done))));
    load_all_scopes(window);
    window.carry_out(Command::EditScan(ScanEdit::Sort(SortBy::Findings)));
    window.carry_out(Command::Do(Action::ReverseScan));
    window.carry_out(Command::EditScan(ScanEdit::Kid(Some(2))));
    open_row(window, 5, &format!("X-Auth-Uplynk-Jwt: {}", crowded_token()));
}

fn create_crowded(window: &mut Window) {
    load_all_scopes(window);
    let message =
        format!("{{\"note\":\"{}\",\"ids\":[1,2,3],\"deep\":{{\"deeper\":{{\"deepest\":null}}}}}}", "x".repeat(1_900));
    for action in [Action::ChooseGranted, Action::NbfInOneHour] {
        window.carry_out(Command::Do(action));
    }
    let edits = [
        Edit::Scope("video.services.unheard-of.area:write".to_owned(), true),
        Edit::ScopeEntry("video.services.another-scope-of-a-long-name:write".to_owned()),
        Edit::Iss("long.domain.example.".repeat(8)),
        Edit::Msg(message),
    ];
    for edit in edits {
        window.carry_out(Command::Edit(edit));
    }
    assert!(window.look(|view| view.create.as_ref().unwrap().scopes.iter().filter(|row| row.chosen).count()) > 40);
}

fn slicer_normal(window: &mut Window) {
    load(window);
    window.drop_file("/etc/uplynk.conf", CONFIG.as_bytes(), false);
    window.carry_out(Command::Do(Action::PrepareForSlicer));
    window.carry_out(Command::Do(Action::DismissNotice));
}

fn slicer_crowded(window: &mut Window) {
    load_all_scopes(window);
    window.carry_out(Command::Do(Action::ChooseGranted));
    let long = format!("{CONFIG}long_value: {}\napikey: second\n", "a_word_of_the_config ".repeat(20));
    let path = "/srv/slicers/north-america/live-operations/staging/blackmagic-decklink-4k-extreme/uplynk-live.conf";
    window.drop_file(path, long.as_bytes(), true);
    window.carry_out(Command::ChooseLine(3));
}

fn edit_request(window: &mut Window, edits: Vec<RequestEdit>) {
    for edit in edits {
        window.carry_out(Command::EditRequest(edit));
    }
}

fn request_normal(window: &mut Window) {
    load(window);
    window.click("GET /api/v4/assets");
    window.carry_out(Command::Do(Action::DismissNotice));
}

fn request_crowded(window: &mut Window) {
    load_all_scopes(window);
    let body = format!("{{\"description\":\"{}\"}}", "a long description ".repeat(40));
    let edits = vec![
        RequestEdit::Kind(RequestKind::V4),
        RequestEdit::Search("schedule_id".to_owned()),
        RequestEdit::Path("/api/v4/channels/{id}/schedules/{schedule_id}".to_owned()),
        RequestEdit::Method(token_debugger::domain::request::Method::Patch),
        RequestEdit::Parameter("id".to_owned(), "0123456789abcdef".repeat(8)),
        RequestEdit::Query("name=value\n".repeat(8)),
        RequestEdit::Body(body),
        RequestEdit::Parameter("schedule_id".to_owned(), "7".to_owned()),
        RequestEdit::Inline(true),
        RequestEdit::Answer("403 {\"message\": \"Forbidden\"}".to_owned()),
    ];
    edit_request(window, edits);
}
