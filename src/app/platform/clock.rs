//! The clock and the zone of the machine: read here and nowhere else.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Local, Offset as _, TimeZone as _};

use crate::domain::time::{UnixTime, Zone};

/// The present moment, in whole seconds.
#[must_use]
pub fn now() -> UnixTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs());
    UnixTime(since.ok().and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0))
}

/// The machine's zone.
#[must_use]
pub fn local_zone() -> Zone {
    Zone::new(|moment| match Local.timestamp_opt(moment.0, 0).single() {
        Some(there) => there.offset().fix().local_minus_utc(),
        None => 0,
    })
}
