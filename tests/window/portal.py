#!/usr/bin/python3
"""File dialogs that hang, that nobody sees, that are not there: portal.py BINARY OUTPUT_FOLDER

The window stays usable, says what it waits for, and offers the path box; what a dialog answers after it was cancelled is
dropped. A portal that works is the control. See scenario.py for what is printed and left; needs python3-dbus.
"""

import signal
import subprocess
import time

from desktop import HERE, Window
from scenario import KEYS, Scenario, main


class Portal(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.portal = None
        self.start_portal("silent")
        # Without a search path there is no zenity, which takes the portal's place otherwise.
        self.window = Window("/usr/bin/env", "PATH=/nonexistent", binary)

    def start_portal(self, mode):
        self.stop_portal()
        command = ["/usr/bin/python3", HERE / "fake_portal.py", mode, KEYS / "good/other.env"]
        self.portal = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.portal.stdout.readline()

    def stop_portal(self):
        if self.portal:
            self.portal.kill()
            self.portal.wait()
        self.portal = None

    def type_path(self):
        self.window.click("Path of a file", "entry")
        self.window.type(str(KEYS / "good/live-ops.env"))
        self.window.press("Return")

    def step_01_dialog_that_hangs_is_waited_for_and_the_window_is_usable(self):
        self.window.press("ctrl+o")
        self.see_part("The file dialog is open")
        self.window.press("ctrl+2")
        self.see("Make a test token")

    def step_02_portal_that_does_not_answer_is_named(self):
        self.see_part("The desktop's file dialog does not answer")

    def step_03_typed_path_loads_the_key_instead(self):
        self.type_path()
        self.see_key_bar()

    def step_04_dialog_that_nobody_sees_is_asked_about(self):
        self.start_portal("hidden")
        self.window.click("Forget key")
        self.window.press("ctrl+o")
        self.see_part("Is none to be seen?")

    def step_05_cancel_leads_to_the_path_box(self):
        self.window.click("Cancel")
        self.see_part("The file dialog is not waited for")
        self.see("Path of a file", "entry")

    def step_06_late_answer_is_dropped(self):
        self.portal.send_signal(signal.SIGUSR1)
        self.portal.stdout.readline()
        time.sleep(1)
        self.see("No key loaded")

    def step_07_no_portal_is_said(self):
        self.stop_portal()
        self.window.press("ctrl+o")
        self.see_part("No file dialog can be had here")

    def step_08_portal_that_works_loads_its_file(self):
        self.start_portal("well")
        self.window.press("ctrl+o")
        self.see_part("Loaded other.env")
        self.stop_portal()


if __name__ == "__main__":
    main(Portal)
