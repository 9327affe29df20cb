// The board of the theme `wall`, opened by double-click in a real browser: it turns, leaves out what is not of the
// day, stops for whoever asks, cuts nothing off on any screen, and can be read without JavaScript.
//
//   node wall.mjs BANBAO [PICTURES]      JUDGES is the folder where playwright-core is installed
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(`${process.env.JUDGES}/`)("playwright-core");
const [banbao, pictures] = process.argv.slice(2);
const DAY = "2026-05-28";
const SECONDS = 10;
const SCREENS = [[1920, 1080], [1280, 720], [3840, 2160], [1080, 1920], [390, 844]];
// What stands on the board can be read from five metres on a screen of 43 inches.
const READABLE = 26;

const work = mkdtempSync(join(tmpdir(), "banbao-wall-"));
cpSync("content", join(work, "content"), { recursive: true });
const settings = join(work, "content/site.yaml");
const plain = readFileSync(settings, "utf8").replace(/^theme:.*\n/m, "") + "\nprinted_months: 0\ntheme: wall\n";
writeFileSync(settings, `${plain}theme_options: {seconds: ${SECONDS}}\n`);

function build(name) {
  const out = join(work, name);
  execFileSync(banbao, ["build", "--root", work, "--out", out, "--today", DAY, "--lang", "en"], { stdio: "pipe" });
  return join(out, "site");
}
const sample = build("sample");

// Every text as long as it may be.
const long = (count) => "高血压要早发现少吃盐按时吃药定期量血压不要自己停药".repeat(9).slice(0, count);
const points = Array.from({ length: 6 }, () => long(100));
writeFileSync(join(work, "content/articles/longest.md"), `---\ntitle: ${long(60)}\ndate: ${DAY}\nsource: ${long(200)}
reviewer: 公共卫生科\naudience: [${long(60)}, 老年人]\ntopics: [慢性病防治]\nimage: {file: hypertension.svg, alt: 量血压}
key_points:\n${points.map((point) => `  - ${point}\n`).join("")}---\n\n正文\n`);
const slogans = [40, 40, 40, 15, 14, 1].map((count) => `  - ${long(count)}\n`).join("");
const messages = Array.from({ length: 8 }, () => `  - {title: ${long(20)}, text: ${long(90)}}\n`).join("");
writeFileSync(join(work, "content/campaigns/no-tobacco-day/2026.md"), `---\nsource: 本院\ntitle: ${long(60)}
theme: ${long(60)}\nsummary: ${long(200)}\nslogans:\n${slogans}key_messages:\n${messages}---\n\n## 说明\n\n正文\n`);
const lines = Array.from({ length: 8 }, (_, at) => `  - {name: ${long(60)}, number: "0000-0000000-${at}"}\n`).join("");
writeFileSync(settings, plain.replace(/hotlines:\n(  - .*\n)+/, `hotlines:\n${lines}`)
  .replace(/^name:.*/m, `name: ${long(60)}`) + `theme_options: {notice: ${long(40)}, articles: 8}\n`);
// A poster cannot hold all of it; the board must.
mkdirSync(join(work, "themes/wall/sheets"), { recursive: true });
writeFileSync(join(work, "themes/wall/sheets/poster.typ"), `#let data = json("/data.json")
#set document(title: data.title)
#set text(lang: "zh", font: "Noto Sans SC", size: 4pt)
= #data.title
`);
const longest = build("longest");

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
let faults = 0;
let checks = 0;

function judge(holds, what) {
  checks += 1;
  if (!holds) {
    faults += 1;
    console.log(`wrong: ${what}`);
  }
}

async function open(site, { time = `${DAY}T09:00:00+08:00`, size = [1920, 1080], ...more } = {}) {
  const viewport = { width: size[0], height: size[1] };
  const context = await browser.newContext({ timezoneId: "Asia/Shanghai", viewport, ...more });
  const page = await context.newPage();
  page.on("request", (request) => judge(/^(file|data):/.test(request.url()), `asked ${request.url()}`));
  page.on("pageerror", (fault) => judge(false, fault.message));
  page.on("console", (said) => judge(said.type() !== "error", said.text()));
  await page.clock.install({ time: new Date(time) });
  await page.goto(`file://${join(site, "index.html")}`);
  return page;
}

