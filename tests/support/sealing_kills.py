"""Sealing that is killed at random: what is left each time. `killed_sealings` is for tests and for proofs."""

from typing import Any

from own_desk import OwnDesk
from storied_desk import STORY

# One process prepares, and makes children that seal: each opens a case, seals a capture with it, and deletes a
# file of it. Every other one kills itself at a call of its own, the rest are killed after some time. What a child
# has committed by then it said through a pipe.
_KILLS = """
import random, signal, time
from datetime import timedelta
from django.db import connections, transaction
from turunkan.desk.audit.selectors import check_chain
from turunkan.desk.cases.checking import check_seals
from turunkan.desk.cases.keeping import delete_files, living_files, sweep_store
from turunkan.desk.cases.models import Case, Seal, SealedFile
from turunkan.desk.cases.sealing import seal, store
from turunkan.desk.cases.steps import Step

kills, chance = int(sys.argv[1]), random.Random(int(sys.argv[2]))
people = people or add_people(add_office())
bring_in(999, 1000, BALE)  # what the engine keeps in memory is made once

def capture(number):
    return {f"{name}.bin": b"%d %d" % (number, name) * 20_000 for name in range(3)}

def child(number, last, say):
    (item,) = confirmed(bring_in(number, number + 1, BALE))
    calls = 0
    def count(frame, event, _):
        nonlocal calls
        calls += event.endswith("call")
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
    os.write(say, b"begun\\n")
    sys.setprofile(count if last > 0 else None)
    case = open_case([item], by=people["sari"])
    os.write(say, f"{case.seals.get().seq}\\n".encode())
    with transaction.atomic():
        made = seal(case, Step.CAPTURED, capture(number), by=None)
    os.write(say, f"{made.seq}\\n".encode())
    delete_files(made.files.filter(path="0.bin"), "captured-by-mistake", note="keliru", by=people["wulan"])
    os.write(say, f"{Seal.objects.last().seq}\\n".encode())
    sys.setprofile(None)
    os.write(say, f"calls={calls}\\n".encode())

def forked(number, last, moment):
    '''How a child ended, what it committed, and how many calls and seconds that took if it lived.'''
    connections.close_all()
    hear, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            child(number, last, say)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(say)
    with os.fdopen(hear) as heard:
        heard.readline()
        begun = time.monotonic()
        if moment:
            time.sleep(moment)
            os.kill(pid, signal.SIGKILL)
        said = heard.read().split()
    took = time.monotonic() - begun
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return status, {int(one) for one in said if one.isdigit()}, said[-1:], took

def wrong(promised):
    '''What is not as it has to be.'''
    seals = check_seals()
    numbers = list(Seal.objects.values_list("seq", flat=True))
    found = [f"{problem.code} {problem.place}" for problem in seals.problems]
    found += [] if check_chain().whole else ["audit chain"]
    found += [] if numbers == list(range(1, len(numbers) + 1)) else ["gap"]
    found += [f"lost {seq}" for seq in promised - set(numbers)]
    found += [f"case without seal {case}" for case in Case.objects.filter(seals=None)]
    return found

status, promised, (calls,), took = forked(1000, 10**9, None)
assert status == 0
calls, number, ends, problems = int(calls.strip("calls=")), 1000, [], []
while ends.count(-signal.SIGKILL) < kills:
    number += 1
    where = (chance.randint(1, calls), None) if number % 2 else (-1, chance.uniform(0, took))
    status, said, _, _ = forked(number, *where)
    ends.append(status)
    promised |= said
    problems += [f"{where}: {one}" for one in wrong(promised)]
leftovers = len(list(store().folder.rglob(".*.part")))
swept = sweep_store(timezone.now() + timedelta(days=2))
print(json.dumps({
    "kills": ends.count(-signal.SIGKILL), "problems": problems + wrong(promised),
    "seals": Seal.objects.count(), "promised": len(promised), "files": SealedFile.objects.count(),
    "leftovers": leftovers, "swept": swept,
    "clean": set(store().digests()) == set(living_files().values_list("sha256", flat=True))
             and not list(store().folder.rglob(".*.part")),
}))
"""


def killed_sealings(desk: OwnDesk, kills: int, seed: int) -> dict[str, Any]:
    """Kill so many sealings of a prepared desk; the counts, and every problem that was found after any of them."""
    found: dict[str, Any] = desk.run(STORY + _KILLS, kills, seed)
    return found
