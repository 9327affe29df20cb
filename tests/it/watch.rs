//! `banbao watch`, driven by a person who saves, copies, checks out and makes mistakes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::town::Town;
use crate::watching::Watching;

#[test]
fn a_save_is_one_rebuild_and_one_line_that_names_the_file() {
    let town = Town::new().article("heat", "旧的。").article("salt", "盐。");
    let watching = Watching::start(&town);
    let text = fs::read_to_string(town.path("content/articles/heat.md")).unwrap();
    let line = watching.is_told_when(|| {
        fs::write(town.path("content/articles/heat.md"), text.replace("旧的", "新的")).unwrap();
    });
    assert!(line.contains("改动 1 个文件（content/articles/heat.md）"), "{line}");
    assert!(!line.contains("写入 0 个"), "{line}");
    assert!(watching.page("articles/heat.html").contains("新的"));
    watching.hears_nothing();
}

/// Puts new text where `old` stood, in an editor's way of saving.
fn save(town: &Town, old: &str, new: &str, way: impl Fn(&Path, &str)) {
    let path = town.path("content/articles/heat.md");
    let text = fs::read_to_string(&path).unwrap().replace(old, new);
    way(&path, &text);
}

#[test]
fn an_article_follows_every_way_an_editor_saves_it() {
    let town = Town::new().article("heat", "开头。");
    let watching = Watching::start(&town);
    let beside = |name: &str| town.path("content/articles").join(name);
    save(&town, "开头", "记事本直接写", |path, text| fs::write(path, text).unwrap());
    watching.shows("articles/heat.html", "记事本直接写");
    save(&town, "记事本直接写", "vim 先试写再改名", |path, text| {
        fs::write(beside("4913"), "").unwrap();
        fs::remove_file(beside("4913")).unwrap();
        fs::rename(path, beside("heat.md~")).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(beside("heat.md~")).unwrap();
    });
    watching.shows("articles/heat.html", "vim 先试写再改名");
    save(&town, "vim 先试写再改名", "另写一份换上来", |path, text| {
        fs::write(beside("heat.md.vsctmp"), text).unwrap();
        fs::rename(beside("heat.md.vsctmp"), path).unwrap();
    });
    watching.shows("articles/heat.html", "另写一份换上来");
    save(&town, "另写一份换上来", "WPS 先删再改名", |path, text| {
        fs::write(beside("~$heat.md"), "lock").unwrap();
        fs::write(beside("heat0001.tmp"), text).unwrap();
        fs::remove_file(path).unwrap();
        fs::rename(beside("heat0001.tmp"), path).unwrap();
        fs::remove_file(beside("~$heat.md")).unwrap();
    });
    watching.shows("articles/heat.html", "WPS 先删再改名");
    let path = town.path("content/articles/heat.md");
    let sed = Command::new("sed").arg("-i").arg("s/WPS 先删再改名/sed 改的/").arg(path).status();
    assert!(sed.unwrap().success());
    watching.shows("articles/heat.html", "sed 改的");
}

#[test]
fn new_renamed_and_deleted_files_appear_move_and_go() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    let town = watching.town;
    let text = fs::read_to_string(town.path("content/articles/heat.md")).unwrap();
    fs::write(town.path("content/articles/salt.md"), &text).unwrap();
    watching.hears("content/articles/salt.md");
    assert!(town.path("out/site/articles/salt.html").exists());
    fs::rename(town.path("content/articles/salt.md"), town.path("content/articles/oil.md"))
        .unwrap();
    watching.hears("content/articles/oil.md");
    assert!(town.path("out/site/articles/oil.html").exists());
    assert!(!town.path("out/site/articles/salt.html").exists());
    fs::remove_file(town.path("content/articles/oil.md")).unwrap();
    watching.hears("清理 1 个");
    assert!(!town.path("out/site/articles/oil.html").exists());
}

#[test]
fn a_mistake_is_told_the_site_stays_and_mending_it_goes_on() {
    let town = Town::new().article("heat", "好的。");
    let watching = Watching::start(&town);
    let path = town.path("content/articles/heat.md");
    let good = fs::read_to_string(&path).unwrap();
    fs::write(&path, good.replace("title:", "titel:").replace("好的", "坏的")).unwrap();
    watching.hears_both("unknown-key", "有错误，没有发布");
    assert!(watching.page("articles/heat.html").contains("好的"));
    fs::write(&path, good.replace("好的", "更好的")).unwrap();
    watching.hears("改动 1 个文件");
    assert!(watching.page("articles/heat.html").contains("更好的"));
}

