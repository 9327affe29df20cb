#!/usr/bin/env python3
"""usage: latency.py watch|serve BANBAO SITE [--rounds 12] [--port 4111]

Measures how long an author waits: the newest article of a copy of SITE is saved with another title, and the files, or
the pages served, are looked at until they say so.

watch   milliseconds until the article's page, the list and the feed on the disk have the new title
serve   the same for the pages served; requests that failed in between; from the start to the first page

Half of the saves write the file in place, the other half put a new file in its place, as editors do.
"""

import argparse
import http.client
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

TODAY = "2026-11-26"
PLACES = {"page": "articles/{slug}.html", "list": "articles/index.html", "feed": "feed.xml"}
PATIENCE = 300
# Between two saves; a second after each, everything is looked at once more, which is not what is measured.
PAUSE = 1.5
# Between two looks; looking without a rest would take the processor from what is measured.
REST = 0.002


class OnDisk:
    """The files under the output folder."""

    def __init__(self, banbao, site, options):
        self.out = site.parent / "out"
        self.command = [banbao, "watch", "--root", site, "--out", self.out, "--today", TODAY]

    def get(self, place):
        try:
            return (self.out / "site" / place).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def is_up(self):
        # The last file a build writes.
        return (self.out / ".banbao/published.json").exists()


class Served:
    """The pages at an address of this machine."""

    def __init__(self, banbao, site, options):
        self.port = options.port
        out = site.parent / "out"
        self.command = [banbao, "serve", "--root", site, "--out", out, "--port", options.port, "--today", TODAY]

    def get(self, place):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{place}")
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return text if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def is_up(self):
        return self.get("index.html") is not None


def newest(site):
    """The article that stands first in the list and in the feed."""

    def day(file):
        found = re.search(r'(?m)^date: "?([\d-]+(?:[ T][\d:]+)?)', file.read_text(encoding="utf-8"))
        return found[1] if found else ""

    return max(sorted((site / "content/articles").glob("*.md"), reverse=True), key=lambda file: day(file)[:10])


def save(file, text, number):
    if number % 2:
        beside = file.with_name(f".{file.name}.swp")
        beside.write_text(text, encoding="utf-8")
        beside.rename(file)
    else:
        file.write_text(text, encoding="utf-8")


def wait(condition, process):
    begin = time.monotonic()
    while not condition():
        if process.poll() is not None or time.monotonic() - begin > PATIENCE:
            raise SystemExit("it did not come up")
        time.sleep(REST)


def saved(place, file, original, number):
    """Seconds until each place has the new title, and how often one could not be read."""
    word = f"改{time.time_ns() % 10**9}"
    text = re.sub(r'(?m)^title: "?', lambda found: found[0] + word, original, count=1)
    open_places = {name: path.format(slug=file.stem) for name, path in PLACES.items()}
    taken, failed = {}, 0
    begin = time.monotonic()
    save(file, text, number)
    while open_places and time.monotonic() - begin < PATIENCE:
        for name, path in list(open_places.items()):
            there = place.get(path)
            failed += there is None
            if there and word in there:
                taken[name] = time.monotonic() - begin
                del open_places[name]
        time.sleep(REST)
    return taken, failed


def measure(options, site):
    place = (OnDisk if options.mode == "watch" else Served)(options.banbao, site, options)
    file = newest(site)
    original = file.read_text(encoding="utf-8")
    begin = time.monotonic()
    process = subprocess.Popen(list(map(str, place.command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(place.is_up, process)
        print(f"from the start to the first {'files' if options.mode == 'watch' else 'page (goal: 1.0 s or less)'}: "
              f"{time.monotonic() - begin:.2f} s")
        time.sleep(2)
        rounds, failed = [], 0
        for number in range(options.rounds):
            taken, faults = saved(place, file, original, number)
            rounds.append(taken)
            failed += faults
            time.sleep(PAUSE)
    finally:
        process.terminate()
        process.wait()
    goal = 100 if options.mode == "watch" else 50
    for name in PLACES:
        times = [1000 * taken[name] for taken in rounds if name in taken]
        if times:
            print(f"{name}: median {statistics.median(times):.0f} ms, {min(times):.0f} to {max(times):.0f} "
                  f"({len(times)} of {options.rounds}; goal: {goal} or less)")
        else:
            print(f"{name}: never")
    print(f"could not be read in between: {failed} (goal: 0)")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.removeprefix("usage: "))
    parser.add_argument("mode", choices=["watch", "serve"])
    parser.add_argument("banbao", type=lambda path: Path(path).resolve())
    parser.add_argument("site", type=Path)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--port", type=int, default=4111)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(options.site, work / "site", ignore=shutil.ignore_patterns("out"))
        measure(options, work / "site")
    finally:
        shutil.rmtree(work)


main()
