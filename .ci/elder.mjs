// 适老版 as an elder uses it.
import { follow } from "./served.mjs";

/** In the page: whatever can be pressed and is smaller than 60 × 60 px, measured where a press takes effect. */
function smallTargets() {
  const least = 60;
  const small = [];
  for (const element of document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")) {
    const style = getComputedStyle(element);
    const box = element.getClientRects()[0];
    if (element.disabled || !box || style.visibility === "hidden" || (box.width <= 1 && box.height <= 1) || box.right < 0) {
      continue;
    }
    // WCAG 2.5.8: a link in a sentence is bound by its line.
    const around = element.parentElement.closest("p, li, dd, td, th, figcaption, span");
    const isInText = style.display === "inline" && around && around.textContent.trim() !== element.textContent.trim();
    if (isInText) {
      continue;
    }
    element.scrollIntoView({ block: "center", inline: "nearest" });
    const place = element.getClientRects()[0];
    const own = [element, ...(element.labels ?? [])];
    const isHit = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && own.some((one) => one === hit || one.contains(hit));
    };
    const extent = (stepX, stepY) => {
      const [x, y] = [place.left + place.width / 2, place.top + place.height / 2];
      let count = 0;
      while (count < least && isHit(x + stepX * (count + 1), y + stepY * (count + 1))) {
        count += 1;
      }
      return count;
    };
    const width = Math.max(element.offsetWidth, extent(-1, 0) + extent(1, 0) + 1);
    const height = Math.max(element.offsetHeight, extent(0, -1) + extent(0, 1) + 1);
    if (width < least || height < least) {
      small.push(`${element.localName}.${element.className} "${element.textContent.trim().slice(0, 16)}" ${width}×${height}`);
    }
  }
  return small;
}

/** Switched on by keyboard, remembered, large targets on every page of `pages`, switched off by mouse. */
export async function switchesElder(tab, verdict, types, pages, open) {
  const isOn = () => tab.evaluate(() => [document.documentElement.classList.contains("elder"),
    document.querySelector("#elder").checked, parseFloat(getComputedStyle(document.querySelector("main p")).fontSize)]);
  await open(tab, types.home);
  const usual = await isOn();
  verdict.judge(!usual[0] && !usual[1], "适老版 is on before anybody chose it");
  for (let stops = 0; stops < 40 && await tab.evaluate(() => document.activeElement.id !== "elder"); stops += 1) {
    await tab.keyboard.press("Tab");
  }
  verdict.judge(await tab.evaluate(() => document.activeElement.id === "elder"), "the keyboard does not reach 适老版");
  const name = await tab.locator("#elder").evaluate((box) => box.labels[0]?.textContent.trim());
  verdict.judge(name?.includes("适老"), `the switch is called ${name}`);
  await tab.keyboard.press("Space");
  const large = await isOn();
  verdict.judge(large[0] && large[1] && large[2] >= usual[2] * 1.3, `适老版 by keyboard: ${usual} → ${large}`);
  const entry = tab.locator("nav[aria-label=主导航] a:not([aria-current])").nth(1);
  await follow(tab, entry, () => entry.click());
  verdict.judge((await isOn())[0], "适老版 is forgotten on the next page");
  await tab.reload();
  verdict.judge((await isOn())[0] && (await isOn())[1], "适老版 is forgotten after a reload");
  for (const page of pages) {
    await open(tab, page === types.search ? `${page}?q=${encodeURIComponent("血压")}` : page);
    if (page === types.search) {
      await tab.locator("main mark").first().waitFor().catch(() => verdict.judge(false, "no hit to press in 适老版"));
    }
    const small = await tab.evaluate(smallTargets);
    verdict.judge(small.length === 0, `${page} ${tab.viewportSize().width} px, under 60 px in 适老版: ${small.slice(0, 6).join(", ")}`);
  }
  await open(tab, types.article);
  await tab.locator("label[for=elder]").click();
  verdict.judge(!(await isOn())[0], "适老版 does not go by mouse");
  await open(tab, types.home);
  const again = await isOn();
  verdict.judge(!again[0] && again[2] === usual[2], `适老版 comes back: ${again}`);
}
