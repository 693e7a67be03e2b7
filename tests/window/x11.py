"""The windows of a display, as a window manager sees them.

  x11.py list            the names of the windows that are shown, a line each
  x11.py close NAME      asks the window of that name to close, as its cross does
"""

import ctypes
import sys

X = ctypes.CDLL("libX11.so.6")
Window = ctypes.c_ulong
X.XOpenDisplay.restype = ctypes.c_void_p
X.XDefaultRootWindow.restype = Window
X.XInternAtom.restype = ctypes.c_ulong


class Attributes(ctypes.Structure):
    # XWindowAttributes: only map_state is read; the rest is room.
    _fields_ = [("before", ctypes.c_byte * 92), ("map_state", ctypes.c_int), ("after", ctypes.c_byte * 256)]


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", Window),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 12),
    ]


display = ctypes.c_void_p(X.XOpenDisplay(None))
if not display:
    sys.exit("no display")


def children(window):
    root, parent, count = Window(), Window(), ctypes.c_uint()
    found = ctypes.POINTER(Window)()
    X.XQueryTree(display, Window(window), *map(ctypes.byref, (root, parent, found, count)))
    return [found[at] for at in range(count.value)]


def name_of(window):
    name = ctypes.c_char_p()
    X.XFetchName(display, Window(window), ctypes.byref(name))
    return (name.value or b"").decode()


def is_shown(window):
    attributes = Attributes()
    X.XGetWindowAttributes(display, Window(window), ctypes.byref(attributes))
    return attributes.map_state == 2


def close(window):
    event = ClientMessage(type=33, window=window, format=32)
    event.message_type = X.XInternAtom(display, b"WM_PROTOCOLS", False)
    event.data[0] = X.XInternAtom(display, b"WM_DELETE_WINDOW", False)
    X.XSendEvent(display, Window(window), False, ctypes.c_long(0), ctypes.byref(event))


shown = [(window, name_of(window)) for window in children(X.XDefaultRootWindow(display)) if is_shown(window)]
if sys.argv[1] == "list":
    for _, name in shown:
        if name:
            print(name)
else:
    for window, name in shown:
        if name == sys.argv[2]:
            close(window)
X.XSync(display, False)
