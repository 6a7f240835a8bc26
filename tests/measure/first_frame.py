#!/usr/bin/python3
"""How long programs take from their start to their first frame on the screen: first_frame.py RUNS BINARY BINARY

The programs take turns, after one run each that is not counted. A frame is there when the middle of the screen shows
a colour that is neither the root window's nor black: an unpainted window is black or lets the root window through.
That is looked at every two milliseconds over one connection to the X server, in the same way for both. Prints one JSON
object with the median of each in milliseconds and their ratio.
"""

import ctypes
import json
import os
import statistics
import subprocess
import sys
import time

ROOT_COLOUR = 0xC81E64
SIDE = 32
LONGEST = 20.0
Z_PIXMAP = 2
QUIET = subprocess.DEVNULL


class Screen:
    """A connection to the X server that looks at the middle of the screen."""

    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x.XGetImage.restype = ctypes.c_void_p
        self.x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 2,
                                     ctypes.c_ulong, ctypes.c_int]
        self.x.XGetPixel.restype = ctypes.c_ulong
        self.x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self.x.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.x.XSetWindowBackground.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
        for call in (self.x.XClearWindow, self.x.XSync):
            call.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        for size in (self.x.XDisplayWidth, self.x.XDisplayHeight):
            size.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self.display = self.x.XOpenDisplay(None)
        self.root = self.x.XDefaultRootWindow(self.display)
        self.x.XSetWindowBackground(self.display, self.root, ROOT_COLOUR)
        self.x.XClearWindow(self.display, self.root)
        self.x.XSync(self.display, 0)
        self.left = self.x.XDisplayWidth(self.display, 0) // 2 - SIDE // 2
        self.top = self.x.XDisplayHeight(self.display, 0) // 2 - SIDE // 2

    def colours(self):
        image = self.x.XGetImage(self.display, self.root, self.left, self.top, SIDE, SIDE, 0xFFFFFFFF, Z_PIXMAP)
        seen = {self.x.XGetPixel(image, x, y) & 0xFFFFFF for x in range(0, SIDE, 4) for y in range(0, SIDE, 4)}
        self.x.XDestroyImage(image)
        return seen

    def wait_until_empty(self):
        end = time.monotonic() + LONGEST
        while self.colours() != {ROOT_COLOUR}:
            if time.monotonic() > end:
                raise SystemExit("the screen does not get empty")
            time.sleep(0.01)

    def time_first_frame(self, binary):
        """Milliseconds from the start of the process to its first frame."""
        self.wait_until_empty()
        time.sleep(0.3)
        start = time.monotonic()
        process = subprocess.Popen([binary], stdin=QUIET, stdout=QUIET, stderr=QUIET)
        try:
            while not self.colours() - {ROOT_COLOUR, 0}:
                if time.monotonic() - start > LONGEST or process.poll() is not None:
                    raise SystemExit(f"{binary} shows no frame")
                time.sleep(0.002)
            return (time.monotonic() - start) * 1000
        finally:
            process.kill()
            process.wait()


def main():
    runs, binaries = int(sys.argv[1]), [os.path.abspath(path) for path in sys.argv[2:4]]
    screen = Screen()
    for binary in binaries:
        screen.time_first_frame(binary)
    times = {binary: [] for binary in binaries}
    for _ in range(runs):
        for binary in binaries:
            times[binary].append(screen.time_first_frame(binary))
    medians = [statistics.median(times[binary]) for binary in binaries]
    names = [os.path.basename(binary) for binary in binaries]
    figures = [
        {"name": name, "median_ms": round(median, 1), "least_ms": round(min(times[binary]), 1),
         "most_ms": round(max(times[binary]), 1)}
        for name, median, binary in zip(names, medians, binaries)
    ]
    print(json.dumps({"runs": runs, "programs": figures, "ratio": round(medians[0] / medians[1], 3)}, indent=2))


if __name__ == "__main__":
    main()
