//! Moments, durations and how they are worded. No clock is read here: "now" is always an argument.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use thiserror::Error;

/// A moment in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub i64);

/// The last second that a four-digit year can name: 9999-12-31T23:59:59Z.
pub const LAST_SECOND: i64 = 253_402_300_799;
/// The first second that a four-digit year can name: 0001-01-01T00:00:00Z.
pub const FIRST_SECOND: i64 = -62_135_596_800;

/// A text that names no moment.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TimeError {
    /// Neither RFC 3339 nor a whole number of seconds.
    #[error("this is no time")]
    NotATime,
    /// A time outside the years 1 to 9999.
    #[error("this time is outside the years 1 to 9999")]
    OutOfRange,
}

impl TimeError {
    /// What the user can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        "Write a time such as 2026-11-21T19:16:32Z (RFC 3339) or 1795288592 (Unix seconds)."
    }
}

impl UnixTime {
    /// Reads RFC 3339 (`2026-11-21T19:16:32Z`; a fraction of a second is cut off), whole Unix seconds, or the date of
    /// an HTTP header (`Sat, 21 Nov 2026 19:16:32 GMT`, RFC 9110 section 5.6.7).
    ///
    /// # Errors
    /// [`TimeError`] for anything else and for years outside 1 to 9999.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        let digits = text.strip_prefix('-').unwrap_or(text);
        let seconds = if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            text.parse::<i64>().map_err(|_| TimeError::OutOfRange)?
        } else {
            DateTime::parse_from_rfc3339(text)
                .or_else(|_| DateTime::parse_from_rfc2822(text))
                .map_err(|_| TimeError::NotATime)?
                .timestamp()
        };
        if (FIRST_SECOND..=LAST_SECOND).contains(&seconds) { Ok(Self(seconds)) } else { Err(TimeError::OutOfRange) }
    }

    /// Reads a time as the common log format writes it, `21/Nov/2025:19:13:20 +0000`; a fraction of a second is cut off.
    ///
    /// # Errors
    /// [`TimeError`] for anything else and for years outside 1 to 9999.
    pub fn parse_common_log(text: &str) -> Result<Self, TimeError> {
        let seconds = DateTime::parse_from_str(text, "%d/%b/%Y:%H:%M:%S%.f %z").map_err(|_| TimeError::NotATime)?;
        let seconds = seconds.timestamp();
        if (FIRST_SECOND..=LAST_SECOND).contains(&seconds) { Ok(Self(seconds)) } else { Err(TimeError::OutOfRange) }
    }

    /// This moment `seconds` later (earlier if negative).
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Seconds from `earlier` to this moment.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// `19:13:20 UTC` when the day is that of `now`, else `2026-11-20 19:13:20 UTC`.
    #[must_use]
    pub fn word_utc(self, now: Self) -> String {
        self.word(0, now, "UTC")
    }

    /// The same in the zone of the machine, ending in `local`.
    #[must_use]
    pub fn word_local(self, now: Self, zone: Zone) -> String {
        self.word(zone.offset_at(self), now, "local")
    }

    /// `2026-11-21 19:13:20 UTC`, whatever day it is now.
    #[must_use]
    pub fn word_utc_full(self) -> String {
        self.word_full(0, "UTC")
    }

    /// The same in the zone of the machine, ending in `local`.
    #[must_use]
    pub fn word_local_full(self, zone: Zone) -> String {
        self.word_full(zone.offset_at(self), "local")
    }

    /// RFC 3339 in UTC, `2026-11-21T19:13:20Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        match self.in_zone(0) {
            Some(there) => format!("{}T{}Z", there.date_naive(), there.time()),
            None => self.0.to_string(),
        }
    }

    /// The date and the time of day, as `("2026-11-21", "19:13:20")`, in a zone.
    #[must_use]
    pub fn to_date_and_time(self, zone: Zone) -> (String, String) {
        match self.in_zone(zone.offset_at(self)) {
            Some(there) => (there.date_naive().to_string(), there.time().to_string()),
            None => (String::new(), String::new()),
        }
    }

    /// The moment at which the clocks of a zone show this date and time (`HH:MM` or `HH:MM:SS`).
    ///
    /// # Errors
    /// [`TimeError`] when either is not one.
    pub fn from_date_and_time(date: &str, time: &str, zone: Zone) -> Result<Self, TimeError> {
        let day = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d").map_err(|_| TimeError::NotATime)?;
        let time = time.trim();
        let clock = NaiveTime::parse_from_str(time, "%H:%M:%S")
            .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
            .map_err(|_| TimeError::NotATime)?;
        let shown = Self(day.and_time(clock).and_utc().timestamp());
        // The offset belongs to the moment looked for: a second round mends the guess around a clock change.
        let guess = shown.plus(-i64::from(zone.offset_at(shown)));
        let moment = shown.plus(-i64::from(zone.offset_at(guess)));
        if (FIRST_SECOND..=LAST_SECOND).contains(&moment.0) { Ok(moment) } else { Err(TimeError::OutOfRange) }
    }

    fn word(self, offset: i32, now: Self, zone_name: &str) -> String {
        let (Some(there), Some(today)) = (self.in_zone(offset), now.in_zone(offset)) else {
            return format!("{} s after 1970", self.0);
        };
        let (day, clock) = (there.date_naive(), there.time());
        if day == today.date_naive() { format!("{clock} {zone_name}") } else { format!("{day} {clock} {zone_name}") }
    }

    fn word_full(self, offset: i32, zone_name: &str) -> String {
        match self.in_zone(offset) {
            Some(there) => format!("{} {} {zone_name}", there.date_naive(), there.time()),
            None => format!("{} s after 1970", self.0),
        }
    }

    fn in_zone(self, offset: i32) -> Option<DateTime<FixedOffset>> {
        let zone = FixedOffset::east_opt(offset)?;
        // At the ends of what chrono holds an offset would lead beyond, which it answers with a panic.
        let moment = (FIRST_SECOND..=LAST_SECOND).contains(&self.0).then_some(self.0)?;
        Some(DateTime::from_timestamp(moment, 0)?.with_timezone(&zone))
    }
}

