"""Prints the goals of docs/performance.md with this machine's own figures: ratios, measured side by side.

    .venv/bin/python benchmarks/run.py [P1 P2 …] [--write docs/performance.md]

Peers are installed into a scratch environment; all bytecode is compiled first; pairs run in turn and the median
of the pairwise ratios is the figure.
"""

from __future__ import annotations

import argparse
import compileall
import email
import email.policy
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
DAY = "2026-10-15"
ROUNDS = 15
JOBNET = [sys.executable, "-m", "jobnet"]


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    goal: str
    what: str
    wanted: str
    measured: str
    holds: bool


@dataclass(frozen=True)
class Bench:
    """A scratch folder with the peers' environment and the profiles to measure on."""

    scratch: Path

    @property
    def mailmerge(self) -> str:
        found = self.scratch / "peers" / "bin" / "mailmerge"
        if not found.exists():
            say("installing mailmerge into a scratch environment")
            subprocess.run([sys.executable, "-m", "venv", self.scratch / "peers"], check=True)
            pip = self.scratch / "peers" / "bin" / "pip"
            subprocess.run([pip, "install", "--quiet", "mailmerge"], check=True, stderr=subprocess.DEVNULL)
            compileall.compile_dir(str(self.scratch / "peers"), quiet=2)
        return str(found)

    def profile(self, applications: int, contacts: int | None = None, *, under_way: bool = False) -> Path:
        """A generated profile with this many applications (and half as many contacts, unless said)."""
        path = self.scratch / f"profile-{applications}-{contacts}{'-under-way' * under_way}.yaml"
        if not path.exists():
            command = [sys.executable, HERE / "large_profile.py", str(applications)]
            command += ["--under-way"] if under_way else []
            if contacts is not None:
                command += ["--contacts", str(contacts)]
            path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
        return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "goals", nargs="*", default=list(GOALS), metavar="GOAL", help="P1 … P8, log, advice; all if none is named"
    )
    parser.add_argument("--write", type=Path, help="put the table between the marks of this file")
    asked = parser.parse_args()
    compileall.compile_dir(str(Path(sys.prefix)), quiet=2, workers=0)
    compileall.compile_dir(str(HERE.parent / "src"), quiet=2)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch))
        figures = [figure for goal in asked.goals for figure in GOALS[goal](bench)]
    table = as_table(figures)
    print(table)
    if asked.write:
        put(asked.write, table)


def put(path: Path, table: str) -> None:
    """Replace what stands between the marks; the rest of the file is prose."""
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- figures -->\n")
    _, _, after = rest.partition("<!-- end of figures -->")
    path.write_text(f"{before}<!-- figures -->\n{table}\n<!-- end of figures -->{after}", encoding="utf-8")


def as_table(figures: Sequence[Figure]) -> str:
    machine = (
        f"{os.cpu_count()} cores, CPython {platform.python_version()}, medians of {ROUNDS} pairs for short commands"
    )
    rows = [f"Measured: {machine}.", "", "| goal | what | wanted | measured | holds |", "|---|---|---|---|---|"]
    rows += [f"| {f.goal} | {f.what} | {f.wanted} | {f.measured} | {'yes' if f.holds else '**no**'} |" for f in figures]
    return "\n".join(rows)


def start_of_brief(bench: Bench) -> list[Figure]:
    brief = [*JOBNET, "brief", "-q", "--today", DAY, "-p", str(bench.profile(50, 100))]
    floor = [sys.executable, "-c", "import typer, yaml, jinja2"]
    return [ratio_of("P1", "`jobnet brief`, typical profile / importing typer, yaml, jinja2", brief, floor, 1.5)]


def brief_against_mailmerge(bench: Bench) -> list[Figure]:
    sample = bench.scratch / "sample"
    sample.mkdir(exist_ok=True)
    subprocess.run([bench.mailmerge, "--sample"], cwd=sample, check=True, capture_output=True)
    brief = [*JOBNET, "brief", "-q", "--today", DAY, "-p", str(bench.profile(50, 100))]
    return [
        ratio_of("P2", "`jobnet brief` / `mailmerge` dry-running one row", brief, [bench.mailmerge], 1.1, cwd=sample)
    ]


