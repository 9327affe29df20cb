// axe-core on every type of page: telephone and desk, light and dark, with and without 适老版, and once in the
// colours a reader forces upon pages.
//
//   node axe.mjs SITE [few]      few: one telephone and one desk only, for a variant of a site judged in full
import { DESKTOP, PHONE, Verdict, axeSource, chooseElder, launch, ownPath, pageOfEachType, serve, tellingArticles }
  from "./served.mjs";

const [site, few] = process.argv.slice(2);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A word that the search page is judged with: found in several articles. */
const WORD = "血压";

const looks = [];
for (const viewport of [PHONE, DESKTOP]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const elder of [false, true]) {
      looks.push({ viewport, colorScheme, elder, name: `${viewport.width} ${colorScheme}${elder ? " elder" : ""}` });
    }
  }
}
looks.push({ viewport: DESKTOP, colorScheme: "light", elder: false, forcedColors: "active", name: "1280 forced colours" });
const chosen = few ? looks.filter((look) => ["390 light", "1280 dark"].includes(look.name)) : looks;

const types = pageOfEachType(site);
const targets = Object.entries(types).filter(([type]) => type !== "article" && type !== "missing")
  .map(([type, page]) => ({ type, address: page }));
tellingArticles(site).forEach((page) => targets.push({ type: "article", address: page }));
const search = targets.find((target) => target.type === "search");
targets.push({ type: "results", address: `${search.address}?q=${encodeURIComponent(WORD)}` });

const axe = axeSource();
const verdict = new Verdict();
const undecided = {};
const server = await serve(site);
// The page for what is missing starts its links where the site says it lies.
const whole = await serve(site, ownPath(site));
targets.push({ type: "missing", address: `${whole.base}no/such/page.html` });
const browser = await launch();

async function judge(page, look, target) {
  await page.goto(new URL(target.address, server.base).href, { waitUntil: "load" });
  if (target.type === "results") {
    const isFound = await page.locator("main mark").first().waitFor({ timeout: 10_000 }).then(() => true, () => false);
    verdict.judge(isFound, `${target.address}: nothing found to judge`);
  }
  const isElder = await page.evaluate(() => document.documentElement.classList.contains("elder"));
  const hasSwitch = await page.locator("#elder").count() > 0;
  verdict.judge(isElder === look.elder || !hasSwitch, `${target.address}: 适老版 is ${isElder}, not ${look.elder}`);
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => window.axe.run(document, {
    runOnly: tags, resultTypes: ["violations", "incomplete"], preload: false,
  }), TAGS);
  for (const violation of result.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
    const contrast = violation.nodes[0].any[0]?.data?.contrastRatio;
    verdict.judge(false, `${target.address} (${look.name}): ${violation.id}: ${violation.help}: ${where}`
      + (contrast ? ` ${contrast}:1` : ""));
  }
  verdict.judge(result.passes.length + result.violations.length > 0, `${target.address}: axe judged nothing`);
  result.incomplete.forEach((rule) => { undecided[rule.id] = (undecided[rule.id] ?? 0) + rule.nodes.length; });
}

let runs = 0;
async function work() {
  for (let look = chosen.shift(); look; look = chosen.shift()) {
    const { viewport, colorScheme, forcedColors } = look;
    const context = await browser.newContext({ viewport, colorScheme, forcedColors, locale: "zh-CN", reducedMotion: "reduce" });
    if (look.elder) {
      await chooseElder(context);
    }
    const page = await context.newPage();
    for (const target of targets) {
      await judge(page, look, target);
      runs += 1;
    }
    await context.close();
  }
}
await Promise.all([work(), work()]);
await browser.close();
server.close();
whole.close();
const open = Object.entries(undecided).map(([rule, count]) => `${rule} ${count}`).join(", ");
verdict.end(`axe-core: ${targets.length} pages of ${Object.keys(types).length + 1} types, ${runs} runs (undecided: ${open || "none"})`);
