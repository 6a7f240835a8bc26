#!/usr/bin/env python3
"""Puts every mutant of a crate into one program that can be switched from one to the next, and tries them all.

mutants.py CRATE MUTANTS_JSON OUTPUT_FOLDER

CRATE is a copy of a crate that may be written to, with one program of tests named "all"; MUTANTS_JSON is what
`cargo mutants --list --json` says of it. A mutant becomes a branch that is taken when the environment variable MUTANT
has its number, so that the crate is compiled a few times in all and not once a mutant.

Then each test is run once, to see what it takes of the processor and which branches it comes by. A mutant is shown to
those tests alone that come by it, the quickest first, until one fails; what no test comes by is missed at once.

OUTPUT_FOLDER gets caught.txt, missed.txt, timeout.txt; unviable.txt, what the compiler does not take; apart.txt, what
can't be a branch, as in a constant; untried.txt, for which MUTANT_MINUTES were too few; tests.txt, what each test takes; and
slow.txt, the tests that take too long. MUTANT_ONLY, a regular expression, picks mutants by their names; MUTANT_JOBS (2)
are tried at once.

Needs the Python packages tree-sitter and tree-sitter-rust.
"""
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from mutant_sources import Source

JOBS = int(os.environ.get("MUTANT_JOBS", "2"))
MEMORY = 4 << 30
# A mutant that takes this many times what the tests take without it, and a second for the start, has no end.
PATIENCE = 4
# A test that takes longer than this many seconds of the processor is not tried: a mutant it alone sees is missed.
SLOWEST = float(os.environ.get("MUTANT_SLOWEST_TEST", "2"))
# Tests are tried in parcels that take this many seconds without a mutant, then twice as many, and so on.
PARCEL = 0.1
# A number that no mutant has.
NO_MUTANT = 1 << 31
# Those of time fail on a machine that is busy with mutants; one is of the engine's threads; the last reads SECURITY.md.
BESIDE_THE_POINT = re.compile(
    "eight_times_the_text_takes|is_not_read_again_by_each_before_it|look_back_to_its_start"
    "|a_worker_that_panics|^attacks::table::"
)
# What the compiler says of a value of the wrong type, or of an operation that the type does not have: the mutant does
# not compile by itself either. Whatever else it says may be because the mutant is a branch.
NO_SUCH_CODE = {"E0277", "E0282", "E0283", "E0308", "E0369", "E0600", "E0599", "E0604", "E0605", "E0606", "E0614"}
SWITCH = """
/// Whether this is the mutant that is tried.
#[inline(always)]
pub(crate) fn mutated(number: u32) -> bool {
    let active = switch::ACTIVE.load(std::sync::atomic::Ordering::Relaxed);
    active == number || (active >= switch::RECORDING && switch::look(number))
}

mod switch {
    use std::io::Write as _;
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

    pub(crate) static ACTIVE: AtomicU32 = AtomicU32::new(UNREAD);
    pub(crate) const RECORDING: u32 = u32::MAX - 1;
    const UNREAD: u32 = u32::MAX;
    static PASSED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

    #[cold]
    #[inline(never)]
    pub(crate) fn look(number: u32) -> bool {
        if ACTIVE.load(Relaxed) == UNREAD {
            let active = std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
            let record = std::env::var_os("MUTANT_RECORD").is_some();
            if active != 0 {
                // The first test that fails is enough.
                std::panic::set_hook(Box::new(|_| std::process::exit(101)));
            }
            ACTIVE.store(if record { RECORDING } else { active }, Relaxed);
            return mutated_now(number);
        }
        mutated_now(number)
    }

    fn mutated_now(number: u32) -> bool {
        if ACTIVE.load(Relaxed) != RECORDING {
            return ACTIVE.load(Relaxed) == number;
        }
        if !PASSED[number as usize].swap(true, Relaxed)
            && let Some(path) = std::env::var_os("MUTANT_RECORD")
            && let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(path)
        {
            let _ = file.write_all(format!("{number}\\n").as_bytes());
        }
        false
    }
}
"""

