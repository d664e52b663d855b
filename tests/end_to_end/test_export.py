"""What leaves the room: files that are whole or not there, that hold what the group made and nothing
that was to stay."""
import json
import os
import re
import shutil
import subprocess
import zipfile
import xml.etree.ElementTree as ElementTree

import recording
from program import Failed, environment
from stage import limit
from test_commands import expect

SESSION = "2026-11-23-houten-7f3k"
STEM = "2026-11-23 Houten - Werkgroep Samen aan tafel"
ENDINGS = [f" - {what}" for what in ("samenvatting.pdf", "verslag.pdf", "webpagina.html", "tabellen.xlsx", "praatplaat.png",
                                     "overzicht.csv", "stemmen.csv", "briefjes.csv", "afspraken.csv", "gegevens.json")]
PDF, SHORT, PAGE, BOOK = (STEM + f" - {what}" for what in ("verslag.pdf", "samenvatting.pdf", "webpagina.html", "tabellen.xlsx"))
SECRETS = ["BLIJFT-HIER", "WEGGEHAALD", "BLIJFT-DICHT"]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def data(stage):
    return stage.home / "data" / "praatplaat"


def recorded(stage, **how):
    meeting = recording.full_meeting(**how)
    meeting.save(data(stage))
    return meeting


def export(stage, *args, session=SESSION, folder="out"):
    done = stage.run("export", session, "-o", stage.home / folder, *args)
    if done.code != 0 or done.err:
        raise Failed(f"exit status {done.code}: {done.err}")
    return stage.home / folder


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def cells(xlsx):
    """Of every cell: its sheet, place, kind and text. Shared strings are looked up."""
    with zipfile.ZipFile(xlsx) as book:
        shared = ["".join(t.text or "" for t in item.iter(f"{SHEET}t"))
                  for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
            for cell in ElementTree.fromstring(book.read(name)).iter(f"{SHEET}c"):
                value = cell.find(f"{SHEET}v")
                text = value.text if value is not None else None
                yield name, cell.get("r"), "f" if cell.find(f"{SHEET}f") is not None else cell.get("t"), \
                    shared[int(text)] if cell.get("t") == "s" else text


def everything(folder):
    """All text in all files that can be read as text."""
    found = {}
    for path in folder.iterdir():
        if path.suffix == ".pdf":
            found[path.name] = text_of(path)
        elif path.suffix == ".xlsx":
            found[path.name] = "\n".join(str(cell[3]) for cell in cells(path))
        elif path.suffix != ".png":
            found[path.name] = path.read_text(encoding="utf-8")
    return found


def test_all_formats_and_nothing_that_stays(stage):
    recorded(stage)
    before = (data(stage) / "sessions" / SESSION / "events.jsonl").read_bytes()
    folder = export(stage)
    assert sorted(p.name for p in folder.iterdir()) == sorted(STEM + ending for ending in ENDINGS)
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, f"{path.name}: {path.stat().st_mode:o}"
    texts = everything(folder)
    for name, text in texts.items():
        for secret in SECRETS:
            assert secret not in text, f"{secret} left the room in {name}"
    for ending in ENDINGS[1:4] + [" - gegevens.json", " - briefjes.csv"]:
        assert "Wie belt er na afloop?" in texts[STEM + ending], f"a note is missing in {ending}"
    for ending in ENDINGS[1:4] + [" - gegevens.json", " - afspraken.csv"]:
        assert "Team gegevens" in texts[STEM + ending], f"an agreement is missing in {ending}"
    assert "Verwijder dit uiterlijk op 23 november 2027" in texts[PDF]
    assert (data(stage) / "sessions" / SESSION / "events.jsonl").read_bytes() == before
    assert sorted(p.name for p in (data(stage) / "sessions" / SESSION).iterdir()) == ["events.jsonl"]


def test_the_pdf_has_its_parts_in_order(stage):
    recorded(stage)
    text = text_of(export(stage, "-f", "pdf") / PDF)
    pages = text.split("\f")
    assert "Het driehoeksgesprek" in pages[0] and "Stippen op de praatplaat" in pages[0]
    order = ["Wat is gekozen", "Afspraken", "Wat opviel", "Open vragen", "Waar staan wij nu", "Voorbereiden samen",
             "Hoe zeker zijn we dat dit lukt?", "Over dit verslag"]
    places = [text.index(word) for word in order]
    assert places == sorted(places), list(zip(order, places))
    count = len(pages) - 1
    for number in range(count):
        assert f"{number + 1} van {count}" in pages[number], f"page {number + 1} has no number"
    assert re.search(r"n = 12 · gemiddelde 3,3", text)
    # One person of a role: never apart.
    assert "Bestuurder" not in text


def test_english(stage):
    recorded(stage)
    text = text_of(export(stage, "-f", "pdf", "--lang", "en") / "2026-11-23 Houten - Werkgroep Samen aan tafel - report.pdf")
    assert "Agreements" in text and "mean 3.3" in text and "The three-way conversation" in text
    assert "Afspraken" not in text


def test_a_workbook_holds_text_and_no_formulas(stage):
    meeting = recording.Recording()
    item = meeting.item("work", "=1+1", "luister-eerst", 3)
    meeting.go(item, 1)
    board = meeting.board(item, 1, "+vraag", ["-kolom", "@kolom"])
    notes = ["=HYPERLINK(\"http://x\";\"y\")", "+31 6 123", "-5", "@SUM(A1)", "http://voorbeeld.nl", "12", "<b>&\"'", "🏠 thuis", "twee\nregels"]
    for number, note in enumerate(notes):
        meeting.note(board, number % 2, note, number % 3)
    meeting.agree(item, "=cmd|' /C calc'!A0", who="=wie")
    meeting.save(data(stage))
    folder = export(stage, "-f", "xlsx,csv")
    found = list(cells(folder / BOOK))
    assert not [cell for cell in found if cell[2] == "f"], "a formula"
    texts = {cell[3] for cell in found if cell[2] == "s"}
    for note in notes + ["=cmd|' /C calc'!A0", "=wie", "=1+1", "-kolom"]:
        assert note in texts, f"{note!r} is not there as text"
    with zipfile.ZipFile(folder / BOOK) as book:
        assert not [n for n in book.namelist() if "rels" in n and b"http://voorbeeld" in book.read(n)], "a link"
    csv = (folder / f"{STEM} - briefjes.csv").read_text(encoding="utf-8")
    for line in re.findall(r'"((?:[^"]|"")*)"', csv):
        assert line[:1] not in ("=", "+", "-", "@"), line


def test_a_page_that_fetches_nothing(stage):
    recorded(stage)
    page = (export(stage, "-f", "html") / PAGE).read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>\n<html lang=\"nl\">")
    assert not re.search(r"<script|<link|https?://(?!www\.w3\.org)[^ <]*\"|url\(", re.sub(r"base64,[A-Za-z0-9+/=]+", "", page)), "it refers to the outside"
    assert 'src="data:image/svg+xml;base64,' in page and 'alt="Een huis' in page
    for tag in ("table", "main", "section", "ul", "header", "footer"):
        assert page.count(f"<{tag}") == page.count(f"</{tag}>"), tag


