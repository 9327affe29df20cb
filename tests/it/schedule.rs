//! The right thing on the right day.

use crate::town::Town;

fn year() -> Town {
    Town::new()
        .campaign("no-tobacco-day", 2026, "")
        .campaign("patriotic-health-month", 2026, "")
        .campaign("teeth-care-day", 2026, "")
        .campaign("world-health-day", 2026, "")
}

/// The part of the home page before the articles: the campaign on top.
fn on_top(today: &str) -> String {
    let town = year().on(today);
    let page = town.build().page("index.html");
    let start = page.find("<main").unwrap();
    let end = page[start..].find("</h2>").unwrap();
    page[start..start + end + 5].to_owned()
}

#[test]
fn the_running_campaign_is_on_top_and_a_day_goes_before_its_month() {
    assert!(on_top("2026-04-20").contains("爱国卫生月"));
    assert!(on_top("2026-04-07").contains("世界卫生日"));
    assert!(on_top("2026-05-31").contains("世界无烟日"));
}

#[test]
fn the_coming_campaign_is_on_top_within_its_lead_days_and_else_the_last_one() {
    assert!(on_top("2026-05-05").contains("世界无烟日"));
    assert!(on_top("2026-07-15").contains("世界无烟日"), "nothing within 30 days: the last one");
    assert!(on_top("2026-08-25").contains("爱牙日"));
}

/// The state a reader of the campaign's page sees without a script.
fn state(town: &Town) -> String {
    let page = town.build().page("campaigns/no-tobacco-day/2026.html");
    let states = page.split("<span class=\"state\"").skip(1);
    let shown: Vec<_> =
        states.filter(|span| !span.split('>').next().unwrap().contains("hidden")).collect();
    assert_eq!(shown.len(), 1, "{shown:?}");
    shown[0].split(['>', '<']).nth(1).unwrap().to_owned()
}

#[test]
fn a_campaign_goes_from_planned_to_coming_to_running_to_past() {
    let mut town = Town::new().campaign("no-tobacco-day", 2026, "");
    for (today, expected) in [
        ("2026-04-30", "计划开展"),
        ("2026-05-01", "即将开展"),
        ("2026-05-30", "即将开展"),
        ("2026-05-31", "正在开展"),
        ("2026-06-01", "已经结束"),
    ] {
        town = town.on(today);
        assert_eq!(state(&town), expected, "{today}");
    }
}

#[test]
fn lead_and_tail_days_are_those_of_the_record_or_else_of_the_site() {
    let mut town = Town::new()
        .settings("lead_days: 10\ntail_days: 2")
        .campaign("no-tobacco-day", 2026, "")
        .campaign("eye-care-day", 2026, "");
    for (today, expected) in [
        ("2026-05-20", "计划开展"),
        ("2026-05-21", "即将开展"),
        ("2026-06-02", "刚刚结束"),
        ("2026-06-03", "已经结束"),
    ] {
        town = town.on(today);
        assert_eq!(state(&town), expected, "{today}");
    }
    let page = town.on("2026-06-02").build().page("index.html");
    let top = page[page.find("<main").unwrap()..].split("</h2>").next().unwrap();
    assert!(top.contains("世界无烟日"), "what just ended goes before what is coming: {top}");
    let mut town = Town::new().campaign("no-tobacco-day", 2026, "lead_days: 0\ntail_days: 1");
    for (today, expected) in
        [("2026-05-30", "计划开展"), ("2026-06-01", "刚刚结束"), ("2026-06-02", "已经结束")]
    {
        town = town.on(today);
        assert_eq!(state(&town), expected, "{today}");
    }
}

