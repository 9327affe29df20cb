// usage: live.mjs BANBAO
// An author's browser beside `banbao serve`: what is saved shows by itself, the page stays where it was scrolled to,
// pages that did not change are left alone, a style sheet is swapped without loading the page again, and errors lie
// over the page until they are mended.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, PHONE, Verdict } from "./served.mjs";

const [banbao] = process.argv.slice(2);
const PATIENCE = { timeout: 20_000 };
/** How long a page is watched that should stay as it is. */
const CALM = 1500;
const site = mkdtempSync(join(tmpdir(), "banbao-live-"));
cpSync("content", join(site, "content"), { recursive: true });
const server = spawn(banbao, ["serve", "--root", site, "--port", "0", "--today", "2026-05-20", "--lang", "zh"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const address = await new Promise((named, failed) => {
  let said = "";
  server.stdout.on("data", (bytes) => {
    said += bytes;
    const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (found) {
      named(found[0]);
    }
  });
  server.on("exit", () => failed(new Error(`the server ended: ${said}`)));
});
const verdict = new Verdict();
let browser;

try {
  browser = await launch();
  const context = await browser.newContext({ viewport: PHONE });
  const article = "content/articles/hypertension.md";
  const words = readFileSync(join(site, article), "utf8");
  const save = (text) => writeFileSync(join(site, article), text);
  const [page, other] = [await context.newPage(), await context.newPage()];
  await other.goto(`${address}topics/index.html`);
  await page.goto(`${address}articles/hypertension.html`);
  /** A mark that loading the page again would wipe out. */
  const mark = (tab) => tab.evaluate(() => { window.isTheSame = true; });
  const isTheSame = (tab) => tab.evaluate(() => window.isTheSame === true);
  const shows = (text) => page.waitForFunction((text) => document.body.textContent.includes(text), text, PATIENCE)
    .then(() => true, () => false);

  await mark(other);
  await page.evaluate(() => window.scrollTo(0, 700));
  save(`${words}\n这一句是后来加的。\n`);
  verdict.judge(await shows("这一句是后来加的。"), "a saved sentence never showed");
  const stays = await page.waitForFunction(() => Math.abs(window.pageYOffset - 700) < 20, null, PATIENCE)
    .then(() => true, () => false);
  verdict.judge(stays, `the page is scrolled to ${await page.evaluate(() => window.pageYOffset)}, not 700`);
  await other.bringToFront();
  await other.waitForTimeout(CALM);
  verdict.judge(await isTheSame(other), "a page that did not change was loaded again");

  await page.bringToFront();
  await mark(page);
  const sheets = join(site, "themes/township/static");
  mkdirSync(sheets, { recursive: true });
  const sheet = readFileSync("themes/township/static/style.css", "utf8");
  writeFileSync(join(sheets, "style.css"), `${sheet}\nbody { letter-spacing: 3px; }\n`);
  const restyled = await page.waitForFunction(() => getComputedStyle(document.body).letterSpacing === "3px", null, PATIENCE)
    .then(() => true, () => false);
  verdict.judge(restyled, "a saved style sheet never showed");
  verdict.judge(await isTheSame(page), "a style sheet was not swapped, the page was loaded again");
  verdict.judge(await page.evaluate(() => window.pageYOffset) > 600, "a style sheet scrolled the page");

  save(words.replace(/^date: .*$/m, "date: 2026-02-30"));
  const overlay = page.locator("#banbao-faults");
  const told = await overlay.waitFor({ state: "visible", ...PATIENCE }).then(() => overlay.textContent(), () => "");
  verdict.judge(told.includes(article) && told.includes("2026-02-30"), `a wrong date is not told on the page: ${told}`);
  const width = await overlay.evaluate((it) => it.getBoundingClientRect().right, null, PATIENCE).catch(() => Infinity);
  verdict.judge(width <= PHONE.width, "the errors are wider than a phone");
  verdict.judge(await page.evaluate(() => document.body.textContent.includes("这一句是后来加的。")),
    "behind the errors the last good page is gone");
  save(words);
  verdict.judge(await overlay.waitFor({ state: "detached", ...PATIENCE }).then(() => true, () => false),
    "mended errors stay on the page");
  const gone = await page.waitForFunction(() => !document.body.textContent.includes("这一句是后来加的。"), null, PATIENCE)
    .then(() => true, () => false);
  verdict.judge(gone, "after mending the page stays the old one");

  const shown = async (day) => {
    await page.goto(`${address}index.html?today=${day}`);
    return page.locator("main").textContent();
  };
  verdict.judge(await shown("2026-05-31") !== await shown("2026-12-01"), "every day looks the same");
} finally {
  await browser?.close();
  server.removeAllListeners("exit");
  server.kill();
  rmSync(site, { recursive: true, force: true });
}
verdict.end("the preview beside an author");
