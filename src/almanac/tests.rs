//! What the almanac must get right, stated as facts of the calendar and of published notices.
//!
//! May use: nothing of this crate

use std::collections::BTreeSet;

use jiff::civil::Date;
use tyme4rs::tyme::solar::SolarDay;

use super::*;

/// Year and edition, as seen in published notices and summaries.
const PUBLISHED_EDITIONS: &[(&str, i16, &str)] = &[
    ("patriotic-health-month", 2008, "第20个"),
    ("patriotic-health-month", 2018, "第30个"),
    ("patriotic-health-month", 2024, "第36个"),
    ("patriotic-health-month", 2025, "第37个"),
    ("no-tobacco-day", 2024, "第37个"),
    ("no-tobacco-day", 2025, "第38个"),
    ("teeth-care-day", 2016, "第28个"),
    ("teeth-care-day", 2024, "第36个"),
    ("teeth-care-day", 2025, "第37个"),
    ("idd-day", 2006, "第13个"),
    ("idd-day", 2011, "第18个"),
    ("idd-day", 2021, "第28个"),
    ("idd-day", 2022, "第29个"),
    ("idd-day", 2025, "第32个"),
    ("tb-day", 2009, "第14个"),
    ("tb-day", 2020, "第25个"),
    ("tb-day", 2021, "第26个"),
    ("cancer-week", 2022, "第28个"),
    ("cancer-week", 2024, "第30个"),
    ("occ-health-week", 2020, "第18个"),
    ("occ-health-week", 2025, "第23个"),
    ("nutrition-week", 2025, "第11届"),
    ("student-nutrition-day", 2025, "第36届"),
    ("child-vaccination-day", 2019, "第33个"),
    ("child-vaccination-day", 2022, "第36个"),
    ("national-hypertension-day", 2024, "第27个"),
    ("national-hypertension-day", 2025, "第28个"),
    ("mental-health-day", 2024, "第33个"),
    ("diabetes-day", 2016, "第10个"),
    ("diabetes-day", 2024, "第18个"),
    ("diabetes-day", 2025, "第19个"),
    ("healthy-lifestyle-day", 2022, "第16个"),
    ("healthy-lifestyle-day", 2023, "第17个"),
    ("birth-defects-day", 2022, "第18个"),
    ("disability-prevention-day", 2025, "第9次"),
    ("sci-tech-week", 2019, "第19个"),
    ("sci-tech-week", 2025, "第25个"),
    ("hepatitis-day", 2017, "第7个"),
    ("hepatitis-day", 2022, "第12个"),
    ("down-syndrome-day", 2025, "第14个"),
    ("hemophilia-day", 2025, "第37个"),
    ("thalassemia-day", 2025, "第32个"),
    ("elder-health-week", 2022, "第4个"),
    ("handwashing-day", 2010, "第3个"),
];

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn one_day(text: &str) -> Days {
    Days::On(day(text).into())
}

fn days_from(start: &str, end: &str) -> Days {
    Days::On(DateRange { start: day(start), end: day(end) })
}

fn observance(id: &str) -> &'static Observance {
    Almanac::builtin().get(id).unwrap_or_else(|| panic!("{id} is in the almanac"))
}

#[test]
fn the_embedded_file_is_read_whole() {
    let almanac = Almanac::builtin();
    let written = include_str!("data/observances.yaml").matches("\n- id: ").count();
    assert_eq!(almanac.iter().count(), written);
    assert!(almanac.ids().is_sorted());
    assert!(almanac.get("no-such-day").is_none());
}

#[test]
fn two_entries_may_not_share_an_id() {
    let entry = "\n- {id: a-day, name: 日, english: Day, scope: cn, rule: {type: sanfu}, tags: [], \
                 priority: C, confidence: low, basis: [recalled]}";
    assert!(Almanac::parse(&format!("observances:{entry}")).is_ok());
    let fault = Almanac::parse(&format!("observances:{entry}{entry}")).expect_err("a duplicate");
    assert!(fault.contains("a-day"), "{fault}");
}

