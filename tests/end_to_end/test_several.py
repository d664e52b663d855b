"""Several people at one screen at the same time: they vote beside one another, write beside one another,
drag together, and draw. All of it with real fingers, and whatever the fingers did is in the record.
"""
import json
import math
import random
import time

from group import Group
from stage import limit, size

SEED = 20261125


def lanes_of(program):
    """By number: (phase, the nodes in that lane by the rest of their id)."""
    found = {}
    for node in program.nodes("lane."):
        number, _, rest = node.id.removeprefix("lane.").partition(".")
        phase, parts = found.get(int(number), (None, {}))
        if rest:
            parts[rest] = node
        else:
            phase = node.value
        found[int(number)] = (phase, parts)
    return found


class Voter:
    """Somebody at a lane, who sees only that lane: steps up, says a role, chooses, perhaps again, is
    done; now and then walks off before that."""

    def __init__(self, chance, number):
        self.chance, self.number = chance, number
        self.value = None
        self.taps = []  # the last ones: where, and when what they brought was seen

    def reads(self, place, near):
        """What came under the finger with a tap of a moment ago is read first; a tap as soon as that would
        be the second half of a double one, which presses nothing."""
        return any(math.dist(place, tapped) < near and time.monotonic() - seen < 0.4
                   for tapped, seen in self.taps[-3:])

    def target(self, phase, parts):
        if phase in ("free", "thanks"):
            self.value = None
            return "open"
        if phase == "role":
            return self.chance.choice(["role.inwoner", "role.sociaal", "role.none"])
        if self.value is None or self.chance.random() < 0.08:
            self.value = self.chance.randint(1, 5)
            if parts[f"answer.{self.value}"].selected:
                self.value = None  # a second tap would take it back
                return None
            return f"answer.{self.value}"
        if not parts["confirm"].enabled:
            return None
        if not parts[f"answer.{self.value}"].selected:
            return f"answer.{self.value}"  # the lane was still sliding in: another one was hit
        return "close" if self.chance.random() < 0.03 else "confirm"


def signature(phase, parts):
    return phase, tuple(name for name, node in sorted(parts.items()) if node.selected), \
        "confirm" in parts and parts["confirm"].enabled


def vote_at_once(program, ballots):
    """Four people, in any order and often at the very same moment; gives how often each answer was
    confirmed."""
    chance = random.Random(SEED)
    voters = [Voter(chance, n) for n in range(4)]
    counts, cast, waiting = [0] * 5, 0, {}
    near = 9 * program.state()["px_per_mm"]
    while cast < ballots or waiting:
        seen = lanes_of(program)
        taps = []
        for voter in voters:  # first what has arrived, of everyone
            before = waiting.get(voter.number)
            if before and signature(*seen[voter.number]) != before[1]:
                if before[0] == "confirm":
                    counts[voter.value - 1] += 1
                    cast += 1
                voter.taps.append((before[3], time.monotonic()))
                del waiting[voter.number]
            elif before and before[0] != "confirm" and time.monotonic() - before[2] > 2:
                voter.value = voter.value if before[0].startswith("answer.") else None
                del waiting[voter.number]  # between two buttons, as the lane slid in: once more
        for voter in voters:
            phase, parts = seen[voter.number]
            if voter.number in waiting:
                continue  # the tap has not arrived yet
            if chance.random() < 0.15:
                continue  # looks at the others for a moment
            stepping_up = phase in ("free", "thanks")
            if stepping_up and cast + sum(seen[v][0] in ("role", "ballot") for v in seen) >= ballots:
                continue
            target = voter.target(phase, parts)
            if target and not voter.reads(parts[target].centre, near):
                if stepping_up:
                    seen[voter.number] = ("role", parts)  # is on the way to a ballot
                waiting[voter.number] = (target, signature(phase, parts), time.monotonic(), parts[target].centre)
                taps.append(parts[target].centre)
        if not taps:
            time.sleep(0.02)
        else:
            program.screen.taps(taps, 0.005)
            frame = program.state()["frame"]
            program.wait("an answer to the taps", lambda: any(
                signature(*lanes_of(program)[n]) != was or time.monotonic() - since > 2
                for n, (_, was, since, _) in waiting.items()))
            assert program.state()["frame"] >= frame
    for lane, (phase, _) in lanes_of(program).items():  # who only just stepped up
        if phase in ("role", "ballot"):
            program.tap(f"lane.{lane}.close")
            program.wait_node(f"lane.{lane}", value="free")
    return counts