# A test: what it takes of the processor in seconds, and the mutants that it comes by.
Test = namedtuple("Test", "name seconds reached")


def compile_tests(crate):
    """The program of tests, or the compiler's errors as (file, start, end, code, message, other spans)."""
    run = subprocess.run(
        ["cargo", "test", "--offline", "--test", "all", "--no-run", "--message-format=json"],
        cwd=crate,
        capture_output=True,
        check=False,
    )
    errors, program = [], None
    for line in run.stdout.splitlines():
        message = json.loads(line)
        if message["reason"] == "compiler-artifact" and message["target"]["name"] == "all":
            program = message["executable"]
        if message["reason"] == "compiler-message" and message["message"]["level"] == "error":
            said = message["message"]
            code = (said.get("code") or {}).get("code")
            spans = [s for s in said["spans"] if s["is_primary"]] or said["spans"]
            others = [s for s in said["spans"] if not s["is_primary"]]
            for span in spans:
                while span.get("expansion"):
                    span = span["expansion"]["span"]
                errors.append((span["file_name"], span["byte_start"], span["byte_end"], code, said["message"], others))
    if run.returncode != 0 and not errors:
        sys.exit(run.stderr.decode()[-3000:])
    return program if run.returncode == 0 else None, errors


def build(crate, mutants):
    """Compiles with as many of the mutants as the compiler takes: the program, and why the others are out."""
    sources = {}
    for number, mutant in mutants.items():
        sources.setdefault(mutant["file"], {})[number] = mutant
    sources = {name: Source(crate / name, those) for name, those in sources.items()}
    left_out = {}
    while True:
        placed = set()
        for source in sources.values():
            placed |= source.write(left_out)
        for number in mutants.keys() - placed - left_out.keys():
            left_out[number] = "apart"
        program, errors = compile_tests(crate)
        if program:
            return program, left_out
        before = len(left_out)
        for name, start, end, code, _, others in errors:
            if name not in sources:
                continue
            if code == "E0004":
                left_out.update(dict.fromkeys(sources[name].blame_match(start), "apart"))
                continue
            blamed = sources[name].blame(start, end)
            for other in others if not blamed else ():
                if other["file_name"] in sources:
                    blamed |= sources[other["file_name"]].blame(other["byte_start"], other["byte_end"])
            left_out.update(dict.fromkeys(blamed, "unviable" if code in NO_SUCH_CODE else "apart"))
        print(f"{len(left_out)} left out after {len(errors)} errors", flush=True)
        if len(left_out) == before:
            sys.exit("\n".join(f"{e[0]}:{e[1]} {e[4]}" for e in errors[:20]))


class Tests:
    """The program of tests."""

    def __init__(self, program, crate):
        self.program = program
        self.crate = crate

    def names(self):
        """All tests that are to be tried."""
        listed = self.run(["--list", "--format", "terse"], {}, 60, stdout=subprocess.PIPE)[1]
        names = (line.removesuffix(": test") for line in listed.decode().splitlines() if line.endswith(": test"))
        return [name for name in names if not BESIDE_THE_POINT.search(name)]

    def run(self, arguments, variables, seconds, stdout=subprocess.DEVNULL):
        """Exit code and output. None is the code of what took too long.

        Time is that of the processor: a busy machine is no endless loop. On the clock it may take much longer.
        """

        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

        process = subprocess.Popen(
            [self.program, "--quiet", "--test-threads=1", *arguments],
            cwd=self.crate,
            env=dict(os.environ, **variables),
            preexec_fn=limit,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )
        try:
            output, _ = process.communicate(timeout=30 + 10 * seconds)
            code = None if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else process.returncode
        except subprocess.TimeoutExpired:
            output, code = b"", None
        try:
            # What a test started may wait for ever.
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        return code, output

    def record(self, name):
        """One test without a mutant: what it takes, and what it comes by."""
        with tempfile.NamedTemporaryFile("r", prefix="reached") as record:
            code, _ = self.run(["--exact", name], {"MUTANT_RECORD": record.name}, 300)
            reached = frozenset(int(line) for line in record.read().split())
        if code != 0:
            sys.exit(f"without a mutant {name} fails")
        # Again without the record, which takes time of its own, and with the number of no mutant: the switch is in place.
        start = time.monotonic()
        code, _ = self.run(["--exact", name], {"MUTANT": str(NO_MUTANT)}, 300)
        if code != 0:
            sys.exit(f"with the switch, and without a mutant, {name} fails")
        return Test(name, time.monotonic() - start, reached)

    def verdict(self, number, tests):
        """Whether a test of these, the quickest first, fails with the mutant."""
        parcel, most = [], PARCEL
        for place, test in enumerate(tests, 1):
            parcel.append(test)
            seconds = sum(each.seconds for each in parcel)
            if seconds < most and place < len(tests):
                continue
            arguments = ["--exact", *(each.name for each in parcel)]
            code, _ = self.run(arguments, {"MUTANT": str(number)}, PATIENCE * seconds + 1)
            if code != 0:
                return "timeout" if code is None else "caught"
            parcel, most = [], most * 2
        return "missed"


