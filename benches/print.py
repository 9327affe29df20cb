#!/usr/bin/env python3
"""usage: print.py BANBAO [ROUNDS]   Measures printing against others, in one run, and prints ratios.

One core (Linux `taskset`), CPU seconds of the process and what it started, medians. The same poster (a band, a headline,
three slogans, six cards, a drawing, a code, a foot) is made by Banbao, by Typst in a process of its own (the PyPI wheel,
its start-up subtracted), by WeasyPrint and by Chromium kept alive. What is not installed is left out:

    pip install typst==0.15.0 weasyprint playwright; `chromium` from the system
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BANBAO = str(Path(sys.argv[1]).resolve())
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
SHEETS = Path(__file__).resolve().parent.parent / "themes/township"
CORE = {min(os.sched_getaffinity(0))}

RECORD = """---
source: 本院2026年工作计划
start: {year}-05-31
image: {{file: badge.svg, alt: 一枚徽章}}
slogans: [今天少一支，明天不再吸{n}, 戒烟一小步，全家大幸福, 家中无烟味，老小少受累]
key_messages:
""" + "".join(
    f"  - {{{{title: {title}, text: {text}}}}}\n"
    for title, text in [
        ("早戒早受益", "什么年纪戒烟都有好处，越早戒，好处越多。"),
        ("二手烟有害", "开窗、换房间挡不住二手烟，室内请不要吸烟。"),
        ("电子烟不灵", "不要靠电子烟戒烟，它同样会让人上瘾。"),
        ("定个日子", "选好戒烟日，扔掉烟和打火机，告诉家人朋友。"),
        ("扛过烟瘾", "烟瘾上来，喝口水、走几步，多数几分钟就减轻。"),
        ("找人帮忙", "戒不掉就来门诊，医生帮您看烟瘾、选方法、用对药。"),
    ]
) + "---\n\n## 说明\n\n正文。\n"
BADGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"><rect width="120" height="80" rx="6" fill="#fde6b3"/>'
    '<circle cx="60" cy="40" r="30" fill="#fff" stroke="#b3261e" stroke-width="6"/></svg>'
)


def cpu(command, pinned=True, **more):
    """CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    pin = (lambda: os.sched_setaffinity(0, CORE)) if pinned else None
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=pin, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def median(measure):
    return statistics.median(measure() for _ in range(ROUNDS))


def town(folder, records):
    """A site with so many campaign records, each poster's words different."""
    (folder / "content/images").mkdir(parents=True)
    (folder / "content/site.yaml").write_text(
        "name: 示例镇\norganisation: 示例镇中心卫生院\nbase_url: https://health.example.cn/\ntopics: []\nprinted_months: 0\n"
        'hotlines: [{name: 急救, number: "120"}, {name: 心理援助, number: "12356"}]\n'
    )
    (folder / "content/images/badge.svg").write_text(BADGE)
    observances = ["no-tobacco-day", "aids-day", "teeth-care-day", "world-health-day", "tb-day", "diabetes-day",
                   "mental-health-day", "idd-day", "eye-care-day", "world-cancer-day"]
    for number in range(records):
        file = folder / f"content/campaigns/{observances[number // 100]}/{2001 + number % 100}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(RECORD.format(n=number, year=2001 + number % 100))
    return folder


def printing(folder, names, *wish):
    out = folder / "printed"
    shutil.rmtree(out, ignore_errors=True)
    return [BANBAO, "print", *names, *wish, "--root", str(folder), "--out", str(out), "--today", "2026-05-20"]


def names(folder):
    records = sorted((folder / "content/campaigns").glob("*/*.md"))
    return [f"campaigns/{record.parent.name}/{record.stem}" for record in records]


def html(n):
    cards = "".join(f"<section><h2>{i}. 要点标题</h2><p>什么年纪戒烟都有好处，越早戒，好处越多。</p></section>" for i in range(6))
    return f"""<!doctype html><html lang=zh><meta charset=utf-8><title>海报{n}</title><style>
@font-face {{ font-family: N; src: url("file://{SHEETS}/fonts/NotoSansSC-Regular.ttf") }}
@font-face {{ font-family: N; font-weight: 900; src: url("file://{SHEETS}/fonts/NotoSansSC-Black.ttf") }}
@page {{ size: 297mm 420mm; margin: 0 }} body {{ margin: 0; font: 24pt/1.5 N }} header {{ background: #00594f; color: #fff; padding: 20mm; text-align: center }}
h1 {{ font-size: 60pt; font-weight: 900; margin: 0 }} .lead {{ font-size: 90pt; font-weight: 900; color: #b3261e; text-align: center }}
main {{ display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; padding: 10mm }} section {{ background: #e6f2ef; border-radius: 3mm; padding: 6mm }}
</style><header><h1>第{n}个世界无烟日</h1><p>2026年5月31日</header><p class=lead>今天少一支，明天不再吸{n}</p>
<ul><li>戒烟一小步，全家大幸福<li>家中无烟味，老小少受累</ul>{BADGE}<main>{cards}</main><footer>示例镇中心卫生院 120 12356</footer></html>"""


