"""What leaves the room, opened by programs of others: poppler, qpdf, Chromium with axe, exceljs, and
python's csv. One meeting says the same numbers in all of them."""
import csv
import fcntl
import json
import os
import re
import shutil
import subprocess

import recording
from program import Failed
from stage import limit
from test_export import BOOK, PAGE, PDF, SHORT, STEM, data, export, recorded, text_of

HERE = os.path.dirname(os.path.abspath(__file__))
LONG = "Lang briefje " + "kwibus " * 280
ODD = ['=HYPERLINK("http://x";"y")', "é̂ä̈ combinerend", "👩‍👩‍👧‍👦 🏠 ☕", "שלום עולם", "<script>alert(1)</script> & \"zo\"", "een\ntwee"]


def run(*command, **how):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=240, **how)
    if done.returncode != 0:
        raise Failed(f"{command[0]}: {done.returncode}: {done.stdout[-500:]} {done.stderr[-1500:]}")
    return done.stdout


def readers(stage):
    """The folder with the npm programs, installed once a build."""
    folder = stage.binary.parent / "npm-readers"
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.copy(os.path.join(HERE, "readers", "package.json"), folder)
            run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", cwd=folder)
            (folder / "done").touch()
    return folder


def odd_meeting(stage):
    meeting = recording.full_meeting(group="Wijkteam")
    board = meeting.boards
    for number, text in enumerate(ODD + [LONG]):
        meeting.note(board, number % 2, text, number % 3)
    meeting.agree(3, ODD[0], who="=wie")
    meeting.save(data(stage))


def structure(pdf):
    return run("pdfinfo", "-struct", pdf)


def outline_titles(pdf):
    objects = json.loads(run("qpdf", "--json", "--json-key=outlines", pdf))
    titles = []

    def walk(entries, depth):
        for entry in entries:
            titles.append((depth, entry["title"]))
            walk(entry.get("kids", []), depth + 1)
    walk(objects["outlines"], 0)
    return titles


@limit(240)
def test_a_pdf_for_everybody(stage):
    recorded(stage)
    folder = export(stage, "-f", "pdf")
    for name, title in ((PDF, "Verslag Houten, 23 november 2026"), (SHORT, "Samenvatting Houten, 23 november 2026")):
        run("qpdf", "--check", folder / name)
        facts = run("pdfinfo", folder / name)
        assert f"Title:           {title}" in facts, facts
        assert re.search(r"Tagged: +yes", facts) and "A4" in facts and re.search(r"Metadata Stream: +yes", facts), facts
        tree = structure(folder / name)
        assert tree.startswith("Document") and tree.count("\n  H1") == 1, tree[:400]
        assert "Figure" in tree
        assert tree.count("/Scope /Column") >= 4 and tree.count("/Scope /Row") >= 3
        raw = json.loads(run("qpdf", "--json", "--json-key=qpdf", folder / name))["qpdf"][1]
        figures = [o["value"]["/Alt"] for o in raw.values() if isinstance(o, dict) and isinstance(o.get("value"), dict) and o["value"].get("/S") == "/Figure"]
        assert len(figures) == 1 and "Een huis in aanbouw" in figures[0] and "Het driehoeksgesprek: 16" in figures[0], figures
        root = next(o["value"] for o in raw.values() if isinstance(o, dict) and isinstance(o.get("value"), dict) and o["value"].get("/Type") == "/Catalog")
        assert root["/Lang"] == "u:nl" and root["/ViewerPreferences"]["/DisplayDocTitle"] is True, root
    assert re.search(r"Pages: +1\b", run("pdfinfo", folder / SHORT))
    tree = structure(folder / PDF)
    assert "  L\n" in tree or "  L (block)" in tree, "notes are no list"
    titles = outline_titles(folder / PDF)
    assert (0, "Afspraken") in titles and (1, "Waar staan wij nu met gesprekken met zijn drieën?") in titles, titles
    pages = text_of(folder / PDF).split("\f")
    assert "Werkgroep Samen aan tafel" in pages[1].splitlines()[0] + pages[1].splitlines()[1], "no running head"
    # The poster is drawn, not photographed.
    assert "no" not in run("pdfimages", "-list", folder / PDF).splitlines()[2:], "pictures in the PDF"
    fonts = run("pdffonts", folder / PDF)
    assert "AtkinsonHyperlegible" in fonts.replace("-", ""), fonts


