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


def span(node, axis):
    """From where to where it reaches, across (0) or down (1)."""
    return node.rect[axis], node.rect[axis] + node.rect[axis + 2]


def in_view(program, block, axis, wide=0):
    """The whole place and its plate lie beside the sheet, with so many pixels around the place."""
    low = span(program.find("poster"), axis)[0]
    high = span(program.find("block"), axis)[0]
    nodes = [program.find(f"{kind}.{block}") for kind in ("zone", "plate")]
    if None in nodes:
        return False
    zone, plate = (span(node, axis) for node in nodes)
    return (zone[0] >= low + wide and zone[1] <= high - wide and
            plate[0] >= low and plate[1] <= high)


def opens_in_view(program, block, axis, home):
    """Opens it; its place is as large as it was, and whole beside the sheet."""
    program.expect(f"zone.{block}", screen="block")
    program.wait_resting("block")
    place = program.wait_resting(f"zone.{block}")
    assert place.rect[2:] == home[2:], f"{place} was {home}"
    assert in_view(program, block, axis), f"{place} lies under the sheet"
    return place.rect


def closes(program, block, home):
    program.tap("block.close")
    program.wait_screen("poster")
    program.wait(f"{block} where it was", lambda: program.find(f"zone.{block}").rect == home)


def touched(stage):
    """The poster without its invitation, and the rectangle of the sheet that was open."""
    program = at_the_poster(stage)
    program.expect("zone.bedoeling", screen="block")
    sheet = program.wait_resting("block").rect
    program.tap("block.close")
    program.wait_screen("poster")
    return program, sheet


@size(1920, 1080)
def test_the_poster_moves_only_when_a_place_needs_it(stage):
    program, sheet = touched(stage)
    edge = 4 * program.state()["px_per_mm"]
    moved = set()
    for block in BLOCKS:
        home = program.wait_resting(f"zone.{block}").rect
        if opens_in_view(program, block, 0, home) != home:
            moved.add(block)
            assert home[0] + home[2] + edge > sheet[0], f"{block} had no need to move"
        closes(program, block, home)
    assert moved and moved != set(BLOCKS), moved


@size(1080, 1920)
def test_a_place_is_in_view_above_the_sheet(stage):
    program, _ = touched(stage)
    for block in BLOCKS:
        home = program.wait_resting(f"zone.{block}").rect
        opens_in_view(program, block, 1, home)
        closes(program, block, home)


@size(1920, 1080)
def test_the_next_place_moves_no_farther_than_it_needs(stage):
    program = at_the_poster(stage)
    edge = 4 * program.state()["px_per_mm"] + 1
    program.expect(f"zone.{BLOCKS[0]}", screen="block")
    stayed = 0
    for block in BLOCKS[1:] + BLOCKS[:1]:
        program.wait_resting("block")
        before, seen = program.find(f"zone.{block}"), in_view(program, block, 0, edge)
        program.tap("block.next")
        program.wait_node(f"zone.{block}", selected=True)
        program.wait_resting()
        after = program.find(f"zone.{block}").rect
        assert in_view(program, block, 0), f"{block} lies under the sheet"
        assert not seen or after == before.rect, f"{block} had no need to move"
        stayed += seen
    assert stayed, "every step moved the poster"


@size(1920, 1080)
def test_a_role_can_be_chosen_beside_an_open_place(stage):
    program = at_the_poster(stage)
    program.expect("zone.regie", screen="block")
    program.tap("chip.inwoner")
    program.wait_node("chip.inwoner", selected=True)
    assert program.state()["screen"] == "block"


def where_all_lies(program):
    return {node.id: (node.rect, node.enabled, node.data.get("text"))
            for node in program.nodes() if node.id.startswith(("plate.", "zone.", "zoom."))}


@size(1920, 1080)
def test_the_first_frame_is_the_last_one(stage):
    """What comes to lie elsewhere (a block opens, the display turns) is right at once: the next
    frame, here of a focus that a key moves, finds no plate or button to mend. The focus goes back, to
    a place in view: to one that is not the poster would come."""
    def stays(when):
        program.wait_resting()
        before, frame = where_all_lies(program), program.state()["frame"]
        program.key("shift+Tab")
        program.wait_frame(frame)
        moved = {key: (before.get(key), lies) for key, lies in where_all_lies(program).items()
                 if before.get(key) != lies}
        assert not moved, f"{when}: {moved}"

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
