#!/usr/bin/env python3
"""Puts every mutant of a crate into one program that can be switched from one to the next, and tries them all.

mutants.py CRATE MUTANTS_JSON OUTPUT_FOLDER [SLOW_TEST…]

CRATE is a copy of a crate that may be written to, with one program of tests named "all"; MUTANTS_JSON is what
`cargo mutants --list --json` says of it. A mutant becomes a branch that is taken when the environment variable MUTANT
has its number, so that the crate is compiled a few times in all and not once a mutant. First the tests that are
named like the source file are tried, then the quick ones, then all. OUTPUT_FOLDER gets caught.txt, missed.txt,
timeout.txt; unviable.txt, what the compiler does not take; apart.txt, what can't be a branch, as in a constant; and
untried.txt, for which MUTANT_MINUTES were too few.

Needs the Python packages tree-sitter and tree-sitter-rust.
"""
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import tree_sitter
import tree_sitter_rust

# What all tests take of the processor, several times over.
PATIENCE_SECONDS = 120
MEMORY = 4 << 30
# The first measures time, and fails on a machine that is busy with mutants; the others are of SECURITY.md.
BESIDE_THE_POINT = ["--skip", "eight_times_the_text_takes", "--skip", "attacks::table"]
ONE_BY_ONE = ["--test-threads=1", *BESIDE_THE_POINT]
SWITCH = """
/// Whether this is the mutant that is tried.
pub(crate) fn mutated(number: u32) -> bool {
    static ACTIVE: std::sync::LazyLock<u32> = std::sync::LazyLock::new(|| {
        let active = std::env::var("MUTANT").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        if active != 0 {
            // The first test that fails is enough.
            std::panic::set_hook(Box::new(|_| std::process::exit(101)));
        }
        active
    });
    number == *ACTIVE
}
"""


