"""Whose poster an outcome gets, and what a picture costs it that cannot be drawn."""
import json
import os
import re
import signal
import subprocess
import time

from program import environment
from stage import limit
from test_commands import PACKS, expect
from test_export import BOOK, ENDINGS, PAGE, PDF, SECRETS, SESSION, STEM, data, everything, export, recorded, text_of
from test_take_home import own_program, processes_with

# Nothing but a limit ends the drawing of this one.
ENDLESS = ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><filter id='f' x='-99' y='-99' width='999' "
           "height='999'><feGaussianBlur stdDeviation='99999'/><feTurbulence numOctaves='99999' baseFrequency='9'/>"
           "</filter><g filter='url(#f)'><rect width='1600' height='1000'/></g></svg>")
LAUGHS = ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><path id='a0' d='M0 0h9v9z'/>"
          + "".join(f"<g id='a{level}'>" + "".join(f"<use href='#a{level - 1}' x='{i}'/>" for i in range(10)) + "</g>"
                    for level in range(1, 13)) + "</svg>")
PLAIN = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 1000'><rect width='1600' height='1000' fill='#fed'/></svg>"
WITHOUT = r"^praatplaat: the files are made without the poster's picture: .+: check the scene pack$"


def wait(condition, what, seconds=60):
    for _ in range(seconds * 20):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"waited in vain: {what}")


def pack_with(stage, picture, name="pakket", pack="integraal-werken"):
    """A pack with the id of ours and a picture of its own, in a folder of any name."""
    folder = stage.home / "packs" / name
    folder.mkdir(parents=True)
    scene = json.loads((PACKS / "integraal-werken" / "scene.json").read_text(encoding="utf-8"))
    scene["id"] = pack
    scene["poster"]["image"] = "plaat.svg"
    (folder / "plaat.svg").write_text(picture, encoding="utf-8")
    (folder / "scene.json").write_text(json.dumps(scene), encoding="utf-8")
    return folder


def export_in(stage, seconds, *args):
    """With less time of the processor for a process than it would take itself."""
    command = ["sh", "-c", f'ulimit -t {seconds}; exec "$@"', "sh", str(stage.binary), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(stage.home), check=False, timeout=200)


@limit(240)
def test_a_picture_that_draws_for_ever_costs_that_picture_alone(stage):
    recorded(stage)
    for name, picture in (("eindeloos", ENDLESS), ("vermenigvuldigd", LAUGHS), ("geen-plaat", PLAIN[:-9])):
        pack, out = pack_with(stage, picture, name), stage.home / name
        done = export_in(stage, 8, "export", SESSION, "--scene", pack, "-o", out)
        assert done.returncode == 0, (name, done.returncode, done.stderr)
        assert re.search(WITHOUT, done.stderr) and len(done.stderr.splitlines()) == 1, (name, done.stderr)
        assert sorted(p.name for p in out.iterdir()) == sorted(STEM + ending for ending in ENDINGS), name
        texts = everything(out)
        assert "Het driehoeksgesprek" in texts[PDF] and "Wie belt er na afloop?" in texts[PAGE] and texts[BOOK], name
        assert (out / f"{STEM} - praatplaat.png").stat().st_size > 1000, name
        assert not any(secret in text for text in texts.values() for secret in SECRETS), name
    done = export_in(stage, 8, "compare", SESSION, "--scene", stage.home / "packs" / "eindeloos", "-o", stage.home / "side")
    assert done.returncode == 0 and re.search(WITHOUT, done.stderr), (done.returncode, done.stderr)
    assert len(list((stage.home / "side").iterdir())) == 6, os.listdir(stage.home / "side")


@limit(120)
def test_a_report_ends_with_who_started_it(stage):
    recorded(stage)
    pack, out = pack_with(stage, ENDLESS), stage.home / "out"
    command = [str(stage.binary), "export", SESSION, "--scene", str(pack), "-f", "png", "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(stage.home)) as starter:
        try:
            wait(lambda: len(processes_with(out)) == 3, "the export, its report, and the copy that draws")
            starter.kill()
            starter.wait()
            wait(lambda: not processes_with(out), "that all of them are gone")
        finally:
            for pid in processes_with(out):
                os.kill(pid, signal.SIGKILL)
    assert not out.exists() or not list(out.iterdir())
    # One that begins only when who wanted it is gone already.
    begun, go = stage.home / "begun", stage.home / "go"
    report = own_program(stage, "late", f"touch {begun}\nwhile [ ! -e {go} ]; do sleep 0.1; done\n"
                                        f"exec {stage.binary.parent / 'praatplaat-report'} \"$@\"\n")
    env = dict(environment(stage.home), PRAATPLAAT_REPORT=str(report))
    command = [str(stage.binary), "export", SESSION, "-f", "json", "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env) as starter:
        wait(begun.exists, "the report that waits")
        starter.kill()
    go.touch()
    wait(lambda: not processes_with(out), "that it is gone as well")
    assert not out.exists() or not list(out.iterdir())


def test_a_meeting_keeps_its_own_poster(stage):
    recorded(stage)
    shown = PACKS / "buurttuin"
    page = (export(stage, "--scene", shown) / PAGE).read_text(encoding="utf-8")
    assert 'alt="Een huis' in page and "Samen bouwen aan meedoen" in page, "the poster of the meeting is not in its page"
    # A pack that lies beside the one that is shown, in a folder that is not called after it.
    pack_with(stage, PLAIN, "zomaar", "van-elders")
    other = pack_with(stage, PLAIN, "getoond", "getoond")
    recorded(stage, session="2026-11-24-houten-8g4m", scene="van-elders")
    folder = export(stage, "--scene", other, session="2026-11-24-houten-8g4m", folder="beside")
    assert 'alt="Een huis' in next(folder.glob("*webpagina.html")).read_text(encoding="utf-8"), "nor that of a pack beside it"
    done = stage.run("compare", SESSION, "--scene", shown, "-o", stage.home / "side")
    assert done.code == 0 and not done.err, done.err
    assert "<image" in (stage.home / "side" / "praatplaat-compare.html").read_text(encoding="utf-8")


def test_compare_speaks_what_export_speaks(stage):
    recorded(stage)
    for command in ("export", "compare"):
        expect(stage.run(command, SESSION, "--lang", "xx", "-o", stage.home / "none"), 2, "^praatplaat: --lang xx is not known: choose from nl, en")
    assert not (stage.home / "none").exists()
    done = stage.run("compare", SESSION, "--lang", "en", "-o", stage.home / "en")
    assert done.code == 0 and not done.err, done.err
    assert "<html lang=\"en\"" in (stage.home / "en" / "praatplaat-compare.html").read_text(encoding="utf-8")
    assert "The three-way conversation" in text_of(stage.home / "en" / "praatplaat-compare.pdf")
