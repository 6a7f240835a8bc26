//! What lies on the desk of the Slicer pane: an open config and what was chosen for it.

use std::path::PathBuf;
use std::rc::Rc;

use crate::domain::slicer::SlicerConfig;

/// A Slicer's config that was opened.
#[derive(Clone, Debug)]
pub struct OpenConfig {
    /// Its absolute path; nothing if its text was pasted.
    pub path: Option<PathBuf>,
    /// Its name without folders, to show.
    pub name: String,
    /// Its content as read.
    pub document: Rc<SlicerConfig>,
    /// Whether every user of the machine may read it.
    pub is_world_readable: bool,
}

/// Why something with a config did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What happened.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// Whether rights are missing, so that the other ways to the same end are worth offering.
    pub needs_rights: bool,
}

/// The desk.
#[derive(Clone, Debug)]
pub struct SlicerDesk {
    /// The open config.
    pub config: Option<OpenConfig>,
    /// Why the last one could not be opened or saved.
    pub problem: Option<Problem>,
    /// Which of several `apikey` lines is to change, counted from 1.
    pub line: Option<usize>,
    /// Whether the old file is kept beside the new one.
    pub backup: bool,
    /// Where the config was saved last; the restart is still to come.
    pub saved: Option<PathBuf>,
}

impl Default for SlicerDesk {
    fn default() -> Self {
        Self { config: None, problem: None, line: None, backup: true, saved: None }
    }
}
