// Reads the index this file stands in. A theme's page loads search/index.js, then asks:
//   banbaoSearch.find(query, function (results) { … })       null: a file of the index could not be read
//   results = { words, count, exact, next }                  without words nothing was asked
//   results.next(function (hits) { … })                      ten hits, fewer at the end; null as above
//   hit = { title, url, kind, when, excerpt }                title and excerpt as [[text, isMarked], …]
// `count` may be too large as long as it is not `exact`: texts are checked as they are shown.
// Letters are folded and shards numbered as in fold.rs and postings.rs.
(function () {
  "use strict";

  var CHARACTER = /[\ud800-\udbff][\udc00-\udfff]|[^]/g;
  var SPACE = /[^\S\n]|[\u0085\u00ad\u200b-\u200d\u2060\ufeff]/g;
  var LONGEST = 60, PAGE = 10, TURNS = 6, BEFORE = 30, EXCERPT = 110;
  var folder = document.currentScript ? document.currentScript.src.replace(/[^\/]*$/, "") : "search/";
  var data = {}, index;

  // Calls `done` when the files were read, or could not be.
  function load(names, done) {
    var waiting = 1;
    function arrived() {
      waiting -= 1;
      if (!waiting) {
        done(names.every(function (name) { return data[name]; }));
      }
    }
    names.forEach(function (name, at) {
      if (!data[name] && names.indexOf(name) === at) {
        var script = document.createElement("script");
        waiting += 1;
        script.onload = script.onerror = arrived;
        script.src = folder + name + ".js?" + index.version;
        document.head.appendChild(script);
      }
    });
    arrived();
  }

  // The letters of a text, and where each stands in it.
  function fold(text) {
    var places = [];
    var letters = text.replace(CHARACTER, function (c, at) {
      c = (c.normalize ? c.normalize("NFKC") : c).toLowerCase().replace(SPACE, "");
      for (var i = 0; i < c.length; i += 1) {
        places.push(at);
      }
      return c;
    });
    return { letters: letters, places: places.concat(text.length) };
  }

  // The pairs of characters of a word; a single one as it is. A sentence is found by its beginning.
  function gramsOf(word) {
    var all = word.match(CHARACTER);
    return all[1] ? all.slice(1, 16).map(function (c, i) { return all[i] + c; }) : all;
  }

  function shardOf(gram) {
    for (var i = 0, hash = 0; i < gram.length; i += 1) {
      hash = (hash * 31 + gram.charCodeAt(i)) % 4294967296;
    }
    return "grams-" + hash % index.shards;
  }

  function packOf(number) {
    return "texts-" + (index.packs.filter(function (first) { return first <= number; }).length - 1);
  }

  // The weight of a gram in each document that holds it, by the document's number.
  function weights(gram) {
    var found = [];
    (data[shardOf(gram)][gram] || "").split(" ").forEach(function (gaps, weight) {
      for (var i = 0, next = 0, high = 0; i < gaps.length; i += 1) {
        var digit = gaps.charCodeAt(i) - 35;
        if (digit > 57) {
          high = high * 34 + digit - 58;
        } else {
          next += high * 57 + digit;
          found[next] = weight + 1;
          next += 1;
          high = 0;
        }
      }
    });
    return found;
  }

  // Documents that hold every gram and have not expired, the weightiest first, then the newest.
  function rank(grams) {
    var now = new Date();
    var today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    var scores = grams.map(weights).reduce(function (scores, found) {
      return scores.map(function (score, number) { return score && found[number] && score + found[number]; });
    });
    return Object.keys(scores).filter(function (number) {
      return scores[number] && !(index.until[number] < today);
    }).sort(function (a, b) {
      return scores[b] - scores[a] || b - a;
    });
  }

  // A text in pieces, with every word in it marked.
  function marked(text, words) {
    var folded = fold(text), pieces = [], done = 0, i = 0;
    function longest(length, word) {
      return folded.letters.substr(i, word.length) === word ? Math.max(length, word.length) : length;
    }
    while (i < folded.letters.length) {
      var length = words.reduce(longest, 0);
      if (length) {
        var start = folded.places[i];
        var mark = text.slice(start, folded.places[i + length]).replace(/\s+$/, "");
        pieces.push([text.slice(done, start), false], [mark, true]);
        done = start + mark.length;
      }
      i += length || 1;
    }
    return pieces.concat([[text.slice(done), false]]);
  }

  // A hit, if every word stands in the document as it was typed.
  function check(row, words) {
    var title = fold(row[0]).letters, text = row[4], folded = fold(text), hits = [];
    var holds = words.every(function (word) {
      var at = folded.letters.indexOf(word);
      if (at >= 0) {
        hits.push(folded.places[at]);
      }
      return at >= 0 || title.indexOf(word) >= 0;
    });
    var hit = hits[0] || 0;
    var start = Math.max(text.lastIndexOf("\n", hit) + 1, hit - BEFORE);
    var excerpt = text.slice(start, start + EXCERPT).replace(/\n/g, " ");
    // Half a character at an end would show as a box.
    excerpt = excerpt.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
    excerpt = (start ? "…" : "") + excerpt + (start + EXCERPT < text.length ? "…" : "");
    return holds && {
      title: marked(row[0], words), url: row[1], kind: row[2], when: row[3], excerpt: marked(excerpt, words)
    };
  }

  // Takes texts from the queue until a page of hits is full; no more in one go than a telephone should load.
  function next(results, queue, hits, turns, done) {
    var numbers = queue.splice(0, PAGE - hits.length);
    load(numbers.map(packOf), function (complete) {
      if (!complete) {
        return done(null);
      }
      numbers.forEach(function (number) {
        var hit = check(data[packOf(number)][number], results.words);
        if (hit) {
          hits.push(hit);
        } else {
          results.count -= 1;
        }
      });
      if (queue.length && hits.length < PAGE && turns > 1) {
        return next(results, queue, hits, turns - 1, done);
      }
      results.exact = results.exact || !queue.length;
      results.left = queue.length;
      done(hits);
    });
  }

  function find(query, done) {
    var words = query.slice(0, LONGEST).split(/\s+/).map(function (word) {
      return fold(word).letters;
    }).filter(Boolean);
    var grams = words.length ? words.map(gramsOf).reduce(function (all, more) { return all.concat(more); }) : [];
    load(grams.map(shardOf), function (complete) {
      var queue = complete && grams.length ? rank(grams) : [];
      done(complete ? {
        words: words,
        count: queue.length,
        left: queue.length,
        // A single gram is the word itself.
        exact: grams.length === words.length,
        next: function (then) { next(this, queue, [], TURNS, then); }
      } : null);
    });
  }

  window.banbaoSearch = {
    find: find,
    add: function (name, content) {
      data[name] = content;
      index = data.index;
    }
  };
})();