TIME_ADVICE = """
import os, sys, time
from jobnet import letters
from jobnet.__main__ import main
judge, spent = letters._reviewed, []
def timed(*given):
    start = time.perf_counter()
    found = judge(*given)
    spent.append(time.perf_counter() - start)
    return found
letters._reviewed = timed
sys.stdout = open(os.devnull, "w")
main(sys.argv[1:])
sys.stderr.write(f"{1000 * max(spent)}")
"""


def advice(bench: Bench) -> list[Figure]:
    """What the rules and the leak scan add to printing one letter in a process of its own, their import included."""
    profile = bench.profile(50, 100)
    figures = []
    for document in ("brief", "update"):
        asked = [document, "--to", first_reader(profile), "-q", "--today", DAY, "-p", str(profile)]
        spent = statistics.median(
            float(subprocess.run([sys.executable, "-c", TIME_ADVICE, *asked], capture_output=True, check=True).stderr)
            for _ in range(ROUNDS)
        )
        what = f"advice and leak scan of one {document}, typical profile, their import included"
        figures.append(Figure("advice", what, "≤ 30 ms", f"{spent:.0f} ms", spent <= 30))
    return figures


def help_against_mailmerge(bench: Bench) -> list[Figure]:
    return [
        ratio_of("P3", "`jobnet --help` / `mailmerge --help`", [*JOBNET, "--help"], [bench.mailmerge, "--help"], 1.0)
    ]


def many_letters(bench: Bench) -> list[Figure]:
    return [*letters_for(bench, 100, 0.7), *letters_for(bench, 5000, 0.8)]


