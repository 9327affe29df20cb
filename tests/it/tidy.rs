//! House rules: they keep the code as the crate documentation describes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

fn files(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| {
            let extension = entry.path().extension().and_then(|it| it.to_str());
            extension.is_some_and(|it| extensions.contains(&it))
        })
        .map(|entry| (entry.path().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    files("src", &["rs"])
}

/// The module of the crate a file belongs to: `content` for `src/content/article.rs`.
fn module(path: &Path) -> String {
    let inner = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let top = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    top.trim_end_matches(".rs").to_owned()
}

/// Modules a text names as `crate::module`.
fn neighbours(text: &str) -> BTreeSet<String> {
    text.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn every_file_says_what_it_may_use_and_uses_nothing_else() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let module = module(&path);
        if ["main", "lib"].contains(&module.as_str()) {
            continue;
        }
        let Some(line) = text.lines().find_map(|line| line.strip_prefix("//! May use: ")) else {
            faults.push(format!("{}: has no `//! May use:` line", path.display()));
            continue;
        };
        let allowed: BTreeSet<String> = line.split(", ").map(ToOwned::to_owned).collect();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for neighbour in neighbours(code) {
            if neighbour != module && !allowed.contains(&neighbour) {
                faults.push(format!("{}: may not use {neighbour}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn data_goes_one_way() {
    // Later stages may use earlier ones, never the other way round.
    let road = [
        "messages",
        "diagnostics",
        "almanac",
        "source",
        "yaml",
        "config",
        "content",
        "lint",
        "site",
        "plan",
        "render",
        "output",
        "pipeline",
        "serve",
        "cli",
    ];
    let place = |module: &str| road.iter().position(|stage| *stage == module);
    for (path, text) in sources() {
        let module = module(&path);
        let Some(own) = place(&module) else { continue };
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for neighbour in neighbours(code) {
            let other =
                place(&neighbour).unwrap_or_else(|| panic!("{neighbour} is not on the road"));
            assert!(other <= own, "{}: {module} looks ahead to {neighbour}", path.display());
        }
    }
}

#[test]
fn each_heavy_library_has_one_room() {
    let rooms = [
        ("pulldown_cmark::", "content/markdown/"),
        ("tera::", "render/html.rs"),
        ("typst::", "render/print/"),
        ("notify::", "serve/watch.rs"),
        ("hyper::", "serve/http/"),
        ("tokio::", "serve/http/"),
        ("open::", "cli/browser.rs"),
        ("walkdir::", "source/mod.rs"),
        ("ammonia::", "content/markdown/sanitise.rs"),
        ("fluent_bundle::", "messages/mod.rs"),
        ("clap::", "cli/args/"),
        ("indicatif::", "cli/console.rs"),
        ("annotate_snippets::", "diagnostics/show.rs"),
        ("qrcodegen::", "render/print/qr.rs"),
        ("icalendar::", "render/ics.rs"),
        ("atom_syndication::", "render/feed.rs"),
        ("quick_xml::", "render/sitemap.rs"),
        ("tyme4rs::", "almanac/lunar.rs"),
        ("usvg::", "content/picture/"),
        ("jpeg_encoder::", "render/image/encode.rs"),
        ("webp::", "render/image/encode.rs"),
        ("moxcms::", "render/image/colour.rs"),
        ("fast_image_resize::", "render/image/mod.rs"),
        ("typst_render::", "render/print/drawing.rs"),
        ("html5ever::", "content/markdown/element.rs"),
        ("rustix::", "output/swap.rs"),
        ("self_cell::", "pipeline/edition.rs"),
    ];
    for (library, room) in rooms {
        let mut users = 0;
        for (path, text) in sources() {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let is_test = path.to_string_lossy().ends_with("tests.rs");
            if !is_test && code.collect::<Vec<_>>().join("\n").contains(library) {
                let path = path.to_string_lossy().replace('\\', "/");
                assert!(path.contains(room), "{path} uses {library}, whose room is {room}");
                users += 1;
            }
        }
        assert!(users > 0, "nobody uses {library}");
    }
}

#[test]
fn files_and_functions_fit_a_readers_head() {
    let mut faults = Vec::new();
    for (path, text) in sources().into_iter().chain(files("tests", &["rs"])) {
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() > LONGEST_FILE {
            faults.push(format!("{}: {} lines", path.display(), lines.len()));
        }
        let mut start: Option<(usize, usize)> = None;
        for (at, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let opens = line.trim_start().trim_start_matches("pub").trim_start_matches("(super)");
            if start.is_none() && (opens.trim_start().starts_with("fn ")) && !line.ends_with(';') {
                start = Some((at, indent));
            }
            if let Some((first, depth)) = start
                && indent == depth
                && line.trim() == "}"
            {
                if at - first + 1 > LONGEST_FUNCTION {
                    faults.push(format!(
                        "{}:{}: {} lines",
                        path.display(),
                        first + 1,
                        at - first + 1
                    ));
                }
                start = None;
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_left_undone_and_no_machine_is_named() {
    let folders = [
        ("src", &["rs", "ftl", "txt", "yaml"][..]),
        ("tests", &["rs"]),
        ("themes", &["html", "css", "typ", "yaml"]),
        ("content", &["md", "yaml"]),
    ];
    // Spelled in two parts, or this file would accuse itself.
    let words =
        [("TO", "DO"), ("FIX", "ME"), ("unimpl", "emented!"), ("/ro", "ot/"), ("/wo", "rk/")];
    for (folder, extensions) in folders {
        for (path, text) in files(folder, extensions) {
            for (start, end) in words {
                assert!(
                    !text.contains(&format!("{start}{end}")),
                    "{}: {start}{end}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains(" = ") {
            assert!(line.contains(" # "), "no reason: {line}");
        }
    }
}
