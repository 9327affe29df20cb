// The search of a built site, in a real browser: opened by double-click and served below a path, under the
// strictest policy. What it finds is held against a plain look through all texts.
//
//   node search.mjs BANBAO      JUDGES is the folder where playwright-core is installed
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

const { chromium } = createRequire(`${process.env.JUDGES}/`)("playwright-core");
const [banbao] = process.argv.slice(2);
const TODAY = "2026-11-26";
const POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; "
  + "media-src 'self' file:; connect-src 'self'; form-action 'self' file:; base-uri 'none'";
const HOSTILE = "</script><img src=x onerror=alert(1)>\\\"' & 𬌗";

const work = mkdtempSync(join(tmpdir(), "banbao-search-"));
cpSync("content", join(work, "content"), { recursive: true });
cpSync("themes", join(work, "themes"), { recursive: true });
const topic = /name: (.*)/.exec(readFileSync("content/site.yaml", "utf8").split("topics:")[1])[1];
function article(slug, title, more, body) {
  writeFileSync(join(work, `content/articles/${slug}.md`), `---\ntitle: ${JSON.stringify(title)}\n`
    + `date: 2026-05-01\nsource: 本院\nauthor: 本院\naudience: [居民]\ntopics: [${topic}]\n${more}---\n\n${body}\n`);
}
article("hostile", HOSTILE, "", "雾霾天看ＰＭ2.5，BMI ≥ 24 要减重 😀。\n\n`<b>粗</b>` 与 $& 和 .* 一样是字。\n");
article("short-lived", "短期通知", "expires: 2026-12-01\n", "龘龘，限时接种。\n");
for (let number = 1; number <= 23; number += 1) {
  article(`many-${number}`, `常见问题之${number}`, "", `鬱金第${number}问：问与答。\n\n问题\n\n答案${number}。\n`);
}
const out = join(work, "out");
execFileSync(banbao, ["build", "--root", work, "--out", out, "--today", TODAY, "--lang", "en"]);
const site = join(out, "site");

// A theme may state its policy itself; the search must work under this one.
for (const name of ["search.html", "index.html"]) {
  const page = readFileSync(join(site, name), "utf8");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  writeFileSync(join(site, name), page.replace("<meta charset=\"utf-8\">", `$&${meta}`));
}

/** Text as it is compared: one form of each letter, no spaces. */
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\S\n]/g, "");