class Source:
    """A source file with its mutants."""

    def __init__(self, path, mutants):
        self.path = path
        self.text = path.read_bytes()
        self.tree = PARSER.parse(self.text)
        self.mutants = mutants
        self.lines = [0]
        for line in self.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def offset(self, point):
        """Lines and columns count from 1; columns are characters."""
        start = self.lines[point["line"] - 1]
        line = self.text[start : self.lines[point["line"]]].decode()
        return start + len(line[: point["column"] - 1].encode())

    def span(self, mutant):
        return self.offset(mutant["span"]["start"]), self.offset(mutant["span"]["end"])

    def write(self, left_out):
        """The file with a branch for each mutant but those that are left out, which number the others' branches
        by where they are in what was written: (start, end, number)."""
        self.plan = {}
        self.inserted = {}
        placed = set()
        for number, mutant in self.mutants.items():
            if number in left_out:
                continue
            start, end = self.span(mutant)
            genre = mutant["genre"]
            if genre == "FnValue" and (mutant["function"]["return_type"] or "").startswith("-> impl"):
                # Two branches can't return two types.
                left_out[number] = "apart"
            elif genre == "FnValue":
                self.inserted.setdefault(start, []).append(number)
                placed.add(number)
            elif (node := self.find(start, end, genre)) is not None:
                self.plan.setdefault((node.start_byte, node.end_byte, node.type), []).append(number)
                placed.add(number)
        self.ranges = []
        self.output = bytearray()
        self.render(self.tree.root_node)
        self.path.write_bytes(bytes(self.output))
        return placed

    def find(self, start, end, genre):
        """The node of the syntax tree that a mutant changes."""
        node = self.tree.root_node.descendant_for_byte_range(start, end)
        wanted = {
            "BinaryOperator": ("binary_expression", "compound_assignment_expr"),
            "UnaryOperator": ("unary_expression",),
            "MatchArm": ("match_arm",),
            "MatchArmGuard": ("match_arm",),
        }.get(genre, ())
        while node is not None and node.type not in wanted:
            node = node.parent
        if node is None:
            return None
        if genre == "BinaryOperator":
            operator = node.child_by_field_name("operator") or node.children[1]
            return node if (operator.start_byte, operator.end_byte) == (start, end) else None
        if genre == "UnaryOperator":
            return node if node.start_byte == start else None
        return node

    def original(self, node):
        return self.text[node.start_byte : node.end_byte]

    def render(self, node):
        numbers = self.plan.get((node.start_byte, node.end_byte, node.type), [])
        begin = len(self.output)
        if node.type in ("binary_expression", "compound_assignment_expr", "unary_expression") and numbers:
            self.render_operator(node, numbers)
        elif node.type == "match_arm" and numbers:
            self.render_arm(node, numbers)
        else:
            self.render_children(node)
        for number in numbers:
            self.ranges.append((begin, len(self.output), number))

    def render_children(self, node, without=()):
        place = node.start_byte
        if not node.children:
            self.copy(place, node.end_byte)
            return
        for child in node.children:
            self.copy(place, child.start_byte)
            self.render(child)
            place = child.end_byte
        self.copy(place, node.end_byte)

    def copy(self, start, end):
        """The text, with the early returns of mutated functions."""
        for place in sorted(at for at in self.inserted if start <= at < end or start == at == end):
            self.output += self.text[start:place]
            start = place
            for number in self.inserted.pop(place):
                begin = len(self.output)
                replacement = self.mutants[number]["replacement"]
                self.output += f"if crate::mutated({number}) {{ return {replacement}; }} ".encode()
                self.ranges.append((begin, len(self.output), number))
        self.output += self.text[start:end]

    def render_operator(self, node, numbers):
        self.output += b"("
        for number in numbers:
            begin = len(self.output)
            start, end = self.span(self.mutants[number])
            replaced = self.text[node.start_byte : start] + self.mutants[number]["replacement"].encode()
            replaced += self.text[end : node.end_byte]
            self.output += f"if crate::mutated({number}) {{ ".encode() + replaced + b" } else "
            self.ranges.append((begin, len(self.output), number))
        self.output += b"{ "
        self.render_children(node)
        self.output += b" })"

    def render_arm(self, node, numbers):
        pattern = node.child_by_field_name("pattern")
        guard = pattern.child_by_field_name("condition")
        deleted = [n for n in numbers if self.mutants[n]["genre"] == "MatchArm"]
        guards = [n for n in numbers if self.mutants[n]["genre"] == "MatchArmGuard"]
        conditions = [f"!crate::mutated({number})".encode() for number in deleted]
        place = node.start_byte
        for child in node.children:
            self.copy(place, child.start_byte)
            place = child.end_byte
            if child != pattern:
                self.render(child)
                continue
            end = pattern.children[-1].start_byte if guard is not None else pattern.end_byte
            if guard is not None:
                end = next(c.start_byte for c in pattern.children if c.type == "if")
            self.output += self.text[pattern.start_byte : end]
            self.output += b" if " + b" && ".join(conditions)
            if guard is not None:
                self.output += b" && (" if conditions else b" ("
                for number in guards:
                    replacement = self.mutants[number]["replacement"]
                    self.output += f"if crate::mutated({number}) {{ {replacement} }} else ".encode()
                self.output += b"{ "
                self.render(guard)
                self.output += b" })"
        self.copy(place, node.end_byte)

    def blame_match(self, start):
        """The arms that may be taken out of the match over what stands here: what is left does not cover it."""
        node = PARSER.parse(bytes(self.output)).root_node.descendant_for_byte_range(start, start + 1)
        while node is not None and node.type != "match_expression":
            node = node.parent
        if node is None:
            return set()
        return {
            number
            for s, e, number in self.ranges
            if node.start_byte <= s and e <= node.end_byte and self.mutants[number]["genre"] == "MatchArm"
        }

    def blame(self, start, end):
        """The mutants of the shortest branch that the compiler's complaint is about."""
        touching = [(e - s, n) for s, e, n in self.ranges if s <= start and end <= e]
        touching = touching or [(e - s, n) for s, e, n in self.ranges if s < end and start < e]
        if not touching:
            return set()
        least = min(length for length, _ in touching)
        return {number for length, number in touching if length == least}


