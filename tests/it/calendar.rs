//! The health calendar: its pages, files, feed and command.

use crate::town::{Built, Town, said};

/// 2026-05-20 in a town with an address of its own.
fn town() -> Town {
    Town::new().settings("base_url: https://health.example.cn/town/").campaign(
        "no-tobacco-day",
        2026,
        "audience: [青少年]\nschedule:\n  - {date: 2026-05-30, time: \"09:00\", place: 镇集市, what: \
         戒烟咨询}",
    )
}

/// The property lines of each event, unfolded.
fn events(built: &Built<'_>, path: &str) -> Vec<Vec<String>> {
    let text = built.page(path).replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT\r\n").skip(1);
    events.map(|it| it.lines().map(ToOwned::to_owned).collect()).collect()
}

fn event_of<'e>(events: &'e [Vec<String>], uid: &str) -> &'e [String] {
    let line = format!("UID:{uid}");
    let found: Vec<_> = events.iter().filter(|lines| lines.contains(&line)).collect();
    assert_eq!(found.len(), 1, "{uid} is there once");
    found[0]
}

#[test]
fn the_calendar_lists_every_followed_day_with_what_is_planned() {
    let town = town();
    let built = town.build();
    for path in ["calendar/index.html", "calendar/2026.html", "calendar/2026-05.html"] {
        let page = built.page(path);
        let entry = page.split("第39个世界无烟日").nth(1).expect(path);
        let entry = &entry[..entry.find("</li>").unwrap()];
        for word in ["主题待通知", "5月30日", "09:00", "镇集市", "戒烟咨询"] {
            assert!(entry.contains(word), "{path}: {word} in {entry}");
        }
        assert!(page.contains("第37届中国学生营养日"), "{path}: a day without a record");
        assert!(!page.contains("世界血友病日"), "{path}: an optional day nobody follows");
    }
    let year = built.page("calendar/2026.html");
    assert!(year.contains("全民营养周") && year.contains("通常在5月第三周"));
}

#[test]
fn a_month_is_a_grid_from_monday_to_sunday_with_the_lunar_day() {
    let town = town();
    let page = town.build().page("calendar/2026-05.html");
    // 2026-05-01 is a Friday, the fifteenth of the third lunar month; summer begins on the fifth.
    let weeks: Vec<&str> = page.split("<tr>").skip(2).collect();
    let cells: Vec<&str> = weeks[0].split("<td").skip(1).collect();
    assert!(cells[..4].iter().all(|cell| !cell.contains("<time")));
    assert!(cells[4].contains("2026-05-01") && cells[4].contains("十五"), "{}", cells[4]);
    let fifth = weeks[1].split("<td").nth(2).unwrap();
    assert!(fifth.contains("2026-05-05") && fifth.contains("立夏"), "{fifth}");
    let last = weeks[4].split("<td").nth(7).unwrap();
    assert!(last.contains("2026-05-31") && last.contains("世界无烟日"), "{last}");
}

#[test]
fn a_calendar_file_is_one_every_calendar_program_reads() {
    let town = town();
    let bytes = town.build().bytes("site/calendar.ics");
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
    let built = town.build();
    let events = events(&built, "calendar.ics");
    let day = event_of(&events, "no-tobacco-day-2026@health.example.cn/town");
    for line in [
        "DTSTART;VALUE=DATE:20260531",
        "DTEND;VALUE=DATE:20260601",
        "DTSTAMP:20260520T000000Z",
        "SUMMARY:第39个世界无烟日",
        "TRIGGER:-P29DT15H",
        "URL:https://health.example.cn/town/campaigns/no-tobacco-day/2026.html",
    ] {
        assert!(day.iter().any(|it| it == line), "{line} in {day:#?}");
    }
    let description = day.iter().find(|line| line.starts_with("DESCRIPTION:主题待通知")).unwrap();
    assert!(description.contains("5月30日 09:00 镇集市 戒烟咨询"), "{description}");
    let month = event_of(&events, "patriotic-health-month-2026@health.example.cn/town");
    assert!(month.iter().any(|line| line == "DTSTART;VALUE=DATE:20260401"));
    assert!(month.iter().any(|line| line == "DTEND;VALUE=DATE:20260501"));
}

#[test]
fn an_event_keeps_its_identity_whatever_is_edited() {
    let uids = |town: &Town| -> Vec<String> {
        let lines = events(&town.build(), "calendar.ics").into_iter().flatten();
        lines.filter(|line| line.starts_with("UID:")).collect()
    };
    let town = town();
    let before = uids(&town);
    assert!(before.len() > 100);
    let town =
        town.campaign("no-tobacco-day", 2026, "title: 无烟日\ntheme: 不吸烟").on("2026-06-20");
    assert_eq!(before, uids(&town));
}

