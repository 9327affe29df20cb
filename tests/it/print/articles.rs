//! Articles on paper: handouts (宣传单) and 健康处方.

use super::sheet::{Sheet, named};
use crate::town::{Built, Town};

/// What an office printer leaves blank around the page, in millimetres.
const PRINTERS_EDGE: f64 = 4.3;

const BODY: &str = "## 在家怎么办\n\n多**喝水**，注意休息。看[国家卫健委](https://www.nhc.gov.cn/)。\n\n\
    | 体温 | 怎么办 |\n|---|---|\n| 38.5℃以上 | 吃退烧药 |\n| 40℃以上 | 马上就医 |\n\n\
    > [!立即就医] 出现抽搐\n> 马上拨打120。\n\n> [!谣言与事实]\n> **谣言**：捂汗能退烧。\n>\n> **事实**：捂汗可能出危险。\n\n\
    1. 先量体温\n2. 再吃药\n   - 看说明书\n\n- [x] 备好体温计\n- [ ] 备好退烧药\n\n![体温计](stick.png \"电子体温计\")\n\n\
    水是H<sub>2</sub>O[^1]。\n\n[^1]: 出处在此。\n";

fn town(more: &str, body: &str) -> Town {
    let town = Town::new().settings("base_url: https://health.example.cn/").article_with(
        "fever",
        &format!("print: [handout, 健康处方]\n{more}"),
        body,
    );
    let picture = super::picture(1200, 900, image::ImageFormat::Png);
    town.write("content/images/stick.png", &picture);
    town
}

const POINTS: &str = "key_points: [多喝水多休息, 体温38.5℃以上再吃退烧药, 超过三天不退要看医生]\n\
    summary: 孩子发烧不要慌。\nimage: {file: stick.png, alt: 一支体温计}";

fn sheet(built: &Built<'_>, name: &str) -> Sheet {
    Sheet::read(built.bytes(&format!("print/{name}")))
}

#[test]
fn an_article_becomes_a_handout_of_one_page() {
    let town = town(POINTS, BODY);
    let built = town.build();
    let sheet = sheet(&built, "handouts/fever-a4.pdf");
    assert_eq!(sheet.pages(), 1);
    assert_eq!(sheet.illegible(PRINTERS_EDGE), Vec::<String>::new());
    for text in [
        "文章fever",
        "孩子发烧不要慌。",
        "多喝水多休息",
        "体温38.5℃以上再吃退烧药",
        "超过三天不退要看医生",
        "国家卫生健康委",
        "示例镇中心卫生院",
        "120",
    ] {
        assert!(sheet.says(text), "no {text} in {}", sheet.text());
    }
    assert!(!sheet.says("捂汗"), "the text itself is on the website");
    assert_eq!(sheet.codes(), ["https://health.example.cn/articles/fever.html"]);
    assert_eq!(sheet.pictures.len(), 1);
    assert!(built.page("materials/index.html").contains("handouts/fever-a4.pdf"));
    assert!(built.page("articles/fever.html").contains("handouts/fever-a4.pdf"));
}

#[test]
fn the_whole_text_flows_on_over_as_many_pages_as_it_needs() {
    let long =
        format!("{BODY}\n{}", "再说一遍，多喝水，勤量体温，注意观察精神好不好。\n\n".repeat(80));
    let town = town(POINTS, &long);
    let output = town.run(&["print", "articles/fever", "--full-text"]);
    assert!(output.status.success());
    let bytes = std::fs::read(town.path("out/print/handouts/fever-a4-full.pdf")).unwrap();
    let pages = Sheet::read(bytes.clone()).pages();
    assert!((2..=6).contains(&pages), "{pages} pages");
    let mut text = String::new();
    for number in 1..=pages {
        let page = Sheet::page(bytes.clone(), number);
        assert_eq!(page.illegible(PRINTERS_EDGE), Vec::<String>::new(), "page {number}");
        text += &page.text();
    }
    for words in [
        "在家怎么办",
        "多喝水，注意休息。看国家卫健委。",
        "体温怎么办38.5℃以上吃退烧药40℃以上马上就医",
        "立即就医出现抽搐",
        "谣言捂汗能退烧。",
        "事实捂汗可能出危险。",
        "先量体温",
        "看说明书",
        "备好体温计",
        "电子体温计",
        "H2O",
        "出处在此。",
    ] {
        assert!(text.contains(words), "no {words} in {text}");
    }
    assert_eq!(text.matches("再说一遍").count(), 80, "nothing is lost between two pages");
}

