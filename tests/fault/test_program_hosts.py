"""A folder that two machines share: the machines are namespaces with names of their own. One writes, the
other looks; a machine that died holds nobody up, whatever its lock file says.
"""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import CHOOSE, PREPARE, RESUME, Box, lines_of, node  # noqa: E402
from stage import Skip, limit  # noqa: E402


def host(name):
    """What makes a program run on a machine of that name."""
    wrap = ["unshare", "--uts", "sh", "-c", f'hostname {name} && exec "$@"', "sh"]
    done = subprocess.run([*wrap, "hostname"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Skip(f"a machine of another name is refused here: {done.stderr.strip()}")
    assert done.stdout.strip() == name, done.stdout
    return wrap


@limit(300)
def test_a_lock_of_another_machine(stage):
    first, second = host("raadhuis"), host("wijkgebouw")
    with Box(stage.binary) as box:
        run = box.start(PREPARE + CHOOSE, ends=False, wrap=first)
        run.until("a meeting", lambda v: v["session"] and v["saved"] and v["events"] > 9)
        # While it runs there, it can only be looked at here.
        other = box.start(RESUME, ends=False, wrap=second, env={"PP_FRAMES": None})
        view = other.until("the same meeting", lambda v: v["session"] and node(v, "saved"))
        assert node(view, "saved")["value"] == "look", node(view, "saved")
        other.kill()
        run.kill()  # that machine is gone, and its lock file with what it left in it stays
        session = box.sessions[0]
        before = len(lines_of(session))
        for content in ("", "raadhuis 4711 2026-11-23T15:43:33Z\n"):
            (session / "lock").write_text(content, encoding="utf-8")
            again = box.run(RESUME + ["drawer.open", "drawer.stop"], wrap=second,
                            env={"PP_FRAMES": None})
            assert again.code == 0, again.err
            assert "another program" not in again.err, again.err
            after = len(lines_of(session))
            assert after > before, f"nothing could be written: {again.err}"
            before = after
            assert (session / "lock").read_text(encoding="utf-8") == content, "the lock file was written to"
        assert box.show(session)["incomplete"] is False