def measure(tests, pool):
    """Every test, the quickest first."""
    measured = sorted(pool.map(tests.record, tests.names()), key=lambda test: test.seconds)
    if not measured:
        sys.exit("there are no tests")
    return measured


def try_all(tests, measured, mutants, order, pool):
    """The verdicts on the mutants whose numbers are in `order`; nothing of those for which no time is left."""
    start = time.monotonic()
    deadline = start + 60 * float(os.environ.get("MUTANT_MINUTES", "1440"))
    quick = [test for test in measured if test.seconds <= SLOWEST]

    def try_one(number):
        if time.monotonic() > deadline:
            return "untried"
        return tests.verdict(number, [test for test in quick if number in test.reached])

    verdicts = {}
    tries = {pool.submit(try_one, number): number for number in order}
    for tried in as_completed(tries):
        number = tries[tried]
        verdicts[number] = tried.result()
        if verdicts[number] == "missed":
            print(f"missed  {mutants[number]['name']}", flush=True)
        if len(verdicts) % 200 == 0:
            print(f"{len(verdicts)} of {len(order)} in {time.monotonic() - start:.0f} s", flush=True)
    return verdicts


def main():
    crate, listed, output = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), Path(sys.argv[3])
    only = re.compile(os.environ.get("MUTANT_ONLY", ""))
    output.mkdir(parents=True, exist_ok=True)
    mutants = {
        number: mutant
        for number, mutant in enumerate(json.loads(listed.read_text()), 1)
        if only.search(mutant["name"])
    }
    library = crate / "src/lib.rs"
    library.write_text(library.read_text() + SWITCH.replace("COUNT", str(max(mutants) + 1)))
    program, verdicts = build(crate, mutants)
    tests = Tests(program, crate)
    with ThreadPoolExecutor(JOBS) as pool:
        measured = measure(tests, pool)
        (output / "tests.txt").write_text(
            "".join(f"{test.seconds:8.3f} {len(test.reached):5} {test.name}\n" for test in measured)
        )
        slow = [test.name for test in measured if test.seconds > SLOWEST]
        (output / "slow.txt").write_text("".join(name + "\n" for name in slow))
        print(f"{len(measured)} tests; {len(slow)} take too long and are not tried", flush=True)
        # Whatever part of them is tried is a fair sample of all.
        order = [number for number in mutants if number not in verdicts]
        random.Random(8725).shuffle(order)
        verdicts.update(try_all(tests, measured, mutants, order, pool))
    for verdict in ("caught", "missed", "timeout", "unviable", "apart", "untried"):
        names = [mutants[number]["name"] for number in mutants if verdicts[number] == verdict]
        (output / f"{verdict}.txt").write_text("".join(name + "\n" for name in names))
        print(f"{len(names):6} {verdict}")


if __name__ == "__main__":
    main()