#[test]
fn each_audience_has_a_calendar_of_its_own_concerns() {
    let town = town().campaign("teeth-care-day", 2026, "audience: [儿童家长]").campaign(
        "aids-day",
        2026,
        "audience: [全体居民]",
    );
    let built = town.build();
    let page = built.page("calendar/index.html");
    assert!(page.contains(">青少年<") && page.contains(">儿童家长<"), "{page}");
    let young: Vec<String> = events(&built, "calendar/青少年.ics").concat();
    let has = |name: &str| young.iter().any(|line| line.starts_with("UID:") && line.contains(name));
    assert!(has("no-tobacco-day-2026") && has("aids-day-2026"), "theirs, and everybody's");
    assert!(!has("teeth-care-day-2026"), "other people's");
    assert!(!built.has("site/calendar/全体居民.ics"));
}

#[test]
fn the_feed_tells_what_was_published_and_nothing_else() {
    let town = town()
        .article_with("a-old", "updated: 2026-05-19", "甲")
        .article_with("new", "publish: 2026-05-10\nupdated: 2026-05-18", "乙")
        .article_with("later", "publish: 2026-06-01", "丙")
        .campaign("aids-day", 2026, "");
    let built = town.build();
    let feed = built.page("feed.xml");
    let place = |text: &str| feed.find(text).unwrap_or_else(|| panic!("{text} in {feed}"));
    assert!(place("文章 new") < place("文章 a-old"), "newest first");
    place("<id>https://health.example.cn/town/campaigns/no-tobacco-day/2026.html</id>");
    place("<updated>2026-05-18T00:00:00+08:00</updated>");
    assert!(!feed.contains("later") && !feed.contains("aids-day"), "not yet due");
    assert!(built.page("index.html").contains("type=\"application/atom+xml\""));
    let town = Town::new().article("old", "甲");
    let built = town.build();
    assert!(!built.has("site/feed.xml"), "a feed without addresses would lead nowhere");
    assert!(!built.page("index.html").contains("atom+xml"));
}

#[test]
fn a_campaign_that_is_held_back_is_in_no_output() {
    let town = town()
        .campaign("aids-day", 2026, "publish: 2026-06-01\ntheme: 保密主题甲\naudience: [保密人群]")
        .campaign("teeth-care-day", 2026, "draft: true\ntheme: 保密主题乙\naudience: [保密人群]");
    town.build();
    for (path, bytes) in town.files("out") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("保密") && !path.contains("保密"), "{path}");
    }
    let built = town.build();
    assert!(
        built.page("calendar/2026.html").contains("世界艾滋病日"),
        "the day itself is no secret"
    );
    let town = town.on("2026-06-01");
    assert!(town.build().page("calendar/2026.html").contains("保密主题甲"));
}

#[test]
fn the_site_adds_announces_follows_and_silences_observances() {
    let town = town().file(
        "content/observances.yaml",
        "add:\n  - {id: clean-day, name: 全镇清洁日, rule: {type: nth_weekday, month: 6, nth: 2, \
         weekday: 6}, edition: {first_year: 2020, unit: 个}, source: 镇政府通知}\n\
         years:\n  - {observance: nutrition-week, year: 2026, start: 2026-05-16, end: 2026-05-22, \
         theme: 好好吃饭, source: 当年通知}\n\
         follow: [hemophilia-day]\nsilence: [student-nutrition-day]\n",
    );
    let page = town.build().page("calendar/2026.html");
    let june = page.split("id=\"month-2026-6\"").nth(1).unwrap();
    assert!(june.contains("6月13日") && june.contains("第7个全镇清洁日"), "{june}");
    assert!(page.contains("5月16日—22日") && page.contains("好好吃饭"));
    assert!(page.contains("世界血友病日") && !page.contains("中国学生营养日"));
    let town = town.campaign("clean-day", 2026, "");
    assert!(town.build().page("campaigns/clean-day/2026.html").contains("第7个<wbr>全镇清洁日"));
}

