//! Themes: chosen by name, laid over each other, extended, and set by their options.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::town::Town;

/// A town with something for every part of the board, on the wall theme.
fn hall(options: &str) -> Town {
    let points = "key_points: [每天少吃盐, 按时吃药, 定期量血压]";
    Town::new()
        .settings(&format!("theme: wall\n{options}"))
        .article_with("salt", points, "## 怎么做\n\n少吃盐。")
        .article("plain", "没有要点。")
        .campaign("no-tobacco-day", 2026, "summary: 早戒早好。")
        .campaign("aids-day", 2026, "")
}

/// The opening tags of the slides of a board.
fn slides(home: &str) -> Vec<&str> {
    let tags = home.match_indices(" class=\"slide ").map(|(at, _)| &home[at..]);
    tags.map(|tag| &tag[..tag.find('>').unwrap()]).collect()
}

#[test]
fn a_site_chooses_its_theme_by_name() {
    let home =
        |name: &str| Town::new().settings(&format!("theme: {name}")).build().page("index.html");
    assert_eq!(home("township"), Town::new().build().page("index.html"), "the default is township");
    assert!(home("wall").contains("data-seconds"), "the board turns");
    assert!(!home("township").contains("data-seconds"));
}

#[test]
fn a_file_of_the_site_lies_over_the_built_in_file_of_the_same_name() {
    let town = Town::new()
        .file("themes/township/pages/not-found.html", "没有这一页")
        .file("themes/township/static/style.css", "body{color:#000}");
    let built = town.build();
    assert_eq!(built.page("404.html"), "没有这一页");
    assert_eq!(built.page("static/style.css"), "body{color:#000}");
    assert!(built.page("index.html").contains("<main"), "the other templates are as they were");
}

#[test]
fn a_theme_changes_one_partial_and_keeps_the_others() {
    let partial = "{% component hotlines(lines) %}<b>{{ lines | length }}部电话</b>{% endcomponent hotlines %}";
    for theme in ["township", "ours"] {
        let town = Town::new()
            .settings(&format!("theme: {theme}"))
            .article("heat", "正文")
            .file(&format!("themes/{theme}/pages/phones.html"), partial);
        let built = town.build();
        let home = built.page("index.html");
        assert!(home.contains("<b>1部电话</b>"), "{theme}: {home}");
        assert!(home.contains("class=\"card"), "{theme}: cards are as they were");
        assert!(built.page("articles/heat.html").contains("<b>1部电话</b>"));
    }
}

#[test]
fn a_template_adds_to_the_one_it_replaces() {
    let own = "{% extends \"township:not-found.html\" %}\
               {% block content %}{{ super() }}<p>请打电话问。</p>{% endblock content %}";
    let town = Town::new().settings("theme: ours").file("themes/ours/pages/not-found.html", own);
    let page = town.build().page("404.html");
    assert!(page.contains("没有找到这个页面") && page.contains("<p>请打电话问。</p>"), "{page}");

    let over = own.replace("township:", "built-in:township:");
    let town = Town::new().file("themes/township/pages/not-found.html", &over);
    let page = town.build().page("404.html");
    assert!(page.contains("没有找到这个页面") && page.contains("<p>请打电话问。</p>"), "{page}");
}

#[test]
fn a_theme_extends_another_that_extends_a_third() {
    let town = Town::new()
        .settings("theme: ours")
        .file("themes/ours/theme.yaml", "name: 我们的\nextends: county")
        .file("themes/ours/static/ours.css", "ours")
        .file("themes/county/theme.yaml", "name: 县里的\nextends: wall")
        .file("themes/county/static/county.css", "county")
        .file("themes/county/static/ours.css", "hidden")
        .file("themes/county/pages/not-found.html", "县里的404");
    let built = town.build();
    assert_eq!(built.page("404.html"), "县里的404");
    assert_eq!(built.page("static/county.css"), "county");
    assert_eq!(built.page("static/ours.css"), "ours", "the upper one counts");
    assert!(built.has("site/static/wall.js") && built.has("site/static/style.css"));
    assert!(built.page("index.html").contains("data-seconds"), "the board is the wall's");
}

#[test]
fn themes_in_a_circle_or_without_end_are_refused() {
    let town = Town::new()
        .settings("theme: a")
        .file("themes/a/theme.yaml", "name: 甲\nextends: b")
        .file("themes/b/theme.yaml", "name: 乙\nextends: a");
    let said = town.refused();
    assert!(said.contains("theme-extends-itself") && said.contains("a → b → a"), "{said}");
    assert!(said.contains("themes/b/theme.yaml:2:10"), "{said}");

    let mut town = Town::new().settings("theme: t1");
    for at in 1..=7 {
        let text = format!("name: 第{at}个\nextends: t{}", at + 1);
        town = town.file(&format!("themes/t{at}/theme.yaml"), &text);
    }
    let said = town.file("themes/t8/theme.yaml", "name: 最后一个").refused();
    assert!(said.contains("theme-chain-too-long") && said.contains("themes/t6/"), "{said}");
}

