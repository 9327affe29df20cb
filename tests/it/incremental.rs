//! A build that starts from an earlier one comes out as one that starts from nothing: after whatever was edited,
//! in a process that goes on, in one that begins anew, and in the server of the preview.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, SystemTime};

use banbao::diagnostics::{Code, Finding, SourcePath};
use banbao::output::Progress;
use banbao::pipeline::{self, Edition, Goal, Memo, Report, Request};
use banbao::plan::OutPath;
use banbao::site::Moment;
use banbao::source::{self, Tree};
use image::{ImageFormat, RgbImage};
use jiff::civil::date;

use crate::dice::Dice;
use crate::town::{SITE, Town};

const STEPS: usize = 80;
const PLATE: &str = "content/images/plate.svg";
const PHOTO: &str = "content/images/photo.jpg";
const BOARD: &str = "content/boards/gate.yaml";
const OBSERVANCES: &str = "content/observances.yaml";
const NAMES: [&str; 6] = ["fever", "heat", "teeth", "salt", "sleep", "hands"];
const TOPICS: [&str; 4] =
    ["[慢性病防治]", "[控烟限酒]", "[慢性病防治, 控烟限酒]", "[控烟限酒, 慢性病防治]"];

struct Silent;

impl Progress for Silent {
    fn wait(&self, _: &Path) {}
    fn begin(&self, _: usize) {}
    fn step(&self, _: &OutPath) {}
    fn end(&self) {}
}

/// Somebody at work on a site.
struct Author {
    town: Town,
    dice: Dice,
    moment: Moment,
}

impl Author {
    fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    fn write_bytes(&self, path: &str, bytes: &[u8]) {
        self.town.write(path, bytes);
        // As after a copy that keeps the times: the time alone tells of no change.
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        File::options()
            .write(true)
            .open(self.town.path(path))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }

    fn is_there(&self, path: &str) -> bool {
        self.town.path(path).exists()
    }

    fn article(&mut self) -> String {
        let other = self.dice.pick(&NAMES);
        let other_file = format!("content/articles/{other}.md");
        // Now and then a mistake.
        let can_link = self.is_there(&other_file) || self.dice.roll(8) == 0;
        let can_show = self.is_there(PLATE) || self.dice.roll(16) == 0;
        let day = 1 + self.dice.roll(28);
        let mut head = format!(
            "title: 文章{}\ndate: 2026-04-{day:02}\nsource: 国家卫生健康委\nauthor: 公共卫生科\naudience: [全体居民]\n\
             topics: {}\n",
            self.dice.roll(9),
            self.dice.pick(&TOPICS)
        );
        for (line, sides) in [
            ("updated: 2026-05-19\n", 3),
            ("expires: 2026-06-01\n", 4),
            ("review_by: 2026-05-25\n", 4),
            ("publish: 2026-05-22\n", 5),
            ("draft: true\n", 12),
            ("summary: 天热多喝水。\n", 2),
            ("key_points: [多喝水, 少外出]\n", 2),
            ("slug: another-address\n", 12),
            ("aliases: [articles/old-address.html]\n", 20),
        ] {
            if self.dice.roll(sides) == 0 {
                head.push_str(line);
            }
        }
        match self.dice.roll(6) {
            0 if can_show => head.push_str("image: {file: plate.svg, alt: 餐盘}\n"),
            1 if self.is_there(PHOTO) => head.push_str("image: {file: photo.jpg, alt: 照片}\n"),
            _ => {}
        }
        let mut body = format!("## 怎么办\n\n第{}句话。\n\n", self.dice.roll(100));
        if self.dice.roll(3) == 0 && can_link {
            body.push_str(&format!("另见[这一篇]({other}.md)。\n\n"));
        }
        if self.dice.roll(4) == 0 && can_show {
            body.push_str("![餐盘](plate.svg)\n\n");
        }
        format!("---\n{head}---\n\n{body}")
    }

