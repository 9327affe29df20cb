// Turns the board: one slide after another, for a screen that nobody touches. Without this script all slides
// stand below each other.
//
// Which slides belong to the day is decided by `today.js`: a slide it hides is left out here. The rest is told
// by the page: `data-seconds` of the board is how long a slide stays.
(function () {
  "use strict";

  // A hand on the mouse or a key holds the slide; a mouse left lying there does not hold it for good.
  var HOLD_SECONDS = 60;
  // Words become smaller in steps until they fit. Below this size (in percent) the picture makes room.
  var SMALL = 80;
  // Smaller than these (in percent and in pixels of the size others follow) they become no more: the slide scrolls.
  var SMALLEST = 30;
  var SMALLEST_PIXELS = 6.4;
  var STEP = 4;
  var WEEKDAYS = "日一二三四五六";

  var board = document.querySelector("[data-seconds]");
  var frame = board.querySelector(".slides");
  var slides = Array.prototype.slice.call(frame.querySelectorAll(".slide"));
  var controls = board.querySelector(".controls");
  var pauseButton = controls.querySelector(".pause");
  var menu = board.querySelector("details");
  var clock = board.querySelector(".clock");
  var seconds = Number(board.getAttribute("data-seconds"));

  var current = null;
  var elapsed = 0;
  var held = 0;
  var pointer = "";
  var isAsking = false;
  var born = dayOf(new Date());
  var today = born;
  // Who asks for less motion turns the slides by hand.
  var isPaused = Boolean(window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches);

  function dayOf(date) {
    return date.getFullYear() + "-" + (date.getMonth() + 1) + "-" + date.getDate();
  }

  function ofToday() {
    return slides.filter(function (slide) {
      return !slide.hidden;
    });
  }

  // Whether the words of the slide fit, at the least size they may have.
  function shrink(slide, least) {
    var size = 100;
    slide.style.fontSize = "";
    while (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth) {
      if (size - STEP < least) {
        return false;
      }
      size -= STEP;
      slide.style.fontSize = size + "%";
    }
    return true;
  }

  function fit(slide) {
    var whole = parseFloat(window.getComputedStyle(document.documentElement).fontSize);
    slide.classList.remove("is-dense");
    if (!shrink(slide, SMALL)) {
      slide.classList.add("is-dense");
      shrink(slide, Math.max(SMALLEST, SMALLEST_PIXELS * 100 / whole));
    }
  }

  function show(slide) {
    var shown = ofToday();
    if (current) {
      current.classList.remove("is-on");
    }
    current = slide;
    elapsed = 0;
    if (slide) {
      slide.classList.add("is-on");
      slide.scrollTop = 0;
      fit(slide);
    }
    controls.querySelector(".count").textContent = shown.indexOf(slide) + 1 + "/" + shown.length;
  }

  // The slide so many places on, among those of today; round the end, the first again.
  function step(places) {
    var shown = ofToday();
    var at = slides.indexOf(current);
    var before = shown.filter(function (slide) {
      return slides.indexOf(slide) < at;
    }).length;
    var here = current && !current.hidden;
    var next = before + places - (here || places < 0 ? 0 : 1);
    if (current && next >= shown.length) {
      renew();
    }
    show(shown.length ? shown[(next + shown.length) % shown.length] : null);
  }

  // A page that was opened on another day is read again, at the end of a round and only when the site answers:
  // an old board is better than none.
  function renew() {
    var icon = document.querySelector("link[rel=icon]");
    if (today === born || isAsking || !icon) {
      return;
    }
    isAsking = true;
    var probe = new Image();
    probe.onload = function () {
      window.location.reload();
    };
    probe.onerror = function () {
      isAsking = false;
    };
    probe.src = icon.href + "?" + today;
  }

  function tellTime() {
    var now = new Date();
    var minutes = now.getMinutes();
    clock.textContent = now.getMonth() + 1 + "月" + now.getDate() + "日 星期" + WEEKDAYS.charAt(now.getDay()) + " " +
      now.getHours() + ":" + (minutes < 10 ? "0" : "") + minutes;
    clock.hidden = false;
  }

  function setPaused(paused) {
    isPaused = paused;
    pauseButton.textContent = paused ? "继续" : "暂停";
    // A reader of the screen is told of slides somebody turns to, not of those that turn by themselves.
    frame.setAttribute("aria-live", paused ? "polite" : "off");
    elapsed = 0;
  }

  function tick() {
    if (clock) {
      tellTime();
    }
    held = Math.max(0, held - 1);
    if (today !== dayOf(new Date())) {
      // Another day may have changed what stands on the slide.
      today = dayOf(new Date());
      if (current) {
        fit(current);
      }
    }
    if (!current || current.hidden) {
      step(1);
      return;
    }
    if (isPaused || held || menu.open || frame.contains(document.activeElement)) {
      return;
    }
    elapsed += 1;
    if (elapsed >= seconds) {
      step(1);
    }
  }

  function hold() {
    held = HOLD_SECONDS;
  }

  function byHand(places) {
    hold();
    step(places);
  }

  document.documentElement.classList.add("turns");
  controls.hidden = false;
  setPaused(isPaused);
  tick();
  window.setInterval(tick, 1000);

  pauseButton.addEventListener("click", function () {
    setPaused(!isPaused);
    held = 0;
  });
  Array.prototype.forEach.call(controls.querySelectorAll(".step"), function (button) {
    button.addEventListener("click", function () {
      byHand(Number(button.value));
    });
  });
  document.addEventListener("keydown", function (event) {
    // Older televisions number their keys.
    var key = event.key || { 32: " ", 33: "PageUp", 34: "PageDown", 37: "Left", 39: "Right" }[event.keyCode] || "";
    var isForward = /^(Arrow)?Right$|^PageDown$/.test(key);
    var isBack = /^(Arrow)?Left$|^PageUp$/.test(key);
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    hold();
    if (isForward || isBack) {
      event.preventDefault();
      byHand(isForward ? 1 : -1);
    } else if ((key === " " || key === "Spacebar") && event.target === document.body) {
      event.preventDefault();
      pauseButton.click();
    }
  });
  document.addEventListener("mousemove", function (event) {
    // Some browsers report a move when only the page moved under the pointer.
    var place = event.screenX + "/" + event.screenY;
    if (pointer && pointer !== place) {
      hold();
    }
    pointer = place;
  });
  document.documentElement.addEventListener("mouseleave", function () {
    held = 0;
  });
  document.addEventListener("touchstart", hold);
  window.addEventListener("resize", function () {
    if (current) {
      fit(current);
    }
  });
})();
