"""usage: pdf.py PROFILE FILE.pdf…   PROFILE: ua1 (for screens), 2a (to be filed), pack (tiles: a sheet cut to pages)

Judges PDFs by programs that did not make them: qpdf, poppler, pikepdf, page-validation (PDF/UA, PDF/A) and
outloud (reading aloud). Prints every fault and ends with 1 if there was one.
"""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import page
import pikepdf


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300)


def squeezed(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def structure(path):
    """What any PDF must have: a sound file, a title, a language, fonts inside, ordinary characters."""
    checked = run("qpdf", "--check", path)
    if checked.returncode:
        yield "qpdf: " + (checked.stdout + checked.stderr).strip().splitlines()[-1]
    with pikepdf.open(path) as pdf:
        if not str(pdf.Root.get("/Lang", "")).startswith("zh"):
            yield "no language"
        if not str(pdf.docinfo.get("/Title", "")).strip():
            yield "no title"
        if {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys()) and "prescriptions" not in str(path):
            yield "a time stamp"
        for number, leaf in enumerate(pdf.pages, 1):
            media = [float(side) for side in leaf.mediabox]
            trim = [float(side) for side in leaf.get("/TrimBox", leaf.mediabox)]
            if not (media[0] <= trim[0] < trim[2] <= media[2] and media[1] <= trim[1] < trim[3] <= media[3]):
                yield f"page {number}: boxes {media} {trim}"
    for line in run("pdffonts", path).stdout.splitlines()[2:]:
        embedded, subset, to_unicode = line.split()[-5:-2]
        if (embedded, subset, to_unicode) != ("yes", "yes", "yes"):
            yield "font: " + line
    text = run("pdftotext", path, "-").stdout
    odd = {c for c in text if 0x2E80 <= ord(c) <= 0x2FDF or 0xE000 <= ord(c) <= 0xF8FF or c == "\ufffd"}
    if odd or not squeezed(text):
        yield f"text: {len(text)} characters, odd ones: {sorted(odd)}"


def standard(path, profile):
    """The standard itself, by two readers of it. Widths of one kind of font page-validation reads wrongly."""
    for fault in page.validate_pdf(str(path), profile=profile).failures:
        if "CIDFontType0C program" not in fault.message:
            yield f"{profile}: {fault.rule_id}: {fault.message[:160]}"


def aloud(path):
    said = run(str(Path(sys.executable).parent / "outloud"), "--json", "-", "--no-info", path).stdout
    report = json.JSONDecoder().raw_decode(said[said.index("{"):])[0]

    def errors(value):
        if isinstance(value, dict):
            if str(value.get("severity", "")).lower() == "error":
                yield f"outloud: {value.get('rule') or value.get('rule_id') or value.get('id')}: {value.get('message')}"
            for inner in value.values():
                yield from errors(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from errors(inner)

    yield from set(errors(report))


def main(profile, paths):
    faults = []
    for path in paths:
        faults += [f"{path}: {fault}" for fault in structure(path)]
        if profile != "pack":
            faults += [f"{path}: {fault}" for fault in standard(path, "ua1")]
            faults += [f"{path}: {fault}" for fault in aloud(path)]
        if profile == "2a":
            faults += [f"{path}: {fault}" for fault in standard(path, "2a")]
    print("\n".join(faults))
    print(f"{profile}: {len(paths)} PDFs, {len(faults)} faults")
    return 1 if faults or not paths else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
