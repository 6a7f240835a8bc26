#!/usr/bin/python3
"""Each part of the window, used as a person uses it: steps.py BINARY OUTPUT_FOLDER

See scenario.py for what is printed and left.
"""

import time

from desktop import Window, get_selection, set_clipboard
from scenario import KEYS, KID, SLICER_SCOPE, Scenario, check, main


class Steps(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.window = Window(binary)
        self.issued_at = int(time.time()) - 3600
        self.captured = ""

    def step_01_window_opens_without_a_key(self):
        self.see("No key loaded")

    def step_02_dropped_env_file_shows_its_kid(self):
        self.window.drop(self.key, shot=self.folder / "02_hover.png")
        self.see_key_bar()
        self.see("3 scopes · can sign")
        self.window.click("Key details")
        self.see(KID)
        self.window.press("Escape")

    def step_03_pasted_curl_command_with_an_expired_token_would_be_refused(self):
        at = ["--at", str(self.issued_at)]
        self.captured = self.mint("--as", "curl", *at)
        set_clipboard(self.captured)
        self.window.press("ctrl+v")
        self.see("Would be refused")
        self.see_part("Expired 55 min")

    def step_04_typed_moment_changes_the_verdict(self):
        self.window.click("Judge as of", "entry")
        self.window.type(str(self.issued_at + 60))
        self.see("Would be accepted")

    def step_05_emptied_moment_judges_as_of_now_again(self):
        self.window.click("Judge as of", "entry")
        self.window.press("ctrl+a", "Delete")
        self.see("Would be refused")

    def step_06_selected_text_stays_out_of_the_primary_selection(self):
        self.window.click("Captured text", "entry")
        set_clipboard("something else")
        self.window.press("ctrl+a", "ctrl+c")
        time.sleep(1)
        check(get_selection("clipboard").strip() == self.captured.strip(), "the selected text in the clipboard")
        check(get_selection("primary") == "", "an empty primary selection")

    def step_07_create_token_shows_a_token_that_is_accepted(self):
        self.window.click("Create token")
        token = self.shown_token()
        check(self.read(token)["verdict"] == "accept", "a token that is accepted")

    def step_08_toggled_scope_leaves_the_token_at_once(self):
        before = self.shown_token()
        self.window.click("video.services.assets:read", "check box")
        after = self.wait_for_other_token(before)
        scopes = self.read(after)["claims"]["scp"]
        check(scopes == ["video.services.channels:read", SLICER_SCOPE], f"the two other scopes, not {scopes}")

    def step_09_copied_header_line_is_in_the_clipboard(self):
        self.window.click("Copy header line")
        time.sleep(1)
        line = get_selection("clipboard")
        check(line == f"X-Auth-Uplynk-Jwt: {self.shown_token()}", "the header line in the clipboard")

    def step_10_prepared_slicer_line_is_in_the_clipboard_and_would_be_accepted(self):
        before = self.shown_token()
        self.window.click("Prepare for Slicer")
        self.wait_for_other_token(before)
        self.window.click("Copy Slicer line")
        time.sleep(1)
        line = get_selection("clipboard")
        check(line.startswith("apikey: token_eyJ"), "a line that starts with apikey: token_")
        read = self.read(line)
        codes = [finding["code"] for finding in read["findings"]]
        check((read["verdict"], codes) == ("accept", ["never_expires"]), f"accept, not {read['verdict']} {codes}")
        check(read["claims"]["scp"] == [SLICER_SCOPE], "the one scope")

    def step_11_copied_line_is_marked_for_clipboard_histories(self):
        check("x-kde-passwordManagerHint" in get_selection("clipboard", "TARGETS").split(), "the mark")
        check(get_selection("clipboard", "x-kde-passwordManagerHint") == "secret", "the mark's value")

    def step_12_bad_file_is_named_and_the_key_stays(self):
        self.window.drop(KEYS / "bad/env-without-kid.env")
        self.see_part("The .env file has no value for KID")
        self.see_key_bar()

    def step_13_forgotten_key_is_gone(self):
        self.window.click("Forget key")
        self.see("No key loaded")
        check(not self.window.search(lambda name: KID[:4] in name), "no trace of the key")

    def step_14_window_in_which_nothing_changes_leaves_the_processor_alone(self):
        least = min(self.window.measure_processor(2.0) for _ in range(6))
        check(least < 0.04, f"at most 0.04 s of processor time in 2 s, not {least:.2f} s")

    def step_15_pasted_path_loads_the_key(self):
        set_clipboard(str(self.key))
        self.window.press("ctrl+v")
        self.see_key_bar()

    def step_16_quit_asks_about_a_copied_token_and_then_ends_in_good_order(self):
        self.window.click("Copy token")
        time.sleep(1)
        self.window.press("ctrl+q")
        self.window.see("Close the program?")
        self.window.press("ctrl+q")
        code = self.window.process.wait(timeout=10)
        check(code == 0, f"exit code 0, not {code}")

    def step_17_file_that_is_named_at_the_start_is_loaded(self):
        self.window = Window(self.binary, str(self.key))
        self.see_key_bar()


if __name__ == "__main__":
    main(Steps)