const on = (page) => page.evaluate(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const seen = slides.filter((slide) => getComputedStyle(slide).visibility === "visible" && !slide.hidden);
  return seen.map((slide) => slides.indexOf(slide)).join();
});
const ofToday = (page) => page.evaluate(() => {
  const slides = [...document.querySelectorAll(".slide")];
  return slides.filter((slide) => !slide.hidden).map((slide) => slides.indexOf(slide));
});
const wait = (page, seconds) => page.clock.runFor(seconds * 1000);

// It turns: every slide of the day in its order, one at a time, none of another day, and then the first again.
for (const time of [`${DAY}T09:00:00+08:00`, "2026-12-01T09:00:00+08:00"]) {
  const page = await open(sample, { time });
  const expected = await ofToday(page);
  const all = await page.locator(".slide").count();
  judge(expected.length > 8 && expected.length < all, `${expected.length} of ${all} slides on ${time}`);
  const seen = [];
  for (let turn = 0; turn <= expected.length; turn += 1) {
    seen.push(await on(page));
    await wait(page, SECONDS);
  }
  judge(seen.join(" ") === [...expected, expected[0]].join(" "), `${time}: turned ${seen}, not ${expected}`);
  const cover = await page.locator(".slide-cover:not([hidden]) .title").textContent();
  judge(cover.includes(time.startsWith(DAY) ? "无烟日" : "艾滋病日"), `${time}: ${cover} on top`);
  const clock = await page.locator(".clock").innerText();
  judge(/^(5月28日 星期四|12月1日 星期二) 9:\d\d$/.test(clock), `the clock says ${clock}`);
  await page.context().close();
}

// Keys: the button stops it and lets it go on, arrows turn it, and a slide turned to by hand stays a while.
{
  const page = await open(sample);
  const [first, second, third] = (await ofToday(page)).map(String);
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Tab");
  judge(await focused() === "暂停", `the first key reaches ${await focused()}`);
  await page.keyboard.press("Enter");
  await wait(page, 300);
  judge(await on(page) === first, "暂停 stops it");
  judge(await focused() === "继续", "the button says how to go on");
  await page.keyboard.press("ArrowRight");
  judge(await on(page) === second, "an arrow turns it");
  await page.keyboard.press("ArrowLeft");
  judge(await on(page) === first, "the other arrow turns it back");
  await page.keyboard.press("Enter");
  await wait(page, SECONDS);
  judge(await on(page) === second, "继续 lets it go on");
  await page.keyboard.press("ArrowRight");
  await wait(page, 50);
  judge(await on(page) === third, "a slide turned to by hand stays");
  await wait(page, 30);
  judge(await on(page) !== third, "but not for good");
  await page.context().close();
}

// A hand on the mouse holds the slide, a mouse left there does not; a focused link does.
{
  const page = await open(sample);
  const [first, second] = (await ofToday(page)).map(String);
  await page.mouse.move(500, 500);
  await page.mouse.move(520, 500);
  await wait(page, 45);
  judge(await on(page) === first, "the moving mouse holds it");
  await wait(page, 45);
  judge(await on(page) !== first, "the forgotten mouse does not");
  await page.context().close();

  const again = await open(sample);
  await again.locator(".slide.is-on a").first().focus();
  await wait(again, 200);
  judge(await on(again) === first, "a focused link holds it");
  await again.evaluate(() => document.activeElement.blur());
  await wait(again, SECONDS);
  judge(await on(again) === second, "and lets it go");
  await again.context().close();
}

// Who asked for less motion turns it by hand.
{
  const page = await open(sample, { reducedMotion: "reduce" });
  const [first] = (await ofToday(page)).map(String);
  await wait(page, 200);
  judge(await on(page) === first && await page.locator(".pause").innerText() === "继续", "it waits");
  await page.context().close();
}

