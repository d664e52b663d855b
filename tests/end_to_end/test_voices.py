"""Reading aloud, simple mode, and a language that the program has never heard of."""
import array
import json
import os
import pathlib
import subprocess

import kiosk
from group import Group
from stage import Skip, limit, size

# The share folder of tests/languages/make_pseudo.py, beside the program that is tested.
def pseudo_share(stage):
    share = stage.binary.parent / "pseudo-share"
    if not share.is_dir():
        raise Skip("the pseudo-language was not made: build the target pseudo_language")
    return share


def helper(stage):
    path = stage.binary.parent / "praatplaat-speak"
    if not path.exists():
        raise Skip("praatplaat-speak was not built: install libespeak-ng-dev")
    return path


def spoken(stage, lang, sentences, speed=400):
    """What the helper said of its progress, and the samples that it gave to the sound device."""
    sound = stage.home / f"{lang}.raw"
    env = dict(os.environ, SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=str(sound), SDL_DISKAUDIODELAY="1")
    told = subprocess.run([helper(stage), lang, str(speed), "80"], input="".join(s + "\n" for s in sentences),
                          capture_output=True, text=True, env=env, timeout=60)
    return told, array.array("h", sound.read_bytes() if sound.exists() else b"")


def loud(samples):
    return [s for s in samples if abs(s) > 300]


def test_sentences_become_sound_in_their_language(stage):
    sentences = ["Een huis.", "Waar doen we dit voor, en wie doet er mee?"]
    told, dutch = spoken(stage, "nl", sentences)
    assert told.returncode == 0 and told.stdout.split() == ["0", "1", "end"], told
    assert len(loud(dutch)) > 2000, "nothing was said"
    told, english = spoken(stage, "en", sentences)
    assert told.returncode == 0
    assert len(loud(english)) > 2000
    assert loud(dutch)[:4000] != loud(english)[:4000], "both languages sound the same"
    _, shorter = spoken(stage, "nl", sentences[:1])
    assert 0 < len(loud(shorter)) < len(loud(dutch)), "the second sentence was not said"
    told, _ = spoken(stage, "qps", sentences)
    assert told.returncode == 4, "a voice for a language that has none"


def test_no_device_is_said(stage):
    env = dict(os.environ, SDL_AUDIODRIVER="no-such-driver")
    told = subprocess.run([helper(stage), "nl", "150", "80"], input="Hoi.\n", capture_output=True, text=True, env=env)
    assert told.returncode == 3 and told.stdout == "", told


def speakers(program):
    """Processes that read aloud for this program."""
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = status.read_text().rsplit(")", 1)
        except OSError:
            continue
        if "praatplaat-spea" in name and rest.split()[1] == str(program.process.pid) and rest.split()[0] != "Z":
            found.append(int(status.parent.name))
    return found


def sentence(program):
    return (program.state().get("reading") or {}).get("sentence")


