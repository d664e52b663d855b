"""A disk or a stick that answers slowly while meetings are read: people go on, and Stop stops.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "end_to_end"))
import recording  # noqa: E402
from headless import Box, node  # noqa: E402
from stage import limit  # noqa: E402

MEETINGS = 3


def box_with_meetings(binary):
    box = Box(binary)
    for i in range(MEETINGS):
        recording.full_meeting(session=f"2026-11-2{i}-houten-{i}f3k").save(box.data)
    return box


def reads(box, **faults):
    """Faults in reading what lies in the sessions."""
    return {"faults": {"ops": "pread", **faults},
            "env": {"PP_FAULT_UNDER": str(box.data / "sessions")}}


@limit(200)
def test_the_poster_is_there_while_the_list_is_read(stage):
    with box_with_meetings(stage.binary) as box:
        run = box.start(["zone.driehoek", "back", "menu.open"], ends=False,
                        **reads(box, kind="slow", at=1, count=0))
        view = run.until("a block to open", lambda v: v["screen"] == "block")
        assert run.hits >= 1, "nothing was read"
        view = run.until("the poster again", lambda v: v["screen"] == "poster" or node(v, "menu.title"))
        assert node(view, "results.show") is None, "the list is there while its reading sleeps"
        run.heal()
        run.until("the list", lambda v: node(v, "results.show") or node(v, "sessions.choose"))
        run.kill()


@limit(200)
def test_stop_does_not_wait_for_the_disk(stage):
    with box_with_meetings(stage.binary) as box:
        run = box.start([], ends=False, **reads(box))
        run.until("the list", lambda v: node(v, "results.show"))
        listing = run.calls
        run.kill()
        assert listing >= MEETINGS, "the list was read without reading"
        run = box.start(["results.show", "results.stop"], ends=False,
                        **reads(box, kind="slow", at=listing + 1, count=0))
        view = run.until("the end of the reading", lambda v: node(v, "results.again"))
        assert run.hits == 1, "it did not wait for the disk"
        assert b'"id": "results.progress"' in run.frames.bytes, "nothing said how far it was"
        assert node(view, "results.progress") is None
        run.heal()
        run.kill()
        # And once more from the start, when the disk is well again.
        run = box.start(["results.show"], ends=False)
        view = run.until("the results", lambda v: node(v, "results.title"))
        assert any(str(MEETINGS) in n["label"] for n in view["nodes"]), "not all of them were read"
        run.kill()


@limit(200)
def test_results_wait_for_what_comes_from_a_stick(stage):
    with Box(stage.binary) as box:
        stick = box.root / "stick"
        for i in range(MEETINGS):
            recording.full_meeting(session=f"2026-11-2{i}-houten-{i}f3k").save(stick)
        run = box.start(["menu.open", "sessions.import", "tab.results"], ends=False,
                        faults={"ops": "pread", "kind": "slow", "at": 1, "count": 0},
                        env={"PP_FAULT_UNDER": str(stick), "PRAATPLAAT_STICK": str(stick)})
        run.until("the results", lambda v: v["screen"] == "results")
        assert run.hits >= 1, "the stick was not read"
        run.heal()
        view = run.until("the results", lambda v: node(v, "results.title"))
        assert any(str(MEETINGS) in n["label"] for n in view["nodes"]), "not all of them were read"
        run.kill()
        # Leaving the results ends their reading, not the taking in.
        again = box.root / "another"
        recording.full_meeting(session="2026-11-29-houten-af3k").save(again)
        run = box.start(["menu.open", "sessions.import", "tab.results", "results.stop", "back"], ends=False,
                        faults={"ops": "pread", "kind": "slow", "at": 1, "count": 0},
                        env={"PP_FAULT_UNDER": str(again), "PRAATPLAAT_STICK": str(again)})
        run.until("the list again", lambda v: node(v, "sessions.importing"))
        run.heal()
        run.until("what came", lambda v: node(v, "session.2026-11-29-houten-af3k"))
        run.kill()
