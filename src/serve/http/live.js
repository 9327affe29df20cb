// Keeps an open page as fresh as the site: style sheets and pictures are swapped, a page that changed is loaded
// again and stays where it was scrolled to, errors are shown until they are mended. ES5, for old phones; allowed
// by the Content-Security-Policy `script-src 'self'; connect-src 'self'; style-src 'self'`.
(function () {
  "use strict";

  var me = document.getElementById("banbao-live");
  var seen = me.getAttribute("data-seen"), mark = me.getAttribute("data-mark");
  var PLACE = "banbao-place " + location.pathname;
  var PAUSE = 1000, PATIENCE = 5000;
  var source = null, heard = false, leaving = false, shown = null;

  function each(list, work) {
    Array.prototype.forEach.call(list, work);
  }

  // The path on this server, as the plan writes it behind a slash; null for other servers.
  function addressOf(url) {
    var link = document.createElement("a");
    link.href = url;
    if (link.host !== location.host) {
      return null;
    }
    var path = link.pathname.replace(/^\/?/, "/");
    try {
      return decodeURIComponent(path);
    } catch (fault) {
      return path;
    }
  }

  function reload() {
    if (leaving) {
      return;
    }
    leaving = true;
    try {
      sessionStorage.setItem(PLACE, window.pageXOffset + " " + window.pageYOffset);
    } catch (fault) { /* Without storage the browser itself remembers, mostly. */ }
    location.reload();
  }

  function returnToPlace() {
    var place = null;
    try {
      place = sessionStorage.getItem(PLACE);
      sessionStorage.removeItem(PLACE);
    } catch (fault) { /* As above. */ }
    if (place) {
      place = place.split(" ");
      var go = function () { window.scrollTo(+place[0], +place[1]); };
      go();
      // Pictures without a size have pushed the text down by then.
      window.addEventListener("load", go);
    }
  }

  function ask(method, url, done) {
    var request = new XMLHttpRequest();
    request.onreadystatechange = function () {
      if (request.readyState === 4) {
        done(request);
      }
    };
    request.open(method, url, true);
    request.send();
  }

  // Loads the page again if its bytes are others now.
  function compare() {
    ask("HEAD", location.pathname + location.search, function (answer) {
      var now = answer.status && answer.getResponseHeader("ETag");
      if (now && now.replace(/"/g, "") !== mark) {
        reload();
      } else if (!answer.status) {
        setTimeout(compare, PAUSE);
      }
    });
  }

  // The same address, new to every cache.
  function renewed(url) {
    var parts = url.split("#");
    var bare = parts[0].replace(/[?&]banbao=[^&]*/, "");
    parts[0] = bare + (bare.indexOf("?") < 0 ? "?" : "&") + "banbao=" + seen;
    return parts.join("#");
  }

  // The new sheet comes before the old one goes, so that the page is never bare.
  function swapSheet(link) {
    var next = link.cloneNode(false);
    function done() {
      if (link.parentNode) {
        link.parentNode.removeChild(link);
      }
    }
    next.onload = next.onerror = done;
    setTimeout(done, PAUSE);
    next.href = renewed(link.getAttribute("href"));
    link.parentNode.insertBefore(next, link.nextSibling);
  }

  function swapPicture(picture, swap) {
    ["src", "srcset"].forEach(function (key) {
      var old = picture.getAttribute(key);
      var next = old && (key === "src" ? swap(old) : old.replace(/[^\s,]\S*[^\s,](?=,?(\s|$))/g, swap));
      if (old !== next) {
        picture.setAttribute(key, next);
      }
    });
  }

  // What the page has loaded in any other way too: scripts, fonts, pictures of a style sheet.
  function loaded() {
    var urls = [];
    if (window.performance && performance.getEntriesByType) {
      urls = performance.getEntriesByType("resource").filter(function (entry) {
        return entry.initiatorType !== "xmlhttprequest";
      }).map(function (entry) { return entry.name; });
    }
    each(document.querySelectorAll("script[src]"), function (script) { urls.push(script.src); });
    return urls;
  }

  // Swaps what can be swapped; anything else that is used here wants the page anew.
  function renew(names) {
    var changed = {}, swapped = {};
    function isNews(path) {
      return path !== null && changed[path] === true;
    }
    names.forEach(function (name) { changed["/" + name] = true; });
    each(document.querySelectorAll("link[rel~=stylesheet]"), function (link) {
      var path = addressOf(link.href);
      if (isNews(path)) {
        swapSheet(link);
        swapped[path] = true;
      }
    });
    each(document.querySelectorAll("img, source"), function (picture) {
      swapPicture(picture, function (url) {
        var path = addressOf(url);
        if (!isNews(path)) {
          return url;
        }
        swapped[path] = true;
        return renewed(url);
      });
    });
    if (names.length && loaded().map(addressOf).some(function (path) {
      return isNews(path) && !swapped[path];
    })) {
      reload();
    }
  }

  function put(kind, text, parent) {
    var element = document.createElement(kind);
    element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }

  // Findings line by line: prose wraps, excerpts do not, or their carets would point elsewhere.
  function putFindings(text, parent) {
    var EXCERPT = /^\s*\d*\s*\|/, lines = text.split("\n"), block = [];
    lines.forEach(function (line, at) {
      block.push(line);
      if (at + 1 === lines.length || EXCERPT.test(line) !== EXCERPT.test(lines[at + 1])) {
        put("pre", block.join("\n"), parent).className = EXCERPT.test(line) ? "banbao-excerpt" : "";
        block = [];
      }
    });
  }

  // Shows the findings, or takes them away. Closed ones come back when they are others.
  function showFaults(text) {
    if (text === shown || me.getAttribute("data-faulty") === "true") {
      return;
    }
    shown = text;
    var old = document.getElementById("banbao-faults");
    if (old) {
      old.parentNode.removeChild(old);
    }
    if (!text) {
      return;
    }
    var sheet = document.createElement("div");
    sheet.id = "banbao-faults";
    sheet.setAttribute("role", "alert");
    put("button", me.getAttribute("data-close"), sheet).onclick = function () {
      sheet.parentNode.removeChild(sheet);
    };
    put("strong", me.getAttribute("data-title"), sheet);
    putFindings(text, sheet);
    document.body.appendChild(sheet);
  }

  function hear(text) {
    var news = JSON.parse(text);
    heard = true;
    if (news.seen !== seen) {
      // Null: the server has begun anew, and cannot say what changed.
      if (!news.changed) {
        reload();
        return;
      }
      seen = news.seen;
      renew(news.changed);
      compare();
    }
    showFaults(news.faults);
  }

  function poll() {
    if (document.hidden) {
      setTimeout(poll, PAUSE);
      return;
    }
    ask("GET", "/-banbao/news?since=" + seen, function (answer) {
      if (answer.status === 200) {
        hear(answer.responseText);
      }
      setTimeout(poll, PAUSE);
    });
  }

  function listen() {
    var own = source = new EventSource("/-banbao/events?since=" + seen);
    own.onmessage = function (event) { hear(event.data); };
    own.onerror = function () {
      if (own.readyState === 2 && own === source && heard) {
        setTimeout(function () { if (own === source) { listen(); } }, PAUSE);
      }
    };
    // Something between holds the stream back.
    setTimeout(function () {
      if (!heard && own === source) {
        own.close();
        source = null;
        document.removeEventListener("visibilitychange", lookUp);
        poll();
      }
    }, PATIENCE);
  }

  // A browser has six connections to a server: a page nobody looks at gives its own back.
  function lookUp() {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else if (!document.hidden && !source) {
      listen();
    }
  }

  each(document.querySelectorAll(".banbao-notice pre"), function (whole) {
    putFindings(whole.textContent, document.body);
    document.body.removeChild(whole);
  });
  returnToPlace();
  if (window.EventSource) {
    document.addEventListener("visibilitychange", lookUp);
    lookUp();
  } else {
    poll();
  }
}());
