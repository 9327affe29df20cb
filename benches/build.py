#!/usr/bin/env python3
"""usage: build.py BANBAO CORPUS... [--hugo HUGO] [--floor LIMITS] [--rounds 5] [--work FOLDER]

Measures clean builds of the same articles by Banbao and others, in one run and in turn, and prints medians and ratios.
A CORPUS holds the same articles as `banbao` (made by corpus.py), and where there is a program for them as `hugo` and
`raw`; give the smaller first. LIMITS is a program that does nothing but the least, called `LIMITS tera2 RAW OUT`: read,
parse, Tera 2, write. What is not given is left out.

Each build writes into a folder that never was. All folders are kept until the end: right after a deletion ext4 is slow
to make new files, and the next build would pay for it. That takes some 2 GiB for 10,000 articles. The first round warms
the disk's cache and is not counted.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# The articles speak of days before this one.
TODAY = "2026-11-26"
# Reads every byte that goes in and writes every byte that comes out, and nothing else.
COPY = 'find "$1" -type f -exec cat {} + | wc -c >/dev/null && cp -r --reflink=never "$2" "$3"'


@dataclass
class Run:
    wall: float
    cpu: float
    peak: float


def run(command):
    """Seconds, and MiB at the peak, of a command and what it started."""
    begin = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed:\n{said.decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs):
    return Run(*(statistics.median(getattr(one, field) for one in runs) for field in ("wall", "cpu", "peak")))


def builders(options, corpus):
    """How each tool builds this corpus into a folder."""
    tools = {"Banbao": lambda out: banbao(options, corpus, out)}
    if options.hugo:
        tools["Hugo"] = lambda out: [options.hugo, "--quiet", "--noBuildLock", "-s", corpus / "hugo", "-d", out]
    if options.floor:
        tools["floor"] = lambda out: [options.floor, "tera2", corpus / "raw", out]
    return tools


def banbao(options, corpus, out):
    return [options.banbao, "build", "--root", corpus / "banbao", "--out", out, "--today", TODAY]


def size(folder):
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{len(sizes)} files, {sum(sizes) / 2**20:.0f} MiB"


def measured(options, corpus, work):
    """Medians by tool, the unchanged build and the plain copy among them."""
    tools = builders(options, corpus)
    runs = {}
    for number in range(options.rounds + 1):
        done = {}
        for name, command in tools.items():
            out = work / f"{name}-{number}"
            out.mkdir()
            done[name] = run(command(out))
            if number == 0:
                print(f"  {name} writes {size(out)}")
        mine = work / f"Banbao-{number}"
        done["Banbao, nothing changed"] = run(banbao(options, corpus, mine))
        done["plain copy"] = run(["sh", "-c", COPY, "sh", corpus / "banbao", mine, work / f"copy-{number}"])
        if number:
            for name, one in done.items():
                runs.setdefault(name, []).append(one)
    return {name: median(some) for name, some in runs.items()}


def tell(medians):
    for name, it in medians.items():
        print(f"  {name:24} {it.wall:8.3f} s wall {it.cpu:8.3f} s CPU {it.peak:8.1f} MiB")
    mine = medians["Banbao"]
    if hugo := medians.get("Hugo"):
        print(f"  Hugo takes {hugo.wall / mine.wall:.2f} times as long (goal: 5 or more)")
        print(f"  peak memory: {mine.peak / hugo.peak:.2f} of Hugo's (goal: 0.25 or less)")
    if floor := medians.get("floor"):
        print(f"  {mine.wall / floor.wall:.2f} times the floor (goal: 1.5 or less)")
    print(f"  {mine.wall / medians['plain copy'].wall:.2f} times a plain copy of what goes in and comes out")
    print(f"  nothing changed: {medians['Banbao, nothing changed'].wall:.2f} s (goal: 0.3 or less)")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.removeprefix("usage: "))
    parser.add_argument("banbao", type=lambda path: Path(path).resolve())
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--hugo")
    parser.add_argument("--floor")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    walls = []
    for corpus in options.corpora:
        articles = sum(1 for _ in (corpus / "banbao/content/articles").glob("*.md"))
        print(f"{articles} articles, medians of {options.rounds}")
        work = Path(tempfile.mkdtemp(dir=options.work))
        try:
            medians = measured(options, corpus, work)
        finally:
            shutil.rmtree(work)
        tell(medians)
        walls.append((articles, medians["Banbao"].wall))
    (few, short), (many, long) = walls[0], walls[-1]
    if many > few:
        print(f"{many / few:g} times the articles take {long / short:.1f} times as long (goal for ten times: 11 or less)")


main()