#[test]
fn the_outlook_tells_what_is_ready_and_what_is_missing() {
    let town = town().campaign("eye-care-day", 2026, "draft: true").article_with(
        "old",
        "review_by: 2026-06-15",
        "甲",
    );
    let output = town.run(&["calendar", "--months", "2"]);
    assert!(output.status.success(), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let entry = |name: &str| {
        let start = text.find(name).unwrap_or_else(|| panic!("{name} in {text}"));
        text[start..].split("\n★").next().unwrap().split("\n\n").next().unwrap()
    };
    let day = entry("第39个世界无烟日");
    assert!(day.contains("还有11天"), "{day}");
    assert!(day.contains("content/campaigns/no-tobacco-day/2026.md"), "{day}");
    assert!(day.contains("还缺：主题（待通知）"), "{day}");
    assert!(entry("爱眼日").contains("还是草稿"));
    assert!(text.contains("2026年6月15日复审到期"), "{text}");
    assert!(text.contains("全民营养周（通常在5月第三周）"), "{text}");
    assert!(text.contains("宣传栏：没有更换记录"), "{text}");
    let english = town.run(&["calendar", "--lang", "en"]);
    assert!(String::from_utf8(english.stdout).unwrap().contains("in 11 days"));
}

#[test]
fn a_record_whose_days_a_notice_will_tell_is_listed_as_awaiting_them() {
    let town = town().campaign("nutrition-week", 2026, "");
    let output = town.run(&["calendar", "--months", "1"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.contains("全民营养周")).unwrap();
    assert!(line.contains("content/campaigns/nutrition-week/2026.md"), "{line}");
    let page = town.build().page("calendar/2026.html");
    assert!(page.contains("<a href=\"../campaigns/nutrition-week/2026.html\">全民营养周</a>"));
    let output = town.run(&["calendar", "--months", "12"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("2026 全民营养周") && text.contains("2027 全民营养周"), "{text}");
}

#[test]
fn audiences_keep_their_address_over_new_year_and_one_file_serves_two_spellings() {
    let town = town()
        .campaign("teeth-care-day", 2026, "audience: [儿童/家长, 儿童-家长]")
        .on("2027-01-01");
    let built = town.build();
    assert!(built.has("site/calendar/青少年.ics") && built.has("site/calendar/儿童-家长.ics"));
}

#[test]
fn a_site_that_follows_nothing_offers_no_empty_calendar() {
    let ids: Vec<&str> = banbao::almanac::Almanac::builtin().ids().map(|id| id.as_str()).collect();
    let silence = format!("silence: [{}]\n", ids.join(", "));
    let town = Town::new().file("content/observances.yaml", &silence);
    let built = town.build();
    assert!(!built.has("site/calendar.ics"));
    assert!(!built.page("calendar/index.html").contains(".ics\""));
}

#[test]
fn boards_are_due_two_months_after_the_last_recorded_change() {
    let change = "activities:\n  - {time: 2026-03-10, place: 门诊, form: [宣传栏更新], organiser: \
                  本院, content: 换第2期。}";
    let due = |today: &str| {
        let town = Town::new().campaign("tb-day", 2026, change).on(today);
        let output = town.run(&["calendar", "--months", "1"]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(due("2026-03-20").contains("2026年5月10日前要再更换"));
    assert!(due("2026-05-01").contains("该准备更换了"));
    assert!(due("2026-05-20").contains("2026年5月10日已到期"));
}

#[test]
fn an_issue_of_a_board_counts_as_its_change() {
    let issue = "{number: 2, from: 2026-04-01, to: 2026-05-31, items: [{hotlines: true}]}";
    let board = format!("place: 门口\nwidth: 1200\nheight: 900\nissues: [{issue}]\n");
    let town = Town::new().file("content/boards/gate.yaml", &board).on("2026-04-10");
    let output = town.run(&["calendar", "--months", "1"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("上次更换 2026年4月1日，2026年6月1日前要再更换"), "{told}");
}

#[test]
fn the_outlook_can_be_read_by_another_program() {
    let town = town();
    let output = town.run(&["calendar", "--year", "2026", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&value["from"], &value["to"]), (&"2026-01-01".into(), &"2026-12-31".into()));
    let days = value["days"].as_array().unwrap();
    let day = |id: &str| days.iter().find(|day| day["id"] == id).unwrap_or_else(|| panic!("{id}"));
    let ours = day("no-tobacco-day-2026");
    assert_eq!(ours["record"], "content/campaigns/no-tobacco-day/2026.md");
    assert_eq!(ours["missing"], serde_json::json!(["theme"]));
    assert_eq!(day("tb-day-2026")["missing"], serde_json::json!(["record", "poster"]));
    assert_eq!(day("tb-day-2026")["days_until"], -57);
}

#[test]
fn the_next_change_is_the_first_day_on_which_a_page_differs() {
    let town = town().article_with("later", "publish: 2026-05-25", "丙").article_with(
        "short",
        "expires: 2026-05-21",
        "丁",
    );
    let mut today = String::from("2026-05-20");
    for _ in 0..6 {
        let output = town.run(&["calendar", "--next", "--today", &today]);
        let next = String::from_utf8(output.stdout).unwrap().trim().to_owned();
        let (next, midnight) = next.split_once(' ').unwrap();
        assert_eq!(midnight, "00:00");
        let published = |day: &str| {
            assert!(town.run(&["build", "--today", day]).status.success());
            let mut files = town.files("out/site");
            // Calendar files carry the day they were made.
            files.retain(|path, _| !path.ends_with(".ics"));
            files
        };
        let now = published(&today);
        let mut day: jiff::civil::Date = today.parse().unwrap();
        loop {
            day = day.tomorrow().unwrap();
            let same = published(&day.to_string()) == now;
            assert_eq!(same, day.to_string() != next, "from {today}: {day}, said {next}");
            if !same {
                break;
            }
        }
        today = next.to_owned();
    }
}

#[test]
fn questions_that_exclude_each_other_are_refused() {
    let output = Town::new().run(&["calendar", "--year", "2026", "--next"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("不能和"), "{}", said(&output));
}
