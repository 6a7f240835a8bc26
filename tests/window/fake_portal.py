#!/usr/bin/python3
"""A portal for file dialogs on the session bus that behaves as it is told: fake_portal.py MODE FILE

    silent   takes every call and answers none
    hidden   shows nothing; the dialog ends with FILE when this program gets the signal USR1
    well     the dialog ends with FILE after half a second

Prints a line when it can be called. Needs python3-dbus, python3-gi.
"""

import pathlib
import signal
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

CHOOSER = "org.freedesktop.portal.FileChooser"


class Portal(dbus.service.Object):
    def __init__(self, bus, mode, file):
        super().__init__(bus, "/org/freedesktop/portal/desktop")
        self.bus, self.mode, self.file, self.request = bus, mode, file, None

    # The callbacks that `silent` never calls are the answers.
    @dbus.service.method(dbus.PROPERTIES_IFACE, "ss", "v", async_callbacks=("answer", "refuse"))
    def Get(self, interface, name, answer, refuse):
        if self.mode != "silent":
            answer(dbus.UInt32(4))

    @dbus.service.method(CHOOSER, "ssa{sv}", "o", sender_keyword="sender", async_callbacks=("answer", "refuse"))
    def OpenFile(self, parent, title, options, answer, refuse, sender=None):
        if self.mode == "silent":
            return
        caller = sender.lstrip(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{caller}/{options['handle_token']}"
        self.request = Request(self.bus, path)
        answer(dbus.ObjectPath(path))
        if self.mode == "well":
            # Nobody chooses faster; rfd 0.17 misses an answer that comes together with that of the call.
            GLib.timeout_add(500, self.end)

    def end(self):
        print("the dialog ends", flush=True)
        uris = dbus.Array([pathlib.Path(self.file).resolve().as_uri()], signature="s")
        self.request.Response(0, {"uris": uris})
        return False


class Request(dbus.service.Object):
    @dbus.service.signal("org.freedesktop.portal.Request", "ua{sv}")
    def Response(self, response, results):
        pass


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    portal = Portal(bus, sys.argv[1], sys.argv[2])
    name = dbus.service.BusName("org.freedesktop.portal.Desktop", bus, do_not_queue=True)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, portal.end)
    print(f"{name.get_name()} is {sys.argv[1]}", flush=True)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
