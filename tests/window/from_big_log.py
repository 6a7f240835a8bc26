#!/usr/bin/python3
"""A whole journey, started with a day's log of a proxy: from_big_log.py BINARY OUTPUT_FOLDER

Requests were refused at night, and there is a log with a hundred thousand of them. It is opened by its path, with the
key loaded; the list says how many would be refused and why; filtered to those, one row is opened, and its verdict and
its findings are read. See scenario.py for what is printed and left.
"""

import time

from desktop import BREAK, PATIENCE, Window, set_clipboard
from scenario import Scenario, check, expected, main

LINES = 100_000
GRANTED = "video.services.assets:read"
NOT_GRANTED = "video.services.ads:write"
# A scan may take so many seconds.
SCAN = PATIENCE if BREAK else 120


class FromBigLog(Scenario):
    def __init__(self, binary, folder):
        super().__init__(binary, folder)
        self.now = int(time.time())
        self.log = folder / "access.log"
        self.write_log()
        self.window = Window(binary, str(self.key))

    def write_log(self):
        """Of ten tokens one is expired, one asks for too much, and eight never expire."""
        good = self.mint("--net", "--scope", GRANTED)
        expired = self.mint("--at", str(self.now - 492), "--scope", GRANTED)
        wide = self.mint("--net", "--scope", NOT_GRANTED)
        tokens = [expired, wide] + [good] * 8
        with open(self.log, "w", encoding="ascii") as log:
            for line in range(LINES):
                at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.now - 400))
                log.write(f'{at} "GET /api/v4/assets/{line} HTTP/1.1" 200 X-Auth-Uplynk-Jwt: {tokens[line % 10]}\n')

    def rows(self):
        return [name for name in self.window.names("list item") if name.startswith("Line ")]

    def step_01_pasted_path_of_the_log_scans_it_to_its_end(self):
        self.see_key_bar()
        set_clipboard(str(self.log))
        self.window.press("ctrl+v")
        self.window.see_part(expected("The scan is done"), patience=SCAN)
        self.see("100,000 tokens")

    def step_02_verdicts_are_counted(self):
        self.see("Would be refused 20,000")
        self.see("Would be accepted 80,000")

    def step_03_causes_are_named_with_an_example(self):
        self.see("Why 20,000 tokens would be refused")
        self.see("10,000 tokens · expired")
        self.see("10,000 tokens · scope not granted")

    def step_04_list_is_filtered_by_its_chip(self):
        self.window.click("Would be refused 20,000")
        self.see("20,000 shown")
        rows = self.rows()
        check(rows and all("Would be refused" in row for row in rows), f"refused tokens alone, not {rows}")
        check(5 < len(rows) < 30, f"a screen of rows, not {len(rows)}")

    def step_05_chosen_row_shows_its_verdict_and_findings(self):
        self.window.click(self.see_part("Line 12 · "))
        self.see("Would be refused")
        self.see_part("Line 12, judged as of")
        findings = self.window.rows("Findings")
        check(any(NOT_GRANTED in finding for finding in findings), f"the scope, not {findings}")

    def step_06_keyboard_goes_to_the_end_of_the_list(self):
        self.window.press("End")
        self.see_part("Line 99,992, judged as of")

    def step_07_as_of_the_lines_time_another_one_is_good(self):
        self.window.click("As of each line's time")
        self.window.see_part(expected("as of each line's time"), patience=SCAN)
        self.window.see_part(expected("The scan is done"), patience=SCAN)
        self.see("Would be refused 10,000")

    def step_08_another_key_is_told_of(self):
        self.window.click("Forget key")
        self.see_part("The list was judged with a key that is not loaded any more")

    def step_09_scan_that_is_done_leaves_the_processor_alone(self):
        least = min(self.window.measure_processor(2.0) for _ in range(6))
        check(least < 0.04, f"at most 0.04 s of processor time in 2 s, not {least:.2f} s")

    def step_10_closed_scan_leads_back_to_the_paste_box(self):
        self.window.click("Close scan")
        self.see("Captured text")


if __name__ == "__main__":
    main(FromBigLog)