#[test]
fn a_prescription_has_lines_to_write_on_and_can_be_filed() {
    let town = town(POINTS, BODY);
    let built = town.build();
    let sheet = sheet(&built, "prescriptions/fever-a4.pdf");
    let (width, height) = sheet.paper();
    assert!((width - 297.0).abs() < 0.5 && (height - 210.0).abs() < 0.5, "{width} × {height}");
    assert_eq!(sheet.pages(), 1);
    assert_eq!(sheet.illegible(PRINTERS_EDGE), Vec::<String>::new());
    for text in ["健康处方", "姓名", "日期", "医生", "超过三天不退要看医生"] {
        let times = sheet.text().matches(text).count();
        assert!(times >= 2 && times % 2 == 0, "{text} stands on both halves");
        assert!(sheet.says(text), "no {text} in {}", sheet.text());
    }
    let xmp = sheet.xmp();
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "{xmp}");
    town.run(&["print", "articles/fever", "--format", "prescription", "--size", "A5"]);
    let single = std::fs::read(town.path("out/print/prescriptions/fever-a5.pdf")).unwrap();
    let single = Sheet::read(single);
    assert!((single.paper().0 - 148.0).abs() < 0.5);
    assert_eq!(single.text().matches("健康处方").count(), 1);
}

#[test]
fn bookmarks_lead_through_a_handout() {
    let town = town(POINTS, BODY);
    town.run(&["print", "articles/fever", "--full-text"]);
    let bytes = std::fs::read(town.path("out/print/handouts/fever-a4-full.pdf")).unwrap();
    let sheet = Sheet::read(bytes);
    assert!(sheet.catalog().contains_key("Outlines"));
    let headings = sheet.dictionaries();
    let of_kind = |kind: &str| headings.iter().filter(|part| named(part, "S") == kind).count();
    assert_eq!(of_kind("H1"), 1);
    assert!(of_kind("H2") >= 1 && of_kind("TH") == 2 && of_kind("L") >= 2);
}

#[test]
fn handouts_of_any_length_of_points_are_one_page_or_refused() {
    let mut fitting = 0;
    for (count, length) in [(1, 2), (1, 100), (3, 40), (6, 60), (9, 100), (12, 20)] {
        let points: Vec<_> = (0..count).map(|at| point(length, at)).collect();
        let town = town(&format!("key_points: [{}]", points.join(", ")), BODY);
        for format in ["handout", "prescription"] {
            let output = town.run(&["print", "articles/fever", "--format", format]);
            let told = crate::town::said(&output);
            if !output.status.success() {
                assert!(count * length > 600 && told.contains("sheet-overflow"), "{told}");
                assert!(told.contains("content/articles/fever.md:9"), "{told}");
                continue;
            }
            fitting += 1;
            let path = format!("out/print/{format}s/fever-a4.pdf");
            let sheet = Sheet::read(std::fs::read(town.path(&path)).unwrap());
            assert_eq!(sheet.pages(), 1, "{count} points of {length} on a {format}");
            assert_eq!(sheet.illegible(PRINTERS_EDGE), Vec::<String>::new(), "{count} × {length}");
            for point in &points {
                assert!(sheet.says(point), "no {point} in {}", sheet.text());
            }
        }
    }
    assert!(fitting >= 10, "only {fitting} of 12 fit");
}

fn point(length: usize, from: usize) -> String {
    let passage = "每天量一次血压并记在本子上按医嘱吃药不自己停药少吃盐少喝酒多走路早睡觉心情放宽定期复查不舒服马上找医生";
    passage.chars().cycle().skip(from * 5).take(length).collect()
}

#[test]
fn a_character_missing_in_the_text_is_shown_where_it_stands() {
    let town = town(POINTS, "## 说明\n\n请找𠮷医生。");
    let output = town.run(&["print", "articles/fever", "--full-text"]);
    let told = crate::town::said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("U+20BB7") && told.contains("content/articles/fever.md:"), "{told}");
    assert!(told.contains("请找𠮷医生"), "the line is shown: {told}");
}

#[test]
fn a_picture_too_small_for_its_place_is_mentioned_also_the_second_time() {
    let town = town(POINTS, BODY);
    town.write("content/images/stick.png", &super::picture(120, 90, image::ImageFormat::Png));
    for _ in 0..2 {
        let told = town.build().said;
        assert!(told.contains("picture-coarse") && told.contains("stick.png"), "{told}");
    }
    let output = town.run(&["build", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(1));
}
