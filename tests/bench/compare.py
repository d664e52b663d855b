"""Compare over many generated sessions, against `jq -c . > /dev/null` over the same files, and how its
memory grows.

    tests/bench/compare.py --program build-bench/praatplaat [--count 10000]
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests" / "support"))
sys.dont_write_bytecode = True
from many_sessions import make  # noqa: E402

SMALL_PART = 10  # memory is held against that of a tenth of the sessions


def measured(command, **how):
    """Seconds of processor time, and the peak of memory in MB."""
    done = subprocess.run(["/usr/bin/env", "python3", "-c",
                           "import resource,subprocess,sys\n"
                           "subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL)\n"
                           "u=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
                           "print(u.ru_utime+u.ru_stime,u.ru_maxrss/1024,file=sys.stderr)", *map(str, command)],
                          check=True, capture_output=True, text=True, **how)
    seconds, peak = done.stderr.split()[-2:]
    return float(seconds), float(peak)


def compare(program, data, out):
    return measured([program, "compare", data, "-f", "json", "-o", out])


def measure_compare(program, count=10000):
    """Rows as run.py shows them."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        make(folder / "small", count // SMALL_PART)
        make(folder / "all", count)
        files = sorted((folder / "all" / "sessions").glob("*/events.jsonl"))
        names = folder / "names"
        names.write_text("\0".join(map(str, files)), encoding="utf-8")
        read_once = sum(path.stat().st_size for path in files)
        for path in files:
            path.read_bytes()  # both find them in the cache
        jq, _ = measured(["sh", "-c", f"xargs -0 -a {names} jq -c . > /dev/null"])
        start = time.monotonic()
        ours, peak = compare(program, folder / "all", folder / "out")
        whole = time.monotonic() - start
        _, small = compare(program, folder / "small", folder / "out")
    print(f"compare: {count} sessions, {read_once / 1e6:.0f} MB, {whole:.1f} s on the clock", file=sys.stderr)
    yield dict(figure=f"compare {count} sessions (jq as bare)", unit="s", ours=ours, bare=jq, Chromium=None,
               ratio=ours / jq, limit="2 x jq", met=ours <= 2 * jq)
    yield dict(figure=f"memory of {count // SMALL_PART} and {count}", unit="MB", ours=peak, bare=small, Chromium=None,
               ratio=peak / small, limit="at most 120", met=peak <= 120)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(TOP / "build" / "praatplaat"))
    parser.add_argument("--count", type=int, default=10000)
    args = parser.parse_args()
    good = True
    for row in measure_compare(args.program, args.count):
        print(f"{row['figure']:44}{row['ours']:9.1f}{row['bare']:9.1f}  x {row['ratio']:.2f}  {row['limit']}")
        good = good and row["met"]
    sys.exit(0 if good else 1)
