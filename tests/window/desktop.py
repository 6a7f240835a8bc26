"""What a person does at a desktop: look, point, type, drag, use the clipboard. Everything goes through the X server
and the accessibility bus, as it does for a person; nothing reaches into the program.

Needs xdotool, xclip, imagemagick, python3-pyatspi, python3-gi, gir1.2-gtk-3.0.
"""

import os
import pathlib
import subprocess
import time

import pyatspi
from gi.repository import GLib

TITLE = "Token Debugger"
HERE = pathlib.Path(__file__).parent
# What is expected is wrong then, and nothing of it comes.
BREAK = os.environ.get("BREAK") == "1"
# Seconds that a change on screen may take on a slow machine that draws in software; what never comes need not be waited
# for that long.
PATIENCE = 2.0 if BREAK else 15.0
# The same for a window that opens.
START = 20.0


class Missing(Exception):
    """Something that should be on screen is not."""


def run(*command, **options):
    """Runs a tool and gives its standard output."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30, **options)
    return done.stdout


def wait_for(look, what, patience=PATIENCE):
    """Looks again and again until `look` gives something."""
    end = time.monotonic() + patience
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise Missing(what)
        time.sleep(0.1)


class Window:
    """The program's window."""

    def __init__(self, binary, *arguments):
        self.process = subprocess.Popen([binary, *arguments])
        self.id = find_window(TITLE)
        wait_for(self.activate, "a window that can be activated", START)
        self.application = wait_for(self.find_application, "the program on the accessibility bus", START)

    def activate(self):
        command = ["timeout", "5", "xdotool", "windowactivate", "--sync", self.id]
        done = subprocess.run(command, check=False, capture_output=True)
        return done.returncode == 0

    def find_application(self):
        # The command line has put the window's program into its place by now.
        # Its first fifteen letters; the program itself forbids to be looked at by any but root.
        name = pathlib.Path(f"/proc/{self.process.pid}/comm").read_text().strip()
        for application in pyatspi.Registry.getDesktop(0):
            if application and application.name.startswith(name):
                return application
        return None

    # Looking

    def nodes(self, node=None):
        """All that the program shows, as the accessibility bus tells it."""
        node = node or self.application
        try:
            children = [child for child in node if child]
        except Exception:  # It went away while it was looked at.
            return
        for child in children:
            yield child
            yield from self.nodes(child)

    def search(self, matches, role=None):
        """The first node whose name fits."""
        for node in self.nodes():
            try:
                if matches(node.name or "") and role in (None, node.getRoleName()):
                    return node
            except Exception:
                continue
        return None

    def see(self, name, role=None, patience=PATIENCE):
        """The node of this name, as soon as it is there."""
        return wait_for(lambda: self.search(lambda seen: seen == name, role), f"{name!r}", patience)

    def see_part(self, *parts, patience=PATIENCE):
        """The name of the node that has one of these texts in its name, as soon as it is there."""
        has_part = lambda seen: any(part in seen for part in parts)
        return wait_for(lambda: self.search(has_part), " or ".join(parts), patience).name

    def is_checked(self, name):
        return self.see(name, "check box").getState().contains(pyatspi.STATE_CHECKED)

    def names(self, *roles):
        """The names of all nodes with one of these roles."""
        found = []
        for node in self.nodes():
            try:
                if node.getRoleName() in roles:
                    found.append(node.name or "")
            except Exception:  # It went away while it was looked at.
                continue
        return found

    def has_focus(self, name):
        """Whether the node of this name has the keyboard's focus."""
        return self.see(name).getState().contains(pyatspi.STATE_FOCUSED)

    def rows(self, name):
        """The names of the list items in the list of this name."""
        try:
            rows = [child for child in self.see(name, "list") if child and child.getRoleName() == "list item"]
            return [row.name for row in rows]
        except GLib.GError as error:
            raise Missing(f"the rows of {name!r}: {error}") from error

    def picture(self, path):
        run("import", "-window", "root", str(path))

    def measure_processor(self, seconds):
        """Seconds of processor time that the program takes in a span of time."""
        before = self.processor_time()
        time.sleep(seconds)
        return self.processor_time() - before

    def processor_time(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        user, system = int(fields[11]), int(fields[12])
        return (user + system) / os.sysconf("SC_CLK_TCK")

    # Acting

    def do(self, name, role=None):
        """Does what the node of this name is for, without pointer or keyboard."""
        action = self.see(name, role).queryAction()
        action.doAction(0)
        # The window takes notice with its next frame.
        time.sleep(0.3)

    def write(self, name, text):
        """Puts a text into the field of this name, without pointer or keyboard."""
        self.see(name, "entry").queryEditableText().setTextContents(text)
        time.sleep(0.3)

    def click(self, name, role=None):
        """Points at the node of this name and presses the button."""
        box = self.see(name, role).queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        self.click_at(box.x + min(box.width // 2, 40), box.y + box.height // 2)

    def click_at(self, x, y):
        run("xdotool", "mousemove", str(x), str(y))
        # The window takes notice of the pointer with its next frame.
        time.sleep(0.2)
        run("xdotool", "click", "1")

    def press(self, *keys):
        run("xdotool", "key", *keys)

    def type(self, text):
        run("xdotool", "type", "--delay", "15", text)

    def drop(self, *paths, shot=None):
        """Drags files from another program's window onto the middle of this one."""
        # The drag source needs no place on the accessibility bus.
        environment = {**os.environ, "NO_AT_BRIDGE": "1"}
        source = subprocess.Popen(["/usr/bin/python3", HERE / "drag_source.py", *map(str, paths)], env=environment)
        try:
            self.drag(find_window("Drag source"), shot)
        finally:
            source.kill()
            source.wait()
            self.activate()

    def drag(self, source, shot):
        x, y = middle(source)
        to_x, to_y = middle(self.id)
        time.sleep(0.3)
        run("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.2)
        run("xdotool", "mousedown", "1")
        # A few small steps first: a drag starts behind a threshold.
        for step in (4, 12, 24):
            run("xdotool", "mousemove", str(x + step), str(y + step))
            time.sleep(0.1)
        for step in range(1, 9):
            run("xdotool", "mousemove", str(x + (to_x - x) * step // 8), str(y + (to_y - y) * step // 8))
            time.sleep(0.05)
        time.sleep(0.4)
        if shot:
            self.picture(shot)
        run("xdotool", "mouseup", "1")
        time.sleep(0.5)

    def close(self):
        self.end_process()
        # The X server takes the window away a little later; until then it would be found in place of the next one.
        wait_for(lambda: self.id not in list_windows(TITLE), "the end of the window")

    def end_process(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def list_windows(title):
    """The numbers of the windows with this title that are to be seen."""
    # Not with --sync: xdotool stops with an error when another window goes away while it looks.
    command = ["timeout", "5", "xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.split()


def find_window(title):
    """The number of the window with this title, as soon as it is there."""
    return wait_for(lambda: list_windows(title), f"a window {title!r}", START)[0]


def middle(window):
    """The point in the middle of a window."""
    out = run("xdotool", "getwindowgeometry", "--shell", window)
    at = dict(line.split("=") for line in out.split())
    return int(at["X"]) + int(at["WIDTH"]) // 2, int(at["Y"]) + int(at["HEIGHT"]) // 2


def set_clipboard(text):
    # xclip stays to serve the selection; its streams must not keep ours open.
    process = subprocess.Popen(
        ["xclip", "-selection", "clipboard", "-i"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    process.communicate(text.encode())


def get_selection(selection, target="UTF8_STRING"):
    """What another program would paste; the empty text where there is nothing."""
    command = ["timeout", "3", "xclip", "-selection", selection, "-o", "-t", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""
