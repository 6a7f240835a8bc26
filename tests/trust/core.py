"""Memory of a running program as gdb's gcore sees it: registers and every page that can hold data, also shared ones.

Needs gdb, and the rights of root: the program forbids to be looked at.
"""

import atexit
import functools
import os
import pathlib
import shlex
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
CONTINUE = HERE / "gdb_continue.py"
# core(5): private and shared memory, with or without a file, but for the unchanged pages of private files.
FILTER = "0x3b"
PREPARE = [
    "set pagination off",
    "set confirm off",
    "set disable-randomization off",
    "set dump-excluded-mappings on",
    "set print inferior-events off",
]


class Untraceable(Exception):
    """gdb could not do it."""


def run_until(stop, command, folder, standard_input=b""):
    """Runs a program under gdb and gives its core at a system call, and its standard output. `stop` is the call's
    name, and behind a blank the name of the file that it must be about, if it must."""
    call, _, file = stop.partition(" ")
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "in").write_bytes(standard_input)
        core = new_file(folder)
        program, *arguments = map(str, command)
        streams = f"<{scratch / 'in'} >{scratch / 'out'} 2>{scratch / 'err'}"
        script = [*PREPARE, f"starti {shlex.join(arguments)} {streams}", f"catch syscall {call}"]
        script += [f"source {CONTINUE}", f"python continue_to({file!r})", f"gcore {core}", "kill"]
        (scratch / "script").write_text("\n".join(script) + "\n")
        done = subprocess.run(
            ["gdb", "-nx", "-batch", "-x", str(scratch / "script"), program],
            capture_output=True, text=True, timeout=120, check=False, preexec_fn=set_filter,
        )
        if not core.exists():
            raise Untraceable(f"no core at {stop}: {done.stdout[-600:]} {done.stderr[-600:]}")
        return core, (scratch / "out").read_bytes()


def set_filter():
    # Children have the filter of their parent.
    pathlib.Path("/proc/self/coredump_filter").write_text(FILTER)


def attach(pid, folder):
    """The core of a running program, which goes on afterwards."""
    pathlib.Path(f"/proc/{pid}/coredump_filter").write_text(FILTER)
    core = new_file(folder)
    done = subprocess.run(
        gdb_command(pid, [*PREPARE, f"gcore {core}", "detach"]), capture_output=True, text=True, timeout=120, check=False
    )
    if not core.exists():
        raise Untraceable(f"no core of {pid}: {done.stdout[-600:]} {done.stderr[-600:]}")
    return core


class AtExit:
    """Waits for the last system call of a running program and keeps what is in memory then."""

    def __init__(self, pid, folder):
        pathlib.Path(f"/proc/{pid}/coredump_filter").write_text(FILTER)
        self.core, self.ready = new_file(folder), new_file(folder)
        commands = ["catch syscall exit_group", f"shell touch {self.ready}", "continue", f"gcore {self.core}", "kill"]
        command = gdb_command(pid, [*PREPARE, *commands])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def is_waiting(self):
        return self.ready.exists()

    def wait(self):
        output, _ = self.process.communicate(timeout=120)
        self.ready.unlink()
        if not self.core.exists():
            raise Untraceable(f"no core at the exit: {output[-600:]}")
        return self.core


def gdb_command(pid, commands):
    return ["gdb", "-nx", "-batch", "-p", str(pid), *(word for command in commands for word in ("-ex", command))]


@functools.cache
def search_program():
    """The search, compiled once: Python takes a minute for what it does in a second."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    program = f"{folder.name}/search"
    subprocess.run(["rustc", "--edition", "2024", "-O", "-o", program, str(HERE / "search.rs")], check=True)
    return program


def find(traces, core):
    """The names of those traces that are in a core, sorted. The core is removed."""
    names = list(traces)
    listing = core.with_suffix(".traces")
    listing.write_text("".join(traces[name].hex() + "\n" for name in names))
    try:
        done = subprocess.run([search_program(), core, listing], check=True, capture_output=True, text=True)
    finally:
        core.unlink()
        listing.unlink()
    return sorted(names[int(number)] for number in done.stdout.split())


def new_file(folder):
    handle, path = tempfile.mkstemp(suffix=".core", dir=folder)
    os.close(handle)
    os.unlink(path)
    return pathlib.Path(path)
