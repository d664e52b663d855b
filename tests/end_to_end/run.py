#!/usr/bin/env python3
"""Runs the end-to-end tests, each in a process of its own with an X server of its own, as many at
a time as there are processors.

    tests/end_to_end/run.py --program build/praatplaat [-k WORD] [FILE...]

One line a test, and under it figures ("faults: ...") and what could not be tried here ("SKIP
..."); of a failed one the reason, and in --keep (build/end_to_end) the screen, the
description of it and the record. Exit status 1 when any failed.
"""
import argparse
import concurrent.futures
import importlib.util
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import traceback

SKIPPED = 77
HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tests_of(path):
    """(name, function) in the order of the file."""
    return [(name, value) for name, value in vars(load(path)).items()
            if name.startswith("test_") and callable(value)]


def play_one(binary, path, name, keep):
    """In the child process: one test from start to end."""
    from stage import Skip, Stage
    test = dict(tests_of(path))[name]
    stage = Stage(binary, *getattr(test, "size", (1280, 720)))
    try:
        test(stage)
        stage.check_ends()
        return 0
    except Skip as why:
        print(f"SKIP {why}")
        return SKIPPED
    except (Exception, KeyboardInterrupt):  # whatever it was, the test did not pass
        traceback.print_exc()
        try:
            stage.keep_evidence(keep)
            print(f"evidence: {keep}", file=sys.stderr)
        except Exception:
            traceback.print_exc()
        return 1
    finally:
        stage.finish()


def stop(child):
    """Asks the test first, so that it keeps its evidence and takes its own server down."""
    child.send_signal(signal.SIGINT)
    try:
        return child.communicate(timeout=20)[0]
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        return child.communicate()[0]


def play(args, path, name, limit):
    """Starts the child and gives (passed, seconds, what it said)."""
    keep = pathlib.Path(args.keep) / path.stem / name
    shutil.rmtree(keep, ignore_errors=True)
    start = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, str(HERE / "run.py"), "--program", args.program, "--keep", str(keep),
         "--one", name, str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        said, _ = child.communicate(timeout=limit)
        passed = child.returncode in (0, SKIPPED)
    except subprocess.TimeoutExpired:
        said = f"took more than {limit} s\n" + stop(child)
        passed = False
    return passed, time.monotonic() - start, said


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(TOP / "build" / "praatplaat"))
    parser.add_argument("--keep", default=str(TOP / "build" / "end_to_end"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("-k", metavar="WORD", default="", help="only tests with WORD in the name")
    parser.add_argument("--one", metavar="NAME", help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    args = parser.parse_args()
    args.keep = str(pathlib.Path(args.keep).resolve())
    if not os.access(args.program, os.X_OK):
        sys.exit(f"run.py: {args.program} is not there: build it, or name it with --program")
    if args.one:
        sys.exit(play_one(args.program, args.files[0].resolve(), args.one, pathlib.Path(args.keep)))

    files = [path.resolve() for path in args.files] or sorted(HERE.glob("test_*.py"))
    longer = int(os.environ.get("PP_LIMIT", "0"))  # for the long form of a test
    chosen = [(path, name, max(longer, getattr(test, "limit", 120)))
              for path in files for name, test in tests_of(path)
              if args.k in f"{path.stem}.{name}"]
    if not chosen:
        sys.exit("run.py: no test has that name" if args.k else "run.py: no tests found")

    start = time.monotonic()
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max(1, args.jobs)) as pool:
        futures = {pool.submit(play, args, *test): test for test in chosen}
        for future in concurrent.futures.as_completed(futures):
            path, name, _ = futures[future]
            passed, seconds, said = future.result()
            failed += not passed
            print(f"{'ok  ' if passed else 'FAIL'} {path.stem}.{name} ({seconds:.1f} s)", flush=True)
            told = [line for line in said.splitlines() if line.startswith(("faults: ", "SKIP "))]
            if not passed:
                told = said.strip().splitlines()
            for line in told:
                print("     " + line, flush=True)
    print(f"end to end: {len(chosen) - failed} passed, {failed} failed "
          f"in {time.monotonic() - start:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
