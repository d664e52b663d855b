"""Votes: what the next person may not see, ballots taken back, rounds, a display that is turned in
the middle, large text on a small screen.
"""
import json
import os
import random
import time

from group import Group
from stage import limit, size


def answers(stage):
    """(kind, method, number, counts) of each round in the record."""
    return [(r["kind"], r["method"], r["number"], r["outcome"]["counts"])
            for r in stage.session()["rounds"] if r["state"] == "revealed"]


def neutral_page(group):
    """All that the page for the next person tells, but for the clock and what the bar says."""
    group.program.wait_node("ballot.next")
    state = group.look("next")
    return [(n["id"], n["label"], *n["rect"], n["enabled"], n["selected"], n["value"])
            for n in state["nodes"] if not n["id"].startswith(("timer", "saved", "toast", "bar", "pla", "path"))]


def check_neutral(group):
    """Whatever was voted, the page is the same to the last pixel of its parts."""
    program = group.program
    group.cast("inwoner", "vote.scale.1")
    first = neutral_page(group)
    assert not any(node[-2] for node in first), "something is selected"
    assert "nwoner" not in group.words() and program.find("vote.scale.1") is None
    group.tap("ballot.withdraw")
    program.wait_node("withdraw.sheet")
    group.look()
    group.tap("withdraw.no")  # somebody who passed by
    program.wait_gone("withdraw.sheet")
    assert program.find("ballot.withdraw").enabled
    group.tap("ballot.withdraw", "withdraw.yes")
    program.wait_node("ballot.withdraw", enabled=False)
    group.cast("none", "vote.scale.5")
    other = set(neutral_page(group)) ^ set(first)
    assert not other, f"the page tells something of the ballot: {other}"
    group.tap("ballot.next")
    group.tap("role.sociaal")
    program.wait_node("ballot.confirm", enabled=False)
    assert not any(node.selected for node in program.nodes("vote.")), "an answer is left over"
    group.tap("vote.scale.2", "vote.scale.4")  # a change of mind
    program.wait_node("vote.scale.4", selected=True)
    assert not program.find("vote.scale.2").selected
    group.tap("ballot.confirm")


