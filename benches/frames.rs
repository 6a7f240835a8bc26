//! What a frame of the window costs before it is painted: at rest, where nothing is signed, and after an edit, where a
//! token is signed and judged.
#![allow(missing_docs, reason = "criterion's macros make public items")]

mod support;

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use token_debugger::app::command::{Command, Report};
use token_debugger::app::effect::Effect;
use token_debugger::app::form::Edit;
use token_debugger::app::program::{Platform, Program};
use token_debugger::domain::secret::{SecretBytes, SecretText};
use token_debugger::domain::time::Zone;

use support::{KEY_FILE, NOW, token};

/// A world in which nothing happens.
struct Nowhere;

impl Platform for Nowhere {
    fn perform(&mut self, _: Effect) {}

    fn poll(&mut self) -> Vec<Report> {
        Vec::new()
    }
}

/// The program with a key and a token that was read.
fn program() -> Program<Nowhere> {
    let mut program = Program::new(Nowhere, NOW, Zone::UTC);
    let path = PathBuf::from("live-ops.env");
    let result = Ok(SecretBytes::new(KEY_FILE.to_vec()));
    program.handle(Command::Open(path.clone()), NOW);
    program.handle(Command::Report(Report::FileRead { path, result, is_open_to_others: false }), NOW);
    program.handle(Command::SetCapture(SecretText::new(token())), NOW);
    program
}

fn frame(program: &mut Program<Nowhere>) {
    assert!(program.frame(black_box(NOW), |view, _| view.create.is_some()), "the key is loaded");
}

fn frames(criterion: &mut Criterion) {
    let mut idle = program();
    frame(&mut idle);
    let signed = idle.signings();
    criterion.bench_function("frame at rest", |b| b.iter(|| frame(&mut idle)));
    assert_eq!(idle.signings(), signed, "nothing is signed while nobody edits");

    let mut edited = program();
    let mut net = false;
    criterion.bench_function("frame after an edit", |b| {
        b.iter(|| {
            net = !net;
            edited.handle(Command::Edit(Edit::Net(net)), NOW);
            frame(&mut edited);
        });
    });
}

criterion_group!(benches, frames);
criterion_main!(benches);
