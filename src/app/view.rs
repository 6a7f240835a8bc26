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
use crate::domain::time::{TimeError, UnixTime};

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
    pub scopes: Vec<ScopeRow>,
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
