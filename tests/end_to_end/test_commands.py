"""The command line: what is refused is refused with one sentence and the right exit status."""
import json
import os
import re
import shutil

import recording
from program import HERE, Failed

PACKS = HERE.parent.parent / "scenes"
ONE_LINE = re.compile(r"praatplaat: [^:]+.*: .+")


def expect(outcome, code, pattern):
    """The exit status, and one line of the program's form that matches."""
    lines = outcome.err.splitlines()
    if outcome.code != code:
        raise Failed(f"exit status {outcome.code}, not {code}: {outcome.err}{outcome.out}")
    if len(lines) != 1 or not ONE_LINE.fullmatch(lines[0]):
        raise Failed(f"not one line that says what happened and what to do: {outcome.err!r}")
    if not re.search(pattern, lines[0]):
        raise Failed(f"{lines[0]!r} does not match {pattern!r}")


def test_help_and_version(stage):
    told = stage.run("--help")
    assert told.code == 0 and not told.err
    for word in ("check", "sessions", "show", "export", "compare", "delete", "demo", "--scene",
                 "--data-dir", "--lang", "--windowed", "--kiosk", "--config", "--renderer",
                 "--inspect", "--replay", "--record"):
        assert word in told.out, f"--help does not tell of {word}"
    version = stage.run("--version")
    assert version.code == 0 and re.fullmatch(r"praatplaat \d+\.\d+\.\d+\n", version.out), version.out


def test_wrong_usage(stage):
    for args in (["--no-such-option"], ["nonsense"], ["check"], ["show"], ["delete"],
                 ["--lang", "fr"], ["--lang"], ["--windowed=big"], ["--windowed=0x0"],
                 ["--record", "a", "--replay", "b"]):
        expect(stage.run(*args), 2, "")


def test_check_accepts_our_packs(stage):
    packs = sorted(path.parent for path in PACKS.glob("*/scene.json"))
    checked = stage.run("check", *packs)
    assert checked.code == 0 and not checked.err, checked.err
    assert len(checked.out.splitlines()) == len(packs)


def test_check_reports_every_fault_with_its_place(stage):
    pack = stage.home / "broken"
    shutil.copytree(PACKS / "integraal-werken", pack)
    file = pack / "scene.json"
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines) if '"roles"' in line)
    lines[number] = lines[number].replace('"roles"', '"rolls"')
    data_line = next(n for n, line in enumerate(lines) if '"programmes"' in line)
    lines[data_line] = lines[data_line].replace('"programmes"', '"programs"')
    file.write_text("\n".join(lines), encoding="utf-8")
    refused = stage.run("check", pack)
    assert refused.code == 1
    faults = refused.err.splitlines()
    assert len(faults) >= 2, refused.err
    for fault in faults:
        assert re.match(r".+scene\.json:\d+:\d+: .+", fault), fault
    for line in (number, data_line):
        assert any(f"scene.json:{line + 1}:" in fault for fault in faults), refused.err


def test_check_draws_the_picture(stage):
    """What is wrong inside of it is a fault at its place in the scene."""
    pack = stage.home / "torn"
    shutil.copytree(PACKS / "buurttuin", pack)
    file = pack / "scene.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"tuin.jpg"', '"tuin.svg"'), encoding="utf-8")
    (pack / "tuin.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", encoding="utf-8")
    refused = stage.run("check", pack)
    assert refused.code == 1 and not refused.out, refused.out
    fault, = refused.err.splitlines()
    assert re.match(r".+scene\.json:\d+:\d+: the picture cannot be drawn: it is not a whole SVG", fault), fault


def test_sessions_of_an_empty_folder(stage):
    listed = stage.run("sessions", "--json")
    assert listed.code == 0, listed.err
    assert json.loads(listed.out) in ([], {"sessions": []}), listed.out


def test_a_session_that_is_not_there(stage):
    for command in (["show"], ["export"], ["delete", "--yes"]):
        expect(stage.run(*command, "2026-01-01-nergens-aaaa"), 1, "2026-01-01-nergens-aaaa")


def test_no_display(stage):
    expect(stage.run(), 3, "display")


def test_display_that_does_not_answer(stage):
    expect(stage.run(env={"DISPLAY": ":987"}), 3, "display")


def test_a_scene_that_is_not_there(stage):
    refused = stage.run("--scene", stage.home / "nowhere.json", on_screen=True)
    assert refused.code == 1 and "nowhere.json" in refused.err, refused.err


def test_a_data_folder_that_cannot_be_written(stage):
    (stage.home / "file").write_text("not a folder", encoding="utf-8")
    expect(stage.run("--data-dir", stage.home / "file" / "data", on_screen=True), 3, "file/data")


def test_only_files_are_written_to(stage):
    os.mkfifo(stage.home / "pipe")
    # No device for --inspect: a program that is wrong would put a file in its place.
    for option, place, kind in (("--record", "/dev/full", "device"), ("--record", stage.home, "folder"),
                                ("--inspect", stage.home, "folder"),
                                ("--inspect", stage.home / "pipe", "pipe")):
        expect(stage.run(option, place, on_screen=True), 1, f"is a {kind}: choose a file for {option}")


def test_files_are_only_for_their_owner(stage):
    program = stage.start("--data-dir", stage.home / "own")
    program.wait_screen("poster")
    program.close()
    for folder, folders, files in os.walk(stage.home / "own"):
        for name in folders + files:
            mode = os.stat(os.path.join(folder, name)).st_mode & 0o777
            assert mode & 0o077 == 0, f"{folder}/{name} has mode {mode:o}"


def test_own_meetings_do_not_wait_for_those_of_a_stick(stage):
    """Imports that cannot be read are said; what is of this machine is listed, and deleted when its time is over."""
    data = stage.home / "data" / "praatplaat"
    meeting = recording.full_meeting()
    meeting.events[0][2]["date"] = "2020-11-23"  # until when it is kept
    folder = meeting.save(data)
    (data / "imported").write_text("not a folder", encoding="utf-8")
    listed = stage.run("sessions")
    assert listed.code == 1 and "imported: is no folder" in listed.err, listed.err
    assert listed.out.startswith(f"{folder.name}\t"), listed.out
    deleted = stage.run("delete", "--expired", "--yes")
    assert deleted.code == 1 and "imported: is no folder" in deleted.err, deleted.err
    assert not folder.exists(), "its time was over"


def test_a_list_steers_no_terminal(stage):
    """What came from a stick can hold any character: each meeting stays one line of six columns."""
    folder = stage.home / "data" / "praatplaat" / "imported" / "2026-11-23-houten-7f3k"
    folder.mkdir(parents=True)
    outcome = {"format": "praatplaat-outcome", "version": 1, "id": folder.name, "last_seq": 5,
               "place": "Hou\x1b[2Jten\t1\n2\u009b", "group": "De \u202eBuurt\x7f", "state": "closed",
               "previous": "a\x1b", "delete_by": "2027-01-01\x1b"}
    (folder / "outcome.json").write_text(json.dumps(outcome), encoding="utf-8")
    listed = stage.run("sessions")
    assert listed.code == 0, listed.err
    line, rest = listed.out.split("\n", 1)
    assert not rest and line.split("\t")[2:4] == ["Hou [2Jten 1 2 ", "De  Buurt "], repr(listed.out)
    assert "\x1b" not in line and "follows a " in line, repr(line)
    assert json.loads(stage.run("sessions", "--json").out)[0]["place"] == outcome["place"]
