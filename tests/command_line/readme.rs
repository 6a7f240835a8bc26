//! What the README shows is what the program prints.

use super::support::{key_file, run};

/// The console block of the README: the arguments of the call behind the prompt, and what is printed.
fn tour() -> (Vec<&'static str>, &'static str) {
    let readme = include_str!("../../README.md");
    let (_, block) = readme.split_once("```console\n$ token-debugger ").unwrap();
    let (call, printed) = block.split_once('\n').unwrap();
    (call.split(' ').take_while(|word| *word != "<").collect(), printed.split_once("```").unwrap().0)
}

#[test]
fn the_tour_in_the_readme_is_what_the_program_prints() {
    let (arguments, printed) = tour();
    let key = key_file("live-ops.env");
    let arguments: Vec<&str> =
        arguments.into_iter().map(|word| if word == "live-ops.env" { &key } else { word }).collect();
    let captured = include_bytes!("../fixtures/captures/expired-header.txt");
    let stdout = run(&arguments, captured).stdout;
    assert!((5..10).contains(&printed.lines().count()), "ten lines with the call");
    assert!(stdout.starts_with(printed), "{stdout}");
}
