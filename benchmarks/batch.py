"""How `jobnet batch` grows: one core against two, and the memory of a thousand seekers against that of ten thousand.

python benchmarks/batch.py [--seekers 10000]
"""

from __future__ import annotations

import argparse
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
        text = "".join(f"{line}\n" for line in profile(50, 100))
        for place, count in ((all_of_them, many), (tenth, many // 10)):
            place.mkdir()
            for number in range(count):
                (place / f"{number:05}.yaml").write_text(text)
        one, _ = _run(folder, all_of_them, 1)
        two, most = _run(folder, all_of_them, 2)
        _, least = _run(folder, tenth, 2)
    print(f"{many} seekers, one core   {one:8.1f} s")
    print(f"{many} seekers, two cores  {two:8.1f} s, {one / two:.2f} times as fast (at least {_GOAL_SPEED})")
    print(f"peak of {many // 10}          {least:8.0f} MiB")
    print(f"peak of {many}         {most:8.0f} MiB, {most / least:.2f} times (at most {_GOAL_MEMORY})")


def _run(folder: str, seekers: Path, processes: int) -> tuple[float, float]:
    """Seconds, and the peak of the process that hands out and of its largest worker, in MiB."""
    code = (
        "import resource, sys; from jobnet.__main__ import main; main(sys.argv[1:]); "
        "both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN); "
        "print(sum(resource.getrusage(each).ru_maxrss for each in both), file=sys.stderr)"
    )
    begun = time.perf_counter()
    asked = ["batch", "funnel", str(seekers), "--processes", str(processes), "--today", "2026-10-15"]
    ran = subprocess.run(
        [sys.executable, "-c", code, *asked],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return time.perf_counter() - begun, int(ran.stderr.split()[-1]) / 1024


if __name__ == "__main__":
    main()