@size(1280, 720)
@limit(150)
def test_reading_follows_the_voice_and_any_touch_stops_it(stage):
    helper(stage)
    program = stage.start("--lang", "nl", env={"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(stage.home / "out.raw")}, patience=40)
    program.wait_screen("poster")
    assert not speakers(program), "sound is open though nobody asked"
    program.expect("zone.bedoeling", screen="block")
    program.wait_resting()
    program.tap("read.aloud")
    program.wait("the first sentence", lambda: sentence(program))
    first = sentence(program)
    on_screen = [node["label"] or "" for node in program.state()["nodes"]]
    assert any(first in text for text in on_screen), f"{first!r} is not on the screen"
    assert program.state()["reading"]["lang"] == "nl"
    program.wait("the next sentence", lambda: sentence(program) not in (None, first), timeout=30)
    assert len(speakers(program)) == 1
    program.wait("sound", lambda: (stage.home / "out.raw").stat().st_size > 0)
    # A touch beside every text: it is silent, and nothing else happened.
    x, y, _, height = program.find("block.close").rect
    finger = stage.screen.down(x - 12, y + height / 2)
    program.wait("silence while the finger is still down", lambda: sentence(program) is None and not speakers(program))
    finger.up()
    program.wait_resting()
    assert program.state()["screen"] == "block" and sentence(program) is None and not speakers(program)
    # The button stops as well, and does not begin anew by the same tap.
    program.tap("read.aloud")
    program.wait("a sentence", lambda: sentence(program))
    program.tap("read.aloud")
    program.wait("silence", lambda: sentence(program) is None and not speakers(program))
    program.wait_node("read.aloud", label="Voorlezen")


def sound(stage):
    return {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(stage.home / "out.raw")}


@size(1280, 720)
@limit(200)
def test_a_tap_on_a_text_reads_from_there(stage):
    helper(stage)
    program = stage.start("--lang", "nl", env=sound(stage), patience=40)
    program.wait_screen("poster")
    program.expect("zone.driehoek", screen="block")
    program.wait_resting("block.lead")
    program.tap("read.aloud")
    first = program.wait("the first sentence", lambda: sentence(program))
    # The last text of the panel's first page, in its last line: not the beginning of that text.
    texts = [n for n in program.nodes("block.text") if n.role in ("text", "paragraph")]
    text = max(texts, key=lambda n: len(n.label or ""))
    x, y, width, height = text.rect
    place = x + 20, y + height - 6
    finger = stage.screen.down(*place)
    program.wait("silence at the touch", lambda: sentence(program) is None and not speakers(program))
    finger.up()
    there = program.wait("a sentence", lambda: sentence(program))
    assert there in text.label and there != first, (there, text.label)
    assert not text.label.startswith(there), "it began at the top of the text"
    # What follows is what stands after it; a finger that scrolls starts nothing.
    program.wait("the next sentence", lambda: sentence(program) not in (None, there), timeout=40)
    stage.screen.drag(x + 20, y + 40, x + 20, y - 60, 0.2, 0.2)
    program.wait("silence", lambda: sentence(program) is None and not speakers(program))
    program.wait_resting()
    assert sentence(program) is None, "scrolling began to read"
    # Where nothing is read a tap on a text does nothing; nor to what lies under the panel.
    before = program.find("block.title").label
    panel = program.find("block").rect
    for part in range(1, 8):
        for down in (6, 60):
            stage.screen.tap(panel[0] + panel[2] * part / 10, panel[1] + down)
        program.wait_resting()
        assert program.find("block.title").label == before, "a tap went through the panel"
    assert sentence(program) is None and not speakers(program)


def speaks_as(program):
    """Language, words a minute and loudness of the voice that reads now."""
    pids = speakers(program)
    if not pids:
        return None
    try:
        return tuple(pathlib.Path(f"/proc/{pids[0]}/cmdline").read_bytes().decode().split("\0")[1:4])
    except OSError:
        return None


@size(1280, 720)
@limit(200)
def test_a_visitor_sets_speed_and_volume_for_this_visit(stage):
    helper(stage)
    program, clock = kiosk.start(stage, env=sound(stage))
    program.wait_node("zone.bedoeling")
    group = Group(program)
    program.tap("text.open")
    program.wait_node("speed.100", selected=True)
    program.wait_node("volume.70", selected=True)
    group.tap("speed.130", "volume.100")
    program.wait_node("speed.130", selected=True)
    program.wait_node("volume.100", selected=True)
    group.look()
    group.tap("sheet.close")
    program.wait_gone("text.sheet")
    program.tap("read.aloud")
    program.wait("a quick, loud voice", lambda: speaks_as(program) == ("nl", "195", "100"))
    program.tap("read.aloud")
    program.wait("silence", lambda: not speakers(program))
    clock.leap(61)
    program.wait_node("idle.stay")
    clock.leap(30)
    program.wait_gone("idle.stay")
    program.wait_resting("read.aloud")
    program.tap("read.aloud")
    program.wait("the usual voice", lambda: speaks_as(program) == ("nl", "150", "70"))
    assert not (stage.home / "data" / "praatplaat" / "settings.json").exists()


@size(1280, 720)
def test_without_sound_there_is_no_button(stage):
    if pathlib.Path("/dev/snd").exists():
        raise Skip("this machine has a sound card")
    program = stage.start("--lang", "nl", env={"SDL_AUDIODRIVER": ""}, patience=40)
    program.wait_screen("poster")
    assert not program.find("read.aloud")


@size(1280, 720)
@limit(150)
def test_simple_mode_shows_one_thing_at_a_time(stage):
    program = stage.start("--lang", "nl", patience=40)
    program.wait_screen("poster")
    program.tap("text.open")
    program.wait_node("simple")
    program.tap("simple")
    program.tap("sheet.close")
    program.wait_gone("text.sheet")
    program.expect("zone.bedoeling", screen="block")
    program.wait_node("block.simple.text")
    program.wait_node("block.simple.next")
    program.wait_resting()
    assert not program.find("block.lead") and not program.find("block.more")
    seen = []
    while True:
        seen.append(program.find("block.simple.text").label)
        if not program.find("block.simple.next").enabled:
            break
        program.tap("block.simple.next")
        program.wait("the next card", lambda: program.find("block.simple.text").label != seen[-1])
    assert len(seen) == 4 and len(set(seen)) == 4, seen
    program.tap("block.simple.previous")
    program.wait("the card before", lambda: program.find("block.simple.text").label == seen[-2])
    program.tap("lang")
    program.wait("English", lambda: program.find("block.simple.text").label != seen[-2])


@size(1280, 720)
@limit(200)
def test_turns_and_goals_are_simple_too(stage):
    group = Group(stage.start("--lang", "nl", patience=40))
    program = group.program
    pack = json.loads((stage.binary.parent / "share/praatplaat/scenes/integraal-werken/scene.json").read_text("utf-8"))
    work = next(a for a in pack["assignments"] if a["id"] == "maak-kennis")
    turns = next(s["turns"] for s in work["steps"] if s["kind"] == "gesprek")
    group.prepare("", people=())
    group.next("poster")
    group.tap("step.next", "choose.direct")
    program.wait_node("order.title")
    assert work["goal"]["nl"] in group.words()
    group.tap("text.open", "simple", "sheet.close")
    program.wait_gone("text.sheet")
    group.reach("pick.maak-kennis")
    assert work["simple"]["nl"] in group.words() and work["goal"]["nl"] not in group.words()
    group.tap("pick.maak-kennis")
    program.wait_node("pick.maak-kennis.remove")
    group.next("think")
    group.next("talk")
    for turn in turns:
        program.tap("turn.next")
        program.wait_node("turn.question", label=turn["simple"]["nl"])
        group.look()


@size(1280, 720)
def test_the_keyboard_speaks_the_language_that_is_set(stage):
    program = stage.start("--lang", "nl", patience=40)
    program.wait_screen("poster")
    program.tap("session.new")
    program.tap("place")
    program.wait_node("key.backspace", label="Wissen")
    program.tap("key.hide")
    program.wait_gone("keyboard")
    program.tap("lang")
    program.wait_node("text.open", label="Text")
    program.tap("place")
    for key, word in (("backspace", "Erase"), ("shift", "Capital"), ("space", "Space"), ("hide", "Hide the keyboard")):
        program.wait_node(f"key.{key}", label=word)
    program.tap("key.a")
    program.wait_node("place", value="A")


@size(1920, 1080)
@limit(150)
def test_a_third_language_by_a_catalogue_and_texts_alone(stage):
    program = stage.start("--lang", "nl", env={"PRAATPLAAT_SHARE": str(pseudo_share(stage))}, patience=40)
    program.wait_screen("poster")
    program.tap("lang")  # three languages: a list, each by its own name
    for code, name in (("nl", "Nederlands"), ("en", "English"), ("qps", "Pšéüdó")):
        program.wait_node(f"lang.{code}", label=name)
    program.tap("lang.qps")
    program.wait_gone("lang.sheet")
    program.wait("texts in the third language", lambda: program.find("text.open").label.startswith("⟦"))
    program.expect("zone.bedoeling", screen="block")
    assert program.find("block.title").label.startswith("⟦"), "the pack's own text does not show"
    program.close()
    # It was kept, and is forgiven when the catalogue has gone.
    program = stage.start(env={"PRAATPLAAT_SHARE": str(pseudo_share(stage))}, patience=40)
    program.wait_screen("poster")
    assert program.find("text.open").label.startswith("⟦")
    program.close()
    program = stage.start(patience=40)
    program.wait_screen("poster")
    program.wait_node("text.open", label="Tekst")
    refused = stage.run("--lang", "qps")
    assert refused.code == 2 and "choose from nl, en" in refused.err, refused
