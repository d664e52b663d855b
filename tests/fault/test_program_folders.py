"""Folders and limits that the real program meets: no room for another file, a file that may not
grow, too few descriptors, no rights, a folder that goes away, something else under the name of the
record, many starts at once, nothing in the environment.
"""
import os
import pathlib
import resource
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from disks import tmpfs  # noqa: E402
from headless import (CHOOSE, MEETING, PREPARE, RESUME, Box, at_the_end, check_sentences,  # noqa: E402
                      lines_of, many, node, reference, without_clock)
from parallel import each  # noqa: E402
from recording import Recording  # noqa: E402
from stage import limit  # noqa: E402

NOBODY = 65534
BEGUN = len(PREPARE) + len(CHOOSE)


def one_sentence(text):
    check_sentences(text)
    assert len(text.splitlines()) == 1, f"not one sentence: {text!r}"


def a_long_record(data, notes=80):
    """A meeting at its board, with long notes."""
    record = Recording()
    item = record.item("work", "Een zin", "een-zin-voor-iedereen", 6)
    record.go(item, 2)
    board = record.board(item, 2, "Wat is onze zin?", ["Zinnen"])
    for number in range(notes):
        record.note(board, 0, f"Briefje {number} " + "lang " * 80)
    return record.save(data), len(record.events)


@limit(200)
def test_no_room_for_another_file(stage):
    """Inodes are used up: the meeting goes on, as events need no new file; session.json waits."""
    whole, *_ = reference(stage.binary)
    with tmpfs(stage.home / "small", "size=4m,nr_inodes=40") as disk, \
            Box(stage.binary, stage.home, disk.folder / "data") as box:
        run = box.start(MEETING[:BEGUN] + ["+1500"] + MEETING[BEGUN:], ends=False)
        run.until("a meeting", lambda v: v["session"] and v["saved"])
        for number in range(60):
            try:
                (disk.folder / f"file-{number}").touch()
            except OSError:
                break
        else:
            raise AssertionError("the inodes were never used up")
        run.until("the end of the meeting", at_the_end)
        view = run.until_bar("saved", "failed")
        for number in range(60):
            (disk.folder / f"file-{number}").unlink(missing_ok=True)
        run.until("all of it saved", lambda v: v["saved"])
        print(f"faults: inodes used up: the bar said {node(view, 'saved')['value']}")
        run.kill()
        assert box.check(whole, len(whole)) == len(whole)
    # And from the start: no meeting can be begun, and it says so.
    with tmpfs(stage.home / "small", "size=4m,nr_inodes=40") as disk, \
            Box(stage.binary, stage.home, disk.folder / "data") as box:
        run = box.start(PREPARE[:-1] + ["+1500", PREPARE[-1]], ends=False)
        run.until("the preparations", lambda v: v["screen"] == "prepare" or node(v, "programme.kort"))
        for number in range(60):
            try:
                (disk.folder / f"file-{number}").touch()
            except OSError:
                break
        run.until("a word of it", lambda v: any(n["id"].startswith("toast.") for n in v["nodes"]))
        assert run.view()["session"] is None and not box.sessions
        run.kill(15)
        assert run.code == 0, run.err


@limit(200)
def test_a_file_that_may_not_grow(stage):
    """ulimit -f: SIGXFSZ ends nothing, the bar says that it is not saved."""
    with Box(stage.binary) as box:
        folder, events = a_long_record(box.data)
        blocks = (folder / "events.jsonl").stat().st_size // 1024 + 1
        run = box.start(RESUME + ["note.new.0", "=nog een briefje", "!"] +
                        ["=en nog een, die niet meer past", "!"] * 12 + ["note.done"], ends=False,
                        env={"PP_FRAMES": None}, wrap=["prlimit", f"--fsize={blocks * 1024}"])
        view = run.until_bar("failed")
        assert view["saved"] is False
        run.until("the notes on the screen",
                  lambda v: v["events"] >= events + 13 and not node(v, "note.panel"))
        run.kill(15)
        assert run.code == 3 and "not saved" in run.err, f"{run.code}: {run.err}"
        check_sentences(run.err)
        assert len(lines_of(folder)) >= events


@limit(200)
def test_too_few_descriptors(stage):
    """At each limit it works, or says one sentence and ends with 3. Under seven it can't read its
    own files, and says so file by file."""
    whole, *_ = reference(stage.binary)

    def start(limit_):
        with Box(stage.binary) as box:
            run = box.run(PREPARE, wrap=["prlimit", f"--nofile={limit_}"])
            check_sentences(run.err)
            assert run.code in (0, 3), f"ended with {run.code}: {run.err}"
            if run.code == 3 and not run.frames.count:
                one_sentence(run.err)
            box.check(whole, run.frames.acked, recover=False)
            return run.code, any(lines_of(session) for session in box.sessions)
    done = each("starts with few descriptors", (7, 8, 9, 10, 12, 14, 20, 32), start)
    assert (0, True) in done, done


@limit(200)
def test_a_data_folder_without_rights(stage):
    """At the start: exit status 3 and why. Root passes every mode, so another user is taken."""
    with Box(stage.binary) as box:
        box.data.chmod(0o500)
        for path in (box.root, box.home):
            path.chmod(0o777)
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        os.chown(box.data, NOBODY, NOBODY)
        run = box.run(PREPARE, wrap=user, env={"PP_FRAMES": None})
        assert run.code == 3 and str(box.data) in run.err, f"{run.code}: {run.err}"
        assert "permission" in run.err and "--data-dir" in run.err, run.err
        one_sentence(run.err)
    with tmpfs(stage.home / "only-read", "size=1m,ro") as disk, Box(
            stage.binary, stage.home, disk.folder) as box:
        run = box.run(PREPARE)
        assert run.code == 3 and "only be read" in run.err, f"{run.code}: {run.err}"
        one_sentence(run.err)


