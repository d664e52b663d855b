"""Meetings compared: figures that another calculation gives too, copies that do not count twice, a
faulty one that costs the others nothing, sticks, the heat map by finger, and a cancel that works."""
import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import pathlib

import recording
from group import Group
from stage import limit, size
from test_commands import expect
from test_export import data, everything, text_of

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from many_sessions import make  # noqa: E402

PACKS = pathlib.Path(__file__).resolve().parent.parent.parent / "scenes"
FIRST, SECOND, OTHER = "2026-11-23-houten-7f3k", "2026-12-10-houten-aaaa", "2026-10-10-woerden-aaaa"


def three(folder):
    recording.full_meeting().save(folder)
    recording.full_meeting(session=SECOND, day="2026-12-10", previous=FIRST).save(folder)
    recording.full_meeting(session=OTHER, place="Woerden", group="Team Werk", day="2026-10-10").save(folder)


def compare(stage, *names, formats="json", out="side"):
    done = stage.run("compare", *names, "-f", formats, "-o", stage.home / out)
    assert done.code == 0, done.err
    return stage.home / out, done


def cuts(folder):
    return json.loads((folder / "praatplaat-compare.json").read_text(encoding="utf-8"))["cuts"]


def votes_of(path):
    """The last scale of every assignment, straight from the record: (assignment, role, answer)."""
    agenda, rounds = {}, {}
    roles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        kind, fields = event.get("type"), event.get("data")
        if kind == "session.create":
            roles = fields["ids"]
        elif kind == "agenda.add" and fields["kind"] == "work":
            agenda[fields["item"]] = fields["scene"]
        elif kind == "round.open":
            rounds[fields["round"]] = dict(item=fields["item"], kind=fields["kind"], votes=[], seen=False, stays=False)
        elif kind == "ballot.cast":
            rounds[fields["round"]]["votes"].append((fields["role"], fields["list"]))
        elif kind == "round.reveal":
            rounds[fields["round"]]["seen"] = True
        elif kind == "stays.here" and fields["kind"] == "round":
            rounds[fields["index"]]["stays"] = True
    last = {}
    for number in sorted(rounds):
        vote = rounds[number]
        if vote["kind"] == "scale" and vote["seen"] and not vote["stays"] and vote["item"] in agenda:
            last[agenda[vote["item"]]] = vote["votes"]
    for assignment, votes in last.items():
        for role, values in votes:
            yield assignment, roles[role], values[0]


def test_the_figures_are_those_of_another_calculation(stage):
    folder = stage.home / "many"
    make(folder, 60, seed=5)
    side, _ = compare(stage, folder, formats="json,csv")
    base = sqlite3.connect(":memory:")
    base.execute("create table vote (place text, block text, role text, answer int)")
    blocks = {"eerste-driehoeksgesprek": "driehoek", "luister-eerst": "regie"}
    for record in sorted((folder / "sessions").iterdir()):
        events = (record / "events.jsonl").read_text(encoding="utf-8")
        place = json.loads(events.splitlines()[1])["data"]["place"]
        base.executemany("insert into vote values (?, ?, ?, ?)",
                         [(place, blocks[a], role, n) for a, role, n in votes_of(record / "events.jsonl")])
    told = {(c["place"], c["block"]): c for c in cuts(side) if c["role"] is None and c["period"] is None}
    rows = base.execute("select place, block, count(*), avg(answer), sum(answer * answer) * 1.0 / count(*) "
                        "from vote group by place, block union all select null, block, count(*), avg(answer), "
                        "sum(answer * answer) * 1.0 / count(*) from vote group by block").fetchall()
    assert len(rows) > 40, len(rows)
    for place, block, n, mean, squares in rows:
        cut = told[place, block]
        assert cut["n"] == n, (place, block, cut, n)
        assert abs(cut["mean"] - mean) < 0.0006, (cut, mean)
        assert abs(cut["spread"] - max(0, squares - mean * mean) ** 0.5 / 2) < 0.0006, (cut, squares)
    # The spreadsheet says the same, and of roles nothing that three people did not say.
    text = (side / "praatplaat-compare-figures.csv").read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(text.splitlines(), delimiter=";"))
    sums = {row["Bouwsteen"]: int(row["n"]) for row in table
            if (row["Gemeente"], row["Periode"], row["Rol"]) == ("Alle gemeenten", "Alle tijd", "Iedereen")}
    assert sums["Het driehoeksgesprek"] == base.execute("select count(*) from vote where block = 'driehoek'").fetchone()[0]
    of_roles = [int(row["n"]) for row in table if row["Rol"] != "Iedereen" and int(row["n"]) > 0]
    assert of_roles and min(of_roles) >= 3, min(of_roles)