def test_without_the_pack(stage):
    recorded(stage, scene="een-pakket-dat-weg-is")
    folder = export(stage)
    assert (folder / f"{STEM} - praatplaat.png").stat().st_size > 1000
    text = text_of(folder / PDF)
    assert "Het driehoeksgesprek" in text and "Plan samen het eerste driehoeksgesprek" in text
    assert "16" in text


def test_an_empty_meeting(stage):
    recording.Recording().save(data(stage))
    folder = export(stage)
    assert len(list(folder.iterdir())) == len(ENDINGS)
    assert "geen afspraken" in text_of(folder / PDF)


def test_what_was_not_counted_was_worked_on_all_the_same(stage):
    meeting = recording.Recording(roles=[])
    noted = meeting.item("work", "Luister eerst, regel daarna", "luister-eerst", 6)
    agreed = meeting.item("work", "Plan samen het eerste driehoeksgesprek", "eerste-driehoeksgesprek", 6)
    meeting.note(meeting.board(noted, 2, "Welke vraag stel je als eerste?", ["Vragen", "Niet vragen"]), 0, "Hoe gaat het?")
    meeting.agree(agreed, "belt de buurvrouw", who="Sanne")
    meeting.save(data(stage))
    page = (export(stage, "-f", "html") / PAGE).read_text(encoding="utf-8")
    blocks = {found[1]: found[2] for found in re.finditer(r'<article id="b-([a-z]+)".*?>(.*?)</article>', page, re.S)}
    nothing = "Niet aan gewerkt"
    assert "1 briefje" in blocks["regie"] and nothing not in blocks["regie"], blocks["regie"]
    assert "belt de buurvrouw" in blocks["driehoek"] and nothing not in blocks["driehoek"], blocks["driehoek"]
    assert nothing in blocks["leren"], blocks["leren"]
    # Nobody counted who was there.
    assert "0 personen" not in page and "23 november 2026" in page


