// The Nu HTML checker on every page, style sheet and drawing as a server sends them; warnings count.
//
//   node nu.mjs SITE
import { execFile } from "node:child_process";
import { join } from "node:path";
import { Verdict, files, serve } from "./served.mjs";

const [site] = process.argv.slice(2);
const verdict = new Verdict();
const nu = join(process.env.JUDGES, "node_modules/vnu-jar/build/dist/vnu.jar");
// It asks no server on this machine unless told so.
const options = ["-Xss4m", "-Dnu.validator.servlet.allow-forbidden-hosts=true",
  "-Dnu.validator.servlet.allowed-address-type=all", "-jar", nu, "--also-check-css", "--also-check-svg", "--stdout",
  "--exit-zero-always", "--format", "json"];

async function check(addresses, nameOf) {
  const told = await new Promise((done, fail) => {
    execFile("java", [...options, ...addresses], { maxBuffer: 1 << 28 }, (fault, out) => (fault ? fail(fault) : done(out)));
  });
  for (const message of JSON.parse(told).messages) {
    const kind = message.type === "info" ? message.subType ?? "info" : message.type;
    const place = `${nameOf(decodeURIComponent(message.url ?? ""))}:${message.lastLine}`;
    if (kind !== "info") {
      verdict.judge(false, `${place}: ${kind}: ${message.message} ${(message.extract ?? "").trim().replace(/\s+/g, " ").slice(0, 100)}`);
    }
  }
}

// A page from a disk is of no origin: its policy would seem to forbid what it loads.
const server = await serve(site);
const sent = [...files(site, ".html"), ...files(site, ".css")];
const addresses = sent.map((file) => server.base + file.split("/").map(encodeURIComponent).join("/"));
await check(addresses, (url) => url.replace(server.base, ""));
sent.forEach((file) => verdict.judge(server.asked.has(file), `${file}: the checker did not ask for it`));
server.close();
// From a server it takes a drawing for a part of a page.
const drawings = files(site, ".svg").map((file) => join(site, file));
await check(drawings, (url) => url.replace(/^file:/, ""));
drawings.forEach((file) => verdict.judge(true, file));
verdict.end(`Nu HTML checker: ${sent.length} pages and style sheets, ${drawings.length} drawings`);
