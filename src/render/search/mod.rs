//! The search index: classic scripts that hand their data to one function.
//!
//! Nothing but `<script src>` is needed to read it, so a search works from a USB stick (`file://`), under a
//! Content-Security-Policy of `script-src 'self'`, and in old browsers. `search/index.js` says what there is;
//! `search/grams-N.js` which texts hold a character or a pair of characters; `search/texts-N.js` the texts
//! themselves, for excerpts and to check that pairs found in a text stand in it as they were typed. A search
//! reads the first, a shard for each pair of characters typed, and the texts of the results shown.
//!
//! # Why not an engine
//!
//! Pagefind 1.6 was tried first, on the sample site (88 pages) in Chromium:
//!
//! - From `file://` it does not start: it is a module that fetches WebAssembly and its index.
//! - It finds whole words of ICU's dictionary and prefixes of them, then whatever is nearest. `压计` (of
//!   血压计) is missed on its page and found on 3 that lack it; `没有安全` stands on 2 pages and is found on 25,
//!   `戒烟门诊` on 1 and 8, `手烟` (of 二手烟) on 6 and 16, `BMI 24` on none and 37. Common words and single
//!   characters are found well: 烟 on 22 pages of 23, 血压 on 24 of 24.
//! - Under a policy given as `<meta>` it works, since its worker obeys the policy of its own response; under
//!   the same policy sent as a header it fails: it needs `connect-src` and `wasm-unsafe-eval`.
//! - 336 KB of index for those pages, and 145 KB of script, worker and WebAssembly. As a library (MIT) it brings 135 crates we do not have, an HTTP server among them, and asks for Tokio.
//!
//! MiniSearch, Lunr, elasticlunr and Fuse.js read one index as a whole (elasticlunr's took 20 MB for 1,000
//! articles) and part words at spaces; FlexSearch does pairs of characters but exports one body as well or
//! wants a database. Each is larger than the script of ours, and would still need files cut as these are.
//!
//! May use: site

mod fold;
mod postings;

use serde_json::{Map, Value, json};

use super::Bytes;
use crate::site::Layout;
use crate::site::search::Search;

/// Reads the index in a browser; `search/index.js` begins with it, so that a theme need not know the format.
const READER: &str = include_str!("reader.js");

/// The reader and what the index consists of, and the shards.
pub fn index(search: &Search, layout: &Layout<'_>) -> Vec<Bytes> {
    let starts: Vec<usize> = search.packs.iter().map(|pack| pack.start).collect();
    let numbered = search.entries.iter().enumerate();
    let until = numbered.filter_map(|(at, it)| Some((at.to_string(), json!(it.until?))));
    let contents = json!({
        "version": &search.version(layout).to_hex()[..8],
        "shards": search.shards,
        "packs": starts,
        "until": until.collect::<Map<String, Value>>(),
    });
    let lines = READER.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let reader = lines.collect::<Vec<_>>().join("\n");
    let contents = reader + "\n" + &script("index", &contents.to_string());
    let shards = postings::shards(search, layout).into_iter().enumerate();
    std::iter::once(contents)
        .chain(shards.map(|(number, shard)| {
            script(&format!("grams-{number}"), &Value::String(shard).to_string())
        }))
        .map(|script| script.into_bytes().into())
        .collect()
}

/// The texts of the n-th pack by their numbers: title, address, kind, time, and the text with a line for
/// each paragraph.
pub fn texts(search: &Search, number: usize, layout: &Layout<'_>) -> Bytes {
    let row = |at: usize| {
        let it = layout.document(&search.entries[at]);
        let text = it.text();
        (at.to_string(), json!([it.title, it.url, it.kind, it.when, text]))
    };
    let rows: Map<String, Value> =
        search.packs.get(number).into_iter().cloned().flatten().map(row).collect();
    script(&format!("texts-{number}"), &Value::Object(rows).to_string()).into_bytes().into()
}

/// A call with its data. Two line ends of Unicode are none in JSON and were some in older scripts; and what
/// would end a script on a page never stands in one.
fn script(name: &str, json: &str) -> String {
    let json =
        json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace("</", "<\\/");
    format!("banbaoSearch.add(\"{name}\",{json});\n")
}
