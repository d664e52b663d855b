#!/usr/bin/env python3
"""Measures the program against the bare SDL2 program and Chromium on the same display in one run,
and holds the ratios to their limits. Times are never asserted by tests: they are told here.

    tests/bench/run.py [--sizes 1920x1080,3840x2160] [--rounds 5] [--without-chromium]

Prints one table a size; writes everything to build-bench/bench.json. Exit status 1 when a limit
is not met.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(TOP / "tests" / "end_to_end"), str(TOP / "tests" / "bench")]
sys.dont_write_bytecode = True

from compare import measure_compare  # noqa: E402
from drag import measure_drag  # noqa: E402
from reports import measure_reports  # noqa: E402
from measure import Probe, cpu_ms, idle, pss_mb  # noqa: E402
from screen import Screen  # noqa: E402
from subjects import Bare, Chromium, Ours  # noqa: E402

HOME, OPENED = 0, 1  # pictures that the probe keeps
REGION = 96          # pixels around the finger that are watched for the answer to a press


def median(values):
    good = [value for value in values if value is not None]
    return statistics.median(good) if good else None


def start_once(probe, subject):
    """Seconds to the first frame and to the complete picture; the program stays running."""
    return probe.until_picture(HOME, subject.spawn, subject.share)


def measure_starts(probe, subject, rounds):
    """The picture to wait for is that of a first, unmeasured start."""
    subject.spawn()
    subject.settle()
    probe.learn(HOME)
    subject.end()
    time.sleep(0.5)
    figures = {}
    for kind in ("uncached", "cached") if subject.name == "ours" else ("cached",):
        firsts, completes = [], []
        for _ in range(rounds):
            if kind == "uncached":
                subject.forget()
            first, complete = start_once(probe, subject)
            firsts.append(first)
            completes.append(complete)
            time.sleep(0.5)
            subject.end()
            time.sleep(0.5)
        figures[f"first frame, {kind}"] = median(firsts)
        figures[f"start, {kind}"] = median(completes)
    return figures


def press_once(probe, subject):
    """Seconds from a finger going down to the first changed pixel under it; the finger lifts."""
    x, y = subject.spot()
    fingers = []

    def press():
        start = time.monotonic()
        fingers.append(probe.screen.down(x, y))
        return start
    rect = (x - REGION / 2, y - REGION / 2, REGION, REGION)
    seconds = probe.until_change(rect, press)
    time.sleep(0.05)
    fingers[0].up()
    return seconds


def measure_touches(probe, subject, rounds):
    presses, screens, costs = [], [], []
    for number in range(rounds + 1):
        before = cpu_ms(subject.pid)
        seconds = press_once(probe, subject)
        time.sleep(1.0)
        cost = cpu_ms(subject.pid) - before
        if number == 0:
            probe.learn(OPENED)  # and the first press of all is not counted
        else:
            presses.append(seconds)
            costs.append(cost)
        if subject.changes_screen:
            subject.go_back()
    if subject.changes_screen:
        for _ in range(rounds):
            x, y = subject.spot()

            def tap():
                probe.screen.tap(x, y, 0.03)
                return time.monotonic()  # the lift is what opens
            screens.append(probe.until_picture(OPENED, tap, subject.share, 5000)[1])
            subject.go_back()
    return {"press": median(presses), "change of screen": median(screens),
            "processor per tap": median(costs)}


def processor_per_tap(subject, rounds):
    """Of the program as people run it: --inspect describes every frame in a file, which is work that
    only these measurements ask for."""
    spot, back = subject.start_undescribed()
    costs = []
    for _ in range(rounds + 1):
        before = cpu_ms(subject.pid)
        subject.screen.tap(*spot, 0.05)
        time.sleep(1.0)
        costs.append(cpu_ms(subject.pid) - before)
        subject.screen.tap(*back, 0.05)
        time.sleep(1.0)
    subject.end()
    return median(costs[1:])  # the first tap of all is not counted


def measure(probe, subject, rounds, idle_seconds):
    figures = measure_starts(probe, subject, rounds)
    subject.spawn()
    subject.settle()
    figures["memory"] = pss_mb(subject.pid)
    figures["idle ticks"], figures["idle wakeups"] = idle(subject.pid, idle_seconds)
    figures.update(measure_touches(probe, subject, rounds))
    if subject.described:
        figures["processor per tap"] = processor_per_tap(subject, rounds)
    else:
        subject.end()
    return figures


# Figure, unit and scale, and its limits: ("Chromium", 0.2) is a ratio, ("at most", 48) a number by
# the width of the screen.
ROWS = [
    ("first frame, cached", "ms", 1000, []),
    ("start, cached", "ms", 1000, [("Chromium", 0.2), ("bare", 1.3)]),
    ("first frame, uncached", "ms", 1000, []),
    ("start, uncached", "ms", 1000, [("Chromium", 0.4)]),
    ("memory", "MB", 1, [("at most", {1920: 48, 3840: 140})]),
    ("idle ticks", "", 1, [("at most", {1920: 0, 3840: 0})]),
    ("idle wakeups", "/s", 1, [("at most", {1920: 1, 3840: 1})]),
    ("press", "ms", 1000, [("Chromium", 0.25)]),
    ("change of screen", "ms", 1000, [("Chromium", 0.75)]),
    ("processor per tap", "ms", 1, [("Chromium", 0.1)]),
]


RECORD_ROWS = [
    # (figure, notes, ballots, value of the JSON, what it is held against, limit)
    ("open 2,000 notes, 5,000 ballots", 2000, 5000, "open_ms", None, 300),
    ("open a record of 50,000 events", 20000, 30000, "open_ms", None, 500),
    # One confirmed event, in turn with a write and fdatasync of the same bytes, and with SQLite's.
    ("event to disk, median", None, None, "event_p50_ms", "bare_p50_ms", 1.5),
    ("event to disk, 99th of 100", None, None, "event_p99_ms", "bare_p99_ms", 1.5),
    ("median, SQLite WAL, FULL", None, None, "event_p50_ms", "sqlite_p50_ms", 1),
    ("99th, SQLite WAL, FULL", None, None, "event_p99_ms", "sqlite_p99_ms", 1),
    ("recovery of 50,000 events, worst", None, None, "recovery_worst_ms", None, 500),
]


def measure_record(tests):
    """The record alone, on the disk of the folder for temporary files."""
    cache = {}
    for figure, notes, ballots, name, against, limit in RECORD_ROWS:
        if (notes, ballots) not in cache:
            with tempfile.TemporaryDirectory() as folder:
                argv = [tests / "bench_session", folder, notes, ballots] if notes else \
                    [tests / "bench_record", folder]
                done = subprocess.run([str(word) for word in argv], check=True,
                                      capture_output=True, text=True)
            cache[notes, ballots] = json.loads(done.stdout)
        values = cache[notes, ballots]
        ours, bare = values[name], values.get(against)
        ratio = ours / bare if bare else None
        met = None if limit is None else (ratio if against else ours) <= limit
        other = "SQLite" if against and against.startswith("sqlite") else "bare"
        said = "" if limit is None else f"{limit} x {other}" if against else f"at most {limit}"
        yield dict(figure=figure, unit="ms", ours=ours, bare=bare, Chromium=None, ratio=ratio,
                   limit=said, met=met)


def judge(figures, width):
    """Rows of (figure, ours, bare, Chromium, ratio, limit, met)."""
    for name, unit, scale, limits in ROWS:
        values = {}
        for subject in ("ours", "bare", "Chromium"):
            # What knows no cache has one figure for both.
            own = figures.get(subject, {})
            value = own.get(name, own.get(name.replace("uncached", "cached")))
            values[subject] = None if value is None else value * scale
        for kind, limit in limits or [(None, None)]:
            ratio = met = None
            said = ""
            ours = values["ours"]
            if kind == "at most":
                said = f"at most {limit[width]}" if width in limit else ""
                met = ours <= limit[width] if ours is not None and width in limit else None
            elif kind:
                said = f"{limit} x {kind}"
                if ours is not None and values[kind]:
                    ratio = ours / values[kind]
                    met = ratio <= limit
            yield dict(figure=name, unit=unit, ratio=ratio, limit=said, met=met, **values)


def show(rows, title):
    def number(value, digits=1):
        return "-" if value is None else f"{value:.{digits}f}"
    print(f"\n{title}")
    print(f"{'figure':34}{'ours':>9}{'bare':>9}{'Chromium':>10}{'ratio':>8}  {'limit':16}met")
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row["met"]]
        print(f"{row['figure'] + ' ' + row['unit']:34}{number(row['ours']):>9}"
              f"{number(row['bare']):>9}{number(row['Chromium']):>10}{number(row['ratio'], 2):>8}  "
              f"{row['limit']:16}{met}")


def build(folder):
    for argv in (["cmake", "-S", str(TOP), "-B", str(folder), "-G", "Ninja",
                  "-DCMAKE_BUILD_TYPE=Release", "-DPP_TESTS=OFF", "-DPP_BENCH=ON"],
                 ["ninja", "-C", str(folder)]):
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="1920x1080,3840x2160")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--idle", type=int, default=20, help="seconds of watching it rest")
    parser.add_argument("--without-chromium", action="store_true")
    parser.add_argument("--build", default=str(TOP / "build-bench"))
    args = parser.parse_args()

    sections = ["run", "test", "bench"] if not args.without_chromium else ["run", "test"]
    subprocess.run([str(TOP / "scripts" / "install-packages"), *sections], check=True)
    folder = pathlib.Path(args.build)
    build(folder)
    program, tests = folder / "praatplaat", folder / "tests"

    report, met = {}, True
    for size in args.sizes.split(","):
        width, height = map(int, size.split("x"))
        figures = {}
        with Screen(width, height) as screen, tempfile.TemporaryDirectory() as scratch, \
                Probe(tests / "bench_x11_probe", screen) as probe:
            subjects = [Bare(screen, scratch, tests / "bench_bare")]
            if not args.without_chromium:
                subjects.append(Chromium(screen, scratch))
            if program.exists():
                subjects.append(Ours(screen, scratch, program))
            for subject in subjects:
                print(f"{size}: measuring {subject.name}", file=sys.stderr, flush=True)
                figures[subject.name] = measure(probe, subject, args.rounds, args.idle)
            dragged = list(measure_drag(screen, probe, program, tests / "bench_session")) if width == 1920 else []
        rows = list(judge(figures, width)) + dragged
        show(rows, size)
        report[size] = {"figures": figures, "rows": rows}
        met = met and all(row["met"] is not False for row in rows)
    rows = list(measure_record(tests))
    show(rows, "the record (bare: write and fdatasync of the same bytes, or the same row in SQLite)")
    report["record"] = {"rows": rows}
    met = met and all(row["met"] is not False for row in rows)
    rows = list(measure_reports(program, tests / "bench_session", args.rounds, not args.without_chromium))
    show(rows, "reports of a meeting with 300 notes (Chromium: prints the web page to a PDF)")
    report["reports"] = {"rows": rows}
    met = met and all(row["met"] is not False for row in rows)
    rows = list(measure_compare(program))
    show(rows, "comparing meetings")
    report["compare"] = {"rows": rows}
    met = met and all(row["met"] is not False for row in rows)
    (folder / "bench.json").write_text(json.dumps(report, indent=2), encoding="utf-8")
    print(f"\nall figures: {folder / 'bench.json'}")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
