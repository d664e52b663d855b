"""In a public place nothing that a passer-by does closes the program; the system still can."""
import signal
import time

from group import Group
from stage import limit, size

KEYS = ("alt+F4", "ctrl+q", "ctrl+w", "ctrl+c", "Escape", "alt+Tab", "super+Tab", "ctrl+alt+BackSpace",
        "F1", "F5", "F11", "F12", "alt+Return", "Print", "Menu", "ctrl+alt+Delete",
        "Super_L", "super+d", "ctrl+alt+F2", "ctrl+shift+Escape",
        "Shift_L", "Shift_L", "Shift_L", "Shift_L", "Shift_L")


def still_there(stage, program):
    assert program.process.poll() is None, "the program ended"
    assert stage.screen.windows_that_fill(), "the program no longer fills the screen"


@size(1280, 720)
@limit(150)
def test_nothing_closes_a_kiosk(stage):
    group = Group(stage.start("--kiosk", "--lang", "nl"))
    program, screen = group.program, stage.screen
    program.wait_screen("poster")
    program.wait_node("zone.driehoek")
    for name in KEYS:
        if name.split("+")[-1] not in screen.keys:
            continue
        screen.key(name)
    still_there(stage, program)
    program.key("Escape", "Escape")
    program.wait_screen("poster")
    assert not program.find("session.new"), "a passer-by can begin a meeting"
    screen.click(640, 300, number=2)  # middle click pastes what somebody selected elsewhere
    screen.click(640, 300, number=3)
    for edge in (0, 1279):  # a swipe from the edge
        screen.drag(edge, 360, 640, 360, 0.1)
    screen.drag(640, 719, 640, 300, 0.1)
    finger = screen.down(640, 300)  # a long press, as long as one that opens a menu elsewhere
    time.sleep(1.5)
    finger.up()
    still_there(stage, program)
    held = [screen.down(100 + 90 * n, 300) for n in range(10)]
    for finger in held:
        finger.move(finger.x + 30, 340, 0.02)
        finger.up()
    still_there(stage, program)
    program.key("Escape", "Escape")
    program.wait_screen("poster")
    program.expect("zone.driehoek", screen="block")
    still_there(stage, program)
    program.process.send_signal(signal.SIGTERM)
    program.wait_exit(0)
    assert not program.stderr(), program.stderr()


@limit(150)
def test_the_system_ends_a_meeting_and_nothing_is_lost(stage):
    """SIGTERM at the moment of a confirmed note; SIGHUP, and a display that goes away."""
    for wish in (signal.SIGTERM, signal.SIGHUP):
        group = Group(stage.start("--lang", "nl"))
        if group.program.find("session.resume") is None and not stage.sessions:
            group.to_the_board()
        else:
            group.tap("session.resume")
            group.look("board")
        group.tap("note.new.0")
        group.program.wait_resting("note.text")
        group.program.type(wish.name)
        before = len(stage.session()["boards"][0]["columns"][0]["notes"]) if stage.programs[1:] else 0
        group.program.key("ctrl+Return")
        group.program.wait_node(f"note.{before + 1}", label=wish.name)
        group.program.process.send_signal(wish)
        group.program.wait_exit(0)
        notes = [n["text"] for n in stage.session()["boards"][0]["columns"][0]["notes"]]
        assert notes[-1] == wish.name and len(notes) == before + 1, notes

    group = Group(stage.start("--lang", "nl"))
    group.tap("session.resume")
    group.look("board")
    group.write_notes("weg")
    group.program.wait_saved()
    stage.screen.server.kill()
    started = time.monotonic()
    group.program.process.wait(10)
    group.program.checked = True
    took, code = time.monotonic() - started, group.program.process.returncode
    assert took < 10 and code >= 0, f"ended after {took:.1f} s with {code}"
    shown = stage.run("show", stage.sessions[0])
    assert shown.code == 0 and '"weg"' in shown.out, shown.err
