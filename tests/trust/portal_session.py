"""A file dialog by a portal that looks at who asks, as the real one does: portal_session.py BINARY KEY_FILE

The portal opens the `/proc` folder's `root` of the caller, and refuses a caller where it may not (xdg-desktop-portal does
so to tell sandboxed programs). Called by portal.sh, as an unprivileged user. The last line is `N passed, M failed`.
"""

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "window"))

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
CHOOSER = "org.freedesktop.portal.FileChooser"
ASK = f"""
import ctypes, dbus, sys
if sys.argv[1] == "hidden":
    ctypes.CDLL(None).prctl(4, 0)  # PR_SET_DUMPABLE
chooser = dbus.Interface(dbus.SessionBus().get_object("{NAME}", "{PATH}"), "{CHOOSER}")
chooser.OpenFile("", "a title", {{"handle_token": "t"}}, signature="ssa{{sv}}")
"""


class Refused(dbus.DBusException):
    _dbus_error_name = "org.freedesktop.DBus.Error.AccessDenied"


class Portal(dbus.service.Object):
    def __init__(self, bus, file):
        super().__init__(bus, PATH)
        self.bus, self.file, self.callers = bus, file, []

    @dbus.service.method(dbus.PROPERTIES_IFACE, "ss", "v")
    def Get(self, interface, name):
        return dbus.UInt32(4)

    @dbus.service.method(CHOOSER, "ssa{sv}", "o", sender_keyword="sender")
    def OpenFile(self, parent, title, options, sender=None):
        pid = self.bus.call_blocking(
            dbus.BUS_DAEMON_NAME, dbus.BUS_DAEMON_PATH, dbus.BUS_DAEMON_IFACE, "GetConnectionUnixProcessID", "s", (sender,)
        )
        try:
            os.close(os.open(f"/proc/{pid}/root", os.O_RDONLY | os.O_DIRECTORY))
        except OSError as error:
            raise Refused(f"Portal operation not allowed: Unable to open /proc/{pid}/root") from error
        self.callers.append(pid)
        handle = f"{PATH}/request/{sender.lstrip(':').replace('.', '_')}/{options['handle_token']}"
        request = Request(self.bus, handle)
        uris = dbus.Array([pathlib.Path(self.file).as_uri()], signature="s")
        GLib.timeout_add(300, lambda: request.Response(0, {"uris": uris}) and False)
        return dbus.ObjectPath(handle)


class Request(dbus.service.Object):
    @dbus.service.signal("org.freedesktop.portal.Request", "ua{sv}")
    def Response(self, response, results):
        pass


def serve(file):
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName(NAME, bus)
    portal = Portal(bus, file)
    print("ready", flush=True)
    GLib.MainLoop().run()
    return name, portal


def ask(how):
    return subprocess.run([sys.executable, "-c", ASK, how], capture_output=True, text=True, check=False, timeout=30)


def main():
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
        return 0
    from desktop import Window

    from memory_command_line import Report

    binary, key = sys.argv[1:3]
    report = Report()
    portal = subprocess.Popen([sys.executable, __file__, "serve", key], stdout=subprocess.PIPE, text=True)
    portal.stdout.readline()
    hidden, open_ = ask("hidden"), ask("open")
    report.judge("control: the portal refuses a process that hides", "Unable to open" in hidden.stderr, hidden.stderr)
    report.judge("control: the portal serves one that does not", open_.returncode == 0, open_.stderr)
    window = Window(binary)
    try:
        window.see("No key loaded")
        status = pathlib.Path(f"/proc/{window.process.pid}/root")
        report.judge("the window hides", not can_open(status), "it can be looked at")
        window.press("ctrl+o")
        try:
            window.see("Forget key")
            report.judge("the window gets a file dialog of the portal, and loads the key that is chosen there", True)
        except Exception as missing:
            report.judge("the window gets a file dialog of the portal, and loads the key that is chosen there", False, missing)
        report.judge("the window still hides", not can_open(status), "it can be looked at")
        time.sleep(0.5)
        report.judge("no process is left of the dialog", dialogs() == 0, dialogs())
    finally:
        window.close()
        portal.kill()
    return report.end()


def dialogs():
    done = subprocess.run(["pgrep", "-u", str(os.getuid()), "-fc", "--", "--file-dialog"], capture_output=True, text=True, check=False)
    return int(done.stdout.strip() or 0)


def can_open(path):
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_DIRECTORY))
        return True
    except PermissionError:
        return False


if __name__ == "__main__":
    sys.exit(main())
