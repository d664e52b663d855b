"""File calls of the real program that fail, once or until the disk works again: what was shown as
saved is there, what could not be saved is said, and the work goes on.

In CI a sample, chosen by $PP_SEED; scripts/faults tries all. $PP_ERROR_CALLS says how many; 0 is
every call.
"""
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import (MEETING, PREPARE, Box, at_the_end, check_sentences, lines_of, many,  # noqa: E402
                      node, reference)
from parallel import each, sample  # noqa: E402
from stage import limit  # noqa: E402

ERRORS = {"EIO": 5, "EACCES": 13, "EMFILE": 24, "ENOSPC": 28, "EROFS": 30, "EDQUOT": 122}


def calls_to_begin(binary, **faults):
    """The file calls until a meeting stands."""
    with Box(binary) as box:
        run = box.start(PREPARE, ends=False, faults=faults)
        run.until("a meeting", lambda v: v["session"] and v["saved"])
        run.kill()
        return run.calls


def fault(point, count=1):
    at, name = point
    return {"kind": "error", "at": at, "errno": ERRORS[name], "count": count}


def points(first, last, wanted, name):
    """(call, error) for each call, or for a sample, with the errors taking turns."""
    names = list(ERRORS)
    if wanted == 0:
        return [(at, error) for at in range(first, last + 1) for error in names]
    chosen = sample(last - first + 1, wanted, name)
    return [(first - 1 + at, names[i % len(names)]) for i, at in enumerate(chosen)]


@limit(3000)
def test_each_call_fails_once(stage):
    """Nobody notices, or it is saved later; in the end all of it is there."""
    whole, calls, _ = reference(stage.binary)
    begun = calls_to_begin(stage.binary)

    def before(point):
        with Box(stage.binary) as box:
            run = box.run(PREPARE + ["+300", "step.next"], faults=fault(point))
            check_sentences(run.err)
            assert run.code == 0 or run.code == 3 and run.err, f"ended with {run.code}"
            assert run.code == 3 or run.hits, "the fault was never met"
            assert run.code == 3 or lines_of(box.sessions[0]), "no meeting after a second try"
            box.check(whole, run.frames.acked, recover=False)

    def during(point):
        with Box(stage.binary) as box:
            run = box.run(MEETING, faults=fault(point))
            check_sentences(run.err)
            assert run.code == 0, f"ended with {run.code}: {run.err}"
            assert box.check(whole, run.frames.acked, recover=point[0] % 4 == 0) == len(whole)
    wanted = many("PP_ERROR_CALLS", 10)
    each("calls that fail once before the meeting", points(1, begun, wanted, "begin"), before)
    each("calls that fail once", points(begun + 4, calls, wanted, "once"), during)


@limit(3000)
def test_each_call_and_all_after_it_fail(stage):
    """The bar says so and never says saved; what was saved before stays; exit status 3 says that
    not all was."""
    whole, calls, _ = reference(stage.binary)
    begun = calls_to_begin(stage.binary)

    def forever(point):
        with Box(stage.binary) as box:
            run = box.run(MEETING, faults=fault(point, 0))
            check_sentences(run.err)
            there = box.check(whole, run.frames.acked, recover=point[0] % 4 == 0)
            assert at_the_end(run.frames.last()), "the work did not go on"
            if there < len(whole):
                assert run.code == 3 and "not saved" in run.err, f"{run.code}: {run.err}"
    each("calls that fail for good", points(begun + 4, calls, many("PP_ERROR_CALLS", 8), "for good"),
         forever)


SAVING = "write,fdatasync,fsync"


@limit(900)
def test_fails_for_a_while_and_recovers_by_itself(stage):
    whole, *_ = reference(stage.binary)
    begun = calls_to_begin(stage.binary, ops=SAVING)

    def fails_and_heals(name):
        with Box(stage.binary) as box:
            run = box.start(MEETING, ends=False,
                            faults=dict(fault((begun + 3, name), 0), ops=SAVING))
            run.until_bar("failed")
            run.until("the whole meeting", at_the_end)
            assert run.view()["saved"] is False and run.frames.acked < run.frames.shown
            run.heal()
            run.until("all of it saved", lambda v: v["saved"] and at_the_end(v))
            run.kill()
            assert box.check(whole, len(whole)) == len(whole)
    each("errors that pass", list(ERRORS), fails_and_heals)


