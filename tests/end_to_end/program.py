"""The program on a screen, driven as a person would: buttons are found by what --inspect says of
them, touched with real fingers, and what happens is awaited, never slept for.

Every program gets a home, data, cache and configuration folder of its own.
"""
import json
import math
import os
import pathlib
import re
import signal
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
# Where a sanitizer of the build under test says something, the test has failed.
SANITIZER = re.compile(r"ERROR: (Address|Leak)Sanitizer|runtime error:|SUMMARY: \w+Sanitizer")


class Failed(AssertionError):
    """What a test expected did not happen."""


class Node:
    """One node of the --inspect description."""

    def __init__(self, data):
        self.data = data
        self.id = data["id"]
        self.rect = tuple(data["rect"])

    def __getattr__(self, name):
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(f"node {self.id} has no {name}") from None

    def __repr__(self):
        return f"<{self.id} {self.rect} {self.data.get('label')!r}>"

    @property
    def centre(self):
        x, y, width, height = self.rect
        return x + width / 2, y + height / 2

    @property
    def visible(self):
        return self.rect[2] > 0 and self.rect[3] > 0


class Outcome:
    """What a command that ended by itself left."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def environment(home, screen=None):
    env = screen.environment() if screen else dict(os.environ)
    if not screen:
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            env.pop(name, None)
    for name in ("PRAATPLAAT_DATA", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        env.pop(name, None)
    env.update(
        HOME=str(home), LANG="C.UTF-8", XDG_DATA_HOME=f"{home}/data",
        XDG_CACHE_HOME=f"{home}/cache", XDG_CONFIG_HOME=f"{home}/config", XDG_RUNTIME_DIR=str(home),
        LSAN_OPTIONS=f"suppressions={HERE.parent}/leaks.supp:print_suppressions=0",
        UBSAN_OPTIONS="print_stacktrace=1")
    return env


def run_command(binary, home, *args, screen=None, timeout=60, stdin="", env=None):
    """Runs the program to its end and gives its Outcome."""
    done = subprocess.run([str(binary), *map(str, args)], input=stdin, text=True,
                          capture_output=True, timeout=timeout, check=False,
                          env=dict(environment(home, screen), **(env or {})))
    if SANITIZER.search(done.stderr):
        raise Failed(f"a sanitizer spoke:\n{done.stderr}")
    return Outcome(done.returncode, done.stdout, done.stderr)


class Program:
    """A running program. Waiting fails with what was on screen instead."""

    def __init__(self, binary, screen, home, *args, patience=10.0, env=None, name="program"):
        self.screen, self.home, self.patience = screen, pathlib.Path(home), patience
        self.inspect_file = self.home / f"{name}.inspect.json"
        self.stderr_file = self.home / f"{name}.stderr"
        self.inspect_file.unlink(missing_ok=True)
        self.checked = False
        self.tapped = {}  # what was tapped at a place last: id and label
        with open(self.stderr_file, "wb") as err:
            self.process = subprocess.Popen(
                [str(binary), "--inspect", str(self.inspect_file), *map(str, args)],
                stdin=subprocess.DEVNULL, stdout=err, stderr=err,
                env=dict(environment(home, screen), **(env or {})))

    # -- what is on screen -------------------------------------------------------------------
    def state(self):
        """The description of the last frame; None before the first."""
        try:
            return json.loads(self.inspect_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def nodes(self, prefix=""):
        """The visible nodes whose ids begin so, in their order."""
        state = self.state() or {"nodes": []}
        found = [Node(data) for data in state["nodes"] if data["id"].startswith(prefix)]
        return [node for node in found if node.visible]

    def find(self, node_id):
        """The node of that id as it is now; None when it is not there."""
        return next((node for node in self.nodes(node_id) if node.id == node_id), None)

    def _describe(self):
        state = self.state()
        if state is None:
            return "no frame yet"
        ids = " ".join(node["id"] for node in state["nodes"])
        return f"screen {state['screen']}, frame {state['frame']}, nodes: {ids}"

    # -- waiting -------------------------------------------------------------------------------
    def wait(self, what, condition, timeout=None):
        """Waits until condition() gives something true and returns that."""
        end = time.monotonic() + (timeout or self.patience)
        while True:
            value = condition()
            if value:
                return value
            if self.process.poll() is not None:
                raise Failed(f"waiting for {what}: the program ended with exit status "
                             f"{self.process.returncode}:\n{self.stderr()}")
            if time.monotonic() > end:
                raise Failed(f"waited in vain for {what}; {self._describe()}")
            time.sleep(0.02)

    def wait_state(self, what, condition, timeout=None):
        def holds():
            state = self.state()
            return state if state and condition(state) else None
        return self.wait(what, holds, timeout)

    def wait_screen(self, name, timeout=None):
        return self.wait_state(f"screen {name}", lambda state: state["screen"] == name, timeout)

    def wait_size(self, width, height, timeout=None):
        return self.wait_state(f"size {width}x{height}",
                               lambda state: state["size"] == [width, height], timeout)

    def wait_frame(self, after, timeout=None):
        """A frame later than that number."""
        return self.wait_state(f"a frame after {after}", lambda s: s["frame"] > after, timeout)

    def wait_saved(self, timeout=None):
        return self.wait_state("everything saved", lambda state: state["saved"] is True, timeout)

    def wait_node(self, node_id, timeout=None, **expected):
        """The node, once it is there and its members are as expected: wait_node(id, value=3)."""
        def matches():
            node = self.find(node_id)
            good = node and all(node.data.get(key) == value for key, value in expected.items())
            return node if good else None
        wanted = f"node {node_id}" + (f" with {expected}" if expected else "")
        return self.wait(wanted, matches, timeout)

    def wait_gone(self, node_id, timeout=None):
        self.wait(f"node {node_id} to be gone", lambda: self.find(node_id) is None, timeout)

    def wait_resting(self, node_id=None, timeout=None):
        """Nothing moves any more: the node keeps its place, or the frame its number, for 0.15 s.
        Returns the node, or the state."""
        def look():
            if node_id:
                node = self.find(node_id)
                return node and node.enabled and node.rect, node
            state = self.state()
            return state and state["frame"], state
        last, since = None, time.monotonic()
        found = None

        def resting():
            nonlocal last, since, found
            mark, found = look()
            if mark != last:
                last, since = mark, time.monotonic()
            return bool(mark) and time.monotonic() - since >= 0.15
        self.wait(f"{node_id or 'the screen'} to come to rest", resting, timeout)
        return found

    # -- doing ---------------------------------------------------------------------------------
    def place(self, target):
        """Pixels of a node id (awaited, at rest), a Node, or a pair of numbers."""
        if isinstance(target, str):
            target = self.wait_resting(target)
        return target.centre if isinstance(target, Node) else target

    def aim(self, *targets):
        """Their places. What came under the finger with the tap before is read first: sooner it would be
        the second half of a double tap, which presses nothing."""
        seen = [self.wait_resting(target) if isinstance(target, str) else target for target in targets]
        places = [target.centre if isinstance(target, Node) else target for target in seen]
        words = [isinstance(target, Node) and (target.id, target.data.get("label")) for target in seen]
        state = self.state()
        near = 9 * state["px_per_mm"] if state else 0
        close = [tapped for when, tapped in self.screen.tapped if time.monotonic() - when < 2
                 and any(math.dist(place, tapped) < near for place in places)]
        if any(self.tapped.get(tapped) not in words for tapped in close):
            time.sleep(0.4)
        self.tapped.update(zip(places, words))
        return places

    def tap(self, target, seconds=0.05):
        self.screen.tap(*self.aim(target)[0], seconds)

    def taps(self, *targets):
        """Several people at once."""
        self.screen.taps(self.aim(*targets))

    def hold(self, target, seconds=0.8):
        self.tap(target, seconds)

    def double_tap(self, target):
        x, y = self.aim(target)[0]
        self.screen.tap(x, y, 0.04)
        time.sleep(0.06)
        self.screen.tap(x, y, 0.04)

    def drag(self, source, target, seconds=0.35, rest=0.1):
        self.screen.drag(*self.aim(source)[0], *self.place(target), seconds, rest)

    def click(self, target):
        self.screen.click(*self.aim(target)[0])

    def type(self, text):
        self.screen.type(text)

    def key(self, *names):
        self.screen.key(*names)

    def expect(self, target, screen=None, node=None, timeout=None):
        """Taps, then waits for what that should bring."""
        self.tap(target)
        if screen:
            self.wait_screen(screen, timeout)
        return self.wait_node(node, timeout) if node else None

    # -- ending --------------------------------------------------------------------------------
    def stderr(self):
        return self.stderr_file.read_text(encoding="utf-8", errors="replace")

    def wait_exit(self, code=0, timeout=None):
        """The program ends by itself, with that status and no word of a sanitizer."""
        try:
            self.process.wait(timeout or self.patience)
        except subprocess.TimeoutExpired:
            raise Failed(f"the program did not end; {self._describe()}") from None
        self.checked = True
        said = self.stderr()
        if SANITIZER.search(said):
            raise Failed(f"a sanitizer spoke:\n{said}")
        if self.process.returncode != code:
            raise Failed(f"exit status {self.process.returncode}, not {code}:\n{said}")

    def close(self):
        """As when the machine is shut down: the program saves and ends well."""
        self.process.send_signal(signal.SIGTERM)
        self.wait_exit(0)

    def kill9(self):
        self.process.kill()
        self.process.wait()
        self.checked = True

    def expect_said(self, pattern):
        """A line on standard error matches, and every line has the program's one form."""
        lines = self.stderr().splitlines()
        if not any(re.search(pattern, line) for line in lines):
            raise Failed(f"no line matches {pattern!r} in:\n{self.stderr()}")
        for line in lines:
            if not re.match(r"praatplaat: .+|.+:\d+:\d+: .+", line):
                raise Failed(f"a line without the program's form: {line!r}")