    fn campaign(&mut self) -> String {
        let is_there = |name: &&&str| self.is_there(&format!("content/articles/{name}.md"));
        let named: Vec<&str> = NAMES.iter().filter(is_there).take(3).copied().collect();
        let articles = format!("articles: [{}]\n", named.join(", "));
        format!(
            "---\nsource: 本院\nslogans: [口号{}]\nkey_messages: [{{title: 要点, text: 不吸烟。}}]\n{articles}---\n\n正文。\n",
            self.dice.roll(9)
        )
    }

    fn settings(&mut self) -> String {
        let print = ["[]", "[]", "[{format: slides}]"][self.dice.roll(3)];
        let mut text = format!("{SITE}print: {print}\npage_size: {}\n", 1 + self.dice.roll(4));
        if self.dice.roll(2) == 0 {
            text.push_str("base_url: https://health.example.cn/town/\n");
        }
        if self.dice.roll(3) == 0 {
            text = text.replace("急救", "急救电话");
        }
        if self.dice.roll(3) == 0 {
            text = text.replace("控烟限酒}", "控烟限酒, summary: 不吸第一支烟}");
        }
        if self.dice.roll(4) == 0 {
            text = text.replace("id: tobacco", "id: smoking");
        }
        if self.dice.roll(4) == 0 {
            let [one, other] = ["慢性病防治", "控烟限酒"];
            text = text.replace(one, "X").replace(other, one).replace('X', other);
        }
        for line in ["lead_days: 5\n", "description: 健康\n", "theme_options: {accent: blue}\n"] {
            if self.dice.roll(3) == 0 {
                text.push_str(line);
            }
        }
        text
    }

    /// A built-in file of the theme, changed a little.
    fn theme_file(&mut self) {
        let (path, from, to) = [
            ("pages/article.html", "<h1", "<h1 data-mark="),
            ("pages/articles.html", "<h1", "<h1 data-mark="),
            ("pages/base.html", "<body", "<body data-mark="),
            (
                "pages/components.html",
                "<article class=",
                "<article data-mark=\"{{ level }}\" class=",
            ),
            ("sheets/slides.typ", "", "// "),
            ("static/style.css", "{", "{ --mark: "),
        ][self.dice.roll(6)];
        let path = format!("themes/township/{path}");
        if self.dice.roll(3) == 0 {
            let _ = fs::remove_file(self.town.path(&path));
            return;
        }
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        let built_in = fs::read_to_string(built_in).unwrap();
        let end = match path.rsplit('.').next() {
            Some("css") => ";",
            Some("typ") => "\n",
            _ => "",
        };
        let to = format!("{to}{}{end}", self.dice.roll(3));
        let changed = built_in.replacen(from, &to, 1);
        assert_ne!(changed, built_in);
        self.write(&path, &changed);
    }

    fn photo(&mut self) {
        let colour = image::Rgb([20 + 180 * self.dice.roll(2) as u8, 90, 90]);
        let (mut bytes, pixels) = (Cursor::new(Vec::new()), RgbImage::from_pixel(600, 400, colour));
        pixels.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        self.write_bytes(PHOTO, bytes.get_ref());
    }

    /// Writes a file, or removes the one that is there.
    fn turn(&self, path: &str, text: &str) {
        if fs::remove_file(self.town.path(path)).is_err() {
            self.write(path, text);
        }
    }

    /// Everything but articles, campaigns and the theme.
    fn edit_the_rest(&mut self, what: usize) {
        match what {
            0 => self.photo(),
            1 => {
                let number = 1 + self.dice.roll(3);
                let issue = format!("{{number: {number}, from: 2026-04-01, to: 2026-05-31, items: [{{hotlines: true}}]}}");
                self.turn(BOARD, &format!("place: 门口\nwidth: 600\nheight: 900\nissues: [{issue}]\n"));
            }
            2 => self.turn(
                OBSERVANCES,
                "add:\n  - {id: clean-day, name: 全镇清洁日, rule: {type: nth_weekday, month: 6, nth: 2, weekday: 6}, \
                 source: 镇政府通知}\nsilence: [aids-day]\n",
            ),
            3 => self.moment.drafts = self.dice.roll(3) == 0,
            4 => self.moment.future = self.dice.roll(3) == 0,
            _ => {
                let days = self.dice.roll(12) as i64 - 4;
                self.moment.today = self.moment.today.saturating_add(jiff::Span::new().days(days));
            }
        }
    }