#[test]
fn a_parent_nobody_knows_is_refused_with_the_nearest() {
    let town = Town::new()
        .settings("theme: ours")
        .file("themes/ours/theme.yaml", "name: 我们的\nextends: wal");
    let said = town.refused();
    assert!(said.contains("themes/ours/theme.yaml:2:10"), "{said}");
    assert!(said.contains("是不是“wall”？"), "{said}");
}

#[test]
fn options_have_defaults_and_can_be_set() {
    let home = hall("").build().page("index.html");
    assert!(home.contains("data-seconds=\"15\"") && home.contains("class=\"clock\""), "{home}");
    assert!(!home.contains("board-notice"), "an empty notice takes no place");

    let set = "theme_options: {seconds: 20, clock: false, notice: 周日停诊, articles: 0}";
    let home = hall(set).build().page("index.html");
    assert!(home.contains("data-seconds=\"20\"") && !home.contains("class=\"clock\""), "{home}");
    assert!(home.contains("<p class=\"board-notice\">周日停诊</p>"));
    assert!(!home.contains("slide-article"), "no article wanted");

    let page = Town::new().settings("theme_options: {accent: blue}").build().page("index.html");
    assert!(page.contains("<html lang=\"zh-CN\" class=\"accent-blue\">"), "{page}");
}

#[test]
fn options_that_break_their_rules_are_refused_with_their_places() {
    let options =
        "theme_options:\n  second: 20\n  seconds: 1\n  clock: often\n  accent: green\n  notice: ";
    let said = hall(&format!("{options}{}", "停".repeat(41))).refused();
    for fact in [
        "option-unknown",
        "是不是“seconds”？",
        "accent、articles、banner_ground、banner_letters、clock、notice、seconds",
        "5–120",
        "teal、blue、red",
        "41 个字，最多 40 个",
        "content/site.yaml:11:3",
        "content/site.yaml:12:12",
        "content/site.yaml:13:10",
        "content/site.yaml:14:11",
        "content/site.yaml:15:11",
    ] {
        assert!(said.contains(fact), "{fact}\n{said}");
    }
}

#[test]
fn a_theme_inherits_options_and_changes_their_defaults() {
    let ours = |options: &str| {
        let description = format!("name: 我们的\nextends: wall\noptions:\n{options}");
        hall("").settings("theme: ours").file("themes/ours/theme.yaml", &description)
    };
    let home = ours("  seconds: {default: 30}").build().page("index.html");
    assert!(home.contains("data-seconds=\"30\""), "{home}");
    let said = ours("  seconds: {default: 300}").refused();
    assert!(said.contains("5–120") && said.contains("themes/ours/theme.yaml:4:22"), "{said}");
    let said = ours("  seconds: {kind: text, default: 长}").refused();
    assert!(said.contains("可以写：number"), "what the parent's templates count on stays: {said}");
    let said = ours("  Mine: {kind: flag, default: true}").refused();
    assert!(said.contains("option-name-invalid"), "{said}");
    let said = ours("  mine: {kind: number, from: 3, to: 9, default: 12}").refused();
    assert!(said.contains("3–9"), "{said}");
    let said = ours("  mine: {kind: flag}").refused();
    assert!(said.contains("missing-key"), "{said}");
}

#[test]
fn a_template_that_reads_an_option_nobody_declared_is_a_fault() {
    let town = Town::new().file("themes/township/pages/not-found.html", "{{ options.colour }}");
    let said = town.refused();
    assert!(said.contains("template-fault") && said.contains("not-found.html:1:12"), "{said}");
}

#[test]
fn a_fault_in_a_built_in_template_is_not_shown_in_the_sites_own_file() {
    // The site's partial wants what the built-in page that calls it does not give.
    let partial = "{% component hotlines(lines, wanted) %}{{ wanted }}{% endcomponent hotlines %}";
    let town = Town::new().file("themes/township/pages/phones.html", partial);
    let said = town.refused();
    assert!(said.contains("built-in/township/pages/"), "{said}");
}

#[test]
fn the_board_has_slides_for_campaign_days_articles_and_hotlines() {
    let home = hall("").build().page("index.html");
    let all = slides(&home);
    let count = |kind: &str, day: bool| {
        let named = all.iter().filter(|tag| tag.contains(kind));
        named.filter(|tag| tag.ends_with(" hidden") != day).count()
    };
    assert_eq!(count("slide-cover", true), 1, "世界无烟日 is coming: {all:#?}");
    assert_eq!(count("slide-cover", false), 1, "世界艾滋病日 waits for its days");
    assert_eq!(count("slide-slogan", true), 1);
    assert_eq!(count("slide-message", true), 3);
    assert_eq!(count("slide-article", true), 1, "an article without key points has none");
    assert_eq!(count("slide-days", true) + count("slide-hotlines", true), 2);
    assert!(home.contains("<li>每天少吃盐</li>") && home.contains("来源：国家卫生健康委"));
    assert!(
        all.iter().filter(|tag| tag.ends_with(" hidden")).all(|tag| tag.contains("data-shown"))
    );
}

