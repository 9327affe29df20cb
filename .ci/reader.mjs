// Goes through the site as readers do, by keyboard and by mouse.
//
//   node reader.mjs SITE [FORMER PAGE]      with a former address and its page: only the ways from there and from nowhere
import { DESKTOP, PHONE, Verdict, files, follow, launch, ownPath, pageOfEachType, read, serve, tellingArticles, watch } from "./served.mjs";
import { switchesElder } from "./elder.mjs";
import { hearsThePage } from "./listen.mjs";

const [site, former, goal] = process.argv.slice(2);
const verdict = new Verdict();
const server = await serve(site);
const whole = await serve(site, ownPath(site));
const browser = await launch();
const types = pageOfEachType(site);
/** One of each type and all kinds of articles, as far as they lie below the sub-path. */
const telling = [...new Set([...Object.values(types), ...tellingArticles(site)])].filter((page) => page !== types.missing);
const isServed = (url) => url.startsWith(server.origin) || url.startsWith(whole.origin) || url.startsWith("data:");

async function reader(viewport, act) {
  const context = await browser.newContext({ viewport, locale: "zh-CN", reducedMotion: "reduce" });
  context.setDefaultTimeout(10_000);
  await watch(context, isServed, (fault) => {
    // The browser itself says so of a page that is missing.
    if (!fault.includes("no/such/page") || !fault.includes("404")) {
      verdict.judge(false, fault);
    }
  });
  const tab = await context.newPage();
  try {
    await act(tab);
  } catch (fault) {
    verdict.judge(false, `${act.name}: ${fault.message.split("\n").slice(0, 3).join(" ")}`);
  }
  await context.close();
}
const open = (tab, page) => tab.goto(server.base + page);
const press = (tab, link) => follow(tab, link, () => link.click());
const heading = (tab) => tab.locator("h1").first().innerText();
const focused = (tab) => tab.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

async function skipsToTheText(tab) {
  await open(tab, types.article);
  await tab.keyboard.press("Tab");
  verdict.judge(await focused(tab) === "跳到正文", `the first stop is "${await focused(tab)}"`);
  const box = await tab.locator(":focus").boundingBox();
  verdict.judge(box.x >= 0 && box.y >= 0 && box.width > 40, "the way to the text does not show when reached");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const isInText = await tab.evaluate(() => document.querySelector("main").contains(document.activeElement));
  verdict.judge(isInText, `behind the way to the text comes "${await focused(tab)}"`);
}

/** Every stop of the keyboard shows where it is. */
async function seesEveryStop(tab) {
  for (const page of telling) {
    await open(tab, page);
    for (let stops = 0; stops < 400; stops += 1) {
      await tab.keyboard.press("Tab");
      const stop = await tab.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) {
          return null;
        }
        window.stops = window.stops ?? [];
        const number = window.stops.indexOf(element);
        window.stops.push(element);
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return {
          number, what: `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 20)}"`,
          isMarked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
          isSeen: box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        };
      });
      if (stop === null || stop.number >= 0) {
        break;
      }
      verdict.judge(stop.isMarked, `${page}: the keyboard's place is not marked on ${stop.what}`);
      verdict.judge(stop.isSeen, `${page}: the keyboard's place is out of sight on ${stop.what}`);
    }
  }
}

async function goesThroughTheMenu(tab) {
  await open(tab, types.article);
  const names = await tab.locator("nav[aria-label=主导航] a").allInnerTexts();
  verdict.judge(names.length >= 4, `the menu has ${names.length} entries`);
  for (const name of names) {
    const entry = tab.locator("nav[aria-label=主导航] a", { hasText: name }).first();
    const isThere = await press(tab, entry);
    verdict.judge(isThere, `the menu's ${name} leads to ${tab.url()}`);
    const current = await tab.locator("nav[aria-label=主导航] [aria-current]").allInnerTexts();
    verdict.judge(current.length === 1 && current[0] === name, `in ${name} the menu shows ${current}`);
    verdict.judge((await heading(tab)).length > 1, `${name} has no heading`);
  }
}

/** A word, a phrase, a single character and Latin letters, from the masthead; the first hit holds the word. */
async function finds(tab) {
  const text = await open(tab, types.article).then(() => tab.locator(".prose p").allInnerTexts());
  const phrase = /[\u4e00-\u9fff]{9}/.exec(text.join("\n"))[0];
  const articles = files(site, ".html").filter((page) => page.startsWith("articles/"));
  const latin = articles.map((page) => /<p>[^<]*?([A-Za-z]{2,})[^<]*<\/p>/.exec(read(site, page))?.[1]).find(Boolean);
  for (const word of ["血压", "盐", phrase, latin].filter(Boolean)) {
    await open(tab, types.home);
    const box = tab.locator("header input[type=search]");
    await box.focus();
    await tab.keyboard.type(word);
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/search\.html/);
    const hit = tab.locator("main li:has(mark) a").first();
    const isFound = await hit.waitFor().then(() => true, () => false);
    if (!verdict.judge(isFound, `a search for ${word} finds nothing`)) {
      continue;
    }
    const marks = await tab.locator("main li mark").allInnerTexts();
    verdict.judge(marks.length > 0 && marks.every((mark) => mark.length > 0), `no word is marked for ${word}`);
    const kept = await tab.locator("main input[type=search]").inputValue();
    verdict.judge(kept === word, `the search page asks for ${kept}, not ${word}`);
    await press(tab, hit);
    const words = await tab.locator("main").innerText();
    verdict.judge(words.toLowerCase().includes(word.toLowerCase()), `the first hit for ${word} does not hold it: ${tab.url()}`);
  }
  await open(tab, `${types.search}?q=${encodeURIComponent("囎囎囎")}`);
  const says = tab.locator("main [role=status]", { hasText: "没有" });
  verdict.judge(await says.waitFor().then(() => true, () => false), "a search without hits says nothing");
}