/// A time zone: how many seconds its clocks are ahead of UTC at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Zone {
    offset_at: fn(UnixTime) -> i32,
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self { offset_at: |_| 0 };

    /// A zone from its rule; the edge of the program supplies the machine's own.
    #[must_use]
    pub const fn new(offset_at: fn(UnixTime) -> i32) -> Self {
        Self { offset_at }
    }

    /// Seconds ahead of UTC at that moment.
    #[must_use]
    pub fn offset_at(self, moment: UnixTime) -> i32 {
        (self.offset_at)(moment)
    }
}

/// A duration in its two largest units: `12 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`, `2 years 14 d`.
#[must_use]
pub fn word_duration(seconds: i64) -> String {
    const UNITS: [(u64, &str); 5] = [(365 * 86_400, "years"), (86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let total = seconds.unsigned_abs();
    let first = UNITS.iter().position(|(unit, _)| total >= *unit).unwrap_or(UNITS.len() - 1);
    let (unit, name) = UNITS[first];
    let whole = total / unit;
    let name = if name == "years" && whole == 1 { "year" } else { name };
    let rest = UNITS.get(first + 1).map(|(unit_2, name_2)| (total % unit / unit_2, *name_2));
    match rest {
        Some((count, name_2)) if count > 0 => format!("{whole} {name} {count} {name_2}"),
        _ => format!("{whole} {name}"),
    }
}

/// A moment seen from now: `3 min 12 s ago`, `in 4 min 47 s`, `now`.
#[must_use]
pub fn word_relative(moment: UnixTime, now: UnixTime) -> String {
    let ahead = moment.since(now);
    match ahead {
        0 => "now".to_owned(),
        1.. => format!("in {}", word_duration(ahead)),
        _ => format!("{} ago", word_duration(ahead)),
    }
}