const rows = new Map();
for (const name of readdirSync(join(site, "search")).filter((name) => name.startsWith("texts-"))) {
  const add = (_, content) => Object.values(content).forEach((row) => rows.set(row[1], row));
  runInNewContext(readFileSync(join(site, "search", name), "utf8"), { banbaoSearch: { add } });
}
const texts = new Map([...rows].map(([url, row]) => [url, `${plain(row[0])}\n${plain(row[4])}`]));
const entities = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#x27;": "'", "&#x2F;": "/", "&amp;": "&" };
const pages = new Map([...rows.keys()].map((url) => {
  const html = readFileSync(join(site, url), "utf8").replace(/<[^>]*>/g, "");
  return [url, plain(html.replace(/&[#\w]+;/g, (name) => entities[name] ?? name)).replace(/\n/g, "")];
}));
const words = (query) => query.trim().split(/\s+/).map(plain);
const expected = (query) => [...texts].filter(([, text]) => words(query).every((word) => text.includes(word)))
  .map(([url]) => url).sort();

/** Pieces of the texts, of one to nine characters, the same in every run. */
function pieces(count) {
  const all = [...texts.values()].flatMap((text) => text.split("\n")).filter((line) => line.length > 12);
  return Array.from({ length: count }, (_, at) => {
    const line = all[(at * 7919) % all.length];
    const start = (at * 31) % (line.length - 10);
    return line.slice(start, start + 1 + (at % 9));
  }).filter((piece) => piece.isWellFormed?.() ?? true);
}

const KNOWN = ["烟", "盐", "血压", "高血压", "戒烟", "手烟", "压计", "拨打120", "戒烟什么时候都不晚", "没有安全", "PM2.5",
  "pm2.5", "ＰＭ２．５", "BMI 24", "BMI≥24", "HPV", "hpv", "高血压 盐", "盐 油 糖", "血压　盐", "12320", "鬱金", "😀", "𬌗",
  "<b>粗</b>", "$&", ".*", "\\\"'", "一支烟"];
const EMPTY = ["没有这样的词语组合", "<script>alert(1)</script>", "(((", "[a-z]+", "%", "' onload='x", "constructor",
  "__proto__ toString", "血压".repeat(2500), "🦠", "\u2028"];

let faults = 0;
let compared = 0;
function judge(holds, what) {
  compared += 1;
  if (!holds) {
    faults += 1;
    console.log(`wrong: ${what}`);
  }
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const server = createServer((request, answer) => {
  try {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/^\/town\/board\//, "");
    const bytes = readFileSync(join(site, path));
    answer.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-security-policy": POLICY });
    answer.end(bytes);
  } catch {
    answer.writeHead(404);
    answer.end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

async function tabOn(base, day = TODAY, more = {}) {
  const context = await browser.newContext({ timezoneId: "Asia/Shanghai", ...more });
  const tab = await context.newPage();
  await tab.clock.setFixedTime(new Date(`${day}T09:00:00+08:00`));
  tab.on("pageerror", (fault) => judge(false, `a script failed: ${fault}`));
  tab.on("dialog", (dialog) => judge(false, `a dialog: ${dialog.message()}`));
  tab.on("console", (said) => said.type() === "error" && judge(false, `the browser complains: ${said.text()}`));
  tab.on("request", (request) => request.url().startsWith(base) || judge(false, `leaves the site: ${request.url()}`));
  return tab;
}

const settled = (tab) => tab.waitForFunction(() => {
  const text = document.querySelector("[role=status]").textContent;
  return text && !text.includes("正在");
});

/** All results of a query, typed into the page or given in its address. */
async function ask(tab, query) {
  await tab.evaluate((query) => {
    document.querySelector("[role=status]").textContent = "";
    document.querySelector("form").q.value = query;
    document.querySelector("form").requestSubmit();
  }, query);
  return answers(tab);
}

async function answers(tab) {
  await settled(tab);
  for (let shown = -1; await tab.locator("[data-index] > button").isVisible();) {
    const now = await tab.locator(".search-hit").count();
    judge(now > shown, "a click for more brought nothing");
    shown = now;
    await tab.click("[data-index] > button");
    await tab.waitForFunction((had) => document.querySelectorAll(".search-hit").length > had
      || document.querySelector("[data-index] > button").hidden, now);
  }
  return tab.evaluate(() => ({
    said: document.querySelector("[role=status]").textContent,
    hits: [...document.querySelectorAll(".search-hit")].map((item) => ({
      url: item.querySelector("a").getAttribute("href"),
      marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
}

function judgeAnswers(query, { said, hits }, where) {
  const found = hits.map((hit) => hit.url).sort();
  const wanted = expected(query);
  judge(JSON.stringify(found) === JSON.stringify(wanted), `${where} ${query}: found ${found}, not ${wanted}`);
  judge(said === (found.length ? `找到${found.length}篇。` : said) && said, `${where} ${query}: says ${said}`);
  for (const { url, marks } of hits) {
    judge(words(query).every((word) => pages.get(url).includes(word)), `${query} is not on ${url}`);
    const folded = marks.map(plain);
    judge(folded.some((mark) => words(query).some((word) => mark.includes(word))), `${query} is not marked in ${url}: ${marks}`);
  }
}

const served = `http://127.0.0.1:${server.address().port}/town/board/`;
for (const base of [`${pathToFileURL(site)}/`, served]) {
  const tab = await tabOn(base);
  const where = base.slice(0, 4);
  await tab.goto(`${base}search.html`);
  await settled(tab);
  for (const query of [...KNOWN, ...pieces(60)]) {
    judge(expected(query).length > 0, `${query} is nowhere`);
    judgeAnswers(query, await ask(tab, query), where);
  }
  for (const query of EMPTY) {
    const answer = await ask(tab, query);
    judge(answer.hits.length === 0 && /没有找到|请输入/.test(answer.said), `${where} ${query.slice(0, 20)}: ${answer.said}`);
  }
  // By address, and from the head of another page.
  await tab.goto(`${base}search.html?q=${encodeURIComponent("高血压")}+%E7%9B%90`);
  judgeAnswers("高血压 盐", await answers(tab), where);
  judge((await tab.title()).startsWith("高血压 盐 - "), `title: ${await tab.title()}`);
  for (const broken of ["?q=%E7%", "?q=", "?other=1", "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"]) {
    await tab.goto(`${base}search.html${broken}`);
    await settled(tab);
    judge(await tab.locator("[data-index] img").count() === 0, `${broken} became an element`);
  }
  await tab.goto(`${base}index.html`);
  await tab.fill("form[role=search] input", "血压");
  await tab.press("form[role=search] input", "Enter");
  await tab.waitForURL(/search\.html/);
  judgeAnswers("血压", await answers(tab), `${where} from the home page`);
  if (where === "http") {
    await ask(tab, "戒烟");
    judge(tab.url().endsWith(`?q=${encodeURIComponent("戒烟")}`), `address: ${tab.url()}`);
  }
  // Ten at a time; who asks for more goes on at the first new one.
  await tab.goto(`${base}search.html?q=${encodeURIComponent("鬱金")}`);
  await settled(tab);
  judge(await tab.locator(".search-hit").count() === 10, "not ten at a time");
  judge(await tab.textContent("[role=status]") === "找到23篇。", await tab.textContent("[role=status]"));
  await tab.click("[data-index] > button");
  await tab.waitForFunction(() => document.querySelectorAll(".search-hit").length === 20);
  judge(await tab.evaluate(() => [...document.querySelectorAll(".search-hit a")].indexOf(document.activeElement)) === 10,
    "the focus is not on the first new result");
  await tab.context().close();
  for (const [day, count] of [["2026-12-01", 1], ["2026-12-02", 0]]) {
    const later = await tabOn(base, day);
    await later.goto(`${base}search.html?q=${encodeURIComponent("龘龘")}`);
    judge((await answers(later)).hits.length === count, `on ${day} an article that expires on 2026-12-01`);
    await later.context().close();
  }
  const still = await tabOn(base, TODAY, { javaScriptEnabled: false });
  await still.goto(`${base}search.html?q=x`);
  judge(await still.locator("a[href^='topics/']:visible").count() > 3, "no topics without a script");
  judge((await still.innerText("main")).includes("JavaScript"), "nothing is said without a script");
  await still.context().close();
}

// What the index was made from is what the pages show.
const reading = await tabOn(`${pathToFileURL(site)}/`);
for (const [url, text] of texts) {
  await reading.goto(`${pathToFileURL(site)}/${url}`);
  const shown = await reading.evaluate(() => [...document.querySelectorAll("main .prose")].map((prose) => {
    prose.querySelectorAll("sup").forEach((number) => number.remove());
    return prose.textContent;
  }));
  judge(shown.length === 1, `${url} has ${shown.length} texts`);
  const whole = text.replace(/\n/g, "");
  judge(shown.every((prose) => whole.includes(plain(prose).replace(/\n/g, ""))), `${url} shows what is not searched`);
}

await browser.close();
server.close();
rmSync(work, { recursive: true });
console.log(`${texts.size} texts, ${KNOWN.length + 60} queries twice, ${compared} comparisons, ${faults} wrong`);
process.exit(faults === 0 ? 0 : 1);
