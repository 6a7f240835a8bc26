//! State and moment in, view out.

use crate::domain::annotation::{Line, Reader, lines, received_lines};
use crate::domain::capture::Capture;
use crate::domain::comparison::compare;
use crate::domain::credential::Credential;
use crate::domain::explanation::explain;
use crate::domain::mint::TestToken;
use crate::domain::text::shorten;
use crate::domain::time::{TimeError, UnixTime, Zone};
use crate::domain::token::{JsonSegment, ParsedToken};

use crate::domain::slicer::{
    SlicerConfigError, Terms, TokenSource, api_key_value, chmod_command, difference, is_ready, readiness, sudo_command,
};

use super::derive_request::derive_request;
use super::derive_scan::derive_scan;
use super::memo::Memo;
use super::scan::ScanDesk;
use super::settings::SettingsFile;
use super::slicer_desk::OpenConfig;
use super::state::{Pane, State, Tone};
use super::view::{Change, Countdown, CreateView, ListRow, ReadToken, ReadView, SlicerView, View};

/// What the window shows at a moment.
#[must_use]
pub fn derive<'a>(state: &'a State, memo: &mut Memo, now: UnixTime) -> View<'a> {
    let credential = memo.credential(state);
    let read = derive_read(state, memo, credential.as_deref(), now);
    let create = derive_create(state, memo, credential.as_deref(), now);
    let notice = state.shown_notice(now);
    let leaving = notice.is_some_and(|notice| notice.tone == Tone::Done);
    let counting = state.lease.as_ref().is_some_and(|lease| lease.until.is_some());
    let unsaved = state.settings_file.as_ref().is_some_and(SettingsFile::is_stale);
    let waiting = !state.waiting.is_empty();
    let ticking = leaving || counting || unsaved || waiting || is_ticking(state, &read, create.as_ref());
    let working =
        read.list.iter().any(|row| row.verdict.is_none()) || read.scan.as_ref().is_some_and(|scan| !scan.is_settled);
    let slicer = derive_slicer(state, credential.as_deref(), create.as_ref(), now);
    let request = derive_request(state, memo, credential.as_deref(), now);
    View { now, state, credential, notice, read, create, slicer, request, working, ticking }
}

/// The moment to judge a capture at: as typed, else now; a row of a scan as of its own moment.
pub(super) fn judged_at(state: &State, now: UnixTime) -> Result<UnixTime, TimeError> {
    if let Some(record) = state.shown_scan().and_then(ScanDesk::opened_record) {
        return Ok(record.as_of);
    }
    match state.judge_at.trim() {
        "" => Ok(now),
        typed => UnixTime::parse(typed),
    }
}

fn derive_read(state: &State, memo: &mut Memo, credential: Option<&Credential>, now: UnixTime) -> ReadView {
    let capture = memo.capture(state);
    let judged_at = judged_at(state, now);
    let at = judged_at.clone().unwrap_or(now);
    let list = list_tokens(state, memo, &capture, at);
    let token = memo.read(state, at);
    let comparison = match (&token, memo.second(state)) {
        (Some((inspection, _)), Some(second)) => Some(compare(&inspection.token, &second)),
        _ => None,
    };
    let shown = Showing { credential, now: at, local: state.local, received: state.received };
    let token = token.map(|(inspection, judgement)| ReadToken {
        summary: judgement.summarize(&inspection, credential),
        header: shown.lines("/header", inspection.token.header()),
        claims: shown.lines("/claims", inspection.token.claims()),
        inspection,
        judgement,
    });
    let scan = state.shown_scan().map(|desk| derive_scan(desk, memo, credential));
    ReadView { capture, list, comparison, token, judged_at, scan }
}

/// The found tokens with their verdicts; a single one needs no list.
fn list_tokens(state: &State, memo: &mut Memo, capture: &Capture, at: UnixTime) -> Vec<ListRow> {
    if capture.found.len() < 2 {
        return Vec::new();
    }
    let (verdicts, _) = memo.verdicts(state, at);
    let rows = capture.found.iter().zip(verdicts);
    rows.map(|(found, verdict)| ListRow {
        origin: found.origin.as_deref().map_or_else(|| found.kind.phrase().to_owned(), |origin| shorten(origin, 200)),
        verdict,
    })
    .collect()
}

