//! Last year's year.
//!
//! May use: nothing of this crate

use super::*;

fn in_value(top: &str, key: &str, text: &str) -> Vec<String> {
    shown(&findings(no_tobacco(), value(top, key), text), text)
}

#[test]
fn last_years_year_in_a_records_own_words_is_mentioned() {
    let stale = ["year-stale 2025年"];
    assert_eq!(in_value("title", "title", "2025年世界无烟日"), stale);
    assert_eq!(in_value("slogans", "slogans", "健康2025年"), stale);
    assert_eq!(in_value("schedule", "what", "2025年5月29日巡讲"), stale);
    assert_eq!(in_value("key_messages", "text", "2025年度目标"), stale);
    assert_eq!(in_value("summary", "summary", "本院2025年5月的安排"), stale);
    assert_eq!(in_value("schedule", "what", "2025-05-29 巡讲"), ["year-stale 2025"]);
}

#[test]
fn sources_and_activities_may_speak_of_last_year() {
    let silent = [""; 0];
    assert_eq!(in_value("source", "source", "2025年工作总结"), silent);
    assert_eq!(in_value("activities", "content", "2025年5月31日巡讲"), silent);
    assert_eq!(in_value("summary", "summary", "《健康素养66条（2025年版）》"), silent);
    assert_eq!(in_value("summary", "summary", "与2025年相比，吸烟的人少了"), silent);
    assert_eq!(in_value("summary", "summary", "2019—2025年的目标"), silent);
    assert_eq!(in_value("summary", "summary", "2025年以来"), silent);
    assert_eq!(in_value("title", "title", "2024年世界无烟日"), silent, "not last year");
    assert_eq!(in_value("title", "title", "2026年世界无烟日"), silent);
}

#[test]
fn the_body_may_look_back_but_not_in_dates_and_names_of_its_own() {
    told(
        &no_tobacco(),
        &[
            ("2025年5月31日义诊", "year-stale 2025年"),
            ("2025年世界无烟日到了", "year-stale 2025年"),
            ("2025年“世界无烟日”到了", "year-stale 2025年"),
            ("2025年第38个世界无烟日", "year-stale 2025年"),
        ],
    );
    silent(
        &no_tobacco(),
        &[
            "2025年我们走访了三百户。",
            "2025年全国爱眼日",
            "请看[2025年世界无烟日](2025.md)",
            "2024年5月31日义诊",
            "每年5月31日义诊",
        ],
    );
    silent(&article("2026-01-01"), &["2025年5月31日义诊", "2025年世界无烟日"]);
    assert_eq!(
        words(no_tobacco(), "2025年世界无烟日"),
        "2026 年的记录里写着 2025 年|是不是 2026 年？|改成 2026 年；确实是说 2025 年的，在上一行写 <!-- banbao:allow year-stale -->"
    );
}

#[test]
fn words_that_only_look_like_years_are_none() {
    silent(
        &no_tobacco(),
        &[
            "以前年度第39个世界无烟日",
            "如今年轻人多了，5月31日（星期日）义诊",
            "2025年版目录，5月31日（星期日）义诊",
            "2010年代，第39个世界无烟日",
        ],
    );
}

#[test]
fn a_mentioned_year_is_one_more_possibility() {
    silent(
        &no_tobacco(),
        &["总结2025年的工作，5月31日（星期日）义诊。", "总结2025年的工作，5月31日（星期六）义诊。"],
    );
    told(&no_tobacco(), &[("总结2025年的工作，5月31日（星期一）义诊。", "weekday-wrong 星期一")]);
}
