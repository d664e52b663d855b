"""A group in front of the screen: what people do in a meeting, by their fingers. Every page that
they come to is looked at as layout.py says.
"""
import json
import time

import layout

ALT = {"é": "e", "è": "e", "ë": "e", "ï": "i", "ö": "o", "ü": "u", "á": "a", "ó": "o", "ç": "c",
       "ĳ": "y"}
NUMBERS = set("1234567890€%&/()+=@;:\"!_*#")


class Group:
    def __init__(self, program):
        self.program = program

    # -- looking ---------------------------------------------------------------------------------
    def look(self, screen=None):
        """The screen at rest, as it should be; gives its description."""
        if screen:
            self.program.wait_screen(screen)
        state = self.program.wait_resting()
        for _ in range(5):  # a slow machine may have been caught between two frames of a motion
            if not layout.faults(state):
                break
            time.sleep(0.2)
            state = self.program.wait_resting()
        layout.check(state)
        return state

    def words(self):
        """Everything that can be read on the screen."""
        return json.dumps(self.program.state()["nodes"], ensure_ascii=False)

    def value(self, node_id):
        return self.program.wait_node(node_id).value

    def scroll_areas(self):
        """Where the page that is in front can be scrolled. Not lists of notes: those would be
        dragged."""
        named = (".scroll", ".page", ".choices")
        top = layout.top_layer(self.program.state()["nodes"])
        return [node["rect"] for node in top if node["id"].endswith(named)]

    def reach(self, node_id):
        """Brings a node on the screen, as a person does: by scrolling down until it is there, and
        up again when it was passed."""
        program = self.program
        program.wait_resting()
        for attempt in range(32):
            node, areas = program.find(node_id), self.scroll_areas()
            if not areas or node and min(node.rect[2:]) >= 8 * program.state()["px_per_mm"]:
                return
            x, y, _, height = areas[attempt % len(areas)]
            way = (0.8, 0.4) if attempt < 20 else (0.4, 0.8)
            program.screen.drag(x + 4, y + height * way[0], x + 4, y + height * way[1], 0.1, 0.12)
            self.look()

    def undo(self, said):
        """By the toast that says so."""
        toast = self.program.wait(f"a toast with {said!r}", lambda: next(
            (n for n in self.program.nodes("toast.") if said in n.label), None))
        self.program.tap(toast.id.replace("toast.", "toast.undo."))

    def tap(self, *targets):
        for target in targets:
            if isinstance(target, str):
                self.reach(target)
            self.program.tap(target)

    # -- the keyboard on the screen ----------------------------------------------------------------
    def press_held(self, letter):
        """Holds a key until its accents come, slides to the one that is meant, lets go."""
        program = self.program
        finger = program.screen.down(*program.place(f"key.{ALT[letter]}"))
        program.wait_node("key.alt")
        choice = program.wait(f"{letter} above the key", lambda: next(
            (n for n in program.nodes("key.alt.") if n.label.lower() == letter), None))
        finger.move(*choice.centre, seconds=0.05)
        program.wait_node(choice.id, selected=True)
        finger.up()
        program.wait_gone("key.alt")

    def write(self, text):
        """By the keyboard on the screen. Capitals are left to it."""
        program = self.program
        program.wait_resting("key.space")
        keys = {node.id: node.centre for node in program.nodes("key.")}
        for letter in text:
            if letter in ALT:
                self.press_held(letter)
                continue
            if letter in NUMBERS:
                program.tap("key.123")
                program.tap(f"key.{letter}")
                program.tap("key.abc")
                program.wait_node("key.q")
                continue
            program.screen.tap(*keys["key.space" if letter == " " else f"key.{letter}"], 0.01)

    # -- the meeting -------------------------------------------------------------------------------
    def next(self, screen=None):
        self.program.tap("step.next")
        return self.look(screen) if screen else None

    def to_the_board(self, place="houten", assignment="een-zin-voor-iedereen"):
        """A meeting of one assignment, on its board, the quickest way."""
        self.to_the_work(assignment, place=place)
        for screen in ("read", "think", "board"):
            self.next(screen)

    def to_the_work(self, *assignments, place="", programme="kort"):
        """Chosen without a vote; "Verder" begins the first."""
        self.prepare(place, people=(), programme=programme)
        self.next("poster")
        self.tap("step.next", "choose.direct")
        self.program.wait_node("order.title")
        for assignment in assignments:
            self.tap(f"pick.{assignment}")
            self.program.wait_node(f"pick.{assignment}.remove")

    def write_notes(self, *texts, column=0):
        """By a real keyboard: each on a note of its own."""
        self.tap(f"note.new.{column}")
        self.program.wait_resting("note.text")
        for text in texts:
            self.program.type(text)
            self.program.key("ctrl+Return")
        self.tap("note.done")
        self.program.wait_gone("note.panel")

    def prepare(self, place="Houten", people=("inwoner", "sociaal"), programme="kort"):
        """From the poster to the welcome."""
        program = self.program
        program.wait_screen("poster")
        self.tap("session.new")
        self.look()
        if place:
            self.tap("place")
            self.write(place.lower())
            self.tap("key.hide")
            program.wait_gone("keyboard")
        for role in people:
            self.tap(f"people.{role}.more")
        self.tap(f"programme.{programme}")
        self.look()
        self.tap("step.next")
        self.look("welcome")

    def choose_by_hand(self, *assignments):
        """Past the dots, straight to the list."""
        for assignment in assignments:
            self.tap(f"pick.{assignment}")

    def open_ballots(self):
        self.tap("method.ballots")
        self.program.wait_node("ballot.next")

    def cast(self, role, *answers):
        """One person: from the neutral page to the neutral page."""
        self.tap("ballot.next")
        self.program.wait_node("role.title")
        self.look()
        self.tap(f"role.{role}")
        self.program.wait_node("ballot.confirm")
        self.look()
        self.tap(*answers)
        self.program.wait_node("ballot.confirm", enabled=True)
        self.look()
        self.tap("ballot.confirm")
        self.program.wait_node("ballot.next")

    def reveal(self):
        """Where not everybody has voted it asks first."""
        program = self.program
        self.tap("round.reveal")
        program.wait("the result, or a question", lambda: program.find("reveal.yes") or
                     not program.find("round.reveal"))
        if program.find("reveal.yes"):
            self.look()
            self.tap("reveal.yes")
        program.wait_gone("round.reveal")
        return self.look()
