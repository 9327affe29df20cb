// The search page: asks the index (search/index.js, which explains its answers) and shows what it finds.
(function () {
  "use strict";

  var box = document.querySelector("[data-index]");
  var form = box.querySelector("form"), status = box.querySelector("[role=status]");
  var list = box.querySelector("ol"), more = box.querySelector("[hidden]");
  var title = document.title;
  var latest = 0, results;

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    element.textContent = text || "";
    element.className = className || "";
    return parent.appendChild(element);
  }

  function addPieces(parent, pieces) {
    pieces.forEach(function (piece) {
      if (piece[1]) {
        add(parent, "mark", piece[0]);
      } else {
        parent.appendChild(document.createTextNode(piece[0]));
      }
    });
  }

  function addHit(hit) {
    var item = add(list, "li", "", "search-hit");
    var link = add(add(item, "h2"), "a");
    var meta = add(item, "p", "", "meta");
    link.href = hit.url;
    addPieces(link, hit.title);
    add(meta, "span", hit.kind);
    if (hit.when) {
      add(meta, "span", hit.when);
    }
    addPieces(add(item, "p"), hit.excerpt);
  }

  function failed() {
    status.textContent = "没有读到搜索数据。请刷新页面再试，或者从下面的专题里找。";
  }

  function showNext() {
    var mine = latest, shown = list.children.length;
    results.next(function (hits) {
      if (mine !== latest) {
        return;
      }
      if (!hits) {
        return failed();
      }
      hits.forEach(addHit);
      more.hidden = !results.left;
      status.textContent = results.count ? "找到" + (results.exact ? "" : "约") + results.count + "篇。"
        : "没有找到。可以换个说法、少写几个字，或者从下面的专题里找。";
      // Who asked for more goes on reading there.
      if (shown && hits.length) {
        list.children[shown].querySelector("a").focus();
      }
    });
  }

  function search(query) {
    var mine = latest += 1;
    query = query.trim();
    form.q.value = query;
    list.textContent = "";
    more.hidden = true;
    document.title = (query ? query + " - " : "") + title;
    status.textContent = query ? "正在查找……" : "";
    window.banbaoSearch.find(query, function (found) {
      results = found;
      if (mine !== latest) {
        return;
      }
      if (!found) {
        failed();
      } else if (found.words.length) {
        showNext();
      } else {
        status.textContent = "请输入要找的字词，例如：血压、戒烟。几个词之间用空格隔开。";
      }
    });
  }

  function asked() {
    var query = /[?&]q=([^&]*)/.exec(location.search);
    try {
      return query ? decodeURIComponent(query[1].replace(/\+/g, " ")) : "";
    } catch (fault) {
      return "";
    }
  }

  var index = document.createElement("script");
  // A page kept by a browser must not find an index kept from before.
  index.src = box.getAttribute("data-index") + "index.js?" + new Date().getTime();
  index.onerror = failed;
  index.onload = function () {
    search(asked());
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      try {
        history.replaceState(null, "", "?q=" + encodeURIComponent(form.q.value));
      } catch (fault) {
        // A page opened from a disk keeps its address.
      }
      search(form.q.value);
    });
    more.addEventListener("click", showNext);
  };
  document.head.appendChild(index);
})();
