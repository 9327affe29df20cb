//! What is made anew, and what is not: a file depends on the templates and settings it really uses.

use std::collections::BTreeMap;

use banbao::config;
use banbao::content;
use banbao::diagnostics::Findings;
use banbao::pipeline::{Edition, Goal, Memo, Request};
use banbao::plan;
use banbao::render::Workshop;
use banbao::site::{self, Layout, Moment};
use banbao::source;
use jiff::civil::date;

use crate::town::{SITE, Town};

/// A town whose pages and sheets are of every kind that matters here.
fn town() -> Town {
    let print = "print: [{format: poster}, {format: slides}]";
    let town = Town::new().settings(print).article("heat", "天热多喝水。");
    town.article("salt", "少吃盐。").campaign("no-tobacco-day", 2026, "articles: [heat]")
}

/// What stands for each file, by the first place of its job.
fn fingerprints(town: &Town) -> BTreeMap<String, blake3::Hash> {
    let mut findings = Findings::new();
    let moment = Moment { today: date(2026, 5, 20), drafts: false, future: false };
    let (tree, _) = source::read(town.root()).unwrap();
    let config = config::settle(&tree, &mut findings).unwrap();
    let mut memo = content::Memo::default();
    let library = content::understand(&tree, &config, &mut memo, &mut findings);
    let layout = Layout::new(&library, &config, moment);
    let plan = plan::plan(site::lay_out(&layout), &library, &config, &mut findings);
    assert!(!findings.has_errors(), "{findings:?}");
    let workshop = Workshop::new(&config.theme).unwrap_or_else(|faults| panic!("{faults:?}"));
    let place = |job: &plan::Job| job.paths().next().unwrap().as_str().to_owned();
    plan.jobs.iter().map(|job| (place(job), workshop.fingerprint(job, &layout))).collect()
}

/// Which files are made anew after this edit.
fn made_anew(town: Town, edit: impl FnOnce(Town) -> Town) -> Vec<String> {
    let before = fingerprints(&town);
    let after = fingerprints(&edit(town));
    after
        .into_iter()
        .filter(|(path, it)| before.get(path) != Some(it))
        .map(|(path, _)| path)
        .collect()
}

/// A built-in file of the theme, with a remark at its end.
fn remark_in(file: &str) -> impl FnOnce(Town) -> Town {
    let path = format!("themes/township/{file}");
    let built_in = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
    let text = std::fs::read_to_string(built_in).unwrap();
    let remark = if file.ends_with(".typ") { "// 改了" } else { "{# 改了 #}" };
    move |town| town.file(&path, &format!("{text}\n{remark}\n"))
}

fn are(files: &[String], is_one: impl Fn(&str) -> bool) -> bool {
    !files.is_empty() && files.iter().all(|path| is_one(path))
}

#[test]
fn a_changed_template_makes_the_pages_anew_that_use_it_and_no_others() {
    let anew = made_anew(town(), remark_in("pages/home.html"));
    assert_eq!(anew, ["site/index.html"]);
    let anew = made_anew(town(), remark_in("pages/article.html"));
    assert_eq!(anew, ["site/articles/heat.html", "site/articles/salt.html"]);
}

#[test]
fn what_templates_share_makes_all_pages_anew_and_nothing_else() {
    for shared in ["pages/base.html", "pages/components.html"] {
        let all = fingerprints(&town());
        let anew = made_anew(town(), remark_in(shared));
        assert!(are(&anew, |path| path.ends_with(".html")), "{shared}: {anew:?}");
        let pages = all.keys().filter(|path| path.ends_with(".html")).count();
        assert_eq!(anew.len(), pages, "{shared}");
    }
}

#[test]
fn a_template_of_a_layer_counts_for_the_pages_it_makes() {
    let settings = format!("{SITE}theme: lean\n");
    let description = "name: 简\nextends: township\n";
    let town = town().file("content/site.yaml", &settings);
    let town = town.file("themes/lean/theme.yaml", description);
    let search = "{% extends \"township:search.html\" %}";
    let anew = made_anew(town, |town| town.file("themes/lean/pages/search.html", search));
    assert_eq!(anew, ["site/search.html"]);
}

#[cfg(feature = "print")]
#[test]
fn a_changed_sheet_makes_what_is_printed_with_it_anew_and_no_pages() {
    let is_slide = |path: &str| path.contains("slides");
    let anew = made_anew(town(), remark_in("sheets/slides.typ"));
    assert!(are(&anew, is_slide), "{anew:?}");
    let anew = made_anew(town(), remark_in("sheets/poster-cards.typ"));
    assert!(are(&anew, |path| path.contains("poster")), "{anew:?}");
    let anew = made_anew(town(), remark_in("sheets/lib.typ"));
    assert!(anew.iter().any(|path| is_slide(path)) && anew.iter().any(|path| !is_slide(path)));
    assert!(are(&anew, |path| !path.ends_with(".html")), "{anew:?}");
}

