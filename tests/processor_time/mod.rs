//! How long a thread has run: on a busy machine the clock also counts what others do.

use std::time::Duration;

/// How long this thread has run so far. Linux tells it in nanoseconds, some milliseconds late.
pub(crate) fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split(' ').next().unwrap().parse().unwrap())
}

/// How long this thread has run since it had run so long.
pub(crate) fn processor_time_since(start: Duration) -> Duration {
    processor_time().saturating_sub(start)
}
