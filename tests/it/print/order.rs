//! `banbao print`: one thing, on the paper that is asked for.

use std::process::Output;

use super::sheet::Sheet;
use crate::town::{Town, said};

fn print(town: &Town, arguments: &[&str]) -> Output {
    town.run(&[&["print"], arguments].concat())
}

/// Prints and insists that it worked; what was said.
fn printed(town: &Town, arguments: &[&str]) -> String {
    let output = print(town, arguments);
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

fn town() -> Town {
    Town::new()
        .campaign("no-tobacco-day", 2026, "")
        .article_with("fever", "key_points: [多喝水, 量体温, 超过三天就医]", "## 怎么办\n\n休息。")
        .file(
            "content/boards/gate.yaml",
            "place: 门口\nwidth: 1200\nheight: 900\nissues:\n  - {number: 3, from: 2026-05-01, \
             to: 2026-06-30, items: [{campaign: no-tobacco-day/2026}, {article: fever}]}\n",
        )
}

#[test]
fn the_list_names_everything_with_its_formats() {
    let town = town();
    let list = printed(&town, &["--list"]);
    for line in [
        "campaigns/no-tobacco-day/2026  第39个世界无烟日  [poster, banner, slides]",
        "articles/fever  文章 fever  [handout, prescription, slides]",
        "boards/gate/3  健康教育宣传栏 第3期（门口）  [board]",
        "calendar/2026  2026年健康日历  [calendar]",
        "calendar/2026-05  2026年5月健康日历  [calendar]",
    ] {
        assert!(list.contains(line), "no {line} in\n{list}");
    }
    let json = town.run(&["print", "--list", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["printables"][0]["name"], "campaigns/no-tobacco-day/2026");
    assert_eq!(json["printables"][0]["formats"][0], "poster");
}

#[test]
fn every_size_comes_out_as_large_as_it_is_called() {
    let town = town();
    for (size, width, height) in [
        ("A4", 210.0, 297.0),
        ("a1", 594.0, 841.0),
        ("大度四开", 420.0, 570.0),
        ("大度对开", 570.0, 840.0),
        ("600x900", 600.0, 900.0),
        ("700×1000", 700.0, 1000.0),
    ] {
        for (orientation, (width, height)) in
            [("portrait", (width, height)), ("landscape", (height, width))]
        {
            let out = format!("out-{size}-{orientation}");
            let wish = ["--size", size, "--orientation", orientation, "--out", &out];
            printed(&town, &[&["campaigns/no-tobacco-day/2026"], &wish[..]].concat());
            let files = town.files(&out);
            let (name, bytes) = files.iter().find(|(name, _)| name.ends_with(".pdf")).unwrap();
            let (w, h) = Sheet::read(bytes.clone()).paper();
            assert!((w - width).abs() < 0.5 && (h - height).abs() < 0.5, "{name}: {w} × {h}");
        }
    }
}

#[test]
fn what_is_printed_lies_beside_what_was_built_and_stays_there() {
    let town = town();
    town.build();
    let built = town.files("out/site");
    printed(&town, &["campaigns/no-tobacco-day/2026", "--size", "A1", "--tile", "A4"]);
    assert_eq!(town.files("out/site"), built, "the website is as it was");
    let posters = town.files("out/print/posters");
    let names: Vec<_> = posters.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "no-tobacco-day-2026-a1-tiles-a4.pdf",
            "no-tobacco-day-2026-a1.pdf",
            "no-tobacco-day-2026-a3.pdf"
        ]
    );
    town.build();
    assert_eq!(town.files("out/print/posters"), posters, "a build removes only what builds wrote");
}

#[test]
fn what_did_not_change_is_not_printed_again() {
    let town = town();
    let wish = ["campaigns/no-tobacco-day/2026", "--size", "A2", "--tile", "A3"];
    assert!(printed(&town, &wish).contains("新写入 2 个"));
    let sheet = "out/print/posters/no-tobacco-day-2026-a2.pdf";
    // A program that made it again would not make this.
    pretend(&town, "print/posters/no-tobacco-day-2026-a2.pdf", b"taken from before");
    assert!(printed(&town, &wish).contains("新写入 0 个"));
    assert_eq!(std::fs::read(town.path(sheet)).unwrap(), b"taken from before");
    let town = town.campaign("no-tobacco-day", 2026, "theme: 不一样了");
    assert!(printed(&town, &wish).contains("新写入 2 个"));
    assert!(Sheet::read(std::fs::read(town.path(sheet)).unwrap()).says("不一样了"));
}

/// Puts `bytes` in the place of a printed file, and lets the ledger say that they were printed.
fn pretend(town: &Town, path: &str, bytes: &[u8]) {
    let ledger = "out/.banbao/printed.json";
    town.write(&format!("out/{path}"), bytes);
    let text = std::fs::read(town.path(ledger)).unwrap();
    let mut value: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let made = value["made"].as_object_mut().unwrap();
    let mut files = made.values_mut().flat_map(|job| job["files"].as_array_mut().unwrap());
    let file = files.find(|file| file["at"] == path).unwrap();
    file["size"] = bytes.len().into();
    file["hash"] = blake3::hash(bytes).to_hex().as_str().into();
    town.write(ledger, value.to_string().as_bytes());
}

#[test]
fn what_was_printed_after_a_build_is_not_printed_again() {
    let town = town();
    town.build();
    let town = town.article_with("fever", "key_points: [另一条要点]", "正文。");
    printed(&town, &["boards/gate"]);
    pretend(&town, "print/boards/gate-2026-3.pdf", b"taken from before");
    printed(&town, &["boards/gate"]);
    let sheet = std::fs::read(town.path("out/print/boards/gate-2026-3.pdf")).unwrap();
    assert_eq!(sheet, b"taken from before");
}