@size(1920, 1080)
@limit(400)
def test_four_vote_at_the_same_time(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_work("dichter-bij-elkaar")
    group.next("vote")
    group.tap("method.together")
    program.wait_node("lane.3.open")
    group.look()
    counts = vote_at_once(program, 200)
    ballots = sum(counts)  # two may confirm at the very end
    assert ballots >= 200
    program.wait_node("round.reveal", enabled=True)
    program.wait_saved()
    assert str(ballots) in program.find("next.voted").label, program.find("next.voted").label
    group.reveal()
    program.wait_saved()
    program.close()
    made = next(r for r in stage.session()["rounds"] if r["state"] == "revealed")
    assert made["method"] == "samen", made["method"]
    assert made["outcome"]["counts"] == counts, (made["outcome"]["counts"], counts)
    assert sum(counts) == ballots == made["outcome"]["people"], counts
    events = (stage.sessions[0] / "events.jsonl").read_text(encoding="utf-8")
    assert events.count('"type":"ballot.cast"') == ballots


def ten_fingers_on_dots(group):
    """Ten presses on ten different buttons of four ballots, all down at the same moment."""
    program = group.program
    for lane in range(4):
        group.tap(f"lane.{lane}.open", f"lane.{lane}.role.inwoner")
    presses = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 3), (1, 4), (2, 1), (2, 2), (3, 0), (3, 4)]
    program.wait_resting("lane.3.dot.0.more")
    program.taps(*[program.find(f"lane.{lane}.dot.{dot}.more") for lane, dot in presses])
    for lane in range(4):
        for dot in range(5):
            program.wait_node(f"lane.{lane}.dot.{dot}", value=str(int((lane, dot) in presses)))


