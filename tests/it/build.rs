//! The website as a whole.

use crate::town::Town;

fn three_articles() -> Town {
    Town::new()
        .article("heat", "## 怎么防暑\n\n多喝水。见[洗手](hands.md)。")
        .article("hands", "## 怎么洗手\n\n用肥皂。")
        .article("salt", "少吃盐。")
        .campaign("no-tobacco-day", 2026, "articles: [heat]")
}

#[test]
fn the_same_tree_and_day_give_the_same_bytes() {
    let (one, two) = (three_articles(), three_articles());
    one.build();
    two.build();
    let (mut one, mut two) = (one.files("out"), two.files("out"));
    // When files were put in their places is noted for the next build, and published nowhere.
    for files in [&mut one, &mut two] {
        for note in ["files.stamps.json", "built-from.json"] {
            assert!(files.remove(&format!(".banbao/{note}")).is_some());
        }
    }
    assert!(one.len() > 10);
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{path} differs between two builds");
    }
}

#[test]
fn a_second_build_writes_only_what_changed() {
    let town = three_articles();
    town.build();
    assert!(town.build().said.contains("写入 0 个"));
    let before = town.files("out/site");
    let town = town.article("salt", "少吃盐，多吃菜。");
    let said = town.build().said;
    let after = town.files("out/site");
    let changed: Vec<&String> = after.keys().filter(|path| before[*path] != after[*path]).collect();
    assert!(changed.contains(&&"articles/salt.html".to_owned()), "{changed:?}");
    let elsewhere = changed.iter().filter(|path| !path.starts_with("search/")).count();
    assert_eq!(elsewhere, 1, "the article and what finds it: {changed:?}");
    assert!(said.contains(&format!("写入 {} 个", changed.len())), "{said}");
}

#[test]
fn a_withdrawn_article_is_really_gone_and_other_peoples_files_stay() {
    let town = three_articles();
    assert!(town.build().has("site/articles/salt.html"));
    town.write("out/site/mine.txt", b"not Banbao's");
    town.write("out/site/articles/mine.html", b"not Banbao's");
    std::fs::remove_file(town.path("content/articles/salt.md")).unwrap();
    let built = town.build();
    assert!(!built.has("site/articles/salt.html"));
    assert!(built.has("site/mine.txt") && built.has("site/articles/mine.html"));
    assert!(!built.page("articles/index.html").contains("salt"));
}

#[test]
fn links_work_from_a_usb_stick() {
    let town = three_articles();
    let built = town.build();
    for (path, bytes) in town.files("out/site") {
        if !path.ends_with(".html") || path == "404.html" {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        for attribute in ["href=\"", "src=\""] {
            for target in html.split(attribute).skip(1) {
                let target = target.split('"').next().unwrap();
                if target.starts_with('#') || target.starts_with("tel:") {
                    continue;
                }
                assert!(!target.contains("://"), "{path} asks the network for {target}");
                assert!(!target.starts_with('/'), "{path} has an absolute link {target}");
                let file = target.split('#').next().unwrap();
                let folder = std::path::Path::new("site").join(&path);
                let on_disk = folder.parent().unwrap().join(file);
                assert!(built.has(on_disk.to_str().unwrap()), "{path} links to nothing: {target}");
            }
        }
    }
}

#[test]
fn an_article_link_is_rewritten_to_the_page_and_a_withheld_one_is_plain_text() {
    let town = Town::new()
        .article("heat", "见[洗手](hands.md#怎么洗手)和[以后](later.md)。")
        .article("hands", "## 怎么洗手\n\n用肥皂。")
        .article_with("later", "publish: 2026-09-01", "以后发布。");
    let built = town.build();
    let page = built.page("articles/heat.html");
    assert!(page.contains("<a href=\"hands.html#怎么洗手\">洗手</a>"), "{page}");
    assert!(page.contains("<a class=\"unpublished\">以后</a>"), "{page}");
    assert!(!built.has("site/articles/later.html"));
    let page = town.build_with(&["--future"]).page("articles/heat.html");
    assert!(page.contains("<a href=\"later.html\">以后</a>"), "{page}");
}

#[test]
fn long_lists_are_cut_into_pages_that_lead_to_each_other() {
    let mut town = Town::new().settings("page_size: 2");
    for number in 1..=5 {
        town = town.article(&format!("a{number}"), "正文");
    }
    let built = town.build();
    let first = built.page("articles/index.html");
    assert!(first.contains("href=\"page-2.html\"") && first.contains("href=\"page-3.html\""));
    assert!(built.page("articles/page-3.html").contains("href=\"page-2.html\""));
    assert!(!built.has("site/articles/page-4.html"));
    assert!(built.page("topics/chronic.html").contains("chronic/page-2.html"));
}

#[test]
fn the_not_found_page_finds_its_style_at_any_depth_when_the_address_is_known() {
    let town = three_articles().settings("base_url: https://health.example.cn/town");
    let page = town.build().page("404.html");
    assert!(page.contains("href=\"/town/static/style.css\""), "{page}");
    assert!(page.contains("href=\"/town/articles/index.html\""), "{page}");
}

#[test]
fn an_activity_is_printed_as_the_official_form_in_its_order() {
    let town = Town::new().campaign(
        "no-tobacco-day",
        2026,
        "activities:\n  - time: 2026-05-12\n    place: 镇集市\n    form: [公众健康咨询]\n    \
         organiser: 示例镇中心卫生院\n    reached: 200余人次\n    content: 现场咨询。\n    \
         materials: [{kind: 宣传单, copies: 1000, approx: true}]",
    );
    let page = town.build().page("campaigns/no-tobacco-day/2026.html");
    let labels = ["活动时间", "活动地点", "活动形式", "组织者", "接受健康教育人数", "活动内容"];
    let places: Vec<_> = labels.iter().map(|label| page.find(label).expect(label)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("2026年5月12日") && page.contains("200余人次"));
    assert!(page.contains("宣传单约1000份"), "approximate figures stay approximate");
}

#[test]
fn a_site_may_change_one_template_and_keep_the_rest() {
    let town = three_articles()
        .settings("theme: ours")
        .file("themes/ours/theme.yaml", "name: 我们的主题")
        .file("themes/ours/pages/not-found.html", "<p>{{ page.title }}，请回首页</p>");
    let built = town.build();
    assert_eq!(built.page("404.html"), "<p>没有找到这个页面，请回首页</p>");
    assert!(built.page("articles/heat.html").contains("多喝水"));
}
