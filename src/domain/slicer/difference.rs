//! What would change, line by line, with secrets masked.

use super::config::SlicerConfig;
use super::mask::mask_line;

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 3;

/// What a line of a difference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffKind {
    /// It stays.
    Same,
    /// It goes.
    Removed,
    /// It comes.
    Added,
    /// So many lines that stay are not shown.
    Skipped(usize),
}

impl DiffKind {
    /// The stable name, as in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Skipped(_) => "skipped",
        }
    }

    /// The character in front of the line.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Same | Self::Skipped(_) => ' ',
            Self::Removed => '-',
            Self::Added => '+',
        }
    }
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// What it stands for.
    pub kind: DiffKind,
    /// Its number, counted from 1: in the new config, of a removed line in the old one.
    pub number: usize,
    /// Its text as it may be shown: secrets masked, hidden characters made visible, a long line cut.
    pub text: String,
}

/// The difference between two configs, the second of which was made from the first by a change in one place.
#[must_use]
pub fn difference(before: &SlicerConfig, after: &SlicerConfig) -> Vec<DiffLine> {
    let old: Vec<&[u8]> = before.contents().collect();
    let new: Vec<&[u8]> = after.contents().collect();
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()).saturating_sub(head);
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let shown = |kind: DiffKind, lines: &[&[u8]], from: usize, to: usize| -> Vec<DiffLine> {
        let numbered = lines.iter().zip(1..).take(to).skip(from);
        numbered.map(|(line, number)| DiffLine { kind, number, text: mask_line(line) }).collect()
    };
    if head == old_end && head == new_end {
        return skipped(1, new.len()).into_iter().collect();
    }
    let first = head.saturating_sub(CONTEXT);
    let last = new.len().min(new_end.saturating_add(CONTEXT));
    let mut lines: Vec<DiffLine> = skipped(1, first).into_iter().collect();
    lines.extend(shown(DiffKind::Same, &new, first, head));
    lines.extend(shown(DiffKind::Removed, &old, head, old_end));
    lines.extend(shown(DiffKind::Added, &new, head, new_end));
    lines.extend(shown(DiffKind::Same, &new, new_end, last));
    lines.extend(skipped(last + 1, new.len() - last));
    lines
}

fn skipped(number: usize, count: usize) -> Option<DiffLine> {
    let text = match count {
        0 => return None,
        1 => "1 line that stays".to_owned(),
        _ => format!("{count} lines that stay"),
    };
    Some(DiffLine { kind: DiffKind::Skipped(count), number, text })
}
