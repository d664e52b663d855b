"""The facilitator's menu: settings that stay, meetings that are listed,
gone on with and deleted."""
import json

from stage import size


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