def test_copies_count_once_and_a_faulty_one_is_said(stage):
    three(data(stage))
    stick = stage.home / "stick"
    shutil.copytree(data(stage) / "sessions" / FIRST, stick / "zuid" / "kopie van iemand")
    done = stage.run("export", OTHER, "-f", "json", "-o", stick / "woerden")
    assert done.code == 0, done.err
    bad = stick / "kapot" / "2026-01-01-kapot-aaaa"
    bad.mkdir(parents=True)
    (bad / "events.jsonl").write_text("dit is geen verslag\n", encoding="utf-8")
    side, done = compare(stage, data(stage), stick)
    assert "2026-01-01-kapot-aaaa" in done.err and len(done.err.splitlines()) == 1, done.err
    found = json.loads((side / "praatplaat-compare.json").read_text(encoding="utf-8"))
    assert [s["id"] for s in found["sessions"]] == [OTHER, FIRST, SECOND]
    talk = next(c for c in found["cuts"] if c["block"] == "driehoek" and not (c["place"] or c["role"] or c["period"]))
    assert (talk["n"], talk["sessions"], talk["dots"], talk["dots_n"]) == (36, 3, 48, 36), talk


def test_what_left_the_room_compares_as_the_record_does(stage):
    three(data(stage))
    for name in (FIRST, OTHER):
        assert stage.run("export", name, "-f", "json", "-o", stage.home / "stick" / name).code == 0
    whole, _ = compare(stage, FIRST, OTHER, out="whole")
    told, _ = compare(stage, stage.home / "stick", out="told")
    totals = [[(c["block"], c["n"], c["mean"], c["dots"]) for c in cuts(side)
               if not (c["place"] or c["role"] or c["period"])] for side in (whole, told)]
    assert totals[0] == totals[1], totals


def test_every_format_and_the_words_of_a_difference(stage):
    three(data(stage))
    side, _ = compare(stage, data(stage), formats="pdf,html,xlsx,csv,json")
    texts = everything(side)
    assert "Woerden" in texts["praatplaat-compare.pdf"] and "Inwoner" in texts["praatplaat-compare.html"]
    sentence = re.compile(r"Sociaal team 4,0 · Inwoner 1,7 · n\s=\s15\sen\s9")
    for name in ("praatplaat-compare.html", "praatplaat-compare.pdf"):
        assert sentence.search(re.sub(r"\s+", " ", texts[name])), name
    for name, text in texts.items():
        assert "BLIJFT-HIER" not in text and "WEGGEHAALD" not in text, name
        assert "Bestuurder" not in text, f"one person of a role stands apart in {name}"
    assert "3 bijeenkomsten" in text_of(side / "praatplaat-compare.pdf")


def test_refusals(stage):
    three(data(stage))
    expect(stage.run("compare", "2026-01-01-nergens-aaaa"), 1, "2026-01-01-nergens-aaaa")
    (stage.home / "leeg").mkdir()
    expect(stage.run("compare", stage.home / "leeg"), 1, "leeg")
    expect(stage.run("compare", FIRST, "-f", "png"), 2, "xlsx")


@size(1920, 1080)
def test_the_poster_tells_the_results(stage):
    three(data(stage))
    program = stage.start()
    program.wait_screen("poster")
    program.expect("results.show", screen="results", node="results.title")
    program.wait_node("figure.driehoek", value="3,3 · n = 36")
    program.expect("results.chosen", node="figure.driehoek")
    program.wait_node("figure.driehoek", value="48 · n = 36")
    program.tap("results.rated")
    program.tap("results.for.inwoner")
    program.wait_node("figure.driehoek", value="1,7 · n = 9")
    program.tap("results.for.bestuur")
    program.wait_gone("figure.driehoek")
    program.tap("results.for.everybody")
    program.expect("zone.driehoek", node="results.block")
    assert re.fullmatch(r"Sociaal team 4,0 · Inwoner 1,7 · n\s=\s15\sen\s9", program.wait_node("results.differ").label)
    program.wait_node("results.bar.4", value="12")
    program.wait_node(f"trend.{SECOND}", value="3,3 (n = 12)")
    program.tap("results.block.close")
    program.wait_gone("results.block")
    program.expect("results.beside", node="left.figure.driehoek")
    assert {program.wait_node(f"{s}.figure.driehoek").value for s in ("left", "right")} == {"3,3 · n = 24", "3,3 · n = 12"}
    program.tap("home")
    program.wait_screen("poster")


