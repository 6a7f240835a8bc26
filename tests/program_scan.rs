//! The scan of a large file in the running program: what begins it, what it finds, how that is looked at.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scan_support;

use std::path::PathBuf;
use std::rc::Rc;

use scan_support::{FIRST, news, record, records, scanned};
use token_debugger::app::command::{Action, Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::errand::Errand;
use token_debugger::app::pace;
use token_debugger::app::program::{Platform, Program};
use token_debugger::app::scan::{RowError, STEP, ScanEdit, ScanNews, ScanOrder, SortBy, Stage};
use token_debugger::app::state::Pane;
use token_debugger::app::view::View;
use token_debugger::domain::capture::{Found, Kind};
use token_debugger::domain::credential::KeyFileError;
use token_debugger::domain::finding::{Code, Verdict};
use token_debugger::domain::scan::{AsOf, Record};
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::{UnixTime, Zone};

const NOW: UnixTime = UnixTime(1_795_288_592);
const LIVE: &[u8] = include_bytes!("fixtures/keys/good/live-ops.env");
const OTHER: &[u8] = include_bytes!("fixtures/keys/good/other.env");
const LOG: &str = "/var/log/proxy/access.log";
const KIDS: [&str; 3] = ["zebra", "ant", "mole"];
/// An unsigned token: what it says does not matter here.
const TOKEN: &str = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImFudCIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3OTUyODg1MDB9.AAAA";

#[derive(Default)]
struct Recorder {
    effects: Vec<Effect>,
}

impl Platform for Recorder {
    fn perform(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn poll(&mut self) -> Vec<Report> {
        Vec::new()
    }
}

struct Test {
    program: Program<Recorder>,
}

impl Test {
    fn new() -> Self {
        Self { program: Program::new(Recorder::default(), NOW, Zone::UTC) }
    }

    /// A program that scans the log.
    fn scanning() -> Self {
        let mut test = Self::new();
        test.open_log();
        test
    }

    /// A scan that is done, with the rows of so many lines.
    fn scanned(lines: u64) -> Self {
        let mut test = Self::scanning();
        test.report(scanned(1, news(records(1..=lines), &KIDS), Some(Stage::Done)));
        test.settle();
        test
    }

    fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.program.platform_mut().effects)
    }

    fn handle(&mut self, command: Command) -> Vec<Effect> {
        self.program.handle(command, NOW);
        self.effects()
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        self.handle(Command::Do(action))
    }

    fn edit(&mut self, edit: ScanEdit) -> Vec<Effect> {
        self.handle(Command::EditScan(edit))
    }

    fn report(&mut self, report: Report) -> Vec<Effect> {
        self.handle(Command::Report(report))
    }

    /// The platform says that the log is too large to be read whole.
    fn open_log(&mut self) -> ScanOrder {
        self.handle(Command::Drop(vec![PathBuf::from(LOG)]));
        let effects = self.large_file("2026-11-21T19:13:20Z GET /api/v4/assets X-Auth-Uplynk-Jwt: eyJ…\n");
        order(&effects)
    }

    fn large_file(&mut self, head: &str) -> Vec<Effect> {
        let error = KeyFileError::TooLarge { size: 11_000_000, limit: 1_048_576 };
        let head = SecretBytes::new(head.as_bytes().to_vec());
        self.report(Report::LargeFile { path: LOG.into(), head, error })
    }

    fn load(&mut self, bytes: &[u8]) {
        let result = Ok(SecretBytes::new(bytes.to_vec()));
        self.report(Report::FileRead { is_open_to_others: false, path: "/keys/key.env".into(), result });
    }

    fn look<R>(&mut self, eye: impl FnOnce(&View<'_>) -> R) -> R {
        self.program.frame(NOW, |view, _| eye(view))
    }

    /// Frame by frame until the list is found out; gives the most rows that one frame looked at.
    fn settle(&mut self) -> usize {
        let mut most = 0;
        for _ in 0..1_000 {
            let (touched, is_settled) = self.look(|view| {
                let scan = view.read.scan.as_ref().unwrap();
                assert_eq!(view.working, !scan.is_settled);
                (scan.touched, scan.is_settled)
            });
            most = most.max(touched);
            if is_settled {
                return most;
            }
        }
        panic!("the list is never found out");
    }

    /// The numbers of the lines that are shown, in their order.
    fn lines(&mut self) -> Vec<u64> {
        self.settle();
        self.look(|view| {
            let (scan, rows) = (view.read.scan.as_ref().unwrap(), &view.state.scan.as_ref().unwrap().rows);
            (0..scan.len()).map(|place| rows.get(scan.row(place).unwrap()).unwrap().record.line).collect()
        })
    }

    fn stage(&self) -> Stage {
        self.program.state().scan.as_ref().unwrap().stage
    }

    fn open_row(&mut self, row: u32, result: Result<Found, RowError>) -> Vec<Effect> {
        let effects = self.edit(ScanEdit::Select(row));
        self.report(Report::RowRead { scan: 1, row, result });
        effects
    }
}

fn order(effects: &[Effect]) -> ScanOrder {
    let mut orders = effects.iter().rev().filter_map(|effect| match effect {
        Effect::ScanFile(order) => Some(order.clone()),
        _ => None,
    });
    orders.next().unwrap_or_else(|| panic!("nothing is scanned: {effects:?}"))
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
fn large_file_that_is_no_key_is_scanned_without_a_key() {
    let mut test = Test::new();
    test.handle(Command::Do(Action::Show(Pane::Slicer)));
    let order = test.open_log();
    assert_eq!((order.path, order.as_of), (LOG.into(), AsOf::Moment(NOW)));
    assert!(order.key.is_none());
    let state = test.program.state();
    assert_eq!((state.pane, state.key_problem.is_none()), (Pane::Read, true));
    assert_eq!(
        (test.stage(), test.program.state().scan.as_ref().unwrap().name.as_str()),
        (Stage::Running, "access.log")
    );
}

#[test]
fn large_key_file_is_refused_as_before() {
    let mut test = Test::new();
    let effects = test.large_file("-----BEGIN PRIVATE KEY-----\nMIGH");
    assert!(effects.is_empty(), "{effects:?}");
    assert!(test.program.state().scan.is_none());
    let (name, error) = test.program.state().key_problem.clone().unwrap();
    assert_eq!((name.as_str(), error.code()), ("access.log", "key_file_too_large"));
}

#[test]
fn packed_file_of_any_size_is_scanned() {
    for magic in [&[0x1f, 0x8b, 8, 0][..], &[0x28, 0xb5, 0x2f, 0xfd, 0]] {
        let mut test = Test::new();
        let result = Ok(SecretBytes::new(magic.to_vec()));
        let effects = test.report(Report::FileRead { is_open_to_others: false, path: LOG.into(), result });
        assert_eq!(order(&effects).path, PathBuf::from(LOG));
    }
}

#[test]
fn scan_judges_with_the_public_half_of_the_loaded_key() {
    let mut test = Test::new();
    test.load(LIVE);
    let key = test.open_log().key.unwrap();
    assert!(key.signing_key().is_none());
    assert_eq!(key.fingerprint(), test.program.state().credential.as_ref().unwrap().fingerprint());
}

#[test]
fn rows_come_in_batches_and_are_counted() {
    let mut test = Test::scanning();
    test.report(scanned(1, news(records(1..=10), &KIDS), None));
    assert_eq!(test.lines(), (1..=10).collect::<Vec<_>>());
    test.report(scanned(1, news(records(11..=30), &[]), None));
    assert_eq!((test.lines().len(), test.stage()), (30, Stage::Running));
    test.report(scanned(1, ScanNews::default(), Some(Stage::Done)));
    assert_eq!(test.stage(), Stage::Done);
    test.look(|view| {
        let counts = &view.read.scan.as_ref().unwrap().counts;
        // Of 1 to 30: 15 even ones, 3 odd multiples of 5, the 12 others.
        let of = |verdict| counts.of_verdict(verdict);
        assert_eq!((of(Verdict::Refuse), of(Verdict::Accept), of(Verdict::Undecided)), (15, 3, 12));
        assert_eq!(counts.codes(), [(Code::Expired, 15), (Code::SignatureNotChecked, 12), (Code::KidMismatch, 5)]);
        assert_eq!(counts.kids(), [(1, 8), (2, 8), (0, 7), (3, 7)]);
    });
}

#[test]
fn list_is_filtered_by_verdict_finding_and_key_id_together() {
    let mut test = Test::scanned(30);
    test.edit(ScanEdit::Verdict(Some(Verdict::Refuse)));
    assert_eq!(test.lines(), (1..=15).map(|half| half * 2).collect::<Vec<_>>());
    test.edit(ScanEdit::Code(Some(Code::KidMismatch)));
    assert_eq!(test.lines(), [6, 12, 18, 24, 30]);
    test.edit(ScanEdit::Kid(Some(2)));
    assert_eq!(test.lines(), [6, 18, 30]);
    test.edit(ScanEdit::Verdict(Some(Verdict::Accept)));
    assert!(test.lines().is_empty());
    test.act(Action::ShowAllScanned);
    assert_eq!(test.lines().len(), 30);
}

#[test]
fn list_is_sorted_by_each_key_and_turned_round() {
    let mut test = Test::scanned(12);
    test.edit(ScanEdit::Sort(SortBy::Verdict));
    assert_eq!(test.lines(), [2, 4, 6, 8, 10, 12, 1, 3, 7, 9, 11, 5]);
    // Line 10 was logged as of line 8; lines 7 has no time.
    test.edit(ScanEdit::Sort(SortBy::Time));
    assert_eq!(test.lines(), [1, 2, 3, 4, 5, 6, 8, 10, 9, 11, 12, 7]);
    // ant, mole, zebra, none.
    test.edit(ScanEdit::Sort(SortBy::Kid));
    assert_eq!(test.lines(), [2, 6, 10, 3, 7, 11, 1, 5, 9, 4, 8, 12]);
    test.edit(ScanEdit::Sort(SortBy::Findings));
    assert_eq!(test.lines(), [6, 12, 1, 2, 3, 4, 7, 8, 9, 10, 11, 5]);
    test.act(Action::ReverseScan);
    assert_eq!(test.lines(), [5, 11, 10, 9, 8, 7, 4, 3, 2, 1, 12, 6]);
    test.edit(ScanEdit::Sort(SortBy::Place));
    assert_eq!(test.lines(), (1..=12).rev().collect::<Vec<_>>());
    test.edit(ScanEdit::Code(Some(Code::Expired)));
    test.edit(ScanEdit::Sort(SortBy::Kid));
    test.act(Action::ReverseScan);
    assert_eq!(test.lines(), [2, 6, 10, 4, 8, 12]);
}

#[test]
fn rows_that_come_later_are_sorted_in() {
    let mut test = Test::scanning();
    test.edit(ScanEdit::Sort(SortBy::Verdict));
    test.report(scanned(1, news(records(1..=4), &KIDS), None));
    assert_eq!(test.lines(), [2, 4, 1, 3]);
    test.report(scanned(1, news(records(5..=7), &[]), Some(Stage::Done)));
    assert_eq!(test.lines(), [2, 4, 6, 1, 3, 7, 5]);
}

#[test]
fn chosen_row_is_read_again_and_judged_as_of_its_moment() {
    let mut test = Test::scanned(12);
    let effects = test.edit(ScanEdit::Select(5));
    let [Effect::ReadRow { row: 5, record: read, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*read, record(6));
    test.look(|view| assert!(view.read.token.is_none(), "nothing is shown before it is read"));
    test.report(Report::RowRead { scan: 1, row: 5, result: Ok(found()) });
    test.look(|view| {
        assert_eq!(view.read.token.as_ref().unwrap().inspection.token.text(), TOKEN);
        assert_eq!(view.read.judged_at, Ok(UnixTime(FIRST)));
        assert_eq!(view.read.scan.as_ref().unwrap().selected, Some(5));
        assert_eq!(pace::seconds_between_frames(view, 0), None, "a moment that stands still is not painted again");
    });
    test.act(Action::ReverseScan);
    test.look(|view| assert_eq!(view.read.scan.as_ref().unwrap().selected, Some(6)));
    test.act(Action::CopyReadToken);
    test.act(Action::ShowScanSummary);
    test.look(|view| assert!(view.read.token.is_none()));
}

#[test]
fn row_that_was_not_chosen_last_is_not_shown() {
    let mut test = Test::scanned(12);
    test.edit(ScanEdit::Select(5));
    test.open_row(7, Err(RowError::Changed { line: 8 }));
    test.report(Report::RowRead { scan: 1, row: 5, result: Ok(found()) });
    test.look(|view| assert!(view.read.token.is_none()));
    let opened = test.program.state().scan.as_ref().unwrap().opened.clone().unwrap();
    assert_eq!((opened.row, opened.result.is_err()), (7, true));
}

#[test]
fn stopped_scan_keeps_what_it_found_and_takes_what_is_on_its_way() {
    let mut test = Test::scanning();
    test.report(scanned(1, news(records(1..=10), &KIDS), None));
    assert_eq!(test.act(Action::StopScan), [Effect::StopScan]);
    assert_eq!(test.stage(), Stage::Stopped);
    test.report(scanned(1, news(records(11..=12), &[]), Some(Stage::Stopped)));
    assert_eq!((test.lines().len(), test.stage()), (12, Stage::Stopped));
    assert!(test.act(Action::StopScan).is_empty(), "there is nothing more to stop");
}

#[test]
fn cancel_in_the_status_bar_stops_the_scan() {
    let mut test = Test::scanning();
    test.report(Report::Slow { errand: Errand::ScanFile, phrase: "Scanning access.log".to_owned() });
    test.look(|view| assert_eq!(pace::seconds_between_frames(view, 60), Some(1)));
    assert_eq!(test.act(Action::CancelErrand), [Effect::StopScan]);
    assert_eq!((test.stage(), test.program.state().waiting.len()), (Stage::Stopped, 0));
    test.look(|view| assert_eq!(pace::seconds_between_frames(view, 60), None));
}

#[test]
fn closed_scan_is_cancelled_and_the_paste_box_is_as_it_was() {
    let mut test = Test::new();
    test.handle(Command::SetCapture(SecretText::new(TOKEN.to_owned())));
    test.open_log();
    test.report(scanned(1, news(records(1..=10), &KIDS), None));
    test.look(|view| assert!(view.read.token.is_none() && view.read.scan.is_some()));
    let effects = test.act(Action::CloseScan);
    assert!(effects.contains(&Effect::Cancel(Errand::ScanFile)), "{effects:?}");
    test.report(scanned(1, news(records(11..=20), &[]), Some(Stage::Done)));
    test.look(|view| {
        assert!(view.read.scan.is_none() && view.state.scan.is_none());
        assert_eq!(view.read.token.as_ref().unwrap().inspection.token.text(), TOKEN);
    });
}

#[test]
fn results_of_a_superseded_scan_are_dropped() {
    let mut test = Test::scanned(12);
    test.edit(ScanEdit::Verdict(Some(Verdict::Refuse)));
    test.edit(ScanEdit::Kid(Some(1)));
    test.edit(ScanEdit::Sort(SortBy::Verdict));
    let again = order(&test.act(Action::ScanAgain));
    assert_eq!(again.number, 2);
    test.report(scanned(1, news(records(1..=3), &KIDS), Some(Stage::Done)));
    test.report(Report::RowRead { scan: 1, row: 0, result: Ok(found()) });
    assert_eq!((test.stage(), test.lines().len()), (Stage::Running, 0));
    test.report(scanned(2, news(records(1..=4), &KIDS), Some(Stage::Done)));
    // The filters stay, but for the key ID, whose number is another now.
    assert_eq!(test.lines(), [2, 4]);
}

#[test]
fn list_that_was_judged_with_another_key_says_so() {
    let mut test = Test::new();
    test.load(LIVE);
    test.open_log();
    test.report(scanned(1, news(records(1..=4), &KIDS), Some(Stage::Done)));
    let is_outdated = |test: &mut Test| test.look(|view| view.read.scan.as_ref().unwrap().is_outdated);
    assert!(!is_outdated(&mut test));
    test.load(LIVE);
    assert!(!is_outdated(&mut test), "the same key, loaded again");
    test.load(OTHER);
    assert!(is_outdated(&mut test));
    test.act(Action::ForgetKey);
    assert!(is_outdated(&mut test));
    assert!(order(&test.act(Action::ScanAgain)).key.is_none());
    assert!(!is_outdated(&mut test));
}

#[test]
fn scan_as_of_the_lines_times_begins_anew() {
    let mut test = Test::scanned(4);
    let again = order(&test.act(Action::ToggleScanByLine));
    assert_eq!((again.number, again.as_of), (2, AsOf::Line { otherwise: NOW }));
    assert_eq!(order(&test.act(Action::ToggleScanByLine)).as_of, AsOf::Moment(NOW));
}

#[test]
fn paste_is_shown_in_place_of_the_scan_which_stays() {
    let mut test = Test::scanned(12);
    test.handle(Command::Paste(SecretText::new(TOKEN.to_owned())));
    test.look(|view| {
        assert!(view.read.scan.is_none());
        assert_eq!(view.read.token.as_ref().unwrap().inspection.token.text(), TOKEN);
    });
    test.act(Action::ShowScan);
    assert_eq!(test.lines().len(), 12);
    test.look(|view| assert!(view.read.token.is_none()));
}

#[test]
fn actions_of_a_scan_say_that_there_is_none() {
    let mut test = Test::new();
    assert!(test.act(Action::ScanAgain).is_empty());
    let notice = test.program.state().notice.clone().unwrap();
    assert_eq!(notice.message, "Nothing is scanned");
}

#[test]
fn a_million_rows_are_found_out_a_bounded_number_a_frame() {
    let mut test = Test::scanning();
    let mut edits: Vec<ScanEdit> = SortBy::ALL.iter().rev().map(|by| ScanEdit::Sort(*by)).collect();
    edits.push(ScanEdit::Code(Some(Code::KidMismatch)));
    for first in (0..10).map(|tenth| tenth * 100_000) {
        test.report(scanned(1, news(records(first + 1..=first + 100_000), &KIDS), None));
    }
    let mut most = test.settle();
    for edit in edits {
        test.edit(edit);
        most = most.max(test.settle());
    }
    assert!(most <= 2 * STEP, "{most} rows are looked at in one frame");
    assert_eq!(test.lines().len(), 166_666);
    test.edit(ScanEdit::Code(None));
    test.edit(ScanEdit::Sort(SortBy::Kid));
    let lines = test.lines();
    // Each key ID is sorted as a whole, and in it the lines are as in the file.
    let kids: Vec<_> = lines.chunks(250_000).map(|chunk| chunk[0] % 4).collect();
    assert_eq!((kids, lines.len()), (vec![2, 3, 1, 0], 1_000_000));
    assert!(lines.chunks(250_000).all(<[u64]>::is_sorted));
}

#[test]
fn rows_of_an_earlier_time_do_not_disturb_a_sort_that_is_under_way() {
    let mut test = Test::scanning();
    test.edit(ScanEdit::Sort(SortBy::Time));
    let backwards: Vec<_> = records(1..=150_000).into_iter().rev().collect();
    test.report(scanned(1, news(backwards, &KIDS), None));
    // A frame for each step of the count; in the last one the sort begins.
    for _ in 0..150_000_usize.div_ceil(STEP) {
        test.look(|view| assert!(view.read.scan.as_ref().unwrap().is_empty()));
    }
    let day_before = records(1..=10).into_iter().map(|row| Record { seen: Some(UnixTime(FIRST - 86_400)), ..row });
    test.report(scanned(1, news(day_before.collect(), &[]), None));
    let mut times = Vec::new();
    while times.is_empty() {
        test.look(|view| {
            let (scan, rows) = (view.read.scan.as_ref().unwrap(), &view.state.scan.as_ref().unwrap().rows);
            let shown = (0..scan.len()).map(|place| rows.get(scan.row(place).unwrap()).unwrap().record.seen);
            times = shown.flatten().collect();
        });
    }
    assert!(times.is_sorted());
    assert_eq!(test.lines().len(), 150_010);
}

#[test]
fn list_of_a_closed_scan_is_let_go() {
    let mut test = Test::scanned(1_000);
    let counts = test.look(|view| Rc::downgrade(&view.read.scan.as_ref().unwrap().counts));
    test.act(Action::CloseScan);
    test.look(|view| assert!(view.read.scan.is_none()));
    assert!(counts.upgrade().is_none());
}

#[test]
fn state_of_a_scan_shows_no_token() {
    let mut test = Test::scanned(12);
    test.open_row(1, Ok(found()));
    let debug = format!("{:?}", test.program.state());
    assert!(debug.contains("access.log"), "there is something to search in");
    assert!(!debug.contains("eyJ"), "{debug}");
}