#[test]
fn pages_carry_what_shows_on_later_days() {
    let town = Town::new()
        .settings("tail_days: 2")
        .campaign("no-tobacco-day", 2026, "")
        .campaign("teeth-care-day", 2026, "")
        .article_with("short", "expires: 2026-06-10\nreview_by: 2026-05-31", "甲");
    let built = town.build();
    let page = built.page("index.html");
    let hero = |name: &str| {
        let start = page.find(&format!("<wbr>{name}")).expect(name);
        page[..start].rsplit("<section").next().unwrap().split('>').next().unwrap().to_owned()
    };
    let (now, later) = (hero("世界无烟日"), hero("全国爱牙日"));
    assert!(now.contains("data-shown=\"/2026-08-20\"") && !now.contains("hidden"), "{now}");
    assert!(later.contains("data-shown=\"2026-08-21/\" hidden"), "{later}");
    assert!(page.contains("data-shown=\"2026-06-01/2026-06-02\" hidden>刚刚结束"), "{page}");
    let article = built.page("articles/short.html");
    assert!(article.contains("data-shown=\"2026-06-11/\" hidden>本文已过有效期"), "{article}");
    assert!(
        article.contains("data-shown=\"2026-06-01/2026-06-10\" hidden>本文已到复审日期"),
        "{article}"
    );
    assert!(built.page("articles/index.html").contains("data-shown=\"/2026-06-10\""));
    assert!(page.contains("static/today.js"), "and the script that turns them");
}

#[test]
fn an_edition_is_printed_as_the_notices_print_it() {
    let town = year();
    let built = town.build();
    assert!(built.page("campaigns/no-tobacco-day/2026.html").contains("第39个<wbr>世界无烟日"));
    assert!(
        built.page("campaigns/patriotic-health-month/2026.html").contains("第38个<wbr>爱国卫生月")
    );
    assert!(built.page("campaigns/teeth-care-day/2026.html").contains("第38个<wbr>全国爱牙日"));
}

#[test]
fn a_count_that_is_not_safe_to_print_is_not_printed() {
    // 世界癌症日: officially not counted.
    let town = Town::new().campaign("world-cancer-day", 2026, "");
    let page = town.build().page("campaigns/world-cancer-day/2026.html");
    assert!(page.contains("2026年世界癌症日"), "{page}");
    assert!(!page.contains("第27个"));
}

#[test]
fn a_theme_nobody_confirmed_is_awaited_and_a_confirmed_one_is_printed() {
    let town =
        Town::new().campaign("no-tobacco-day", 2026, "").campaign("no-tobacco-day", 2025, "");
    let built = town.build();
    assert!(built.page("campaigns/no-tobacco-day/2026.html").contains("主题待通知"));
    let page = built.page("campaigns/no-tobacco-day/2025.html");
    assert!(page.contains("拒绝烟草诱惑"), "{page}");
    assert!(!page.contains("待通知"));
}

#[test]
fn a_past_year_without_a_theme_does_not_wait_for_one() {
    let town = Town::new().campaign("no-tobacco-day", 2009, "");
    assert!(!town.build().page("campaigns/no-tobacco-day/2009.html").contains("主题待通知"));
}

#[test]
fn days_that_a_notice_decides_are_awaited() {
    let town = Town::new().campaign("nutrition-week", 2026, "");
    assert!(town.build().page("campaigns/nutrition-week/2026.html").contains("日期待通知"));
}

#[test]
fn what_is_not_yet_or_no_longer_published_is_in_no_output() {
    let town = Town::new()
        .article("now", "现在。")
        .article_with("later", "publish: 2026-06-01", "保密内容甲。")
        .article_with("gone", "expires: 2026-05-19", "过期内容乙。")
        .article_with("draft", "draft: true", "草稿内容丙。");
    let before = town.build();
    assert!(before.has("site/articles/now.html"));
    for (path, bytes) in town.files("out") {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["保密内容甲", "过期内容乙", "草稿内容丙", "文章 later", "文章 draft"]
        {
            assert!(!text.contains(secret), "{path} shows {secret}");
        }
    }
    let town = town.on("2026-06-01");
    assert!(town.build().has("site/articles/later.html"));
    assert!(town.build_with(&["--drafts"]).has("site/articles/draft.html"));
}

#[test]
fn coming_days_of_the_almanac_are_announced_without_a_record() {
    let town = Town::new().on("2026-11-22");
    let page = town.build().page("index.html");
    assert!(page.contains("世界艾滋病日") && page.contains("12月1日"), "{page}");
}
