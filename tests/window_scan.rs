//! The list of a scan in the window: what is painted, read out and done by pointer and keyboard, with up to a million
//! rows.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scan_support;
mod window_support;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, vec2};
use egui_kittest::kittest::NodeT as _;
use scan_support::{large_file, news, record, scanned};
use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::platform::scan::InputError;
use token_debugger::app::scan::{RowError, ScanEdit, ScanNews, SortBy, Stage};
use token_debugger::app::state::Pane;
use token_debugger::domain::capture::{Found, Kind};
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::finding::Verdict;
use token_debugger::domain::secret::SecretBytes;
use window_support::Window;

const LOG: &str = "/var/log/proxy/access.log";
const KIDS: [&str; 3] = ["zebra", "ant", "mole"];
const TOKEN: &str = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImFudCIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3OTUyODg1MDB9.AAAA";

/// A window that shows the scan of so many lines.
fn scan(lines: u64, end: Option<Stage>) -> Window {
    let mut window = Window::showing(Pane::Read);
    let error = KeyFileError::TooLarge { size: 11_000_000, limit: 1_048_576 };
    let head = SecretBytes::new(b"GET / HTTP/1.1\n".to_vec());
    window.carry_out(Command::Report(Report::LargeFile { path: LOG.into(), head, error }));
    let rows = (1..=lines).map(record).collect();
    window.carry_out(Command::Report(scanned(1, news(rows, &KIDS), end)));
    window
}

/// The rows that are laid out: their names and their places.
fn rows(window: &Window) -> Vec<(String, usize)> {
    let nodes = window.harness.root().children_recursive();
    let options = nodes.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
    let row = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        assert_eq!(node.data().size_of_set(), Some(listed(window)));
        (node.label().unwrap(), node.data().position_in_set().unwrap())
    };
    options.map(row).collect()
}

fn listed(window: &Window) -> usize {
    let nodes = window.harness.root().children_recursive();
    let list = { nodes }.find(|node| node.accesskit_node().role() == Role::ListBox).unwrap();
    list.accesskit_node().data().size_of_set().unwrap()
}

fn first_line(window: &Window) -> String {
    rows(window)[0].0.split(" · ").next().unwrap().to_owned()
}

fn places(window: &Window) -> (usize, usize) {
    let rows = rows(window);
    (rows[0].1, rows[rows.len() - 1].1)
}

fn list_rect(window: &Window) -> eframe::egui::Rect {
    let mut nodes = window.harness.root().children_recursive();
    nodes.find(|node| node.accesskit_node().role() == Role::ListBox).unwrap().rect()
}

fn wheel(window: &mut Window, points: f32) {
    let place = list_rect(window).center();
    window.harness.hover_at(place);
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(30);
}