@limit(240)
def test_long_names_are_cut_at_whole_characters(stage):
    # Wherever such a name is cut, one of the two is cut through a letter of two bytes.
    for number, odd in enumerate(("", "x")):
        session = f"2026-11-23-lang-{number}aaa"
        roles = [(f"r{role}", odd + "ö" * 150 + str(role), 3) for role in range(4)]
        meeting = recording.full_meeting(session=session, place=odd + "é" * 150, group=odd + "ü" * 150, roles=roles)
        meeting.save(data(stage))
        folder = export(stage, session=session, folder=f"long-{number}")
        assert len(list(folder.iterdir())) == len(ENDINGS)
        assert all("\ufffd" not in text for text in everything(folder).values())
        for pdf in folder.glob("*.pdf"):
            said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True)
            assert "éé" in said.stdout and "üü" in said.stdout and not said.stderr, (said.stdout, said.stderr)
        done = stage.run("compare", session, "-o", stage.home / f"side-{number}")
        assert done.code == 0 and not done.err, done.err
        assert all("\ufffd" not in text for text in everything(stage.home / f"side-{number}").values())


def test_a_drawing_with_a_page_of_words_is_drawn(stage):
    strokes = []
    for number, ink in enumerate(([1, 2, 0, 0, 1000, 640, 1, 2, 0, 640, 1000, 0], None)):
        session = f"2026-11-23-inkt-{number}aaa"
        meeting = recording.Recording(session=session)
        board = meeting.board(meeting.item("work", "Teken", "luister-eerst", 6), 2, "Wat zien jullie?", ["Dit", "Dat"])
        if ink:
            meeting.notes += 1
            meeting.add("note.draw", note=1, board=board, column=0, role=-1, ink=ink)
            meeting.add("note.edit", note=1, role=-1, text="regel\n" * 150)
        else:
            meeting.note(board, 0, "regel\n" * 150)
        meeting.save(data(stage))
        folder = export(stage, "-f", "pdf-full", session=session, folder=f"ink-{number}")
        plain = subprocess.run(["qpdf", "--qdf", str(next(folder.glob("*.pdf"))), "-"], check=True, capture_output=True).stdout
        strokes.append(len(re.findall(rb" S(?: Q)?$", plain, re.M)))
    assert strokes[0] == strokes[1] + 2, strokes


def test_a_session_by_path(stage):
    recorded(stage)
    folder = data(stage) / "sessions" / SESSION
    for number, name in enumerate((folder, folder / "events.jsonl")):
        out = export(stage, "-f", "json", session=name, folder=f"by-path-{number}")
        assert json.loads((out / f"{STEM} - gegevens.json").read_text(encoding="utf-8"))["id"] == SESSION