@limit(200)
def test_ballots_hands_and_rounds(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_work("dichter-bij-elkaar", "wie-weet-wat", programme="volledig")
    group.next("vote")
    group.open_ballots()
    check_neutral(group)
    group.tap("round.reveal")  # too early: others have not voted
    program.wait_node("reveal.sheet")
    assert "niet gestemd" in program.find("reveal.title").label, program.find("reveal.title").label
    group.tap("reveal.no")
    program.wait_gone("reveal.sheet")
    assert program.find("ballot.next"), "the result is shown"
    group.reveal()
    assert program.find("result.roles"), "nothing is said of roles"
    group.tap("round.again")
    program.wait_node("method.hands")
    group.tap("method.hands", "hands.2.more", "hands.2.more")
    group.look()
    group.reveal()
    group.next("think")
    group.tap("step.next")
    program.wait_node("method.ballots")
    group.open_ballots()
    group.cast("inwoner", "vote.choice.3")
    group.reveal()
    group.next("board")
    for screen in ("talk", "agreement", "think"):
        group.next(screen)
    group.tap("step.next")
    program.wait_node("method.ballots")
    group.open_ballots()
    group.cast("inwoner", "dot.option.2.more", "dot.option.5.more", "dot.option.0.more")
    group.tap("round.cancel")
    program.wait_node("cancel.sheet")
    group.look()
    group.tap("cancel.no")
    group.reveal()
    program.wait_saved()
    program.close()
    dots = [1, 0, 1, 0, 0, 1, 0, 0, 0]
    assert answers(stage) == [("scale", "stembriefjes", 1, [0, 0, 0, 1, 1]),
                              ("scale", "handen", 2, [0, 0, 2, 0, 0]),
                              ("choice", "stembriefjes", 1, [0, 0, 0, 1, 0]),
                              ("dots", "stembriefjes", 1, dots)], answers(stage)


def turn(group, width, height):
    group.program.screen.resize(width, height)
    group.program.wait_size(width, height)
    group.look()


def through_the_work(group):
    """All six kinds of steps of eerste-driehoeksgesprek and the end, each page looked at."""
    program = group.program
    for screen in ("read", "think", "talk"):
        group.next(screen)
    group.tap("turn.next")
    program.wait_node("turn.left")
    group.look()
    group.next("board")
    group.tap("note.new.1")
    group.write("meer geduld")
    group.look()
    group.tap("note.done", "note.1")
    program.wait_node("note.sheet")
    group.look()
    group.tap("note.close")
    for opener, closer in (("drawer.open", "drawer.close"), ("help.open", "help.close"),
                           ("text.open", "sheet.close")):
        group.tap(opener)
        program.wait_node(closer)
        group.look()
        group.tap(closer)
        program.wait_gone(closer)
    group.tap("step.next")
    program.wait_node("method.ballots")
    group.open_ballots()
    group.cast("werk", "vote.fist.4")
    group.reveal()
    group.next("agreement")
    group.tap("agreement.new")
    program.wait_node("agreement.sheet")
    group.look()
    group.write("samen bellen")
    group.tap("key.hide")
    program.wait_gone("keyboard")
    group.tap("agreement.put")
    program.wait_gone("agreement.sheet")
    group.next("harvest")
    group.tap("step.next")
    program.wait_node("method.hands")
    group.tap("method.hands", "hands.5.more")
    group.reveal()
    group.next("close")


def choose_driehoek(group):
    program = group.program
    program.wait_node("dots.left", value="2")
    group.tap("zone.plan")
    program.wait_node("dots.left", value="1")
    group.tap("ballot.confirm")
    program.wait_node("ballot.next")
    group.look()
    group.cast("sociaal", "zone.driehoek")
    group.reveal()
    group.next("choose")
    program.wait_node("order.title")
    if program.find("pick.eerste-driehoeksgesprek.remove") is None:
        group.tap("pick.eerste-driehoeksgesprek")
    for node in program.nodes("pick."):
        if node.id.endswith(".remove") and "driehoek" not in node.id:
            group.tap(node.id)
            program.wait_gone(node.id)


def begin_dots(group):
    group.prepare(programme="volledig", people=())
    group.next("poster")
    group.tap("step.next")
    group.program.wait_node("method.ballots")
    group.look()
    group.open_ballots()
    group.tap("ballot.next", "role.inwoner", "zone.driehoek", "zone.driehoek")


def check_counts(stage):
    stage.programs[-1].wait_saved()
    stage.programs[-1].close()
    rounds = stage.session()["rounds"]
    assert [r["outcome"]["people"] for r in rounds] == [2, 1, 1], rounds
    counts = dict(zip((o["id"] for o in rounds[0]["options"]), rounds[0]["outcome"]["counts"]))
    assert {k: n for k, n in counts.items() if n} == {"driehoek": 3, "plan": 1}, counts


@size(1920, 1080)
@limit(240)
def test_the_display_is_turned_in_the_middle_of_a_vote(stage):
    group = Group(stage.start("--lang", "nl"))
    begin_dots(group)
    group.program.wait_node("dots.left", value="2")
    turn(group, 1080, 1920)
    group.program.wait_node("dots.driehoek", value="2")
    choose_driehoek(group)
    through_the_work(group)
    check_counts(stage)


@size(1280, 720)
@limit(240)
def test_a_meeting_with_the_largest_text(stage):
    group = Group(stage.start("--lang", "nl"))
    group.look("poster")
    group.tap("text.open")
    group.program.wait_node("text.200")
    group.look()
    group.tap("text.200", "sheet.close")
    group.program.wait_gone("sheet.close")
    group.tap("zone.driehoek")
    group.look("block")
    group.tap("back")
    begin_dots(group)
    choose_driehoek(group)
    through_the_work(group)
    check_counts(stage)


def test_twenty_fingers_count_nothing_twice(stage):
    """The same ballot confirmed by two fingers at once, and hands all over a vote."""
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_work("dichter-bij-elkaar")
    group.next("vote")
    group.open_ballots()
    group.tap("ballot.next", "role.inwoner", "vote.scale.3")
    x, y, width, height = program.wait_node("ballot.confirm", enabled=True).rect
    stage.screen.taps([(x + width * part, y + height / 2) for part in (0.2, 0.5, 0.8)])
    program.wait_node("ballot.next")
    assert "1 van " in group.words(), "one ballot, confirmed by three fingers, is not one"
    # Twenty fingers anywhere, that tap, slide and lie for a while; a minute in the long form.
    chance = random.Random(7)
    end = time.monotonic() + float(os.environ.get("PP_FINGER_SECONDS", "8"))
    while time.monotonic() < end:
        spots = [(chance.uniform(0, 1279), chance.uniform(0, 640)) for _ in range(20)]
        if chance.random() < 0.7:
            stage.screen.taps(spots, 0.02)
            continue
        held = [stage.screen.down(x, y) for x, y in spots]
        for finger in chance.sample(held, 10):
            finger.move(chance.uniform(0, 1279), chance.uniform(0, 640), 0.02)
        for finger in held:
            finger.up()
    program.wait_resting()
    program.close()
    shown = stage.run("show", stage.sessions[0])
    assert shown.code == 0, shown.err
    rounds = json.loads(shown.out)["rounds"]
    assert rounds, "the vote is gone"
    for told in rounds:
        numbers = [ballot["ballot"] for ballot in told.get("ballots") or []]
        assert len(set(numbers)) == len(numbers), "a ballot stands there twice"
    # What each ballot became is in the record itself: none was cast twice, none was refused later.
    lines = [json.loads(line) for line in (stage.sessions[0] / "events.jsonl").read_text().splitlines()]
    cast = [(e["data"]["round"], e["data"]["ballot"]) for e in lines if e.get("type") == "ballot.cast"]
    assert cast and len(set(cast)) == len(cast), "a ballot was cast twice"
    for number, told in enumerate(rounds, 1):
        if told["kind"] == "scale" and told.get("outcome") and told["method"] != "handen":
            counted, ballots = sum(told["outcome"]["counts"]), [b for r, b in cast if r == number]
            assert counted == len(ballots), f"{counted} answers of {len(ballots)} ballots"
    assert not json.loads(shown.out)["incomplete"]
