// Keeps the pages right between two builds: a township uploads its site rarely, and days go by.
//
// The build decides what shows on which day and writes it into the page; this script only looks at the
// reader's calendar. Without it, or on a day before the build, the page shows the day of the build.
//   data-shown="2026-12-01/2026-12-07 2026-12-09/"   shows on these days; an open end has no limit
//   data-until="2026-12-01"                          becomes the days left until then
//   data-state="active"                              the state of the card or head around it
//   data-instead                                     shows when nothing in the list before it does
(function () {
  "use strict";

  // Nothing is counted down for longer than this: the clock must be wrong.
  var MANY_DAYS = 400;
  var now, today;

  function twoDigits(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function isShown(windows) {
    return windows.split(" ").some(function (days) {
      var ends = days.split("/");
      return (!ends[0] || ends[0] <= today) && (!ends[1] || today <= ends[1]);
    });
  }

  function daysUntil(date) {
    var parts = date.split("-");
    var then = Date.UTC(parts[0], parts[1] - 1, parts[2]);
    return Math.round((then - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 86400000);
  }

  function countdown(days) {
    return days === 0 ? "就在今天" : days === 1 ? "就在明天" : "还有" + days + "天";
  }

  function each(selector, turn) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), turn);
  }

  function turnPage() {
    now = new Date();
    var day = now.getFullYear() + "-" + twoDigits(now.getMonth() + 1) + "-" + twoDigits(now.getDate());
    if (day === today) {
      return;
    }
    today = day;

    each("[data-shown]", function (element) {
      element.hidden = !isShown(element.getAttribute("data-shown"));
    });

    each("[data-until]", function (element) {
      var days = daysUntil(element.getAttribute("data-until"));
      var windows = element.getAttribute("data-shown");
      element.hidden = days < 0 || days > MANY_DAYS || (windows !== null && !isShown(windows));
      element.textContent = element.hidden ? "" : countdown(days);
    });

    each("[data-state]:not([hidden])", function (element) {
      var whole = element.parentNode;
      while (whole && !/(^| )(hero|campaign-card)( |$)/.test(whole.className)) {
        whole = whole.parentNode;
      }
      if (whole) {
        whole.className = whole.className.replace(/is-(planned|upcoming|active|past)/, "is-" + element.getAttribute("data-state"));
      }
    });

    each("[data-instead]", function (element) {
      element.hidden = Array.prototype.some.call(element.previousElementSibling.children, function (item) {
        return !item.hidden;
      });
    });
  }

  turnPage();
  // A page may stay open over midnight: in a phone's pocket, on a screen in the hall.
  document.addEventListener("visibilitychange", turnPage);
  window.setInterval(turnPage, 60000);
})();
