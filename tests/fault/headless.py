"""The real program without a screen, under faults: SDL's dummy driver, a meeting by --replay, the
library preload_files.c between it and the system, and the oracle of what must be there afterwards.

I1  what a frame called saved is in the record       I2  nothing is invented: the record is a prefix
I3  a second recovery changes no byte                I4  exit status and sentence as specified
I5  no file is wider than 0600, no folder than 0700
"""
import atexit
import json
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import zlib

from program import SANITIZER, Failed, environment

HERE = pathlib.Path(__file__).resolve().parent
# The poster is drawn once for all runs: on a busy machine that can take longer than a picture may.
CACHE = tempfile.mkdtemp(prefix="praatplaat-cache-")
os.chmod(CACHE, 0o777)
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
SEED = int(os.environ.get("PP_SEED", "20261125"))
FRAME = re.compile(rb'"session": ("[^"]*"|null), "saved": (true|false), "events": (\d+|null),')
SENTENCE = re.compile(r"praatplaat: .+: .+")
SETTINGS = {"format": "praatplaat-settings", "version": 1, "reduced_motion": True, "lang": "nl"}

# A meeting in small: every kind of event that is written differently. `=` types, `!` is Ctrl+Enter.
PREPARE = ["session.new", "people.inwoner.more", "people.sociaal.more", "programme.kort", "step.next"]
CHOOSE = ["step.next", "step.next", "choose.direct", "pick.dichter-bij-elkaar", "step.next"]
VOTE = ["method.ballots", "ballot.next", "role.inwoner", "vote.scale.2", "ballot.confirm",
        "ballot.next", "role.sociaal", "vote.scale.4", "ballot.confirm", "round.reveal",
        "reveal.yes", "step.next"]
HANDS = ["step.next", "method.hands", "hands.0.more", "round.reveal", "step.next"]
NOTES = ["note.new.0", "=geheim een", "!", "=geheim twee", "!", "=geheim drie", "!", "note.done"]
MEETING = PREPARE + CHOOSE + VOTE + HANDS + NOTES + ["step.next", "step.next"]
RESUME = ["session.resume"]


def many(name, otherwise):
    """How many of something a run tries: a number in the environment for the long form."""
    return int(os.environ.get(name, otherwise))


def replay(folder, steps, ends=True, start=0, pause=20):
    """A replay file of those steps; each waits for its button. Without an end the program stays."""
    lines, at = ["praatplaat-replay 1"], start
    for step in steps:
        if step.startswith("="):
            lines.append(f"{at} text {step[1:].encode().hex()}")
        elif step == "!":
            lines.append(f"{at + 20} key 13 64")
            at += 40
        elif step.startswith("+"):  # a rest of so many ms
            at += int(step[1:])
        else:
            lines.append(f"{at} tap {step}")
        at += pause
    if ends:
        lines.append(f"{at + 100} end")
    path = folder / f"replay-{len(list(folder.glob('replay-*')))}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Frames:
    """What the frames of one run claimed."""

    def __init__(self, path):
        self.bytes = path.read_bytes() if path.exists() else b""
        found = FRAME.findall(self.bytes)
        self.count = len(found)
        self.saved = [saved == b"true" for _, saved, _ in found]
        self.acked = max((int(n) for _, saved, n in found if saved == b"true" and n != b"null"),
                         default=0)
        self.shown = max((int(n) for _, _, n in found if n != b"null"), default=0)

    def last(self):
        """The last whole frame, as --inspect wrote it."""
        for at in range(len(self.bytes), 0, -1):
            start = self.bytes.rfind(b'{"frame":', 0, at)
            if start < 0:
                return None
            try:
                return json.JSONDecoder().raw_decode(self.bytes[start:].decode("utf-8"))[0]
            except (UnicodeDecodeError, json.JSONDecodeError):
                at = start
        return None


