//! What a page shows and hears while it is open: another day, what changed, and errors.

use banbao::messages::Language;
use banbao::serve::http::{Found, News};

use super::{Serving, attribute, file};

#[test]
fn a_day_in_the_address_is_previewed_on_all_pages_until_it_is_ended() {
    let serving = Serving::start();
    let port = serving.address.port();
    let first = serving.get("/?q=1&today=2026-05-31");
    assert!(first.body.contains("<p>2026-05-31</p>"), "{}", first.body);
    assert!(first.body.contains("正在预览 2026年5月31日"), "{}", first.body);
    assert!(first.body.contains("<a href=\"?q=1&amp;today=\">回到今天</a>"), "{}", first.body);
    let cookie = first.header("set-cookie").unwrap();
    assert_eq!(
        cookie,
        format!("banbao-today-{port}=2026-05-31; Path=/; HttpOnly; SameSite=Strict")
    );
    let kept = format!("Cookie: other=1; banbao-today-{port}=2026-05-31\r\n");
    let next = serving.ask("GET", "/articles/fever.html", &kept);
    assert!(next.body.contains("<p>2026-05-31</p>"), "{}", next.body);
    assert!(next.body.contains("正在预览 2026年5月31日"), "{}", next.body);
    let other = serving.ask("GET", "/?today=2026-12-01", &kept);
    assert!(other.body.contains("<p>2026-12-01</p>"), "{}", other.body);
    let end = serving.ask("GET", "/articles/fever.html?q=1&today=", &kept);
    assert_eq!((end.status, end.header("location")), (302, Some("/articles/fever.html?q=1")));
    assert!(end.header("set-cookie").unwrap().contains("Max-Age=0"), "{end:?}");
    let without = serving.get("/articles/fever.html");
    assert!(without.body.contains("<p>今天</p>") && !without.body.contains("预览"), "{without:?}");
}

#[test]
fn a_day_that_does_not_exist_is_told_and_a_foreign_cookie_is_ignored() {
    let serving = Serving::start();
    for day in ["2026-02-30", "2026-5-31", "20260531", "%3Cscript%3E", "tomorrow"] {
        let answer = serving.get(&format!("/?today={day}"));
        assert_eq!(answer.status, 400, "{day}");
        assert!(answer.body.contains("不是有效的日期"), "{}", answer.body);
        assert!(!answer.body.contains("<script>"), "{}", answer.body);
        assert_eq!(answer.header("set-cookie"), None);
    }
    let port = serving.address.port();
    for cookie in [format!("banbao-today-{port}=never"), "banbao-today-1=2026-05-31".to_owned()] {
        let answer = serving.ask("GET", "/", &format!("Cookie: {cookie}\r\n"));
        assert!(answer.status == 200 && answer.body.contains("<p>今天</p>"), "{answer:?}");
    }
}

#[test]
fn an_open_page_hears_what_changed_since_it_was_made() {
    let serving = Serving::start();
    let page = serving.get("/").body;
    let seen = attribute(&page, "data-seen");
    let mut next = serving.listen(seen);
    let first = next();
    assert_eq!(first["seen"], seen);
    assert_eq!(first["changed"].as_array().unwrap().len(), 0);
    let tell = |address: &str| {
        serving.announcer.tell(News { changed: vec![address.to_owned()], faults: None });
    };
    tell("static/style.css");
    let second = next();
    assert_eq!(second["changed"][0], "static/style.css");
    assert_ne!(second["seen"], seen);
    tell("图片/体温计.svg");
    let third = next();
    assert_eq!(third["changed"].as_array().unwrap().len(), 1, "{third}");
    assert_eq!(third["changed"][0], "图片/体温计.svg");
    tell("articles/fever.html");
    assert_eq!(next()["changed"].as_array().unwrap().len(), 0, "pages ask for themselves");
    // A page that slept through all, and one that asks without a stream.
    let late = serving.listen(seen)();
    assert_eq!(late["changed"].as_array().unwrap().len(), 2, "{late}");
    let polled = serving.get(&format!("/-banbao/news?since={seen}")).body;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&polled).unwrap(), late);
}

#[test]
fn a_page_of_an_earlier_run_of_the_server_is_told_that_nothing_is_known() {
    let serving = Serving::start();
    for seen in ["0.0", "", "nonsense", "1.2.3"] {
        assert!(serving.listen(seen)()["changed"].is_null(), "{seen}");
    }
}

#[test]
fn the_mark_of_a_page_is_the_one_of_its_bytes_and_of_nothing_else() {
    let serving = Serving::start();
    let mark = |path: &str| {
        let answer = serving.get(path);
        let mark = attribute(&answer.body, "data-mark").to_owned();
        assert_eq!(answer.header("etag"), Some(&*format!("\"{mark}\"")));
        mark
    };
    let before = mark("/");
    serving.announcer.tell(News::default());
    assert_eq!(mark("/"), before, "news of others");
    assert_ne!(mark("/?today=2026-05-31"), before, "another day");
    serving.site.put("index.html", file("<p>别的</p>"));
    assert_ne!(mark("/"), before);
}

#[test]
fn faults_reach_pages_that_are_open_and_pages_opened_later_and_go_when_mended() {
    let serving = Serving::start();
    let page = serving.get("/").body;
    let seen = attribute(&page, "data-seen");
    let mut next = serving.listen(seen);
    assert!(next()["faults"].is_null());
    let text = "错误[x]: </script><img src=x onerror=alert(1)>\n 1 | titel: \"热\"\n   | ^^^^^";
    serving.announcer.tell(News { changed: Vec::new(), faults: Some(text.to_owned()) });
    assert_eq!(next()["faults"], text);
    let page = serving.get("/").body;
    assert!(page.contains("<p>今天</p>"), "the last good state answers: {page}");
    assert_eq!(serving.listen(attribute(&page, "data-seen"))()["faults"], text);
    serving.announcer.tell(News::default());
    assert!(next()["faults"].is_null());
}

#[test]
fn a_page_that_cannot_be_made_shows_its_findings_as_text() {
    let serving = Serving::start();
    let findings = "错误: <img src=x onerror=\"alert(1)\"> & 还有";
    serving.site.put("index.html", Found::Faulty(findings.into()));
    let answer = serving.get("/");
    assert_eq!(answer.status, 500);
    assert!(
        answer
            .body
            .contains("<pre>错误: &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; 还有</pre>"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("data-faulty=\"true\"") && answer.body.contains("live.js"));
    let english = Serving::start_at("127.0.0.1:0", Language::English);
    english.site.put("index.html", Found::Faulty(findings.into()));
    assert!(english.get("/").body.contains("This page has errors"));
}

#[test]
fn the_script_is_for_old_browsers_and_obeys_the_policy_of_the_pages() {
    let serving = Serving::start();
    let script = serving.get("/-banbao/live.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    for modern in ["=>", "`", "let ", "const ", "class ", "fetch(", "innerHTML", ".style", "eval("]
    {
        let code = |line: &&str| !line.trim_start().starts_with("//");
        let mut lines = script.body.lines().filter(code);
        assert!(lines.all(|line| !line.contains(modern)), "{modern}");
    }
    let page = serving.get("/").body;
    for forbidden in ["style=", "<style", "onclick=", "<script>"] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
    assert_eq!(
        serving.get("/-banbao/live.css").header("content-type"),
        Some("text/css; charset=utf-8")
    );
}
