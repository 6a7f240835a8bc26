#!/usr/bin/python3
"""Another program's window, from which files can be dragged: drag_source.py FILE..."""

import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk

uris = [pathlib.Path(path).absolute().as_uri() for path in sys.argv[1:]]

window = Gtk.Window(title="Drag source")
window.set_default_size(160, 80)
handle = Gtk.EventBox()
handle.add(Gtk.Label(label="Drag me"))
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY | Gdk.DragAction.MOVE)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", lambda _w, _context, data, _info, _time: data.set_uris(uris))
window.add(handle)
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
