//! The states that the window can be in, a few of each pane.

use eframe::egui::{Key, Modifiers};
use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::errand::Errand;
use token_debugger::app::request_desk::{RequestEdit, RequestKind};
use token_debugger::app::scan::{ScanEdit, Stage};
use token_debugger::app::settings::Setting;
use token_debugger::app::state::{Against, Pane, Theme};
use token_debugger::domain::finding::{Code, Verdict};
use token_debugger::domain::request::Method;
use token_debugger::domain::secret::SecretText;

use crate::scan_support::{large_file, news, records, row_read, scanned};
use crate::support::Window;
use crate::token_support::valid;

/// A Slicer's config with two lines for the token.
const CONFIG: &str = "username: joe@example.com\napikey: abcDEFghiJKLmnoPQRtuvWXYz123\napikey: other\nslicerID: s1\n";

/// What leads to a state, from the start.
pub(crate) type Way = fn(&mut Window);

/// Every state with its name.
pub(crate) const STATES: &[(&str, Way)] = &[
    ("read, empty", |_| ()),
    ("read, a key and no token", |window| window.drop_key("live-ops.env")),
    ("read, accepted", read),
    ("read, refused", |window| {
        read(window);
        window.wait(480);
    }),
    ("read, crowded", |window| {
        window.drop_key("live-ops.env");
        window.paste(&crowded());
    }),
    ("read, as received", |window| {
        read(window);
        window.carry_out(Command::Do(Action::ToggleReceived));
    }),
    ("read, several tokens and a comparison", |window| {
        window.drop_key("live-ops.env");
        window.paste(&several());
        window.carry_out(Command::Compare(Against::Entry(1)));
    }),
    ("read, compared with a text", |window| {
        read(window);
        window.carry_out(Command::Compare(Against::Text(SecretText::new("nothing".to_owned()))));
    }),
    ("read, judged as of a moment", |window| {
        read(window);
        window.carry_out(Command::SetJudgeAt("tomorrow".to_owned()));
    }),
    ("read, captured at a moment", |window| {
        window.drop_key("live-ops.env");
        window.paste(&format!("2025-11-21T19:16:40Z GET /api/v4/assets X-Auth-Uplynk-Jwt: {}", valid().signed()));
    }),
    ("read, no token found", |window| window.paste("nothing of use")),
    ("read, a scan that runs", |window| scan(window, None)),
    ("read, a scan with another key", |window| {
        scan(window, Some(Stage::Done));
        window.drop_key("live-ops.env");
    }),
    ("read, a scan with a row open", |window| {
        scan(window, Some(Stage::Done));
        window.carry_out(Command::EditScan(ScanEdit::Select(2)));
        window.carry_out(Command::Report(row_read(2, valid().signed().as_str())));
    }),
    ("read, a scan with a filter that none fits", |window| {
        scan(window, Some(Stage::Done));
        window.carry_out(Command::EditScan(ScanEdit::Verdict(Some(Verdict::Accept))));
        window.carry_out(Command::EditScan(ScanEdit::Code(Some(Code::Expired))));
    }),
    ("read, a text in front of a scan", |window| {
        scan(window, Some(Stage::Done));
        window.paste("nothing of use");
    }),
    ("create, no key", |window| show(window, Pane::Create)),
    ("create", create),
    ("create, nbf and an unknown scope", |window| {
        create(window);
        window.carry_out(Command::Do(Action::NbfInFiveMinutes));
        window.type_into("Scope to add", "video.services.asset:read");
        window.carry_out(Command::Do(Action::AddScope));
    }),
    ("create, no JSON", |window| {
        create(window);
        window.type_into("msg", "{");
    }),
    ("create, run out", |window| {
        create(window);
        window.wait(301);
    }),
    ("slicer, no key", |window| show(window, Pane::Slicer)),
    ("slicer", slicer),
    ("slicer, a config of two lines", |window| {
        slicer(window);
        window.carry_out(Command::Do(Action::PrepareForSlicer));
        window.drop_file("uplynk.conf", CONFIG.as_bytes());
    }),
    ("slicer, a config that could not be saved", |window| {
        slicer(window);
        window.carry_out(Command::Do(Action::PrepareForSlicer));
        window.drop_file("uplynk.conf", b"username: joe@example.com\napikey: abcDEFghiJKLmnoPQRtuvWXYz123\n");
        window.carry_out(Command::Do(Action::SaveConfig));
    }),
    ("request, no key", |window| show(window, Pane::Request)),
    ("request, v4", |window| {
        request(window, RequestKind::V4);
        window.carry_out(Command::EditRequest(RequestEdit::Method(Method::Post)));
        window.carry_out(Command::EditRequest(RequestEdit::Answer("403 {\"message\": \"Forbidden\"}".to_owned())));
    }),
    ("request, v4 with parameters", |window| {
        request(window, RequestKind::V4);
        window.carry_out(Command::EditRequest(RequestEdit::Path("/api/v4/channels/{id}".to_owned())));
    }),
    ("request, v2", |window| request(window, RequestKind::V2)),
    ("request, STAPI", |window| request(window, RequestKind::Stapi)),
    ("request, bearer", |window| request(window, RequestKind::Bearer)),
    ("request, client credentials", |window| request(window, RequestKind::ClientCredentials)),
    ("request, authorization", |window| {
        request(window, RequestKind::Authorization);
        window.carry_out(Command::Do(Action::DrawProof));
    }),
    ("a key that says too little", |window| window.drop_key("pkcs8.pem")),
    ("a bad key, the path box and a notice", |window| {
        window.drop_bad_key("rsa.pem");
        window.carry_out(Command::Do(Action::TogglePathBox));
        window.carry_out(Command::Do(Action::EditAsTestToken));
    }),
    ("something takes long", |window| {
        let phrase = "The file dialog is open".to_owned();
        window.carry_out(Command::Report(Report::Slow { errand: Errand::KeyDialog, phrase }));
    }),
    ("a copied token", |window| {
        create(window);
        window.carry_out(Command::Do(Action::CopyToken));
    }),
];