@limit(300)
def test_a_meeting_that_is_not_saved_is_not_left(stage):
    """Stopping would lose it: it stays open, says why, and is saved once the disk works again."""
    begun = calls_to_begin(stage.binary, ops=SAVING)
    with Box(stage.binary) as box:
        run = box.start(PREPARE + ["step.next", "step.next", "drawer.open", "drawer.stop"], ends=False,
                        faults=dict(fault((begun + 1, "ENOSPC"), 0), ops=SAVING))
        view = run.until("a sheet that says why", lambda v: node(v, "save.sheet"))
        assert view["session"] and view["saved"] is False
        assert any(n["id"].startswith("toast.") for n in view["nodes"]), "no word of it"
        events = view["events"]
        run.heal()
        run.until("all of it saved", lambda v: v["saved"])
        run.kill(signal.SIGTERM)
        assert run.code == 0, run.err
        assert box.show(box.sessions[0])["last_seq"] >= events


@limit(300)
def test_interruptions_and_short_writes_are_invisible(stage):
    whole, *_ = reference(stage.binary)

    def unseen(kind):
        with Box(stage.binary) as box:
            run = box.run(MEETING, faults={"kind": kind})
            assert run.code == 0 and not run.err, f"{run.code}: {run.err}"
            assert kind == "short" or run.hits > 50, "no call was interrupted"
            assert b'"value": "failed"' not in run.frames.bytes, "the bar said that it failed"
            assert box.check(whole, run.frames.acked) == len(whole)
            assert not list(box.sessions[0].glob("events-*")), "it began a new segment"
    each("runs with interruptions", ["interrupt", "short"], unseen)


@limit(300)
def test_a_slow_disk_holds_up_nobody(stage):
    """While a sync sleeps the group goes on writing; the bar says "bewaart", never "bewaard"."""
    whole, *_ = reference(stage.binary)
    board = next(i for i, e in enumerate(whole) if e["type"] == "board.open") + 1
    with Box(stage.binary) as box:
        syncs = box.run(MEETING, faults={"ops": "fdatasync"}).calls
    with Box(stage.binary) as box:
        # One of the first syncs, so that everything after it happens while it sleeps.
        run = box.start(MEETING, ends=False,
                        faults={"kind": "slow", "ops": "fdatasync", "at": 2, "count": 1})
        view = run.until("three notes", at_the_end)
        assert run.hits == 1 and syncs > 5 and board < len(whole)
        assert view["saved"] is False and node(view, "saved")["value"] == "saving", node(view, "saved")
        assert run.frames.acked < board, "it was called saved while the sync slept"
        assert run.calls == 2, "it did not wait for the disk"
        run.heal()
        run.until("all of it saved", lambda v: v["saved"])
        run.kill()
        assert box.check(whole, len(whole)) == len(whole)


@limit(900)
def test_a_sync_that_lies(stage):
    """It fails once, the pages are gone, and the next one is fine: a new segment has everything."""
    whole, *_ = reference(stage.binary)
    with Box(stage.binary) as box:
        syncs = box.run(MEETING, faults={"ops": "fdatasync"}).calls
    segments = []

    def lie(at):
        with Box(stage.binary) as box:
            run = box.start(MEETING, ends=False,
                            faults={"kind": "lie", "ops": "fdatasync", "at": at})
            run.until("the end of the meeting", lambda v: v["saved"] and at_the_end(v))
            run.kill()
            assert run.hits == 1 or at > run.calls, "no sync failed"
            segments.extend(path.name for path in box.sessions[0].glob("events-*"))
            assert box.check(whole, len(whole)) == len(whole)
    each("syncs that lie", sample(syncs - 2, many("PP_ERROR_CALLS", 6), "lies"), lie)
    assert segments, "no new segment was ever begun"


@limit(900)
def test_close_and_rename_fail(stage):
    """After the sync: the events are safe, the old session.json stays, and it is logged."""
    whole, *_ = reference(stage.binary)
    said = []

    def fail(point):
        op, at, count = point
        with Box(stage.binary) as box:
            run = box.run(MEETING, faults={"kind": "error", "ops": op, "at": at, "count": count,
                                           "errno": ERRORS["EIO"]})
            check_sentences(run.err)
            said.append(run.err)
            assert run.code == 0, f"ended with {run.code}: {run.err}"
            assert box.check(whole, run.frames.acked) == len(whole)
    # The first renames are the probe of the data folder and the new record; the first closes too.
    each("closes and renames that fail", [("rename", at, n) for at in (3, 4, 5) for n in (1, 0)] +
         [("close", at, n) for at in (18, 20, 22) for n in (1, 0)], fail)
    assert any("the overview is not up to date" in text for text in said), said
