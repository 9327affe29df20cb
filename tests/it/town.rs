//! A small township to build sites for: writes content into a folder of its own, runs the real binary, and
//! answers questions about what came out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub const BINARY: &str = env!("CARGO_BIN_EXE_banbao");

/// The day all tests take place, unless they say otherwise: two weeks before 世界无烟日.
pub const TODAY: &str = "2026-05-20";

pub const SITE: &str = "\
name: 示例镇健康教育宣传栏
organisation: 示例镇中心卫生院
hotlines: [{name: 急救, number: \"120\"}]
topics:
  - {id: chronic, name: 慢性病防治}
  - {id: tobacco, name: 控烟限酒}
# Calendars on paper have tests of their own.
printed_months: 0
";

pub struct Town {
    folder: TempDir,
    today: String,
}

impl Town {
    /// A site with settings and nothing else.
    pub fn new() -> Self {
        let town = Town { folder: TempDir::new().unwrap(), today: TODAY.into() };
        town.file("content/site.yaml", SITE)
    }

    pub fn on(mut self, today: &str) -> Self {
        self.today = today.into();
        self
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text.as_bytes());
        self
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// More settings, below the ones every town has.
    pub fn settings(self, more: &str) -> Self {
        let text = format!("{SITE}{more}\n");
        self.file("content/site.yaml", &text)
    }

    /// An article with the required front matter and this body.
    pub fn article(self, slug: &str, body: &str) -> Self {
        self.article_with(slug, "", body)
    }

    /// … and more lines of front matter.
    pub fn article_with(self, slug: &str, more: &str, body: &str) -> Self {
        let text = format!(
            "---\ntitle: 文章 {slug}\ndate: 2026-05-01\nsource: 国家卫生健康委\nauthor: 公共卫生科\n\
             audience: [全体居民]\ntopics: [慢性病防治]\n{more}\n---\n\n{body}\n"
        );
        self.file(&format!("content/articles/{slug}.md"), &text)
    }

    /// A campaign record with what is required, and more lines of front matter.
    pub fn campaign(self, observance: &str, year: i32, more: &str) -> Self {
        let text = format!(
            "---\nsource: 本院\nslogans: [拒绝第一支烟]\nkey_messages:\n\
             {0}  - {{title: 要点甲, text: 不吸烟。}}\n{0}  - {{title: 要点乙, text: 劝人戒烟。}}\n\
             {0}  - {{title: 要点丙, text: 打电话咨询。}}\n{more}\n---\n\n## 说明\n\n正文。\n",
            ""
        );
        self.file(&format!("content/campaigns/{observance}/{year}.md"), &text)
    }

    /// Runs the binary in this town.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(BINARY);
        command.current_dir(self.root()).args(arguments);
        if !arguments.contains(&"--lang") {
            command.args(["--lang", "zh"]);
        }
        if !arguments.contains(&"--today") {
            command.args(["--today", &self.today]);
        }
        command.output().unwrap()
    }

    /// Builds and insists that it worked.
    pub fn build(&self) -> Built<'_> {
        self.build_with(&[])
    }

    pub fn build_with(&self, more: &[&str]) -> Built<'_> {
        let output = self.run(&[&["build"], more].concat());
        assert!(output.status.success(), "{}", said(&output));
        Built { town: self, said: said(&output) }
    }

    /// Builds and insists that it was refused.
    pub fn refused(&self) -> String {
        let output = self.run(&["build"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        said(&output)
    }

    /// Every file of an output folder that somebody would upload or print.
    pub fn published(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.files(out);
        files.retain(|path, _| !path.starts_with(".banbao/"));
        files
    }

    /// Every file below a folder, with its bytes.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), "", &mut files);
        files
    }
}

/// A site that was built.
pub struct Built<'a> {
    town: &'a Town,
    pub said: String,
}

impl Built<'_> {
    /// A page or other text of the website.
    pub fn page(&self, path: &str) -> String {
        let path = self.town.path("out/site").join(path);
        fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    }

    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.town.path("out").join(path)).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.town.path("out").join(path).exists()
    }
}

/// Everything a run printed.
pub fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    )
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}
