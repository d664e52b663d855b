"""The board, with several people at it: keys pressed together, notes dragged together, and every
way to move, join and take back.
"""
import recording
from group import Group
from stage import limit, size


def columns(program):
    """The labels of the notes in each column, from top to bottom, as they lie on the screen."""
    heads = program.nodes("column.title.")
    found = [[] for _ in heads]
    for note in program.nodes("note."):
        if not note.id.removeprefix("note.").isdigit():
            continue
        middle = note.centre[0]
        place = max(n for n, head in enumerate(heads) if head.rect[0] - 20 <= middle)
        found[place].append((note.rect[1], note.label))
    return [[label for _, label in sorted(notes)] for notes in found]


def wait_columns(group, *wanted):
    wanted = [list(labels) for labels in wanted]
    group.program.wait(f"columns {wanted}", lambda: columns(group.program) == wanted)


def drag_together(program, *pairs):
    """Each pair by a finger of its own, all moving at the same time."""
    ways = [(program.place(source), program.place(target)) for source, target in pairs]
    fingers = [program.screen.down(*source) for source, _ in ways]
    for step in range(1, 13):
        for finger, (source, target) in zip(fingers, ways):
            finger.move(source[0] + (target[0] - source[0]) * step / 12,
                        source[1] + (target[1] - source[1]) * step / 12, seconds=0.012, steps=1)
    for finger in fingers:
        finger.up()


def rollover(group):
    """Quick typists press the next key before they let the last one go."""
    program = group.program
    group.tap("note.new.0")
    program.wait_resting("key.space")
    places = [program.find(f"key.{letter}").centre for letter in "samen"]
    held = []
    for place in places:
        held.append(program.screen.down(*place))
        if len(held) > 1:
            held.pop(0).up()
    held.pop().up()
    program.wait_node("note.text", value="Samen")
    group.tap("note.role.inwoner", "key.enter")
    program.wait_node("note.1", label="Samen")


def two_write_in_turn(group):
    program = group.program
    group.write("twee")
    group.tap("note.role.sociaal", "note.put")
    program.wait_node("note.2", label="Twee")
    program.taps("key.d", "key.r")  # two people, the same moment
    program.wait("two letters", lambda: sorted(program.find("note.text").value.lower()) == ["d", "r"])
    group.tap("key.backspace", "key.backspace")
    program.wait_node("note.text", value="")
    group.write("drie")
    group.tap("key.enter")
    program.wait_node("note.3", label="Drie")
    group.write("vier")
    group.tap("note.role.inwoner", "note.done")
    program.wait_gone("note.panel")
    wait_columns(group, ["Samen", "Twee", "Drie", "Vier"], [], [])


def move(group):
    program = group.program
    program.wait_resting()
    drag_together(program, ("note.1", "column.1"), ("note.2", "column.2"))
    wait_columns(group, ["Drie", "Vier"], ["Samen"], ["Twee"])
    group.tap("note.3", "note.move")
    program.wait_node("note.place.1")
    group.look()
    group.tap("note.place.1")
    wait_columns(group, ["Vier"], ["Samen", "Drie"], ["Twee"])


def join_and_part(group):
    program = group.program
    group.tap("note.3", "note.join")
    program.wait_node("note.hint")
    group.tap("note.1")
    program.wait_node("cluster.1")
    group.look()
    group.tap("cluster.1")
    program.wait_node("cluster.name.1")
    group.look()
    group.tap("cluster.name.1")
    group.write("idee")
    group.tap("key.enter")
    program.wait_gone("keyboard")
    program.wait("the name", lambda: "dee" in group.words())
    group.tap("cluster.apart.1")
    wait_columns(group, ["Vier"], ["Samen", "Drie"], ["Twee"])
    group.undo("uit elkaar")
    program.wait_node("cluster.1")


def remove_and_undo(group):
    program = group.program
    group.tap("note.4", "note.remove")
    program.wait_gone("note.4")
    group.undo("verwijderd")
    program.wait_node("note.4")
    group.tap("note.4", "note.edit")
    program.wait_node("note.text", value="Vier")
    group.write(" jaar")
    group.tap("note.put")
    program.wait_node("note.4", label="Vier jaar")


def take_back_by_the_drawer(group):
    """It says what undo would take back, and the toast what was taken back."""
    program = group.program
    group.write_notes("vijf")
    program.wait_node("note.5", label="vijf")
    group.tap("drawer.open")
    said = program.wait_node("drawer.undo.what").label
    assert "nieuw briefje ‘vijf’" in said, said
    group.look()
    group.tap("drawer.undo")
    program.wait("a word of it", lambda: any(
        "Teruggenomen: nieuw briefje ‘vijf’" in n.label for n in program.nodes("toast.")))
    group.tap("drawer.close")
    program.wait_gone("drawer.close")
    program.wait_gone("note.5")


@size(1920, 1080)
@limit(200)
def test_several_people_at_the_board(stage):
    group = Group(stage.start("--lang", "nl"))
    group.to_the_board()
    rollover(group)
    two_write_in_turn(group)
    move(group)
    join_and_part(group)
    remove_and_undo(group)
    take_back_by_the_drawer(group)
    group.program.wait_saved()
    group.program.close()
    board = stage.session()["boards"][0]
    notes = [[(n["text"], n["role"], n["cluster"]) for n in c["notes"]] for c in board["columns"]]
    assert notes == [[("Vier jaar", "inwoner", None)],
                     [("Samen", "inwoner", 1), ("Drie", "sociaal", 1)],
                     [("Twee", "sociaal", None)]], notes
    assert [(c["cluster"], c["name"]) for c in board["clusters"]] == [(1, "Idee")], board["clusters"]


LINES = [f"regel {n}: hier staat wat wij samen bedachten over het eerste gesprek" for n in range(1, 7)]


@size(1920, 1080)
def test_a_long_note_stays_whole(stage):
    """Longer than a field takes when its limits are not known yet, and of several lines: it is changed
    after a resume, and becomes an agreement."""
    long, longer = "\n".join(LINES[:3]), "\n".join(LINES)
    r = recording.Recording()
    work = r.item("work", "Plan samen het eerste driehoeksgesprek", "eerste-driehoeksgesprek", 6)
    r.go(work, 3)
    board = r.board(work, 3, "Wat doen we?", ["Vooraf", "Na"])
    r.note(board, 0, long)
    r.note(board, 0, longer)
    r.save(stage.home / "data" / "praatplaat")
    group = Group(stage.start("--lang", "nl"))
    program = group.program
    group.look("poster")
    program.tap("session.resume")
    group.look("board")
    group.tap("note.1", "note.edit")
    program.wait_node("note.text", value=long)
    group.write(" ook")
    group.tap("note.put")
    program.wait_gone("note.panel")
    group.tap("note.2", "note.agree")
    program.wait_node("agreement.what", value=longer)
    group.tap("agreement.put")
    program.wait_gone("agreement.sheet")
    group.next("vote")
    group.next("agreement")
    group.tap("agreement.1")
    program.wait_node("agreement.what", value=longer)
    group.tap("agreement.put")
    program.wait_gone("agreement.sheet")
    program.wait_saved()
    program.close()
    session = stage.session()
    notes = [note["text"] for note in session["boards"][0]["columns"][0]["notes"]]
    assert sorted(notes) == sorted([long + " ook", longer]), notes
    assert [agreed["what"] for agreed in session["agreements"]] == [longer], session["agreements"]
