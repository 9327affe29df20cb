// What the pages weigh, in bytes of their files: the theme's style sheets and scripts as they are, and what each
// article makes a reader load, compressed, without pictures.
//
//   node sizes.mjs SITE
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { Verdict, files, pages, read } from "./served.mjs";

const [site] = process.argv.slice(2);
const STYLES = 30_000;
const SCRIPTS = 15_000;
const ARTICLE = 25_000;
const verdict = new Verdict();

const bytes = (file) => readFileSync(join(site, file));
const total = (ending) => files(join(site, "static"), ending).map((file) => {
  const size = bytes(`static/${file}`).length;
  console.log(`${String(size).padStart(8)}  static/${file}`);
  return size;
}).reduce((sum, size) => sum + size, 0);
const [styles, scripts] = [total(".css"), total(".js")];
console.log(`${String(styles).padStart(8)}  style sheets of the theme (under ${STYLES})`);
console.log(`${String(scripts).padStart(8)}  scripts of the theme (under ${SCRIPTS})`);
verdict.judge(styles > 0 && styles < STYLES, `style sheets of ${styles} bytes`);
verdict.judge(scripts > 0 && scripts < SCRIPTS, `scripts of ${scripts} bytes`);

/** The page and the style sheets and scripts it loads, each sent by itself. */
function parts(page) {
  const loaded = [...read(site, page).matchAll(/<(?:link rel="stylesheet"|script)[^>]*? (?:href|src)="([^"]+)"/g)];
  return [page, ...loaded.map((match) => posix.join(posix.dirname(page), match[1]))];
}
const gzip = (file) => gzipSync(bytes(file), { level: 9 }).length;
const brotli = (file) => brotliCompressSync(bytes(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const sum = (list, of) => list.reduce((result, file) => result + of(file), 0);

const articles = pages(site).filter((page) => /^articles\/(?!index|page-)/.test(page)).map((page) => {
  const list = parts(page);
  return { page, list, plain: sum(list, (file) => bytes(file).length), gzip: sum(list, gzip), brotli: sum(list, brotli) };
}).sort((one, other) => other.gzip - one.gzip);
const row = (cells) => console.log(cells.map((cell, at) => (at === 0 ? String(cell).padEnd(36) : String(cell).padStart(8))).join(" "));
row(["the heaviest article, in bytes", "plain", "gzip -9", "brotli"]);
articles[0].list.forEach((file) => row([file, bytes(file).length, gzip(file), brotli(file)]));
row(["together", articles[0].plain, articles[0].gzip, articles[0].brotli]);
const middle = articles[Math.floor(articles.length / 2)];
row([`the middle one of ${articles.length}`, middle.plain, middle.gzip, middle.brotli]);
for (const article of articles) {
  verdict.judge(article.gzip <= ARTICLE, `${article.page}: ${article.gzip} bytes compressed, over ${ARTICLE}`);
}
const data = files(site, ".js").filter((file) => file.startsWith("search/"));
if (data.length > 0) {
  row([`search/, ${data.length} files`, sum(data, (file) => bytes(file).length), sum(data, gzip), sum(data, brotli)]);
}
verdict.end("sizes");