    fn edit(&mut self) -> String {
        let [one, other] = [self.dice.pick(&NAMES), self.dice.pick(&NAMES)];
        let [one, other] = [one, other].map(|name| format!("content/articles/{name}.md"));
        let what = self.dice.roll(23);
        match what {
            0..=4 => {
                let text = self.article();
                self.write(&one, &text);
            }
            5 => drop(fs::remove_file(self.town.path(&one))),
            6 => drop(fs::rename(self.town.path(&one), self.town.path(&other))),
            7 => {
                let colour = self.dice.pick(&["red", "blue"]);
                self.write(
                    PLATE,
                    &format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="{colour}"/></svg>"#),
                );
            }
            8 => drop(fs::remove_file(self.town.path(PLATE))),
            9 => {
                let text = self.settings();
                self.write("content/site.yaml", &text);
            }
            10 => self.theme_file(),
            11..=14 => {
                let text = self.campaign();
                let name = self.dice.pick(&["no-tobacco-day", "aids-day"]);
                self.write(&format!("content/campaigns/{name}/2026.md"), &text);
            }
            15 => {
                let text = format!(
                    "---\ntitle: 关于{}\nnav: {}\n---\n\n我们。\n",
                    self.dice.roll(5),
                    self.dice.roll(2) == 0
                );
                self.write("content/pages/about.md", &text);
            }
            rest => self.edit_the_rest(rest - 16),
        }
        format!("edit {what} of {one} and {other}, as of {:?}", self.moment)
    }

    /// A quick look at what may have been edited sees what a look at everything does, unless it does not do.
    fn glances(&self, before: &Tree, now: &Tree, when: &str) {
        let root = self.town.root().canonicalize().unwrap();
        let changed = now.changes_since(before);
        let articles = NAMES.iter().map(|name| format!("content/articles/{name}.md"));
        let told = articles.chain(changed.iter().map(ToString::to_string));
        let told: Vec<_> = told.map(|path| root.join(path)).collect();
        let seen = source::read_some(before, self.town.root(), &told);
        let is_known = |path: &SourcePath| before.get(path).is_some() && now.get(path).is_some();
        assert_eq!(seen.is_some(), changed.iter().all(is_known), "{when}");
        let missed = seen.map(|seen| now.changes_since(&seen));
        assert_eq!(missed.unwrap_or_default(), [], "{when}");
    }

    /// The preview of another day shows what a build of that day publishes.
    fn looks_at_another_day(&self, shown: &Edition, when: &str) {
        let today = self.moment.today.saturating_add(jiff::Span::new().days(4));
        let moment = Moment { today, ..self.moment };
        let out = self.town.path("another-day");
        let request = Request { moment, ..self.request(&out) };
        pipeline::run(&request, &mut Memo::default(), &Silent).unwrap();
        let expected = self.town.published("another-day");
        shows(&shown.on(moment), &expected, &format!("{when}, on {today}"));
        fs::remove_dir_all(&out).unwrap();
    }

    /// What somebody did to the output is mended by the next build.
    fn tampers_with(&mut self, out: &Path) {
        match self.dice.roll(5) {
            0 => fs::write(out.join("site/index.html"), "其他内容").unwrap(),
            1 => fs::remove_file(out.join("site/articles/index.html")).unwrap(),
            2 => fs::remove_dir_all(out.join("site/topics")).unwrap(),
            3 => fs::remove_dir_all(out.join("site")).unwrap(),
            _ => {}
        }
    }

    fn request(&self, out: &Path) -> Request {
        Request {
            root: self.town.root().to_path_buf(),
            out: out.to_path_buf(),
            atomic: false,
            moment: self.moment,
            goal: Goal::Publish,
            deny_warnings: false,
        }
    }
}

