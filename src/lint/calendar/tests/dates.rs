//! Weekdays, and dates that do not exist.
//!
//! May use: nothing of this crate

use super::*;

#[test]
fn a_weekday_that_does_not_match_its_date_is_told() {
    told(
        &no_tobacco(),
        &[
            ("5月31日（星期六）开展义诊", "weekday-wrong 星期六"),
            ("5月31日(周六)义诊", "weekday-wrong 周六"),
            ("5月31日 礼拜六", "weekday-wrong 礼拜六"),
            ("5月31日，周六上午义诊", "weekday-wrong 周六"),
            ("5 月 31 日【星期六】", "weekday-wrong 星期六"),
            ("５月３１日（星期六）", "weekday-wrong 星期六"),
            ("2026-05-31 周六", "weekday-wrong 周六"),
            ("2026/5/31（周六）", "weekday-wrong 周六"),
            ("2026.5.31（周六）", "weekday-wrong 周六"),
            ("2024年5月31日（星期日）", "weekday-wrong 星期日"),
            ("五月三十一日（星期六）", "weekday-wrong 星期六"),
            ("5月31日是星期六", "weekday-wrong 星期六"),
            ("5月30日、31日（周六、周一）", "weekday-wrong 周一"),
            ("2026年5月30日（星期六）至31日（星期六）", "weekday-wrong 星期六"),
            ("5月30日至31日（周一）", "weekday-wrong 周一"),
            ("2024年5月30日（星期四）开班，6月1日（星期一）结束", "weekday-wrong 星期一"),
        ],
    );
}

#[test]
fn a_weekday_that_matches_passes() {
    silent(
        &no_tobacco(),
        &[
            "5月31日（星期日）",
            "5月31日（星期天）",
            "5月31日（周日）上午9:00",
            "2026-05-31 周日",
            "2026年5月30日（星期六）至31日（星期日）",
            "5月30日、31日（周六、周日）",
            "5月30日、31日（周六、日）",
            "5月30日—31日（周六至周日）",
            "2024年5月31日（星期五）",
            "去年5月31日（星期六）",
            "2026年12月31日（周四）到2027年1月2日（周六）",
            "5月31日起每周六义诊",
            "5月31日至6月6日，每周六义诊",
            "6月1日，周一至周五开诊",
            "5月31日下午，周六班改上",
            "5月31日、周六班照常",
            "次年5月31日（星期二）",
            "5月31日。星期六开会",
            "5月31日周末",
        ],
    );
    silent(&About::Page, &["5月31日（星期六）"]);
    told(&About::Page, &[("2026年5月31日（星期六）", "weekday-wrong 星期六")]);
}

#[test]
fn the_right_weekday_is_named() {
    assert_eq!(
        words(no_tobacco(), "5月31日（星期六）"),
        "2026年5月31日不是星期六|那天是星期日|改成星期日，或核对日期"
    );
}

#[test]
fn an_articles_date_may_lie_in_any_of_its_years() {
    let article = article("2025-12-20");
    silent(&article, &["12月31日（星期三）", "1月15日（星期四）", "1月15日（星期三）"]);
    told(&article, &[("1月15日（星期五）", "weekday-wrong 星期五")]);
    // A record of December speaks of January, too.
    silent(&record("aids-day", 2026), &["12月1日（星期二）", "1月5日（星期二）"]);
}

#[test]
fn a_date_that_does_not_exist_is_told() {
    told(
        &no_tobacco(),
        &[
            ("2月30日讲课", "date-not-real 2月30日"),
            ("4月31日讲课", "date-not-real 4月31日"),
            ("13月1日讲课", "date-not-real 13月1日"),
            ("5月32号讲课", "date-not-real 5月32号"),
            ("2026年2月29日讲课", "date-not-real 2026年2月29日"),
            ("今年2月29日讲课", "date-not-real 2月29日"),
            ("每年的2月30日", "date-not-real 2月30日"),
            ("2026-02-30讲课", "date-not-real 2026-02-30"),
            ("2026/2/30讲课", "date-not-real 2026/2/30"),
            ("2026年2月28日至29日", "date-not-real 29日"),
            ("4月29—31日", "date-not-real 31日"),
            ("二〇二六年二月三十日", "date-not-real 二〇二六年二月三十日"),
            ("0月5日", "date-not-real 0月5日"),
        ],
    );
}

#[test]
fn a_date_that_exists_passes_and_so_does_what_is_no_date() {
    silent(
        &no_tobacco(),
        &[
            "2月29日讲课",
            "2028年2月29日",
            "2月28日至3月1日",
            "5月30日—6月2日",
            "5月15—21日",
            "农历2月30日",
            "农历二月三十日",
            "阴历每年4月31日",
            "旧历2026年2月30日",
            "（农历）2月30日",
            "闰六月三十一日",
            "二月三十日",
            "满13月龄",
            "服药3日内",
            "1—3月30日内",
            "住4月3号楼",
            "标准 2026-02-30-1",
            "图 images/2026-02-30.png",
            "[图](2026-02-30.md)",
            "https://example.com/2026/2/30 网页",
            "`2026-02-30`",
            "版本 2026.13.1",
            "电话 0551-2026-02-30",
            "血压 140/90，血糖 6.1",
            "1:30至2:30",
        ],
    );
}

#[test]
fn the_last_day_of_the_month_is_named() {
    let facts = [
        ("4月31日", "没有4月31日这一天|那个月的最后一天是4月30日"),
        ("2026年2月29日", "没有2026年2月29日这一天|那个月的最后一天是2026年2月28日"),
        ("2月30日", "没有2月30日这一天|那个月的最后一天是2月28日（闰年2月29日）"),
        ("13月1日", "没有13月1日这一天|一年只有 12 个月，核对月份"),
    ];
    for (text, sentence) in facts {
        assert_eq!(words(no_tobacco(), text), sentence);
    }
}
