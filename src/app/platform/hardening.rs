//! Keeps what the process knows to itself: no core dumps, no look into its memory, no data in what a panic says.

use std::io::Write as _;

/// Forbids core dumps, and that another process of the same user reads this one's memory or follows it with a
/// debugger. On Linux both (prctl(2), `PR_SET_DUMPABLE`), on other Unix systems core dumps alone (setrlimit(2)). Root
/// may still do it. A sandbox that forbids the calls is no reason not to start.
pub fn harden() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Lets a panic say where it happened and what to do, and nothing else: its message could repeat a key or a token.
/// The exit code of a panic is 101, as ever.
pub fn word_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|location| (location.file(), location.line()));
        // Where standard error is gone there is nobody left to tell.
        let _ = std::io::stderr().write_all(word_panic(place).as_bytes());
    }));
}

/// The sentence and the advice of a panic at a place of the source: path and line.
#[must_use]
pub fn word_panic(place: Option<(&str, u32)>) -> String {
    let place = place.map_or_else(String::new, |(file, line)| {
        // The folders are those of the machine on which it was built.
        let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
        format!(" at {name}:{line}")
    });
    format!(
        "token-debugger: A defect in the program stopped it{place}\n\
         Start it again; if that does not help, report this line and what you did. No key or token is in it.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::word_panic;

    #[test]
    fn a_panic_says_its_place_without_folders() {
        for file in ["/home/somebody/src/app/state.rs", "C:\\build\\src\\app\\state.rs", "state.rs"] {
            let text = word_panic(Some((file, 12)));
            assert!(text.starts_with("token-debugger: A defect in the program stopped it at state.rs:12\n"), "{text}");
        }
    }

    #[test]
    fn a_panic_without_a_place_is_a_sentence_too() {
        assert!(word_panic(None).starts_with("token-debugger: A defect in the program stopped it\n"));
    }
}