// Over midnight the day changes on the board, and it is read anew if the site can be reached, else it stays.
{
  const icon = join(sample, "static/site-mark.svg");
  for (const reached of [false, true]) {
    if (!reached) renameSync(icon, `${icon}.away`);
    const page = await open(sample, { time: "2026-08-20T23:50:00+08:00" });
    page.removeAllListeners("console");
    const before = await page.locator(".slide-cover:not([hidden]) .title").textContent();
    await page.evaluate(() => { window.isOld = true; });
    for (let round = 0; round < 8; round += 1) await wait(page, 120).catch(() => {});
    await page.waitForTimeout(500);
    const isOld = await page.evaluate(() => window.isOld === true);
    judge(isOld !== reached, reached ? "read anew" : "an unreachable site leaves the board as it was");
    const after = await page.locator(".slide-cover:not([hidden]) .title").textContent();
    judge(before !== after, `after midnight still ${after}`);
    judge((await on(page)) !== "", "a slide is on");
    await page.context().close();
    if (!reached) renameSync(`${icon}.away`, icon);
  }
}

// Nothing is cut off, whatever the screen and however long the words.
for (const [name, site] of [["sample", sample], ["longest", longest]]) {
  for (const size of SCREENS) {
    const screen = size.join("x");
    const page = await open(site, { size });
    const slides = await ofToday(page);
    for (let turn = 0; turn < slides.length; turn += 1) {
      const told = await page.evaluate(() => {
        const slide = document.querySelector(".slide.is-on");
        const frame = slide.getBoundingClientRect();
        const outside = [...slide.querySelectorAll("h2, p, li, img, a, span")].filter((element) => {
          const box = element.getBoundingClientRect();
          const shown = box.width > 0 && box.height > 0;
          return shown && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 ||
            box.bottom > frame.bottom + 1);
        });
        const sizes = [...slide.querySelectorAll("h2, p, li, span, time")]
          .filter((element) => element.getClientRects().length > 0 && element.textContent.trim())
          .map((element) => parseFloat(getComputedStyle(element).fontSize));
        return {
          kind: slide.className, words: slide.innerText.slice(0, 30),
          cut: slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth,
          outside: outside.map((element) => element.tagName), smallest: Math.min(...sizes),
          height: slide.clientHeight,
        };
      });
      const what = `${name} ${screen} ${told.kind} “${told.words}”`;
      // On a telephone the longest lists may scroll; titles, slogans and messages fit there, too.
      const mayScroll = name === "longest" && size[0] < 400 && /slide-(article|hotlines)/.test(told.kind);
      judge(!told.cut || mayScroll, `${what}: does not fit`);
      judge(told.outside.length === 0 || mayScroll, `${what}: outside: ${told.outside}`);
      if (name === "sample" && screen === "1920x1080") {
        judge(told.smallest >= READABLE, `${what}: ${told.smallest}px is too small`);
      }
      if (name === "longest" && !mayScroll) judge(told.smallest >= 7, `${what}: ${told.smallest}px cannot be read at all`);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.waitForTimeout(900);
        await page.screenshot({ path: join(pictures, `${name}-${screen}-${String(turn).padStart(2, "0")}.png`) });
      }
      await page.keyboard.press("ArrowRight");
    }
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth ||
      document.documentElement.scrollHeight > innerHeight);
    judge(!scrolls, `${name} ${screen}: the page scrolls`);
    await page.context().close();
  }
}

// Without JavaScript everything of the day of the build stands there to be read.
{
  const page = await open(longest, { javaScriptEnabled: false, size: [390, 844] });
  const read = await page.evaluate(() => [...document.querySelectorAll(".slide:not([hidden])")].map((slide) => {
    const box = slide.getBoundingClientRect();
    return getComputedStyle(slide).visibility === "visible" && box.height > 40 && slide.scrollHeight <= slide.clientHeight &&
      slide.scrollWidth <= slide.clientWidth;
  }));
  judge(read.length > 10 && read.every(Boolean), `without a script: ${read}`);
  judge(!await page.locator(".controls").isVisible(), "no buttons that do nothing");
  await page.locator("summary").click();
  judge(await page.locator(".board-menu a").first().isVisible(), "the menu opens");
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  judge(!sideways, "without a script: scrolls sideways");
  if (pictures) await page.screenshot({ path: join(pictures, "nojs-390.png"), fullPage: true });
  await page.context().close();
}

await browser.close();
rmSync(work, { recursive: true });
console.log(`${checks} checks of the board, ${faults} wrong`);
process.exit(faults === 0 ? 0 : 1);