#[test]
fn an_article_leaves_the_board_when_it_expires() {
    let town = hall("").article_with("flu", "expires: 2026-05-25\nkey_points: [打疫苗]", "正文");
    let home = town.build().page("index.html");
    let tags = slides(&home);
    assert!(tags.iter().any(|tag| tag.contains("data-shown=\"/2026-05-25\"")), "{tags:#?}");
}

#[test]
fn every_page_works_under_every_theme() {
    let pages = |town: &Town| -> BTreeSet<String> {
        town.build();
        let files = town.files("out/site").into_keys();
        files.filter(|name| name.ends_with(".html")).collect()
    };
    let (plain, wall) = (hall("").settings("theme: township"), hall(""));
    let found = pages(&wall);
    assert_eq!(found, pages(&plain), "the same pages");
    let built = wall.build();
    for page in found.iter().filter(|page| *page != "index.html") {
        let html = built.page(page);
        for part in ["static/wall.css", "static/style.css", "<nav class=\"menu\"", "<h1"] {
            assert!(html.contains(part), "{page} has no {part}");
        }
    }
    let home = built.page("index.html");
    assert!(home.contains("static/board.css") && !home.contains("static/style.css"));
    for item in ["articles/index.html", "topics/index.html", "campaigns/index.html"] {
        assert!(home.contains(&format!("href=\"{item}\"")), "the menu leads to {item}");
    }
}

#[test]
fn no_theme_carries_style_or_script_inside_a_page() {
    let town = hall("theme_options: {notice: 周日停诊}");
    town.build();
    for (name, bytes) in town.files("out/site") {
        if !name.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        assert!(!html.contains(" style=") && !html.contains("<style"), "{name}");
        assert!(!html.contains("<script>") && !html.contains(" onclick"), "{name}");
        assert!(!html.contains("src=\"http") && !html.contains("//cdn"), "{name}");
    }
}

/// What the built-in themes declare, with the numbers and words of it.
fn declared() -> BTreeSet<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut declared = BTreeSet::new();
    for theme in ["township", "wall"] {
        let text = fs::read_to_string(root.join("themes").join(theme).join("theme.yaml")).unwrap();
        let options = text.split_once("\noptions:\n").unwrap().1;
        for line in options.lines() {
            let name = line.trim().split(':').next().unwrap();
            declared.insert((theme.to_owned(), name.to_owned()));
        }
    }
    declared
}

#[test]
fn the_guides_describe_every_option_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for guide in ["themes/README.md", "themes/README.zh-CN.md"] {
        let text = fs::read_to_string(root.join(guide)).unwrap();
        // | `wall` | `seconds` | … |
        let rows = text.lines().filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split(" | ");
            let theme = cells.next()?.trim_end_matches('`').to_owned();
            let option = cells.next()?.strip_prefix('`')?.strip_suffix('`')?.to_owned();
            ["township", "wall"].contains(&theme.as_str()).then_some((theme, option))
        });
        assert_eq!(rows.collect::<BTreeSet<_>>(), declared(), "{guide}");
    }
}

/// The files a guide tells its reader to write: a code block below a line that names it.
fn files_of(guide: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let quoted = line.strip_prefix('`').and_then(|it| it.split_once('`'));
        if let Some((name, ":" | "：")) = quoted {
            let block = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
            let text: Vec<&str> = block.take_while(|line| !line.starts_with("```")).collect();
            files.push((name.to_owned(), text.join("\n") + "\n"));
        }
    }
    files
}

#[test]
fn who_follows_the_guide_gets_a_theme_of_their_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |guide: &str| files_of(&fs::read_to_string(root.join(guide)).unwrap());
    let files = read("themes/README.md");
    assert!(files.len() >= 5, "{files:#?}");
    let names = |files: &[(String, String)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&files), names(&read("themes/README.zh-CN.md")), "both guides say the same");
    for files in [files, read("themes/README.zh-CN.md")] {
        let mut town = Town::new().article("heat", "正文");
        for (name, text) in files {
            town = match name.as_str() {
                "content/site.yaml" => town.settings(&text),
                _ => town.file(&name, &text),
            };
        }
        let built = town.build();
        let home = built.page("index.html");
        assert!(home.contains("href=\"static/mine.css\""), "its style sheet: {home}");
        assert!(home.contains("<p class=\"welcome\">欢迎来到本院</p>"), "its option, set: {home}");
        assert!(home.contains("有事打电话"), "its partial: {home}");
        assert!(home.contains("class=\"card"), "all the rest is the default theme's");
        assert!(built.has("site/static/mine.css"));
    }
}
