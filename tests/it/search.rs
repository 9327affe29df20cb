//! The search index, read here by a reader of its own: what a browser finds in it is judged in
//! `.ci/search.mjs`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::town::Town;

/// The index of a built site.
struct Index {
    contents: Value,
    files: BTreeMap<String, Value>,
}

impl Index {
    fn of(town: &Town) -> Index {
        let mut files = BTreeMap::new();
        for (name, bytes) in town.files("out/site/search") {
            let script = String::from_utf8(bytes).unwrap();
            let call = script.rfind("banbaoSearch.add(\"").unwrap();
            let (file, json) = script[call + 18..].split_once("\",").unwrap();
            assert_eq!(format!("{file}.js"), name);
            let json = json.strip_suffix(");\n").unwrap();
            files.insert(file.to_owned(), serde_json::from_str(json).unwrap());
        }
        Index { contents: files.remove("index").unwrap(), files }
    }

    /// Title, address and text of a document.
    fn row(&self, number: usize) -> (String, String, String) {
        let key = number.to_string();
        let row = self.files.values().find_map(|file| file[&key].as_array()).unwrap();
        let text = |at: usize| row[at].as_str().unwrap().to_owned();
        (text(0), text(1), text(4))
    }

    /// Addresses of the documents that hold a gram, by the weight of the list they stand in.
    fn lookup(&self, gram: &str) -> BTreeMap<String, usize> {
        let shards = self.contents["shards"].as_u64().unwrap();
        let hash = gram
            .encode_utf16()
            .fold(0_u64, |hash, unit| (hash * 31 + u64::from(unit)) % 4_294_967_296);
        let shard = self.files[&format!("grams-{}", hash % shards)].as_str().unwrap();
        let mut found = BTreeMap::new();
        let Some((_, rest)) = shard.split_once(&format!("  {gram} ")) else { return found };
        let postings = rest.split(' ').next().unwrap();
        for (weight, list) in postings.split('!').enumerate() {
            let (mut next, mut high) = (0, 0);
            for byte in list.bytes() {
                match byte {
                    b']'..=b'~' => high = high * 34 + usize::from(byte - b']'),
                    _ => {
                        let number = next + high * 57 + usize::from(byte - b'#');
                        found.insert(self.row(number).1, weight);
                        (next, high) = (number + 1, 0);
                    }
                }
            }
        }
        found
    }

    fn found(&self, gram: &str) -> Vec<String> {
        self.lookup(gram).into_keys().collect()
    }
}

fn town() -> Town {
    let town = Town::new()
        .article_with("salt", "title: 少盐多健康\nsummary: 成人每天5克以内", "每天吃盐不超过5克。")
        .article("air", "留意ＰＭ2.5，BMI ≥ 24要减重。\n\n- 第一条\n- 第二条\n\n## 咸菜\n\n| 甲 | 乙 |\n|---|---|\n| 酱油 | 盐 |")
        .campaign("no-tobacco-day", 2026, "summary: 劝阻吸烟")
        .file("content/pages/about.md", "---\ntitle: 关于\n---\n\n本院的酱油故事。\n");
    // The builder writes a title of its own; here the second one counts.
    let path = town.path("content/articles/salt.md");
    let text = std::fs::read_to_string(&path).unwrap().replace("title: 文章 salt\n", "");
    std::fs::write(path, text).unwrap();
    town
}

#[test]
fn single_characters_pairs_and_latin_are_found_where_they_stand() {
    let town = town();
    town.build();
    let index = Index::of(&town);
    let (salt, air) = ("articles/salt.html", "articles/air.html");
    let (campaign, about) = ("campaigns/no-tobacco-day/2026.html", "about.html");
    assert_eq!(index.found("盐"), [air, salt]);
    assert_eq!(index.found("酱油"), [about, air]);
    assert_eq!(index.found("吸烟"), [campaign]);
    assert_eq!(index.found("咸"), [air]);
    // Full-width and plain, upper and lower case, with and without a space.
    for gram in ["pm", "m2", ".5", "bm", "i≥", "≥2", "24"] {
        assert!(index.found(gram).contains(&air.to_owned()), "{gram}");
    }
    // No word reaches from one paragraph, item or cell into the next.
    for gram in ["条第", "甲乙", "油盐", "菜甲", "PM", "Ｐ"] {
        assert!(index.found(gram).is_empty(), "{gram}");
    }
    assert_eq!(index.found("克以"), [salt], "the summary is searched as well");
    assert!(index.found("示例").is_empty(), "what stands on every page is not");
}

#[test]
fn a_title_weighs_more_than_a_summary_or_heading_and_they_more_than_the_text() {
    let town = town();
    town.build();
    let index = Index::of(&town);
    assert_eq!(index.lookup("少盐")["articles/salt.html"], 2);
    assert_eq!(index.lookup("以内")["articles/salt.html"], 1);
    assert_eq!(index.lookup("咸菜")["articles/air.html"], 1);
    assert_eq!(index.lookup("吃盐")["articles/salt.html"], 0);
}

