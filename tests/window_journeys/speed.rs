//! How long a frame takes. Absolute times are a machine's own; what is asserted is that much content costs a
//! few times what none costs. `cargo test --release --test window_journeys speed -- --nocapture` prints the times.

use std::time::{Duration, Instant};

use token_debugger::app::command::Command;
use token_debugger::app::form::Edit;

use crate::list::har;
use crate::processor_time::{processor_time, processor_time_since};
use crate::shell::crowded;
use crate::support::Window;

const FRAMES: u32 = 40;
/// A full window may take so many times what an empty one takes. It takes a third of that.
const FACTOR: u32 = 100;

/// The mean processor time of a frame: derive, paint and update, without tessellation and the graphics card.
fn frame_time(window: &mut Window) -> Duration {
    let start = processor_time();
    for _ in 0..FRAMES {
        window.harness.step();
    }
    // So few frames of an optimised empty window may be over before the system tells of any.
    (processor_time_since(start) / FRAMES).max(Duration::from_micros(50))
}

#[test]
fn list_of_200_tokens_costs_a_few_times_an_empty_window() {
    let empty = frame_time(&mut Window::open());
    let mut window = Window::with_key();
    let text = har(200);
    let start = processor_time();
    window.paste(&text);
    let first = processor_time_since(start);
    let full = frame_time(&mut window);
    window.click("Create token");
    let create = frame_time(&mut window);
    println!("empty {empty:?}, list of 200 {full:?}, create {create:?}; {} KiB listed in {first:?}", text.len() / 1024);
    assert!(full < empty * FACTOR, "{full:?} a frame, {empty:?} when empty");
    assert!(create < empty * FACTOR, "{create:?} a frame, {empty:?} when empty");
}

#[test]
fn largest_text_that_can_be_edited_costs_a_few_times_an_empty_window() {
    let empty = frame_time(&mut Window::open());
    let mut window = Window::with_key();
    window.paste(&har(125));
    let full = frame_time(&mut window);
    println!("empty {empty:?}, a text of {} KiB in the box {full:?}", har(125).len() / 1024);
    assert!(full < empty * FACTOR, "{full:?} a frame, {empty:?} when empty");
}

#[test]
fn token_with_much_wrong_costs_a_few_times_an_empty_window() {
    let empty = frame_time(&mut Window::open());
    let mut window = Window::with_key();
    window.paste(&crowded());
    let read = frame_time(&mut window);
    window.click("Edit as test token");
    let create = frame_time(&mut window);
    println!("empty {empty:?}, much wrong {read:?}, carried over {create:?}");
    assert!(read < empty * FACTOR, "{read:?} a frame, {empty:?} when empty");
}

#[test]
fn an_edit_is_signed_and_on_screen_in_the_next_frame() {
    const EDITS: usize = 200;
    let mut window = Window::with_key();
    window.click("Create token");
    let mut shown = window.shown_token();
    let mut times: Vec<Duration> = (0..EDITS)
        .map(|edit| {
            // The clock: what the system tells of a thread comes too late for a single frame.
            let start = Instant::now();
            let desk = window.harness.state_mut();
            desk.program.handle(Command::Edit(Edit::Net(edit % 2 == 0)), desk.now);
            window.harness.step();
            let time = start.elapsed();
            let token = window.shown_token();
            assert_ne!(token, shown, "after edit {edit}");
            shown = token;
            time
        })
        .collect();
    times.sort_unstable();
    println!("an edit and its frame: median {:?}, p99 {:?}", times[EDITS / 2], times[EDITS * 99 / 100]);
}