#[test]
fn issues_of_two_years_with_one_number_have_names_of_their_own() {
    let issue = |year: i32| {
        format!(
            "  - {{number: 1, from: {year}-01-01, to: {year}-02-28, items: [{{hotlines: true}}]}}\n"
        )
    };
    let board =
        format!("place: 门口\nwidth: 1200\nheight: 900\nissues:\n{}{}", issue(2026), issue(2025));
    let town = Town::new().file("content/boards/gate.yaml", &board);
    let list = printed(&town, &["--list"]);
    assert!(list.contains("boards/gate/1 ") && list.contains("boards/gate/2025-1 "), "{list}");
    printed(&town, &["boards/gate/1", "boards/gate/2025-1"]);
    let names: Vec<_> = town.files("out/print/boards").into_keys().collect();
    let expected = [
        "gate-2025-1-tiles-a4.pdf",
        "gate-2025-1.pdf",
        "gate-2026-1-tiles-a4.pdf",
        "gate-2026-1.pdf",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_sheet_that_would_be_empty_is_refused_at_its_article() {
    let town = town().article("bare", "正文。");
    for format in ["prescription", "slides"] {
        let output = print(&town, &["articles/bare", "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let told = said(&output);
        assert!(
            told.contains("nothing-to-print") && told.contains("content/articles/bare.md:2"),
            "{told}"
        );
    }
    printed(&town, &["articles/bare"]);
    let sheet = std::fs::read(town.path("out/print/handouts/bare-a4.pdf")).unwrap();
    assert!(Sheet::read(sheet).says("正文。"), "a handout without key points is the text");
}

#[test]
fn a_banner_with_other_words_is_a_file_of_its_own() {
    let town = town();
    let banner = ["campaigns/no-tobacco-day/2026", "--format", "banner"];
    printed(&town, &banner);
    printed(
        &town,
        &[&banner[..], &["--size", "3000x500", "--text", "戒烟\u{200d}，现在"]].concat(),
    );
    let names: Vec<_> = town.files("out/print/banners").into_keys().collect();
    assert_eq!(names, ["no-tobacco-day-2026-3000x500-戒烟现在.pdf", "no-tobacco-day-2026-a4.pdf"]);
    let output = print(&town, &[&banner[..], &["--text", "😀"]].concat());
    assert!(
        said(&output).contains("glyph-missing") && !said(&output).contains(".md"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_board_with_a_faulty_article_says_so() {
    let town = town().file("content/articles/fever.md", "---\ntitle: 没写完\n---\n");
    let output = print(&town, &["boards/gate"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("content/articles/fever.md"), "{}", said(&output));
}

#[test]
fn faults_of_other_texts_do_not_keep_a_poster_from_the_printer() {
    let town = town().file("content/articles/broken.md", "没有头\n");
    let told = printed(&town, &["campaigns/no-tobacco-day/2026"]);
    assert!(!told.contains("broken"), "{told}");
    let output = print(&town, &["articles/broken"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("content/articles/broken.md"), "{}", said(&output));
}

#[test]
fn what_is_not_published_yet_can_be_printed_by_its_name() {
    let town = town().campaign("aids-day", 2026, "draft: true\npublish: 2026-11-25");
    printed(&town, &["content/campaigns/aids-day/2026.md"]);
    assert!(town.path("out/print/posters/aids-day-2026-a3.pdf").exists());
}

#[test]
fn a_wish_nobody_can_grant_is_answered_with_what_can_be() {
    let town = town();
    for (arguments, answer) in [
        (&["campaigns/no-tobaco-day/2026"][..], "是不是“campaigns/no-tobacco-day/2026”"),
        (&["articles/fever", "--format", "poster"], "handout, prescription, slides"),
        (&["articles/fever", "--size", "A1"], "A4, A5, A3"),
        (&["articles/fever", "--layout", "cards"], "没有 --layout 可选"),
        (&["articles/fever", "--format", "slides", "--profile", "mono"], "没有 --profile 可选"),
        (&["articles/fever", "--tile", "A4"], "用不上 --tile"),
        (&["campaigns/no-tobacco-day/2026", "--tile", "A2"], "A4, A3"),
        (&[], "banbao print --list"),
    ] {
        let output = print(&town, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(answer), "{arguments:?}: {}", said(&output));
    }
    assert!(town.files("out").is_empty());
}

#[test]
fn settings_decide_what_a_build_prints_of_every_campaign() {
    let town = town().settings(
        "print:\n  - {format: poster, size: A2, layout: cards, orientation: landscape}\n  \
         - {format: leaflet}\n",
    );
    assert!(town.refused().contains("poster、海报、banner、横幅、slides、屏幕"));
    let town = town.settings(
        "print:\n  - {format: poster, size: A2, layout: cards, orientation: landscape}\n  \
         - {format: poster, profile: shop}\n  - {format: 横幅}\n  - {format: slides}\n",
    );
    let built = town.build();
    let posters = town.files("out/print/posters");
    let names: Vec<_> = posters.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["no-tobacco-day-2026-a2-landscape-cards.pdf", "no-tobacco-day-2026-a3-shop.pdf"]
    );
    assert!(built.has("site/posters/no-tobacco-day-2026-a2-landscape-cards.pdf"));
    assert!(!built.has("site/posters/no-tobacco-day-2026-a3-shop.pdf"), "for the print shop only");
    assert!(built.has("print/banners/no-tobacco-day-2026-a4.pdf"));
    assert!(built.has("channels/slides/no-tobacco-day-2026/portrait-2.png"));
    let page = built.page("campaigns/no-tobacco-day/2026.html");
    assert!(page.contains("posters/no-tobacco-day-2026-a2-landscape-cards.pdf"));
    assert!(built.page("materials/index.html").contains("A2横版"));
}