#[test]
fn every_character_of_every_published_text_leads_to_it() {
    let town = town();
    town.build();
    let index = Index::of(&town);
    let total = index.contents["packs"].as_array().unwrap().len();
    assert_eq!(total, 1, "four short texts share a file");
    for number in 0..4 {
        let (title, url, text) = index.row(number);
        let letters = format!("{title}\n{text}").to_lowercase();
        let letters = letters.replace('ｐ', "p").replace('ｍ', "m");
        for c in letters.chars().filter(|c| c.is_alphanumeric()) {
            assert!(index.found(&c.to_string()).contains(&url), "{c} of {url}");
        }
    }
}

#[test]
fn what_is_withheld_or_has_expired_is_in_no_file_and_what_will_expire_says_when() {
    let town = Town::new()
        .article_with("later", "publish: 2026-06-01", "龘甲")
        .article_with("gone", "expires: 2026-05-19", "龘乙")
        .article_with("draft", "draft: true", "龘丙")
        .article_with("short", "expires: 2026-06-10", "齉丁")
        .article("now", "齉戊");
    town.build();
    for (name, bytes) in town.files("out/site/search") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains('龘') && !text.contains("文章 gone"), "{name}");
    }
    let index = Index::of(&town);
    assert_eq!(index.found("齉"), ["articles/now.html", "articles/short.html"]);
    let until = index.contents["until"].as_object().unwrap();
    let [(number, day)] = until.iter().collect::<Vec<_>>()[..] else { panic!("{until:?}") };
    assert_eq!(day, "2026-06-10");
    assert_eq!(index.row(number.parse().unwrap()).1, "articles/short.html");
    assert!(town.build_with(&["--drafts"]).has("site/search/texts-0.js"));
    assert_eq!(Index::of(&town).found("龘"), ["articles/draft.html"]);
}

#[test]
fn the_same_content_makes_the_same_index_and_a_new_text_leaves_the_older_ones_alone() {
    let long = "健康".repeat(3000);
    let town = Town::new().article("a", &long).article("b", &long);
    town.build();
    let first = town.files("out/site/search");
    assert!(first.contains_key("texts-1.js"), "{:?}", first.keys());
    assert!(first.values().all(|bytes| bytes.len() < 64 * 1024));
    std::fs::remove_dir_all(town.path("out")).unwrap();
    town.build();
    assert_eq!(first, town.files("out/site/search"));
    let town = town.article_with("z", "updated: 2026-05-19", "新的");
    town.build();
    let second = town.files("out/site/search");
    assert_eq!(first["texts-0.js"], second["texts-0.js"]);
    assert_ne!(first["index.js"], second["index.js"]);
}

#[test]
fn hostile_titles_and_texts_stay_words() {
    let hostile = "</script><script>alert(1)</script>\\\"'\u{2028}\u{2029}`${x}";
    let town = Town::new();
    let article = format!(
        "---\ntitle: {}\ndate: 2026-05-01\nsource: 本院\nauthor: 本院\naudience: [居民]\n\
         topics: [慢性病防治]\n---\n\n正文 `{}`\n\n<script>藏\n字</script>\n\n<p title=\"a>b\">写</p>\n",
        serde_json::to_string(hostile)
            .unwrap()
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"),
        "</script>\u{2028}"
    );
    let town = town.file("content/articles/x.md", &article);
    town.build();
    for (name, bytes) in town.files("out/site/search") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("</script") && !text.contains(['\u{2028}', '\u{2029}']), "{name}");
    }
    let index = Index::of(&town);
    let (title, _, text) = index.row(0);
    assert_eq!(title, hostile);
    assert!(text.contains("\n写"), "{text}");
    assert!(!text.contains('藏') && !text.contains("a>b") && !text.contains("alert"), "{text}");
    assert_eq!(index.found("\\\""), ["articles/x.html"]);
}

#[test]
fn the_search_page_works_without_a_script_as_a_list_of_topics() {
    let town = town();
    let built = town.build();
    let page = built.page("search.html");
    assert!(page.contains("data-index=\"search/\"") && page.contains("<noscript>"), "{page}");
    assert!(page.contains("href=\"topics/chronic.html\""), "{page}");
    assert_eq!(page.matches("role=\"search\"").count(), 1, "one form is enough");
    let article = built.page("articles/air.html");
    assert!(article.contains("action=\"../search.html\""), "{article}");
    assert!(article.contains("name=\"q\"") && !article.contains("static/search.js"), "{article}");
}

#[test]
fn no_page_of_a_site_takes_the_place_of_the_search_page() {
    let town = Town::new().file("content/pages/search.md", "---\ntitle: 搜索\n---\n\n字\n");
    assert!(town.refused().contains("slug-reserved"));
}
