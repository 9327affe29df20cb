//! What every sheet looks like from afar: a picture of a few hundred cells, kept as text in `tests/looks`, so that a
//! change of looks is seen in a diff. After a wanted change:
//!
//! ```text
//! LOOKS=accept cargo test --release --test it looks
//! git diff tests/looks        # and look at the PNG files it names
//! ```

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::sheet::Sheet;
use crate::town::{Town, said};

/// Cells across a picture.
const ACROSS: usize = 48;
/// From white to black.
const INK: &[u8] = b" .:-=+*#%@";
/// How many steps of ink a cell may change, and in how many of a hundred cells it may change more.
const STEPS: usize = 2;
const CELLS: usize = 3;

fn town() -> Town {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 80\">\
        <rect width=\"120\" height=\"80\" fill=\"#fde6b3\"/><circle cx=\"60\" cy=\"40\" r=\"30\" fill=\"#b3261e\"/></svg>";
    Town::new()
        .settings("department: 公共卫生科\nbase_url: https://health.example.cn/")
        .file("content/images/badge.svg", drawing)
        .campaign("no-tobacco-day", 2026, "theme: 家里不吸烟 全家都健康\nimage: {file: badge.svg, alt: 一枚徽章}")
        .article_with(
            "fever",
            "summary: 孩子发烧不要慌。\nkey_points: [多喝水多休息, 体温38.5℃以上再吃退烧药, 超过三天不退要看医生]\n\
             image: {file: badge.svg, alt: 一枚徽章}",
            "## 怎么办\n\n先量体温。\n\n- 多喝水\n- 少穿衣\n\n| 体温 | 办法 |\n|---|---|\n| 38.5℃ | 吃药 |\n",
        )
        .file(
            "content/boards/gate.yaml",
            "place: 门口\nwidth: 2400\nheight: 1200\nissues:\n  - number: 3\n    total: 27\n    from: 2026-05-01\n    \
             to: 2026-06-30\n    items:\n      - campaign: no-tobacco-day/2026\n      - article: fever\n      - doctor: {role: 责任医生}\n      \
             - hotlines: true\n",
        )
}

/// What is printed, and the file it makes.
const SHEETS: [(&[&str], &str); 16] = [
    (&["campaigns/no-tobacco-day/2026"], "posters/no-tobacco-day-2026-a3.pdf"),
    (
        &["campaigns/no-tobacco-day/2026", "--layout", "cards"],
        "posters/no-tobacco-day-2026-a3-cards.pdf",
    ),
    (
        &["campaigns/no-tobacco-day/2026", "--layout", "picture"],
        "posters/no-tobacco-day-2026-a3-picture.pdf",
    ),
    (
        &["campaigns/no-tobacco-day/2026", "--orientation", "landscape"],
        "posters/no-tobacco-day-2026-a3-landscape.pdf",
    ),
    (
        &["campaigns/no-tobacco-day/2026", "--orientation", "landscape", "--layout", "cards"],
        "posters/no-tobacco-day-2026-a3-landscape-cards.pdf",
    ),
    (
        &["campaigns/no-tobacco-day/2026", "--orientation", "landscape", "--layout", "picture"],
        "posters/no-tobacco-day-2026-a3-landscape-picture.pdf",
    ),
    (
        &["campaigns/no-tobacco-day/2026", "--profile", "mono"],
        "posters/no-tobacco-day-2026-a3-mono.pdf",
    ),
    (
        &["campaigns/no-tobacco-day/2026", "--profile", "shop"],
        "posters/no-tobacco-day-2026-a3-shop.pdf",
    ),
    (&["articles/fever"], "handouts/fever-a4.pdf"),
    (&["articles/fever", "--full-text"], "handouts/fever-a4-full.pdf"),
    (&["articles/fever", "--format", "prescription"], "prescriptions/fever-a4.pdf"),
    (&["boards/gate"], "boards/gate-2026-3.pdf"),
    (&["boards/gate", "--tile", "A4"], "boards/gate-2026-3-tiles-a4.pdf"),
    (
        &["campaigns/no-tobacco-day/2026", "--format", "banner"],
        "banners/no-tobacco-day-2026-a4.pdf",
    ),
    (&["calendar/2026"], "calendar/wall-2026-a3.pdf"),
    (&["calendar/2026-05"], "calendar/2026-05-a4.pdf"),
];