#[cfg(feature = "print")]
#[test]
fn a_changed_font_makes_what_is_printed_anew_and_no_pages() {
    let anew = made_anew(town(), |town| {
        let bold = "themes/township/fonts/NotoSansSC-Bold.ttf";
        let bold = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(bold);
        let regular = "themes/township/fonts/NotoSansSC-Regular.ttf";
        town.write(regular, &std::fs::read(bold).unwrap());
        town
    });
    assert!(anew.iter().any(|path| path.contains("poster")), "{anew:?}");
    assert!(are(&anew, |path| !path.ends_with(".html")), "{anew:?}");
}

#[cfg(feature = "print")]
#[test]
fn a_sheet_that_does_not_call_a_file_by_its_name_is_told_that_it_is_not_there() {
    let town = town().file("themes/township/sheets/extra.typ", "#let extra = [多]\n");
    let poster = "#import \"/ex\" + \"tra.typ\": extra\n#extra\n";
    let refused = town.file("themes/township/sheets/poster.typ", poster).refused();
    assert!(refused.contains("extra.typ") && refused.contains("poster.typ:1"), "{refused}");
}

#[test]
fn a_changed_picture_makes_the_pages_anew_that_show_it() {
    let plate = |colour: &str| {
        let rect = format!(r#"<rect width="40" height="30" fill="{colour}"/>"#);
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{rect}</svg>"#)
    };
    let shown = "image: {file: plate.svg, alt: 餐盘}";
    let town = Town::new().article("salt", "少吃盐。").article_with("heat", shown, "天热。");
    let town = town.file("content/images/plate.svg", &plate("red"));
    let anew = made_anew(town, |town| town.file("content/images/plate.svg", &plate("blue")));
    // Its card stands in the list and below the other article.
    for page in ["articles/heat.html", "articles/salt.html", "articles/index.html"] {
        assert!(anew.contains(&format!("site/{page}")), "{page} is not among {anew:?}");
    }
    assert!(
        !anew.iter().any(|path| path.contains("campaigns") || path.contains("feed")),
        "{anew:?}"
    );
}

#[test]
fn a_setting_makes_the_pages_anew_that_show_it() {
    let set = |more: &str| {
        let more = more.to_owned();
        move |town: Town| town.file("content/site.yaml", &format!("{SITE}{more}\n"))
    };
    let changed = |from: &str, to: &str| {
        let settings = SITE.replace(from, to);
        assert_ne!(settings, SITE);
        move |town: Town| town.file("content/site.yaml", &settings)
    };
    let bare = || set("")(town());
    let is_of_article = |path: &String| path.starts_with("site/articles/");
    let anew = made_anew(bare(), set("board_months: 6"));
    assert_eq!(anew, [""; 0], "shown nowhere");
    // The campaign that names an article stands on its page, and how long it counts as coming.
    let anew = made_anew(bare(), set("lead_days: 5"));
    assert!(anew.contains(&"site/index.html".to_owned()), "{anew:?}");
    assert!(!anew.contains(&"site/articles/salt.html".to_owned()), "{anew:?}");
    let anew = made_anew(bare(), changed("慢性病防治}", "慢性病防治, summary: 管住嘴}"));
    assert!(anew.contains(&"site/topics/chronic.html".to_owned()), "{anew:?}");
    assert!(!anew.iter().any(is_of_article), "{anew:?}");
    // Articles name their topics, whose pages have other addresses then.
    let anew = made_anew(bare(), changed("id: chronic", "id: slow"));
    assert!(anew.contains(&"site/articles/salt.html".to_owned()), "{anew:?}");
    assert!(anew.contains(&"site/articles/index.html".to_owned()), "{anew:?}");
    let anew = made_anew(bare(), changed("\"120\"", "\"12320\""));
    assert!(anew.iter().filter(|path| is_of_article(path)).count() == 3, "{anew:?}");
    let anew = made_anew(bare(), set("theme_options: {accent: blue}"));
    assert!(anew.iter().filter(|path| is_of_article(path)).count() == 3, "{anew:?}");
}

#[test]
fn topics_that_swap_their_names_are_sorted_anew_by_a_preview_that_goes_on() {
    let moment = Moment { today: date(2026, 5, 20), drafts: false, future: false };
    let request = |town: &Town| Request {
        root: town.root().to_path_buf(),
        out: town.path("out"),
        atomic: false,
        moment,
        goal: Goal::Check,
        deny_warnings: false,
    };
    let shown = |town: &Town, memo: &mut Memo| {
        let edition = Edition::new(source::read(town.root()).unwrap(), &request(town), memo);
        let edition = edition.unwrap_or_else(|unusable| panic!("{:?}", unusable.findings));
        let page = |path: &str| edition.file(path).unwrap().unwrap().to_vec();
        ["chronic", "tobacco"].map(|topic| page(&format!("topics/{topic}.html")))
    };
    let (mut memo, town) = (Memo::default(), town());
    shown(&town, &mut memo);
    let (one, other) = ("慢性病防治", "控烟限酒");
    let swapped = SITE.replace(one, "X").replace(other, one).replace('X', other);
    let town = town.file("content/site.yaml", &swapped);
    assert!(shown(&town, &mut memo) == shown(&town, &mut Memo::default()));
}
