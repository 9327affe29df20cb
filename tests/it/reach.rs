//! How the site is found, shared, and accepted by those who look at official sites.

use crate::town::{Town, said};

const GOVERNMENT: &str = "kind: government\nbase_url: https://wj.example.cn/\nsite_code: bm01000001\n\
    icp: 京ICP备00000000号-1\npolice: 京公网安备00000000000000号\nphone: \"0000-0000000\"\nemail: jkjy@example.cn\n\
    footer_links: [{name: 我为政府网站找错, url: \"https://example.cn/jiucuo?code=bm01000001\"}]";

/// The tags `<meta name=… content=…>` of a page, in order.
fn tags(html: &str) -> Vec<(String, String)> {
    let between = |text: &str, start: &str| -> Option<String> {
        Some(text.split_once(start)?.1.split_once('"')?.0.to_owned())
    };
    html.split("<meta ")
        .skip(1)
        .filter_map(|tag| {
            let tag = tag.split_once('>')?.0;
            Some((between(tag, "name=\"")?, between(tag, "content=\"")?))
        })
        .collect()
}

fn tag(html: &str, name: &str) -> Option<String> {
    let found: Vec<_> = tags(html).into_iter().filter(|(it, _)| it == name).collect();
    assert!(found.len() < 2, "{name} stands twice");
    found.into_iter().next().map(|(_, content)| content)
}

fn timed(slug: &str, date: &str) -> String {
    format!(
        "---\ntitle: 文章 {slug}\ndate: {date}\nsource: 国家卫生健康委\nauthor: 公共卫生科\nsummary: 要紧的话。\n\
         audience: [全体居民]\ntopics: [慢性病防治]\n---\n\n正文。\n"
    )
}

fn government() -> Town {
    Town::new()
        .settings(GOVERNMENT)
        .file("content/articles/heat.md", &timed("heat", "2026-05-12 8:30"))
        .file("content/pages/about.md", "---\ntitle: 关于本站\nnav: true\n---\n\n主办单位。\n")
        .campaign("no-tobacco-day", 2026, "")
}

#[test]
fn an_article_of_a_government_site_carries_every_tag_the_rule_asks_for() {
    let page = government().build().page("articles/heat.html");
    for (name, content) in [
        ("SiteName", "示例镇健康教育宣传栏"),
        ("SiteDomain", "wj.example.cn"),
        ("SiteIDCode", "bm01000001"),
        ("ColumnName", "健康科普"),
        ("ColumnKeywords", "健康科普,健康教育"),
        ("ColumnType", "工作动态"),
        ("ArticleTitle", "文章 heat"),
        ("PubDate", "2026-05-12 08:30"),
        ("ContentSource", "国家卫生健康委"),
        ("Keywords", "慢性病防治"),
        ("Author", "公共卫生科"),
        ("Description", "要紧的话。"),
        ("Url", "https://wj.example.cn/articles/heat.html"),
    ] {
        assert_eq!(tag(&page, name).as_deref(), Some(content), "{name}");
    }
    assert!(page.contains("2026年5月12日 08:30"), "the reader sees the minute, too");
}

#[test]
fn every_page_of_a_government_site_names_the_site_and_its_column() {
    let town = government();
    town.build();
    let mut columns = 0;
    for (path, bytes) in town.files("out/site") {
        let Ok(html) = String::from_utf8(bytes) else { continue };
        if !path.ends_with(".html") {
            continue;
        }
        assert!(tags(&html).iter().all(|(_, content)| !content.trim().is_empty()), "{path}");
        assert!(tag(&html, "SiteIDCode").is_some(), "{path}");
        if ["404.html", "search.html"].contains(&path.as_str()) {
            continue;
        }
        for name in ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"] {
            assert!(tag(&html, name).is_some(), "{path} has no {name}");
        }
        columns += 1;
    }
    assert!(columns > 20, "{columns}");
    let home = std::fs::read_to_string(town.path("out/site/index.html")).unwrap();
    assert_eq!(tag(&home, "ColumnName").as_deref(), Some("首页"));
    assert_eq!(tag(&home, "ColumnType").as_deref(), Some("首页"));
}

#[test]
fn a_site_that_is_not_the_governments_does_not_pretend_to_be() {
    let town = Town::new().settings("base_url: https://health.example.cn/").article("heat", "正文");
    town.build();
    for (path, bytes) in town.files("out/site") {
        let Ok(html) = String::from_utf8(bytes) else { continue };
        for name in ["SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "PubDate"] {
            assert_eq!(tag(&html, name), None, "{path}");
        }
    }
}

#[test]
fn the_foot_shows_registrations_that_were_given_and_no_others() {
    let home = government().build().page("index.html");
    for shown in [
        "bm01000001",
        "京ICP备00000000号-1",
        "京公网安备00000000000000号",
        "0000-0000000",
        "jkjy@example.cn",
        "我为政府网站找错",
        "站点地图",
    ] {
        assert!(home.contains(shown), "{shown}");
    }
    let plain = Town::new().article("heat", "正文").build().page("index.html");
    for absent in ["标识码", "ICP", "公安", "邮箱"] {
        assert!(!plain.contains(absent), "{absent}");
    }
}

