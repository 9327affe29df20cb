//! Whatever length the texts have, a poster is one page that can be read, or it is refused.

use super::picture;
use super::sheet::{Letter, Sheet};
use crate::town::{Town, said};

/// No printer of an office or a shop prints nearer to the edge of the paper.
const UNPRINTABLE: f64 = 5.0;

const PASSAGE: &str = "预防高血压要从每天少吃一点盐做起，成年人每天不超过5克；多走路、少熬夜，6000步也算“动起来”。\
    家里备一台上臂式血压计（经过认证），每周测2～3次，收缩压≥140毫米汞柱就去卫生院，BMI超过24要减重。";
/// Not even a slash to break it at.
const WORD: &str = "Pneumonoultramicroscopicsilicovolcanocon";

/// What one poster is to hold: lengths in characters, made into text.
#[derive(Clone)]
struct Words {
    title: String,
    theme: Option<String>,
    slogans: Vec<String>,
    messages: Vec<(String, String)>,
    picture: Option<&'static str>,
    source: String,
}

impl Words {
    fn new(
        title: usize,
        theme: usize,
        slogans: (usize, usize),
        messages: (usize, usize, usize),
    ) -> Self {
        let (count, heading, body) = messages;
        let message = |index| {
            (text(heading, 11 + 13 * index), format!("{}。", text(body - 1, 5 + 17 * index)))
        };
        Words {
            title: text(title, 29),
            theme: (theme > 0).then(|| text(theme, 54)),
            slogans: (0..slogans.0).map(|index| text(slogans.1, 3 + 19 * index)).collect(),
            messages: (0..count).map(message).collect(),
            picture: None,
            source: "国家卫生健康委".into(),
        }
    }

    fn front_matter(&self) -> String {
        let quoted = |text: &String| serde_json::to_string(text).unwrap();
        let mut lines = vec![
            "---".into(),
            format!("source: {}", quoted(&self.source)),
            format!("title: {}", quoted(&self.title)),
        ];
        lines.extend(self.theme.iter().map(|theme| format!("theme: {}", quoted(theme))));
        lines.extend(
            self.picture.iter().map(|file| format!("image: {{file: {file}, alt: 一张图}}")),
        );
        lines.push("slogans:".into());
        lines.extend(self.slogans.iter().map(|slogan| format!("  - {}", quoted(slogan))));
        lines.push("key_messages:".into());
        for (title, text) in &self.messages {
            lines.push(format!("  - {{title: {}, text: {}}}", quoted(title), quoted(text)));
        }
        lines.push("---\n\n## 说明\n\n正文。\n".into());
        lines.join("\n")
    }

    /// What is wrong with a sheet of any size and layout that should say all this.
    fn faults_anywhere(&self, sheet: &Sheet) -> Vec<String> {
        if sheet.pages() != 1 {
            return vec![format!("{} pages", sheet.pages())];
        }
        let mut wrong = sheet.illegible(UNPRINTABLE);
        let messages = self.messages.iter().flat_map(|(title, text)| [title, text]);
        let texts = [&self.title, &self.source].into_iter().chain(&self.theme).chain(&self.slogans);
        let missing = texts.chain(messages).filter(|text| !sheet.says(text));
        wrong.extend(missing.map(|text| format!("no {text}")));
        wrong
    }

    /// What is wrong with the sheet that should say all this, in its usual layout.
    fn faults(&self, sheet: &Sheet) -> Vec<String> {
        if sheet.pages() != 1 {
            return vec![format!("{} pages", sheet.pages())];
        }
        let mut wrong = sheet.illegible(UNPRINTABLE);
        let (width, height) = sheet.paper();
        let outside = |it: &&hayro::vello_cpu::kurbo::Rect| {
            it.x0 < 0.0 || it.y0 < 0.0 || it.x1 > width || it.y1 > height
        };
        wrong.extend(
            sheet.pictures.iter().filter(outside).map(|it| format!("a picture at {it:.0?}")),
        );
        // The order of this search is the order in which the sheet is read aloud.
        let mut at = 0;
        let mut next = |text: &str| {
            let (letters, end) = sheet.find(text, at);
            at = end;
            letters
        };
        for text in [&self.title].into_iter().chain(&self.theme).chain(&self.slogans) {
            wrong.extend(lonely(text, &next(text)));
        }
        let cards: Vec<_> =
            self.messages.iter().map(|(title, text)| (next(title), next(text))).collect();
        next(&self.source);
        for ((title, text), (heading, body)) in self.messages.iter().zip(&cards) {
            wrong.extend(lonely(title, heading).or_else(|| lonely(text, body)));
            let all: Vec<_> = heading.iter().chain(body).copied().collect();
            let Some(card) = sheet.card_of(&all) else {
                wrong.push(format!("{title} and its text leave their card"));
                continue;
            };
            let inside =
                |letter: &&Letter| letter.ink.area() > 0.0 && card.contains(letter.ink.center());
            // The number in front of the title is the card's own.
            let strangers = sheet.letters.iter().filter(inside).count().saturating_sub(all.len());
            if strangers > 1 {
                wrong.push(format!("{title} and its text have no card of their own"));
            }
        }
        wrong
    }
}

