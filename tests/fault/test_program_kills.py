"""SIGKILL to the real program: at random moments of a meeting, before, in and after each of its
file calls, and the same during the recovery that follows.

In CI a sample, chosen by $PP_SEED; scripts/faults tries all. $PP_KILLS, $PP_KILL_CALLS and
$PP_RECOVERY_CALLS say how many; 0 is every call.
"""
import pathlib
import random
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import MEETING, RESUME, SEED, Box, lines_of, many, reference, without_clock  # noqa: E402
from parallel import each, sample  # noqa: E402
from stage import limit  # noqa: E402

KINDS = ("kill-before", "kill-torn", "kill-after")


def kill_points(calls, wanted, name):
    """Each way at every call, or a sample with the ways taking turns."""
    if wanted == 0:
        return [(kind, at) for at in range(1, calls + 1) for kind in KINDS]
    return [(KINDS[i % 3], at) for i, at in enumerate(sample(calls, wanted, name))]


@limit(3000)
def test_at_random_moments(stage):
    whole, _, seconds = reference(stage.binary)

    def kill(number):
        moment = random.Random(f"{SEED} kill {number}").uniform(0, seconds * 1.05)
        with Box(stage.binary) as box:
            run = box.start(MEETING)
            time.sleep(moment)
            run.kill()
            return box.check(whole, run.frames.acked), run.frames.acked
    done = each("kills at random moments", range(many("PP_KILLS", 16)), kill)
    middle = sum(0 < there < len(whole) for there, _ in done)
    print(f"faults: of them in the middle of the meeting: {middle}; "
          f"events saved before a kill: {sum(acked for _, acked in done)}")
    assert middle * 5 >= len(done), "the moments were all before the first event or after the last"


@limit(3000)
def test_around_each_file_call(stage):
    whole, calls, _ = reference(stage.binary)
    points = kill_points(calls, many("PP_KILL_CALLS", 15), "calls")

    def kill(point):
        with Box(stage.binary) as box:
            run = box.run(MEETING, faults={"kind": point[0], "at": point[1]})
            # Snapshots come by the clock: a slow run has a call more or less.
            assert run.code == -9 or point[1] > run.calls, f"not killed: {run.code}, {run.calls}"
            box.check(whole, run.frames.acked)
    each("kills around a file call", points, kill)


@limit(3000)
def test_around_each_file_call_of_a_recovery(stage):
    """Of a record whose vote was open and whose last write was torn."""
    whole, _, _ = reference(stage.binary)
    with Box(stage.binary) as box:
        events, _ = box.meeting()
    with Box(stage.binary) as box:
        cast = next(i for i, e in enumerate(events) if e["type"] == "ballot.cast") + 2
        run = box.run(MEETING, faults={"kind": "kill-torn", "ops": "write", "at": cast + 3})
        assert run.code == -9
        acked, there = run.frames.acked, len(without_clock(lines_of(box.sessions[0])))
        kept = box.root / "kept"
        shutil.copytree(box.data, kept)
        calls = box.run(RESUME).calls
        points = kill_points(calls, many("PP_RECOVERY_CALLS", 9), "recovery")

        def kill(point):
            with Box(stage.binary) as own:
                shutil.rmtree(own.data)
                shutil.copytree(kept, own.data)
                run = own.run(RESUME, faults={"kind": point[0], "at": point[1]})
                assert run.code == -9 or point[1] > run.calls, f"not killed: {run.code}"
                assert own.check(whole, acked) >= there, "the recovery cost events"
        each("kills around a file call of a recovery", points, kill)


@limit(600)
def test_before_each_rename(stage):
    """A temporary file that was whole and had not become session.json or events.jsonl yet."""
    whole, _, _ = reference(stage.binary)
    left = []

    def kill(at):
        with Box(stage.binary) as box:
            run = box.run(MEETING, faults={"kind": "kill-before", "ops": "rename", "at": at})
            if run.code == 0:
                return
            left.extend(path.name for path in box.data.rglob("*.tmp"))
            box.check(whole, run.frames.acked)  # fails when one is there after the recovery
    # The first is the probe of the data folder; how many snapshots come is a matter of time.
    each("kills before a rename", range(1, 7), kill)
    assert {".session.json.tmp", ".events.jsonl.tmp"} <= set(left), left
