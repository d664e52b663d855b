"""What is kept, and what is said when it cannot be kept: a full disk, another folder, a recording
played again, the demo.
"""
import json
import os
import subprocess
import time

import recording
from group import Group
from program import Failed
from stage import limit, size

FULL = 1024 * 96  # of a data folder that is soon full


class SmallDisk:
    """A data folder on a disk of its own, that can be filled and freed."""

    def __init__(self, folder):
        self.folder, self.filler = folder, folder / "filler"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={FULL},mode=700", "tmpfs", folder],
                       check=True)

    def fill(self):
        with open(self.filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        self.filler.unlink()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.folder], check=True)


def count_people_until(group, *values):
    """Goes on changing how many are there: each tap is one event, until the bar says one of these.
    Gives how many were there at last."""
    program = group.program
    more, less = program.place("people.inwoner.more"), program.place("people.inwoner.less")
    for tap in range(400):
        saved = program.find("saved")
        if saved and saved.value in values:
            break
        program.screen.tap(*(more if tap // 5 % 2 == 0 else less), 0.005)
    else:
        raise Failed(f"the bar never said {values}")
    program.wait_resting()
    return int(group.value("people.inwoner"))


@limit(200)
def test_a_disk_that_is_full(stage):
    with SmallDisk(stage.home / "small") as disk:
        group = Group(stage.start("--lang", "nl", "--data-dir", disk.folder))
        program = group.program
        group.prepare("houten")
        program.wait_node("saved", value="saved")
        disk.fill()
        people = count_people_until(group, "failed")
        group.look()
        assert program.state()["saved"] is False
        group.tap("saved")
        program.wait_node("save.sheet")
        group.look()
        assert "vol" in group.words(), "it does not say that the disk is full"
        group.tap("sheet.close")
        disk.free()
        program.wait_node("saved", value="saved")  # by itself
        program.wait_saved()
        folder = next((disk.folder / "sessions").iterdir())
        shown = json.loads(stage.run("show", folder).out)
        assert {r["id"]: r["people"] for r in shown["roles"]}["inwoner"] == people, people

        disk.fill()
        people = count_people_until(group, "failed")
        group.tap("saved")
        here = program.wait("the home folder as another folder", lambda: next(
            (n for n in program.nodes("save.folder.") if n.label == "Eigen map"), None))
        group.tap(here.id)
        program.wait_node("saved", value="saved")
        program.close()
        moved = stage.home / "praatplaat" / "sessions" / folder.name
        shown = json.loads(stage.run("show", moved).out)
        assert {r["id"]: r["people"] for r in shown["roles"]}["inwoner"] == people, people


def outcome(session):
    """What a meeting holds, without times and chance numbers."""
    return {"place": session["place"], "chosen": session["chosen"], "position": session["position"],
            "people": [role["people"] for role in session["roles"]],
            "notes": [[note["text"] for note in column["notes"]]
                      for board in session["boards"] for column in board["columns"]],
            "votes": [(r["kind"], r["outcome"]["counts"]) for r in session["rounds"]]}


@limit(200)
def test_a_recording_played_again(stage):
    script, played = stage.home / "input.txt", stage.home / "played"
    group = Group(stage.start("--lang", "nl", "--record", script))
    group.prepare("houten", programme="bestuur")
    group.next("poster")
    group.tap("step.next")
    group.program.wait_node("method.ballots")
    group.open_ballots()
    group.tap("ballot.next", "role.inwoner")
    group.program.wait_node("ballot.confirm")
    group.tap(next(n.id for n in group.program.nodes("zone.") if n.enabled), "ballot.confirm")
    group.reveal()
    group.program.wait_saved()
    group.program.close()
    assert os.stat(script).st_mode & 0o777 == 0o600, "the recording is readable for others"

    again = stage.start("--lang", "nl", "--replay", script, "--data-dir", played)
    again.wait_exit(0, timeout=90)
    first, second = stage.session(), stage.session(next((played / "sessions").iterdir()))
    assert outcome(first) == outcome(second), (outcome(first), outcome(second))
    assert outcome(first)["votes"], "nothing was recorded"


@size(1280, 720)
def test_a_meeting_that_was_cut_off_as_it_began_has_all_its_parts(stage):
    # The power failed between "Begin" and the first page: of the agenda there is a part, or nothing.
    for number, kinds in enumerate(([], ["welcome"])):
        r = recording.Recording(session=f"2026-11-2{number}-houten-{number}f3k", group=f"Groep {number}")
        for kind in kinds:
            r.item(kind, "Welkom")
        r.save(stage.home / "data" / "praatplaat")
    program = stage.start("--lang", "nl")
    program.wait_screen("poster")
    for folder in stage.sessions:
        program.expect("menu.open", screen="sessions", node=f"session.open.{folder.name}")
        program.tap(f"session.open.{folder.name}")
        program.wait_screen("welcome")
        parts = program.wait_node("path").value
        program.wait_saved()
        program.expect("drawer.open", node="drawer.stop")
        program.tap("drawer.stop")
        program.wait_screen("poster")
        kinds = [item["kind"] for item in stage.session(folder)["agenda"]]
        assert kinds[0] == "welcome" and kinds[-1] == "close", kinds
        assert kinds.count("welcome") == 1 and parts == f"1/{len(kinds)}", (parts, kinds)


@size(1280, 720)
def test_a_choice_that_was_cut_off_before_its_agenda_is_followed(stage):
    # The power failed behind the choice: of its two assignments one stands on the agenda, or none.
    for number, there in enumerate((0, 1)):
        r = recording.Recording(session=f"2026-11-2{number}-houten-{number}f3k", group=f"Groep {number}")
        choose = r.item("choose", "Kies samen")
        r.item("close", "Afsluiten")
        r.go(choose)
        r.add("choice.set", ids=["eerste-driehoeksgesprek", "dichter-bij-elkaar"])
        if there:
            r.item("work", "Plan samen het eerste driehoeksgesprek", "eerste-driehoeksgesprek", 6)
            r.events[-1][2]["index"] = 1
        r.save(stage.home / "data" / "praatplaat")
    program = stage.start("--lang", "nl")
    program.wait_screen("poster")
    for folder in stage.sessions:
        program.expect("menu.open", screen="sessions", node=f"session.open.{folder.name}")
        program.tap(f"session.open.{folder.name}")
        program.wait_node("order.title")
        program.expect("step.next", screen="read")
        program.wait_saved()
        program.expect("drawer.open", node="drawer.stop")
        program.tap("drawer.stop")
        program.wait_screen("poster")
        work = [item["assignment"] for item in stage.session(folder)["agenda"]]
        assert work == [None, "eerste-driehoeksgesprek", "dichter-bij-elkaar", None], work


@limit(240)
def test_the_demo_plays_a_meeting_by_itself(stage):
    folder, start = stage.home / "demo", time.monotonic()
    demo = stage.run("demo", "-o", folder, "--lang", "nl", timeout=200)
    assert demo.code == 0 and not demo.err, demo.err
    print(f"the demo took {time.monotonic() - start:.0f} s")
    pictures = sorted(path.name for path in folder.glob("*.png"))
    assert len(pictures) >= 14, pictures
    assert [name[:2] for name in pictures] == [f"{n + 1:02d}" for n in range(len(pictures))]
    assert all(os.path.getsize(folder / name) > 5000 for name in pictures)
    session = stage.session(next((folder / "sessions").iterdir()))
    kinds = {r["kind"] for r in session["rounds"] if r["state"] == "revealed"}
    assert kinds == {"dots", "scale", "choice", "fist"}, kinds
    assert {r["method"] for r in session["rounds"]} == {"stembriefjes", "handen"}
    assert session["state"] == "closed" and session["agreements"], session["state"]
    assert sum(len(c["notes"]) for b in session["boards"] for c in b["columns"]) >= 4
