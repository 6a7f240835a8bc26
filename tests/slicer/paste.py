"""Runs a shell command on a terminal of its own, pastes a line, and sees that the line is not shown.

paste.py COMMAND_FILE LINE_FILE
paste.py --interrupt COMMAND_FILE
"""

import os
import pty
import select
import signal
import sys
import termios
import time

LIMIT = 20


def start(command):
    """A shell on a new terminal; a second handle keeps the terminal's settings readable after its end."""
    leader, follower = pty.openpty()
    child = os.fork()
    if child == 0:
        os.login_tty(follower)
        # Who runs in the background has been told to ignore it, and a shell can't trap what it was told to ignore.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execvp("sh", ["sh", "-c", command])
    return child, leader, follower


def read_until(leader, text, seen=b""):
    """What is shown until a text is seen, or until nothing more comes."""
    end = time.monotonic() + LIMIT
    while text not in seen and time.monotonic() < end:
        if select.select([leader], [], [], 0.2)[0]:
            seen += os.read(leader, 65536)
    return seen


def shows_typing(follower):
    return bool(termios.tcgetattr(follower)[3] & termios.ECHO)


def wait_until_hidden(follower):
    end = time.monotonic() + LIMIT
    while shows_typing(follower) and time.monotonic() < end:
        time.sleep(0.01)


def wait_for_end(child, leader):
    end = time.monotonic() + LIMIT
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        # A full terminal would hold the program up.
        if select.select([leader], [], [], 0.05)[0]:
            os.read(leader, 65536)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            raise SystemExit("it does not end")


def main():
    interrupt = sys.argv[1] == "--interrupt"
    with open(sys.argv[2 if interrupt else 1], encoding="utf-8") as file:
        child, leader, follower = start(file.read())
    assert shows_typing(follower), "control: a terminal shows what is typed"
    seen = read_until(leader, b"press Enter")
    wait_until_hidden(follower)
    assert not shows_typing(follower), "typing is hidden while the line is read"
    if interrupt:
        os.write(leader, b"\x03")
    else:
        with open(sys.argv[2], "rb") as file:
            line = file.read()
        os.write(leader, line)
        seen = read_until(leader, b"systemctl restart", seen)
        assert b"Saved " in seen, seen.decode(errors="replace")
        assert line.strip()[-40:] not in seen and b"eyJhbGciOi" not in seen, "the line is shown"
    wait_for_end(child, leader)
    assert shows_typing(follower), "the terminal shows again what is typed"


main()
