//! Every command of the READMEs and of the guides to themes works as it stands there, in order, in a scratch
//! folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::town::{BINARY, said};

/// Commands the continuous build runs itself: they compile, or run until stopped.
fn is_run_elsewhere(command: &str) -> bool {
    command == "cargo run --release -- build"
        || !(command.starts_with("banbao ") || command.starts_with("cargo run --release -- "))
        || command.contains(" watch")
}

fn commands(readme: &str) -> Vec<String> {
    let mut inside = false;
    let mut commands = Vec::new();
    for line in readme.lines() {
        let line = line.trim();
        if let Some(fence) = line.strip_prefix("```") {
            inside = fence == "sh";
        } else if inside && !line.starts_with('#') && !line.is_empty() {
            commands.push(line.split(" #").next().unwrap_or(line).trim().to_owned());
        }
    }
    commands
}

fn run_all(file: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join(file)).unwrap();
    let commands = commands(&readme);
    let gate = fs::read_to_string(root.join(".ci/run")).unwrap();
    for command in commands.iter().filter(|command| is_run_elsewhere(command)) {
        assert!(gate.contains(command.as_str()), "{file}: nobody runs {command}");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut ran = 0;
    for command in commands.iter().filter(|command| !is_run_elsewhere(command)) {
        let arguments = command
            .trim_start_matches("cargo run --release -- ")
            .trim_start_matches("banbao ")
            .split_whitespace();
        let output = Command::new(BINARY).current_dir(&folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{file}: {command}\n{}", said(&output));
        ran += 1;
    }
    assert!(ran >= 3, "{file} shows only {ran} commands");
}

#[test]
fn every_command_of_the_readme_works() {
    run_all("README.md");
}

#[test]
fn every_command_of_the_chinese_readme_works() {
    run_all("README.zh-CN.md");
}

#[test]
fn every_command_of_the_guides_to_themes_works() {
    run_all("themes/README.md");
    run_all("themes/README.zh-CN.md");
}

#[test]
fn both_languages_show_the_same_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |file: &str| commands(&fs::read_to_string(root.join(file)).unwrap());
    assert!(of("README.md").contains(&"cargo run --release -- build".to_owned()));
    assert_eq!(of("README.md"), of("README.zh-CN.md"));
    assert_eq!(of("themes/README.md"), of("themes/README.zh-CN.md"));
}