def compile_tests(crate):
    """The program of tests, or the compiler's errors as (file, start, end, code)."""
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
        for name, start, end, code, text, others in errors:
            if name not in sources:
                continue
            if code == "E0004":
                left_out.update(dict.fromkeys(sources[name].blame_match(start), "apart"))
                continue
            blamed = sources[name].blame(start, end)
            for other in others if not blamed else ():
                if other["file_name"] in sources:
                    blamed |= sources[other["file_name"]].blame(other["byte_start"], other["byte_end"])
            # E0015: a constant calls no such function.
            left_out.update(dict.fromkeys(blamed, "apart" if code == "E0015" else "unviable"))
        print(f"{len(left_out)} left out after {len(errors)} errors", flush=True)
        if len(left_out) == before:
            sys.exit("\n".join(f"{e[0]}:{e[1]} {e[4]}" for e in errors[:20]))


def topic_of(mutant):
    """What the tests of a source file have in their names: `slicer` for src/domain/slicer/config.rs."""
    return Path(mutant["file"]).relative_to("src/domain").parts[0].removesuffix(".rs")


def limit():
    """For the process of the tests: a mutant may loop for ever, or fill the memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE_SECONDS, PATIENCE_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run_tests(program, crate, number, arguments):
    """What the tests say of one mutant. Time is that of the processor: a busy machine is no endless loop."""
    run = subprocess.run(
        [program, "--quiet", *arguments],
        cwd=crate,
        env=dict(os.environ, MUTANT=str(number)),
        preexec_fn=limit,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "timeout"
    return "missed" if run.returncode == 0 else "caught"


def try_mutant(program, crate, number, mutant, slow, deadline):
    """The verdict on one mutant, nothing if there is no time left: first those tests that most probably fail."""
    if time.monotonic() > deadline:
        return None
    verdict = "missed"
    for arguments in ([*ONE_BY_ONE, *slow, topic_of(mutant)], [*ONE_BY_ONE, *slow], ONE_BY_ONE):
        verdict = run_tests(program, crate, number, arguments)
        if verdict != "missed":
            break
    return verdict


def main():
    crate, listed, output = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), Path(sys.argv[3])
    slow = [argument for test in sys.argv[4:] for argument in ("--skip", test)]
    output.mkdir(parents=True, exist_ok=True)
    mutants = dict(enumerate(json.loads(listed.read_text()), 1))
    library = crate / "src/lib.rs"
    library.write_text(library.read_text() + SWITCH)
    program, verdicts = build(crate, mutants)
    # The number of no mutant: with the switch in place, and nothing changed, every test passes.
    if run_tests(program, crate, len(mutants) + 1, BESIDE_THE_POINT) != "missed":
        subprocess.run([program, "--quiet", *BESIDE_THE_POINT], cwd=crate, check=False)
        sys.exit("the tests fail without a mutant")
    # Whatever part of them is tried is a fair sample of all.
    order = [number for number in mutants if number not in verdicts]
    random.Random(8725).shuffle(order)
    start = time.monotonic()
    deadline = start + 60 * float(os.environ.get("MUTANT_MINUTES", "1440"))
    with ThreadPoolExecutor(int(os.environ.get("MUTANT_JOBS", "2"))) as jobs:
        tries = {jobs.submit(try_mutant, program, crate, n, mutants[n], slow, deadline): n for n in order}
        for place, tried in enumerate(as_completed(tries), 1):
            number, verdict = tries[tried], tried.result()
            verdicts[number] = verdict or "untried"
            if verdict == "missed":
                print(f"missed  {mutants[number]['name']}", flush=True)
            if verdict and place % 50 == 0:
                print(f"{place} of {len(order)} in {time.monotonic() - start:.0f} s", flush=True)
    for verdict in ("caught", "missed", "timeout", "unviable", "apart", "untried"):
        names = [mutants[number]["name"] for number in mutants if verdicts[number] == verdict]
        (output / f"{verdict}.txt").write_text("".join(name + "\n" for name in names))
        print(f"{len(names):6} {verdict}")


PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
if __name__ == "__main__":
    main()