#[test]
fn published_editions_are_reproduced() {
    for &(id, year, printed) in PUBLISHED_EDITIONS {
        let edition = observance(id).edition(year).unwrap_or_else(|| panic!("{id} {year}"));
        assert_eq!(edition.to_string(), printed, "{id} {year}");
        assert!(edition.verified, "{id}: a published year confirms the count");
    }
}

#[test]
fn editions_stated_in_the_basis_are_reproduced() {
    let mut stated = 0;
    for observance in Almanac::builtin().iter() {
        for (year, number) in observance.basis.iter().flat_map(|line| editions_in(line)) {
            let Some(edition) = observance.edition(year) else { continue };
            assert_eq!(edition.number, number, "{} {year}", observance.id);
            stated += 1;
        }
    }
    assert!(stated > 30, "only {stated} found");
}

/// Year and number of every “2025=第37个” in a line.
fn editions_in(line: &str) -> Vec<(i16, u16)> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let statements: Vec<&str> = line.split("=第").collect();
    let pairs = statements.windows(2).filter_map(|pair| {
        let year = pair[0].get(pair[0].len().checked_sub(4)?..)?.parse().ok()?;
        Some((year, digits(pair[1]).parse().ok()?))
    });
    pairs.collect()
}

#[test]
fn the_first_year_is_edition_one_and_no_edition_comes_before_it() {
    let no_tobacco_day = observance("no-tobacco-day");
    assert_eq!(no_tobacco_day.edition(1988).map(|e| e.to_string()).as_deref(), Some("第1个"));
    assert_eq!(no_tobacco_day.edition(1987), None);
    assert_eq!(observance("asthma-day").edition(1999), None);
}

#[test]
fn disputed_and_unknown_counts_are_never_printed() {
    for id in
        ["world-health-day", "asthma-day", "nurses-day", "food-safety-week", "environment-day"]
    {
        for year in 1900..=2100 {
            assert_eq!(observance(id).edition(year), None, "{id} {year}");
        }
    }
    for observance in Almanac::builtin().iter() {
        let safe = observance.edition.is_some_and(|e| e.safe_to_print && e.first_year.is_some());
        assert_eq!(observance.edition(2026).is_some(), safe, "{}", observance.id);
    }
}

#[test]
fn an_unverified_count_says_so() {
    let edition = observance("world-kidney-day").edition(2026).expect("safe to print");
    assert_eq!((edition.to_string().as_str(), edition.verified), ("第21个", false));
}

#[test]
fn each_kind_of_rule_gives_its_days() {
    let facts = [
        ("patriotic-health-month", 2026, days_from("2026-04-01", "2026-04-30")),
        ("occ-health-week", 2026, days_from("2026-04-25", "2026-05-01")),
        ("no-tobacco-day", 2026, one_day("2026-05-31")),
        ("world-leprosy-day", 2026, one_day("2026-01-25")),
        ("copd-day", 2002, one_day("2002-11-20")),
        ("copd-day", 2026, one_day("2026-11-18")),
        ("disability-day", 2023, one_day("2023-05-21")),
        ("rare-disease-day", 2024, one_day("2024-02-29")),
        ("rare-disease-day", 2026, one_day("2026-02-28")),
        ("harvest-festival", 2023, one_day("2023-09-23")),
        ("harvest-festival", 2024, one_day("2024-09-22")),
    ];
    for (id, year, days) in facts {
        assert_eq!(observance(id).days(year), days, "{id} {year}");
    }
}

#[test]
fn a_range_over_the_new_year_belongs_to_the_year_it_begins_in() {
    let (start, end) = (MonthDay { month: 12, day: 28 }, MonthDay { month: 1, day: 3 });
    assert_eq!(Rule::Range { start, end }.days(2026), days_from("2026-12-28", "2027-01-03"));
}

#[test]
fn the_double_ninth_falls_on_its_published_dates() {
    let dates = [
        "2023-10-23",
        "2024-10-11",
        "2025-10-29",
        "2026-10-18",
        "2027-10-08",
        "2028-10-26",
        "2029-10-16",
        "2030-10-05",
    ];
    let chongyang = observance("chongyang");
    let notes = chongyang.notes.as_deref().expect("notes with the dates");
    for text in dates {
        assert!(notes.contains(text), "{text} is stated in the notes");
        assert_eq!(chongyang.days(day(text).year()), one_day(text));
    }
}

