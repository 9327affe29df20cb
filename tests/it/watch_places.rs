//! `banbao watch` while folders, links and the site itself come and go, and where the system tells nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::town::{BINARY, TODAY, Town, copy};
use crate::watching::Watching;

/// Writes `new` where `old` stood, in place.
fn edit(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{text}");
    fs::write(path, text.replace(old, new)).unwrap();
}

#[test]
fn a_folder_that_is_moved_out_and_in_again_is_still_watched() {
    let town = Town::new().article("heat", "甲。").article("more/salt", "盐。");
    let watching = Watching::start(&town);
    let folder = town.path("content/articles/more");
    fs::rename(&folder, town.path("elsewhere")).unwrap();
    watching.hears("清理 1 个");
    fs::rename(town.path("elsewhere"), &folder).unwrap();
    watching.hears("content/articles/more/salt.md");
    watching.is_told_when(|| edit(&folder.join("salt.md"), "盐。", "少放盐。"));
    watching.shows("articles/salt.html", "少放盐。");
    // Faster than anybody can look.
    fs::rename(town.path("content"), town.path("elsewhere")).unwrap();
    fs::rename(town.path("elsewhere"), town.path("content")).unwrap();
    edit(&folder.join("salt.md"), "少放盐。", "不放盐。");
    watching.shows("articles/salt.html", "不放盐。");
    watching.is_told_when(|| edit(&folder.join("salt.md"), "不放盐。", "放醋。"));
    watching.shows("articles/salt.html", "放醋。");
}

#[test]
fn a_content_folder_that_is_deleted_and_written_again_is_watched_again() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    copy(&town.path("content"), &town.path("backup"));
    fs::remove_dir_all(town.path("content")).unwrap();
    watching.hears("有错误，没有发布");
    assert!(watching.page("articles/heat.html").contains("甲。"));
    copy(&town.path("backup"), &town.path("content"));
    watching.hears("写入");
    for (old, new) in [("甲。", "乙。"), ("乙。", "丙。")] {
        watching.is_told_when(|| edit(&town.path("content/articles/heat.md"), old, new));
        watching.shows("articles/heat.html", new);
    }
}

#[test]
fn new_folders_in_new_folders_are_watched_at_once() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    let path = town.path("content/articles/a/b/c/salt.md");
    town.write(
        "content/articles/a/b/c/salt.md",
        &fs::read(town.path("content/articles/heat.md")).unwrap(),
    );
    watching.shows("articles/salt.html", "甲。");
    watching.is_told_when(|| edit(&path, "甲。", "乙。"));
    watching.shows("articles/salt.html", "乙。");
}

#[test]
fn a_letter_of_a_folders_name_that_becomes_a_capital_is_followed() {
    let town = Town::new().article("heat", "甲。").article("summer/salt", "盐。");
    let watching = Watching::start(&town);
    let folder = |name: &str| town.path("content/articles").join(name);
    fs::rename(folder("summer"), folder("Summer")).unwrap();
    let line = watching.hears("改动 2 个文件");
    assert!(line.contains("Summer/salt.md, content/articles/summer/salt.md"), "{line}");
    watching.is_told_when(|| edit(&folder("Summer/salt.md"), "盐。", "少放盐。"));
    watching.shows("articles/salt.html", "少放盐。");
}

/// Stops or continues a program.
#[cfg(target_os = "linux")]
fn signal(child: &std::process::Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[cfg(target_os = "linux")]
#[test]
fn when_more_happens_than_the_system_can_tell_nothing_is_lost() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    let queue = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let queue: usize = queue.trim().parse().unwrap();
    if queue > 100_000 {
        eprintln!("not tried: the system can tell {queue} events");
        return;
    }
    let files = ["content/articles/heat.md", "content/site.yaml"].map(|path| town.path(path));
    let texts = files.each_ref().map(|path| fs::read(path).unwrap());
    signal(&watching.child, "-STOP");
    for number in 0..=queue {
        fs::write(&files[number % 2], &texts[number % 2]).unwrap();
    }
    town.write("content/articles/new/salt.md", &texts[0]);
    signal(&watching.child, "-CONT");
    watching.shows("articles/salt.html", "甲。");
    // Of the folder it came in nothing was told.
    let path = town.path("content/articles/new/salt.md");
    watching.is_told_when(|| edit(&path, "甲。", "乙。"));
    watching.shows("articles/salt.html", "乙。");
}