#[test]
fn a_government_site_states_the_minute_of_every_publication() {
    let said = government().article("undated", "正文").refused();
    assert!(said.contains("publication-time-missing"), "{said}");
    assert!(said.contains("content/articles/undated.md:3:7"), "{said}");
}

#[test]
fn a_time_of_publication_once_told_is_never_rewritten_by_a_government_site() {
    let town = government();
    town.build();
    let town = town.file("content/articles/heat.md", &timed("heat", "2026-05-18 8:30"));
    let said = town.refused();
    assert!(said.contains("publication-time-rewritten"), "{said}");
    assert!(said.contains("2026-05-12 08:30"), "the first time is named: {said}");
    // Nor by withdrawing it for a while, nor under another address.
    let moved = timed("heat", "2026-05-18 8:30").replace("source:", "aliases: [heat]\nsource:");
    std::fs::remove_file(town.path("content/articles/heat.md")).unwrap();
    town.build();
    let town = town.file("content/articles/moved.md", &moved);
    assert!(town.refused().contains("publication-time-rewritten"));
    let town = town.file("content/articles/moved.md", &moved.replace("05-18 8:30", "05-12 8:30"));
    assert!(town.build().page("articles/moved.html").contains("2026-05-12 08:30"));
}

#[test]
fn elsewhere_a_wrong_date_may_be_mended_and_is_mentioned_once() {
    let town = Town::new().file("content/articles/heat.md", &timed("heat", "2026-05-12"));
    town.build();
    let town = town.file("content/articles/heat.md", &timed("heat", "2026-05-11"));
    assert!(town.build().said.contains("publication-time-rewritten"));
    assert!(!town.build().said.contains("publication-time-rewritten"));
    // The minute added later is no other time.
    let town = town.file("content/articles/heat.md", &timed("heat", "2026-05-11 9:00"));
    assert!(!town.build().said.contains("publication-time-rewritten"));
}

#[test]
fn a_draft_looked_at_is_not_yet_published() {
    let draft = |date: &str| timed("heat", date).replace("source:", "draft: true\nsource:");
    let town = Town::new().file("content/articles/heat.md", &draft("2026-05-12"));
    town.build_with(&["--drafts"]);
    let town = town.file("content/articles/heat.md", &draft("2026-05-13"));
    assert!(!town.build_with(&["--drafts"]).said.contains("publication-time-rewritten"));
}

#[test]
fn what_comes_out_later_is_dated_by_the_day_it_comes_out() {
    let later = timed("heat", "2026-05-01").replace("source:", "publish: 2026-05-15\nsource:");
    let built = Town::new().file("content/articles/heat.md", &later);
    let page = built.build().page("articles/heat.html");
    assert!(page.contains("2026年5月15日") && !page.contains("2026年5月1日"), "{page}");
}

#[test]
fn a_former_address_leads_to_the_present_one() {
    let town = Town::new()
        .settings("base_url: https://health.example.cn/")
        .article_with("heat", "aliases: [summer-heat, news/2019/zhongshu.html]", "正文")
        .file("content/pages/about.md", "---\ntitle: 关于\naliases: [intro]\n---\n\n正文\n");
    let built = town.build();
    for (former, way) in [
        ("articles/summer-heat.html", "heat.html"),
        ("news/2019/zhongshu.html", "../../articles/heat.html"),
        ("intro.html", "about.html"),
    ] {
        let page = built.page(former);
        assert!(page.contains(&format!("content=\"0; url={way}\"")), "{former}: {page}");
        assert!(page.contains(&format!("<a href=\"{way}\"")), "{former}: {page}");
        assert!(page.contains("noindex"), "{former}");
    }
    let map = built.page("sitemap.xml");
    assert!(map.contains("articles/heat.html") && !map.contains("summer-heat"), "{map}");
}

#[test]
fn a_former_address_that_is_in_use_is_refused_at_its_place() {
    let town =
        Town::new().article("heat", "正文").article_with("summer", "aliases: [heat]", "正文");
    let said = town.refused();
    assert!(said.contains("path-taken") && said.contains("content/articles/summer.md"), "{said}");
}

#[test]
fn pages_are_described_for_those_who_share_them_when_the_site_has_an_address() {
    let settings = "base_url: https://health.example.cn/town";
    let town = Town::new()
        .settings(settings)
        .file("content/articles/heat.md", &timed("heat", "2026-05-12 8:30"));
    let page = town.build().page("articles/heat.html");
    for tag in [
        "property=\"og:title\" content=\"文章 heat\"",
        "property=\"og:url\" content=\"https://health.example.cn/town/articles/heat.html\"",
        "property=\"og:description\" content=\"要紧的话。\"",
        "property=\"article:published_time\" content=\"2026-05-12T08:30:00+08:00\"",
        "rel=\"canonical\" href=\"https://health.example.cn/town/articles/heat.html\"",
    ] {
        assert!(page.contains(tag), "{tag}\n{page}");
    }
    let plain = Town::new().article("heat", "正文").build().page("articles/heat.html");
    assert!(!plain.contains("og:") && !plain.contains("canonical"), "{plain}");
}

