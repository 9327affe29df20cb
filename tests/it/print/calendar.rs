//! The health calendar on paper.

use super::sheet::Sheet;
use crate::town::{Built, Town};

/// What a laser printer leaves blank around the page, in millimetres.
const PRINTERS_EDGE: f64 = 4.3;

/// A town that prints two months, from May 2026 on.
fn town() -> Town {
    let town = Town::new().settings("base_url: https://health.example.cn/");
    let settings = std::fs::read_to_string(town.path("content/site.yaml")).unwrap();
    town.file("content/site.yaml", &settings.replace("printed_months: 0", "printed_months: 2"))
        .campaign(
            "no-tobacco-day",
            2026,
            "theme: 家里不吸烟\nschedule:\n  - {date: 2026-05-30, place: 镇集市, what: 戒烟咨询}",
        )
}

fn sheet(built: &Built<'_>, name: &str) -> Sheet {
    let bytes = built.bytes(&format!("print/calendar/{name}"));
    assert!(bytes == built.bytes(&format!("site/calendar/{name}")), "{name}: also to download");
    Sheet::read(bytes)
}

#[test]
fn a_year_of_health_days_hangs_on_one_a3_sheet() {
    let town = town();
    let built = town.build();
    for (name, year, word) in [
        ("wall-2026-a3.pdf", "2026年健康日历", "第39个世界无烟日"),
        ("wall-2027-a3.pdf", "2027年健康日历", "第40个世界无烟日"),
    ] {
        let sheet = sheet(&built, name);
        let (width, height) = sheet.paper();
        assert!((width - 297.0).abs() < 0.5 && (height - 420.0).abs() < 0.5, "{width} × {height}");
        assert_eq!(sheet.pages(), 1, "{name}");
        assert_eq!(sheet.illegible(PRINTERS_EDGE), Vec::<String>::new(), "{name}");
        for text in [year, word, "全国爱耳日", "世界艾滋病日", "全民营养周", "示例镇中心卫生院"]
        {
            assert!(sheet.says(text), "{name}: {text}\n{}", sheet.text());
        }
    }
}

#[test]
fn a_month_on_an_a4_sheet_tells_lunar_days_themes_and_plans() {
    let town = town();
    let built = town.build();
    let may = sheet(&built, "2026-05-a4.pdf");
    let (width, height) = may.paper();
    assert!((width - 210.0).abs() < 0.5 && (height - 297.0).abs() < 0.5, "{width} × {height}");
    assert_eq!(may.pages(), 1);
    assert_eq!(may.illegible(PRINTERS_EDGE), Vec::<String>::new());
    for text in ["2026年5月健康日历", "立夏", "十五", "第39个世界无烟日", "家里不吸烟", "戒烟咨询"]
    {
        assert!(may.says(text), "{text}\n{}", may.text());
    }
    assert!(built.has("print/calendar/2026-06-a4.pdf"));
    assert!(!built.has("print/calendar/2026-07-a4.pdf"), "two months are asked for");
}

#[test]
fn a_site_may_print_no_calendars() {
    let town = Town::new();
    let built = town.build();
    assert!(!built.has("print/calendar"));
    assert!(!built.page("calendar/index.html").contains(".pdf"));
}

#[test]
fn a_character_no_font_has_is_named_with_the_sheet_that_needs_it() {
    let town = town().file(
        "content/observances.yaml",
        "add:\n  - {id: noodle-day, name: 𰻝面日, rule: {type: fixed, month: 5, day: 9}, source: 通知}\n",
    );
    let said = town.refused();
    assert!(said.contains("U+30EDD") && said.contains("2026年5月健康日历"), "{said}");
}
