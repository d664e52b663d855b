"""A whole meeting without touching the screen, from the poster to the poster: every kind of step by
Tab, arrows and Enter, with a focus that is seen wherever it is."""
from group import Group
from program import Failed
from stage import limit

FOCUS = bytes.fromhex("0b62d6")  # of the light theme


class Keys:
    """Somebody who has a keyboard only, and looks where the ring is."""

    def __init__(self, program):
        self.program = program

    def focus(self):
        """The node that says it has the focus."""
        self.program.wait_resting()
        return next((n for n in self.program.nodes() if getattr(n, "focused", False)), None)

    def check_seen(self, node):
        """The ring, in the pixels of the screen: around what has the focus, and nowhere else."""
        program = self.program
        width, height = program.state()["size"]
        pixels = program.screen.pixels(0, 0, width, height)
        xs, ys = [], []
        start = pixels.find(FOCUS)
        while start >= 0:
            if start % 3 == 0:
                y, x = divmod(start // 3, width)
                xs.append(x)
                ys.append(y)
            start = pixels.find(FOCUS, start + 1)
        if not xs:
            raise Failed(f"no ring is seen around {node.id}")
        x, y, w, h = node.rect
        away = max(abs(min(xs) - x), abs(min(ys) - y), abs(max(xs) - x - w), abs(max(ys) - y - h))
        if away > 12 * program.state()["px_per_mm"]:
            raise Failed(f"the ring is {away} pixels away from {node.id}")

    def go(self, node_id, key="Tab"):
        """That key until the ring is there."""
        seen = []
        for _ in range(90):
            self.program.key(key)
            node = self.focus()
            seen.append(node.id if node else None)
            if not node:
                raise Failed(f"nothing has the focus after {seen}")
            if node.id == node_id:
                self.check_seen(node)
                return
        raise Failed(f"{key} does not lead to {node_id}, but to {seen}")

    def press(self, node_id, key="Tab"):
        self.go(node_id, key)
        self.program.key("Return")

    def next(self, screen):
        self.press("step.next", "shift+Tab")
        self.program.wait_screen(screen)

    def ballot(self, role, *answers):
        self.press("ballot.next")
        self.program.wait_node(f"role.{role}")
        self.press(f"role.{role}")
        self.program.wait_node("ballot.confirm")
        for answer in answers:
            self.press(answer)
        self.program.wait_node("ballot.confirm", enabled=True)
        self.press("ballot.confirm")
        self.program.wait_node("ballot.next")

    def reveal(self):
        """Where not everybody has voted it asks first."""
        self.press("round.reveal")
        self.program.wait("the result, or a question", lambda: self.program.find("reveal.yes") or
                          not self.program.find("round.reveal"))
        if self.program.find("reveal.yes"):
            self.press("reveal.yes")
        self.program.wait_gone("round.reveal")


def prepare(program, keys):
    program.wait_screen("poster")
    program.wait_node("session.new")
    keys.press("zone.driehoek")
    program.wait_screen("block")
    program.key("Escape")
    program.wait_screen("poster")
    keys.press("session.new", "shift+Tab")
    program.wait_screen("session")
    keys.go("place")
    program.type("Houten")
    program.wait_node("place", value="Houten")
    program.key("Escape")
    keys.press("people.inwoner.more")
    keys.next("welcome")
    keys.next("poster")


def choose(program, keys):
    keys.press("step.next", "shift+Tab")
    program.wait_node("method.ballots")
    keys.press("method.ballots")
    program.wait_node("ballot.next")
    keys.ballot("inwoner", "zone.bedoeling", "zone.team")
    keys.ballot("sociaal", "zone.bedoeling")
    keys.reveal()
    keys.next("choose")
    program.wait_node("order.title")


def board(program, keys):
    for screen in ("read", "think", "board"):
        keys.next(screen)
    keys.press("note.new.0")
    program.wait_node("note.text")
    for number, text in enumerate(("zonder aanraken", "met toetsen", "een derde"), 1):
        program.type(text)
        program.key("ctrl+Return")
        program.wait_node(f"note.{number}", label=text)
    program.key("Escape")
    # Moved, and put on a pile with another, by choosing where: nothing is dragged.
    keys.press("note.3")
    program.wait_node("note.sheet")
    keys.press("note.move")
    keys.press("note.place.1")
    program.wait_gone("note.place.1")
    keys.press("note.1")
    program.wait_node("note.sheet")
    keys.press("note.join")
    program.wait_gone("note.sheet")
    keys.press("note.2")
    program.wait_node("cluster.1")
    keys.press("note.3")
    program.wait_node("note.sheet")
    keys.press("note.mark.stood_out")
    program.wait_node("note.mark.stood_out", selected=True)
    program.key("Escape")
    program.wait_gone("note.sheet")


def talk_and_vote(program, keys):
    keys.next("talk")
    keys.press("step.next", "shift+Tab")
    program.wait_node("method.ballots")
    keys.press("method.ballots")
    program.wait_node("ballot.next")
    keys.ballot("inwoner", "vote.fist.4")
    keys.ballot("sociaal", "vote.fist.2")
    keys.reveal()


def agree(program, keys):
    keys.next("agreement")
    keys.press("agreement.new")
    program.wait_node("agreement.what")
    keys.go("agreement.what")
    program.type("we bellen")
    program.wait_node("agreement.what", value="we bellen")
    keys.press("agreement.role.sociaal")
    keys.press("date.next")
    day = next(node.id for node in program.wait(
        "the days of the month", lambda: [n for n in program.nodes("date.2") if n.enabled][9:10]))
    keys.go(day)
    program.key("Right")  # as in every calendar, a day further
    later = keys.focus().id
    assert later > day, f"the arrow leads from {day} to {later}"
    program.key("Return")
    program.wait_node(later, selected=True)
    keys.press("agreement.put")
    program.wait_gone("agreement.sheet")
    program.wait_node("agreement.1")
    return later.removeprefix("date.")


def finish(program, keys):
    keys.next("harvest")
    keys.press("stays.agreement.1")
    keys.press("step.next", "shift+Tab")
    program.wait_node("method.hands")
    keys.press("method.hands")
    program.wait_node("hands.5.more")
    keys.press("hands.5.more")
    keys.reveal()
    keys.next("close")
    keys.press("keep.90")
    program.wait_node("keep.90", selected=True)
    program.wait_saved()
    keys.next("poster")


@limit(560)
def test_a_whole_meeting_without_touching(stage):
    program = stage.start("--lang", "nl")
    keys, group = Keys(program), Group(program)
    prepare(program, keys)
    choose(program, keys)
    board(program, keys)
    group.look("board")
    talk_and_vote(program, keys)
    date = agree(program, keys)
    finish(program, keys)
    program.close()
    session = stage.session()
    assert session["state"] == "closed", session["state"]
    assert [r["outcome"]["people"] for r in session["rounds"]][:2] == [2, 2]
    columns = session["boards"][0]["columns"]
    assert [n["text"] for n in columns[1]["notes"]] == ["een derde"], columns
    assert len(session["boards"][0]["clusters"]) == 1, session["boards"]
    assert session["agreements"][0]["what"] == "we bellen"
    assert session["agreements"][0]["date"] == date
