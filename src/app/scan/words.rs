//! What is said of a scan's progress.

use std::time::Duration;

use super::{MOST_ROWS, ScanDesk, ScanProgress, Stage};
use crate::domain::scan::AsOf;
use crate::domain::text::{group_digits, word_bytes};
use crate::domain::time::word_duration;

impl ScanProgress {
    /// How much of the file was read, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        if self.size == 0 {
            return 0.0;
        }
        #[allow(clippy::cast_precision_loss, reason = "a share to look at")]
        let share = self.bytes as f32 / self.size as f32;
        share.min(1.0)
    }

    /// Bytes a second.
    #[must_use]
    pub fn rate(&self) -> u64 {
        let millis = self.elapsed.as_millis().max(1);
        u64::try_from(u128::from(self.bytes) * 1_000 / millis).unwrap_or(u64::MAX)
    }

    /// How long the rest will take at that rate, in seconds; nothing while it can't be told.
    #[must_use]
    pub fn left(&self) -> Option<i64> {
        let rest = self.size.checked_sub(self.bytes)?;
        let seconds = rest.checked_div(self.rate())?;
        i64::try_from(seconds).ok().filter(|_| self.elapsed >= Duration::from_millis(500))
    }
}

/// How far a scan is: `45 % · 312.0 MB/s · 12 s left`, or what came of it.
#[must_use]
pub fn word_progress(desk: &ScanDesk) -> String {
    let progress = &desk.progress;
    let percent = (progress.share() * 100.0).floor();
    let rate = format!("{}/s", word_bytes(progress.rate()));
    let seconds = |count: Duration| word_duration(i64::try_from(count.as_secs()).unwrap_or(i64::MAX));
    match desk.stage {
        Stage::Running if progress.bytes == 0 => "Begins…".to_owned(),
        Stage::Running => {
            let left = progress.left().map(|left| format!(" · {} left", word_duration(left))).unwrap_or_default();
            format!("{percent} % of {} · {rate}{left}", word_bytes(progress.size))
        }
        Stage::Done => format!("{} in {} · {rate}", word_bytes(progress.size), seconds(progress.elapsed)),
        Stage::Stopped => format!("Stopped at {percent} % of {}; what was found stays", word_bytes(progress.size)),
    }
}

/// How many tokens were found: `1,234 tokens`.
#[must_use]
pub fn word_tokens(count: u64) -> String {
    match count {
        1 => "1 token".to_owned(),
        _ => format!("{} tokens", group_digits(count)),
    }
}

/// With which key and as of which moment the tokens were judged.
#[must_use]
pub fn word_basis(desk: &ScanDesk) -> String {
    let key = match &desk.order.key {
        Some(key) => format!("Judged with {}", key.name()),
        None => "Judged without a key".to_owned(),
    };
    match desk.order.as_of {
        AsOf::Moment(moment) => format!("{key} as of {}", moment.word_utc_full()),
        AsOf::Line { otherwise } => {
            format!("{key} as of each line's time; where it has none, of {}", otherwise.word_utc_full())
        }
    }
}

/// What was passed over, if anything was.
#[must_use]
pub fn word_left_out(desk: &ScanDesk) -> Option<String> {
    let too_long = match desk.progress.too_long {
        0 => None,
        1 => Some("1 line is longer than 64 MiB and was passed over.".to_owned()),
        count => Some(format!("{} lines are longer than 64 MiB and were passed over.", group_digits(count))),
    };
    let listed = u64::try_from(desk.rows.len()).unwrap_or(u64::MAX);
    let unlisted = (desk.rows.len() >= MOST_ROWS && desk.progress.tokens > listed)
        .then(|| format!("The first {} are listed; token-debugger scan shows them all.", group_digits(listed)));
    let parts: Vec<String> = [too_long, unlisted].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