def letters_for(bench: Bench, readers: int, most: float) -> list[Figure]:
    """So many updates as `.eml`, against mailmerge dry-running the same words to as many."""
    profile = bench.profile(50, readers, under_way=True)
    sample, out = bench.scratch / f"many-{readers}", bench.scratch / f"eml-{readers}"
    sample.mkdir(exist_ok=True)
    ours = [*JOBNET, "update", "--all", "--now", "-q", "--today", DAY, "-p", str(profile), "-f", "eml", "-o", f"{out}/"]
    theirs = [bench.mailmerge, "--no-limit", "--output-format", "raw"]
    peak, processes = peak_of(ours, sample)
    letters = sorted(out.glob("*.eml"), key=lambda path: path.stat().st_size)
    lines = statistics.mean(len(plain_text(path).splitlines()) for path in letters[::50])
    prepare(bench, sample, profile, typical=letters[len(letters) // 2], rows=len(letters))
    pairs = []
    for _ in range(5):
        # Put aside, not deleted: for some seconds after that, ext4 takes ten times as long to make new files.
        out.rename(bench.scratch / f"eml-{readers}-{len(pairs)}")
        pairs.append((timed(ours, sample), timed(theirs, sample)))
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    said = f"{ratio:.2f}× ({len(letters):,} letters of {lines:.0f} lines on average: {a:.1f} s against {b:.1f} s)"
    figures = [Figure("P4", f"{readers:,} updates as `.eml` / `mailmerge` dry run", f"≤ {most}×", said, ratio <= most)]
    if readers < 5000:
        return figures
    together = f"{peak:.0f} MiB ({processes} {'process' if processes == 1 else 'processes'})"
    return [*figures, Figure("P7", "peak memory of P4", "≤ 120 MiB", together, peak <= 120)]


def prepare(bench: Bench, folder: Path, profile: Path, *, typical: Path, rows: int) -> None:
    """A template of the words of this letter, and as many rows as there are letters, for mailmerge."""
    reader = re.search(r"^To: .*?([^<> ]+@[^<> ]+?)>?$", typical.read_text("utf-8"), re.MULTILINE)
    if reader is None:
        raise SystemExit(f"{typical} has no reader")
    words = json.loads(
        subprocess.run(
            [*JOBNET, "update", "--to", reader[1], "-q", "--today", DAY, "-p", str(profile), "-f", "json"],
            check=True,
            capture_output=True,
        ).stdout
    )
    subprocess.run([bench.mailmerge, "--sample"], cwd=folder, check=True, capture_output=True)
    (folder / "mailmerge_template.txt").write_text(as_template(words), encoding="utf-8")
    table = "".join(f"reader{i}@example.org,Reader {i}\n" for i in range(rows))
    (folder / "mailmerge_database.csv").write_text("email,name\n" + table, encoding="utf-8")


def plain_text(path: Path) -> str:
    body = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_body(("plain",))
    return str(body.get_content()) if body else ""


def peak_of(command: list[str], cwd: Path) -> tuple[float, int]:
    """MiB that a program and the processes it starts take together at most, and how many they were then (Linux).

    It is looked at fifty times a second, in a run whose time is not taken. A page that two of them share counts once,
    and so do the files they have open as memory, even those that others on this machine share with them.
    """
    with subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        peak = (0.0, 0)
        while process.poll() is None:
            if sizes := [size for pid in tree(process.pid) if (size := sizes_of(pid))]:
                peak = max(peak, (sum(own for own, _ in sizes) + max(files for _, files in sizes), len(sizes)))
            time.sleep(0.02)
    return peak


def tree(pid: int) -> list[int]:
    """This process and all below it."""
    try:
        below = [int(each) for of in Path(f"/proc/{pid}/task").glob("*/children") for each in of.read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in below for each in tree(child))]


def sizes_of(pid: int) -> tuple[float, float] | None:
    """MiB of one process: what is its own, its part of what is shared included, and files; None when it is gone."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    kib = {name: int(size) for name, size in re.findall(r"^(\w+): *([0-9]+) kB", said, re.MULTILINE)}
    return (kib["Pss_Anon"] / 1024, (kib["Rss"] - kib["Anonymous"]) / 1024) if kib.get("Rss") else None


def as_template(words: dict[str, str]) -> str:
    """The same letter for mailmerge: text and HTML, the reader's name in both."""
    text, html = (words[form].replace("{", "(").replace("}", ")") for form in ("text", "html"))
    return (
        "TO: {{email}}\nSUBJECT: " + words["subject"] + "\nFROM: A <a@example.com>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="limit"\n\n'
        "--limit\nContent-Type: text/plain; charset=utf-8\n\nDear {{name}},\n" + text + "\n"
        "--limit\nContent-Type: text/html; charset=utf-8\n\n<p>Dear {{name}},</p>\n" + html + "\n--limit--\n"
    )


def first_reader(profile: Path) -> str:
    lines = profile.read_text(encoding="utf-8").splitlines()
    return next(line.split("email:")[1].strip() for line in lines[20:] if "email:" in line and "@" in line)


READ_OURS = """
import resource, sys, time
from pathlib import Path
from jobnet.profile.reading import read_profile
data = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
read_profile(data, file="p")
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
READ_THEIRS = """
import resource, sys, time
from pathlib import Path
import yaml
data = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
yaml.load(data, yaml.CSafeLoader)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def reading(bench: Bench) -> list[Figure]:
    large = bench.profile(10000, 5000)
    pairs = [(seconds_and_peak(READ_OURS, large), seconds_and_peak(READ_THEIRS, large)) for _ in range(5)]
    time_ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in pairs)
    peak_ratio = statistics.median(ours[1] / theirs[1] for ours, theirs in pairs)
    ours, theirs = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    size = large.stat().st_size / 1e6
    what = f"reading and validating the large profile ({size:.1f} MB) / `CSafeLoader` alone"
    said = f"{time_ratio:.2f}× ({ours:.2f} s against {theirs:.2f} s)"
    return [
        Figure("P5", f"{what}: time", "≤ 0.6×", said, time_ratio <= 0.6),
        Figure("P5", f"{what}: peak memory", "≤ 0.75×", f"{peak_ratio:.2f}×", peak_ratio <= 0.75),
    ]