@size(1920, 1080)
@limit(200)
def test_dots_in_lanes(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.prepare("", people=("inwoner",))
    group.next("poster")
    group.tap("step.next", "method.together")
    program.wait_node("lane.3.open")
    ten_fingers_on_dots(group)
    # One person is done; the other three ballots are as they were, and nothing is left in the lane.
    program.wait_node("round.reveal", enabled=False)
    group.tap("lane.1.confirm")
    program.wait_node("lane.1", value="thanks")
    assert program.find("lane.1.dot.0") is None
    assert program.find("lane.0.dot.2").value == "1"
    # A change of mind takes back the own ballot only, whoever voted after.
    group.tap("lane.0.confirm")
    program.wait_node("lane.0", value="thanks")
    group.tap("lane.1.undo")
    program.wait_node("lane.1", value="role")
    group.tap("lane.1.close")
    program.wait_node("lane.1", value="free")
    group.tap("back")  # nobody's ballot goes with another one's "back"
    program.wait_node("lane.2.confirm", enabled=True)
    group.tap("lane.2.close", "lane.3.confirm")
    program.wait_node("round.reveal", enabled=True)
    group.reveal()
    program.wait_saved()
    program.close()
    made = next(r for r in stage.session()["rounds"] if r["state"] == "revealed")
    assert (made["method"], made["outcome"]["counts"]) == ("samen", [2, 1, 1, 0, 1]), made


def two_type(program, first, second):
    """A letter of each at the same moment, on two keyboards."""
    program.wait_resting("key.2.space")
    keys = {node.id: node.centre for node in program.nodes("key.")}
    for one, other in zip(first, second):
        program.screen.taps([keys[f"key.{one}"], keys[f"key.2.{other}"]], 0.01)


@size(1920, 1080)
@limit(300)
def test_two_write_at_the_same_time(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_board()
    group.tap("note.new.0")
    program.wait_resting("key.space")
    before = program.find("key.space").rect
    group.tap("writer.2.join")
    program.wait_resting("key.2.space")
    assert program.find("key.space").rect == before, "the keys moved under the first one's fingers"
    group.look()
    two_type(program, "samen", "delen")
    program.wait_node("note.text", value="Samen")
    program.wait_node("writer.2.text", value="Delen")
    # Ten fingers at the same moment are ten letters.
    program.taps(*[f"key.{c}" for c in "qwert"], *[f"key.2.{c}" for c in "asdfg"])
    program.wait("five letters each", lambda: [sorted(program.find(f).value[5:]) for f in
                                               ("note.text", "writer.2.text")]
                 == [sorted("qwert"), sorted("asdfg")])
    # A real keyboard goes to the one that was touched last.
    program.tap("writer.2.text")
    program.type("z")
    program.wait("the letter", lambda: "z" in program.find("writer.2.text").value)
    assert "z" not in program.find("note.text").value
    program.taps("key.enter", "key.2.enter")
    program.wait_node("note.2")
    program.wait_node("note.text", value="")
    program.wait_node("writer.2.text", value="")
    group.tap("writer.2.done")
    program.wait_gone("key.2.space")
    program.tap("key.x")
    program.wait_node("note.text", value="X")
    group.tap("key.backspace", "note.done")
    program.wait_gone("note.panel")
    program.wait_saved()
    program.close()
    columns = stage.session()["boards"][0]["columns"]
    texts = sorted(n["text"][:5] for c in columns for n in c["notes"])
    assert texts == ["Delen", "Samen"], texts
    assert sum(len(n["text"]) for c in columns for n in c["notes"]) == 21


@size(1920, 1080)
@limit(200)
def test_a_held_note_is_one_fingers(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_board()
    group.write_notes("een", "twee")
    program.wait_resting("note.1")
    start, other = program.place("note.1"), program.place("note.2")
    third = program.find("column.2")
    middle = program.find("column.1")
    first = program.screen.down(*start)
    first.move(middle.centre[0], middle.centre[1], 0.2)
    # Another finger where the note was, and on the note under the first finger: neither takes it.
    for x, y in (start, middle.centre):
        second = program.screen.down(x, y)
        second.move(third.centre[0], third.centre[1], 0.2)
        second.up()
    # A third moves another note meanwhile.
    mover = program.screen.down(*other)
    mover.move(third.centre[0], third.centre[1], 0.2)
    mover.up()
    first.up()
    program.wait("both at rest", lambda: program.find("note.1") and program.find("note.2"))
    program.wait_saved()
    program.close()
    columns = [[n["note"] for n in c["notes"]] for c in stage.session()["boards"][0]["columns"]]
    assert columns == [[], [1], [2]], columns


def draw(program, *lines):
    """Each line by a finger of its own, all moving at the same time; places are parts of the sheet."""
    x, y, w, h = program.wait_resting("note.sheet").rect
    ways = [[(x + w * px, y + h * py) for px, py in line] for line in lines]
    fingers = [program.screen.down(*way[0]) for way in ways]
    for step in range(1, max(len(way) for way in ways)):
        for finger, way in zip(fingers, ways):
            if step < len(way):
                finger.move(*way[step], seconds=0.02, steps=2)
    for finger in fingers:
        finger.up()


@size(1920, 1080)
@limit(300)
def test_a_drawing_stays(stage):
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.to_the_board()
    group.tap("note.new.0", "note.draw")
    program.wait_resting("note.sheet")
    group.look()
    draw(program, [(.3, .7), (.4, .3), (.5, .3), (.6, .7)], [(.7, .7), (.8, .4), (.75, .2)])
    program.wait_node("note.sheet", value="2")
    group.tap("note.thick")
    draw(program, [(.5, .5)])
    program.wait_node("note.sheet", value="3")
    draw(program, [(.3, .9), (.7, .9)])
    program.wait_node("note.sheet", value="4")
    group.tap("note.undo")
    program.wait_node("note.sheet", value="3")
    group.tap("note.put")
    program.wait_node("note.1", label="Tekening")
    program.wait_saved()
    program.kill9()
    again = Group(stage.start("--lang", "nl", patience=20))
    again.program.wait_screen("poster")
    session = stage.sessions[0].name
    again.tap("session.resume")
    again.program.wait_node("note.1", label="Tekening")
    again.look()
    again.program.close()
    strokes = stage.session()["boards"][0]["columns"][0]["notes"][0]["drawing"]
    assert [s["pen"] for s in strokes] == ["thin", "thin", "thick"], strokes
    assert all(0 <= n <= 1000 for s in strokes for n in s["points"])
    assert 3 <= len(strokes[0]["points"]) // 2 <= 12, strokes[0]
    stands_in_the_exports(stage, session)


def stands_in_the_exports(stage, session):
    folder = stage.home / "out"
    done = stage.run("export", session, "-o", folder)
    assert done.code == 0, done.err
    files = {path.suffix: path for path in folder.iterdir() if path.suffix != ".csv"}
    tables = "".join(path.read_text(encoding="utf-8-sig") for path in folder.glob("*.csv"))
    page = files[".html"].read_text(encoding="utf-8")
    assert page.count('<path stroke-width="9"') == 2 and page.count('<path stroke-width="22"') == 1
    assert "Tekening" in tables
    assert '"drawing"' in files[".json"].read_text(encoding="utf-8")
    assert json.loads(files[".json"].read_text(encoding="utf-8"))
    assert files[".pdf"].stat().st_size > 0 and files[".xlsx"].stat().st_size > 0
