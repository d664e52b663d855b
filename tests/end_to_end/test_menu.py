"""The facilitator's menu: settings that stay, meetings that are listed,
gone on with and deleted."""
import json

import recording
from group import Group
from stage import limit, size


def read_settings(stage):
    path = stage.home / "data" / "praatplaat" / "settings.json"
    return json.loads(path.read_text(encoding="utf-8"))


@size(1280, 720)
def test_the_ruler_sets_the_true_size_and_it_stays(stage):
    program = stage.start()
    program.expect("menu.open", screen="sessions")
    program.expect("tab.settings", screen="settings", node="settings.card")
    before = program.state()["px_per_mm"]
    card = program.wait_resting("settings.card")
    assert abs(card.rect[2] - 85.6 * before) < 2, (card.rect, before)
    program.tap("settings.inches.less")
    program.wait_state("a larger millimetre", lambda state: state["px_per_mm"] > before)
    larger = program.state()["px_per_mm"]
    card = program.wait_resting("settings.card")
    assert abs(card.rect[2] - 85.6 * larger) < 2, (card.rect, larger)
    program.tap("settings.lang.en")
    program.wait_node("menu.title", label="Settings")
    program.close()
    assert read_settings(stage)["display_inches"] == 23
    assert read_settings(stage)["lang"] == "en"
    again = stage.start()
    again.wait_screen("poster")
    assert abs(again.state()["px_per_mm"] - larger) < 0.01


@size(1280, 720)
def test_how_high_the_screen_hangs_sets_low_reach(stage):
    program = stage.start("--lang", "nl")
    group = Group(program)

    def low(mm):
        """The highest control with low reach on, in mm above the floor of a screen that hangs so."""
        program.tap("reach")
        program.wait_node("reach", selected=True)
        state = program.wait_resting()
        page = next(n for n in state["nodes"] if n["id"] == "settings.scroll")
        top = page["rect"][1]
        program.tap("reach")
        program.wait_resting()
        return mm + (state["size"][1] - top) / state["px_per_mm"]

    program.expect("menu.open", screen="sessions")
    program.expect("tab.settings", screen="settings", node="settings.card")
    group.reach("settings.edge.reset")
    assert program.wait_resting("settings.edge").label == "900 mm"
    program.wait_node("settings.edge.reset", enabled=False)
    assert 1119 <= low(900) <= 1121
    group.tap("settings.edge.ten.less", "settings.edge.ten.less")
    program.wait_node("settings.edge", label="880 mm")
    # Hung lower, more of it is within reach.
    assert 1119 <= low(880) <= 1121
    group.tap("settings.edge.more")
    program.wait_node("settings.edge", label="980 mm")
    program.wait_node("settings.edge.high")
    group.look()
    group.tap("settings.edge.ten.more")
    program.wait_node("settings.edge", label="990 mm")
    program.close()
    assert read_settings(stage)["lower_edge_mm"] == 990
    again = stage.start("--lang", "nl")
    again.expect("menu.open", screen="sessions")
    again.expect("tab.settings", screen="settings", node="settings.card")
    group = Group(again)
    group.tap("settings.edge.reset")
    again.wait_node("settings.edge", label="900 mm")
    again.wait_gone("settings.edge.high")


@size(1280, 720)
def test_the_program_is_closed_from_the_settings(stage):
    program = stage.start()
    program.expect("menu.open", screen="sessions")
    program.expect("tab.settings", screen="settings", node="settings.card")
    while not program.find("settings.exit"):
        program.drag((900, 600), (900, 200))
        program.wait_resting()
    program.tap("settings.exit")
    program.wait_exit(0)


def a_stopped_meeting(stage, program):
    program.expect("session.new", screen="session")
    program.tap("step.next")
    program.wait_screen("welcome")
    program.wait_saved()
    program.expect("drawer.open", node="drawer.stop")
    program.tap("drawer.stop")
    program.wait_screen("poster")
    return stage.sessions[-1]


@size(1280, 720)
def test_a_meeting_is_gone_on_with_and_deleted(stage):
    program = stage.start()
    program.wait_screen("poster")
    folder = a_stopped_meeting(stage, program)
    program.expect("menu.open", screen="sessions", node=f"session.{folder.name}")
    program.tap(f"session.open.{folder.name}")
    program.wait_screen("welcome")
    program.expect("drawer.open", node="drawer.stop")
    program.tap("drawer.stop")
    program.wait_screen("poster")
    program.expect("menu.open", screen="sessions", node=f"session.{folder.name}")
    program.expect(f"session.look.{folder.name}", node="session.look.title")
    program.tap("session.look.away")
    program.wait_gone("session.look.title")
    program.expect(f"session.delete.{folder.name}", node="session.delete.confirm")
    program.tap("session.delete.cancel")
    program.wait_gone("session.delete.confirm")
    assert folder.is_dir()
    program.expect(f"session.delete.{folder.name}", node="session.delete.confirm")
    program.tap("session.delete.confirm")
    program.wait_node("sessions.empty")
    assert not folder.exists()


@size(1080, 1920)
@limit(240)
def test_show_more_shows_more_of_a_long_chain(stage):
    names = [f"20{20 + n // 12}-{1 + n % 12:02}-05-houten-{n:02}aa" for n in range(70)]
    for before, name in zip([""] + names, names):
        recording.Recording(session=name, day=name[:10], previous=before).save(stage.home / "data" / "praatplaat")
    program = stage.start("--lang", "nl")
    program.wait_screen("poster")
    program.expect("menu.open", screen="sessions", node=f"chain.{names[-1]}")
    program.wait_node(f"chain.{names[-1]}", value="70")
    for _ in range(2):  # 30 more at a time: after the second there are no more
        while not program.find("sessions.more"):
            assert not program.find(f"session.delete.{names[0]}"), "there is nothing more to show"
            program.screen.drag(540, 1500, 540, 300, 0.05)
            program.wait_resting()
        program.tap("sessions.more")
        program.wait_gone("sessions.more")
    while not program.find(f"session.delete.{names[0]}"):
        assert not program.find("sessions.more"), "the first of all is not there"
        program.screen.drag(540, 1500, 540, 300, 0.05)
        program.wait_resting()
    assert not program.find("sessions.more")


@size(1280, 720)
def test_what_another_program_deleted_goes_from_the_list(stage):
    folders = [recording.full_meeting(session=f"2026-11-2{n}-houten-{n}aaa").save(stage.home / "data" / "praatplaat")
               for n in range(4)]
    program = stage.start("--lang", "nl")
    program.wait_screen("poster")
    program.expect("menu.open", screen="sessions", node=f"session.{folders[3].name}")
    for folder, what in zip(reversed(folders), ("open", "look", "export", "delete")):
        target = program.wait_resting(f"session.{what}.{folder.name}")
        assert stage.run("delete", folder.name, "--yes").code == 0
        program.tap(target)
        if what == "delete":
            program.expect("session.delete.confirm", node="sessions.empty")
            assert any("verwijderd" in n.label for n in program.nodes("toast.")), program.nodes("toast.")
        program.wait_gone(f"session.{folder.name}")
        assert program.state()["screen"] == "sessions"