fn press_at(window: &mut Window, place: Pos2, pressed: bool) {
    window.harness.event(Event::PointerMoved(place));
    window.harness.event(Event::PointerButton {
        pos: place,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(2);
}

fn found() -> Found {
    Found {
        kind: Kind::HeaderLine,
        span: 0..TOKEN.len(),
        pieces: std::iter::once(0..TOKEN.len()).collect(),
        token: TOKEN.to_owned(),
        origin: None,
        captured_at: None,
    }
}

#[test]
fn rows_say_line_verdict_findings_key_id_and_time() {
    let window = scan(30, Some(Stage::Done));
    let rows = rows(&window);
    assert_eq!(rows[0].0, "Line 1 · Undecided · signature not checked · zebra · 2026-11-21 00:00:01 UTC");
    assert_eq!(rows[5].0, "Line 6 · Would be refused · kid mismatch, expired · ant · 2026-11-21 00:00:06 UTC");
    assert_eq!(rows[4].0, "Line 5 · Would be accepted · zebra · 2026-11-21 00:00:05 UTC");
    window.expect("30 tokens");
    window.expect("access.log");
    for name in ["Would be refused 15", "Undecided 12", "Would be accepted 3"] {
        assert_eq!(window.count(name), 1, "{name}");
    }
}

#[test]
fn a_million_rows_are_gone_through_to_their_end_with_a_screen_of_them_laid_out() {
    let mut window = scan(1_000_000, Some(Stage::Done));
    // As many rows of 42 points as there is room for, and two that are cut.
    let height = list_rect(&window).height();
    let fitting = (1..=u8::MAX).find(|rows| f32::from(*rows) * 42.0 >= height).map(usize::from);
    let fitting = fitting.unwrap() + 1;
    assert!(fitting > 4, "{fitting} rows fit");
    let expect_few = |window: &Window| {
        let count = rows(window).len();
        assert!(count <= fitting && count + 2 >= fitting, "{count} rows are laid out where {fitting} fit");
    };
    expect_few(&window);
    window.click(&rows(&window)[2].0.clone());
    window.press(Modifiers::NONE, Key::End);
    expect_few(&window);
    assert_eq!(places(&window).1, 999_999);
    assert!(rows(&window).last().unwrap().0.starts_with("Line 1,000,000 · "));
    window.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(window.state().scan.as_ref().unwrap().selected, Some(999_998));
    window.press(Modifiers::NONE, Key::Home);
    assert_eq!(places(&window).0, 0);
    window.press(Modifiers::NONE, Key::PageDown);
    let selected = window.state().scan.as_ref().unwrap().selected.unwrap();
    assert!((3..20).contains(&selected), "{selected}");
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.state().scan.as_ref().unwrap().selected, Some(selected + 1));
    expect_few(&window);
}

#[test]
fn wheel_goes_through_rows_by_their_height_however_far_down() {
    let mut window = scan(1_000_000, Some(Stage::Done));
    wheel(&mut window, -420.0);
    assert_eq!(first_line(&window), "Line 11");
    wheel(&mut window, 210.0);
    assert_eq!(first_line(&window), "Line 6");
    wheel(&mut window, 10_000.0);
    assert_eq!(first_line(&window), "Line 1");
    // The same two thirds of the way down, where a distance in points would have no halves any more.
    let list = list_rect(&window);
    let bar = |share: f32| eframe::egui::pos2(list.right() - 4.0, list.top() + list.height() * share);
    press_at(&mut window, bar(0.02), true);
    press_at(&mut window, bar(0.667), false);
    let (first, _) = places(&window);
    assert!((600_000..750_000).contains(&first), "{first}");
    wheel(&mut window, -4.0 * 42.0);
    assert_eq!(places(&window).0, first + 4);
    wheel(&mut window, -1.0);
    let tops = |window: &Window| {
        let mut nodes = window.harness.root().children_recursive();
        nodes.find(|node| node.accesskit_node().role() == Role::ListBoxOption).unwrap().rect().top()
    };
    let before = tops(&window);
    wheel(&mut window, -1.0);
    assert!((before - tops(&window) - 1.0).abs() < 0.1, "{before} {}", tops(&window));
}

#[test]
fn list_stays_where_it_was_scrolled_to_while_rows_come_in_before_the_chosen_one() {
    let mut window = scan(300, None);
    window.carry_out(Command::EditScan(ScanEdit::Sort(SortBy::Verdict)));
    // The first rows are refused; more of those come.
    window.click(&rows(&window)[2].0.clone());
    window.press(Modifiers::NONE, Key::End);
    let selected = window.state().scan.as_ref().unwrap().selected;
    wheel(&mut window, 100_000.0);
    assert_eq!(places(&window).0, 0);
    window.carry_out(Command::Report(scanned(1, news((301..=600).map(record).collect(), &[]), None)));
    assert_eq!((listed(&window), places(&window).0), (600, 0));
    assert_eq!(window.state().scan.as_ref().unwrap().selected, selected);
    // A key leads to the chosen row, wherever the list is.
    window.press(Modifiers::NONE, Key::End);
    assert_eq!(places(&window).1, 599);
    wheel(&mut window, 100_000.0);
    window.press(Modifiers::NONE, Key::End);
    assert_eq!(places(&window).1, 599, "the row was chosen already");
}

#[test]
fn chips_filter_and_are_taken_off_again() {
    let mut window = scan(30, Some(Stage::Done));
    window.click("Would be refused 15");
    assert_eq!(listed(&window), 15);
    window.expect("15 shown");
    window.click("Would be accepted 3");
    assert_eq!(listed(&window), 3);
    window.click("Would be accepted 3");
    assert_eq!(listed(&window), 30);
}

#[test]
fn filters_and_order_are_chosen_from_named_lists() {
    let mut window = scan(30, Some(Stage::Done));
    let choose = |window: &mut Window, list: &str, choice: &str| {
        window.click(list);
        window.click(choice);
    };
    choose(&mut window, "Finding", "kid_mismatch · 5");
    assert_eq!(listed(&window), 5);
    choose(&mut window, "Key ID", "ant · 8");
    assert_eq!(listed(&window), 3);
    choose(&mut window, "Finding", "Any finding");
    choose(&mut window, "Key ID", "Any key ID");
    choose(&mut window, "Sort by", "Verdict");
    assert_eq!(first_line(&window), "Line 2");
    window.click("Reversed");
    assert_eq!(first_line(&window), "Line 25");
}

#[test]
fn cause_shows_exactly_the_tokens_that_it_counts() {
    let mut window = scan(30, Some(Stage::Done));
    window.expect("10 tokens · expired");
    window.expect("5 tokens · kid mismatch, expired");
    // What was looked for before does not hide any of them.
    window.click("Would be accepted 3");
    window.carry_out(Command::EditScan(ScanEdit::Kid(Some(1))));
    window.click("Show tokens with expired");
    assert_eq!(listed(&window), 10);
    assert!(rows(&window).iter().all(|(name, _)| name.contains("expired") && !name.contains("kid mismatch")));
    window.expect("Only error: expired");
    window.click("Show tokens with kid_mismatch, expired");
    assert_eq!(listed(&window), 5);
    window.expect("Only errors: kid_mismatch, expired");
    assert_eq!(window.count("Show tokens with kid_mismatch, expired"), 0, "they are shown");
    window.click("Show all");
    assert_eq!(listed(&window), 30);
}

#[test]
fn cause_gives_way_to_a_finding_that_is_chosen() {
    let mut window = scan(30, Some(Stage::Done));
    window.click("Show tokens with expired");
    window.click("Finding");
    window.click("expired · 15");
    assert_eq!(listed(&window), 15);
    window.click("Show tokens with expired");
    window.click("Finding");
    window.click("Any finding");
    assert_eq!(listed(&window), 30);
}

/// A window that shows the scan of these lines.
fn scan_of(lines: &[u64], key: Option<Action>, end: Option<Stage>) -> Window {
    let mut window = Window::showing(Pane::Read);
    if let Some(key) = key {
        window.carry_out(Command::Do(key));
    }
    window.carry_out(Command::Report(large_file(LOG)));
    let found = news(lines.iter().copied().map(record).collect(), &KIDS);
    window.carry_out(Command::Report(scanned(1, ScanNews { causes: Vec::new(), ..found }, end)));
    window
}

#[test]
fn tokens_that_no_key_judged_are_not_said_to_be_good() {
    let window = scan_of(&[1, 3, 7], None, Some(Stage::Done));
    window.expect("3 tokens are undecided");
    window.expect("No key was loaded, so no signature was checked. Load the key that made them and scan again.");
    window.expect_not("No token would be refused");
    let window = scan_of(&[1, 5, 25], Some(Action::UseSampleKey), Some(Stage::Done));
    window.expect("1 of 3 tokens is undecided");
    window.expect("Its signature can't be checked with Sample key. Load the key that made it and scan again.");
    let window = scan_of(&[5, 25], None, Some(Stage::Done));
    window.expect("No token would be refused");
    let window = scan_of(&[5, 25], None, None);
    window.expect("No token would be refused so far");
}

#[test]
fn file_that_can_not_be_read_is_not_said_to_have_no_tokens() {
    let mut window = Window::showing(Pane::Read);
    window.carry_out(Command::Report(large_file(LOG)));
    let news = ScanNews { problem: Some(InputError::NotFound), ..ScanNews::default() };
    window.carry_out(Command::Report(scanned(1, news, Some(Stage::Done))));
    window.expect("There is no such file");
    window.expect_not("No token was found");
}

#[test]
fn filters_that_nothing_fits_have_a_way_out() {
    let mut window = scan(4, Some(Stage::Done));
    window.carry_out(Command::EditScan(ScanEdit::Verdict(Some(Verdict::Accept))));
    window.expect("No token fits these filters.");
    window.click("Show all");
    assert_eq!(listed(&window), 4);
}

#[test]
fn chosen_row_shows_its_token_and_the_way_back_to_the_summary() {
    let mut window = scan(30, Some(Stage::Done));
    window.expect("Why 15 tokens would be refused");
    window.click(&rows(&window)[1].0.clone());
    assert!(matches!(window.world().effects.last(), Some(Effect::ReadRow { row: 1, .. })));
    window.carry_out(Command::Report(Report::RowRead { scan: 1, row: 1, result: Ok(found()) }));
    window.expect("Line 2, judged as of 2026-11-21 00:00:00 UTC. Found in a header line.");
    window.expect("\"kid\"");
    window.click("Show summary");
    window.expect("Why 15 tokens would be refused");
}

#[test]
fn changed_file_is_told_of_with_the_way_out() {
    let mut window = scan(30, Some(Stage::Done));
    window.click(&rows(&window)[1].0.clone());
    let result = Err(RowError::Changed { line: 2 });
    window.carry_out(Command::Report(Report::RowRead { scan: 1, row: 1, result }));
    window.expect("Line 2 is not as it was scanned: the file has changed");
    assert_eq!(window.count("Scan again"), 2);
}

#[test]
fn running_scan_says_how_far_it_is_and_can_be_stopped() {
    let mut window = scan(30, None);
    window.expect("44 % of 700.0 MB · 156.0 MB/s · 2 s left");
    let nodes = window.harness.root().children_recursive();
    let bar = { nodes }.find(|node| node.accesskit_node().role() == Role::ProgressIndicator).unwrap();
    assert_eq!(bar.accesskit_node().numeric_value(), Some(44.0));
    window.click("Stop scan");
    window.expect("Stopped at 44 % of 700.0 MB; what was found stays");
    assert_eq!(window.world().effects.last(), Some(&Effect::StopScan));
    window.click("Close scan");
    assert!(window.state().scan.is_none());
    assert_eq!(window.count("Captured text"), 1);
}

#[test]
fn file_without_tokens_says_what_it_would_have_them_in() {
    let window = scan(0, Some(Stage::Done));
    window.expect("No token was found in access.log.");
}

#[test]
fn another_key_is_told_of_and_scans_again() {
    let mut window = scan(30, Some(Stage::Done));
    window.carry_out(Command::Do(Action::UseSampleKey));
    window.expect("The list was not judged with Sample key");
    let scans = |window: &mut Window| {
        window.world().effects.iter().filter(|effect| matches!(effect, Effect::ScanFile(_))).count()
    };
    let before = scans(&mut window);
    window.click("Scan again");
    assert_eq!(scans(&mut window), before + 1);
    window.expect_not("The list was not judged with");
}

#[test]
fn pasted_token_leads_back_to_the_scan() {
    let mut window = scan(30, Some(Stage::Done));
    window.paste(TOKEN);
    assert_eq!(window.count("Captured text"), 1);
    window.click("Show scan");
    assert_eq!(listed(&window), 30);
}

#[test]
fn list_that_is_done_asks_for_no_frames() {
    let mut window = scan(1_000, Some(Stage::Done));
    window.carry_out(Command::EditScan(ScanEdit::Sort(SortBy::Kid)));
    assert!(window.repaint_delay() > std::time::Duration::from_hours(1), "{:?}", window.repaint_delay());
}

/// Frame by frame: what each lays out and looks at, and how long it takes, which is printed and not judged.
/// `cargo test --release --test window_scan frames -- --nocapture` prints the times.
#[test]
fn frames_of_a_million_rows_do_a_bounded_part_of_the_work() {
    let mut window = scan(1_000_000, Some(Stage::Done));
    let fitting = rows(&window).len() + 1;
    let frames = |window: &mut Window, what: &str, count: usize, hand: &dyn Fn(&mut Window, usize)| {
        let mut times: Vec<_> = (0..count)
            .map(|frame| {
                hand(window, frame);
                let start = std::time::Instant::now();
                window.harness.step();
                let time = start.elapsed();
                assert!(rows(window).len() <= fitting, "{what}: {} rows are laid out", rows(window).len());
                time
            })
            .collect();
        times.sort_unstable();
        let at = |share: usize| times[(count - 1) * share / 100];
        println!("{what}: median {:?}, p99 {:?}, longest {:?} of {count} frames", at(50), at(99), at(100));
    };
    frames(&mut window, "at rest", 200, &|_, _| {});
    let place = list_rect(&window).center();
    window.harness.hover_at(place);
    frames(&mut window, "scrolling", 400, &|window, _| {
        window.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -300.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
    });
    let command = |window: &mut Window, edit: ScanEdit| {
        window.harness.state_mut().handle(Command::EditScan(edit), window_support::NOW);
    };
    for by in [SortBy::Time, SortBy::Kid, SortBy::Verdict, SortBy::Findings, SortBy::Place] {
        frames(&mut window, &format!("sorting by {}", by.label()), 120, &|window, frame| {
            if frame == 0 {
                command(window, ScanEdit::Sort(by));
            }
        });
        assert!(window.look(|view| view.read.scan.as_ref().unwrap().is_settled), "{by:?} takes more than 2 s");
    }
    frames(&mut window, "filtering", 120, &|window, frame| match frame {
        0 => command(window, ScanEdit::Verdict(Some(Verdict::Refuse))),
        60 => command(window, ScanEdit::Verdict(None)),
        _ => {}
    });
    assert_eq!(listed(&window), 1_000_000);
}
