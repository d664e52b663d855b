"""A touch screen without hardware: an Xorg server of our own on the `dummy` video driver, with a
20-finger touch device, a pointer and a keyboard on the `inputtest` driver. Programs on it get
genuine XInput2 touches.

Coordinates are pixels of the screen as it is at that moment, also after a resize. The server and
everything in its folder are gone when the `with` block ends.
"""
import collections
import os
import pathlib
import re
import socket
import struct
import subprocess
import tempfile
import time

FINGERS = 20
AXIS_MAX = 65535.0

# Message and phase numbers of the inputtest protocol, version 1.1.
HELLO, SYNC, MOTION, BUTTON, KEY, TOUCH = 0, 1, 2, 4, 5, 6
BEGIN, UPDATE, END = 18, 19, 20

CONFIG = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
  Option "SuspendTime" "0"
  Option "OffTime" "0"
EndSection
{devices}
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 262144
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline {modeline}
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{width}x{height}"
  EndSubSection
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "touch" "SendCoreEvents"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "pointer" "CorePointer"
EndSection
"""

DEVICE = """
Section "InputDevice"
  Identifier "{name}"
  Driver "inputtest"
  Option "SocketPath" "{folder}/{name}"
  Option "DeviceType" "{kind}"
  Option "TouchCount" "{fingers}"
EndSection
"""


class ScreenError(Exception):
    """The server did not do what was asked of it."""


def mode_timings(width, height):
    """A mode's name and numbers, within the 300 MHz at which the dummy driver stops."""
    total_width, total_height = width + 240, height + 80
    refresh = min(60.0, 290e6 / (total_width * total_height))
    clock = total_width * total_height * refresh / 1e6
    numbers = (f"{clock:.2f} {width} {width + 40} {width + 80} {total_width} "
               f"{height} {height + 10} {height + 20} {total_height}")
    return f"{width}x{height}", numbers


