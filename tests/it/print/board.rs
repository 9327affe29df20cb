//! Wall bulletins (宣传栏).

use super::sheet::Sheet;
use crate::town::{Town, said};

const EDGE: f64 = 5.0;

fn town(board: &str) -> Town {
    Town::new()
        .settings("department: 公共卫生科\nbase_url: https://health.example.cn/")
        .campaign("no-tobacco-day", 2026, "theme: 家里不吸烟")
        .article_with(
            "fever",
            "key_points: [多喝水, 量体温, 超过三天要看医生]\nsummary: 孩子发烧不要慌。",
            "正文。",
        )
        .article_with("heat", "key_points: [午后少出门, 多喝水, 头晕到阴凉处]", "正文。")
        .file("content/boards/gate.yaml", board)
}

const GATE: &str = "place: 门诊楼前\nwidth: 2400\nheight: 1200\nissues:\n  - number: 3\n    total: 27\n    \
    from: 2026-05-01\n    to: 2026-06-30\n    items:\n      - campaign: no-tobacco-day/2026\n      - article: fever\n      \
    - article: heat\n      - doctor: {role: 责任医生, department: 公共卫生科, phone: 0000-0000000, hours: 周一至周五}\n      \
    - notice: {title: 体检通知, paragraphs: [65岁及以上老人每年免费体检一次。]}\n      - hotlines: true\n";

#[test]
fn a_board_has_its_required_words_and_every_panel() {
    let town = town(GATE);
    let built = town.build();
    let sheet = Sheet::read(built.bytes("print/boards/gate-2026-3.pdf"));
    let (width, height) = sheet.paper();
    assert!((width - 2400.0).abs() < 0.5 && (height - 1200.0).abs() < 0.5, "{width} × {height}");
    assert_eq!(sheet.pages(), 1);
    assert_eq!(sheet.illegible(EDGE), Vec::<String>::new());
    for text in [
        "健康教育宣传栏",
        "第3期",
        "总第27期",
        "2026年5月—6月",
        "示例镇中心卫生院",
        "第39个世界无烟日",
        "家里不吸烟",
        "拒绝第一支烟",
        "劝人戒烟。",
        "文章fever",
        "超过三天要看医生",
        "头晕到阴凉处",
        "责任医生",
        "0000-0000000",
        "65岁及以上老人每年免费体检一次。",
        "120",
        "2026年5月1日",
    ] {
        assert!(sheet.says(text), "no {text} in {}", sheet.text());
    }
    assert!(built.has("print/boards/gate-2026-3-tiles-a4.pdf"));
    assert!(!built.has("site/boards"), "a board is no page of the website");
}

#[test]
fn only_the_issues_that_hang_or_are_to_come_are_built() {
    let issues = "place: 门口\nwidth: 1200\nheight: 900\nissues:\n\
        - {number: 2, from: 2026-03-01, to: 2026-04-30, items: [{article: fever}]}\n\
        - {number: 3, from: 2026-05-01, to: 2026-06-30, items: [{article: fever}]}\n\
        - {number: 4, from: 2026-07-01, to: 2026-08-31, items: [{article: heat}]}\n";
    let town = town(issues);
    town.build();
    let names: Vec<_> = town.files("out/print/boards").into_keys().collect();
    let expected = [
        "gate-2026-3-tiles-a4.pdf",
        "gate-2026-3.pdf",
        "gate-2026-4-tiles-a4.pdf",
        "gate-2026-4.pdf",
    ];
    assert_eq!(names, expected);
    let output = town.run(&["print", "boards/gate/2"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(town.path("out/print/boards/gate-2026-2.pdf").exists(), "an old issue on demand");
    let output = town.run(&["print", "boards/gate", "--out", "now"]);
    assert!(output.status.success() && town.path("now/print/boards/gate-2026-3.pdf").exists());
}

#[test]
fn text_too_small_for_its_distance_is_mentioned() {
    let told = town(GATE).build().said;
    assert!(!told.contains("text-too-small"), "{told}");
    let small = GATE.replace("width: 2400\nheight: 1200", "width: 900\nheight: 700");
    let far = small.replace("height: 700", "height: 700\ndistance: 4000");
    let told = town(&far).build().said;
    assert!(told.contains("text-too-small") && told.contains("4.0 m"), "{told}");
    assert!(told.contains("content/boards/gate.yaml:6"), "{told}");
    assert!(told.contains("20.0 mm"), "{told}");
}

#[test]
fn a_board_that_hangs_too_high_is_mentioned() {
    let high = GATE.replace("height: 1200", "height: 1200\ncentre: 1800");
    let told = town(&high).build().said;
    assert!(told.contains("board-centre") && told.contains("1800"), "{told}");
    assert!(told.contains("1500") && told.contains("1600"), "{told}");
}

#[test]
fn boards_of_every_shape_are_filled_and_legible() {
    for (width, height) in [(900, 1200), (1200, 2400), (1800, 900), (3000, 1000), (2400, 1200)] {
        let size =
            GATE.replace("width: 2400\nheight: 1200", &format!("width: {width}\nheight: {height}"));
        let town = town(&size);
        let built = town.build();
        let sheet = Sheet::read(built.bytes("print/boards/gate-2026-3.pdf"));
        assert_eq!(sheet.pages(), 1, "{width} × {height}");
        assert_eq!(sheet.illegible(EDGE), Vec::<String>::new(), "{width} × {height}");
        assert!(sheet.says("65岁及以上老人每年免费体检一次。"));
    }
}

#[test]
fn a_board_that_names_what_is_not_there_is_refused() {
    let wrong = GATE
        .replace("article: heat", "article: haet")
        .replace("no-tobacco-day/2026\n", "no-tobacco-day/2062\n");
    let told = town(&wrong).refused();
    for part in
        ["article-unknown", "是不是“heat”", "campaign-unknown", "是不是“no-tobacco-day/2026”"]
    {
        assert!(told.contains(part), "no {part} in {told}");
    }
    let told =
        town(&GATE.replace("- article: heat", "- {article: heat, hotlines: true}")).refused();
    assert!(told.contains("board-item"), "{told}");
    let told = town(&GATE.replace("place: 门诊楼前", "place: 门诊楼前\nname: 墙报")).refused();
    assert!(told.contains("健康教育宣传栏"), "{told}");
}

#[test]
fn a_draft_on_a_board_is_mentioned() {
    let town = town(GATE).article_with("heat", "draft: true\nkey_points: [午后少出门]", "正文。");
    let told = town.build().said;
    assert!(told.contains("board-draft") && told.contains("content/boards/gate.yaml"), "{told}");
}

#[test]
fn a_print_shop_gets_a_board_whole() {
    let town = town(GATE);
    let output = town.run(&["print", "boards/gate", "--profile", "shop"]);
    assert!(output.status.success(), "{}", said(&output));
    let names: Vec<_> = town.files("out/print/boards").into_keys().collect();
    assert_eq!(names, ["gate-2026-3-shop.pdf"]);
}
