"""What /proc says of a program and its children, and the probe that watches the screen."""
import os
import pathlib
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def _stat_fields(pid):
    # The name stands between brackets and may hold anything; the fields follow the last one.
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def tree(pid):
    """The process and all below it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(_stat_fields(entry)[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found = [pid]
    for member in found:
        found.extend(child for child, parent in parents.items() if parent == member)
    return found


def _sum_over(pid, value_of):
    total = 0
    for member in tree(pid):
        try:
            total += value_of(member)
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended between listing and reading
    return total


def pss_mb(pid):
    def pss(member):
        for line in pathlib.Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        return 0
    return _sum_over(pid, pss)


def ticks(pid):
    """Processor time in the kernel's ticks, as /proc/PID/stat shows it."""
    return _sum_over(pid, lambda member: sum(int(field) for field in _stat_fields(member)[11:13]))


def _over_threads(member, value_of):
    total = 0
    for task in pathlib.Path(f"/proc/{member}/task").iterdir():
        try:
            total += value_of(task)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def cpu_ms(pid):
    """Processor time in milliseconds, fine enough for one tap."""
    def run_ns(task):
        return int((task / "schedstat").read_text().split()[0])
    return _sum_over(pid, lambda member: _over_threads(member, run_ns)) / 1e6


def wakeups(pid):
    def voluntary(task):
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                return int(line.split()[1])
        return 0
    return _sum_over(pid, lambda member: _over_threads(member, voluntary))


def idle(pid, seconds=20):
    """(ticks, wakeups a second) while nobody touches anything."""
    ticks_before, wakeups_before = ticks(pid), wakeups(pid)
    time.sleep(seconds)
    return ticks(pid) - ticks_before, (wakeups(pid) - wakeups_before) / seconds


class Probe:
    """The C program that reads the screen's pixels; all times in seconds of time.monotonic()."""

    def __init__(self, binary, screen):
        self.screen = screen
        self.process = subprocess.Popen([str(binary)], env=screen.environment(), text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)

    def _say(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def _hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the probe ended")
        return line.strip()

    def _armed(self):
        if self._hear() != "armed":
            raise RuntimeError("the probe did not arm")

    def learn(self, number):
        self._say("learn", number)
        self._hear()

    def until_picture(self, number, do, share=0.99, timeout_ms=20000):
        """Does it and waits for the picture. Gives (first change, complete), seconds after the
        moment that do() returns as its start; None for what did not come."""
        self._say("await", number, share, timeout_ms)
        self._armed()
        start = do()
        first, complete = (int(part) / 1e9 for part in self._hear().split())
        return first - start if first else None, complete - start if complete else None

    def until_change(self, rect, do, timeout_ms=2000):
        """Seconds from do()'s start to the first changed pixel in the rectangle."""
        self._say("watch", *(round(number) for number in rect), timeout_ms)
        self._armed()
        start = do()
        when = int(self._hear()) / 1e9
        return when - start if when else None

    def changes(self, rect, do, timeout_ms):
        """How often the rectangle changed in that time, while do() goes on."""
        self._say("fps", *(round(number) for number in rect), timeout_ms)
        self._armed()
        do()
        return int(self._hear())