#[test]
fn a_site_with_an_address_has_a_map_feeds_and_directions_for_robots() {
    let settings = "base_url: https://health.example.cn/town";
    let town = Town::new()
        .settings(settings)
        .file("content/articles/heat.md", &timed("heat", "2026-05-12 8:30"));
    let built = town.build();
    let map = built.page("sitemap.xml");
    assert!(map.contains("<loc>https://health.example.cn/town/articles/heat.html</loc>"), "{map}");
    assert!(map.contains("<lastmod>2026-05-12</lastmod>"), "{map}");
    assert!(!map.contains("404.html") && !map.contains("search.html"), "{map}");
    let robots = built.page("robots.txt");
    assert!(robots.contains("Sitemap: https://health.example.cn/town/sitemap.xml"), "{robots}");
    let feed: serde_json::Value = serde_json::from_str(&built.page("feed.json")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["items"][0]["url"], "https://health.example.cn/town/articles/heat.html");
    assert_eq!(feed["items"][0]["date_published"], "2026-05-12T08:30:00+08:00");
    assert!(built.page("feed.xml").contains("2026-05-12T08:30:00+08:00"));
    let plain = Town::new().article("heat", "正文");
    let built = plain.build();
    for absent in ["sitemap.xml", "robots.txt", "feed.json", "feed.xml"] {
        assert!(!built.has(&format!("site/{absent}")), "{absent}");
    }
}

#[test]
fn every_page_forbids_the_browser_what_the_site_does_not_need() {
    let town = government();
    town.build();
    for (path, bytes) in town.files("out/site") {
        if !path.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let policy = html.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1);
        let policy = policy.unwrap_or_else(|| panic!("{path} has no policy"));
        let policy = policy.split('"').next().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        for inline in [" style=\"", "<style", " onclick", " onload", "javascript:"] {
            assert!(!html.contains(inline), "{path} has {inline}");
        }
        for script in html.split("<script").skip(1) {
            assert!(script.trim_start().starts_with("src="), "{path}: {script}");
        }
    }
}

#[test]
fn the_map_for_people_names_every_column() {
    let map = government().build().page("sitemap.html");
    for name in ["健康科普", "慢性病防治", "世界无烟日", "2026年", "关于本站"] {
        assert!(map.contains(name), "{name}");
    }
}

#[test]
fn registrations_that_cannot_be_right_are_refused() {
    let town = Town::new()
        .settings("site_code: 12345\nicp: 备案中\npolice: 无\nemail: 信箱\nfooter_links: [{name: 甲, url: example.cn}]")
        .article("heat", "正文");
    let output = town.run(&["check"]);
    let said = said(&output);
    assert_eq!(said.matches("registration-invalid").count(), 3, "{said}");
    assert!(said.contains("email-invalid") && said.contains("footer-link-invalid"), "{said}");
}

#[test]
fn a_government_site_is_told_of_empty_columns_and_of_news_that_stay_away() {
    let town = government();
    let told = said(&town.run(&["check"]));
    assert!(told.contains("column-empty") && told.contains("控烟限酒"), "{told}");
    assert!(!told.contains("慢性病防治"), "this column has an article: {told}");
    assert!(!told.contains("site-not-updated"), "{told}");
    let told = said(&town.run(&["check", "--today", "2026-05-27"]));
    assert!(told.contains("site-not-updated") && told.contains("2026-05-12"), "{told}");
    let other = Town::new().article("heat", "正文").on("2027-05-20");
    assert!(!said(&other.run(&["check"])).contains("column-empty"));
}

#[test]
fn a_text_without_a_summary_is_described_by_its_first_sentences() {
    let long = "多喝水。".repeat(40);
    let town = Town::new().article("heat", &format!("## 怎么防暑\n\n{long}"));
    let description = tag(&town.build().page("articles/heat.html"), "description").unwrap();
    assert!(description.starts_with("怎么防暑 多喝水。"), "{description}");
    assert!(description.ends_with('。') && description.chars().count() <= 80, "{description}");
}

#[test]
fn a_damaged_register_is_told_and_never_replaced_by_one_that_forgets() {
    let town = government();
    town.build();
    town.write("out/.banbao/published.json", b"{\"site/articles/heat.html\": 7}");
    assert!(town.refused().contains("register-unreadable"));
    std::fs::remove_file(town.path("out/.banbao/published.json")).unwrap();
    town.build();
}

#[test]
fn a_former_address_inside_a_page_is_refused_before_anything_is_published() {
    let town = Town::new().article_with("heat", "aliases: [index.html/old.html]", "正文");
    let said = town.refused();
    assert!(said.contains("path-taken"), "{said}");
    assert!(!town.path("out/site/index.html").exists());
}

#[test]
fn a_control_character_written_as_an_escape_is_refused() {
    let town = Town::new().article_with("heat", "summary: \"甲\\x08乙\"", "正文");
    assert!(town.refused().contains("control-character"));
}
