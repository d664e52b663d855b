"""Whole meetings: from the poster and back to it, cut short by a power failure, and gone on with on
another day.
"""
import json
import shutil
import subprocess

import kiosk
from group import Group
from program import HERE, Failed
from stage import limit, size

SCHEMA = HERE.parent.parent / "docs" / "session.schema.json"
SIX_KINDS = "eerste-driehoeksgesprek"  # read, think, talk, note, vote, agree


def check_schema(path):
    """By a validator that is not ours, as .ci/run does."""
    if not shutil.which("npm"):
        print("npm is missing: the session was not checked against its schema")
        return
    done = subprocess.run(
        ["npm", "exec", "--yes", "--package=ajv-cli@5", "--package=ajv-formats@2", "--", "ajv",
         "validate", "--spec=draft2020", "-c", "ajv-formats", "--strict=false", "-s", str(SCHEMA),
         "-d", str(path)], capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise Failed(f"{path} is not as its schema says:\n{done.stdout}{done.stderr}")


def explore(group):
    group.look("poster")
    group.program.expect("zone.driehoek", screen="block")
    group.look()
    group.tap("back")
    group.look("poster")


def choose(group, *assignments):
    """Dots on the poster by two people, then the list: nothing but these."""
    program = group.program
    program.tap("step.next")
    program.wait_node("method.ballots")
    group.look("choose")
    group.open_ballots()
    group.cast("inwoner", "zone.driehoek", "zone.driehoek", "zone.team", "zone.plan")
    group.cast("werk", "zone.driehoek", "zone.driehoek", "zone.plan", "zone.leren")
    assert "dots." not in group.words(), "dots are seen before the reveal"
    group.reveal()
    assert program.find("dots.driehoek"), "no dots on the poster"
    group.next("choose")
    program.wait_node("order.title")
    for node in program.nodes("pick."):
        name = node.id.removeprefix("pick.").removesuffix(".remove")
        if node.id.endswith(".remove") and name not in assignments:
            group.tap(node.id)
            program.wait_gone(node.id)
    for name in assignments:
        if not program.find(f"pick.{name}.remove"):
            group.tap(f"pick.{name}")
            program.wait_node(f"pick.{name}.remove")
    group.look()


def talk(group):
    """Everybody gets the turn, the next one by a tap on the perspective."""
    group.next("talk")
    group.tap("turn.next")
    group.program.wait_node("turn.left")
    group.tap("turn.sociaal")
    group.look()


def board(group):
    program = group.program
    group.next("board")
    group.tap("note.new.0")
    group.look()
    group.write("café, naïef")
    group.tap("note.role.inwoner", "note.put")
    program.wait_node("note.1", label="Café, naïef")
    group.write("tweede")  # the role stays with who is writing
    group.tap("key.enter")
    program.wait_node("note.2", label="Tweede")
    group.tap("note.role.none", "note.column.2")
    group.write("belofte 2 €")
    group.look()
    group.tap("note.done")
    program.wait_node("note.3", label="Belofte 2 €")
    group.look()
    group.tap("note.1")
    program.wait_node("note.sheet")
    group.look()
    group.tap("note.mark.stood_out", "note.close")
    program.wait_gone("note.sheet")


def vote(group):
    group.tap("step.next")
    group.program.wait_node("method.ballots")
    group.look("vote")
    group.open_ballots()
    group.cast("sociaal", "vote.fist.2")
    group.cast("none", "vote.fist.5")
    group.reveal()


def agree(group):
    program = group.program
    group.next("agreement")
    group.tap("agreement.new")
    program.wait_node("agreement.sheet")
    group.write("we bellen één keer")
    group.tap("key.enter")
    group.tap("agreement.role.sociaal", "date.next")
    day = next(node.id for node in program.wait(
        "the days of the month", lambda: [n for n in program.nodes("date.2") if n.enabled][14:15]))
    group.look()
    group.tap(day)
    program.wait_node(day, selected=True)
    group.tap("agreement.put")
    program.wait_gone("agreement.sheet")
    program.wait_node("agreement.1")
    group.look()
    return day.removeprefix("date.")


def finish(group):
    program = group.program
    group.next("harvest")
    group.tap("stays.agreement.1")  # this one does not leave the room
    group.tap("stays.agreement.1")
    group.tap("tab.stood")
    group.look()
    group.tap("step.next")
    program.wait_node("method.hands")
    group.look("vote")
    group.tap("method.hands")
    program.wait_node("hands.5.more")
    group.tap("hands.5.more", "hands.3.more")
    group.look()
    group.reveal()
    group.next("close")
    group.tap("keep.90")
    program.wait_node("keep.90", selected=True)
    program.wait_saved()
    group.tap("step.next")
    wait_toast(group, "Alles is bewaard")
    group.look("poster")


def wait_toast(group, said):
    program = group.program
    program.wait(f"a toast with {said!r}",
                 lambda: any(said in node.label for node in program.nodes("toast.")))


def check_outcome(session, day):
    """What stands in the record of the whole meeting."""
    assert session["state"] == "closed" and not session["incomplete"], session["state"]
    assert session["place"] == "Reünie" and session["chosen"] == [SIX_KINDS], session["place"]
    dots, fist, sure = session["rounds"]
    assert dots["kind"] == "dots" and dots["outcome"]["people"] == 2
    given = dict(zip((o["id"] for o in dots["options"]), dots["outcome"]["counts"]))
    assert {k: n for k, n in given.items() if n} == {"driehoek": 4, "team": 1, "plan": 2, "leren": 1}, given
    assert sorted(b["ballot"] for b in dots["ballots"]) == [b["ballot"] for b in dots["ballots"]]
    assert all("at" not in ballot for ballot in dots["ballots"]), "a ballot tells its time"
    assert fist["kind"] == "fist" and fist["outcome"]["counts"] == [0, 0, 1, 0, 0, 1]
    assert sorted(str(b["role"]) for b in fist["ballots"]) == ["None", "sociaal"]
    assert sure["method"] == "handen" and sure["outcome"]["counts"] == [0, 0, 0, 1, 0, 1], sure
    columns = [[(n["text"], n["role"], n["mark"]) for n in c["notes"]]
               for c in session["boards"][0]["columns"]]
    assert columns == [[("Café, naïef", "inwoner", "stood-out"), ("Tweede", "inwoner", None)], [],
                       [("Belofte 2 €", None, None)]], columns
    agreed = session["agreements"]
    assert [(a["what"], a["role"], a["date"], a["stays_here"]) for a in agreed] == \
        [("We bellen één keer", "sociaal", day, False)], agreed


@size(1920, 1080)
@limit(300)
def test_a_whole_meeting(stage):
    group = Group(stage.start("--lang", "nl"))
    explore(group)
    group.prepare("reünie", people=("inwoner", "werk"), programme="volledig")
    group.next("poster")
    choose(group, SIX_KINDS)
    group.next("read")
    group.next("think")
    talk(group)
    board(group)
    vote(group)
    day = agree(group)
    finish(group)
    group.program.close()
    shown = stage.run("show", stage.sessions[0])
    assert shown.code == 0, shown.err
    check_outcome(json.loads(shown.out), day)
    shown_file = stage.home / "shown.json"
    shown_file.write_text(shown.out, encoding="utf-8")
    check_schema(shown_file)
    assert json.loads(shown.out) == stage.session(), "show and session.json differ"


@limit(200)
def test_a_power_failure_and_another_day(stage):
    first = Group(stage.start("--lang", "nl"))
    first.to_the_board()
    first.write_notes("een", "twee", "drie")
    first.program.wait_node("saved", value="saved")
    first.program.kill9()

    second = Group(stage.start("--lang", "nl"))
    offer = second.program.wait_node("session.resume")
    assert offer.label.startswith("Verder met") and "Houten" in offer.label, offer.label
    second.tap("session.resume")
    second.look("board")
    labels = [second.program.find(f"note.{n}").label for n in (1, 2, 3)]
    assert labels == ["een", "twee", "drie"], labels
    second.write_notes("vier")
    second.tap("timer.run")  # a clock that runs is recorded now and then
    second.program.wait("the clock to stand still",
                        lambda: second.program.find("timer.run").label == "De klok laten lopen")
    second.program.wait_saved()

    looker = Group(stage.start("--lang", "nl"))
    looker.program.wait_node("session.resume")
    looker.tap("session.resume")
    looker.program.wait_node("saved", value="look")
    looker.look("board")
    before = stage.sessions[0].joinpath("events.jsonl").read_bytes()
    looker.tap("note.new.0")
    looker.program.wait_resting()
    looker.program.close()
    assert stage.sessions[0].joinpath("events.jsonl").read_bytes() == before
    assert not looker.program.find("note.5")

    second.tap("drawer.open")
    second.program.wait_node("drawer.stop")
    second.look()
    second.tap("drawer.stop")
    second.look("poster")
    second.program.close()
    assert stage.session()["state"] == "paused", stage.session()["state"]

    third = Group(stage.start("--lang", "nl"))
    third.tap("session.resume")
    third.look("board")
    assert third.program.find("note.4").label == "vier"
    third.program.close()
    assert len(stage.session()["boards"][0]["columns"][0]["notes"]) == 4


def agenda(group):
    """What stands on the facilitator's agenda: (title, how it is with it) of each part."""
    group.tap("drawer.open")
    group.program.wait_node("drawer.close")
    group.look()
    parts = [(node.label, node.value) for node in group.program.nodes("agenda.")
             if node.id.count(".") == 1]
    group.tap("drawer.close")
    group.program.wait_gone("drawer.close")
    return parts


def choose_others(group, away, *assignments):
    for name in away:
        group.tap(f"pick.{name}.remove")
        group.program.wait_gone(f"pick.{name}.remove")
    for name in assignments:
        group.tap(f"pick.{name}")
        group.program.wait_node(f"pick.{name}.remove")


@limit(200)
def test_another_choice_after_a_look(stage):
    """Back from the first assignment, and chosen again: the agenda follows, and the meeting goes to
    the first one chosen that is not done. What was written stays, in front."""
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_work("dichter-bij-elkaar", "een-zin-voor-iedereen")
    first = "Breng de twee teams dichter bij elkaar"
    second = "Schrijf samen één zin waar jullie voor gaan"
    group.next("vote")
    assert "1 van 2" in program.find("place").label, program.find("place").label
    group.tap("back")
    group.look("choose")
    choose_others(group, ["dichter-bij-elkaar"])
    group.next("read")
    assert "1 van 1" in program.find("place").label, program.find("place").label
    titles = [title for title, _ in agenda(group)]
    assert second in titles and first not in titles, titles
    for screen in ("think", "board"):
        group.next(screen)
    group.write_notes("dit blijft")
    for _ in range(3):
        group.tap("back")
    group.look("choose")
    choose_others(group, ["een-zin-voor-iedereen"], "dichter-bij-elkaar")
    group.next("vote")
    assert "1 van 1" in program.find("place").label, program.find("place").label
    parts = agenda(group)
    titles = [title for title, _ in parts]
    assert titles.index(second) + 1 == titles.index(first), titles
    assert dict(parts)[first] == "here" and dict(parts)[second] == "visited", parts
    group.tap("back")  # to the choice, and not into what was given up
    group.look("choose")
    group.next("vote")
    program.wait_saved()
    program.close()
    session = stage.session()
    assert session["chosen"] == ["dichter-bij-elkaar"], session["chosen"]
    work = [item["assignment"] for item in session["agenda"] if item["kind"] == "work"]
    assert work == ["een-zin-voor-iedereen", "dichter-bij-elkaar"], work


def seconds_left(group):
    """What the clock in the bar says; below zero when it is over."""
    text = group.program.wait_node("timer").value
    minutes, seconds = text.lstrip("+").split(":")
    return (-1 if text.startswith("+") else 1) * (60 * int(minutes) + int(seconds))


@limit(200)
def test_the_clock_of_a_step_goes_on(stage):
    """After a look at the step before it, after a stop, and after a power failure: then at most
    thirty seconds are given back."""
    clock = kiosk.Clock(stage)
    group = Group(stage.start("--lang", "nl", env=clock.env))
    program = group.program
    group.to_the_work("een-zin-voor-iedereen")
    group.next("read")
    clock.leap(65)
    program.wait("the clock to run", lambda: seconds_left(group) <= 115)
    group.next("think")
    clock.leap(20)
    program.wait("the other clock to run", lambda: seconds_left(group) <= 100)
    group.tap("back")
    group.look("read")
    left = seconds_left(group)
    assert left <= 115, f"{left} seconds: the clock began anew"
    assert program.find("timer.run").label == "De klok stilzetten", program.find("timer.run").label
    group.tap("timer.run")
    program.wait("the clock to stand still",
                 lambda: program.find("timer.run").label == "De klok laten lopen")
    stopped = seconds_left(group)
    group.next("think")
    group.tap("back")
    group.look("read")
    assert seconds_left(group) == stopped, "a clock that stood still did not"
    group.tap("timer.run")
    program.wait("the clock to run again",  # before the leap, or it does not count
                 lambda: program.find("timer.run").label == "De klok stilzetten")
    clock.leap(40)
    program.wait("the clock to run on", lambda: seconds_left(group) <= stopped - 40)
    program.wait_node("saved", value="saved")
    program.kill9()

    group = Group(stage.start("--lang", "nl", env=clock.env))
    group.tap("session.resume")
    group.look("read")
    left = seconds_left(group)
    assert left <= stopped - 40 + 30, f"{left} seconds of {stopped - 40}: too many are given back"


@limit(200)
def test_no_time_stands_between_ballots(stage):
    """While people vote the clock runs, and its time is recorded before and after."""
    clock = kiosk.Clock(stage)
    group = Group(stage.start("--lang", "nl", env=clock.env))
    program = group.program
    group.to_the_work("dichter-bij-elkaar")
    group.next("vote")
    clock.leap(10)
    program.wait("the clock to run", lambda: seconds_left(group) <= 170)
    group.open_ballots()
    group.cast("inwoner", "vote.scale.2")
    clock.leap(45)
    program.wait("the clock to run", lambda: seconds_left(group) <= 125)
    group.tap("timer.add", "timer.run")
    program.wait("the clock to stand still",
                 lambda: program.find("timer.run").label == "De klok laten lopen")
    stopped = seconds_left(group)
    group.tap("back")
    program.wait_gone("ballot.next")
    group.next("next")
    assert seconds_left(group) == stopped, "the clock of the vote began anew"
    group.cast("sociaal", "vote.scale.4")
    group.reveal()
    program.wait_saved()
    program.close()
    lines = [json.loads(line) for line in
             (stage.sessions[0] / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds = [line.get("type") for line in lines]
    opened, revealed = kinds.index("round.open"), kinds.index("round.reveal")
    assert "timer.set" in kinds[opened - 1:opened], kinds
    assert "timer.set" not in kinds[opened:revealed], kinds
    after = next(line["data"] for line in lines[revealed:] if line.get("type") == "timer.set")
    assert (after["seconds"], after["value"]) == (stopped, 0), after