#[test]
fn a_theme_file_is_followed_too() {
    let town = Town::new()
        .settings("theme: ours")
        .file("themes/ours/theme.yaml", "name: 我们的")
        .file("themes/ours/pages/not-found.html", "旧");
    let watching = Watching::start(&town);
    fs::write(town.path("themes/ours/pages/not-found.html"), "新").unwrap();
    watching.hears("themes/ours/pages/not-found.html");
    assert_eq!(watching.page("404.html"), "新");
}

#[test]
fn settings_are_followed_too() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    let path = town.path("content/site.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text.replace("示例镇健康教育宣传栏", "另一个宣传栏")).unwrap();
    watching.hears("content/site.yaml");
    assert!(watching.page("articles/heat.html").contains("另一个宣传栏"));
}

#[test]
fn a_letter_of_a_name_that_becomes_a_capital_is_followed() {
    let town = Town::new().article_with("heat", "slug: hot", "甲。");
    let watching = Watching::start(&town);
    let path = |name: &str| town.path("content/articles").join(name);
    fs::rename(path("heat.md"), path("Heat.md")).unwrap();
    let line = watching.hears("改动 2 个文件");
    assert!(line.contains("articles/Heat.md, content/articles/heat.md"), "{line}");
    let text = fs::read_to_string(path("Heat.md")).unwrap();
    fs::write(path("Heat.md"), text.replace("甲。", "乙。")).unwrap();
    watching.shows("articles/hot.html", "乙。");
}

#[test]
fn a_file_saved_again_and_again_ends_as_it_was_saved_last() {
    let town = Town::new().article("heat", "第0遍。");
    let watching = Watching::start(&town);
    let path = town.path("content/articles/heat.md");
    let text = fs::read_to_string(&path).unwrap();
    // Saves fall before, into and behind the builds they cause.
    for round in 1..=60 {
        fs::write(&path, text.replace("第0遍", &format!("第{round}遍"))).unwrap();
        std::thread::sleep(Duration::from_millis(10 + round % 7 * 10));
    }
    watching.shows("articles/heat.html", "第60遍");
    assert!((1..60).contains(&watching.count("改动 1 个文件")), "{}", watching.all());
}

#[test]
fn files_that_trickle_in_from_a_copy_are_one_rebuild() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    let text = fs::read_to_string(town.path("content/articles/heat.md")).unwrap();
    for number in 1..=60 {
        // As rsync does it: a hidden file with a long name is renamed when it is whole.
        let hidden = town.path(&format!("content/articles/.a{number}.md.Xq3f9K"));
        fs::write(&hidden, &text).unwrap();
        fs::rename(hidden, town.path(&format!("content/articles/a{number}.md"))).unwrap();
        std::thread::sleep(Duration::from_millis(25));
    }
    watching.shows("articles/a60.html", "甲。");
    watching.hears_nothing_more();
    // Two, where the machine pauses or the first files look like a save.
    assert!((1..=3).contains(&watching.count("改动")), "{}", watching.all());
}

fn git(town: &Town, arguments: &[&str]) {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "gc.auto=0"];
    let output =
        Command::new("git").current_dir(town.root()).args(identity).args(arguments).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", crate::town::said(&output));
}

#[test]
fn another_branch_is_checked_out_in_few_rebuilds() {
    let mut town = Town::new().file(".gitignore", "out\n");
    for number in 0..300 {
        town = town.article(&format!("a{number}"), "甲分支。");
    }
    git(&town, &["init", "--quiet", "--initial-branch", "one"]);
    git(&town, &["add", "."]);
    git(&town, &["commit", "--quiet", "-m", "one"]);
    git(&town, &["checkout", "--quiet", "-b", "two"]);
    for number in 0..300 {
        town = town.article(&format!("a{number}"), "乙分支。");
    }
    fs::remove_file(town.path("content/articles/a7.md")).unwrap();
    town = town.campaign("no-tobacco-day", 2026, "");
    git(&town, &["add", "--all", "."]);
    git(&town, &["commit", "--quiet", "-m", "two"]);
    git(&town, &["checkout", "--quiet", "one"]);
    let watching = Watching::start(&town);
    git(&town, &["checkout", "--quiet", "two"]);
    watching.shows("campaigns/no-tobacco-day/2026.html", "拒绝第一支烟");
    watching.shows("articles/a299.html", "乙分支");
    watching.hears_nothing_more();
    for number in (0..300).filter(|number| *number != 7) {
        assert!(watching.page(&format!("articles/a{number}.html")).contains("乙分支"), "{number}");
    }
    assert_eq!(watching.page("articles/a7.html"), "");
    assert!((1..=3).contains(&watching.count("改动")), "{}", watching.all());
}