def test_refusals(stage):
    recorded(stage)
    for formats in ("docx", "json,docx", "json,", ",", "JSON"):
        expect(stage.run("export", SESSION, "-f", formats), 2, "json, csv, csv-comma, csv-semicolon, html, pdf, pdf-short, pdf-full, xlsx, png")
    expect(stage.run("export", "2026-01-01-nergens-aaaa"), 1, "2026-01-01-nergens-aaaa")
    (stage.home / "file").write_text("x", encoding="utf-8")
    expect(stage.run("export", SESSION, "-f", "json", "-o", stage.home / "file"), 3, "file")
    expect(stage.run("export", SESSION, "-f", "json", "-o", stage.home / "file" / "sub"), 3, "sub")
    expect(stage.run("compare", SESSION, "-f", "png"), 2, "xlsx")


def test_comparing_meetings(stage):
    recorded(stage)
    other = "2026-12-10-woerden-aaaa"
    recorded(stage, session=other, place="Woerden")
    done = stage.run("compare", SESSION, other, "-o", stage.home / "side")
    assert done.code == 0 and not done.err, done.err
    side = stage.home / "side"
    found = {path.suffix for path in side.iterdir()}
    assert found == {".json", ".csv", ".html", ".pdf", ".xlsx"}, found
    rows = json.loads((side / "praatplaat-compare.json").read_text(encoding="utf-8"))
    assert [s["id"] for s in rows["sessions"]] == [SESSION, other]
    talk = next(row for row in rows["blocks"] if row["id"] == "driehoek")
    assert talk["sessions"] == [{"dots": 16, "mean": 3.333, "n": 12}] * 2, talk
    assert "Woerden" in text_of(side / "praatplaat-compare.pdf")
    for name, text in everything(side).items():
        assert not any(secret in text for secret in SECRETS), name


def test_a_full_disk_leaves_no_half_file(stage):
    recorded(stage)
    small = stage.home / "small"
    small.mkdir()
    # A disk of 96 kB, in a name space of its own; where that is not allowed, a limit on the size
    # of files does the same to the one file that is too large.
    script = ('mount -t tmpfs -o size=96k none "$1" || exit 77; shift; "$@"; code=$?; '
              'ls -A "$0" > "$0.list"; cat "$0"/*.json > "$0.json" 2>/dev/null; exit $code')
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, str(small), str(small),
               str(stage.binary), "export", SESSION, "-o", str(small)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(stage.home), check=False, timeout=60)
    if done.returncode in (1, 77) and "praatplaat:" not in done.stderr:
        limited = ["sh", "-c", 'ulimit -f 96; trap "" XFSZ; exec "$@"', "sh", str(stage.binary), "export", SESSION, "-o", str(small)]
        done = subprocess.run(limited, capture_output=True, text=True, env=environment(stage.home), check=False, timeout=60)
        left = os.listdir(small)
    else:
        left = (stage.home / "small.list").read_text(encoding="utf-8").split()
    assert done.returncode == 3, (done.returncode, done.stderr)
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and re.search(r"^praatplaat: .*small: cannot be written: .+: .+", lines[0]), lines
    assert left == [], left


def test_an_older_export_survives_a_full_disk(stage):
    recorded(stage)
    folder = export(stage, "-f", "html")
    before = (folder / PAGE).read_bytes()
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", str(stage.binary), "export", SESSION, "-f", "html", "-o", str(folder)]
    done = subprocess.run(limited, capture_output=True, text=True, env=environment(stage.home), check=False, timeout=60)
    assert done.returncode == 3, (done.returncode, done.stderr)
    assert (folder / PAGE).read_bytes() == before
    assert [p.name for p in folder.iterdir()] == [PAGE]
    shutil.rmtree(folder)
