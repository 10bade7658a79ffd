"""How `jobnet batch` grows: one core against two, and the memory of a thousand seekers against that of ten thousand.

    python benchmarks/batch.py [--seekers 10000]

Each profile is another one, of a typical size: 4 to 80 applications, half as many contacts. Timed are `funnel`, and
`overview`, the coach's page of a morning.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from large_profile import profile

_GOAL_SPEED, _GOAL_MEMORY = 1.7, 1.3


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seekers", type=int, default=10_000)
    many = options.parse_args().seekers
    with tempfile.TemporaryDirectory() as folder:
        all_of_them, tenth = Path(folder, "all"), Path(folder, "tenth")
        for place, count in ((all_of_them, many), (tenth, many // 10)):
            place.mkdir()
            for number in range(count):
                applications = random.Random(number).randint(4, 80)
                lines = profile(applications, max(applications // 2, 1), seed=number)
                (place / f"{number:05}.yaml").write_text("".join(f"{line}\n" for line in lines))
        for command in (["funnel"], ["overview", "-o", "page.html"]):
            one, _ = _run(folder, command, all_of_them, 1)
            two, most = _run(folder, command, all_of_them, 2)
            _, least = _run(folder, command, tenth, 2)
            print(f"{command[0]} of {many}")
            print(f"  one core    {one:8.1f} s")
            print(f"  two cores   {two:8.1f} s: {one / two:.2f} times as fast (at least {_GOAL_SPEED})")
            print(f"  peak        {most:8.0f} MiB: {most / least:.2f} times that of a tenth (at most {_GOAL_MEMORY})")
            sys.stdout.flush()


def _run(folder: str, command: list[str], seekers: Path, processes: int) -> tuple[float, float]:
    """Seconds, and the peak of the process that hands out and of its largest worker, in MiB."""
    code = (
        "import resource, sys; from jobnet.__main__ import main; main(sys.argv[1:]); "
        "both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN); "
        "print(sum(resource.getrusage(each).ru_maxrss for each in both), file=sys.stderr)"
    )
    begun = time.perf_counter()
    words, *options = command
    asked = ["batch", words, str(seekers), *options, "--processes", str(processes), "--today", "2026-10-15"]
    ran = subprocess.run(
        [sys.executable, "-c", code, *asked],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        sys.exit(f"{' '.join(asked)} ended with {ran.returncode}: {ran.stderr[-500:]}")
    return time.perf_counter() - begun, int(ran.stderr.split()[-1]) / 1024


if __name__ == "__main__":
    main()
