"""Taking the outcome along: which files, where to, how far it is, and the stick that may come out."""
import json
import os

import kiosk
import recording
from stage import limit
from test_export import SESSION, STEM, everything, SECRETS

USUAL = [f"{STEM} - {what}" for what in ("praatplaat.png", "samenvatting.pdf", "tabellen.xlsx", "verslag.pdf", "webpagina.html")]


def recorded(stage, at=None):
    """At the closing, or at a step of an earlier part."""
    meeting = recording.full_meeting(closed=False)
    if at:
        meeting.go(*at)
    meeting.save(stage.home / "data" / "praatplaat")


def stick_at(stage, name="stick"):
    stick = stage.home / "media" / name
    stick.mkdir(parents=True)
    return stick


def at_the_closing(stage, *sticks, **env):
    (stage.home / "media").mkdir(exist_ok=True)
    recorded(stage)
    program = stage.start("--lang", "nl", env={"PRAATPLAAT_STICK": ":".join(map(str, sticks)), **env})
    program.expect("session.resume", screen="close")
    return program


def stage_is(program, wanted, timeout=30):
    program.wait_node("take.stage", value=wanted, timeout=timeout)


def opened(program):
    program.expect("take.home", node="take.sheet")
    return program


def label(program, node):
    found = program.find(node)
    return str(found.label) if found else ""