/// What lies over the window, with its name.
pub(crate) const DIALOGS: &[(&str, Way)] = &[
    ("help", |window| window.press(Modifiers::NONE, Key::F1)),
    ("settings", |window| window.carry_out(Command::Do(Action::ToggleSettings))),
    ("settings, reset", |window| {
        window.carry_out(Command::Set(Setting::Theme(Theme::Light)));
        window.carry_out(Command::Do(Action::ToggleSettings));
        window.carry_out(Command::Do(Action::ResetSettings));
    }),
    ("palette", |window| window.press(Modifiers::COMMAND, Key::P)),
    ("palette, searched", |window| {
        window.press(Modifiers::COMMAND, Key::P);
        window.carry_out(Command::SetPalette("slicer".to_owned()));
    }),
    ("quit question", |window| {
        create(window);
        window.carry_out(Command::Do(Action::CopyToken));
        window.press(Modifiers::COMMAND, Key::Q);
    }),
    ("key details", |window| {
        window.drop_key("live-ops.env");
        window.click("Key details");
    }),
    ("choices of a comparison", |window| {
        read(window);
        window.click("Compare with");
    }),
    ("choices of a method", |window| {
        request(window, RequestKind::V4);
        window.click("Method");
    }),
];

/// The window in a state.
pub(crate) fn in_state(way: Way) -> Window {
    let mut window = Window::open();
    way(&mut window);
    window
}

fn show(window: &mut Window, pane: Pane) {
    window.carry_out(Command::Do(Action::Show(pane)));
}

/// A log is scanned.
fn scan(window: &mut Window, end: Option<Stage>) {
    window.carry_out(Command::Report(large_file("/var/log/proxy/access.log")));
    window.carry_out(Command::Report(scanned(1, news(records(1..=60), &["one", "two", "three"]), end)));
}

pub(crate) fn read(window: &mut Window) {
    window.drop_key("live-ops.env");
    window.paste(&valid().signed());
}

pub(crate) fn create(window: &mut Window) {
    window.drop_key("live-ops.env");
    show(window, Pane::Create);
}

fn slicer(window: &mut Window) {
    window.drop_key("live-ops.env");
    show(window, Pane::Slicer);
}

fn request(window: &mut Window, kind: RequestKind) {
    window.drop_key("live-ops.env");
    show(window, Pane::Request);
    window.carry_out(Command::EditRequest(RequestEdit::Kind(kind)));
}

/// A token with much wrong.
fn crowded() -> String {
    let scopes: Vec<_> = (0..12).map(|place| format!("\"video.services.nothing.{place}:write\"")).collect();
    let draft = valid().claim("scp", format!("[{}]", scopes.join(","))).claim("exp", "\"soon\"").claim("nbf", "1e400");
    draft.further_claim("exp", 1).header("jku", "\"https://example.com\"").signed()
}

/// A log with three tokens.
fn several() -> String {
    let bad = valid().claim("scp", r#"["video.services.ads:write"]"#).signed();
    let lines = [valid().signed(), bad, valid().claim("iss", "\"example.com\"").signed()];
    lines.map(|token| format!("GET /api/v4/assets X-Auth-Uplynk-Jwt: {token}\n")).concat()
}