fn same_files(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, when: &str) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{when}");
    for (name, bytes) in one {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), text(&other[name]), "{name} after {when}");
    }
}

/// Every page the preview shows is the one that a build publishes.
fn shows(edition: &Edition, expected: &BTreeMap<String, Vec<u8>>, when: &str) {
    for (path, bytes) in expected {
        let Some(path) = path.strip_prefix("site/") else { continue };
        let file = edition.file(path).unwrap_or_else(|| panic!("no {path} after {when}"));
        assert!(*file.unwrap() == **bytes, "{path} is shown otherwise after {when}");
    }
}

#[test]
fn after_any_edits_a_build_comes_out_as_if_it_were_the_first() {
    let town = Town::new();
    let moment = Moment { today: date(2026, 5, 20), drafts: false, future: false };
    let mut author = Author { town, dice: Dice(20_260_520), moment };
    let first = author.settings();
    author.write("content/site.yaml", &first);
    let (resident, anew) = (author.town.path("resident"), author.town.path("anew"));
    let (mut memo, mut tree, mut seen) = (Memo::default(), Tree::default(), Memo::default());
    let (mut good, mut bad) = (0, 0);
    for step in 0..STEPS {
        let when = format!("step {step}: {}", author.edit());
        let read = source::read_since(&tree, author.town.root()).unwrap();
        author.glances(&tree, &read.0, &when);
        tree = read.0.clone();
        let shown = Edition::new(read.clone(), &author.request(&resident), &mut seen).ok();
        let built = pipeline::run_on(read, &author.request(&resident), &mut memo, &Silent).unwrap();
        let again = pipeline::run(&author.request(&anew), &mut Memo::default(), &Silent).unwrap();
        let clean = author.town.path(&format!("clean-{step}"));
        let plain = pipeline::run(&author.request(&clean), &mut Memo::default(), &Silent).unwrap();
        // What was published before is known where it was, and nowhere else.
        let is_of_now = |finding: &&Finding| finding.code != Code::PublicationTimeRewritten;
        let said = |report: &Report| {
            let findings = report.findings.iter().filter(is_of_now);
            findings.map(|finding| format!("{finding:?}\n")).collect::<String>()
        };
        assert_eq!(said(&built), said(&plain), "{when}");
        assert_eq!(said(&again), said(&plain), "{when}");
        if plain.published.is_none() {
            bad += 1;
            // Somebody gives up and begins again.
            let _ = fs::remove_dir_all(author.town.path("content/articles"));
            let _ = fs::remove_dir_all(author.town.path("content/campaigns"));
            continue;
        }
        good += 1;
        let published = |out: &str| author.town.published(out);
        let expected = published(&format!("clean-{step}"));
        same_files(&published("resident"), &expected, &when);
        same_files(&published("anew"), &expected, &when);
        let shown = shown.expect("what can be published can be shown");
        shows(&shown, &expected, &when);
        fs::remove_dir_all(&clean).unwrap();
        if author.dice.roll(4) == 0 {
            author.looks_at_another_day(&shown, &when);
        }
        if author.dice.roll(3) == 0 {
            author.tampers_with(&resident);
            author.tampers_with(&anew);
        }
    }
    assert!(good >= STEPS / 2 && bad > 0, "{good} sites without and {bad} with errors");
}

#[test]
fn a_build_without_changes_writes_nothing_and_one_edit_only_what_shows_it() {
    let town = Town::new().settings("print: []");
    let town = NAMES.iter().fold(town, |town, name| town.article(name, "正文。"));
    town.build();
    assert!(town.build().said.contains("写入 0 个"), "{}", town.build().said);
    let page = town.path("out/site/articles/heat.html");
    let written = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let before = written(&page);
    let town = town.article("fever", "正文改了。");
    let said = town.build().said;
    assert_eq!(written(&page), before, "a page that says the same stays as it is");
    assert!(!said.contains("写入 0 个"), "{said}");
    assert!(
        fs::read_to_string(town.path("out/site/articles/fever.html")).unwrap().contains("正文改了")
    );
}
