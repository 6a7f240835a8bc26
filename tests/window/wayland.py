#!/usr/bin/python3
"""The window on Wayland itself, and on XWayland: wayland.py BINARY OUTPUT_FOLDER

On Wayland no drop is promised; the path box does it. With WAYLAND_DISPLAY set to nothing, as the help says, the same
program is on XWayland and takes drops. See scenario.py for what is printed; run by wayland.sh, which sets XWAYLAND.
"""

import os
import subprocess

from desktop import START, Window, wait_for
from scenario import Scenario, check, main

DROP = "Drop a .env or PEM file anywhere, or"
CHOOSE = "Choose a .env or PEM file, or"


class Unseen(Window):
    """A window that no tool of X11 can look at."""

    def __init__(self, binary, **environment):
        self.process = subprocess.Popen([binary], env={**os.environ, **environment})
        self.application = wait_for(self.find_application, "the program on the accessibility bus", START)

    def picture(self, path):
        pass

    def close(self):
        self.end_process()


class Wayland(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.window = Unseen(binary)

    def step_01_no_drop_is_promised(self):
        self.see(CHOOSE)
        check(not self.window.search(lambda name: "Drop" in name), "a window without the word Drop")

    def step_02_help_names_the_switch_to_xwayland(self):
        self.window.do("Help")
        self.see_part("Started with WAYLAND_DISPLAY set to nothing, the program runs on XWayland")
        self.window.do("Close")

    def step_03_path_box_loads_the_key(self):
        self.window.do("Path…")
        self.window.write("Path of a file", str(self.key))
        self.window.do("Open path")
        self.see_key_bar()

    def step_04_token_is_made_and_would_be_accepted(self):
        self.window.do("Create token")
        self.see("Would be accepted")

    def step_05_on_xwayland_drops_are_promised(self):
        self.window.close()
        self.window = Unseen(self.binary, WAYLAND_DISPLAY="", DISPLAY=os.environ["XWAYLAND"])
        self.see(DROP)


if __name__ == "__main__":
    main(Wayland)
