"""What it costs to make what leaves the room: the whole command, from its start to files that are synced
and read back, beside Chromium that prints the same meeting's page to a PDF, in the same run."""
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

NOTES, BALLOTS = 300, 500
SESSION = "2026-11-23-houten-7f3k"
ROWS = [  # figure, formats, at most (ms), at most (x Chromium)
    ("full PDF, 300 notes", "pdf-full", 500, 0.5),
    ("all formats, 300 notes", "", 1500, 1.5),
]


def _seconds(argv, **how):
    start = time.monotonic()
    subprocess.run([str(word) for word in argv], check=True, capture_output=True, **how)
    return time.monotonic() - start


def _chromium(page, folder):
    browser = shutil.which("chromium")
    return _seconds([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
                     f"--print-to-pdf={folder}/page.pdf", page.as_uri()]) if browser else None


def measure_reports(program, bench_session, rounds, with_chromium):
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home}
        subprocess.run([str(bench_session), home, str(NOTES), str(BALLOTS)], check=True, capture_output=True)
        out = pathlib.Path(home) / "out"

        def export(formats):
            shutil.rmtree(out, ignore_errors=True)
            return _seconds([program, "--data-dir", home, "export", SESSION, "-o", out, *(["-f", formats] if formats else [])],
                            env=environment)
        ours = {formats: statistics.median(export(formats) for _ in range(rounds)) * 1000 for _, formats, _, _ in ROWS}
        chromium = None
        if with_chromium:
            page = next(out.glob("*.html"))
            chromium = statistics.median(_chromium(page, home) or 0 for _ in range(min(rounds, 3))) * 1000 or None
    for figure, formats, most, share in ROWS:
        ratio = ours[formats] / chromium if chromium else None
        yield dict(figure=figure, unit="ms", ours=ours[formats], bare=None, Chromium=chromium, ratio=None,
                   limit=f"at most {most}", met=ours[formats] <= most)
        yield dict(figure=figure, unit="ms", ours=ours[formats], bare=None, Chromium=chromium, ratio=ratio,
                   limit=f"{share} x Chromium", met=None if ratio is None else ratio <= share)
