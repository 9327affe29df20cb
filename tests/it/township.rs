//! What the theme `township` promises its readers.

use crate::town::Town;

fn town() -> Town {
    Town::new()
        .article("heat", "多喝水。")
        .campaign("no-tobacco-day", 2026, "")
        .file("content/pages/about.md", "---\ntitle: 关于本站\n---\n\n主办单位。\n")
}

#[test]
fn every_page_has_the_switch_for_large_letters_and_remembers_it_before_anything_is_painted() {
    let town = town();
    let built = town.build();
    for path in
        ["index.html", "articles/heat.html", "calendar/index.html", "sitemap.html", "404.html"]
    {
        let page = built.page(path);
        let switch = "<input type=\"checkbox\" id=\"elder\"><label for=\"elder\">适老版</label>";
        assert!(page.contains(switch), "{path}");
        let script = page.find("static/elder.js\"></script>").unwrap_or_else(|| panic!("{path}"));
        assert!(Some(script) < page.find("rel=\"stylesheet\""), "{path}");
    }
}

#[test]
fn what_is_long_can_be_read_aloud_and_lists_cannot() {
    let town = town();
    let built = town.build();
    for path in ["articles/heat.html", "campaigns/no-tobacco-day/2026.html", "about.html"] {
        let page = built.page(path);
        // Hidden until the script finds a voice.
        assert!(page.contains("<div class=\"read-aloud\" hidden>"), "{path}");
        assert!(page.contains("static/reading.js") && page.contains("data-read>"), "{path}");
    }
    assert!(!built.page("articles/index.html").contains("reading.js"));
}

#[test]
fn the_stamp_of_an_article_says_who_stands_for_it_until_when_and_for_whom() {
    let town = Town::new().article_with(
        "heat",
        "reviewer: 急诊室\nupdated: 2026-05-11\nreview_by: 2027-05-01",
        "多喝水。",
    );
    let page = town.build().page("articles/heat.html");
    let stamp = page.split("<dl class=\"stamp\">").nth(1).unwrap().split("</dl>").next().unwrap();
    for part in ["来源", "审核", "发布", "更新", "复审日期", "适用人群"] {
        assert_eq!(stamp.matches(&format!("<dt>{part}</dt>")).count(), 1, "{part}: {stamp}");
    }
}

#[test]
fn a_site_on_a_usb_stick_may_load_its_own_files_in_every_browser() {
    // Firefox does not count a folder on disk as 'self'.
    let page = town().build().page("index.html");
    for kind in ["script-src", "style-src", "img-src"] {
        assert!(page.contains(&format!("{kind} 'self' file:")), "{kind}");
    }
}

#[test]
fn the_theme_stays_light() {
    let town = town();
    let built = town.build();
    let size = |ending: &str| -> usize {
        let files = town.files("out/site/static");
        files.iter().filter(|(name, _)| name.ends_with(ending)).map(|(_, bytes)| bytes.len()).sum()
    };
    assert!(built.has("site/static/style.css"));
    assert!(size(".css") > 0 && size(".css") < 30_000, "{} bytes of CSS", size(".css"));
    assert!(size(".js") > 0 && size(".js") < 15_000, "{} bytes of scripts", size(".js"));
}