@limit(240)
def test_odd_texts_stay_texts_everywhere(stage):
    odd_meeting(stage)
    stem = "2026-11-23 Houten - Wijkteam"
    folder = export(stage)
    run("qpdf", "--check", folder / f"{stem} - verslag.pdf")
    assert re.search(r"Pages: +1\b", run("pdfinfo", folder / f"{stem} - samenvatting.pdf"))
    paper = re.sub(r"\s+", " ", text_of(folder / f"{stem} - verslag.pdf"))
    assert "=HYPERLINK" in paper and "<script>alert(1)</script>" in paper
    # Half a page of one note, over two columns of words: count them instead of finding them in a row.
    assert paper.count("kwibus") == 280, paper.count("kwibus")
    book = json.loads(run("node", os.path.join(HERE, "readers", "workbook.mjs"), folder / f"{stem} - tabellen.xlsx", readers(stage)))
    cells = [cell for sheet in book.values() for row in sheet["rows"] for cell in row]
    assert not [cell for cell in cells if isinstance(cell, dict) and "formula" in cell], "a formula"
    for text in ODD + [LONG, "=wie"]:
        assert text in cells, f"{text[:40]!r} is not in the workbook as text"
    with open(folder / f"{stem} - briefjes.csv", encoding="utf-8-sig", newline="") as file:
        notes = [row["Briefje"] for row in csv.DictReader(file, delimiter=";")]
    for text in ODD[1:] + [LONG]:
        assert text in notes, text[:40]
    assert "'" + ODD[0] in notes, "a formula could run"
    state = json.loads((folder / f"{stem} - gegevens.json").read_text(encoding="utf-8"))
    texts = json.dumps(state, ensure_ascii=False)
    for text in ODD + [LONG]:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in texts, text[:40]
    page = read_page(stage, folder / f"{stem} - webpagina.html")
    for text in ODD[:5]:
        assert text in page["text"], text


def read_page(stage, file):
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not here: scripts/install-packages test"
    return json.loads(run("node", os.path.join(HERE, "readers", "page.mjs"), file, readers(stage), chromium))


@limit(240)
def test_the_page_in_chromium(stage):
    recorded(stage)
    for lang, name in (("nl", PAGE), ("en", f"{STEM} - web page.html")):
        found = read_page(stage, export(stage, "-f", "html", "--lang", lang) / name)
        assert not found["faults"], "\n".join(found["faults"])
        assert not found["requests"] and not found["errors"], found
        assert found["checked"] > 60, found["checked"]
        assert found["title"].startswith("Werkgroep Samen aan tafel · Houten · 23 ")
        assert found["first"] == "skip"
        assert found["target"] and found["target"] in found["plate"], found
        assert len(found["zones"]) == 12 and len({link for link, _ in found["zones"]}) == 12, found["zones"]
        assert all(link and link == place for link, place in found["zones"]), found["zones"]
        assert found["dark"] != found["night"], "light and dark look the same"


