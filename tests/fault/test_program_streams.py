"""The program without some of its standard files: closed by whoever started it, or full. Their numbers
belong to nothing else, no message gets into the record, and output that did not arrive is told.
"""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import MEETING, PREPARE, Box, is_prefix, lines_of, reference  # noqa: E402
from program import SANITIZER, environment  # noqa: E402
from stage import limit  # noqa: E402

WITHOUT = ["sh", "-c", 'exec "$@" 0<&- 1>&- 2>&-', "sh"]


@limit(300)
def test_a_meeting_without_standard_files(stage):
    whole, *_ = reference(stage.binary)
    with Box(stage.binary) as box:
        run = box.start(PREPARE, ends=False, wrap=WITHOUT)
        run.until("a meeting", lambda v: v["session"] and v["saved"])
        links = [os.readlink(f"/proc/{run.process.pid}/fd/{fd}") for fd in range(3)]
        run.kill()
        assert links == ["/dev/null"] * 3, links
    with Box(stage.binary) as box:
        # Something to say on standard error, at the start.
        settings = box.data / "settings.json"
        settings.write_text('{"volume": 1000, "lang": "nl", "reduced_motion": true}', encoding="utf-8")
        settings.chmod(0o600)
        run = box.run(MEETING, wrap=WITHOUT)
        assert run.code == 0, f"ended with {run.code}"
        assert is_prefix(lines_of(box.sessions[0]), whole)
        assert box.check(whole, run.frames.acked) == len(whole)
        for path in box.data.rglob("*"):
            if path.is_file() and path.name != "settings.json" and "log" not in path.name:
                assert b"volume" not in path.read_bytes(), f"a message stands in {path}"


@limit(120)
def test_output_that_does_not_arrive(stage):
    """Exit status 3 and one sentence; the same command into a pipe is fine."""
    with Box(stage.binary) as box:
        run = box.run(MEETING)
        assert run.code == 0, run.err
        packs = pathlib.Path(__file__).resolve().parents[2] / "scenes" / "buurttuin"
        for args in (["--help"], ["--version"], ["check", packs], ["sessions"], ["sessions", "--json"],
                     ["show", box.sessions[0]], ["export", box.sessions[0], "-f", "json", "-o", box.root]):
            assert box.command(*args).returncode == 0, args
            for redirect in (">/dev/full", ">&-"):
                done = subprocess.run(
                    ["sh", "-c", f'exec "$@" {redirect}', "sh", str(box.binary), "--data-dir",
                     str(box.data), *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    text=True, env=environment(box.home), check=False, timeout=60)
                assert not SANITIZER.search(done.stderr), done.stderr
                assert done.returncode == 3, f"{args} {redirect}: {done.returncode}: {done.stderr}"
                assert len(done.stderr.splitlines()) == 1 and "standard output" in done.stderr, \
                    f"{args} {redirect}: {done.stderr}"


@limit(60)
def test_the_other_programs_without_standard_files(stage):
    """Each of them ends by itself and says in its exit status how it went."""
    folder = pathlib.Path(stage.binary).parent
    for name in ("praatplaat-raster", "praatplaat-report", "praatplaat-speak"):
        if not (folder / name).exists():
            continue
        done = subprocess.run([*WITHOUT, str(folder / name)], env=environment(stage.home), check=False,
                              timeout=30)
        assert done.returncode == 2, f"{name}: {done.returncode}"
