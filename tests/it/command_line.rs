//! What an operator sees on the command line.

use std::fs;

use crate::town::{Town, said};

#[test]
fn exit_codes_tell_success_faults_wrong_usage_and_a_failing_disk_apart() {
    let town = Town::new().article("x", "正文");
    assert_eq!(town.run(&["build"]).status.code(), Some(0));
    assert_eq!(town.run(&["check"]).status.code(), Some(0));
    assert_eq!(town.run(&[]).status.code(), Some(2));
    assert_eq!(town.run(&["build", "--nonsense"]).status.code(), Some(2));
    assert_eq!(town.run(&["build", "--today", "2026-02-30"]).status.code(), Some(2));
    assert_eq!(town.run(&["build", "--out", "content/out"]).status.code(), Some(2));
    assert_eq!(town.run(&["build", "--root", "nowhere"]).status.code(), Some(3));
    let town = town.file("blocked", "a file where the output folder should be");
    let output = town.run(&["build", "--out", "blocked"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("写不了 blocked"), "{}", said(&output));
    let town = town.article_with("y", "nonsense: 1", "正文");
    assert_eq!(town.run(&["build"]).status.code(), Some(1));
}

#[test]
fn messages_follow_the_language_asked_for() {
    let town = Town::new().article("x", "正文");
    assert!(said(&town.run(&["build", "--lang", "zh"])).contains("做好了：1 篇文章"));
    assert!(said(&town.run(&["build", "--lang", "en"])).contains("built 1 articles"));
    let help = said(&town.run(&["--help", "--lang", "zh"]));
    assert!(help.contains("用法：") && help.contains("制作网站和海报"), "{help}");
    let help = said(&town.run(&["--help", "--lang", "en"]));
    assert!(help.contains("Usage:") && help.contains("Make the website"), "{help}");
    let wrong = said(&town.run(&["biuld", "--lang", "zh"]));
    assert!(wrong.contains("没有命令 biuld") && wrong.contains("build"), "{wrong}");
}

#[test]
fn check_publishes_nothing() {
    let town = Town::new().article("x", "正文");
    let output = town.run(&["check"]);
    assert!(said(&output).contains("检查通过"), "{}", said(&output));
    assert!(!town.path("out").exists());
}

#[test]
fn warnings_are_published_unless_they_are_denied() {
    let town = Town::new().article("x", "这里**“重点”**没有加粗");
    let output = town.run(&["build"]);
    assert!(
        output.status.success() && said(&output).contains("emphasis-open"),
        "{}",
        said(&output)
    );
    assert_eq!(town.run(&["build", "--deny", "warnings"]).status.code(), Some(1));
}

#[test]
fn results_can_be_read_by_another_program() {
    let town = Town::new().article_with("x", "titel: 错", "正文");
    let output = town.run(&["check", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(finding["code"], "unknown-key");
    assert_eq!(finding["position"], "content/articles/x.md:8:1");
    assert!(finding["message"].as_str().unwrap().contains("titel"));
    assert_eq!(report["published"], serde_json::Value::Null);
}

#[test]
fn a_new_site_builds_without_a_word_of_complaint_and_never_overwrites() {
    let town = Town::new();
    let output = town.run(&["new", "镇里"]);
    assert!(output.status.success(), "{}", said(&output));
    let output = town.run(&["build", "--root", "镇里", "--deny", "warnings"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(town.path("镇里/out/site/index.html").exists());
    let page = fs::read_to_string(town.path("镇里/out/site/index.html")).unwrap();
    assert!(page.contains("世界无烟日"), "the starter has a campaign");
    let output = town.run(&["new", "镇里"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("不是空的"), "{}", said(&output));
}

#[test]
fn a_site_whose_settings_are_faulty_still_tells_every_fault_of_its_articles() {
    let town =
        Town::new().settings("theme: nowhere\nkind: shop").article_with("x", "titel: 错", "正文");
    let said = town.refused();
    for code in ["theme-unknown", "unknown-value", "unknown-key"] {
        assert!(said.contains(code), "{said}");
    }
}

#[test]
fn a_number_behind_an_alias_is_the_number() {
    let town = Town::new().article_with("x", "summary: &n 12320\nkey_points: [*n]", "正文");
    let page = town.build().page("articles/x.html");
    assert!(page.contains("<li>12320</li>"), "{page}");
}

#[test]
fn licences_of_what_the_binary_carries_are_shown() {
    let text = said(&Town::new().run(&["--licenses"]));
    for part in ["SIL OPEN FONT LICENSE", "Typst", "Apache"] {
        assert!(text.contains(part), "{part}");
    }
}