@limit(200)
def test_a_folder_that_loses_its_rights(stage):
    """In the middle of a meeting: what cannot be saved is said, and is saved when it can be."""
    ballots = [step for value in (5, 1, 4, 2, 3)
               for step in ("ballot.next", "role.inwoner", f"vote.scale.{value}", "ballot.confirm")]
    with Box(stage.binary) as box:
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        box.put_settings()
        for path in (box.root, box.home):
            path.chmod(0o777)
        for path in (box.data, box.data / "settings.json"):
            os.chown(path, NOBODY, NOBODY)
        # The reveal replaces the record, as the ballots do not stand in order; then it goes on until
        # that was tried, which is some seconds after session.json could not be written.
        run = box.start(MEETING[:BEGUN] + ["method.ballots", "+2500"] + ballots +
                        ["round.reveal", "reveal.yes", "step.next", "step.next", "method.hands"] +
                        ["hands.0.more", "+300"] * 200, ends=False, wrap=user,
                        env={"PP_FRAMES": None, "HOME": str(box.data)})
        run.until("a vote", lambda v: node(v, "ballot.next") and v["saved"])
        box.sessions[0].chmod(0o500)
        view = run.until_bar("failed")
        assert view["saved"] is False
        box.sessions[0].chmod(0o700)
        view = run.until("all of it saved", lambda v: v["saved"])
        run.kill()
        assert len(lines_of(box.sessions[0])) >= view["events"]


@limit(200)
def test_the_folder_is_deleted_while_it_is_open(stage):
    whole, *_ = reference(stage.binary)
    with Box(stage.binary) as box:
        run = box.start(MEETING[:BEGUN] + ["+1500"] + MEETING[BEGUN:])
        run.until("a meeting", lambda v: v["session"] and v["saved"] and v["events"] > 12)
        shutil.rmtree(box.sessions[0])
        run.wait()
        assert run.code == 0 and "gone" in run.err, f"{run.code}: {run.err}"
        assert box.check(whole, run.frames.acked) == len(whole)


@limit(200)
def test_something_else_under_the_name_of_the_record(stage):
    """Refused at once; what it leads to is not touched; other meetings are there."""
    whole, *_ = reference(stage.binary)

    def put(kind):
        with Box(stage.binary) as box:
            folder = box.data / "sessions" / "2026-11-23-houten-7f3k"
            folder.mkdir(parents=True, mode=0o700)
            elsewhere, events = box.root / "elsewhere", folder / "events.jsonl"
            elsewhere.write_text("left alone\n", encoding="utf-8")
            if kind == "symlink":
                events.symlink_to(elsewhere)
            elif kind == "fifo":
                os.mkfifo(events)
            else:
                events.mkdir()
            done = box.command("show", folder)
            assert done.returncode == 1, f"{done.returncode}: {done.stderr}"
            one_sentence(done.stderr)
            assert box.command("sessions").returncode == 0
            run = box.run(MEETING, env={"PP_FRAMES": None})
            assert run.code == 0, run.err
            assert elsewhere.read_text(encoding="utf-8") == "left alone\n"
            other = next(path for path in box.sessions if path != folder)
            assert len(without_clock(lines_of(other))) == len(whole)
    each("things that are no record", ["symlink", "fifo", "folder"], put)


@limit(900)
def test_many_starts_at_once_give_one_writer(stage):
    """And a lock file that nobody holds, or that is gone, locks nobody out."""
    starts = many("PP_STARTS", 12)
    with Box(stage.binary) as box:
        assert box.run(MEETING[:BEGUN]).code == 0
        (box.sessions[0] / "lock").unlink()  # it changes nothing
        runs = [box.start(RESUME, ends=False, env={"PP_FRAMES": None}) for _ in range(starts)]
        bars = [node(run.until("a meeting", lambda v: v["session"] and node(v, "saved")), "saved")["value"]
                for run in runs]
        for run in runs:
            run.kill(9)
        assert bars.count("look") == starts - 1, bars
        before = len(lines_of(box.sessions[0]))
        run = box.run(RESUME)
        assert run.code == 0 and '"value": "look"' not in run.frames.bytes.decode()
        assert len(lines_of(box.sessions[0])) >= before
    print(f"faults: starts at once: {starts}, writers: 1")


@limit(200)
def test_nothing_in_the_environment(stage):
    whole, *_ = reference(stage.binary)
    names = [n for n in os.environ if n.startswith(("LC_", "XDG_"))] + [
        "HOME", "LANG", "LANGUAGE", "TMPDIR", "USER", "LOGNAME", "PATH", "XDG_DATA_HOME",
        "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"]
    with Box(stage.binary) as box:
        run = box.run(MEETING, env={name: None for name in names})
        assert run.code == 0 and not run.err, f"{run.code}: {run.err}"
        assert box.check(whole, run.frames.acked) == len(whole)


@limit(200)
def test_a_hundred_thousand_events(stage):
    """A group that went to and fro for days: read in bounded memory, every event of it."""
    with Box(stage.binary) as box:
        record = Recording()
        items = [record.item("welcome", "Welkom"), record.item("close", "Afsluiten")]
        while len(record.events) < 100000:
            record.go(items[len(record.events) % 2])
        folder = record.save(box.data)
        state = box.show(folder)
        assert state["last_seq"] == 100000 and not state["incomplete"], (state["last_seq"], state["incomplete"])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        size = (folder / "events.jsonl").stat().st_size
        print(f"faults: 100,000 events, {size >> 20} MB on disk: {peak >> 10} MB of memory to read")
        assert peak < 1 << 20, "more than a gigabyte"