def processes_with(argument):
    """Processes that were started with this argument and have not ended."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/cmdline", "rb") as file:
                if str(argument).encode() in file.read().split(b"\0"):
                    found.append(int(entry))
        except OSError:  # it is gone meanwhile
            continue
    return found


def own_program(stage, name, text):
    path = stage.home / name
    path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
    path.chmod(0o700)
    return path


def test_on_a_stick_that_comes_out_safely(stage):
    stick = stick_at(stage)
    eject = own_program(stage, "eject", f'printf %s "$1" > {stage.home}/ejected\n')
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_EJECT=str(eject)))
    assert label(program, "take.goes") == "Dit gaat mee: 11 briefjes, 3 afspraken en 5 stemmingen.", label(program, "take.goes")
    assert label(program, "take.stays") == "Dit blijft hier: 3 briefjes, afspraken of stemmingen.", label(program, "take.stays")
    program.tap("take.start")
    stage_is(program, "done")
    folder = stick / SESSION
    # Nothing follows the closing: this is the whole outcome.
    assert "nog bezig" not in (folder / f"{STEM} - webpagina.html").read_text(encoding="utf-8")
    said = label(program, "take.done")
    assert said == f"5 bestanden staan op de stick, in de map {SESSION}: heel en nagelezen.", said
    assert sorted(p.name for p in folder.iterdir()) == sorted(USUAL)
    for name, text in everything(folder).items():
        assert not any(secret in text for secret in SECRETS), name
    program.tap("take.eject")
    program.wait_node("take.said", label="U kunt de stick eruit halen.", timeout=20)
    assert (stage.home / "ejected").read_text(encoding="utf-8") == str(stick)
    program.tap("take.close")
    program.wait_gone("take.sheet")
    program.close()


def test_a_sheet_closed_too_soon_says_when_the_stick_may_out(stage):
    stick, go = stick_at(stage), stage.home / "go"
    eject = own_program(stage, "eject", f"while [ ! -e {go} ]; do sleep 0.1; done\n")
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_EJECT=str(eject)))
    program.tap("take.start")
    stage_is(program, "done")
    program.tap("take.eject")
    program.wait_node("take.eject", enabled=False)
    program.tap("take.close")
    program.wait_gone("take.sheet")
    go.touch()
    program.wait("a toast", lambda: any("U kunt de stick eruit halen." in str(n.label) for n in program.nodes("toast.")))
    program.expect("take.home", node="take.sheet")
    stage_is(program, "choose")
    program.close()


def test_other_files_and_once_more(stage):
    stick = stick_at(stage)
    program = opened(at_the_closing(stage, stick))
    for node in ("take.summary", "take.report", "take.page", "take.book", "take.picture", "take.json"):
        program.tap(node)
        program.wait_node(node, selected=node == "take.json")
    program.tap("take.start")
    stage_is(program, "done")
    file = stick / SESSION / f"{STEM} - gegevens.json"
    assert [p.name for p in (stick / SESSION).iterdir()] == [file.name]
    assert json.loads(file.read_text(encoding="utf-8"))["id"] == SESSION
    first = file.stat().st_ino
    program.tap("take.eject")
    # No device stands behind a plain folder: everything is synced all the same.
    program.wait_node("take.said", label="Alles staat veilig op de stick. U kunt de stick eruit halen.", timeout=20)
    program.tap("take.close")
    program.wait_gone("take.sheet")
    opened(program)
    for node in ("take.summary", "take.report", "take.page", "take.book", "take.picture", "take.json"):
        program.tap(node)
    program.tap("take.start")
    stage_is(program, "done")
    assert file.stat().st_ino != first, "it was not written anew"
    program.close()


def test_sticks_come_and_go(stage):
    one, other = stage.home / "media" / "een", stage.home / "media" / "twee"
    program = opened(at_the_closing(stage, one, other))
    program.wait_node("take.place.0", label="Deze computer", selected=True)
    assert program.find("take.nostick")
    one.mkdir()
    program.wait_node("take.place.0", label="een", selected=True, timeout=20)
    assert not program.find("take.nostick")
    other.mkdir()
    program.wait_node("take.place.1", label="twee", selected=False, timeout=20)
    program.tap("take.place.1")
    program.wait_node("take.place.1", selected=True)
    other.rmdir()
    program.wait_node("take.place.1", label="Deze computer", selected=False, timeout=20)
    program.wait_node("take.place.0", label="een", selected=True)
    one.rmdir()
    program.wait_node("take.place.0", label="Deze computer", selected=True, timeout=20)
    program.close()


def test_cancelling_leaves_nothing(stage):
    stick = stick_at(stage)
    # The real program behind one that waits, so that there is time to change one's mind.
    real = stage.binary.parent / "praatplaat-report"
    slow = own_program(stage, "slow", "trap 'exit 3' TERM\nprintf 'making 1 5\\nwriting 1000000 4000000\\n'\n"
                                      f"while [ ! -e {stage.home}/go ]; do sleep 0.1; done\nexec {real} \"$@\"\n")
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_REPORT=str(slow)))
    program.tap("take.start")
    stage_is(program, "runs")
    program.wait_node("take.doing", label="Schrijven: 1,0 van 4,0 MB staat veilig", timeout=20)
    assert program.find("take.progress").value == "62", program.find("take.progress")
    program.wait_node("take.slow", timeout=20)
    program.tap("take.stop")
    stage_is(program, "choose")
    assert list(stick.iterdir()) == []
    (stage.home / "go").touch()
    program.tap("take.start")
    stage_is(program, "done")
    assert len(list((stick / SESSION).iterdir())) == len(USUAL)
    program.close()


# What happens to the stick, from which of its calls on; and what the sheet says of it.
FAULTS = {
    "full": ("write", 28, 2, "De stick is vol. Neem een andere stick, of maak ruimte op deze."),
    "only to be read": ("open,mkdir", 30, 1, "Op deze stick kan niets worden geschreven. Neem een andere stick."),
    "pulled out": ("open,write,fsync,read,pread,rename,unlink", 5, 6,
                   "Schrijven op de stick lukte niet. Steek hem er opnieuw in, of neem een andere."),
}


@limit(240)
def test_a_stick_that_fails_leaves_no_half_file(stage):
    stick, fault = stick_at(stage), stage.home / "fault"
    real, library = stage.binary.parent / "praatplaat-report", stage.binary.parent / "tests" / "preload_files.so"
    assert library.exists(), f"{library} is not there: build with PP_TESTS"
    report = own_program(stage, "faulty", f"[ -e {fault} ] || exec {real} \"$@\"\n. {fault}\nexec {real} \"$@\"\n")
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_REPORT=str(report)))
    for name, (ops, errno, at, sentence) in FAULTS.items():
        fault.write_text(f"export LD_PRELOAD={library} PP_FAULT_UNDER={stick} PP_FAULT_KIND=error PP_FAULT_OPS={ops} "
                         f"PP_FAULT_ERRNO={errno} PP_FAULT_AT={at} PP_FAULT_COUNT=0 "
                         "ASAN_OPTIONS=verify_asan_link_order=0\n", encoding="utf-8")
        program.tap("take.start")
        stage_is(program, "failed")
        assert program.find("take.failed").label == sentence, (name, program.find("take.failed"))
        whole = [p for p in stick.rglob("*") if p.is_file() and not p.name.startswith(".")]
        assert whole == [], f"{name}: {whole}"
        # Of one that is gone nothing can be cleared away; at the next time it is.
        left = [p for p in stick.rglob("*") if p.is_file()]
        assert left == [] or name == "pulled out", f"{name}: {left}"
        program.tap("take.again")
        stage_is(program, "choose")
    fault.unlink()
    program.tap("take.start")
    stage_is(program, "done")
    assert sorted(os.listdir(stick / SESSION)) == sorted(USUAL), os.listdir(stick / SESSION)
    program.close()


# What a report does that hears nothing any more; each says that it is there.
DEAF = {
    "hung": "trap '' TERM\ntouch {home}/deaf\nwhile :; do sleep 0.1; done\n",
    "hung and silent": "trap '' TERM\nexec >&- 2>&-\ntouch {home}/deaf\nwhile :; do sleep 0.1; done\n",
    "stopped": "touch {home}/deaf\nkill -STOP $$\n",
}


@limit(180)
def test_cancel_works_on_a_report_that_hears_nothing(stage):
    stick, deaf = stick_at(stage), stage.home / "deaf"
    report = own_program(stage, "report", f". {stage.home}/does\n")
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_REPORT=str(report)))
    for name, does in DEAF.items():
        (stage.home / "does").write_text(does.format(home=stage.home), encoding="utf-8")
        program.tap("take.start")
        stage_is(program, "runs")
        program.wait(f"the report that is {name}", deaf.exists, timeout=30)
        program.tap("take.stop")
        stage_is(program, "choose", timeout=60)
        assert not processes_with(report), name
        program.wait("a toast", lambda: any("Er kunnen bestanden zijn achtergebleven" in str(n.label) for n in program.nodes()), timeout=20)
        deaf.unlink()
    program.close()


def test_a_picture_that_was_left_out_is_told(stage):
    stick = stick_at(stage)
    said = "praatplaat: the files are made without the poster's picture: drawing it takes too long: check the scene pack"
    report = own_program(stage, "report", f'echo "{said}" >&2\nexec {stage.binary.parent / "praatplaat-report"} "$@"\n')
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_REPORT=str(report)))
    program.tap("take.start")
    stage_is(program, "done")
    told = label(program, "take.said")
    assert told == "De afbeelding van de praatplaat kon niet worden getekend. Al het andere is er.", told
    program.close()
    assert said in program.stderr()


def test_the_meeting_goes_on_while_it_is_written(stage):
    stick = stick_at(stage)
    slow = own_program(stage, "slow", f"while [ ! -e {stage.home}/go ]; do sleep 0.1; done\nexit 3\n")
    program = opened(at_the_closing(stage, stick, PRAATPLAAT_REPORT=str(slow)))
    program.tap("take.start")
    stage_is(program, "runs")
    program.tap("take.hide")
    program.wait_gone("take.sheet")
    program.tap("keep.30")
    program.wait_node("keep.30", selected=True)
    (stage.home / "go").touch()
    program.wait("a toast", lambda: any("Schrijven op de stick lukte niet." in str(n.label) for n in program.nodes()), timeout=20)
    program.close()


def test_without_a_stick(stage):
    program = opened(at_the_closing(stage))
    program.tap("take.start")
    stage_is(program, "done")
    folder = stage.home / "data" / "praatplaat" / "exports" / SESSION
    assert label(program, "take.done") == f"De uitkomst staat op deze computer, in {folder}", label(program, "take.done")
    assert sorted(os.listdir(folder)) == sorted(USUAL)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not program.find("take.eject")
    program.close()


def test_put_away_it_still_says_where(stage):
    slow = own_program(stage, "slow", f"while [ ! -e {stage.home}/go ]; do sleep 0.1; done\n"
                                      f"exec {stage.binary.parent / 'praatplaat-report'} \"$@\"\n")
    program = opened(at_the_closing(stage, PRAATPLAAT_REPORT=str(slow)))
    program.tap("take.start")
    stage_is(program, "runs")
    program.tap("take.hide")
    program.wait_gone("take.sheet")
    (stage.home / "go").touch()
    folder = stage.home / "data" / "praatplaat" / "exports" / SESSION
    program.wait("a toast", lambda: any(f"De uitkomst staat op deze computer, in {folder}" in str(n.label) for n in program.nodes()), timeout=60)
    assert sorted(os.listdir(folder)) == sorted(USUAL)
    program.close()


def test_a_visitor_does_not_find_what_was_written_meanwhile(stage):
    """In a public place: the menu locked while the stick was slow. It is said, and no sheet comes back."""
    stick, go = stick_at(stage), stage.home / "go"
    recorded(stage)
    slow = own_program(stage, "slow", f"while [ ! -e {go} ]; do sleep 0.1; done\n"
                                      f"exec {stage.binary.parent / 'praatplaat-report'} \"$@\"\n")
    program, clock = kiosk.start(stage, env={"PRAATPLAAT_STICK": str(stick), "PRAATPLAAT_REPORT": str(slow)})
    program.wait_node("zone.driehoek")
    kiosk.choose_pin(stage, program)
    program.expect(f"session.export.{SESSION}", node="take.sheet")
    program.tap("take.start")
    stage_is(program, "runs")
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_screen("poster")
    program.wait_gone("take.sheet")
    go.touch()
    program.wait("a word of it", lambda: any("stick" in node.label for node in program.nodes("toast.")))
    program.wait_resting("zone.driehoek")
    assert not program.nodes("take."), "a visitor finds the outcome"


def test_in_the_middle_of_a_meeting(stage):
    stick = stick_at(stage)
    recorded(stage, at=(4, 1))
    program = stage.start("--lang", "nl", env={"PRAATPLAAT_STICK": str(stick)})
    program.expect("session.resume", node="drawer.open")
    program.tap("drawer.open")
    program.wait_node("drawer.take")
    program.expect("drawer.take", node="take.sheet")
    program.tap("take.start")
    stage_is(program, "done")
    page = (stick / SESSION / f"{STEM} - webpagina.html").read_text(encoding="utf-8")
    assert "Deze bijeenkomst was nog bezig" in page
    program.close()