@size(1920, 1080)
def test_a_stick_is_taken_in_once_and_a_chain_is_drawn(stage):
    three(stage.home / "stick" / "machine")
    make(data(stage), 1, seed=3)
    program = stage.start(env={"PRAATPLAAT_STICK": str(stage.home / "stick")})
    program.wait_screen("poster")
    program.expect("menu.open", screen="sessions", node="sessions.import")
    program.tap("sessions.import")
    program.wait_node(f"chain.{SECOND}", value="2")
    assert sorted(p.name for p in (data(stage) / "imported").iterdir()) == sorted([FIRST, SECOND, OTHER])
    program.wait_resting()
    program.tap("sessions.import")
    program.wait("a toast that all was here", lambda: any("hier al" in n.label for n in program.nodes("toast.")))
    program.expect("sessions.choose", node="sessions.compare")
    program.tap(f"session.choose.{FIRST}")
    program.tap(f"session.choose.{SECOND}")
    program.expect("sessions.compare", screen="results", node="results.title")
    program.wait_node("figure.driehoek", value="3,3 · n = 24")
    # Back leads to the list that they were chosen in, not away from it.
    program.expect("back", screen="sessions", node=f"chain.{SECOND}")
    program.expect("back", screen="poster")
    program.expect("results.show", screen="results", node="results.title")
    program.expect("back", screen="poster")
    assert "3" in stage.run("sessions").out and "imported" in stage.run("sessions").out
    assert stage.run("delete", OTHER, "--yes").code == 0
    assert not (data(stage) / "imported" / OTHER).exists()


@size(1280, 720)
def test_reading_is_stopped_by_a_finger(stage):
    make(data(stage), 1500, seed=2)
    program = stage.start()
    program.wait_screen("poster")
    program.tap("results.show")
    program.wait_screen("results")
    stop = program.find("results.stop")
    if stop:  # a fast machine may have read them all
        program.tap("results.stop")
        program.wait_node("results.again")
        program.tap("results.again")
    program.wait_node("results.title")
    assert any("1500" in n.label for n in program.nodes()), "not all of them were read"


@size(1920, 1080)
def test_a_meeting_goes_on_from_the_one_before(stage):
    recording.full_meeting().save(data(stage))
    r = recording.Recording(session=SECOND, day="2026-12-10", previous=FIRST)
    r.go(r.item("followup", "Terugblik"))
    r.add("session.pause")
    r.save(data(stage))
    program = stage.start()
    program.wait_screen("poster")
    program.tap("session.resume")
    program.wait_screen("followup")
    program.wait_node("followup.stuck.1")
    program.tap("followup.done.1")
    program.wait_node("followup.done.1", selected=True)
    program.tap("followup.stuck.2")
    program.wait_node("followup.obstacle.2")
    program.wait_saved()
    program.close()
    state = stage.session(data(stage) / "sessions" / SECOND)
    assert [a["state"] for a in state["agreements"]] == ["done", "stuck", "open"], state["agreements"]
    assert all(a["previous"] == FIRST for a in state["agreements"])
    listed = json.loads(stage.run("sessions", "--json").out)
    assert {s["id"]: s["previous"] for s in listed} == {FIRST: None, SECOND: FIRST}


@size(1920, 1080)
@limit(200)
def test_a_meeting_that_follows_knows_its_group(stage):
    """The group's name and its numbers come along, until somebody types or counts otherwise."""
    recording.full_meeting().save(data(stage))
    group = Group(stage.start())
    program = group.program
    program.wait_screen("poster")
    group.tap("session.new")
    program.wait_node("programme.vervolg")
    usual = group.value("people.bestuur")
    group.tap("programme.vervolg")
    program.wait_node("group", value="Werkgroep Samen aan tafel")
    came = {name: group.value(f"people.{name}") for name, *_ in recording.ROLES}
    assert came == {name: str(people) for name, _, people in recording.ROLES}, came
    group.look()
    group.tap("previous.no")
    program.wait_node("group", value="")
    assert group.value("people.bestuur") == usual
    # Counted and typed by hand: that stays, whatever meeting is chosen.
    group.tap("people.bestuur.more", "group")
    program.type("Nieuwe groep")
    group.tap("key.hide")
    program.wait_gone("keyboard")
    group.tap("previous.0")
    program.wait_node("previous.0", selected=True)
    assert group.value("group") == "Nieuwe groep" and group.value("people.bestuur") == str(int(usual) + 1)
    group.tap("step.next")
    program.wait_screen("welcome")
    program.wait_saved()
    program.close()
    made = stage.session(next(path for path in stage.sessions if path.name != FIRST))
    assert (made["group"], made["previous"]) == ("Nieuwe groep", FIRST), made["group"]


