"""A screen that stands in public: lanes that are left alone, palms and lost fingers, low reach, what a
visitor cannot open, and what a visitor chose and the next one does not find."""
import json
import time

import kiosk
from group import Group
from stage import limit, size


def voting_together(group, assignment, steps):
    """To the vote of this assignment, so many steps on, in lanes."""
    group.to_the_work(assignment)
    for screen in steps:
        group.next(screen)
    group.tap("method.together")
    group.program.wait_node("lane.3.open")


@size(1920, 1080)
@limit(240)
def test_a_lane_that_nobody_touches_goes_away(stage):
    clock = kiosk.Clock(stage)
    group = Group(stage.start("--lang", "nl", env=clock.env))
    program = group.program
    voting_together(group, "dichter-bij-elkaar", ["vote"])
    group.tap("lane.0.open", "lane.0.role.inwoner", "lane.0.answer.4")
    group.tap("lane.1.open", "lane.1.role.sociaal", "lane.1.answer.2")
    program.wait_node("lane.0.confirm", enabled=True)
    program.wait_node("round.reveal", enabled=False)
    clock.leap(40)
    program.wait_resting("lane.0.confirm")
    assert not program.find("lane.0.stay"), "it asks before its time"
    group.tap("lane.1.answer.3")  # this person is still busy
    program.wait_node("lane.1.answer.3", selected=True)
    clock.leap(21)
    program.wait_node("lane.0.stay")
    group.look()
    assert not program.find("lane.1.stay"), "a lane asks for another one's silence"
    clock.leap(31)
    program.wait_node("lane.0", value="free")
    program.wait_node("lane.1.stay")
    program.tap("lane.1.stay")
    program.wait_gone("lane.1.stay")
    assert program.find("lane.1.answer.3").selected, "the tap that stays changed the ballot"
    # What was not confirmed is gone, and the next person finds nothing of it.
    program.tap("lane.0.open")
    program.wait_node("lane.0", value="role")
    program.tap("lane.0.role.none")
    program.wait_node("lane.0.confirm", enabled=False)
    assert not any(n.selected for n in program.nodes("lane.0.answer."))
    clock.leap(91)
    program.wait_node("lane.0", value="free")
    program.wait_node("lane.1", value="free")
    program.wait_node("round.reveal", enabled=False)  # nobody has voted
    group.tap("lane.1.open", "lane.1.role.none", "lane.1.answer.5", "lane.1.confirm")
    program.wait_node("round.reveal", enabled=True)
    clock.leap(11)  # the thanks go away by themselves, and with them the way to take it back
    program.wait_node("lane.1", value="free")
    assert not program.find("lane.1.undo")
    group.reveal()
    program.wait_saved()
    program.close()
    made = next(r for r in stage.session()["rounds"] if r["state"] == "revealed")
    assert made["outcome"]["counts"] == [0, 0, 0, 0, 1], made


