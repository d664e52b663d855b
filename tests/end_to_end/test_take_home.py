"""Taking the outcome along from the closing: on a stick, without one, and on a stick that is full."""
import os
import time

import recording
from test_export import ENDINGS, SESSION, STEM, everything, SECRETS


def at_the_closing(stage, env=None):
    recording.full_meeting(closed=False).save(stage.home / "data" / "praatplaat")
    program = stage.start("--lang", "nl", env=env)
    program.expect("session.resume", screen="close")
    return program


def said(program):
    return " ".join(str(node.label) for node in program.nodes("toast") if node.label) + \
        " ".join(str(node.label) for node in program.nodes() if "stick" in str(node.label) or "computer" in str(node.label))


def wait_said(program, words):
    program.wait(f"a toast with {words!r}", lambda: words in said(program), timeout=20)


def test_on_a_stick(stage):
    stick = stage.home / "stick"
    stick.mkdir()
    program = at_the_closing(stage, {"PRAATPLAAT_STICK": str(stick)})
    program.tap("take.home")
    wait_said(program, "U kunt de stick eruit halen.")
    folder = stick / SESSION
    assert sorted(p.name for p in folder.iterdir()) == sorted(STEM + ending for ending in ENDINGS)
    for name, text in everything(folder).items():
        assert not any(secret in text for secret in SECRETS), name
    # Once more, over what is there.
    first = (folder / f"{STEM} - gegevens.json").stat().st_ino
    program.tap("take.home")
    program.wait("new files", lambda: (folder / f"{STEM} - gegevens.json").stat().st_ino != first, timeout=20)
    program.close()


def test_the_screen_goes_on_while_it_is_written(stage):
    stick = stage.home / "stick"
    stick.mkdir()
    slow = stage.home / "slow"
    slow.write_text("#!/bin/sh\nsleep 3\nexit 3\n", encoding="utf-8")
    slow.chmod(0o700)
    program = at_the_closing(stage, {"PRAATPLAAT_STICK": str(stick), "PRAATPLAAT_REPORT": str(slow)})
    program.tap("take.home")
    started = time.monotonic()
    program.tap("keep.30")
    program.wait_node("keep.30", selected=True, timeout=2)
    assert time.monotonic() - started < 2.5, "the frame waited for the report"
    wait_said(program, "Schrijven op de stick lukte niet.")
    program.close()


def test_without_a_stick(stage):
    program = at_the_closing(stage, {"PRAATPLAAT_STICK": "", "USER": "nobody-with-a-stick"})
    program.tap("take.home")
    wait_said(program, "Er zit geen stick in.")
    folder = stage.home / "data" / "praatplaat" / "exports" / SESSION
    assert len(os.listdir(folder)) == len(ENDINGS)
    assert folder.stat().st_mode & 0o777 == 0o700
    program.close()


def test_a_stick_that_is_not_there(stage):
    (stage.home / "file").write_text("x", encoding="utf-8")
    program = at_the_closing(stage, {"PRAATPLAAT_STICK": str(stage.home / "file")})
    program.tap("take.home")
    wait_said(program, "Schrijven op de stick lukte niet.")
    program.close()
