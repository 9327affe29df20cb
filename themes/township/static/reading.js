// Reads a page aloud with the device's own voice: what is marked `data-read`, sentence by sentence. Pausing ends
// the sentence and going on begins it anew: telephones cannot halt within one.
(function () {
  "use strict";

  var speech = window.speechSynthesis;
  var bar = document.querySelector(".read-aloud");
  if (!bar || !speech || !window.SpeechSynthesisUtterance) {
    return;
  }

  var BLOCK = /^(H[1-6]|P|LI|TR|DT|FIGCAPTION|CAPTION)$/;
  var UNREAD = /footnote|read-aloud|care-call/;
  var SENTENCE = /[^。！？；!?]+[。！？；!?]*[”’）」』]*/g;
  var PATIENCE = 5000;
  var buttons = bar.querySelectorAll("button");
  var message = bar.querySelector("[role=status]");
  var sentences = [];
  var at = 0;
  // Raised with each silence: a late answer of an old sentence counts for nothing.
  var turn = 0;
  var isReading = false;
  var hasSpoken = false;
  var marked, voice, utterance;

  /** The words of a block without the blocks inside it. */
  function words(element) {
    var text = "";
    for (var node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3) {
        text += node.nodeValue;
      } else if (node.nodeType === 1 && !BLOCK.test(node.tagName) && !UNREAD.test(node.className)) {
        text += words(node) + (/^T[HD]$/.test(node.tagName) ? "，" : "");
      }
    }
    return text;
  }

  /** `120` is a number to dial, `3~5` a range. */
  function spoken(text) {
    return text.replace(/\s+/g, " ").replace(/打 ?(\d{3,5})(?!\d)/g, function (all, number) {
      return "打" + number.split("").join(" ");
    }).replace(/(\d) ?[~～–] ?(\d)/g, "$1到$2");
  }

  function collect(element) {
    if (UNREAD.test(element.className) || !element.getClientRects().length) {
      return;
    }
    if (BLOCK.test(element.tagName)) {
      (spoken(words(element)).match(SENTENCE) || []).forEach(function (text) {
        if (/[^\s，。、]/.test(text)) {
          sentences.push({ text: text, block: element });
        }
      });
    }
    Array.prototype.forEach.call(element.children, collect);
  }

  /** The device's own voice of Mandarin: others send the text to a server. */
  function choose(voices) {
    var found = voices.filter(function (one) {
      return one.localService && /^(zh|cmn)/i.test(one.lang) && !/hk|mo|yue/i.test(one.lang);
    });
    return found[0];
  }

  function mark(block) {
    if (marked === block) {
      return;
    }
    if (marked) {
      marked.classList.remove("is-read");
    }
    marked = block;
    if (block) {
      block.classList.add("is-read");
      var place = block.getBoundingClientRect();
      if (place.top < 0 || place.bottom > window.innerHeight - bar.offsetHeight) {
        block.scrollIntoView({ block: "center" });
      }
    }
  }

  function show() {
    bar.className = "read-aloud" + (marked ? " is-reading" : "");
    buttons[0].textContent = isReading ? "暂停" : marked ? "继续" : "朗读";
    buttons[1].hidden = !marked;
  }

  function silence() {
    turn += 1;
    isReading = false;
    speech.cancel();
  }

  function stop(why) {
    // Before its button goes: the keyboard must not be left nowhere.
    if (document.activeElement === buttons[1]) {
      buttons[0].focus();
    }
    silence();
    mark(null);
    message.textContent = why || "";
    show();
  }

  function fail() {
    stop("没有读出来：这台设备可能没有中文语音，可以在系统设置里添加。");
  }

  function speak() {
    if (at >= sentences.length) {
      stop();
      return;
    }
    var mine = turn;
    utterance = new SpeechSynthesisUtterance(sentences[at].text);
    utterance.lang = "zh-CN";
    if (voice) {
      utterance.voice = voice;
    }
    utterance.onstart = function () {
      hasSpoken = true;
    };
    utterance.onend = function () {
      if (mine === turn) {
        at += 1;
        speak();
      }
    };
    utterance.onerror = function () {
      if (mine === turn) {
        fail();
      }
    };
    mark(sentences[at].block);
    speech.speak(utterance);
  }

  function start() {
    var voices = speech.getVoices();
    voice = choose(voices);
    if (voices.length && !voice) {
      fail();
      return;
    }
    if (!marked) {
      sentences = [];
      at = 0;
      Array.prototype.forEach.call(document.querySelectorAll("[data-read]"), collect);
    }
    isReading = true;
    message.textContent = "";
    speak();
    show();
    var mine = turn;
    window.setTimeout(function () {
      if (mine === turn && !hasSpoken) {
        fail();
      }
    }, PATIENCE);
  }

  buttons[0].addEventListener("click", function () {
    if (isReading) {
      silence();
      show();
    } else {
      start();
    }
  });
  buttons[1].addEventListener("click", function () {
    stop();
  });
  window.addEventListener("pagehide", silence);
  // Some browsers go on with the page before, and load their voices only when asked.
  speech.cancel();
  speech.getVoices();
  bar.hidden = false;
})();
