"""A note dragged over a board of 200, as the display shows it: how many of the finger's movements, 60 a
second, were seen as a picture of their own, and what one of them costs in processor time."""
import signal
import subprocess
import tempfile
import time

from measure import cpu_ms
from program import Program, environment

NOTES, BALLOTS = 200, 20
SESSION = "2026-11-23-houten-7f3k"
SECONDS, RATE = 4, 60
LEAST_SHARE = 0.95  # of the movements; a display and a finger keep no common time


def _ways(program):
    """Where to resume the meeting, and where to drag from and to, in pixels."""
    resume = program.wait_resting("session.resume").centre
    program.tap("session.resume")
    note = program.wait_resting("note.1")
    start = note.centre
    column = max(program.nodes("column."), key=lambda node: abs(node.centre[0] - start[0]))
    return resume, start, column.centre


def measure_drag(screen, probe, program, bench_session):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([str(bench_session), home, str(NOTES), str(BALLOTS)], check=True, capture_output=True)
        described = Program(program, screen, home, "--data-dir", home)
        resume, start, target = _ways(described)
        described.close()
        process = subprocess.Popen([str(program), "--data-dir", home], env=environment(home, screen),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        time.sleep(4)  # nothing tells when it rests
        screen.tap(*resume)
        time.sleep(2)
        finger = screen.down(*start)
        finger.move(start[0] + 40 * (1 if target[0] > start[0] else -1), start[1], 0.3)  # aside: up and down scrolls
        finger.move(start[0], start[1] + 40, 0.3)
        # A band that the note crosses all the way.
        left, right = sorted((start[0], target[0]))
        band = (left, start[1] + 40, right - left, 4)
        before, figures = cpu_ms(process.pid), {}

        def drag():
            begun = time.monotonic()
            moves = SECONDS * RATE
            for move in range(1, moves + 1):
                time.sleep(max(0, begun + move / RATE - time.monotonic()))
                share = 1 - abs(1 - 2 * move / moves)  # there and back
                finger.move(start[0] + (target[0] - start[0]) * share, start[1] + 40)
            figures["moves"] = moves
        shown = probe.changes(band, drag, SECONDS * 1000 + 200)
        cost = cpu_ms(process.pid) - before
        finger.up()
        process.send_signal(signal.SIGTERM)
        process.wait(15)
    share = shown / figures["moves"]
    yield dict(figure="movements shown, of 60 a second", unit="", ours=share * RATE, bare=None, Chromium=None,
               ratio=share, limit=f"{LEAST_SHARE} of them", met=share >= LEAST_SHARE)
    yield dict(figure="processor per movement", unit="ms", ours=cost / figures["moves"], bare=None, Chromium=None,
               ratio=None, limit="", met=None)