def weasyprint(folder):
    code = ("import sys, time, weasyprint\nfor n, path in enumerate(sys.argv[1:]):\n"
            "    weasyprint.HTML(path).write_pdf(path + '.pdf', pdf_variant='pdf/ua-1')\n")
    files = []
    for n in range(11):
        files.append(folder / f"w{n}.html")
        files[-1].write_text(html(n))
    run = lambda count: cpu([sys.executable, "-c", code, *map(str, files[:count])])
    return (median(lambda: run(6)) - median(lambda: run(1))) / 5


def chromium(folder):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()

        def once():
            file = folder / "c.html"
            file.write_text(html(time.monotonic_ns()))
            begin = time.perf_counter()
            page.goto(f"file://{file}")
            page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
            return time.perf_counter() - begin

        once()
        taken = median(once)
        browser.close()
    return taken


def typst(folder):
    """A Typst process for one poster, less the start of the interpreter around it."""
    root = folder / "typst"
    shutil.copytree(SHEETS / "sheets", root)
    import json

    data = json.loads((folder / "data.json").read_text())
    (root / "data.json").write_text(json.dumps(data, ensure_ascii=False))
    code = ("import typst, sys\ntypst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3], font_paths=[sys.argv[4]],"
            " ignore_system_fonts=True, pdf_standards=['ua-1'])")
    arguments = [str(root / "poster.typ"), str(root / "x.pdf"), str(root), str(SHEETS / "fonts")]
    whole = median(lambda: cpu([sys.executable, "-c", code, *arguments]))
    return whole - median(lambda: cpu([sys.executable, "-c", "import typst"]))


def data():
    """The words of the poster as the program hands them to the sheet."""
    return {
        "title": "第39个世界无烟日", "name": "世界无烟日", "year": 2026, "edition": "第39个", "occasion": None, "dates": "2026年5月31日",
        "theme": None, "theme_label": "宣传主题", "theme_pending": "主题待通知", "layout": "headline", "picture": None,
        "slogans": ["今天少一支，明天不再吸", "戒烟一小步，全家大幸福", "家中无烟味，老小少受累"],
        "messages": [{"title": "早戒早受益", "text": "什么年纪戒烟都有好处，越早戒，好处越多。"}] * 6,
        "source": "本院2026年工作计划", "organisation": "示例镇中心卫生院", "department": None,
        "hotlines": [{"name": "急救", "number": "120"}], "qr": None, "options": {}, "mono": False,
        "paper": {"name": "A3", "width": 297, "height": 420, "bleed": 0, "marks": False},
    }


def main():
    work = Path(tempfile.mkdtemp())
    try:
        few, many, thousand = town(work / "few", 10), town(work / "many", 110), town(work / "thousand", 1000)
        begin = lambda folder: cpu(printing(folder, names(folder)))
        poster = (median(lambda: begin(many)) - median(lambda: begin(few))) / 100
        print(f"A3 poster, warm, one core: {poster * 1000:.1f} ms CPU")
        import json

        (work / "data.json").write_text(json.dumps(data(), ensure_ascii=False))
        for name, rival in [("a fresh Typst process", typst), ("Chromium kept alive", chromium), ("WeasyPrint", weasyprint)]:
            try:
                taken = rival(work)
                print(f"{name}: {taken * 1000:.0f} ms, {taken / poster:.1f} times as long")
            except ImportError as missing:
                print(f"{name}: not measured ({missing})")

        hundred = names(many)[:100]

        def wall():
            command = printing(many, hundred)
            begin = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return time.perf_counter() - begin

        print(f"100 posters, all cores, the whole command: {median(wall):.2f} s wall")
        for count in (1, 100, 300, 1000):
            command = ["/usr/bin/time", "-f", "%M", *printing(thousand, names(thousand)[:count])]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
            print(f"{count} posters in one run: peak {int(told.split()[-1]) / 1024:.0f} MiB")
        sample = SHEETS.parent.parent

        def board():
            shutil.rmtree(work / "board", ignore_errors=True)
            return cpu([BANBAO, "print", "boards/gate/6", "--root", str(sample), "--out", str(work / "board")])

        taken = median(board)
        whole, pack = ((work / f"board/print/boards/gate-2026-6{end}.pdf").stat().st_size for end in ("", "-tiles-a4"))
        print(f"2400 × 1200 board and its A4 pages: {taken:.2f} s CPU with everything; {pack / whole:.2f} times the file")
    finally:
        shutil.rmtree(work)


main()
