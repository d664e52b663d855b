"""Clocks that are wrong: they jump, an hour comes twice, a counter of milliseconds overflows."""
import pathlib
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import (CHOOSE, MEETING, PREPARE, RESUME, Box, at_the_end, lines_of, node,  # noqa: E402
                      reference)
from parallel import each  # noqa: E402
from stage import Skip, limit  # noqa: E402

TEN_YEARS = 10 * 365 * 24
BEGUN = len(PREPARE) + len(CHOOSE)
WITH_A_REST = MEETING[:BEGUN] + ["+1500"] + MEETING[BEGUN:]
WRAPS_MS = 1 << 32  # what a counter of milliseconds in 32 bits comes to, after 49.7 days


@limit(300)
def test_the_wall_clock_jumps(stage):
    """In the middle of a meeting, by ten years either way, and to 1970: the order stays, the timer on
    the screen goes on, and a start ten years later throws nothing away by itself."""
    whole, *_ = reference(stage.binary)
    to_1970 = -int(time.time() // 3600)

    def jump(hours):
        with Box(stage.binary) as box:
            run = box.start(WITH_A_REST, ends=False)
            run.until("a meeting", lambda v: v["session"] and v["events"] > 12)
            run.set_clock(hours)
            run.until("the end of the meeting", lambda v: v["saved"] and at_the_end(v))
            assert not any(node(v, "idle.sheet") for v in [run.view()]), "it went back to the start"
            run.kill()
            assert box.check(whole, len(whole)) == len(whole)
            times = [e.get("at", "") for e in lines_of(box.sessions[0])]
            assert any(at[:4] != times[0][:4] for at in times if at), "the clock did not jump"
            later = box.start(RESUME, ends=False, clock_hours=hours + TEN_YEARS)
            view = later.until("the meeting again", lambda v: v["session"])
            assert view["events"] >= len(whole)
            later.kill(signal.SIGTERM)
            assert later.code == 0 and box.sessions, later.err
    each("jumps of the wall clock, in hours", [TEN_YEARS, -TEN_YEARS, to_1970], jump)


@limit(200)
def test_an_hour_that_comes_twice(stage):
    """A meeting in the night in which summer time ends."""
    whole, *_ = reference(stage.binary)
    # 2026-10-25 00:59 UTC is 2:59 for the first time; a minute later it is 2:00 again.
    hours = (1792889940 - int(time.time())) // 3600
    with Box(stage.binary) as box:
        run = box.start(WITH_A_REST, ends=False, clock_hours=hours,
                        env={"TZ": "Europe/Amsterdam"})
        run.until("a meeting", lambda v: v["session"] and v["events"] > 12)
        run.set_clock(hours + 1)
        run.until("the end of the meeting", lambda v: v["saved"] and at_the_end(v))
        run.kill(signal.SIGTERM)
        assert run.code == 0 and not run.err, run.err
        assert box.check(whole, len(whole)) == len(whole)


@limit(200)
def test_49_days_of_uptime(stage):
    """The kernel's own clock passes 2^32 ms during the meeting, in a time namespace."""
    whole, *_ = reference(stage.binary)
    ahead = WRAPS_MS // 1000 - int(time.monotonic()) - 1
    wrap = ["unshare", "--time", "--monotonic", str(ahead), "--"]
    tried = subprocess.run([*wrap, "cat", "/proc/uptime"], capture_output=True, check=False)
    if tried.returncode:
        raise Skip(f"no time namespace here: {tried.stderr.decode().strip()}")
    with Box(stage.binary) as box:
        run = box.start(WITH_A_REST, ends=False, wrap=wrap)
        run.until("the end of the meeting", lambda v: v["saved"] and at_the_end(v))
        assert time.monotonic() + ahead > WRAPS_MS / 1000, "the clock did not come that far"
        view = run.view()
        assert view["screen"] == "agreement", "it did not stay where the group is"
        run.kill(signal.SIGTERM)
        assert run.code == 0 and not run.err, run.err
        assert box.check(whole, len(whole)) == len(whole)
