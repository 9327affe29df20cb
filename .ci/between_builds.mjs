// Pages of one build, opened on later days, show what a build of that day shows: nothing is promised that is
// over, and nothing that has come is missing. Opened by double-click, in a real browser.
//
//   node between_builds.mjs BANBAO      JUDGES is the folder where playwright-core is installed
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(`${process.env.JUDGES}/`)("playwright-core");
const [banbao] = process.argv.slice(2);
const BUILT = "2026-03-20";
const LATER = ["2026-03-20", "2026-04-01", "2026-04-26", "2026-05-15", "2026-05-31", "2026-06-02", "2026-08-25",
  "2026-11-14", "2026-12-01", "2027-01-05", "2027-03-19"];

const work = mkdtempSync(join(tmpdir(), "banbao-days-"));
cpSync("content", join(work, "content"), { recursive: true });
appendFileSync(join(work, "content/site.yaml"), "\nprinted_months: 0\ntail_days: 3\n");
// All articles are out on the day of the build, one expires and one is due for review while the site waits.
for (const [name, more] of [["heat", "expires: 2026-05-20"], ["salt-oil-sugar", "review_by: 2026-06-01"]]) {
  const file = join(work, `content/articles/${name}.md`);
  const text = readFileSync(file, "utf8").replace(/^(expires|review_by):.*\n/gm, "");
  writeFileSync(file, text.replace("---\n", `---\n${more}\n`));
}

function build(day) {
  const out = join(work, `out-${day}`);
  execFileSync(banbao, ["build", "--root", work, "--out", out, "--today", day, "--future", "--lang", "en"]);
  return join(out, "site");
}

/** What a reader sees of the parts that follow the calendar. */
function seen() {
  const shown = (selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.getClientRects().length > 0);
  const texts = (selector) => shown(selector).map((element) => element.innerText.replace(/\s+/g, " ").trim());
  return {
    top: texts(".hero"),
    look: shown(".hero").map((element) => element.className),
    coming: texts(".coming li"),
    states: texts(".campaign-card .state").sort(),
    notices: texts(".notice"),
    next: texts(".facts"),
  };
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
let faults = 0;
let compared = 0;

function judge(holds, what) {
  compared += 1;
  if (!holds) {
    faults += 1;
    console.log(`wrong: ${what}`);
  }
}

async function open(site, page, day, javaScriptEnabled = true) {
  const context = await browser.newContext({ timezoneId: "Asia/Shanghai", javaScriptEnabled });
  const tab = await context.newPage();
  await tab.clock.setFixedTime(new Date(`${day}T09:00:00+08:00`));
  await tab.goto(`file://${join(site, page)}`);
  const result = await tab.evaluate(seen);
  await context.close();
  return result;
}

const aged = build(BUILT);
for (const day of LATER) {
  const fresh = build(day);
  for (const page of ["index.html", "campaigns/no-tobacco-day/2026.html", "campaigns/aids-day/index.html"]) {
    const [then, now] = [await open(aged, page, day), await open(fresh, page, day)];
    for (const part of Object.keys(then)) {
      // A build knows campaigns and days beyond the twelve months the older one could speak of.
      if (part === "states") continue;
      const same = JSON.stringify(then[part]) === JSON.stringify(now[part]);
      judge(same, `${page} on ${day}, ${part}:\n  of ${BUILT}: ${then[part]}\n  of ${day}: ${now[part]}`);
    }
  }
  const home = await open(aged, "index.html", day);
  judge(home.top.length === 1, `${home.top.length} campaigns on top on ${day}`);
  const heat = await open(aged, "articles/heat.html", day);
  judge(heat.notices.length === (day > "2026-05-20" ? 1 : 0), `expiry on ${day}: ${heat.notices}`);
  const salt = await open(aged, "articles/salt-oil-sugar.html", day);
  judge(salt.notices.length === (day > "2026-06-01" ? 1 : 0), `review on ${day}: ${salt.notices}`);
}

// Without the script, and on a telephone whose clock stands years behind, the day of the build shows.
const plain = await open(aged, "index.html", BUILT, false);
const behind = await open(aged, "index.html", "2015-01-01");
const withoutDays = (texts) => texts.map((text) => text.replace(/\s*(还有\d+天|就在[今明]天)/g, ""));
const onTheDay = await open(aged, "index.html", BUILT);
for (const part of ["top", "coming"]) {
  const expected = JSON.stringify(withoutDays(onTheDay[part]));
  judge(JSON.stringify(plain[part]) === expected, `without a script, ${part}: ${plain[part]}`);
  judge(JSON.stringify(withoutDays(behind[part])) === expected, `with a wrong clock, ${part}: ${behind[part]}`);
}

await browser.close();
rmSync(work, { recursive: true });
console.log(`${compared} comparisons on ${LATER.length} days, ${faults} wrong`);
process.exit(faults === 0 ? 0 : 1);