def seconds_and_peak(script: str, profile: Path) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", script, str(profile)], check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def growth(bench: Bench) -> list[Figure]:
    sizes = (1250, 2500, 5000, 10000)
    commands: dict[str, Callable[[Path], list[str]]] = {
        "reading": lambda p: [sys.executable, "-c", READ_OURS, str(p)],
        "`update --all`": lambda p: [*JOBNET, "update", "--all", "--now", *on(p), "-o", f"{p}.out/"],
        "`check`": lambda p: [*JOBNET, "check", *on(p)],
        "`next`": lambda p: [*JOBNET, "next", *on(p)],
        "`history`": lambda p: [*JOBNET, "history", *on(p)],
        "`who`": lambda p: [*JOBNET, "who", *on(p)],
        "`report`": lambda p: [*JOBNET, "report", "--since", "all", *on(p)],
    }
    figures = []
    for name, command in commands.items():
        many = name == "`update --all`"  # of a search under way, for letters in proportion to records
        profiles = [bench.profile(n, n // 2, under_way=many) for n in sizes]
        rounds = 1 if name in {"`update --all`", "`check`"} else 3
        seconds = [min(timed(command(path), bench.scratch) for _ in range(rounds)) for path in profiles]
        steps = [later / earlier for earlier, later in pairwise(seconds)]
        said = ", ".join(f"{step:.2f}×" for step in steps) + f" ({seconds[-1]:.2f} s at {sizes[-1]:,})"
        if many:
            letters = [len(list(Path(f"{path}.out").glob("*"))) for path in profiles]
            said += ", for " + ", ".join(f"{b / a:.2f}×" for a, b in pairwise(letters)) + " the letters"
        figures.append(
            Figure("P6", f"{name}: time for 2n over n, n = 1,250 … 10,000", "≤ 2.2×", said, max(steps) <= 2.2)
        )
    return figures


def on(profile: Path) -> list[str]:
    return ["-q", "--today", DAY, "-p", str(profile)]


def ledger(bench: Bench) -> list[Figure]:
    done = subprocess.run(
        [sys.executable, HERE / "ledger.py", bench.scratch], check=True, capture_output=True, text=True
    )
    ratio = float(re.findall(r"([0-9.]+)x \(", done.stdout)[0])
    return [Figure("P8", "what the ledger adds to a message / two bare commits", "≤ 2×", f"{ratio:.2f}×", ratio <= 2)]


def log_against_brief(bench: Bench) -> list[Figure]:
    """What keeping the profile costs: `log` reads it, splices, reads it again as proof, and replaces it."""
    kept = bench.scratch / "kept.yaml"
    kept.write_bytes(bench.profile(10000, 5000).read_bytes())
    on_it = on(kept)
    pairs = []
    for n in range(5):
        log = [*JOBNET, "log", f"New Company {n}", "applied", "--position", "Clerk", "--yes", *on_it]
        pairs.append((timed(log, None), timed([*JOBNET, "brief", *on_it], None)))
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    said = f"{ratio:.2f}× ({a:.2f} s against {b:.2f} s)"
    return [Figure("log", "`jobnet log` / `jobnet brief`, large profile", "≤ 2×", said, ratio <= 2)]


def ratio_of(goal: str, what: str, ours: list[str], theirs: list[str], most: float, cwd: Path | None = None) -> Figure:
    """The median of the pairwise ratios of two short commands, run in turn after one warm-up each."""
    pairs = [(timed(ours, cwd), timed(theirs, cwd)) for _ in range(ROUNDS + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(pair[side] for pair in pairs) * 1000 for side in (0, 1))
    return Figure(goal, what, f"≤ {most}×", f"{ratio:.2f}× ({a:.0f} ms against {b:.0f} ms)", ratio <= most)


def timed(command: list[str], cwd: Path | None) -> float:
    """Seconds on the wall."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in {0, 4}:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.decode()[:500]}")
    return seconds


def say(text: str) -> None:
    print(text, file=sys.stderr)


GOALS: dict[str, Callable[[Bench], list[Figure]]] = {
    "P4": many_letters,
    "P1": start_of_brief,
    "P2": brief_against_mailmerge,
    "P3": help_against_mailmerge,
    "P5": reading,
    "P6": growth,
    "P8": ledger,
    "log": log_against_brief,
    "advice": advice,
}

if __name__ == "__main__":
    main()