def test_meetings_that_follow_are_told_in_every_report(stage):
    folder = stage.home / "three"
    three(folder)
    out, _ = compare(stage, folder, formats="html,pdf,csv")
    row = "Houten, Werkgroep Samen aan tafel: 23 november 2026, 10 december 2026 · 2 afspraken staan open"
    page = (out / "praatplaat-compare.html").read_text(encoding="utf-8")
    assert f"<li>{row}</li>" in page
    assert "Woerden, Team Werk" not in page, "a meeting by itself follows nothing"
    told = subprocess.run(["pdftotext", str(out / "praatplaat-compare.pdf"), "-"], check=True, capture_output=True,
                          text=True).stdout
    assert row in " ".join(told.split()), told
    table = (out / "praatplaat-compare-meetings.csv").read_text(encoding="utf-8-sig")
    assert FIRST in table and SECOND in table


@size(1920, 1080)
def test_a_question_of_the_meeting_before_is_asked_again(stage):
    """Then and now stand beside each other, and both are in the record."""
    before = recording.full_meeting()
    before.save(data(stage))
    r = recording.Recording(session=SECOND, day="2026-12-10", previous=FIRST)
    r.go(r.item("followup", "Terugblik"))
    r.add("session.pause")
    r.save(data(stage))
    group = Group(stage.start())
    program = group.program
    program.wait_screen("poster")
    program.tap("session.resume")
    program.wait_screen("followup")
    program.wait_node("followup.again")
    ask = next(n.id for n in program.nodes("followup.ask."))
    group.tap(ask)
    program.wait_node("method.hands")
    title = program.wait_node("vote.title").label
    group.tap("method.hands", "hands.4.more", "hands.4.more", "hands.3.more")
    group.reveal()
    program.wait_node("result.n")
    program.wait_node("result.n.before")
    group.tap("followup.asked")
    then = program.wait_node(ask.replace("ask", "then"))
    assert "n = 3" in then.label and "n = 12" in then.label, then.label
    program.wait_saved()
    program.close()
    again = stage.session(data(stage) / "sessions" / SECOND)["rounds"]
    asked = [fields["text"] for happening, _, fields in before.events if happening == "round.open"]
    assert len(again) == 1 and again[0]["question"] in asked, again
    assert title == again[0]["question"], title


@size(1920, 1080)
def test_then_and_now_in_another_language(stage):
    """The same step of the same assignment, once in Dutch and once in English; with the ballot's words."""
    def meeting(session, lang, question, answers, **how):
        r = recording.Recording(session=session, lang=lang, **how)
        work = r.item("work", "Het eerste gesprek", "eerste-driehoeksgesprek", 6)
        r.go(work, 4)
        r.vote(work, 4, "fist", question, [(-1, [answer]) for answer in answers])
        return r
    before = meeting(FIRST, "nl", "Durven we het met dit plan aan?", (3, 4, 5))
    before.add("session.close")
    before.save(data(stage))
    now = meeting(SECOND, "en", "Do we dare to go on with this plan?", (4, 4), day="2026-12-10", previous=FIRST)
    now.add("session.pause")
    now.save(data(stage))
    program = stage.start("--lang", "en")
    program.wait_screen("poster")
    program.tap("session.resume")
    program.wait_node("result.n.before", label="Last meeting · n = 3 ballots · mean 4.0")
    program.wait_node("result.n", label="Now · n = 2 ballots · mean 4.0")
    program.wait_node("bar.4", value="2 (1)")
    program.wait_node("bar.3.word", label="I can live with it")
    program.close()


def test_a_photograph_is_a_poster_too(stage):
    """The comparison's PDF has the picture of a pack whose poster is a PNG."""
    folder = stage.home / "one"
    recording.full_meeting(scene="buurttuin").save(folder)
    out, _ = compare(stage, folder, "--scene", PACKS / "buurttuin", formats="pdf")
    listed = subprocess.run(["pdfimages", "-list", str(out / "praatplaat-compare.pdf")], check=True, capture_output=True,
                            text=True).stdout.splitlines()[2:]
    assert any(int(line.split()[3]) > 1000 for line in listed), listed
