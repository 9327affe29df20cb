//! Bad input, case by case: `tests/cases/<a fact>/in` is laid over `tests/cases/base`, and what the check
//! says must be `says.txt`, letter for letter. `without.txt` names files of the base to leave out.

use std::fs;
use std::path::{Path, PathBuf};

use crate::town::{Town, said};

/// A faulty input that a file system or an archive cannot carry is in `security.rs`.
const CASES_AT_LEAST: usize = 25;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() && path.file_name().is_some_and(|name| name != "base"))
        .collect();
    cases.sort();
    cases
}

fn lay_over(town: &Town, from: &Path, inner: &str) {
    for entry in fs::read_dir(from.join(inner)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let inner = if inner.is_empty() { name } else { format!("{inner}/{name}") };
        if entry.path().is_dir() {
            lay_over(town, from, &inner);
        } else {
            town.write(&inner, &fs::read(entry.path()).unwrap());
        }
    }
}

fn town_of(case: &Path) -> Town {
    let town = Town::new();
    fs::remove_file(town.path("content/site.yaml")).unwrap();
    lay_over(&town, &case.with_file_name("base"), "");
    if let Ok(without) = fs::read_to_string(case.join("without.txt")) {
        for path in without.lines().filter(|line| !line.is_empty()) {
            fs::remove_file(town.path(path)).unwrap();
        }
    }
    if case.join("in").is_dir() {
        lay_over(&town, &case.join("in"), "");
    }
    town
}

#[test]
fn every_fault_is_told_with_its_place_and_a_next_step() {
    let cases = cases();
    assert!(cases.len() >= CASES_AT_LEAST, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        for (file, language) in [("says.txt", "zh"), ("says.en.txt", "en")] {
            let Ok(expected) = fs::read_to_string(case.join(file)) else { continue };
            let output = town_of(case).run(&["check", "--lang", language]);
            let found = String::from_utf8_lossy(&output.stderr).into_owned();
            if found.trim_end() != expected.trim_end() {
                wrong.push(format!(
                    "{}\n--- expected\n{expected}\n--- said\n{found}",
                    case.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn a_build_with_faults_publishes_nothing_and_keeps_what_was_there() {
    for case in cases() {
        let town = town_of(&case);
        let checked = town.run(&["check"]).status.code();
        let output = town.run(&["build"]);
        assert_eq!(output.status.code(), checked, "{}: {}", case.display(), said(&output));
        let published = !town.files("out/site").is_empty();
        assert_eq!(published, checked == Some(0), "{}: {}", case.display(), said(&output));
    }
    let town = Town::new().article("heat", "正文");
    town.build();
    let before = town.files("out/site");
    town.write("content/articles/bad.md", b"no front matter");
    town.refused();
    assert_eq!(before, town.files("out/site"), "what was published before is untouched");
}

#[test]
fn the_base_of_all_cases_is_without_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base");
    let output = town_of(&folder).run(&["check", "--deny", "warnings"]);
    assert!(output.status.success(), "{}", said(&output));
}
