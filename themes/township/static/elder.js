// 适老版: large letters, high contrast, only what matters. Its switch stands in the masthead, and the choice is
// remembered on this device. Loaded before the page is painted; without it the switch works for one page.
(function () {
  "use strict";

  var KEY = "banbao-elder";

  // Storage may be forbidden: the choice then lasts for one page.
  function recall() {
    try {
      turn(window.localStorage.getItem(KEY) === "1");
    } catch (error) {}
  }

  function turn(on) {
    document.documentElement.classList[on ? "add" : "remove"]("elder");
    var box = document.getElementById("elder");
    if (box) {
      box.checked = on;
    }
  }

  recall();
  document.addEventListener("DOMContentLoaded", recall);
  // Chosen in another window, or after this page was left and before coming back to it.
  window.addEventListener("storage", recall);
  window.addEventListener("pageshow", recall);
  document.addEventListener("change", function (event) {
    if (event.target.id === "elder") {
      turn(event.target.checked);
      try {
        window.localStorage.setItem(KEY, event.target.checked ? "1" : "0");
      } catch (error) {}
    }
  });
})();