class InputDevice:
    """One inputtest device; each call returns after the server has handled the event."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(str(path))
        self._send(HELLO, struct.pack("<HH", 1, 1))
        self._answer()

    def close(self):
        self.socket.close()

    def _send(self, kind, body=b""):
        self.socket.sendall(struct.pack("<II", 8 + len(body), kind) + body)

    def _read(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise ScreenError("the X server closed its input device")
            data += part
        return data

    def _answer(self):
        length, _kind = struct.unpack("<II", self._read(8))
        self._read(length - 8)

    def _event(self, kind, body):
        self._send(kind, body)
        self._send(SYNC)
        self._answer()

    @staticmethod
    def _axes(*values):
        mask = (1 << len(values)) - 1
        padded = list(values) + [0.0] * (64 - len(values))
        return (struct.pack("<IQ4x", 0, mask) + struct.pack("<64d", *padded) +
                struct.pack("<64d", *[0.0] * 64))

    def touch(self, finger, phase, x, y):
        self._event(TOUCH, struct.pack("<II", finger, phase) + self._axes(x, y))

    def move_pointer(self, x, y):
        self._event(MOTION, struct.pack("<I4x", 1) + self._axes(x, y))

    def button(self, number, down):
        self._event(BUTTON, struct.pack("<iiI4x", 0, number, int(down)) + self._axes())

    def key(self, code, down):
        self._event(KEY, struct.pack("<iI", code, int(down)))


class Finger:
    """One finger on the glass, from down to up."""

    def __init__(self, screen, number, x, y):
        self.screen, self.number, self.x, self.y = screen, number, x, y
        self._send(BEGIN)

    def _send(self, phase):
        self.screen.touch_device.touch(self.number, phase, *self.screen.to_axes(self.x, self.y))

    def move(self, x, y, seconds=0.0, steps=None):
        """Goes there in a straight line, in that many seconds, 60 times a second."""
        steps = steps or max(1, round(seconds * 60))
        from_x, from_y = self.x, self.y
        for step in range(1, steps + 1):
            if seconds:
                time.sleep(seconds / steps)
            self.x = from_x + (x - from_x) * step / steps
            self.y = from_y + (y - from_y) * step / steps
            self._send(UPDATE)

    def up(self):
        self._send(END)


class Screen:
    """An X display of that many pixels."""

    def __init__(self, width=1920, height=1080):
        self.width, self.height = width, height
        self.server = None
        self.next_finger = 1
        self.tapped = collections.deque(maxlen=20)  # when and where the last taps were

    # -- the server ------------------------------------------------------------------------
    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="screen-")
        folder = pathlib.Path(self.folder.name)
        try:
            self._start_server(folder)
            # Letters with accents are keys of this layout, common in the Netherlands.
            self.tool("setxkbmap", "us", "-variant", "altgr-intl")
            self.keys = self._read_keys()
            self.touch_device = InputDevice(folder / "touch")
            self.pointer_device = InputDevice(folder / "pointer")
            self.keyboard_device = InputDevice(folder / "keyboard")
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start_server(self, folder):
        devices = "".join(
            DEVICE.format(name=name, kind=kind, folder=folder, fingers=FINGERS)
            for name, kind in (("touch", "Touch"), ("keyboard", "Keyboard"),
                               ("pointer", "PointerAbsolute")))
        name, numbers = mode_timings(self.width, self.height)
        (folder / "xorg.conf").write_text(CONFIG.format(
            devices=devices, modeline=f'"{name}" {numbers}', width=self.width, height=self.height))
        read_end, write_end = os.pipe()
        with open(folder / "output", "w", encoding="utf-8") as output:
            self.server = subprocess.Popen(
                ["Xorg", "-config", str(folder / "xorg.conf"), "-logfile", str(folder / "log"),
                 "-noreset", "-novtswitch", "-sharevts", "-ac", "-nolisten", "tcp",
                 "-displayfd", str(write_end)],
                pass_fds=[write_end], stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        os.close(write_end)
        with os.fdopen(read_end, encoding="ascii") as pipe:
            number = pipe.readline().strip()
        if not number:
            said = (folder / "output").read_text(encoding="utf-8", errors="replace")
            raise ScreenError("Xorg did not start (it needs root): " + said[-2000:])
        self.display = ":" + number

    def __exit__(self, *_):
        for device in ("touch_device", "pointer_device", "keyboard_device"):
            if hasattr(self, device):
                getattr(self, device).close()
        if self.server:
            self.server.terminate()
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        self.folder.cleanup()

    def environment(self):
        """The environment for a program on this screen."""
        env = dict(os.environ, DISPLAY=self.display)
        for name in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY", "XAUTHORITY"):
            env.pop(name, None)
        return env

    def tool(self, *argv):
        done = subprocess.run(argv, env=self.environment(), capture_output=True, check=False)
        if done.returncode:
            raise ScreenError(f"{argv[0]}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout

    def windows_that_fill(self):
        """Ids of the windows that cover the whole screen."""
        found = []
        for line in self.tool("xwininfo", "-root", "-children").decode().splitlines():
            if f" {self.width}x{self.height}+0+0 " in line:
                found.append(line.split()[0])
        return found

    def resize(self, width, height):
        """Another resolution while programs run, as when somebody turns the display. SDL 2.26
        leaves it to the window manager to fit full-screen windows; here we do what one does."""
        name, numbers = mode_timings(width, height)
        full = self.windows_that_fill()
        if name not in self.tool("xrandr").decode().split():
            self.tool("xrandr", "--newmode", name, *numbers.split())
            self.tool("xrandr", "--addmode", "DUMMY0", name)
        self.tool("xrandr", "--output", "DUMMY0", "--mode", name)
        self.width, self.height = width, height
        for window in full:
            self.tool("xdotool", "windowsize", window, str(width), str(height))

    def to_axes(self, x, y):
        # The middle of the pixel, so that rounding on the way never leaves it.
        return (x + 0.5) / self.width * AXIS_MAX, (y + 0.5) / self.height * AXIS_MAX

    # -- fingers -----------------------------------------------------------------------------
    def down(self, x, y):
        number, self.next_finger = self.next_finger, self.next_finger + 1
        return Finger(self, number, x, y)

    def tap(self, x, y, seconds=0.05):
        self.taps([(x, y)], seconds)

    def taps(self, points, seconds=0.05):
        """All fingers down together, then all up."""
        self.tapped.extend((time.monotonic(), point) for point in points)
        fingers = [self.down(x, y) for x, y in points]
        time.sleep(seconds)
        for finger in fingers:
            finger.up()

    def drag(self, from_x, from_y, to_x, to_y, seconds=0.3, rest=0.0):
        """`rest` is how long the finger lies still before it lifts: no throw."""
        finger = self.down(from_x, from_y)
        finger.move(to_x, to_y, seconds)
        time.sleep(rest)
        finger.up()

    def pinch(self, x, y, from_distance, to_distance, seconds=0.4):
        left = self.down(x - from_distance / 2, y)
        right = self.down(x + from_distance / 2, y)
        steps = max(1, round(seconds * 60))
        for step in range(1, steps + 1):
            time.sleep(seconds / steps)
            half = (from_distance + (to_distance - from_distance) * step / steps) / 2
            left.move(x - half, y)
            right.move(x + half, y)
        left.up()
        right.up()

    # -- pointer and keyboard ------------------------------------------------------------------
    def point(self, x, y):
        self.pointer_device.move_pointer(*self.to_axes(x, y))

    def button(self, down, number=1):
        self.pointer_device.button(number, down)

    def click(self, x, y, number=1):
        self.tapped.append((time.monotonic(), (x, y)))
        self.point(x, y)
        self.button(True, number)
        time.sleep(0.05)
        self.button(False, number)

    def wheel(self, x, y, steps):
        """Positive is down."""
        self.point(x, y)
        for _ in range(abs(steps)):
            self.button(True, 5 if steps > 0 else 4)
            self.button(False, 5 if steps > 0 else 4)

    def _read_keys(self):
        """What each key gives: by keysym number and by name, the key code and its level."""
        keys = {}
        for line in self.tool("xmodmap", "-pk").decode().splitlines():
            code, _, rest = line.strip().partition("\t")
            if not code.strip().isdigit():
                continue
            columns = re.findall(r"0x([0-9a-f]+) \((\S+)\)", rest)
            # Columns 3 and 4 belong to a second group that this layout does not have.
            for level, column in zip((0, 1, None, None, 2, 3), columns):
                for name in (int(column[0], 16), column[1]):
                    if level is not None:
                        keys.setdefault(name, (int(code), level))
        return keys

    def _press(self, codes):
        for code in codes:
            self.keyboard_device.key(code, True)
        for code in reversed(codes):
            self.keyboard_device.key(code, False)

    def _codes(self, name):
        if name not in self.keys:
            raise ScreenError(f"the keyboard has no key for {name!r}")
        code, level = self.keys[name]
        shift = [self.keys["Shift_L"][0]] if level in (1, 3) else []
        altgr = [self.keys["ISO_Level3_Shift"][0]] if level in (2, 3) else []
        return shift + altgr + [code]

    def type(self, text):
        """By the keyboard, as a quick typist: a newline is Return."""
        for letter in text:
            number = {"\n": "Return", "\t": "Tab"}.get(letter, ord(letter))
            if isinstance(number, int) and number > 0xff and number not in self.keys:
                number += 0x01000000 if letter != "€" else 0
            self._press(self._codes(number))
            time.sleep(0.02)

    def key(self, *names):
        """One after the other, by their names in X: Tab, shift+Tab, Return, ctrl+a."""
        holds = {"shift": "Shift_L", "ctrl": "Control_L", "alt": "Alt_L", "super": "Super_L"}
        for name in names:
            *held, last = name.split("+")
            self._press([self.keys[holds[hold]][0] for hold in held] + self._codes(last))
            time.sleep(0.02)

    # -- eyes ------------------------------------------------------------------------------------
    def shot(self, path):
        self.tool("import", "-silent", "-window", "root", str(path))

    def pixels(self, x, y, width, height):
        """The rectangle's pixels as they are now: red, green and blue of each, row by row."""
        return self.tool("import", "-silent", "-window", "root", "-crop",
                         f"{width}x{height}+{round(x)}+{round(y)}", "-depth", "8", "rgb:-")

    def colour(self, x, y):
        """(red, green, blue) of one pixel."""
        return tuple(self.pixels(x, y, 1, 1))
