//! Editions: “第39个世界无烟日”.
//!
//! May use: nothing of this crate

use super::*;

#[test]
fn a_wrong_number_is_told_however_it_is_written() {
    told(
        &no_tobacco(),
        &[
            ("第38个世界无烟日", "edition-wrong 第38个世界无烟日"),
            ("今天是第３８个世界无烟日。", "edition-wrong 第３８个世界无烟日"),
            ("迎接第三十八个世界无烟日", "edition-wrong 第三十八个世界无烟日"),
            ("第 38 个世界无烟日", "edition-wrong 第 38 个世界无烟日"),
            ("第**38**个世界无烟日", "edition-wrong 第**38**个世界无烟日"),
            ("第38个“世界无烟日”到了", "edition-wrong 第38个“世界无烟日”"),
            ("第38个「世界无烟日」到了", "edition-wrong 第38个「世界无烟日」"),
            ("第一百零二个世界无烟日", "edition-wrong 第一百零二个世界无烟日"),
            ("第38届世界无烟日", "edition-wrong 第38届世界无烟日"),
            ("第38个世界无烟日宣传活动", "edition-wrong 第38个世界无烟日"),
            ("2026年5月31日是第38个世界无烟日", "edition-wrong 第38个世界无烟日"),
            ("2026年5月31日（星期日）是第38个世界无烟日", "edition-wrong 第38个世界无烟日"),
            ("5月31日，第38个世界无烟日", "edition-wrong 第38个世界无烟日"),
            ("今年是第38个世界无烟日", "edition-wrong 第38个世界无烟日"),
            ("[第38个世界无烟日](poster.svg)", "edition-wrong 第38个世界无烟日"),
        ],
    );
}

#[test]
fn a_right_number_passes() {
    silent(
        &no_tobacco(),
        &[
            "第39个世界无烟日",
            "第３９个“世界无烟日”",
            "第三十九个《世界无烟日》",
            "2024年5月31日，我院举办活动。今年是第39个世界无烟日。",
            "1988年4月7日是第一个世界无烟日。",
            "第一个世界无烟日是1988年4月7日。",
            "去年是第38个世界无烟日。",
            "上一年度（第38个世界无烟日）",
            "自第一个世界无烟日以来，吸烟的人少了。",
            "继第38个世界无烟日之后，我们接着做。",
            "1987年，世界卫生组织决定，1988年4月7日为第1个世界无烟日。",
            "第38个世界无烟日（2025年）",
            "第38个世界无烟日（2025）",
            "请看[第38个世界无烟日](2025.md)",
            "转发《关于开展第38个世界无烟日宣传活动的通知》",
            "`第38个世界无烟日`",
            "```\n第38个世界无烟日\n```",
            "<!-- 第38个世界无烟日 -->",
            "第38个健康小屋，世界无烟日开放",
            "第三届世界无烟日征文比赛",
            "第3次世界无烟日宣传活动",
        ],
    );
    silent(&record("ear-care-day", 2026), &["第27次全国爱耳日", "第27次全国“爱耳日”"]);
    silent(&record("occ-health-week", 2026), &["第24个《职业病防治法》宣传周"]);
    silent(&record("nutrition-week", 2026), &["第十二届全民营养周"]);
}

#[test]
fn the_right_number_and_the_year_of_the_wrong_one_are_named() {
    assert_eq!(
        words(no_tobacco(), "第38个世界无烟日"),
        "世界无烟日的届次不对：第38个|2026 年是第39个|改成第39个；第38个是 2025 年的"
    );
    assert_eq!(
        words(record("world-kidney-day", 2026), "第20个世界肾脏日"),
        "世界肾脏日的届次不对：第20个|2026 年是第21个|改成第21个；第20个是 2025 年的；\
         这个届次是推算的，如与当年通知不符，在上一行写 <!-- banbao:allow edition-wrong -->"
    );
    assert_eq!(
        words(article("2026-01-01"), "1985年第2个世界无烟日"),
        "世界无烟日的届次不对：第2个|1985 年还没有开始计数|核对年份和届次；第2个是 1989 年的"
    );
}

#[test]
fn the_year_in_the_text_decides() {
    told(
        &no_tobacco(),
        &[
            ("2024年5月31日是第38个世界无烟日", "edition-wrong 第38个世界无烟日"),
            ("去年是第39个世界无烟日", "edition-wrong 第39个世界无烟日"),
            ("2008年第20个世界无烟日", "edition-wrong 第20个世界无烟日"),
        ],
    );
    told(&About::Page, &[("2025年是第39个世界无烟日", "edition-wrong 第39个世界无烟日")]);
    silent(&About::Page, &["第39个世界无烟日", "第12个世界无烟日"]);
}

#[test]
fn an_article_is_right_in_any_of_its_years() {
    let two =
        About::Article { date: day("2025-03-01"), updated: Some(day("2026-03-01")), publish: None };
    silent(&two, &["第38个世界无烟日", "第39个世界无烟日"]);
    told(&two, &[("第37个世界无烟日", "edition-wrong 第37个世界无烟日")]);
    // Written in autumn, read before the next one.
    silent(&article("2025-10-01"), &["第38个世界无烟日", "第39个世界无烟日"]);
    told(&article("2025-03-01"), &[("第39个世界无烟日", "edition-wrong 第39个世界无烟日")]);
    assert!(words(two, "第37个世界无烟日").contains("2026 年是第39个"));
}

#[test]
fn a_measure_word_is_compared_where_notices_confirm_it() {
    told(&record("ear-care-day", 2026), &[("第27个全国爱耳日", "edition-unit 第27个全国爱耳日")]);
    told(&no_tobacco(), &[("第39届世界无烟日", "edition-unit 第39届世界无烟日")]);
    silent(&record("world-kidney-day", 2026), &["第21届世界肾脏日"]);
}

#[test]
fn a_count_nobody_agrees_on_is_mentioned() {
    told(
        &record("nurses-day", 2026),
        &[("第115个国际护士节", "edition-uncounted 第115个国际护士节")],
    );
    told(
        &record("world-health-day", 2026),
        &[("第七十六个世界卫生日", "edition-uncounted 第七十六个世界卫生日")],
    );
    silent(&record("nurses-day", 2026), &["2026年国际护士节", "国际护士节第三个节目"]);
}

#[test]
fn an_alias_with_a_count_of_its_own_is_left_alone() {
    let leprosy = record("world-leprosy-day", 2024);
    silent(&leprosy, &["第71届世界防治麻风病日暨第37届中国麻风节"]);
    let diabetes = record("diabetes-day", 2026);
    silent(&diabetes, &["第20个联合国糖尿病日", "第20个世界糖尿病日", "第36个世界糖尿病日"]);
    told(
        &diabetes,
        &[
            ("第19个世界糖尿病日", "edition-wrong 第19个世界糖尿病日"),
            ("第36个联合国糖尿病日", "edition-wrong 第36个联合国糖尿病日"),
        ],
    );
}

#[test]
fn a_villages_own_science_week_is_its_own() {
    let article = article("2026-03-01");
    silent(&article, &["我镇第5届科技周", "全县第3届科技周开幕"]);
    told(&record("sci-tech-week", 2025), &[("第24个科技周", "edition-wrong 第24个科技周")]);
}
