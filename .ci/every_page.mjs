// What holds on every page: nothing scrolls sideways at 320 px, nothing is asked of another site, nothing is written
// into a page that its own policy forbids, no error; and each type works without JavaScript and from a disk.
//
//   node every_page.mjs SITE
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE, Verdict, chooseElder, files, follow, launch, ownPath, pageOfEachType, pages, read, serve, tellingArticles, watch }
  from "./served.mjs";

const [site] = process.argv.slice(2);
const verdict = new Verdict();
const server = await serve(site);
// The page for what is missing starts its links where the site says it lies.
const whole = await serve(site, ownPath(site));
const browser = await launch();
const addressOf = (page) => (page === "404.html" ? whole.base : server.base) + page.split("/").map(encodeURIComponent).join("/");
const isServed = (url) => url.startsWith(server.origin) || url.startsWith(whole.origin) || url.startsWith("data:");

/** In the page: what of it lies beyond the right edge, and what its policy would forbid or fetch from elsewhere. */
function inspect(source) {
  const width = document.documentElement.clientWidth;
  const scrolls = document.scrollingElement.scrollWidth > width;
  const wide = scrolls ? [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1;
  }).slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className}`) : [];
  // As it was sent: a script may set a size.
  const sent = new DOMParser().parseFromString(source, "text/html");
  const inline = [...sent.querySelectorAll("*")].filter((element) => element.localName === "style"
    || (element.localName === "script" && !element.hasAttribute("src"))
    || element.getAttributeNames().some((name) => name === "style" || (name.startsWith("on") && name in window)));
  const loaded = "img, script, iframe, embed, object, source, video, audio, track, link[rel~=stylesheet], link[rel~=icon], "
    + "link[rel~=preload], link[rel~=preconnect], form[action], button[formaction]";
  const outside = [...document.querySelectorAll(loaded)]
    .flatMap((element) => ["src", "href", "data", "poster", "action", "formaction"].map((name) => element.getAttribute(name))
      .concat((element.getAttribute("srcset") ?? "").split(",").map((part) => part.trim().split(/\s/)[0])))
    .filter((url) => url && !url.startsWith("data:") && new URL(url, document.baseURI).origin !== location.origin);
  const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content ?? "";
  return {
    scrolls, wide, outside, inline: inline.map((element) => element.outerHTML.slice(0, 120)),
    policy: /default-src 'none'/.test(policy) && !/unsafe-|\*|https?:/.test(policy),
    broken: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src),
  };
}

/** All pages at 320 px, which is 1280 px at 400 %. */
async function everyPage(elder) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, locale: "zh-CN" });
  await watch(context, isServed, (fault) => verdict.judge(false, fault));
  if (elder) {
    await chooseElder(context);
  }
  const tab = await context.newPage();
  for (const page of pages(site)) {
    const response = await tab.goto(addressOf(page), { waitUntil: "load" });
    const mode = elder ? "适老版" : "320 px";
    verdict.judge(response.status() === 200, `${page}: ${response.status()}`);
    const found = await tab.evaluate(inspect, read(site, page));
    verdict.judge(!found.scrolls, `${page}: scrolls sideways (${mode}): ${found.wide.join(", ")}`);
    verdict.judge(found.inline.length === 0, `${page}: written into the page: ${found.inline.join(" ")}`);
    verdict.judge(found.outside.length === 0, `${page}: from elsewhere: ${found.outside.join(" ")}`);
    verdict.judge(found.policy, `${page}: no strict policy`);
    verdict.judge(found.broken.length === 0, `${page}: pictures that do not show: ${found.broken.join(" ")}`);
  }
  await context.close();
}

/** Each type of page without JavaScript: it can be read, its menu leads on, 适老版 works for the page. */
async function withoutScript() {
  const context = await browser.newContext({ viewport: PHONE, locale: "zh-CN", javaScriptEnabled: false });
  await watch(context, isServed, (fault) => verdict.judge(false, `without JavaScript: ${fault}`));
  const tab = await context.newPage();
  const chosen = new Set([...Object.values(pageOfEachType(site)), ...tellingArticles(site)]);
  for (const page of chosen) {
    const wrong = (what) => `${page} without JavaScript: ${what}`;
    await tab.goto(addressOf(page));
    verdict.judge(await tab.locator("h1").first().isVisible(), wrong("no heading"));
    const words = await tab.locator("main").innerText();
    verdict.judge(words.replace(/\s/g, "").length > 40, wrong(`only "${words}"`));
    const box = tab.locator("#elder");
    if (await box.count() > 0) {
      const size = () => tab.locator("main p, main li").first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
      const before = await size();
      await box.focus();
      await tab.keyboard.press("Space");
      verdict.judge(await size() >= before * 1.25, wrong(`适老版 makes ${before}px into ${await size()}px`));
      const width = await tab.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
      verdict.judge(width <= 0, wrong(`适老版 is ${width}px too wide`));
      await tab.keyboard.press("Space");
      verdict.judge(await size() === before, wrong("适老版 does not go"));
    }
    // The board of a screen keeps its menu folded.
    const fold = tab.locator("details:has(nav) > summary").first();
    const entry = tab.locator("nav[aria-label=主导航] a:not([aria-current])").first();
    if (!await entry.isVisible() && await fold.count() > 0) {
      await fold.click();
    }
    if (verdict.judge(await entry.isVisible(), wrong("no menu"))) {
      verdict.judge(await follow(tab, entry, () => entry.click()), wrong(`the menu leads to ${tab.url()}`));
      verdict.judge(await tab.locator("h1").first().isVisible(), wrong(`the menu leads to nothing: ${tab.url()}`));
    }
  }
  await context.close();
}

/** Opened by double-click. */
async function fromDisk() {
  const root = pathToFileURL(site.endsWith("/") ? site : `${site}/`).href;
  const isOwn = (url) => url.startsWith(root) || url.startsWith("data:");
  const context = await browser.newContext({ viewport: DESKTOP, locale: "zh-CN" });
  await watch(context, isOwn, (fault) => verdict.judge(false, `from a disk: ${fault}`));
  context.setDefaultTimeout(10_000);
  const tab = await context.newPage();
  const chosen = pageOfEachType(site);
  for (const type of Object.keys(chosen).filter((name) => name !== "missing")) {
    const page = chosen[type];
    const wrong = (what) => `${page} from a disk: ${what}`;
    await tab.goto(pathToFileURL(join(site, page)).href);
    const styled = await tab.evaluate(() => [...document.styleSheets].length > 0
      && getComputedStyle(document.body).margin === "0px");
    verdict.judge(styled, wrong("no style"));
    const broken = await tab.evaluate(() => [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length);
    verdict.judge(broken === 0, wrong(`${broken} pictures do not show`));
    const box = tab.locator("main input[type=search]");
    if (type === "search" && verdict.judge(await box.isVisible(), wrong("nowhere to write"))) {
      await box.fill("血压");
      await tab.keyboard.press("Enter");
      const hit = tab.locator("main li:has(mark) a").first();
      const isFound = await hit.waitFor({ timeout: 10_000 }).then(() => true, () => false);
      if (verdict.judge(isFound, wrong("finds nothing"))) {
        await follow(tab, hit, () => hit.click());
        const words = await tab.locator("main").innerText();
        verdict.judge(isOwn(tab.url()) && words.includes("血压"), wrong(`a hit leads to ${tab.url()}`));
      }
    }
  }
  await context.close();
}

/** Style sheets and drawings fetch nothing either. */
function filesAskNothing() {
  for (const file of [...files(site, ".css"), ...files(site, ".svg")]) {
    const elsewhere = read(site, file).match(/(?:url\(|@import|(?:xlink:)?href=)\s*["']?(?:https?:)?\/\/[^"')\s]+/g) ?? [];
    verdict.judge(elsewhere.length === 0, `${file}: from elsewhere: ${elsewhere.join(" ")}`);
  }
}

filesAskNothing();
await Promise.all([everyPage(false), everyPage(true).then(withoutScript).then(fromDisk)]);
await browser.close();
server.close();
whole.close();
verdict.end(`${pages(site).length} pages at 320 px, each type without JavaScript and from a disk`);
