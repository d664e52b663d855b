"""What the tests of a public place share: a clock that leaps, the facilitator's gesture, and a socket
that plays systemd."""
import os
import socket
import time


class Clock:
    """$PRAATPLAAT_CLOCK: both clocks of the program leap when told."""

    def __init__(self, stage):
        self.path = stage.home / "clock"
        if not self.path.exists():
            os.mkfifo(self.path)
        self.env = {"PRAATPLAAT_CLOCK": str(self.path)}

    def leap(self, seconds):
        time.sleep(0.5)  # a finger that was lifted just now is heard before the clock is
        with open(self.path, "w", encoding="ascii") as pipe:
            pipe.write(f"{int(seconds * 1000)}\n")


class Systemd:
    """The socket of NOTIFY_SOCKET: what a service would say of itself."""

    def __init__(self, stage, watchdog_seconds):
        self.path = str(stage.home / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.setblocking(False)
        self.env = {"NOTIFY_SOCKET": self.path,
                    "WATCHDOG_USEC": str(int(watchdog_seconds * 1000000))}

    def heard(self):
        """All that was said since the last time."""
        said = []
        while True:
            try:
                said += self.socket.recv(4096).decode().split("\n")
            except BlockingIOError:
                return said

    def wait_for(self, program, word, timeout=60):
        heard = []

        def there():
            heard.extend(self.heard())
            return word in heard
        program.wait(f"{word} to systemd", there, timeout)


def start(stage, *args, env=None, **options):
    """A kiosk whose clock can leap; waits for its poster."""
    clock = Clock(stage)
    program = stage.start("--kiosk", "--lang", "nl", *args, env={**clock.env, **(env or {})},
                          patience=30, **options)
    return program, clock


def gesture(stage, program, right=False):
    """Five taps in an upper corner, the last one held."""
    x = stage.width - 12 if right else 12
    for _ in range(4):
        stage.screen.tap(x, 12, 0.04)
        time.sleep(0.06)
    finger = stage.screen.down(x, 12)
    program.wait_screen("pin")
    finger.up()


def type_pin(program, digits):
    for digit in digits:
        program.tap(f"pin.{digit}")
    program.tap("pin.enter")


def choose_pin(stage, program, digits="2580", then="sessions"):
    """The first use: typed twice."""
    gesture(stage, program)
    type_pin(program, digits)
    program.wait_node("pin.digits", value="0")
    type_pin(program, digits)
    program.wait_screen(then)