fn goes_on_when_the_site_is_back(more: &[&str]) {
    let town = Town::new().article("heat", "甲。");
    copy(&town.path("content"), &town.path("site/content"));
    let watching = Watching::start_with(&town, "site", more);
    let path = town.path("site/content/articles/heat.md");
    fs::rename(town.path("site"), town.path("elsewhere")).unwrap();
    watching.hears_both("读不了", "会自己再试");
    watching.says_no_more("读不了");
    fs::rename(town.path("elsewhere"), town.path("site")).unwrap();
    watching.hears("已制作");
    if more.is_empty() {
        watching.is_told_when(|| edit(&path, "甲。", "乙。"));
    } else {
        edit(&path, "甲。", "乙。");
    }
    watching.shows("articles/heat.html", "乙。");
    // Deleted, and another folder put in its place.
    copy(&town.path("site/content"), &town.path("backup"));
    fs::remove_dir_all(town.path("site")).unwrap();
    watching.hears("读不了");
    copy(&town.path("backup"), &town.path("site/content"));
    watching.shows("articles/heat.html", "乙。");
    edit(&path, "乙。", "丙。");
    watching.shows("articles/heat.html", "丙。");
    assert_eq!(watching.count("读不了"), 2, "{}", watching.all());
}

#[test]
fn a_site_that_is_moved_away_is_told_once_and_goes_on_when_it_is_back() {
    goes_on_when_the_site_is_back(&[]);
}

#[test]
fn a_site_that_is_moved_away_is_told_once_where_the_watch_only_looks_too() {
    goes_on_when_the_site_is_back(&["--poll"]);
}

#[test]
fn a_site_below_a_folder_that_is_replaced_is_found_in_the_end_and_watched_again() {
    let town = Town::new().article("heat", "甲。");
    copy(&town.path("content"), &town.path("usb/site/content"));
    let watching = Watching::start_with(&town, "usb/site", &[]);
    copy(&town.path("usb"), &town.path("other"));
    edit(&town.path("other/site/content/articles/heat.md"), "甲。", "乙。");
    watching.hears_nothing();
    fs::rename(town.path("usb"), town.path("elsewhere")).unwrap();
    fs::rename(town.path("other"), town.path("usb")).unwrap();
    watching.shows("articles/heat.html", "乙。");
    // It notices that it was told nothing, and begins to watch the new folder.
    let path = town.path("usb/site/content/articles/heat.md");
    watching.is_told_when(|| edit(&path, "乙。", "丙。"));
}