async function turnsTheCalendar(tab) {
  await open(tab, types.calendar);
  const year = /\d{4}/.exec(types.month)[0];
  await press(tab, tab.locator("main a", { hasText: new RegExp(`^${year}年$`) }).first());
  verdict.judge(tab.url().endsWith(`calendar/${year}.html`), `${year} leads to ${tab.url()}`);
  await press(tab, tab.locator("main h2 a", { hasText: "3月" }).first());
  const number = (text) => { const [year, month] = text.match(/\d+/g).map(Number); return year * 12 + month; };
  const first = number(await heading(tab));
  await press(tab, tab.locator("main a[rel=next]"));
  verdict.judge(number(await heading(tab)) === first + 1, `the next month is ${await heading(tab)}`);
  const before = tab.locator("main a[rel=prev]");
  await before.focus();
  await follow(tab, before, () => tab.keyboard.press("Enter"));
  verdict.judge(number(await heading(tab)) === first, `the month before is ${await heading(tab)}`);
  const days = await tab.locator("table td time").count();
  verdict.judge(days >= 28 && days <= 31, `a month of ${days} days`);
}

async function turnsTheList(tab) {
  await open(tab, types.articles);
  const titles = () => tab.locator("main h2, main h3").allInnerTexts();
  const first = await titles();
  await press(tab, tab.locator("nav[aria-label=翻页] a[rel=next]"));
  const second = await titles();
  verdict.judge(second.length > 0 && second.every((title) => !first.includes(title)), "the second page repeats the first");
  verdict.judge(await tab.locator("nav[aria-label=翻页] [aria-current=page]").innerText() === "2", "the second page is not marked");
  await press(tab, tab.locator("nav[aria-label=翻页] a[rel=prev]"));
  verdict.judge(JSON.stringify(await titles()) === JSON.stringify(first), "the way back leads elsewhere");
}

async function usesTheContents(tab) {
  const page = [types.article, ...tellingArticles(site)].find((one) => read(site, one).includes('class="toc"'));
  await open(tab, page);
  const summary = tab.locator(".toc summary");
  const entries = tab.locator(".toc a");
  const wasOpen = await entries.first().isVisible();
  await summary.focus();
  await tab.keyboard.press("Enter");
  verdict.judge(await entries.first().isVisible() !== wasOpen, "the contents do not fold");
  if (wasOpen) {
    await summary.click();
  }
  const last = entries.last();
  const id = decodeURIComponent((await last.getAttribute("href")).slice(1));
  await last.click();
  const top = await tab.locator(`[id="${id}"]`).evaluate((element) => element.getBoundingClientRect().top);
  verdict.judge(top >= -1 && top < tab.viewportSize().height, `the contents lead ${top}px away from ${id}`);
}

async function comesFromAnOldAddress(tab) {
  await open(tab, former);
  await tab.waitForURL((url) => url.pathname.endsWith(`/${goal}`));
  verdict.judge((await heading(tab)).length > 1, `${former} leads to an empty page`);
  const source = read(site, former);
  verdict.judge(/name="robots" content="noindex"/.test(source) && /<a href=/.test(source), `${former}: no link or not noindex`);
}

async function missesThePage(tab) {
  const response = await tab.goto(`${whole.base}no/such/page.html`);
  verdict.judge(response.status() === 404, `a missing page is answered ${response.status()}`);
  verdict.judge(/没有|找不到/.test(await heading(tab)), `a missing page says ${await heading(tab)}`);
  verdict.judge(await tab.evaluate(() => getComputedStyle(document.body).margin === "0px"), "a missing page has no style");
  await press(tab, tab.locator("main a").first());
  verdict.judge(tab.url().startsWith(whole.base) && !(await heading(tab)).includes("没有"), `a missing page leads to ${tab.url()}`);
}

const elder = (tab) => switchesElder(tab, verdict, types, telling, open);
const hears = (tab) => hearsThePage(tab, verdict, server.base + types.article, server.base + types.sitemap);
const acts = former ? [comesFromAnOldAddress, missesThePage] : [skipsToTheText, seesEveryStop, goesThroughTheMenu, finds,
  elder, turnsTheCalendar, turnsTheList, usesTheContents, hears, missesThePage];
await Promise.all([PHONE, DESKTOP].map(async (viewport) => {
  for (const act of acts) {
    await reader(viewport, act);
  }
}));
await browser.close();
server.close();
whole.close();
verdict.end(`readers with a telephone and at a desk: ${acts.map((act) => act.name).join(", ")}`);