fn derive_create(state: &State, memo: &mut Memo, credential: Option<&Credential>, now: UnixTime) -> Option<CreateView> {
    let credential = credential?;
    let token = memo.test_token(state)?;
    let judged = memo.judged_test_token(state, now);
    let shown = Showing { credential: Some(credential), now, local: state.local, received: false };
    let parsed = judged.as_ref().map(|(inspection, _)| &inspection.token);
    Some(CreateView {
        scopes: memo.scopes(state)?,
        countdown: token.as_ref().map_or(Countdown::None, |token| count_down(token, now)),
        header: shown.lines("/header", parsed.and_then(ParsedToken::header)),
        claims: shown.lines("/claims", parsed.and_then(ParsedToken::claims)),
        judgement: judged.as_ref().map(|(_, judgement)| judgement.clone()),
        token,
    })
}

pub(super) fn count_down(token: &TestToken, now: UnixTime) -> Countdown {
    match token.expires_at().map(|end| end.since(now)) {
        None => Countdown::Never,
        Some(left @ 1..) => Countdown::Left(left),
        Some(_) => Countdown::Over,
    }
}

fn derive_slicer(
    state: &State,
    credential: Option<&Credential>,
    create: Option<&CreateView>,
    now: UnixTime,
) -> SlicerView {
    let wish = state.form.wish(state.local).unwrap_or_default();
    let requirements = readiness(credential, &Terms::of_wish(&wish), now);
    let token = create.and_then(|create| create.token.as_ref().ok());
    // A config may be large: it is compared only where the difference is seen.
    let config = state.slicer.config.as_ref().filter(|_| state.pane == Pane::Slicer);
    let change = config.zip(token).map(|(config, token)| change_of(config, token, state.slicer.line));
    let exposed = config.filter(|config| config.is_world_readable);
    SlicerView {
        is_ready: is_ready(&requirements),
        requirements,
        line: token.map(|token| token.slicer_line()),
        change,
        notes: config.map(|config| config.document.notes()).unwrap_or_default(),
        sudo: word_sudo(state),
        chmod: exposed.and_then(|config| config.path.as_ref()?.to_str()).map(chmod_command),
    }
}

fn change_of(config: &OpenConfig, token: &TestToken, line: Option<usize>) -> Result<Change, SlicerConfigError> {
    let after = config.document.with_api_key(&api_key_value(token.token()), line)?;
    let is_none = *config.document == after;
    Ok(Change { difference: difference(&config.document, &after), is_none })
}

/// The command that saves the open config as root.
pub(super) fn word_sudo(state: &State) -> Option<String> {
    let config = state.slicer.config.as_ref()?.path.as_ref()?.to_str()?;
    Some(sudo_command(state.program.as_deref()?, config, state.slicer.line, TokenSource::Paste))
}

fn is_ticking(state: &State, read: &ReadView, create: Option<&CreateView>) -> bool {
    match state.pane {
        Pane::Read => read.token.is_some() && read.scan.is_none() && state.judge_at.trim().is_empty(),
        Pane::Create => create.is_some_and(|create| create.token.is_ok()),
        Pane::Slicer | Pane::Request => false,
    }
}

/// What the lines of header and claims are made from.
struct Showing<'a> {
    credential: Option<&'a Credential>,
    now: UnixTime,
    local: Zone,
    received: bool,
}

impl Showing<'_> {
    /// Laid out, or character for character: as wished, or where it is no JSON.
    fn lines(&self, root: &str, segment: Option<&JsonSegment>) -> Vec<Line> {
        let explain = |pointer: &str, text: &str| explain(pointer, text, self.credential);
        let reader = Reader { now: self.now, local: self.local, explain: &explain };
        match segment {
            None => Vec::new(),
            Some(JsonSegment { json: Ok(json), .. }) if !self.received => lines(root, json, &reader),
            Some(segment) => received_lines(&segment.text),
        }
    }
}