class Run:
    """One run of the program, going on or over."""

    def __init__(self, box, steps, *args, faults=None, ends=True, env=None, wrap=(), start=0,
                 clock_hours=0):
        self.box = box
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=box.root))
        self.folder.chmod(0o777)  # some programs run as another user
        self.state, self.frames_file = self.folder / "state", self.folder / "frames"
        self.inspect = self.folder / "i.inspect.json"
        self.state.write_bytes(struct.pack("iiii", 0, 0, 0, clock_hours))
        vars_ = environment(box.home)
        vars_.update(XDG_CACHE_HOME=CACHE, SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", LD_PRELOAD=str(box.library),
                     PP_FAULT_UNDER=str(box.data), PP_FAULT_STATE=str(self.state),
                     PP_FRAMES=str(self.frames_file),
                     ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0")
        for name, value in (faults or {}).items():
            vars_[f"PP_FAULT_{name.upper()}"] = str(value)
        for name, value in (env or {}).items():
            if value is None:
                vars_.pop(name, None)
            else:
                vars_[name] = value
        box.put_settings()
        self.script = replay(self.folder, steps, ends, start)
        self.err_file = self.folder / "stderr"
        with open(self.err_file, "wb") as err:
            self.process = subprocess.Popen(
                [*wrap, str(box.binary), "--data-dir", str(box.data), "--windowed=1600x900",
                 "--lang", "nl", "--inspect", str(self.inspect), "--replay", str(self.script), *args],
                stdin=subprocess.DEVNULL, stdout=err, stderr=err, env=vars_, cwd=box.root)
        box.runs.append(self)

    def wait(self, timeout=240):
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed(f"the program did not end; {self.describe()}") from None
        self.code, self.err = self.process.returncode, self.stderr()
        if SANITIZER.search(self.err):
            raise Failed(f"a sanitizer spoke:\n{self.err}")
        return self

    def kill(self, number=signal.SIGKILL):
        self.process.send_signal(number)
        return self.wait()

    def stderr(self):
        return self.err_file.read_text(encoding="utf-8", errors="replace")

    def view(self):
        """The description of the screen as it is now; None before the first frame."""
        try:
            return json.loads(self.inspect.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def until(self, what, condition, timeout=120):
        """Waits until a view of the screen is as it should be, and gives it."""
        end = time.monotonic() + timeout
        while True:
            view = self.view()
            found = view and condition(view)
            if found:
                return view
            if self.process.poll() is not None:
                raise Failed(f"waiting for {what}: the program ended with "
                             f"{self.process.returncode}:\n{self.stderr()}")
            if time.monotonic() > end:
                self.process.kill()
                raise Failed(f"waited in vain for {what}; {self.describe()}")
            time.sleep(0.02)

    def until_bar(self, *values, timeout=120):
        """Until the bar says one of these of saving."""
        return self.until(f"the bar to say {values}", lambda v: node(v, "saved") and
                          node(v, "saved")["value"] in values, timeout)

    def heal(self):
        """The disk works again."""
        self._put(2, 1)

    def set_clock(self, hours):
        """The wall clock is wrong by so many hours from now on."""
        self._put(3, hours)

    def _put(self, place, number):
        with open(self.state, "r+b") as file:
            file.seek(4 * place)
            file.write(struct.pack("i", number))

    @property
    def calls(self):
        return struct.unpack_from("i", self.state.read_bytes(), 0)[0]

    @property
    def hits(self):
        return struct.unpack_from("i", self.state.read_bytes(), 4)[0]

    @property
    def frames(self):
        return Frames(self.frames_file)

    def describe(self):
        view = self.view()
        where = f"{view['screen']}: {[n['id'] for n in view['nodes']]}" if view else "no frame"
        return f"screen {where}\n{self.stderr()}"


def node(view, node_id):
    return next((n for n in view["nodes"] if n["id"] == node_id), None)


def lines_of(folder):
    """Every line whose checksum holds, as docs/STORAGE.md says, in the order of the numbers."""
    events, first = {}, None
    for path in sorted(folder.glob("events*.jsonl"), key=lambda p: (len(p.name), p.name)):
        rewrite, found = -1, {}
        for line in re.split(rb"[\n\0]+", path.read_bytes()):
            body, _, rest = line.rpartition(b',"crc":"')
            if not body or b"%08x" % zlib.crc32(body) != rest[:8]:
                continue
            event = json.loads(line)
            if "format" in event:
                rewrite = event["rewrite"]
            elif "seq" in event:
                found.setdefault(event["seq"], event)
        first = rewrite if first is None else first
        if rewrite >= first:  # a smaller number is left over from before a rewrite
            for seq, event in found.items():
                events.setdefault(seq, event)
    return [events[seq] for seq in sorted(events)]


def without_clock(events):
    """The events of the group. What is left of a step's time is recorded on leaving it and every
    thirty seconds: a slow machine has more of those, a quick one less."""
    return [event for event in events if event["type"] != "timer.set"]


def at_the_end(view):
    """Whether the whole meeting was done: it ends on a step that is nowhere else in it."""
    return view["session"] and view["screen"] == "agreement"


def plain(events):
    """Events without what chance and the clock put in; the ballots of a vote are in no order."""
    out = []
    for event in without_clock(events):
        data = dict(event["data"])
        data.pop("ballot", None)
        data.pop("date", None)
        out.append((event["type"], json.dumps(data, sort_keys=True)))
    for at in range(len(out)):
        end = at
        while end < len(out) and out[end][0] == "ballot.cast":
            end += 1
        out[at:end] = sorted(out[at:end])
    return out


def is_prefix(events, whole):
    """Whether these are the first events of the whole meeting, ballots in any order."""
    got, want = plain(events), plain(whole)
    if len(got) > len(want):
        return False
    # A vote that was cut off has some of the ballots, whichever lie first now.
    end = len(got)
    while end and got[end - 1][0] == "ballot.cast":
        end -= 1
    if got[:end] != want[:end]:
        return False
    rest = want[end:]
    ballots = rest[:next((i for i, e in enumerate(rest) if e[0] != "ballot.cast"), len(rest))]
    return all(ballots.count(e) >= got[end:].count(e) for e in got[end:])


def sum_of(folder):
    """Names, sizes, rights and bytes of all that lies in a folder."""
    out = []
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        out.append((str(path.relative_to(folder)), oct(status.st_mode),
                    path.read_bytes() if path.is_file() else b""))
    return out


class Box:
    """A home and a data folder of their own, and the oracle over them."""

    def __init__(self, binary, root=None, data=None):
        self.binary = pathlib.Path(binary).resolve()
        self.made = root is None
        self.root = pathlib.Path(root or tempfile.mkdtemp(prefix="praatplaat-fault-"))
        self.home = self.root / "home"
        self.runs = []
        self.data = pathlib.Path(data) if data else self.root / "data"
        self.home.mkdir(exist_ok=True)
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.library = self.binary.parent / "tests" / "preload_files.so"
        if not self.library.exists():
            raise Failed(f"{self.library} is not there: build with PP_TESTS")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        for run in self.runs:
            if run.process.poll() is None:
                run.process.kill()
                run.process.wait()
        if self.made and not (kind and os.environ.get("PP_KEEP")):
            shutil.rmtree(self.root, ignore_errors=True)

    def put_settings(self):
        """No motion. Where nothing can be written it goes without."""
        path = self.data / "settings.json"
        if not path.exists():
            try:
                path.write_text(json.dumps(SETTINGS), encoding="utf-8")
                path.chmod(0o600)
            except OSError:
                pass

    def start(self, steps, *args, **options):
        return Run(self, steps, *args, **options)

    def run(self, steps, *args, **options):
        return Run(self, steps, *args, **options).wait()

    def command(self, *args, **options):
        done = subprocess.run([str(self.binary), "--data-dir", str(self.data), *map(str, args)],
                              capture_output=True, text=True, env=environment(self.home),
                              check=False, timeout=120, **options)
        if SANITIZER.search(done.stderr):
            raise Failed(f"a sanitizer spoke:\n{done.stderr}")
        return done

    @property
    def sessions(self):
        return sorted(path for path in (self.data / "sessions").glob("[0-9]*") if path.is_dir())

    def show(self, session):
        done = self.command("show", session)
        if done.returncode:
            raise Failed(f"show ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)

    def meeting(self):
        """The events of the whole meeting, and the run that made them."""
        run = self.run(MEETING)
        if run.code or run.err:
            raise Failed(f"the meeting ended with {run.code}: {run.err}")
        events = lines_of(self.sessions[0])
        # The last one may be saved on the way out, when there are no more frames.
        if run.frames.acked < len(events) - 2 or run.frames.shown != len(events):
            raise Failed(f"{len(events)} events, {run.frames.acked} were shown as saved")
        return events, run

    def check(self, whole, acked, shown=None, recover=True, incomplete=False):
        """I1, I2, I3 and I5. Gives how many events of the group are there."""
        if not self.sessions:
            if acked:
                raise Failed(f"{acked} events were shown as saved, and there is no session")
            return 0
        session, = self.sessions
        done = self.command("show", session)
        there = lines_of(session)
        if done.returncode and not acked and not there:
            return 0
        if done.returncode:
            raise Failed(f"show ended with {done.returncode}: {done.stderr}")
        state = json.loads(done.stdout)
        if state["last_seq"] < acked or len(there) < acked:
            raise Failed(f"I1: {acked} events were shown as saved, {state['last_seq']} are there")
        if not incomplete and (not is_prefix(there, whole) or state["last_seq"] != len(there)):
            raise Failed(f"I2: the record is no prefix of the meeting: {plain(there)}")
        # A write may be on the disk though no frame told of it; never more than was done.
        if recover and there:
            self.recover(session, len(there))
        self.check_rights()
        return len(without_clock(there))

    def recover(self, session, count):
        """Opens it twice for writing: the second time changes no byte (I3)."""
        self.open_and_leave()
        first, again = sum_of(session), len(lines_of(session))
        # A recovery adds what belongs to the place where the group is, such as its board.
        if again < count:
            raise Failed(f"the recovery lost events: {count}, then {again}")
        self.open_and_leave()
        if sum_of(session) != first:
            raise Failed("I3: the second recovery changed something")
        left = [path.name for path in session.iterdir() if path.name.endswith(".tmp")]
        if left:
            raise Failed(f"temporaries are left: {left}")

    def open_and_leave(self):
        run = self.run(RESUME)
        if run.code:
            raise Failed(f"the recovery ended with {run.code}: {run.describe()}")

    def check_rights(self):
        for path in self.data.rglob("*"):
            rights = path.lstat().st_mode & 0o777
            if rights & ~(0o700 if path.is_dir() else 0o600):
                raise Failed(f"I5: {path} has rights {rights:o}")


def reference(binary):
    """The whole meeting without a fault: its events but for the clock's, how many file calls, how many
    seconds."""
    with Box(binary) as box:
        start = time.monotonic()
        events, run = box.meeting()
        return without_clock(events), run.calls, time.monotonic() - start


def check_sentences(text):
    """I4: every line on standard error has the program's one form."""
    for line in text.splitlines():
        if not SENTENCE.fullmatch(line):
            raise Failed(f"a line without the program's form: {line!r}")