/// A text of `length` characters that starts about `from` characters into the passage.
fn text(length: usize, from: usize) -> String {
    let passage: Vec<char> = PASSAGE.chars().collect();
    let ordinary = |c: &char| ('\u{4e00}'..'\u{a000}').contains(c);
    let start = (from..).find(|at| ordinary(&passage[at % passage.len()])).unwrap();
    let mut text: String = passage.iter().cycle().skip(start).take(length).collect();
    if !text.ends_with(|c: char| ordinary(&c)) {
        text.pop();
        text.push('好');
    }
    text
}

/// A last line of one character.
fn lonely(text: &str, letters: &[&Letter]) -> Option<String> {
    let last = letters.last()?.baseline;
    let alone =
        letters.iter().rev().take_while(|letter| (letter.baseline - last).abs() < 0.5).count();
    (alone < 2 && letters.len() > 1)
        .then(|| format!("the last line of {text} is a lonely character"))
}

/// How many telephone numbers the footer holds, and how long their names are.
type Hotlines = (usize, usize);
const FEW: Hotlines = (2, 4);
const MANY: Hotlines = (8, 10);
const ALL_ALLOWED: Hotlines = (8, 60);

/// A town with pictures of all shapes.
fn town((count, length): Hotlines) -> Town {
    let hotlines: Vec<_> = (0..count)
        .map(|index| {
            format!("  - {{name: {}, number: 0000-000000{index}}}", text(length, 10 * index))
        })
        .collect();
    let town = Town::new().file(
        "content/site.yaml",
        &format!(
            "name: 示例镇\norganisation: 示例镇中心卫生院健康教育工作领导小组\n\
             department: 公共卫生科健康教育办公室\nbase_url: https://health.example.cn/town/\n\
             topics: []\nprinted_months: 0\nhotlines:\n{}\n",
            hotlines.join("\n")
        ),
    );
    for (name, width, height) in
        [("wide.jpg", 1600, 400), ("square.jpg", 600, 600), ("tall.jpg", 300, 900)]
    {
        let bytes = picture(width, height, image::ImageFormat::Jpeg);
        town.write(&format!("content/images/{name}"), &bytes);
    }
    town
}

const PICTURES: [Option<&str>; 4] = [None, Some("wide.jpg"), Some("square.jpg"), Some("tall.jpg")];

/// Where record number `index` belongs.
fn place(index: usize) -> (&'static str, usize) {
    (["no-tobacco-day", "aids-day"][index / 25], 2000 + index % 25)
}

fn with_records(mut town: Town, records: &[Words]) -> Town {
    for (index, words) in records.iter().enumerate() {
        let (observance, year) = place(index);
        town =
            town.file(&format!("content/campaigns/{observance}/{year}.md"), &words.front_matter());
    }
    town
}