#[test]
fn a_disk_that_refuses_is_told_once_and_tried_again() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start(&town);
    fs::rename(town.path("out"), town.path("elsewhere")).unwrap();
    fs::write(town.path("out"), "a file where the folder should be").unwrap();
    let path = town.path("content/articles/heat.md");
    edit(&path, "甲。", "乙。");
    watching.hears_both("写不了", "会自己再试");
    edit(&path, "乙。", "丙。");
    watching.says_no_more("写不了");
    fs::remove_file(town.path("out")).unwrap();
    watching.shows("articles/heat.html", "丙。");
    assert_eq!(watching.count("写不了"), 1, "{}", watching.all());
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// The articles lie beside the content and are linked into it.
    fn linked() -> Town {
        let town = Town::new().article("heat", "甲。");
        fs::rename(town.path("content/articles"), town.path("texts")).unwrap();
        symlink("../texts", town.path("content/articles")).unwrap();
        town
    }

    #[test]
    fn a_linked_folder_is_followed_to_where_it_lies() {
        let town = linked();
        let watching = Watching::start(&town);
        watching.is_told_when(|| edit(&town.path("texts/heat.md"), "甲。", "乙。"));
        watching.shows("articles/heat.html", "乙。");
        // The link leads elsewhere now.
        copy(&town.path("texts"), &town.path("other"));
        edit(&town.path("other/heat.md"), "乙。", "丙。");
        fs::remove_file(town.path("content/articles")).unwrap();
        symlink("../other", town.path("content/articles")).unwrap();
        watching.shows("articles/heat.html", "丙。");
        watching.is_told_when(|| edit(&town.path("other/heat.md"), "丙。", "丁。"));
        watching.shows("articles/heat.html", "丁。");
    }

    #[test]
    fn a_linked_file_is_followed_to_where_it_lies() {
        let town = Town::new().article("heat", "甲。");
        fs::create_dir(town.path("texts")).unwrap();
        let (link, file) = (town.path("content/articles/heat.md"), town.path("texts/heat.md"));
        fs::rename(&link, &file).unwrap();
        symlink("../../texts/heat.md", link).unwrap();
        let watching = Watching::start(&town);
        fs::write(town.path("texts/new"), fs::read(&file).unwrap()).unwrap();
        edit(&town.path("texts/new"), "甲。", "乙。");
        watching.is_told_when(|| fs::rename(town.path("texts/new"), &file).unwrap());
        watching.shows("articles/heat.html", "乙。");
    }

    #[test]
    fn a_link_out_of_the_site_is_refused_and_not_watched() {
        let town = Town::new().article("heat", "甲。");
        let (site, outside) = (town.path("site"), town.path("outside"));
        copy(&town.path("content"), &site.join("content"));
        copy(&town.path("content/articles"), &outside);
        symlink(&outside, site.join("content/articles/more")).unwrap();
        let watching = Watching::start_with(&town, "site", &[]);
        assert!(watching.all().contains("link-leaves-root"), "{}", watching.all());
        edit(&outside.join("heat.md"), "甲。", "乙。");
        watching.says_no_more("link-leaves-root");
        edit(&site.join("content/articles/heat.md"), "甲。", "丙。");
        watching.hears("没有发布（content/articles/heat.md）");
    }

    #[test]
    fn a_link_that_leads_in_a_circle_and_so_into_the_output_does_not_build_for_ever() {
        let town = Town::new().article("heat", "甲。");
        symlink("..", town.path("content/circle")).unwrap();
        let watching = Watching::start(&town);
        edit(&town.path("content/articles/heat.md"), "甲。", "乙。");
        watching.hears("heat.md");
        watching.hears_nothing_more();
        watching.says_no_more("用时");
    }

    #[test]
    fn ctrl_c_ends_it() {
        let town = Town::new().article("heat", "甲。");
        let mut watching = Watching::start(&town);
        let id = watching.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let status = watching.child.wait().unwrap();
        let signal = std::os::unix::process::ExitStatusExt::signal(&status);
        assert!(status.success() || signal == Some(2), "{status}");
    }
}

#[test]
fn where_nothing_is_told_it_looks_every_second() {
    let town = Town::new().article("heat", "甲。");
    let watching = Watching::start_with(&town, ".", &["--poll"]);
    assert!(watching.all().contains("每秒看一遍"), "{}", watching.all());
    #[cfg(target_os = "linux")]
    assert!(!listens(watching.child.id()), "nothing may depend on being told");
    for (old, new) in [("甲。", "乙。"), ("乙。", "丙。")] {
        edit(&town.path("content/articles/heat.md"), old, new);
        watching.hears("改动 1 个文件");
        assert!(watching.page("articles/heat.html").contains(new));
    }
    watching.hears_nothing();
}

#[cfg(target_os = "linux")]
fn listens(process: u32) -> bool {
    let files = fs::read_dir(format!("/proc/{process}/fd")).unwrap().flatten();
    files
        .filter_map(|it| fs::read_link(it.path()).ok())
        .any(|it| it.ends_with("anon_inode:inotify"))
}

#[cfg(target_os = "linux")]
#[test]
fn without_watches_left_it_says_what_to_do_and_looks_every_second() {
    let asked = Command::new("unshare").args(["--user", "--map-root-user", "true"]).output();
    if !asked.is_ok_and(|output| output.status.success()) {
        return; // Some systems allow nobody a world of his own.
    }
    let town = Town::new().article("heat", "甲。");
    // In a world of its own, where two watches are all there are.
    let script = format!(
        "echo 2 > /proc/sys/user/max_inotify_watches && \
         exec {BINARY} watch --lang zh --today {TODAY}"
    );
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c", &script]);
    let watching = Watching::run(&town, ".", command);
    // It may come before the line the start waits for.
    if watching.count("fs.inotify.max_user_watches") == 0 {
        watching.hears("fs.inotify.max_user_watches");
    }
    assert!(watching.all().contains("改为每秒看一遍"), "{}", watching.all());
    edit(&town.path("content/articles/heat.md"), "甲。", "乙。");
    watching.shows("articles/heat.html", "乙。");
    assert!(!listens(watching.child.id()));
    assert_eq!(watching.count("改为每秒看一遍"), 1);
}