#[test]
fn lunar_days_may_fall_in_the_next_gregorian_year_or_not_at_all() {
    let laba = Rule::Lunar { month: 12, day: 8 };
    assert_eq!(laba.days(2025), one_day("2025-01-07"), "of the lunar year 2024");
    assert_eq!(laba.days(2026), one_day("2026-01-26"), "of the lunar year 2025");
    assert_eq!(laba.days(2024), one_day("2024-01-18"), "of the lunar year 2023");
    assert_eq!(Rule::Lunar { month: 12, day: 30 }.days(2025), Days::NotOnRecord);
}

#[test]
fn the_dog_days_are_computed_as_published() {
    let sanfu = observance("sanfu");
    assert_eq!(sanfu.known.len(), 4);
    for (&year, published) in &sanfu.known {
        let end = published.end.expect("a last day");
        assert_eq!(Rule::Sanfu.days(year), Days::On(DateRange { start: published.start, end }));
    }
}

#[test]
fn the_dog_days_agree_with_an_independent_count() {
    for year in 1990..=2100_i16 {
        let range = Rule::Sanfu.days(year).range().expect("dog days every year");
        let is_dog_day = |date: Date| {
            let (month, day) = (date.month() as usize, date.day() as usize);
            SolarDay::from_ymd(year.into(), month, day).get_dog_day().is_some()
        };
        assert!(is_dog_day(range.start) && is_dog_day(range.end), "{year}");
        let (before, after) = (range.start.yesterday().unwrap(), range.end.tomorrow().unwrap());
        assert!(!is_dog_day(before) && !is_dog_day(after), "{year}");
    }
}

#[test]
fn solar_terms_belong_to_the_year_asked_for() {
    let on = |term: &str, year| Rule::SolarTerm { term: term.to_owned() }.days(year);
    assert_eq!(on("冬至", 2025), one_day("2025-12-21"));
    assert_eq!(on("小寒", 2026), one_day("2026-01-05"));
    assert_eq!(on("大年", 2026), Days::NotOnRecord);
}

#[test]
fn former_rules_hold_until_their_last_year() {
    let facts = [
        ("no-tobacco-day", 1988, "1988-04-07"),
        ("no-tobacco-day", 1989, "1989-05-31"),
        ("idd-day", 1999, "1999-05-05"),
        ("idd-day", 2000, "2000-05-15"),
        ("rabies-day", 2007, "2007-09-08"),
        ("rabies-day", 2008, "2008-09-28"),
        ("hepatitis-day", 2010, "2010-05-19"),
        ("hepatitis-day", 2011, "2011-07-28"),
        ("heart-day", 2010, "2010-09-26"),
        ("heart-day", 2011, "2011-09-29"),
        ("asthma-day", 1998, "1998-12-11"),
        ("asthma-day", 2000, "2000-05-02"),
    ];
    for (id, year, date) in facts {
        assert_eq!(observance(id).days(year), one_day(date), "{id} {year}");
    }
}

#[test]
fn years_without_the_observance_have_no_days() {
    assert_eq!(observance("no-tobacco-day").days(1987), Days::NotOnRecord);
    assert_eq!(observance("asthma-day").days(1999), Days::NotOnRecord, "not held that year");
    assert_eq!(observance("science-month").days(2024), Days::NotOnRecord);
}

#[test]
fn announced_dates_are_given_and_other_years_await_their_notice() {
    let week = observance("nutrition-week");
    assert_eq!(week.days(2025), days_from("2025-05-17", "2025-05-23"));
    assert_eq!(week.days(2026), Days::AwaitsNotice { typical: Some("5月第三周".to_owned()) });
    let food_safety = observance("food-safety-week");
    assert_eq!(food_safety.days(2023), Days::StartsOn(day("2023-11-28")));
    assert_eq!(food_safety.days(2026), Days::AwaitsNotice { typical: None });
}

#[test]
fn a_monthly_day_is_there_in_every_month() {
    let Days::Monthly(days) = observance("monthly-cleanup").days(2026) else { panic!("monthly") };
    assert_eq!(days.len(), 12);
    assert!(days.iter().all(|date| date.day() == 16));
}

