"""A meeting without touching the screen: every step by Tab and Enter, with a focus that is seen."""
from group import Group
from program import Failed
from stage import limit

FOCUS = bytes.fromhex("0b62d6")  # of the light theme


class Keys:
    """Somebody who has a keyboard only, and looks where the ring is."""

    def __init__(self, program):
        self.program = program

    def ring(self):
        """The id of the node that has the focus, by what is seen: the ring around it, or the outline
        of a place on the poster."""
        program = self.program
        state = program.wait_resting()
        width, height = state["size"]
        pixels = program.screen.pixels(0, 0, width, height)
        at = {}
        start = pixels.find(FOCUS)
        while start >= 0:
            if start % 3 == 0:
                y, x = divmod(start // 3, width)
                at[(x, y)] = True
            start = pixels.find(FOCUS, start + 1)
        if not at:
            return None
        left, right = min(x for x, _ in at), max(x for x, _ in at)
        top, bottom = min(y for _, y in at), max(y for _, y in at)

        def distance(node):
            x, y, w, h = node.rect
            return (abs(x - left) + abs(y - top) + abs(x + w - 1 - right) + abs(y + h - 1 - bottom))
        wanted = [n for n in program.nodes() if n.enabled and n.role not in ("text", "group", "status")]
        return min(wanted, key=distance).id

    def go(self, node_id, key="Tab"):
        """Tab until the ring is there."""
        seen = []
        for _ in range(80):
            self.program.key(key)
            seen.append(self.ring())
            if seen[-1] == node_id:
                return
            if seen[-1] is None:
                raise Failed(f"no ring is seen after {seen}")
        raise Failed(f"Tab does not lead to {node_id}, but to {seen}")

    def press(self, node_id, key="Tab"):
        self.go(node_id, key)
        self.program.key("Return")


@limit(240)
def test_a_vote_and_a_note_without_touching(stage):
    program = stage.start("--lang", "nl")
    keys, group = Keys(program), Group(program)
    program.wait_screen("poster")
    program.wait_node("session.new")
    keys.press("session.new", "shift+Tab")
    program.wait_screen("session")
    keys.go("place")
    program.type("Houten")
    program.wait_node("place", value="Houten")
    program.key("Escape")
    program.wait_gone("keyboard")
    keys.press("step.next", "shift+Tab")
    program.wait_screen("welcome")
    keys.press("step.next", "shift+Tab")
    program.wait_screen("poster")
    keys.press("step.next", "shift+Tab")
    program.wait_node("method.ballots")
    keys.press("method.ballots")
    keys.press("ballot.next")
    keys.press("role.inwoner")
    program.wait_node("ballot.confirm")
    keys.press("zone.bedoeling")
    program.wait_node("dots.bedoeling", value="1")
    keys.press("ballot.confirm")
    keys.press("round.reveal")
    program.wait_screen("result")
    keys.press("step.next", "shift+Tab")
    program.wait_node("order.title")
    for screen in ("read", "think", "board"):
        keys.press("step.next", "shift+Tab")
        program.wait_screen(screen)
    keys.press("note.new.0")
    program.wait_node("note.text")
    program.type("zonder aanraken")
    program.key("ctrl+Return")
    program.wait_node("note.1", label="zonder aanraken")
    program.key("Escape")
    program.wait_gone("keyboard")
    group.look("board")
    program.wait_saved()
    program.close()
    session = stage.session()
    assert session["rounds"][0]["outcome"]["people"] == 1
    assert session["boards"][0]["columns"][0]["notes"][0]["text"] == "zonder aanraken"
