"""Many runs of one kind, some at a time, and what became of them."""
import concurrent.futures
import os
import random

from headless import SEED
from program import Failed

JOBS = int(os.environ.get("PP_JOBS", "2"))


def sample(count, wanted, name):
    """That many of 1..count, chosen by the seed and evenly spread; all when 0 is wanted."""
    if wanted == 0 or wanted >= count:
        return list(range(1, count + 1))
    chance = random.Random(f"{SEED} {name}")
    step = count / wanted
    return [1 + min(count - 1, int(step * (i + chance.random()))) for i in range(wanted)]


def each(what, items, task):
    """Does the task for each item; all failures are named, with what they were of. Gives what
    the tasks gave."""
    def one(item):
        try:
            return task(item), None
        except (Failed, AssertionError) as error:
            return None, f"{what} {item}: {error or type(error).__name__}"
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        done = list(pool.map(one, items))
    failures = [failure for _, failure in done if failure]
    print(f"faults: {what}: tried {len(done)}, passed {len(done) - len(failures)}", flush=True)
    if failures:
        raise Failed("\n".join(failures[:20]))
    return [value for value, _ in done]