#[test]
fn every_observance_resolves_in_every_year() {
    for observance in Almanac::builtin().iter() {
        for year in 1990..=2100 {
            let (id, days) = (&observance.id, observance.days(year));
            if let Some(start) = days.start() {
                assert_eq!(start.year(), year, "{id} {year}");
            }
            if let Some(range) = days.range() {
                assert!(range.start <= range.end, "{id} {year}");
                assert!((range.end - range.start).get_days() < 45, "{id} {year}");
            }
            let on_record = days != Days::NotOnRecord;
            assert!(on_record || year < 2026, "{id} {year}: today's observances go on");
        }
    }
}

#[test]
fn years_out_of_reach_have_no_days_rather_than_a_panic() {
    for year in [i16::MIN, -1, 0, 1582, 9999, i16::MAX] {
        for observance in Almanac::builtin().iter() {
            observance.days(year);
            observance.edition(year);
        }
        assert_eq!(observance("chongyang").days(year), Days::NotOnRecord);
        assert_eq!(observance("sanfu").days(year), Days::NotOnRecord);
    }
}

#[test]
fn themes_are_given_for_confirmed_years_only() {
    let no_tobacco_day = observance("no-tobacco-day");
    assert_eq!(no_tobacco_day.theme(2025), Some("拒绝烟草诱惑 对第一支烟说不"));
    assert_eq!(no_tobacco_day.theme(2024), None, "known only internationally, and not confirmed");
    assert_eq!(observance("world-cancer-day").theme(2026), None, "recalled, not confirmed");
    assert_eq!(observance("copd-day").theme(2025), None);
    for observance in Almanac::builtin().iter() {
        for year in 1990..=2100 {
            let confirmed = observance.themes_verified_years.contains(&year);
            assert_eq!(observance.theme(year).is_some(), confirmed, "{} {year}", observance.id);
        }
    }
}

#[test]
fn rules_read_like_a_calendar() {
    let facts = [
        ("no-tobacco-day", "每年5月31日"),
        ("patriotic-health-month", "4月（全月）"),
        ("breastfeeding-week", "每年8月1日—7日"),
        ("occ-health-week", "每年4月25日—5月1日"),
        ("world-kidney-day", "3月第2个星期四"),
        ("world-leprosy-day", "1月最后一个星期日"),
        ("rare-disease-day", "2月最后一天"),
        ("chongyang", "农历九月初九"),
        ("harvest-festival", "每年秋分"),
        ("sanfu", "每年三伏（初伏第一天至末伏最后一天）"),
        ("monthly-cleanup", "每月16日"),
        ("nutrition-week", "由每年通知确定（通常5月第三周）"),
        ("food-safety-week", "由每年通知确定"),
    ];
    for (id, text) in facts {
        assert_eq!(observance(id).rule_text(), text);
    }
}

#[test]
fn occurrences_are_what_touches_the_days_asked_for() {
    let ids = |from: &str, to: &str| -> Vec<String> {
        let found = Almanac::builtin().occurrences(day(from), day(to));
        found.iter().map(|o| o.observance.id.to_string()).collect()
    };
    assert_eq!(ids("2026-05-31", "2026-05-31"), ["no-tobacco-day"]);
    assert_eq!(
        ids("2026-04-30", "2026-05-01"),
        ["patriotic-health-month", "immunization-week", "occ-health-week"]
    );
    assert_eq!(
        ids("2025-09-11", "2025-09-11"),
        ["healthy-lifestyle-month", "phs-month", "science-month", "food-safety-week"]
    );
    assert!(ids("2026-06-02", "2026-06-01").is_empty(), "an empty span of days");
}

#[test]
fn occurrences_are_sorted_by_start_then_priority_then_id() {
    let found = Almanac::builtin().occurrences(day("2026-01-01"), day("2027-12-31"));
    let keys: Vec<_> =
        found.iter().map(|o| (o.start, o.observance.priority, &o.observance.id)).collect();
    assert!(keys.is_sorted());
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "nothing is listed twice");
    let two_years = |id: &str| found.iter().filter(|o| o.observance.id.as_str() == id).count();
    assert_eq!((two_years("aids-day"), two_years("monthly-cleanup")), (2, 0));
}
