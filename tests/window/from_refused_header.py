#!/usr/bin/python3
"""A whole journey, started with a refused header and an .env: from_refused_header.py BINARY OUTPUT_FOLDER

Somebody's request was refused. They paste the curl command, drop the key file onto the window, and read the reasons: the
token has expired, and asks for a scope that the key does not grant. They carry the token over into the Create pane, take
that scope off, copy the header line and paste it back: it would be accepted, and the command line says so too. See
scenario.py for what is printed and left.
"""

import time

from desktop import Window, set_clipboard
from scenario import Scenario, check, copied, main

GRANTED = "video.services.assets:read"
NOT_GRANTED = "video.services.ads:write"


class FromRefusedHeader(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.window = Window(binary)
        issued = str(int(time.time()) - 492)
        self.request = self.mint("--as", "curl", "--at", issued, "--scope", GRANTED, "--scope", NOT_GRANTED)
        self.line = ""

    def step_01_pasted_request_would_be_refused_without_any_key(self):
        set_clipboard(self.request)
        self.window.press("ctrl+v")
        self.see("Would be refused")
        self.see_part("Expired 3 min")

    def step_02_dropped_key_adds_the_signature_and_the_grants(self):
        self.window.drop(self.key)
        self.see_key_bar()
        self.see_part("signature verified with .env")

    def step_03_every_reason_is_named_at_once(self):
        rows = self.window.rows("Findings")
        problems = [row for row in rows if row.startswith("Problem: ")]
        named = any("Expired" in row for row in problems) and any(NOT_GRANTED in row for row in problems)
        check(named, f"both reasons, not {rows}")
        self.see_part("It grants video.services.assets:read")

    def step_04_edited_as_a_test_token_one_reason_is_left(self):
        self.window.click("Edit as test token")
        self.see(NOT_GRANTED, "check box")
        self.see("Would be refused")
        rows = self.window.rows("Findings")
        check(not any("Expired" in row for row in rows), f"no word of the time in {rows}")

    def step_05_without_that_scope_it_would_be_accepted(self):
        self.window.do(NOT_GRANTED, "check box")
        self.see("Would be accepted")

    def step_06_header_line_is_copied(self):
        self.window.click("Copy header line")
        self.line = copied()
        check(self.line.startswith("X-Auth-Uplynk-Jwt: eyJ"), "the header line in the clipboard")

    def step_07_read_back_it_is_accepted(self):
        self.window.click("Read token")
        self.window.click("Clear")
        self.window.press("Escape", "ctrl+v")
        self.see("Would be accepted")
        self.see_part("header line")

    def step_08_command_line_says_the_same(self):
        read = self.read(self.line)
        check((read["verdict"], read["claims"]["scp"]) == ("accept", [GRANTED]), f"accept, not {read['findings']}")


if __name__ == "__main__":
    main(FromRefusedHeader)
