"""A desktop for the window tests: logind on one bus, a screen saver on another.

Reads commands from stdin, a line each, and says on stdout what the app did:
  sleep / wake            PrepareForSleep
  lock / lock-other       Lock of the app's own session, of another one
  saver-on / saver-off    ActiveChanged
"""

import json
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

OWN, OTHER = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/_37"
SAVER = "org.freedesktop.ScreenSaver"


def say(**what):
    print(json.dumps(what), flush=True)


class Manager(dbus.service.Object):
    @dbus.service.method("org.freedesktop.login1.Manager", in_signature="s", out_signature="o")
    def GetSession(self, name):
        say(session=str(name))
        return dbus.ObjectPath(OWN)

    @dbus.service.method("org.freedesktop.login1.Manager", in_signature="ssss", out_signature="h")
    def Inhibit(self, what, who, why, mode):
        ours, theirs = os.pipe()
        say(inhibits=[str(what), str(mode)])
        GLib.io_add_watch(ours, GLib.IO_HUP, self.released)
        descriptor = dbus.types.UnixFd(theirs)
        os.close(theirs)
        return descriptor

    def released(self, descriptor, _):
        os.close(descriptor)
        say(released=True)
        return False

    @dbus.service.signal("org.freedesktop.login1.Manager", signature="b")
    def PrepareForSleep(self, start):
        pass


class Session(dbus.service.Object):
    @dbus.service.signal("org.freedesktop.login1.Session")
    def Lock(self):
        pass


class Saver(dbus.service.Object):
    @dbus.service.signal(SAVER, signature="b")
    def ActiveChanged(self, active):
        pass


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
system, session = dbus.SystemBus(), dbus.SessionBus()
logind = dbus.service.BusName("org.freedesktop.login1", system)
saver_name = dbus.service.BusName(SAVER, session)
manager = Manager(system, "/org/freedesktop/login1")
own, other = Session(system, OWN), Session(system, OTHER)
saver = Saver(session, "/ScreenSaver")
commands = {
    "sleep": lambda: manager.PrepareForSleep(True),
    "wake": lambda: manager.PrepareForSleep(False),
    "lock": own.Lock,
    "lock-other": other.Lock,
    "saver-on": lambda: saver.ActiveChanged(True),
    "saver-off": lambda: saver.ActiveChanged(False),
}
loop = GLib.MainLoop()


def read(source, condition):
    line = sys.stdin.readline().strip()
    if not line:
        loop.quit()
        return False
    commands[line]()
    say(said=line)
    return True


GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
say(ready=True)
loop.run()
