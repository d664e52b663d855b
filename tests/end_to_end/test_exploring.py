"""A visitor in front of the poster: finger, mouse, keyboard, zoom, language, a turned display."""
import json
import time

from program import HERE, Failed
from stage import size

PACK = HERE.parent.parent / "scenes" / "integraal-werken" / "scene.json"
BLOCKS = [block["id"] for block in json.loads(PACK.read_text(encoding="utf-8"))["blocks"]]


def at_the_poster(stage, *args):
    program = stage.start(*args)
    program.wait_screen("poster")
    program.wait_node("zone.driehoek")
    return program


def inside(node, width, height):
    x, y, w, h = node.rect
    return x >= 0 and y >= 0 and x + w <= width and y + h <= height


def check_layout(program, width, height):
    """Every place of the poster is there, on the screen and large enough for a finger; no text is
    cut off."""
    state = program.wait_size(width, height)
    assert [n.id for n in program.nodes("zone.")] and state["px_per_mm"] > 0
    zones = {node.id for node in program.nodes("zone.")}
    assert zones == {f"zone.{block}" for block in BLOCKS}, zones
    least = 12 * state["px_per_mm"] - 1
    for node in program.nodes():
        assert inside(node, width, height), node
        if node.role == "button" and node.enabled:
            assert min(node.rect[2:]) >= least, f"{node} is under 12 mm ({least:.0f} px)"
        if node.data.get("clipped"):
            raise Failed(f"the text of {node} does not fit")


@size(1920, 1080)
def test_the_poster_at_1080(stage):
    check_layout(at_the_poster(stage), 1920, 1080)


@size(1280, 720)
def test_the_poster_at_720(stage):
    check_layout(at_the_poster(stage), 1280, 720)


@size(3840, 2160)
def test_the_poster_at_4k(stage):
    check_layout(at_the_poster(stage), 3840, 2160)


@size(1080, 1920)
def test_the_poster_upright(stage):
    check_layout(at_the_poster(stage), 1080, 1920)


@size(1920, 1080)
def test_turning_the_display(stage):
    program = at_the_poster(stage)
    stage.screen.resize(1080, 1920)
    check_layout(program, 1080, 1920)
    program.expect("zone.driehoek", screen="block")


def still_pixels(stage, rect):
    """The pixels once a second changed nothing: the picture itself has come too."""
    before = None
    while before != (before := stage.screen.pixels(*rect)):
        time.sleep(1)
    return before


def test_a_touch_answers_on_the_way_down(stage):
    program = at_the_poster(stage)
    place = program.wait_resting("zone.driehoek")
    before = still_pixels(stage, place.rect)
    finger = stage.screen.down(*place.centre)
    program.wait("the place to lift", lambda: stage.screen.pixels(*place.rect) != before, timeout=2)
    assert program.state()["screen"] == "poster"
    finger.up()
    program.wait_screen("block")


def test_every_block_opens_and_closes(stage):
    program = at_the_poster(stage)
    for block in BLOCKS:
        program.expect(f"zone.{block}", screen="block")
        program.tap("back")
        program.wait_screen("poster")
        program.wait_node(f"zone.{block}")


def where_all_lies(program):
    return {node.id: (node.rect, node.enabled, node.data.get("text"))
            for node in program.nodes() if node.id.startswith(("plate.", "zone.", "zoom."))}


@size(1920, 1080)
def test_the_first_frame_is_the_last_one(stage):
    """What comes to lie elsewhere (a block opens, the display turns) is right at once: the next
    frame, here of a focus that a key moves, finds no plate or button to mend."""
    def stays(when):
        program.wait_resting()
        before, frame = where_all_lies(program), program.state()["frame"]
        program.key("Tab")
        program.wait_frame(frame)
        assert where_all_lies(program) == before, when

    program = at_the_poster(stage)
    program.tap("zone.driehoek")
    program.wait_screen("block")
    stays("a block opened")
    program.tap("block.close")
    program.wait_screen("poster")
    stays("a block closed")
    stage.screen.resize(1080, 1920)
    program.wait_size(1080, 1920)
    stays("the display turned")


def test_a_drag_over_a_block_does_not_open_it(stage):
    program = at_the_poster(stage)
    x, y = program.place("zone.driehoek")
    stage.screen.drag(x, y, x + 200, y + 60)
    program.wait_resting()
    assert program.state()["screen"] == "poster"


def test_the_mouse_does_it_too(stage):
    program = at_the_poster(stage)
    program.click("zone.driehoek")
    program.wait_screen("block")
    program.click("back")
    program.wait_screen("poster")


def test_the_keyboard_does_it_too(stage):
    program = at_the_poster(stage)
    program.expect("zone.driehoek", screen="block")
    program.key("Escape")
    program.wait_screen("poster")
    program.key("Tab", "Return")
    program.wait_screen("block")


def test_the_language_is_one_tap_away(stage):
    program = at_the_poster(stage)
    dutch = program.find("zone.driehoek").label
    program.tap("lang")
    program.wait("English", lambda: program.find("zone.driehoek").label != dutch)
    program.tap("lang")
    program.wait_node("zone.driehoek", label=dutch)


def test_pinch_makes_the_poster_larger(stage):
    program = at_the_poster(stage)
    program.wait_resting("zone.driehoek")
    x, y = program.place("zone.driehoek")
    before = program.find("zone.driehoek").rect
    stage.screen.pinch(x, y, 100, 400)
    program.wait("a larger place", lambda: (program.find("zone.driehoek") or 0) and
                 program.find("zone.driehoek").rect[2] > before[2] * 1.3)
    assert program.state()["screen"] == "poster"


def test_twenty_fingers_break_nothing(stage):
    program = at_the_poster(stage)
    for _ in range(3):
        stage.screen.taps([(40 + 60 * i, 100 + 25 * i) for i in range(20)])
    program.wait_resting()
    program.close()


def test_it_ends_well_when_told_to(stage):
    program = at_the_poster(stage)
    program.close()
    assert not program.stderr(), program.stderr()
