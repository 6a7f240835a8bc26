#!/usr/bin/python3
"""A whole journey, started with nothing at hand, with the keyboard alone: from_nothing.py BINARY OUTPUT_FOLDER

Somebody has heard of XAuth tokens and has no key, no token and no mouse. The window says what to do; the command palette
makes a sample key; the Create pane shows a token that would be accepted and how long it lives; it is copied, with the
remark that no service knows the key; the Read pane takes it back and says why it would be accepted. Leaving asks, since
the clipboard holds the token, and ends in good order. See scenario.py for what is printed and left.
"""

import time

from desktop import Window
from scenario import Scenario, check, copied, main


class FromNothing(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.window = Window(binary)
        self.token = ""

    def step_01_empty_window_says_what_to_do(self):
        self.see("No key loaded")
        self.see("Why is this token refused?")
        self.see_part("Paste it as you have it")

    def step_02_palette_makes_a_sample_key(self):
        self.window.press("ctrl+p")
        self.window.see("Find a command", "entry")
        self.window.type("sample key")
        self.window.press("Return")
        self.see("Sample")
        self.see_part("sample key, the service does not know it")

    def step_03_create_pane_shows_a_token_and_its_countdown(self):
        self.window.press("ctrl+2")
        self.see("Would be accepted")
        self.see("expires in")
        self.token = self.shown_token()

    def step_04_tab_reaches_the_scopes_and_space_toggles_one(self):
        before = self.shown_token()
        boxes = self.window.names("check box")
        scope = next((name for name in boxes if name.startswith("video.services.")), "a scope")
        on = self.window.is_checked(scope)
        self.window.press("Escape")
        for _ in range(60):
            self.window.press("Tab")
            time.sleep(0.1)
            if self.window.has_focus(scope):
                break
        self.window.press("space")
        self.wait_for_other_token(before)
        check(self.window.is_checked(scope) != on, f"{scope} the other way")
        self.window.press("space")

    def step_05_copied_token_is_in_the_clipboard_with_a_remark(self):
        self.window.press("ctrl+shift+c")
        self.see_part("It is signed with the sample key")
        self.token = copied()
        check(self.token.startswith("eyJ") and self.token.count(".") == 2, "a token in the clipboard")

    def step_06_token_is_read_back(self):
        self.window.press("Escape", "ctrl+1")
        self.window.see("Captured text", "entry")
        self.window.press("ctrl+v")
        self.see("Would be accepted")
        self.see_part("signature verified")

    def step_07_leaving_asks_and_ends_in_good_order(self):
        self.window.press("ctrl+q")
        self.window.see("Close the program?")
        self.window.press("Return")
        code = self.window.process.wait(timeout=10)
        check(code == 0, f"exit code 0, not {code}")


if __name__ == "__main__":
    main(FromNothing)
