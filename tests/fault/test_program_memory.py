"""No memory for the real program: each allocation that its own code asks for fails in turn. It goes on
or ends with 3 and a sentence, and what was saved is there.

In CI a sample, chosen by $PP_SEED; $PP_MEMORY says how many, 0 is every one.
"""
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from headless import MEETING, Box, many, reference  # noqa: E402
from parallel import each, sample  # noqa: E402
from stage import limit  # noqa: E402


def play(box, at):
    state = box.root / f"memory-{at}"
    state.write_bytes(bytes(4))
    libraries = f"{box.library}:{box.library.with_name('preload_memory.so')}"
    run = box.run(MEETING, env={"LD_PRELOAD": libraries, "PP_MEMORY_AT": str(at),
                                "PP_MEMORY_STATE": str(state)})
    return run, struct.unpack("i", state.read_bytes())[0]


@limit(600)
def test_each_allocation_fails(stage):
    whole, *_ = reference(stage.binary)
    with Box(stage.binary) as box:
        run, count = play(box, 0)
        assert run.code == 0 and count > 300, f"{run.code}, {count} allocations"
    ends = []

    def fail(at):
        with Box(stage.binary) as box:
            run, _ = play(box, at)
            # 1: a button that the replay waits for did not come, such as a meeting's.
            assert run.code in (0, 1, 3), f"ended with {run.code}: {run.err}"
            assert run.code == 0 or run.err, "it ended without a word"
            # What the screen said it could not keep is not there, and what came after it may differ.
            told = "Dit kon niet worden bewaard".encode() in run.frames.bytes
            box.check(whole, run.frames.acked, recover=at % 3 == 0, incomplete=told)
            ends.append(run.code)
    each("allocations that fail", sample(count, many("PP_MEMORY", 10), "memory"), fail)
    print(f"faults: of them went on: {ends.count(0)}, ended with 3: {ends.count(3)}")
