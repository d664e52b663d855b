"""Golden pictures of the pages of a report. PP_GOLDEN_RENEW=1 writes the references anew: look at them."""
import os
import pathlib
import subprocess

from program import HERE, Failed
from test_export import data, export
import recording

REFERENCE = HERE.parent / "golden" / "report"
DPI = 60
FUZZ, PART = "12%", 0.002  # how far a pixel may be off, and what part of a page's pixels may be off by more


def pages_of(pdf, name, folder):
    """Each page as a picture, by name."""
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(folder / name)], check=True)
    return sorted(folder.glob(f"{name}-*.png"))


def differs(picture, reference):
    """The part of the pixels that is not as in the reference; None where the sizes differ."""
    done = subprocess.run(["compare", "-metric", "AE", "-fuzz", FUZZ, str(picture), str(reference), "null:"],
                          capture_output=True, text=True, check=False)
    size = subprocess.run(["identify", "-format", "%w %h", str(picture)],
                          capture_output=True, text=True, check=True).stdout
    if done.returncode > 1:
        return None
    width, height = map(int, size.split())
    return float(done.stderr.split()[0]) / (width * height)


def hold_against_references(pictures):
    if os.environ.get("PP_GOLDEN_RENEW"):
        REFERENCE.mkdir(exist_ok=True)
        for picture in pictures:
            subprocess.run(["convert", str(picture), "+dither", "-colors", "255", "-strip", "-define",
                            "png:compression-level=9", f"PNG8:{REFERENCE / picture.name}"], check=True)
    wrong = []
    for picture in pictures:
        part = differs(picture, REFERENCE / picture.name)
        if part is None or part > PART:
            wrong.append(f"{picture.name}: {'another size or no reference' if part is None else f'{part:.2%} is otherwise'}")
    if wrong:
        raise Failed("\n".join(wrong))


def report(stage, lang):
    meeting = recording.full_meeting(lang=lang)
    meeting.save(data(stage))
    folder = export(stage, "--lang", lang, folder=f"out-{lang}")
    return sorted(folder.glob("*.pdf"))


def look_at(stage, lang):
    pages = pathlib.Path(stage.home) / f"pages-{lang}"
    pages.mkdir()
    pictures = []
    for pdf in report(stage, lang):
        pictures += pages_of(pdf, f"{pdf.stem.rpartition(' - ')[2]}-{lang}", pages)
    known = {path.name for path in REFERENCE.glob(f"*-{lang}-*.png")}
    if not os.environ.get("PP_GOLDEN_RENEW") and known != {picture.name for picture in pictures}:
        raise Failed(f"pages: {sorted(picture.name for picture in pictures)}, references: {sorted(known)}")
    hold_against_references(pictures)


def test_the_pages_in_dutch(stage):
    look_at(stage, "nl")


def test_the_pages_in_english(stage):
    look_at(stage, "en")