@limit(240)
def test_the_same_numbers_everywhere(stage):
    recorded(stage)
    folder = export(stage)
    state = json.loads((folder / f"{STEM} - gegevens.json").read_text(encoding="utf-8"))
    votes = {}
    for part in state["parts"]:
        for vote in part["votes"]:
            votes[vote["question"]] = vote
    scale = votes["Waar staan wij nu met gesprekken met zijn drieën?"]
    counts, n, mean = [o["count"] for o in scale["options"]], scale["n"], f"{scale['mean']:.1f}".replace(".", ",")
    # Counted here, from the ballots themselves.
    given = (1, 2, 2, 4, 5, 4, 4, 3, 5, 4, 1, 5)
    assert counts == [given.count(i) for i in range(1, 6)] and n == len(given) and abs(scale["mean"] - sum(given) / n) < 0.001
    notes = sum(len(c["notes"]) for p in state["parts"] for b in p["boards"] for col in b["columns"] for c in col["clusters"])
    dots = {d["title"]: d["dots"] for d in state["dots"] if d["dots"]}
    # CSV
    with open(folder / f"{STEM} - stemmen.csv", encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter=";") if r["Vraag"] == scale["question"] and r["Rol"] == "Iedereen"]
    assert [int(r["Aantal"]) for r in rows] == counts and {r["n"] for r in rows} == {str(n)} and {r["Gemiddelde"] for r in rows} == {mean}
    with open(folder / f"{STEM} - overzicht.csv", encoding="utf-8-sig", newline="") as file:
        facts = {r["Onderwerp"]: r["Waarde"] for r in csv.DictReader(file, delimiter=";")}
    assert facts["Briefjes"] == str(notes) and facts["Afspraken"] == str(len(state["agreements"])), facts
    assert {k[9:]: int(v) for k, v in facts.items() if k.startswith("Stippen: ") and v != "0"} == dots
    # Workbook
    book = json.loads(run("node", os.path.join(HERE, "readers", "workbook.mjs"), folder / BOOK, readers(stage)))
    assert list(book) == ["Overzicht", "Stemmingen", "Briefjes", "Afspraken"], list(book)
    assert all(sheet["tables"] == 1 for sheet in book.values()), "a sheet without a table"
    mine = [r for r in book["Stemmingen"]["rows"] if r[0] == scale["question"] and r[3] == "Iedereen"]
    assert [r[5] for r in mine] == counts and {r[6] for r in mine} == {n} and all(abs(r[7] - scale["mean"]) < 0.001 for r in mine)
    assert len(book["Briefjes"]["rows"]) == notes + 1
    assert {"date": "2026-12-07"} in [r[2] for r in book["Afspraken"]["rows"]], book["Afspraken"]["rows"]
    assert any("Open" in str(choice) for choice in book["Afspraken"]["choices"]), book["Afspraken"]["choices"]
    # Paper and page
    page = read_page(stage, folder / PAGE)["text"]
    for text in (re.sub(r"[ \t]+", " ", text_of(folder / PDF)), re.sub(r"[ \t]+", " ", page)):
        assert f"n = {n} · gemiddelde {mean}" in text
        assert f"{notes} briefjes · {len(state['agreements'])} afspraken" in text
        for title, count in dots.items():
            assert re.search(rf"{re.escape(title)}\s+{count}\b", text), (title, count)


@limit(120)
def test_the_poster_as_a_picture(stage):
    recorded(stage)
    picture = export(stage, "-f", "png") / f"{STEM} - praatplaat.png"
    assert run("identify", "-format", "%w %m %[channels]", picture).startswith("3840 PNG"), run("identify", picture)
    # The wall of the block with most dots is tinted, the paper beside the house is not.
    teal = [float(run("convert", picture, "-crop", f"120x30+{x}+{y}", "+repage", "-scale", "1x1!", "-format", "%[fx:(g+b)/2-r]", "info:")) for x, y in ((1740, 1605), (120, 420))]
    assert teal[0] > 0.08 > 0.04 > teal[1], teal


@limit(120)
def test_separators(stage):
    recorded(stage)
    for formats, lang, sign in (("csv", "nl", ";"), ("csv-comma", "nl", ","), ("csv", "en", ","), ("csv-semicolon", "en", ";")):
        folder = export(stage, "-f", formats, "--lang", lang, folder=f"{formats}-{lang}")
        name = "stemmen" if lang == "nl" else "votes"
        raw = (folder / f"{STEM} - {name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
        rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=sign))
        assert {len(row) for row in rows} == {10}, (formats, lang, rows[0])
        assert any("3,3" in row if lang == "nl" else "3.3" in row for row in rows)
