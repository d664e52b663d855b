"""A public place when nobody touches anything, by a clock that leaps: back to the start after a
warning, a meeting that dims and never goes, a menu that locks, and a month in a minute."""
import json
import os

import kiosk
import recording
from group import Group
from stage import limit, size


@size(1280, 720)
@limit(240)
def test_exploring_goes_back_after_a_warning(stage):
    program, clock = kiosk.start(stage)
    dutch = program.wait_node("zone.driehoek").label
    program.tap("lang")
    program.wait("English", lambda: program.find("zone.driehoek").label != dutch)
    program.expect("zone.driehoek", screen="block")
    # A leap that changes nothing draws no frame, so none is waited for; and the clock runs on between
    # the leaps: half a minute is left for a slow machine.
    clock.leap(30)
    program.wait_resting("bar")
    assert not program.find("idle.stay"), "the warning came before its time"
    clock.leap(31)
    program.wait_node("idle.stay")
    program.tap("idle.stay")
    program.wait_gone("idle.stay")
    assert program.state()["screen"] == "block", "the tap that stays went further than that"
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("poster")
    program.wait_node("zone.driehoek", label=dutch)
    settings = stage.home / "data" / "praatplaat" / "settings.json"
    assert not settings.exists(), "what a visitor chose was kept for the next one"


@size(1280, 720)
@limit(240)
def test_the_poster_shows_its_places_slowly_and_moves(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    seen = set()
    for _ in range(4):
        clock.leap(8)
        before = program.state()["frame"]
        program.wait_frame(before)
        program.wait_resting("invitation.text")
        seen.add(program.find("invitation.text").label)
    assert len(seen) >= 3, seen
    places = set()
    for _ in range(9):
        clock.leap(60)
        program.wait_frame(program.state()["frame"])
        program.wait_resting("poster.title")
        places.add(program.find("bar").rect[:2])
    xs, ys = {p[0] for p in places}, {p[1] for p in places}
    assert len(places) >= 4, places
    assert max(xs) - min(xs) <= 8 and max(ys) - min(ys) <= 8, places
    program.expect("zone.driehoek", screen="block")  # and a finger still hits what it sees


@size(1280, 720)
@limit(240)
def test_a_meeting_dims_and_the_touch_that_wakes_it_does_nothing_else(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    program.expect("session.new", screen="session")
    program.tap("step.next")
    program.wait_screen("welcome")
    clock.leap(9 * 60)
    program.wait_frame(program.state()["frame"])
    assert not program.find("dimmed")
    clock.leap(61)
    program.wait_node("dimmed")
    next_button = program.find("step.next")
    stage.screen.tap(*(next_button or program.find("dimmed")).centre)
    program.wait_gone("dimmed")
    program.wait_resting("step.next")
    assert program.state()["screen"] == "welcome", "the touch that woke it went on to the next step"
    program.tap("step.next")
    program.wait_state("another step", lambda s: s["screen"] != "welcome")
    clock.leap(24 * 3600)
    program.wait_node("dimmed")
    assert program.state()["session"], "a meeting went away by itself"


@size(1280, 720)
@limit(240)
def test_a_menu_that_was_left_open_locks(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("poster")
    kiosk.gesture(stage, program, right=True)


@size(1280, 720)
@limit(240)
def test_a_menu_over_a_meeting_locks_while_its_clock_runs(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    program.expect("session.new", screen="session")
    program.tap("step.next")
    program.wait_screen("welcome")
    program.wait("the clock to run", lambda: program.find("timer.run").label == "De klok stilzetten")
    program.key("F10")
    program.wait_screen("pin")
    kiosk.type_pin(program, "2580")
    program.wait_screen("sessions")
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("welcome")


@size(1280, 720)
@limit(240)
def test_what_was_about_to_be_taken_along_is_not_left_to_a_visitor(stage):
    folder = recording.full_meeting().save(stage.home / "data" / "praatplaat")
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    program.expect(f"session.export.{folder.name}", node="take.sheet")
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("poster")
    program.wait_resting("zone.driehoek")
    assert not program.nodes("take."), "a visitor finds the outcome ready to be taken along"
    program.expect("zone.driehoek", screen="block")


@size(1280, 720)
@limit(240)
def test_the_meeting_under_way_is_not_deleted_under_the_group(stage):
    program, _ = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    program.expect("session.new", screen="session")
    program.tap("step.next")
    program.wait_screen("welcome")
    program.wait_saved()
    program.key("F10")
    program.wait_screen("pin")
    kiosk.type_pin(program, "2580")
    program.wait_screen("sessions")
    folder = stage.sessions[-1]
    program.expect(f"session.delete.{folder.name}", node="session.delete.confirm")
    program.tap("session.delete.confirm")
    said = program.wait("a sentence that says why", lambda: next(iter(program.nodes("toast.")), None))
    assert "nu open" in json.dumps([n.label for n in program.nodes("toast.")], ensure_ascii=False), said.label
    assert folder.is_dir()
    program.tap("meeting.return")
    program.wait_screen("welcome")


def memory_kb(program):
    status = (f"/proc/{program.process.pid}/status")
    with open(status, encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@size(1280, 720)
@limit(400)
def test_a_month_of_kiosk(stage):
    """Thirty days: visitors by day, nobody by night. Nothing grows, and the last day is as the first."""
    # What the address sanitizer keeps of freed memory would look like growth.
    kept = "quarantine_size_mb=1:thread_local_quarantine_size_kb=16"
    options = f"{os.environ.get('ASAN_OPTIONS', '')}:{kept}".lstrip(":")
    program, clock = kiosk.start(stage, env={"ASAN_OPTIONS": options})
    program.wait_node("zone.driehoek")
    after_days, files, frames, nodes = [], [], [], []
    for day in range(30):
        for block in ("driehoek", "team") if day % 2 else ("regie",):
            program.expect(f"zone.{block}", screen="block")
            program.tap("back")
            program.wait_screen("poster")
        clock.leap(61)
        program.wait_node("idle.stay")
        clock.leap(30)
        program.wait_gone("idle.stay")
        clock.leap(24 * 3600)
        program.wait_frame(program.state()["frame"])
        after_days.append(memory_kb(program))
        files.append(len(os.listdir(f"/proc/{program.process.pid}/fd")))
        frames.append(program.state()["frame"])
        nodes.append(len(program.nodes()))
    grown = after_days[-1] - after_days[9]
    assert grown < 4096, f"memory after days, in KB: {after_days}"
    assert files[-1] <= files[5], files
    # What a frame costs is what it builds and how often: days of two visitors beside days of two.
    a_day = [after - before for before, after in zip(frames, frames[1:])]
    assert max(a_day[-8:]) <= 1.5 * max(a_day[:8]), f"frames a day: {a_day}"
    assert max(nodes[-2:]) <= max(nodes[:2]), f"nodes at the end of a day: {nodes}"
    assert json.loads(program.inspect_file.read_text(encoding="utf-8"))["screen"] == "poster"
    assert not program.stderr(), program.stderr()
