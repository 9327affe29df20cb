// Reading aloud, heard through a voice that writes down what it is told: this machine has none.

/** In the page, before its scripts: a voice that speaks a sentence in `pace` milliseconds. */
function giveVoice(pace) {
  // Kept beyond the page: what happens while it is left counts.
  const note = (what, text) => {
    const heard = JSON.parse(sessionStorage.getItem("heard") ?? "[]");
    sessionStorage.setItem("heard", JSON.stringify([...heard, { what, text, path: location.pathname }]));
  };
  class Utterance extends EventTarget {
    constructor(text = "") {
      super();
      this.text = text;
    }
    tell(name) {
      const event = new Event(name);
      this.dispatchEvent(event);
      this[`on${name}`]?.(event);
    }
  }
  const queue = [];
  let timer;
  const next = () => {
    const spoken = queue[0];
    if (!spoken || timer) {
      return;
    }
    note("speak", spoken.text);
    spoken.tell("start");
    timer = setTimeout(() => {
      timer = undefined;
      queue.shift();
      spoken.tell("end");
      next();
    }, pace);
  };
  const voice = { lang: "zh-CN", name: "Test", localService: true, default: true, voiceURI: "test" };
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => [voice],
    speak: (utterance) => { queue.push(utterance); next(); },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      note("cancel");
      // As browsers do: what is cut off is told so, later.
      queue.splice(0).forEach((cut) => setTimeout(() => cut.tell("error")));
    },
    pause: () => note("pause"),
    resume: () => note("resume"),
    get speaking() { return queue.length > 0; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance, configurable: true });
}

/** Words without marks, spaces and figures, which are spoken in other ways than they are written. */
const bare = (text) => (text.match(/[\u4e00-\u9fff]/g) ?? []).join("").replaceAll("到", "");

/** In the page: the words of every paragraph, point and cell a reader sees in the text; notes are left out. */
function writtenBlocks() {
  return [...document.querySelectorAll("main .prose :is(h2, h3, h4, p, li, td, th, dt, dd, figcaption, caption)")]
    .filter((block) => block.getClientRects().length > 0 && !block.closest("[class*=footnote], .care-call"))
    .map((block) => [...block.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE
      || (node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).display === "inline" && !/footnote/.test(node.className)))
      .map((node) => node.textContent).join(""));
}

/** Title first, the whole text, stop, and silence once the page is left for `elsewhere`. */
export async function hearsThePage(tab, verdict, article, elsewhere) {
  const heard = async (what) => JSON.parse(await tab.evaluate(() => sessionStorage.getItem("heard")) ?? "[]")
    .filter((note) => note.what === what);
  const forget = () => tab.evaluate(() => sessionStorage.removeItem("heard"));
  const button = (name) => tab.getByRole("button", { name, exact: true });

  await tab.addInitScript(giveVoice, 2);
  await tab.goto(article);
  verdict.judge((await heard("speak")).length === 0, "the page speaks before it is asked to");
  await button("朗读").focus();
  await tab.keyboard.press("Enter");
  // Shown as soon as it reads.
  await button("停止").waitFor({ state: "hidden", timeout: 30_000 });
  const spoken = (await heard("speak")).map((note) => note.text);
  const title = await tab.locator("h1").first().innerText();
  verdict.judge(bare(spoken[0] ?? "") === bare(title), `the first words are "${spoken[0]}", not the title`);
  const all = bare(spoken.join(""));
  const blocks = (await tab.evaluate(writtenBlocks)).map(bare).filter((words) => words !== "");
  const left = blocks.filter((words) => !all.includes(words));
  verdict.judge(blocks.length > 10 && left.length === 0, `not read aloud of ${blocks.length} parts: ${left.join(" · ")}`);
  const repeated = spoken.filter((text, at) => at > 0 && text === spoken[at - 1]);
  verdict.judge(repeated.length === 0, `read twice: ${repeated.join(" · ")}`);

  await tab.addInitScript(giveVoice, 400);
  await tab.reload();
  await forget();
  await button("朗读").click();
  await button("暂停").click();
  const paused = (await heard("speak")).length;
  await tab.waitForTimeout(900);
  verdict.judge((await heard("speak")).length === paused, "a pause does not hold");
  await button("继续").click();
  await tab.waitForTimeout(500);
  const lines = (await heard("speak")).map((note) => note.text);
  verdict.judge(lines.length > paused && lines[0] === title, `after a pause it says ${lines[paused]}`);
  await button("停止").click();
  const stopped = (await heard("speak")).length;
  await tab.waitForTimeout(900);
  verdict.judge((await heard("speak")).length === stopped, "stop does not stop");
  verdict.judge(await button("朗读").isVisible(), "after a stop it cannot begin again");

  await button("朗读").click();
  await tab.waitForTimeout(100);
  await forget();
  await tab.goto(elsewhere);
  const path = new URL(article).pathname;
  const silenced = (await heard("cancel")).some((note) => note.path === path);
  verdict.judge(silenced, "the voice goes on when the page is left");
  await tab.waitForTimeout(900);
  verdict.judge((await heard("speak")).every((note) => note.path === path), "another page goes on speaking");
}