@size(1920, 1080)
@limit(240)
def test_a_choice_in_lanes(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    voting_together(group, "dichter-bij-elkaar", ["vote", "think", "vote"])
    group.tap("lane.0.open", "lane.2.open", "lane.0.role.inwoner", "lane.2.role.none")
    program.wait_resting("lane.2.answer.1")
    # Both at the same moment, then one of them changes its mind: one answer each.
    program.taps("lane.0.answer.0", "lane.2.answer.1")
    program.wait_node("lane.0.answer.0", selected=True)
    program.wait_node("lane.2.answer.1", selected=True)
    program.tap("lane.2.answer.0")
    program.wait_node("lane.2.answer.0", selected=True)
    assert not program.find("lane.2.answer.1").selected, "two answers to one choice"
    program.tap("lane.2.answer.0")  # and takes it back
    program.wait_node("lane.2.confirm", enabled=False)
    program.tap("lane.2.answer.1")
    program.wait_node("lane.2.confirm", enabled=True)
    group.look()
    program.taps("lane.0.confirm", "lane.2.confirm")
    program.wait_node("lane.0", value="thanks")
    program.wait_node("lane.2", value="thanks")
    group.reveal()
    program.wait_saved()
    program.close()
    made = next(r for r in stage.session()["rounds"] if r["state"] == "revealed")
    assert made["method"] == "samen", made["method"]
    assert made["outcome"]["counts"][:2] == [1, 1] and sum(made["outcome"]["counts"]) == 2, made


@size(1080, 1920)
@limit(240)
def test_fists_in_two_lanes_upright(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_work("vast-overleg")
    for screen in ("read", "think", "board", "talk", "vote"):
        group.next(screen)
    group.tap("method.together")
    program.wait_node("lane.1.open")
    assert not program.find("lane.2"), "three lanes on an upright screen"
    for person, fists in enumerate([(5, 0), (3, 3)]):
        group.tap("lane.0.open", "lane.1.open")
        group.tap("lane.0.role.inwoner", "lane.1.role.sociaal")
        for lane, fist in enumerate(fists):
            group.tap(f"lane.{lane}.answer.{fist}")
            program.wait_node(f"lane.{lane}.answer.{fist}", selected=True)
        group.look()
        program.taps("lane.0.confirm", "lane.1.confirm")
        for lane in (0, 1):
            program.wait_node(f"lane.{lane}", value="thanks")
        assert str(2 * person + 2) in program.find("next.voted").label
    group.reveal()
    program.wait_saved()
    program.close()
    made = next(r for r in stage.session()["rounds"] if r["state"] == "revealed")
    assert made["outcome"]["counts"] == [1, 0, 0, 2, 0, 1], made


# -- palms, sleeves, lost fingers -----------------------------------------------------------------------
@size(1280, 720)
@limit(200)
def test_a_hand_that_lies_on_the_glass_presses_nothing(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    program.wait_resting("help.open")
    rest = program.screen.colour(*near_the_edge(program.find("help.open")))
    hand = program.screen.down(*program.place("help.open"))
    program.wait("the button to look pressed", lambda: program.screen.colour(
        *near_the_edge(program.find("help.open"))) != rest)
    clock.leap(16)
    program.wait("the button to be let go", lambda: program.screen.colour(
        *near_the_edge(program.find("help.open"))) == rest)
    # The hand still lies there: another finger works, on the same button and on others.
    program.expect("help.open", node="help.sheet")
    program.tap("sheet.close")
    program.wait_gone("help.sheet")
    hand.up()
    program.wait_resting()
    assert not program.find("help.sheet"), "a hand that was lifted after 16 s counted as a tap"
    program.expect("zone.driehoek", screen="block")


def near_the_edge(node):
    """A point of the button's ground, beside its words."""
    x, y, width, _ = node.rect
    return x + width / 2, y + 3


@size(1280, 720)
@limit(200)
def test_a_finger_that_the_driver_lost(stage):
    clock = kiosk.Clock(stage)
    group = Group(stage.start("--lang", "nl", env=clock.env))
    program = group.program
    group.to_the_board()
    group.write_notes("een", "twee")
    program.wait_resting("note.1")
    start, home = program.place("note.1"), program.find("note.1").rect
    lost = program.screen.down(*start)
    middle = program.find("column.1").centre
    lost.move(*middle, seconds=0.2)
    program.wait("the note to be held", lambda: not program.find("note.1")
                 or program.find("note.1").rect != home)
    clock.leap(61)  # no word of it any more: the note is where it was, for anybody to take
    program.wait_node("note.1")
    program.wait_resting("note.1")
    assert abs(program.find("note.1").rect[0] - home[0]) < 8, "the note stayed with a lost finger"
    program.drag("note.1", middle)
    program.wait("the note in the second column", lambda: program.find("column.1").value == "1")
    # A key that was held when the finger got lost stops after a while.
    group.tap("note.new.0")
    program.wait_resting("key.space")
    program.type("x" * 40)
    program.wait("the letters", lambda: len(program.find("note.text").value) == 40)
    program.screen.down(*program.place("key.backspace"))
    program.wait("a letter to go", lambda: len(program.find("note.text").value) < 40)
    clock.leap(16)
    program.wait_resting()
    left = program.find("note.text").value
    time.sleep(0.4)  # a key that is held takes five letters in that time
    assert program.find("note.text").value == left, "a lost finger goes on erasing"
    program.type("y")
    program.wait("another letter", lambda: program.find("note.text").value == left + "y")


# -- low reach ---------------------------------------------------------------------------------------------
def controls(state):
    return [n for n in state["nodes"] if n["enabled"] and n["rect"][2] > 0
            and n["role"] in ("button", "switch", "chip", "tab", "key", "textbox", "zone")]


def check_low(program, left):
    """Everything that can be pressed lies within 220 mm of the lower edge, at its side."""
    state = program.wait_resting()
    width, height = state["size"]
    px = state["px_per_mm"]
    aims = controls(state)
    assert len(aims) >= 4, aims
    wide = min(width, 620 * px)
    for node in aims:
        x, y, w, _ = node["rect"]
        assert y >= height - 220 * px - 2, f"{node['id']} is at {y} of {height}"
        inside = x + w <= wide + 2 if left else x >= width - wide - 2
        assert inside, f"{node['id']} is at {x} of {width}, {'left' if left else 'right'}"


@size(1080, 1920)
@limit(240)
def test_low_reach_is_one_tap_and_for_this_visitor(stage):
    inches = stage.home / "system.json"
    inches.write_text(json.dumps({"display_inches": 55}), encoding="utf-8")
    program, clock = kiosk.start(stage, env={"PRAATPLAAT_SYSTEM_SETTINGS": str(inches)})
    program.wait_node("zone.driehoek")
    high = program.wait_resting("zone.driehoek").rect
    program.tap("reach")
    program.wait("the poster lower", lambda: program.find("zone.driehoek").rect != high)
    check_low(program, left=False)
    program.expect("zone.driehoek", screen="block")
    check_low(program, left=False)
    program.tap("text.open")
    program.wait_resting("reach.2")
    check_low(program, left=False)
    program.tap("reach.2")
    program.wait_node("reach.2", selected=True)
    check_low(program, left=True)
    program.tap("sheet.close")
    program.wait_gone("text.sheet")
    program.tap("back")
    program.wait_screen("poster")
    check_low(program, left=True)
    # The next visitor finds all of the screen.
    clock.leap(61)
    program.wait_node("idle.stay")
    check_low(program, left=True)
    clock.leap(30)
    # The picture has moved against burn-in meanwhile, by 8 pixels at most.
    program.wait("the whole screen", lambda: program.find("zone.driehoek")
                 and all(abs(now - then) <= 8 for now, then in
                         zip(program.find("zone.driehoek").rect, high)))


@size(1920, 1080)
@limit(240)
def test_low_reach_on_a_wide_wall(stage):
    wall = stage.home / "system.json"
    wall.write_text(json.dumps({"display_inches": 75}), encoding="utf-8")
    program, _ = kiosk.start(stage, env={"PRAATPLAAT_SYSTEM_SETTINGS": str(wall)})
    program.wait_node("zone.driehoek")
    program.tap("reach")
    program.wait_node("reach", selected=True)
    check_low(program, left=False)
    program.tap("reach")  # and one tap back
    program.wait_node("reach", selected=False)
    state = program.wait_resting()
    assert any(n["rect"][1] < 300 for n in controls(state)), "it stays low"


# -- visitors ------------------------------------------------------------------------------------------------
FACILITATORS = ("session.", "sessions.", "tab.", "results", "menu.open", "settings.", "ways")


def behind_the_pin(program):
    """What belongs to the facilitator and can be seen."""
    return [n.id for n in program.nodes() if n.id.startswith(FACILITATORS)]


@size(1280, 720)
@limit(240)
def test_a_visitor_comes_nowhere_near_the_meetings(stage):
    group = Group(stage.start("--lang", "nl"))
    group.prepare("houten")
    group.program.expect("drawer.open", node="drawer.stop")
    group.tap("drawer.stop")
    group.program.wait_screen("poster")
    group.program.wait_node("session.resume")
    group.program.close()
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    assert not behind_the_pin(program), behind_the_pin(program)
    # Every control of the poster and of an opened place, by keyboard.
    program.expect("zone.driehoek", screen="block")
    assert not behind_the_pin(program), behind_the_pin(program)
    program.tap("back")
    program.wait_screen("poster")
    for key in ("Escape", "F12", "F1", "alt+Left", "ctrl+Tab"):
        program.key(key)
        program.wait_resting()
        assert program.state()["screen"] == "poster" and not behind_the_pin(program), key
    # The way in asks for the PIN; four taps, or a last one that is not held, are no way in.
    kiosk.choose_pin(stage, program)
    program.expect("tab.results", screen="results")
    program.tap("home")
    program.wait_screen("poster")
    assert not behind_the_pin(program), "the menu stayed open behind the facilitator"
    for _ in range(5):
        stage.screen.tap(12, 12, 0.04)
        time.sleep(0.06)
    program.wait_resting()
    assert program.state()["screen"] in ("poster", "block")
    kiosk.gesture(stage, program)
    assert not [i for i in behind_the_pin(program)], behind_the_pin(program)
    kiosk.type_pin(program, "1111")
    program.wait("a wrong PIN", lambda: "4" in program.find("pin.text").label)
    program.key("Tab", "Return", "Escape")
    program.wait_resting()
    assert program.state()["screen"] in ("pin", "poster"), program.state()["screen"]
    # Results that a facilitator left open close by themselves.
    if program.state()["screen"] != "pin":
        kiosk.gesture(stage, program)
    kiosk.type_pin(program, "2580")
    program.wait_screen("sessions")
    program.expect("tab.results", screen="results")
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("poster")
    assert not behind_the_pin(program), behind_the_pin(program)


BAR = (30, 640)  # of the bar at the lower edge, above its words


@size(1280, 720)
@limit(240)
def test_the_next_visitor_finds_the_screen_as_it_was(stage):
    program, clock = kiosk.start(stage)
    program.wait_node("zone.driehoek")
    program.wait_resting("lang")
    before = {n.id: (n.rect[2:], n.label) for n in program.nodes()}
    ground = program.screen.colour(*BAR)
    program.tap("text.open")
    program.tap("text.150")
    program.wait_node("text.150", selected=True)
    program.tap("theme.1")
    program.wait_node("theme.1", selected=True)
    group = Group(program)
    group.tap("simple", "motion")  # scrolls there
    group.tap("sheet.close")
    program.wait_gone("text.sheet")
    program.tap("lang")
    program.wait("English", lambda: program.find("text.open").label == "Text")
    program.expect("zone.bedoeling", screen="block", node="block.simple.text")
    assert program.screen.colour(*BAR) != ground
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("poster")
    program.wait_node("text.open", label="Tekst")
    program.wait_resting("lang")
    after = {n.id: (n.rect[2:], n.label) for n in program.nodes()}
    changed = {i for i in before if not i.startswith("invitation") and after.get(i) != before[i]}
    assert not changed, {i: (before[i], after.get(i)) for i in changed}
    assert program.screen.colour(*BAR) == ground
    program.expect("zone.bedoeling", screen="block")
    program.wait_resting("block.title")
    assert not program.find("block.simple.text"), "simple mode stayed"
    settings = stage.home / "data" / "praatplaat" / "settings.json"
    assert not settings.exists(), "what a visitor chose was kept for the next one"
