"""The text of a note where it does not belong: in the list of processes, in messages, in a core dump,
in another file.
"""
import json
import os
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import MEETING, NOTES, Box  # noqa: E402
from stage import limit  # noqa: E402


@limit(200)
def test_no_text_of_a_note_gets_out(stage):
    """Not by ps, not by messages, not by a core dump: the program allows none."""
    secret = [step[1:].encode() for step in NOTES if step.startswith("=")]
    with Box(stage.binary) as box:
        run = box.start(MEETING, ends=False, wrap=["prlimit", "--core=unlimited:unlimited"])
        run.until("the notes", lambda v: v["saved"] and v["screen"] == "agreement")
        process = pathlib.Path(f"/proc/{run.process.pid}")
        told = b"".join((process / name).read_bytes() for name in ("cmdline", "environ", "comm"))
        told += b"".join(path.read_bytes() for path in process.glob("task/*/comm"))
        core = next(line for line in (process / "limits").read_text(encoding="ascii").splitlines()
                    if line.startswith("Max core file size"))
        assert core.split()[4:6] in (["1", "1"], ["0", "0"]), core
        run.process.send_signal(signal.SIGQUIT)
        _, status = os.waitpid(run.process.pid, 0)
        assert os.WIFSIGNALED(status) and not os.WCOREDUMP(status), "it left a core dump"
        told += run.stderr().encode()
        assert not any(text in told for text in secret), "a note's text"
        assert not list(box.root.rglob("core*")), "a core file"
        # Where it may be: the record and the overview, and nowhere else in the data folder.
        holders = {path.name for path in box.data.rglob("*")
                   if path.is_file() and any(text in path.read_bytes() for text in secret)}
        assert holders <= {"events.jsonl", "session.json"}, holders
        assert json.dumps(box.show(box.sessions[0])).count(secret[0].decode()) == 1
