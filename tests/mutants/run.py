"""Break one rule after the other and see that its tests notice.

`python -m tests.mutants.run [WORD …]` takes the breakages whose words or file hold
one of the words given, all without any. Ends with 1 when a breakage was not noticed.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from tests.mutants import NEVER_READ, ROOT, Mutant, Stale, all_mutants

NOTICED = "noticed"
# By pytest's codes; 1 alone says that a test ran and failed.
ENDS = {0: "NOT NOTICED", 1: NOTICED, NEVER_READ: "never read"}

AT_ONCE = 2
# Far beyond what one may take, for a machine that does other things besides.
LIMIT_SECONDS = 180
# What one compiled the next need not compile again; the broken file never is.
SURROUNDINGS = {"PYTHONDONTWRITEBYTECODE": ""}
ASK = ["-m", "pytest", "-xqrfE", "-pno:cacheprovider", "-ptests.mutants.broken"]


def main(words: list[str]) -> int:
    mutants = [m for m in all_mutants() if _is_wanted(m, words)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        noticed = sum(pool.map(tried, mutants))
    print(f"{noticed} passed, {len(mutants) - noticed} failed")
    return 0 if mutants and noticed == len(mutants) else 1


def _is_wanted(mutant: Mutant, words: list[str]) -> bool:
    return not words or any(w in mutant.breaks or w in mutant.file for w in words)


def tried(mutant: Mutant) -> bool:
    """Whether the tests notice; tells it in a line, with their words where they don't."""
    began = monotonic()
    try:
        mutant.text()
        end, words = _asked(mutant)
    except Stale as stale:
        end, words = "stale", str(stale)
    took = monotonic() - began
    print(f"{end:12} {took:5.1f} s  {mutant.breaks}", flush=True)
    if end != NOTICED:
        print(
            f"    {mutant.file}: {mutant.old!r} -> {mutant.new!r}\n{words}", flush=True
        )
    return end == NOTICED


def _asked(mutant: Mutant) -> tuple[str, str]:
    run = subprocess.Popen(
        [sys.executable, *ASK, *mutant.tests],
        cwd=ROOT,
        env=os.environ | SURROUNDINGS | {"MUTANT": mutant.breaks},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said, _ = run.communicate(timeout=LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        run.kill()
        return "too slow", run.communicate()[0]
    return ENDS.get(run.returncode, "stumbled"), said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
