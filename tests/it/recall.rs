//! A build of the same things as the last one, which ends early: nobody may notice but by the clock.

use std::fs;

use crate::town::{Town, said};

/// A site with something to say: an article that is not published as it is written, and a file that nobody reads.
fn town() -> Town {
    let town = Town::new().settings("print: []").file("content/articles/notes.docx", "…");
    let town =
        town.article("heat", "多喝水。").article("salt", "少吃盐。<script>alert(1)</script>");
    town.build();
    town
}

/// What is said, without what it takes.
fn without_effort(said: &str) -> String {
    let is_time = |word: &&str| !word.contains('.') || word.parse::<f64>().is_err();
    let lines = said.lines().filter(|line| !line.contains("正在制作"));
    lines.flat_map(str::split_whitespace).filter(is_time).collect::<Vec<_>>().join(" ")
}

#[test]
fn it_says_what_the_last_one_said_and_writes_nothing() {
    let town = town();
    fs::remove_file(town.path("out/.banbao/built-from.json")).unwrap();
    let [whole, recalled] = [town.build().said, town.build().said];
    assert!(town.path("out/.banbao/built-from.json").exists());
    assert!(whole.contains("notes.docx") && whole.contains("salt.md"), "{whole}");
    assert!(whole.contains("少吃盐。<script>"), "with the line itself: {whole}");
    assert!(whole.contains("写入 0 个"), "{whole}");
    assert_eq!(without_effort(&recalled), without_effort(&whole));
}

#[test]
fn what_somebody_did_to_the_published_files_is_mended() {
    let town = town();
    let whole = town.published("out");
    fs::remove_file(town.path("out/site/articles/heat.html")).unwrap();
    assert!(town.build().has("site/articles/heat.html"));
    town.write("out/site/index.html", b"<p>changed");
    town.build();
    assert!(town.published("out") == whole);
    town.write("out/.banbao/built-from.json", b"{");
    town.build();
    assert!(town.published("out") == whole);
}

#[test]
fn who_asks_for_something_else_is_not_told_of_the_last_build() {
    let town = town().article_with("later", "draft: true", "以后再说。");
    town.build();
    assert!(town.build_with(&["--drafts"]).has("site/articles/later.html"));
    assert!(!town.build().has("site/articles/later.html"));
    let refused = town.run(&["build", "--deny", "warnings"]);
    assert!(!refused.status.success(), "{}", said(&refused));
    let town = town.file("content/articles/more.docx", "…");
    assert!(town.build().said.contains("more.docx"), "a new file that nobody reads is told of");
    let town = town.article_with("june", "publish: 2026-06-01", "六月再说。");
    assert!(!town.build().has("site/articles/june.html"));
    assert!(town.build_with(&["--today", "2026-06-01"]).has("site/articles/june.html"));
}
