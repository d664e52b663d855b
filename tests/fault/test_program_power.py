"""The power fails while the real program records a meeting on a real ext4: the program is stopped,
the disk is copied as it is at that moment, without what the system had not written yet, and the
copy is mounted. And a disk that gives true I/O errors.

In CI a few moments, chosen by $PP_SEED; $PP_CUTS says how many.
"""
import pathlib
import random
import shutil
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from disks import ext4, make_image, tmpfs  # noqa: E402
from headless import MEETING, SEED, Box, at_the_end, lines_of, many, node, reference  # noqa: E402
from parallel import each  # noqa: E402
from stage import limit  # noqa: E402

CUTS_IN_ONE_RUN = 10


def cut_often(stage, root, number, seconds, wanted, faults=None):
    """One meeting on one disk; gives (copy of the disk, what was shown as saved) for each cut."""
    chance = random.Random(f"{SEED} power {number}")
    root.mkdir()
    image, cuts = make_image(root / "disk.img"), []
    with ext4(image, root / "disk") as disk, Box(stage.binary, root, disk.folder / "data") as box:
        moments = sorted(chance.uniform(0, seconds) for _ in range(wanted))
        start, run = time.monotonic(), box.start(MEETING, faults=faults)
        for moment in moments:
            time.sleep(max(0.0, start + moment - time.monotonic()))
            if run.process.poll() is not None:
                break
            run.process.send_signal(signal.SIGSTOP)
            while state_of(run.process.pid) not in "TZ":
                time.sleep(0.001)
            acked, copy = run.frames.acked, root / f"cut-{len(cuts)}.img"
            shutil.copyfile(image, copy)
            cuts.append((copy, acked))
            run.process.send_signal(signal.SIGCONT)
        run.kill()
    return cuts


def state_of(pid):
    """The letter that says how a process is: T stopped, Z over."""
    stat = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    return stat.rpartition(")")[2].split()[0]


@limit(3000)
def test_the_power_is_cut(stage):
    whole, _, seconds = reference(stage.binary)
    wanted, cuts = many("PP_CUTS", 8), []
    for number in range(3 * wanted):
        if len(cuts) >= wanted:
            break
        cuts += cut_often(stage, stage.home / f"run-{number}", number, seconds,
                          min(CUTS_IN_ONE_RUN, wanted - len(cuts)))

    def mount_and_look(cut):
        copy, acked = cut
        root = copy.with_suffix("")
        root.mkdir()
        with ext4(copy, root / "disk") as disk, Box(stage.binary, root, disk.folder / "data") as box:
            there = box.check(whole, acked, recover=int(copy.stem[4:]) % 4 == 0)
        copy.unlink()
        return there
    done = each("power cuts", cuts, mount_and_look)
    middle = sum(0 < there < len(whole) for there in done)
    print(f"faults: of them in the middle of the meeting: {middle}; "
          f"events shown as saved before a cut: {sum(acked for _, acked in cuts)}")
    assert middle, "no power cut was in the middle of the meeting"


@limit(300)
def test_a_program_that_does_not_sync_would_be_found(stage):
    """The test of the test: syncs that do nothing lose what was shown as saved."""
    _, _, seconds = reference(stage.binary)
    lost = 0
    for copy, acked in cut_often(stage, stage.home / "run", 0, seconds, 4,
                                 {"kind": "ignore", "ops": "fsync,fdatasync", "count": 0}):
        root = copy.with_suffix("")
        root.mkdir()
        with ext4(copy, root / "disk") as disk:
            sessions = list((disk.folder / "data" / "sessions").glob("[0-9]*"))
            lost += max(0, acked - sum(len(lines_of(session)) for session in sessions))
    assert lost > 0, "nothing was lost without a single sync: the power was never cut"


@limit(300)
def test_true_io_errors(stage):
    """The disk under the file system has no room: syncs fail with EIO, then nothing can be written.
    What was shown as saved is there when the disk works again."""
    whole, *_ = reference(stage.binary)
    with tmpfs(stage.home / "small", "size=6m") as small:
        image = make_image(small.folder / "disk.img", 64)
        with ext4(image, stage.home / "disk") as disk, \
                Box(stage.binary, stage.home, disk.folder / "data") as box:
            run = box.start(MEETING[:12] + ["+1500"] + MEETING[12:], ends=False)
            run.until("a meeting", lambda v: v["session"] and v["saved"])
            small.fill()
            # What fits in what the disk has already is saved; then it must say that it is not.
            run.until("the end of the meeting", at_the_end)
            view = run.until("the bar to have made up its mind",
                             lambda v: node(v, "saved")["value"] != "saving")
            print(f"faults: true I/O errors: the bar says {node(view, 'saved')['value']}")
            assert node(view, "saved")["value"] == "failed", run.stderr()
            assert not view["saved"] and run.frames.acked < run.frames.shown
            run.kill()
            acked = run.frames.acked
        small.free()
        with ext4(image, stage.home / "disk") as disk, \
                Box(stage.binary, stage.home, disk.folder / "data") as box:
            assert acked > 0
            box.check(whole, acked)
