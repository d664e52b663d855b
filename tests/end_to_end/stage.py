"""What one test gets: a screen, a home folder, programs to start, and the pictures that tell what
went wrong. A test is a function `test_*(stage)` in a file `test_*.py`:

    @size(1080, 1920)
    def test_a_block_opens(stage):
        program = stage.start()
        program.wait_screen("poster")
        program.expect("zone.driehoek", screen="block")
"""
import json
import pathlib
import shutil
import tempfile

from program import Program, run_command
from screen import Screen


def size(width, height):
    """The screen that the test starts with; 1280x720 otherwise."""
    def mark(test):
        test.size = (width, height)
        return test
    return mark


def limit(seconds):
    """How long the test may take; 120 s otherwise."""
    def mark(test):
        test.limit = seconds
        return test
    return mark


class Skip(Exception):
    """This machine does not allow what the test needs. It is said, and shows in CTest's summary."""


class Stage:
    def __init__(self, binary, width, height):
        self.binary = pathlib.Path(binary).resolve()
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="praatplaat-test-"))
        self.width, self.height = width, height
        self.programs = []
        self._screen = None

    @property
    def screen(self):
        """The X server, started when a test first needs it."""
        if not self._screen:
            self._screen = Screen(self.width, self.height).__enter__()
        return self._screen

    @property
    def sessions(self):
        """The folders of the recorded sessions."""
        root = self.home / "data" / "praatplaat" / "sessions"
        return sorted(path for path in root.glob("*") if path.is_dir())

    def start(self, *args, **options):
        """Starts the program on the screen, in this test's home; a second start is a second
        program on the same data."""
        name = f"program-{len(self.programs) + 1}"
        program = Program(self.binary, self.screen, self.home, *args, name=name, **options)
        self.programs.append(program)
        return program

    def run(self, *args, on_screen=False, **options):
        """Runs a command such as check or export to its end."""
        return run_command(self.binary, self.home, *args,
                           screen=self.screen if on_screen else None, **options)

    def session(self, folder=None):
        """session.json of the only session, or of that folder."""
        folder = folder or self.sessions[-1]
        return json.loads((folder / "session.json").read_text(encoding="utf-8"))

    def keep_evidence(self, folder):
        """The screen, what the programs said of it, and their messages."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._screen and self._screen.server.poll() is None:
            self._screen.shot(folder / "screen.png")
        for program in self.programs:
            for path in (program.inspect_file, program.stderr_file):
                if path.exists():
                    shutil.copy(path, folder)
        for session in self.sessions:
            shutil.copytree(session, folder / session.name, dirs_exist_ok=True)

    def check_ends(self):
        """Programs that a test left running must end well; none may have crashed."""
        for program in self.programs:
            if not program.checked:
                program.close()

    def finish(self):
        for program in self.programs:
            if program.process.poll() is None:
                program.kill9()
        if self._screen:
            self._screen.__exit__()
        shutil.rmtree(self.home, ignore_errors=True)