#[test]
fn every_sheet_looks_as_it_did_when_somebody_looked() {
    let town = town();
    let accept = std::env::var("LOOKS").is_ok_and(|it| it == "accept");
    let mut changed = Vec::new();
    for (what, file) in SHEETS {
        let output = town.run(&[&["print"], what].concat());
        assert!(output.status.success(), "{}", said(&output));
        let sheet = Sheet::read(fs::read(town.path(&format!("out/print/{file}"))).unwrap());
        let name = &file.trim_end_matches(".pdf").replace('/', "-");
        let looks = looks(&sheet);
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/looks/{name}.txt"));
        if accept {
            fs::create_dir_all(kept.parent().unwrap()).unwrap();
            fs::write(&kept, &looks).unwrap();
        }
        let before = fs::read_to_string(&kept).unwrap_or_default();
        if !is_alike(&before, &looks) {
            changed.push(format!(
                "{} changed; see {}\n{looks}",
                kept.display(),
                picture(&sheet, name).display()
            ));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// The page as letters, darker ones for more ink.
fn looks(sheet: &Sheet) -> String {
    let (width, height) = sheet.paper();
    let (columns, down) = (ACROSS, (ACROSS as f64 / width * height / 2.0).round() as usize);
    let (wide, high, pixels) = sheet.seen((ACROSS as f64 * 8.0 / width * 25.4) as f32);
    let mut text = String::new();
    for row in 0..down {
        for column in 0..columns {
            let (x0, x1) = (column * wide / columns, (column + 1) * wide / columns);
            let (y0, y1) = (row * high / down, (row + 1) * high / down);
            let cells = (y0..y1).flat_map(|y| pixels[y * wide + x0..y * wide + x1].iter());
            let light: usize = cells.clone().flatten().map(|it| usize::from(*it)).sum();
            let mean = light / (3 * cells.count()).max(1);
            text.push(char::from(INK[(255 - mean) * (INK.len() - 1) / 255]));
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

fn is_alike(before: &str, now: &str) -> bool {
    let ink = |text: &str, row: usize, column: usize| {
        let letter = text
            .lines()
            .nth(row)
            .and_then(|line| line.as_bytes().get(column).copied())
            .unwrap_or(b' ');
        INK.iter().position(|it| *it == letter).unwrap_or_default()
    };
    let rows = now.lines().count();
    let places = (0..rows).flat_map(|row| (0..ACROSS).map(move |column| (row, column)));
    let far = places.filter(|(row, column)| {
        ink(before, *row, *column).abs_diff(ink(now, *row, *column)) > STEPS
    });
    before.lines().count() == rows && far.count() * 100 <= CELLS * rows * ACROSS
}

/// The page as a PNG file to look at.
fn picture(sheet: &Sheet, name: &str) -> PathBuf {
    let (width, height, pixels) = sheet.seen(60.0);
    let size = |side: usize| u32::try_from(side).unwrap();
    let bytes = pixels.into_iter().flatten().collect();
    let picture = image::RgbImage::from_raw(size(width), size(height), bytes).unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
    picture.save(&path).unwrap();
    path
}

#[test]
fn a_sheet_turned_upside_down_does_not_look_the_same() {
    let town = town();
    assert!(town.run(&["print", "articles/fever"]).status.success());
    let bytes = fs::read(town.path("out/print/handouts/fever-a4.pdf")).unwrap();
    let upright = looks(&Sheet::read(bytes));
    let mut turned = String::new();
    for line in upright.lines().rev() {
        writeln!(turned, "{line}").unwrap();
    }
    assert!(is_alike(&upright, &upright) && !is_alike(&upright, &turned));
}
