"""What the screen says while a meeting cannot be saved, and going to another folder: one clear sentence
for each fault, and a disk that does not answer holds up nobody.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import CHOOSE, PREPARE, Box, node  # noqa: E402
from parallel import each  # noqa: E402
from stage import limit  # noqa: E402

SAVING = "write,fdatasync,fsync"
# errno, and what a facilitator reads of it.
FAULTS = [
    ("the disk is full", 28, "De schijf is vol. Haal er iets af, of bewaar in een andere map."),
    ("the quota is used up", 122, "De schijf is vol. Haal er iets af, of bewaar in een andere map."),
    ("it can only be read", 30, "Op deze schijf kan niet worden geschreven. Bewaar in een andere map."),
    ("no permission", 13, "Dit programma mag niet schrijven in de map voor gegevens. "
                          "Bewaar in een andere map."),
    ("the stick is gone", 19, "De map voor gegevens is er niet meer. Doe de schijf of de stick er weer in, "
                              "of bewaar in een andere map."),
    ("input/output error", 5, "De schijf geeft fouten. Bewaar in een andere map en laat naar deze schijf "
                              "kijken."),
    ("something else", 105, "Bewaren lukt niet. Bewaar in een andere map."),
]


def labels(view):
    return [n["label"] for n in view["nodes"] if n.get("label")]


@limit(900)
def test_each_fault_has_its_sentence(stage):
    sentences = {fault[2] for fault in FAULTS}

    def said(fault):
        _, number, sentence = fault
        with Box(stage.binary) as box:
            run = box.start(PREPARE + ["step.next"], ends=False, faults={"ops": SAVING})
            # Its first step too: how many calls came before it differs from run to run.
            run.until("a meeting", lambda v: v["session"] and v["saved"] and v["screen"] == "poster")
            begun = run.calls
            run.kill()
        with Box(stage.binary) as box:
            run = box.start(PREPARE + CHOOSE + ["saved"], ends=False, faults={
                "kind": "error", "ops": SAVING, "at": begun + 1, "errno": number, "count": 0})
            view = run.until("the sheet that says why", lambda v: node(v, "save.sheet"))
            there = sentences & set(labels(view))
            assert there == {sentence}, f"it says {there or labels(view)}"
            assert view["saved"] is False and node(view, "save.folder.0"), "no other folder is offered"
            run.heal()
            run.until("all of it saved", lambda v: v["saved"])
            run.kill()
    each("sentences of faults", FAULTS, said)


@limit(300)
def test_another_folder_that_hangs_holds_up_nobody(stage):
    """The folder is gone; the one chosen then does not answer for long. The group goes on meanwhile, and
    when it answers, everything is there."""
    steps = PREPARE + ["+1500"] + CHOOSE + ["saved"]
    folders = []
    for attempt in range(2):
        with Box(stage.binary) as box:
            own = box.home / "praatplaat"
            tail = [f"save.folder.{folders[0]}", "drawer.open"] if attempt else []
            run = box.start(steps + tail, ends=False, env={"PP_FAULT_UNDER": str(own)},
                            faults={"kind": "slow", "ops": "fsync", "at": 1, "count": 1})
            run.until("a meeting", lambda v: v["session"] and v["saved"])
            (box.data / "sessions").rename(box.root / "elsewhere")
            (box.data / "sessions").write_text("in the way", encoding="utf-8")
            view = run.until("the sheet", lambda v: node(v, "save.sheet") or node(v, "drawer"))
            if not attempt:
                # Which button it is depends on what is mounted here.
                folders = [n["id"].split(".")[-1] for n in view["nodes"]
                           if n["id"].startswith("save.folder.") and n["label"] == "Eigen map"]
                assert folders, labels(view)
                run.kill()
                continue
            view = run.until("the drawer, beside a disk that hangs",
                             lambda v: node(v, "drawer.stop") and not node(v, "save.sheet"))
            assert run.hits == 1, "the other folder was not slow"
            assert view["saved"] is False
            run.heal()
            view = run.until("all of it saved", lambda v: v["saved"])
            run.kill()
            session = next((own / "sessions").iterdir())
            assert box.show(session)["last_seq"] >= view["events"]


@limit(100)
def test_settings_that_could_not_be_read_stay(stage):
    """The first read fails once: what is set on the screen holds for this run, and that is said, once."""
    with Box(stage.binary) as box:
        settings = box.data / "settings.json"
        settings.write_text('{"kiosk": true, "volume": 5}', encoding="utf-8")
        settings.chmod(0o600)
        before = settings.read_bytes()
        run = box.start(["lang"], ends=False, faults={"kind": "error", "ops": "read", "at": 1, "count": 1,
                                                      "errno": 5})
        view = run.until("a toast", lambda v: any(n["id"].startswith("toast.") for n in v["nodes"]))
        assert run.hits == 1 and any("settings could not be read" in label for label in labels(view)), \
            labels(view)
        run.kill()
        assert settings.read_bytes() == before
        assert sorted(path.name for path in box.data.glob("settings*")) == ["settings.json"]
        lines = [line for line in run.err.splitlines() if "settings" in line]
        assert len(lines) == 2 and "left as they are" in lines[0], run.err
        # At the next start it is what it was: a public place, where nothing that is chosen is kept.
        run = box.start(["lang"], ends=False)
        run.until("another language", lambda v: "Nederlands" in labels(v))
        run.kill()
        assert settings.read_bytes() == before and not run.err, run.err
