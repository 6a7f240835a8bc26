//! What the window shows at a moment, derived from the state.
//!
//! Nothing here is stored between frames; what is costly comes from the [memo](super::memo).

use std::rc::Rc;

use crate::domain::annotation::Line;
use crate::domain::capture::Capture;
use crate::domain::comparison::Comparison;
use crate::domain::credential::Credential;
use crate::domain::finding::Verdict;
use crate::domain::mint::{MintError, TestToken};
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::request::{AnswerError, Cause, Endpoint, NeededScope, RequestError, Written};
use crate::domain::secret::SecretText;
use crate::domain::slicer::{ConfigNote, DiffLine, Requirement, SlicerConfigError};
use crate::domain::time::{TimeError, UnixTime};

pub use super::derive_scan::ScanView;
use super::state::{Notice, State};

/// Everything that the panes show.
pub struct View<'a> {
    /// The present moment.
    pub now: UnixTime,
    /// The state: what was typed and chosen.
    pub state: &'a State,
    /// The loaded key, with what the person typed for what its file does not say.
    pub credential: Option<Rc<Credential>>,
    /// The notice, while it is to be seen.
    pub notice: Option<&'a Notice>,
    /// The Read pane.
    pub read: ReadView,
    /// The Create pane; nothing while no key is loaded.
    pub create: Option<CreateView>,
    /// The Slicer pane.
    pub slicer: SlicerView,
    /// The Request pane.
    pub request: RequestView,
    /// Whether more is being found out: another frame is wanted at once.
    pub working: bool,
    /// Whether something on screen changes by itself with every second.
    pub ticking: bool,
}

/// The Read pane.
pub struct ReadView {
    /// What was found in the pasted text.
    pub capture: Rc<Capture>,
    /// Every found token in the order of the text, if there are several.
    pub list: Vec<ListRow>,
    /// The read token beside the one that it is compared with.
    pub comparison: Option<Comparison>,
    /// The token that is shown.
    pub token: Option<ReadToken>,
    /// The moment to judge at: now, or as typed.
    pub judged_at: Result<UnixTime, TimeError>,
    /// The list of a scan, if one is shown.
    pub scan: Option<ScanView>,
}

/// One of several found tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Where it was found: method and URL, a line, a kind of text.
    pub origin: String,
    /// The answer; nothing while it is not inspected yet.
    pub verdict: Option<Verdict>,
}

/// The token that the Read pane shows.
pub struct ReadToken {
    /// What it holds and the state of its signature.
    pub inspection: Rc<Inspection>,
    /// What is wrong with it.
    pub judgement: Rc<Judgement>,
    /// One more line under the verdict: the counts, the signature's state.
    pub summary: String,
    /// The header, line by line; empty if it can't be read.
    pub header: Vec<Line>,
    /// The claims, line by line; empty if they can't be read.
    pub claims: Vec<Line>,
}

/// The Create pane.
pub struct CreateView {
    /// The scopes of the form, with what is known of them.
    pub scopes: Rc<[ScopeRow]>,
    /// The test token, or why there is none.
    pub token: Result<Rc<TestToken>, MintError>,
    /// What is wrong with it; nothing if there is no token.
    pub judgement: Option<Rc<Judgement>>,
    /// How long it is good for.
    pub countdown: Countdown,
    /// The claims, line by line.
    pub claims: Vec<Line>,
    /// The header, line by line.
    pub header: Vec<Line>,
}

/// The Slicer pane.
pub struct SlicerView {
    /// What a Slicer's token needs, each met or not.
    pub requirements: Vec<Requirement>,
    /// Whether all are met.
    pub is_ready: bool,
    /// The line for the config, if there is a token.
    pub line: Option<SecretText>,
    /// What would change in the open config, or why it can't.
    pub change: Option<Result<Change, SlicerConfigError>>,
    /// What is worth knowing about the open config.
    pub notes: Vec<ConfigNote>,
    /// The command that saves the config as root, where one can be written.
    pub sudo: Option<String>,
    /// The command that hides the config from other users, if it is to be hidden.
    pub chmod: Option<String>,
}

/// What would change in a config.
pub struct Change {
    /// Line by line, secrets masked.
    pub difference: Vec<DiffLine>,
    /// Whether anything changes.
    pub is_none: bool,
}

/// The Request pane.
pub struct RequestView {
    /// The names of the parameters in the path, each with a field of its own.
    pub parameters: Vec<String>,
    /// The row of the catalogue that the call is, if there is one.
    pub endpoint: Option<&'static Endpoint>,
    /// The scope that it needs against what token and key have; nothing for requests of other systems.
    pub needed: Option<NeededScope>,
    /// The whole URL, if it can be told.
    pub url: Option<String>,
    /// The text to run, or why there is none.
    pub written: Result<Written, Fault>,
    /// The command that fills the variable that it reads, if there is one.
    pub fill: Option<String>,
    /// What is to be known before it is run.
    pub notes: Vec<String>,
    /// What the pasted answer means; nothing while there is none.
    pub causes: Option<Result<Vec<Cause>, Fault>>,
}

/// Why something can't be shown, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl Fault {
    /// There is no key to sign with.
    #[must_use]
    pub fn no_key() -> Self {
        Self {
            message: "There is no key to make a token with".to_owned(),
            advice: "Load a key, or try a sample key.".to_owned(),
        }
    }
}

impl From<RequestError> for Fault {
    fn from(error: RequestError) -> Self {
        Self { message: error.to_string(), advice: error.advice().to_owned() }
    }
}

impl From<MintError> for Fault {
    fn from(error: MintError) -> Self {
        Self { message: error.to_string(), advice: error.advice().to_owned() }
    }
}

impl From<AnswerError> for Fault {
    fn from(error: AnswerError) -> Self {
        Self { message: error.to_string(), advice: error.advice().to_owned() }
    }
}

/// One scope of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeRow {
    /// The scope.
    pub name: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether the key grants it; nothing if the key's scopes are not known.
    pub granted: Option<bool>,
    /// The area that it belongs to, as the vendor's page groups them.
    pub area: String,
    /// How the key grants it, where that is worth a word; that it is too broad; the nearest listed spelling.
    pub remark: Option<String>,
    /// What the published table says of it; nothing if it is not listed.
    pub summary: Option<&'static str>,
}

/// How long a test token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Countdown {
    /// There is no token.
    None,
    /// A net token.
    Never,
    /// Seconds to `exp`.
    Left(i64),
    /// `exp` is past.
    Over,
}

impl Countdown {
    /// `4:47`, `never expires`, `expired`.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Never => "never expires".to_owned(),
            Self::Over => "expired".to_owned(),
            Self::Left(seconds) => format!("{}:{:02}", seconds / 60, seconds % 60),
        }
    }
}
