//! The inputs of a scan: which there are, and what stands in the way of reading one.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::super::files::expand;

/// One input.
#[derive(Clone, Debug)]
pub struct Input {
    pub(super) name: PathBuf,
    pub(super) source: Source,
}

#[derive(Clone, Debug)]
pub(super) enum Source {
    Stdin,
    File(PathBuf),
    Nothing(InputError),
}

impl Input {
    /// Standard input; its name is `-`.
    #[must_use]
    pub fn stdin() -> Self {
        Self { name: PathBuf::from("-"), source: Source::Stdin }
    }

    /// A file.
    #[must_use]
    pub fn file(path: &Path) -> Self {
        Self { name: path.to_owned(), source: Source::File(expand(path)) }
    }

    /// The name as it was given, or as the pattern gave it.
    #[must_use]
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Whether it is standard input.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        matches!(self.source, Source::Stdin)
    }

    /// Whether there is something to be read, as far as that can be known beforehand.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        match &self.source {
            Source::File(path) => std::fs::metadata(path).is_ok_and(|file| !file.is_dir()),
            Source::Stdin => true,
            Source::Nothing(_) => false,
        }
    }

    /// How many bytes it has, if that can be known beforehand.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.source {
            Source::File(path) => {
                std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len())
            }
            Source::Stdin | Source::Nothing(_) => None,
        }
    }
}

/// Why an input can't be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputError {
    /// There is no such file.
    #[error("There is no such file")]
    NotFound,
    /// Nothing fits the pattern.
    #[error("No file fits this pattern")]
    NoMatch,
    /// The pattern is none.
    #[error("This is no pattern: {reason}")]
    NotAPattern {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// It is a folder.
    #[error("This is a folder")]
    IsFolder,
    /// The user may not read it.
    #[error("You may not read this file")]
    NoPermission,
    /// The packed data ends too soon.
    #[error("The {format} data ends before its end; what came before is scanned")]
    CutShort {
        /// gzip or zstd.
        format: &'static str,
    },
    /// The packed data is damaged.
    #[error("The {format} data is damaged; what came before is scanned")]
    Damaged {
        /// gzip or zstd.
        format: &'static str,
    },
    /// Unpacking takes more memory than is given to it.
    #[error("The zstd data asks for {mib} MiB of memory; at most {limit} MiB are given")]
    TooMuchMemory {
        /// What it asks for, in MiB.
        mib: u64,
        /// The most that is given, in MiB.
        limit: u64,
    },
    /// The system can't read it.
    #[error("It can't be read: {kind}")]
    Unreadable {
        /// What the system says.
        kind: String,
    },
    /// What was read before is not there any more.
    #[error("It is shorter than it was")]
    Shorter,
    /// Its reading was cancelled.
    #[error("Its reading was stopped")]
    Stopped,
    /// The system has no threads for the scan.
    #[error("The system gives no threads to scan it with")]
    NoThreads,
    /// Standard input was named, and is not there to be read.
    #[error("There is no standard input here")]
    NoStdin,
}

impl InputError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NotFound => "Check the path; - stands for standard input.",
            Self::NoMatch => "Check the pattern: * stands for any name, ** for any folders, ? for one character.",
            Self::NotAPattern { .. } => {
                "Write * for any name, ** for any folders, ? for one character, [ab] for one of these."
            }
            Self::IsFolder => "Name its files, or write a pattern in quotes, such as 'logs/**/*.gz'.",
            Self::NoPermission => "Ask its owner for the right to read it, or pipe it in with sudo cat.",
            Self::CutShort { .. } => "Copy the file again; it may still have been written to.",
            Self::Damaged { .. } => "Copy the file again, or unpack what can be saved and pipe it in.",
            Self::TooMuchMemory { .. } => "Unpack it with zstd -dc --memory=2048MB, and pipe that in.",
            Self::Unreadable { .. } => "Check the disk, or copy the file and try again.",
            Self::Shorter => "Scan it again to see what it holds now.",
            Self::Stopped => "Read it again.",
            Self::NoThreads => "End other programs, or raise the limit of your processes (ulimit -u), then scan again.",
            Self::NoStdin => "Name a file.",
        }
    }

    pub(super) fn of(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::PermissionDenied => Self::NoPermission,
            ErrorKind::IsADirectory => Self::IsFolder,
            kind => Self::Unreadable { kind: kind.to_string() },
        }
    }
}

/// The inputs that arguments name: `-` is standard input, what is no file but a pattern stands for all files that fit,
/// in the order of their names. What can't be read stays in its place, with the reason.
#[must_use]
pub fn expand_inputs(arguments: &[PathBuf]) -> Vec<Input> {
    arguments.iter().flat_map(|argument| expand_argument(argument)).collect()
}

fn expand_argument(argument: &Path) -> Vec<Input> {
    if argument.as_os_str() == "-" {
        return vec![Input::stdin()];
    }
    let path = expand(argument);
    let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']));
    let Some(pattern) = pattern.filter(|_| std::fs::symlink_metadata(&path).is_err()) else {
        return vec![Input::file(argument)];
    };
    let nothing = |error| vec![Input { name: argument.to_owned(), source: Source::Nothing(error) }];
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => return nothing(InputError::NotAPattern { reason: error.msg }),
    };
    let inputs: Vec<Input> = paths
        .filter_map(|path| match path {
            Ok(path) if path.is_dir() => None,
            Ok(path) => Some(Input::file(&path)),
            Err(error) => {
                Some(Input { name: error.path().to_owned(), source: Source::Nothing(InputError::of(error.error())) })
            }
        })
        .collect();
    if inputs.is_empty() { nothing(InputError::NoMatch) } else { inputs }
}