/// Looks at the poster of every record.
fn assert_legible(town: &Town, records: &[(usize, &Words)]) {
    let posters = town.files("out/print/posters");
    let mut wrong = Vec::new();
    for (index, words) in records {
        let (observance, year) = place(*index);
        let sheet = Sheet::read(posters[&format!("{observance}-{year}-a3.pdf")].clone());
        let faults = words.faults(&sheet);
        if !faults.is_empty() {
            wrong.push(format!("{}\n  {}", words.front_matter(), faults.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), records.len(), wrong.join("\n"));
}

fn of_advised_lengths(shift: usize) -> Vec<Words> {
    let mut records = Vec::new();
    for theme in [0, 4, 30] {
        for slogans in [(1, 6), (3, 12), (6, 24)] {
            for messages in [(3, 2, 10), (5, 8, 30), (8, 10, 45)] {
                let index = records.len();
                let title = [2, 12, 30][(index + index / 3 + shift) % 3];
                let words = Words::new(title, theme, slogans, messages);
                records.push(Words { picture: PICTURES[index % 4], ..words });
            }
        }
    }
    records
}

#[test]
fn texts_of_every_advised_length_fit_on_one_legible_page() {
    for (shift, hotlines) in [FEW, MANY, ALL_ALLOWED].into_iter().enumerate() {
        let records = of_advised_lengths(shift);
        let town = with_records(town(hotlines), &records);
        town.build();
        assert_legible(&town, &records.iter().enumerate().collect::<Vec<_>>());
    }
}

#[test]
fn texts_beyond_that_fit_on_one_legible_page_or_are_refused() {
    let mut records = Vec::new();
    for (index, theme) in [0, 4, 30, 60].into_iter().cycle().take(24).enumerate() {
        let slogans = [(1, 40), (3, 40), (6, 40)][index % 3];
        let messages = [(3, 20, 90), (5, 20, 90), (8, 20, 90), (8, 12, 60)][index / 6];
        let words = Words::new([60, 40, 2][index / 8], theme, slogans, messages);
        records.push(Words { picture: PICTURES[(index + index / 4) % 4], ..words });
    }
    let town = with_records(town(MANY), &records);
    let output = town.run(&["build"]);
    let told = said(&output);
    let refused = |index: usize| {
        let (observance, year) = place(index);
        told.contains(&format!("content/campaigns/{observance}/{year}.md:"))
    };
    let (too_long, fitting): (Vec<_>, Vec<_>) =
        records.iter().enumerate().partition(|(index, _)| refused(*index));
    assert_eq!(told.matches("sheet-overflow").count(), too_long.len(), "{told}");
    assert!(!too_long.is_empty() && fitting.len() > 3, "{} of {}", too_long.len(), records.len());
    assert!(town.published("out").is_empty(), "nothing is published");
    for (index, _) in too_long {
        let (observance, year) = place(index);
        std::fs::remove_file(town.path(&format!("content/campaigns/{observance}/{year}.md")))
            .unwrap();
    }
    town.build();
    assert_legible(&town, &fitting);
}

#[test]
fn a_word_without_end_is_broken_and_marks_are_not_commands() {
    let ordinary = Words::new(12, 12, (2, 12), (4, 6, 30));
    let mut records = vec![ordinary; 8];
    records[0].title = WORD.into();
    records[1].theme = Some(WORD.into());
    records[2].slogans[1] = WORD.into();
    records[3].messages[1].0 = WORD[..20].into();
    records[4].messages[1].1 = [WORD, WORD].concat();
    records[5].source = [WORD; 5].concat();
    records[6].source = text(200, 0);
    records[7].title = "*星* #井 $元$ <尖> _线_ `点` @我 \\斜".into();
    records[7].messages[1].1 = "= 标题\\n- 一项 // 注释 /* 注释 */ #panic(1) ~ -- ...".into();
    let town = with_records(town(FEW), &records);
    town.build();
    assert_legible(&town, &records.iter().enumerate().collect::<Vec<_>>());
}

#[test]
fn a_card_title_leaves_no_character_alone() {
    let titles = [
        "抓紧72小时",
        "一二三四五六七",
        "每天6000步",
        "少吃盐",
        "HPV疫苗",
        "十字以内的小标题",
        "三减三健从我做起",
    ];
    let messages = titles.map(|title| (title.to_owned(), text(45, 7)));
    let mut records = Vec::new();
    for count in 3..=7 {
        let mut words = Words::new(9, 8, (3, 14), (3, 6, 30));
        words.messages = messages[..count].to_vec();
        words.picture = PICTURES[count % 4];
        records.push(words);
    }
    let town = with_records(town(MANY), &records);
    town.build();
    assert_legible(&town, &records.iter().enumerate().collect::<Vec<_>>());
}

/// Every size both ways in every layout: an order for each, as in the settings.
fn every_order() -> Vec<String> {
    let sizes = ["A4", "A3", "A2", "A1", "420x570", "570x840", "600x900", "700x1000"];
    let mut orders = Vec::new();
    for size in sizes {
        for orientation in ["portrait", "landscape"] {
            for layout in ["headline", "cards", "picture"] {
                orders.push(format!(
                    "  - {{format: poster, size: {size}, orientation: {orientation}, layout: {layout}}}"
                ));
            }
        }
    }
    orders
}

#[test]
fn every_size_and_layout_holds_little_and_much_on_one_legible_page() {
    let little = Words::new(2, 0, (1, 4), (1, 2, 8));
    let middle = Words::new(12, 14, (3, 12), (6, 5, 24));
    let much = Words::new(30, 30, (6, 24), (8, 10, 45));
    let nine = Words::new(60, 20, (2, 12), (9, 8, 24));
    let mut endless = Words::new(12, 12, (2, 12), (4, 6, 30));
    endless.theme = Some(WORD.into());
    endless.messages[1].1 = [WORD, WORD].concat();
    endless.source = [WORD; 3].concat();
    let records = [
        little.clone(),
        Words { picture: Some("square.jpg"), ..little },
        Words { picture: Some("wide.jpg"), ..middle.clone() },
        Words { picture: Some("tall.jpg"), ..middle },
        Words { picture: Some("square.jpg"), ..much.clone() },
        much,
        nine,
        endless,
    ];
    let town = with_records(town(FEW), &records);
    let settings = std::fs::read_to_string(town.path("content/site.yaml")).unwrap();
    let orders = every_order();
    let town =
        town.file("content/site.yaml", &format!("{settings}print:\n{}\n", orders.join("\n")));
    town.build();
    let posters = town.files("out/print/posters");
    assert_eq!(posters.len(), records.len() * orders.len(), "each order has a file of its own");
    let mut wrong = Vec::new();
    for (name, bytes) in posters {
        let (observance, rest) = name.split_at(name.find("-20").unwrap());
        let year: usize = rest[1..5].parse().unwrap();
        assert_eq!(observance, "no-tobacco-day");
        let faults = records[year - 2000].faults_anywhere(&Sheet::read(bytes));
        wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}
