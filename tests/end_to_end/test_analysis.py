"""docs/ANALYSIS.md is run as it stands: its queries on PostgreSQL, and their answers against those of compare."""
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile

from stage import limit

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from many_sessions import make  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parent.parent.parent


def programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Server:
    """A PostgreSQL in a temporary folder, of a user that is not root, reached by a socket only."""

    def __init__(self, bin_folder):
        self.bin, self.folder = bin_folder, pathlib.Path(tempfile.mkdtemp(prefix="pp-pg-"))
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)

    def run(self, *argv, **how):
        argv = list(map(str, argv))
        if self.user:
            argv = ["setpriv", f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--clear-groups", *argv]
        return subprocess.run(argv, cwd=self.folder, capture_output=True, text=True, check=True, **how).stdout

    def __enter__(self):
        self.run(self.bin / "initdb", "-D", self.folder / "base", "-A", "trust", "-U", "pp", "-E", "UTF8", "--no-sync")
        self.run(self.bin / "pg_ctl", "-D", self.folder / "base", "-w", "-l", self.folder / "log", "-o",
                 f"-k {self.folder} -c listen_addresses='' -c fsync=off", "start")
        return self

    def ask(self, text):
        return self.run(self.bin / "psql", "-h", self.folder, "-U", "pp", "-d", "postgres", "-X", "-q", "-A", "-t",
                        "-F", "|", "-v", "ON_ERROR_STOP=1", input=text)

    def __exit__(self, *_):
        try:
            self.run(self.bin / "pg_ctl", "-D", self.folder / "base", "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


@limit(240)
def test_the_queries_answer_as_compare_does(stage):
    bin_folder = programs()
    if not bin_folder:
        print("SKIPPED: PostgreSQL is not installed (apt-get install postgresql)")
        return
    many = stage.home / "many"
    make(many, 40, seed=9)
    assert stage.run("compare", many, "-f", "json,csv", "-o", stage.home / "side").code == 0
    blocks = re.findall(r"```sql\n(.*?)```", (TOP / "docs" / "ANALYSIS.md").read_text(encoding="utf-8"), re.S)
    assert len(blocks) == 5, len(blocks)
    with Server(bin_folder) as server:
        lines = server.folder / "sessions.jsonl"
        with open(lines, "w", encoding="utf-8") as file:
            for record in sorted((many / "sessions").iterdir()):
                file.write(json.dumps(json.loads(stage.run("show", record).out), ensure_ascii=False) + "\n")
        shutil.copy(stage.home / "side" / "praatplaat-compare-figures.csv", server.folder / "figures.csv")
        for path in (lines, server.folder / "figures.csv"):
            path.chmod(0o644)
        answers = [server.ask(block) for block in blocks]
    cuts = json.loads((stage.home / "side" / "praatplaat-compare.json").read_text(encoding="utf-8"))["cuts"]
    of_place = {(c["place"], c["block"]): c for c in cuts if not (c["role"] or c["period"])}
    of = {"eerste-driehoeksgesprek": "driehoek", "luister-eerst": "regie"}
    rows = [line.split("|") for line in answers[1].splitlines()]
    assert len(rows) > 20, answers[1]
    for place, assignment, n, mean, spread in rows:
        cut = of_place[place, of[assignment]]
        assert cut["n"] == int(n) and abs(cut["mean"] - float(mean)) < 0.006, (cut, n, mean)
        assert abs(cut["spread"] - float(spread)) < 0.006, (cut, spread)
    assert "werk" in answers[2] and "(n = " in answers[2], answers[2]
    assert max(int(line.split("|")[1]) for line in answers[3].splitlines()) >= 2, answers[3]
    sums = {line.split("|")[0]: line.split("|")[1:] for line in answers[4].splitlines()[-2:]}
    assert abs(float(sums["Het driehoeksgesprek"][1]) - of_place[None, "driehoek"]["mean"]) < 0.001, sums
