// What the judges of the website share: the built site behind a little web server at a sub-path, a real browser,
// one page of each type, and a list of what is wrong. JUDGES is the folder where the npm packages are installed.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, relative, sep } from "node:path";

const load = createRequire(`${process.env.JUDGES}/`);
/** Below some folder, as on the web space of a county portal. */
export const SUB_PATH = "/some/town/site/";
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

const MEDIA_TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp",
  ".pdf": "application/pdf", ".xml": "application/xml", ".json": "application/json", ".txt": "text/plain",
  ".ics": "text/calendar; charset=utf-8",
};

/** Serves the folder below `prefix`; what is missing is answered with the site's own 404 page. */
export async function serve(site, prefix = SUB_PATH) {
  const asked = new Set();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(site, path.startsWith(prefix) ? path.slice(prefix.length) || "index.html" : "404.html");
    const isThere = path.startsWith(prefix) && file.startsWith(site) && statSync(file, { throwIfNoEntry: false })?.isFile();
    const sent = isThere ? file : join(site, "404.html");
    if (isThere) {
      asked.add(relative(site, file).split(sep).join("/"));
    }
    response.writeHead(isThere ? 200 : 404, { "content-type": MEDIA_TYPES[extname(sent)] ?? "application/octet-stream" });
    response.end(readFileSync(sent));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, base: origin + prefix, asked, close: () => server.close() };
}

export function launch() {
  return load("playwright-core").chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}

export function axeSource() {
  return readFileSync(load.resolve("axe-core/axe.min.js"), "utf8");
}

/** Paths of all files of the site that end so, with `/` between folders. */
export function files(site, ending) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/")).sort();
}

export function read(site, file) {
  return readFileSync(join(site, file), "utf8");
}

/** All pages a reader stays on: a former address only leads on. */
export function pages(site) {
  return files(site, ".html").filter((page) => !/http-equiv="refresh"/.test(read(site, page)));
}

const TYPES = {
  home: /^index\.html$/, articles: /^articles\/index\.html$/, article: /^articles\/(?!index|page-)[^/]+\.html$/,
  topics: /^topics\/index\.html$/, topic: /^topics\/(?!index)[^/]+\.html$/,
  campaigns: /^campaigns\/index\.html$/, observance: /^campaigns\/[^/]+\/index\.html$/,
  campaign: /^campaigns\/[^/]+\/\d{4}\.html$/, calendar: /^calendar\/index\.html$/,
  year: /^calendar\/\d{4}\.html$/, month: /^calendar\/\d{4}-\d\d\.html$/, materials: /^materials\/index\.html$/,
  search: /^search\.html$/, sitemap: /^sitemap\.html$/, about: /^about\.html$/, contact: /^contact\.html$/,
  accessibility: /^accessibility\.html$/, missing: /^404\.html$/,
};
/** Where the site says it lies, a path: the page a server shows for a missing one starts its links there. */
export function ownPath(site) {
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(read(site, "index.html"))?.[1];
  return canonical ? new URL(".", canonical).pathname : SUB_PATH;
}

/** A page of a type with more parts than others shows more faults. */
const PARTS = [/<table/g, /<figure/g, /class="callout/g, /<picture/g, /footnote/g, /<li/g];

/** The page to judge of every type, by type. A type nobody built is an error: it would go unjudged. */
export function pageOfEachType(site) {
  const all = pages(site);
  const richness = (page) => PARTS.reduce((sum, part) => {
    const count = (read(site, page).match(part) ?? []).length;
    return sum + (count > 0 ? 1000 : 0) + count;
  }, 0);
  const chosen = {};
  for (const [type, pattern] of Object.entries(TYPES)) {
    const found = all.filter((page) => pattern.test(page));
    if (found.length === 0) {
      throw new Error(`no page of the type ${type} in ${site}`);
    }
    chosen[type] = found.sort((one, other) => richness(other) - richness(one))[0];
  }
  return chosen;
}

/** Articles that between them hold a table, a picture and every kind of box that the site's articles use. */
export function tellingArticles(site) {
  const marks = (page) => new Set(read(site, page).match(/<table|<figure|<picture|footnote-definition|callout-[a-z]+|care-[a-z]+/g));
  const left = pages(site).filter((page) => TYPES.article.test(page));
  const chosen = [];
  const seen = new Set();
  const gain = (page) => [...marks(page)].filter((mark) => !seen.has(mark)).length;
  for (;;) {
    left.sort((one, other) => gain(other) - gain(one));
    if (left.length === 0 || gain(left[0]) === 0) {
      return chosen;
    }
    marks(left[0]).forEach((mark) => seen.add(mark));
    chosen.push(left.shift());
  }
}

/** One fault of a theme stands on every page: the first few tell it. */
const SHOWN = 80;

/** Counts what is checked and tells what is wrong, each fault once. */
export class Verdict {
  checked = 0;
  faults = new Set();

  judge(holds, what) {
    this.checked += 1;
    if (!holds && !this.faults.has(what)) {
      this.faults.add(what);
      if (this.faults.size <= SHOWN) {
        console.log(`wrong: ${what}`);
      }
    }
    return holds;
  }

  end(summary) {
    console.log(`${summary}: ${this.checked} checks, ${this.faults.size} wrong`);
    process.exit(this.faults.size === 0 && this.checked > 0 ? 0 : 1);
  }
}

/** Nothing leaves the site and nothing breaks: tells requests elsewhere (stopped), failed ones and console errors. */
export async function watch(context, isOwn, tell) {
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (isOwn(url)) {
      return route.continue();
    }
    tell(`asks ${url}`);
    return route.abort();
  });
  context.on("page", (page) => {
    const on = () => decodeURIComponent(page.url());
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        tell(`${on()}: console: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => tell(`${on()}: script: ${error.message}`));
    page.on("requestfailed", (request) => {
      if (!/ERR_ABORTED/.test(request.failure()?.errorText ?? "")) {
        tell(`${on()}: failed: ${request.url()} ${request.failure()?.errorText}`);
      }
    });
  });
}

/** Opens pages in 适老版 as for a reader who chose it before. */
export async function chooseElder(context) {
  await context.addInitScript(() => {
    try {
      localStorage.setItem("banbao-elder", "1");
    } catch {
      // A blank page keeps nothing.
    }
  });
}

/** Presses a link with `act` and waits for the page it names; whether that is where the reader then is. */
export async function follow(tab, link, act) {
  const address = await link.evaluate((element) => element.href);
  await act();
  const goal = new URL(address);
  return tab.waitForURL((url) => url.pathname === goal.pathname && url.host === goal.host, { waitUntil: "load", timeout: 10_000 })
    .then(() => true, () => false);
}
