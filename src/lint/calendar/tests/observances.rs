//! Observances named with a date.
//!
//! May use: nothing of this crate

use super::*;

#[test]
fn an_observance_on_a_wrong_date_is_told() {
    told(
        &no_tobacco(),
        &[
            ("5月30日是世界无烟日", "observance-date-wrong 5月30日"),
            ("每年5月30日为第39个“世界无烟日”", "observance-date-wrong 5月30日"),
            ("每年的5月30日是“世界无烟日”。", "observance-date-wrong 5月30日"),
            ("2026年5月30日（星期六）是世界无烟日", "observance-date-wrong 2026年5月30日"),
            ("5月30日，是世界无烟日", "observance-date-wrong 5月30日"),
            ("每年5月30日被世界卫生组织定为世界无烟日", "observance-date-wrong 5月30日"),
            ("5月30日世界无烟日", "observance-date-wrong 5月30日"),
            ("“5·30”世界无烟日", "observance-date-wrong 5·30"),
            ("5月30日世界无烟日来临之际", "observance-date-wrong 5月30日"),
            ("世界无烟日（5月30日）", "observance-date-wrong 5月30日"),
            ("世界无烟日（5月30日，星期六）", "observance-date-wrong 5月30日"),
            ("“世界无烟日”是每年的5月30日", "observance-date-wrong 5月30日"),
            ("世界无烟日定在5月30日", "observance-date-wrong 5月30日"),
            ("世界无烟日：5月30日", "observance-date-wrong 5月30日"),
            ("**世界无烟日**：每年5月30日。", "observance-date-wrong 5月30日"),
            ("[世界无烟日](2025.md)是5月30日", "observance-date-wrong 5月30日"),
            ("五月三十日是世界无烟日", "observance-date-wrong 五月三十日"),
            ("1988年5月31日是世界无烟日", "observance-date-wrong 1988年5月31日"),
            ("5月30日是世界无烟日，6月6日是全国爱眼日", "observance-date-wrong 5月30日"),
            ("2026-05-30是世界无烟日", "observance-date-wrong 2026-05-30"),
        ],
    );
}

#[test]
fn an_observance_on_its_date_passes() {
    silent(
        &no_tobacco(),
        &[
            "5月31日是世界无烟日",
            "每年5月31日为“世界无烟日”",
            "世界无烟日（5月31日）",
            "世界无烟日是每年的5月31日",
            "1988年4月7日是世界无烟日",
            "每年6月6日是全国爱眼日",
            "6月第三个周日、6月5日世界环境日",
            "农历九月初九重阳节",
            "九月九日重阳节",
            "10月18日老年节",
            "1987年11月，世界卫生组织建议把每年的4月7日定为“世界无烟日”。",
            "1987年决定，4月7日为世界无烟日，1989年起改为5月31日。",
            "1994年，国务院把每年5月5日定为防治碘缺乏病日。",
        ],
    );
}

#[test]
fn what_is_done_on_another_day_is_no_wrong_date() {
    silent(
        &no_tobacco(),
        &[
            "5月28日开展世界无烟日宣传活动",
            "5月28日世界无烟日宣传活动圆满结束",
            "5月30日是世界无烟日前一天",
            "5月28日世界无烟日前夕",
            "5月30日是世界无烟日的前一天",
            "世界无烟日前夕，5月28日义诊",
            "5月28日，世界无烟日主题活动",
            "世界无烟日，5月28日义诊",
            "世界无烟日在5月28日启动宣传",
            "世界无烟日：5月28日，在学校巡讲",
            "世界无烟日（5月28日启动）",
            "世界无烟日活动（5月28日）",
            "世界无烟日活动时间：5月28日",
            "5月28日。世界无烟日到了",
            "3月21日、22日是世界睡眠日、世界水日",
            "| 5月28日 | 世界无烟日 |",
            "5月28日 `世界无烟日`",
            "4月是爱国卫生月，5月28日义诊",
            "5月28日《世界无烟日》",
        ],
    );
}

#[test]
fn both_ends_of_a_stretch_must_be_days_of_the_observance() {
    let week = record("cancer-week", 2026);
    silent(
        &week,
        &[
            "4月15日至21日是全国肿瘤防治宣传周",
            "4月15日—4月21日是全国肿瘤防治宣传周",
            "4月15—21日是第32个全国肿瘤防治宣传周",
            "全国肿瘤防治宣传周（4月15日至21日）",
            "4月25日—5月1日是《职业病防治法》宣传周",
            "4月16日是全国肿瘤防治宣传周",
        ],
    );
    told(
        &week,
        &[
            ("4月15日至22日是全国肿瘤防治宣传周", "observance-date-wrong 4月15日至22日"),
            ("全国肿瘤防治宣传周（4月14日—20日）", "observance-date-wrong 4月14日—20日"),
            ("4月25日—5月2日是《职业病防治法》宣传周", "observance-date-wrong 4月25日—5月2日"),
            (
                "2026年4月15日（星期三）至22日（星期三）是全国肿瘤防治宣传周",
                "observance-date-wrong 2026年4月15日（星期三）至22日",
            ),
        ],
    );
    assert!(words(week, "4月15日至22日是全国肿瘤防治宣传周").ends_with("4月15日—21日，或核对年份"));
}

#[test]
fn what_the_almanac_does_not_know_is_left_alone() {
    silent(&record("nutrition-week", 2026), &["5月10日至16日是全民营养周"]);
    told(
        &record("nutrition-week", 2025),
        &[("5月10日至16日是全民营养周", "observance-date-wrong 5月10日至16日")],
    );
    let food = record("food-safety-week", 2025);
    silent(&food, &["9月11日至20日是全国食品安全宣传周", "9月12日是全国食品安全宣传周"]);
    told(&food, &[("9月1日至7日是全国食品安全宣传周", "observance-date-wrong 9月1日至7日")]);
    silent(&About::Page, &["5月30日是世界无烟日", "每月16日是每月环境整治日"]);
}

#[test]
fn a_records_own_days_are_right_as_well() {
    let days = DateRange { start: day("2026-05-29"), end: day("2026-05-30") };
    let about =
        About::Record { observance: observance("no-tobacco-day"), year: 2026, days: Some(days) };
    silent(&about, &["5月30日是世界无烟日", "5月31日是世界无烟日"]);
    told(&about, &[("5月28日是世界无烟日", "observance-date-wrong 5月28日")]);
}

#[test]
fn the_right_days_are_named() {
    assert_eq!(
        words(no_tobacco(), "5月30日是世界无烟日"),
        "世界无烟日的日期不对|2026 年是5月31日|改成5月31日，或核对年份"
    );
    let asthma = "5月6日是世界哮喘日";
    assert!(words(article("2026-01-01"), asthma).contains("2026 年是5月5日"));
    silent(&article("2025-10-01"), &[asthma, "5月5日是世界哮喘日"]);
}
