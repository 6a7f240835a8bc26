#!/usr/bin/python3
"""The window without eyes and without a mouse: screen_reader.py BINARY OUTPUT_FOLDER

What assistive technology does over AT-SPI, by names and roles alone: it loads a key, pastes a captured token, reads the
verdict and the findings, hears when the verdict changes, toggles a scope and copies. Neither pointer nor keyboard is
used. See scenario.py for what is printed and left.
"""

import time

import pyatspi
from gi.repository import GLib

from desktop import PATIENCE, Window, set_clipboard, wait_for
from scenario import KID, Scenario, check, copied, expected, main

SCOPE = "video.services.assets:read"


class Ear:
    """Hears what the program wants to be read out."""

    def __init__(self):
        self.heard = []
        pyatspi.Registry.registerEventListener(self.listen, "object:announcement")

    def listen(self, event):
        self.heard.append(str(event.any_data))

    def hear(self, *parts):
        """The announcement that has all these in it, as soon as it is heard; those before it are forgotten."""

        def find():
            context = GLib.MainContext.default()
            while context.iteration(False):
                pass
            return next((text for text in self.heard if all(part in text for part in parts)), None)

        found = wait_for(find, f"an announcement with {' and '.join(parts)} among {self.heard}", PATIENCE)
        self.heard.clear()
        return found

    def forget(self):
        self.hear_nothing_for(0.5)
        self.heard.clear()

    def hear_nothing_for(self, seconds):
        """What is heard in a span of time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            GLib.MainContext.default().iteration(False)
            time.sleep(0.02)
        return self.heard


class ScreenReader(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.ear = Ear()
        self.window = Window(binary)

    def see_verdict(self, *parts):
        """The verdict's node: it has a role of its own, and says the kinds of the findings."""
        fits = lambda name: all(expected(part) in name for part in parts)
        found = lambda: self.window.search(fits, "status bar")
        return wait_for(found, f"a verdict with {' and '.join(parts)}", PATIENCE)

    def step_01_every_control_has_a_name(self):
        controls = ("push button", "check box", "entry", "page tab", "list box", "combo box", "toggle button")
        self.window.see("Captured text", "entry")
        names = self.window.names(*controls)
        check(len(names) > 10 and all(name.strip() for name in names), f"a name for each of {names}")

    def step_02_key_is_loaded_by_its_path(self):
        self.window.do("Path…", "push button")
        self.window.write("Path of a file", str(self.key))
        self.window.do("Open path", "push button")
        self.see(KID)
        self.ear.hear(expected("Loaded .env"))

    def step_03_pasted_token_is_read_and_its_verdict_is_heard(self):
        # It expires soon.
        set_clipboard(self.mint("--as", "header", "--at", str(int(time.time()) - 300 + 15)))
        self.ear.forget()
        self.window.do("Paste", "push button")
        self.see_verdict("Would be accepted", "signature verified")
        self.ear.hear(expected("Would be accepted"))

    def step_04_verdict_that_changes_by_itself_is_heard_once_and_not_every_second(self):
        self.ear.forget()
        wait_for(lambda: self.window.search(lambda name: name.startswith("Would be refused")), "the end", 30)
        self.ear.hear(expected("Would be refused"), "expired")
        again = self.ear.hear_nothing_for(4)
        check(not again, f"silence, not {again}")

    def step_05_findings_are_read(self):
        rows = self.window.rows("Findings")
        check(len(rows) == 1 and rows[0].startswith("Problem: Expired "), f"one problem, not {rows}")

    def step_06_scope_is_toggled(self):
        self.window.do("Create token", "page tab")
        before = self.shown_token()
        check(self.window.is_checked(SCOPE), "a scope that is chosen")
        self.window.do(SCOPE, "check box")
        wait_for(lambda: not self.window.is_checked(SCOPE), "a scope that is not chosen", PATIENCE)
        after = self.wait_for_other_token(before)
        check(SCOPE not in self.read(after)["claims"]["scp"], "a token without the scope")

    def step_07_token_is_copied_and_that_is_heard(self):
        self.ear.forget()
        again = self.ear.hear_nothing_for(4)
        check(not again, f"silence while the countdown goes on, not {again}")
        self.window.do("Copy token", "push button")
        self.ear.hear(expected("Copied the token"))
        check(copied() == self.shown_token(), "the token in the clipboard")

    def step_08_bad_key_is_heard_with_its_reason(self):
        self.window.do("Path…", "push button")
        self.window.write("Path of a file", "/nowhere/.env")
        self.ear.forget()
        self.window.do("Open path", "push button")
        self.ear.hear(expected(".env was not loaded"))


if __name__ == "__main__":
    main(ScreenReader)
