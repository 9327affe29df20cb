//! Sheets larger than the printer's paper, as a pack of its pages.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Sheet;
use crate::town::Town;

fn pack(size: &str, tile: &str) -> (usize, Vec<u8>) {
    let town = Town::new().settings("base_url: https://health.example.cn/").campaign(
        "no-tobacco-day",
        2026,
        "theme: 家里不吸烟",
    );
    let output =
        town.run(&["print", "campaigns/no-tobacco-day/2026", "--size", size, "--tile", tile]);
    assert!(output.status.success());
    let name = format!("out/print/posters/no-tobacco-day-2026-{size}");
    let read = |path: String| std::fs::read(town.path(&path)).unwrap();
    (read(format!("{name}.pdf")).len(), read(format!("{name}-tiles-{tile}.pdf")))
}

#[test]
fn a_poster_of_a1_becomes_pages_of_a4_that_cover_all_of_it() {
    let (_, bytes) = pack("a1", "a4");
    let pages = Sheet::read(bytes.clone()).pages();
    // Two times four pages on their side show too little of 594 × 841 mm; three times five are enough.
    assert!((10..=20).contains(&pages), "{pages} pages");
    let guide = Sheet::page(bytes.clone(), 1);
    assert!(guide.says("第39个世界无烟日"), "{}", guide.text());
    let mut labels = BTreeSet::new();
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    for number in 2..=pages {
        let page = Sheet::page(bytes.clone(), number);
        let (width, height) = page.paper();
        let (short, long) = (width.min(height), width.max(height));
        assert!((short - 210.0).abs() < 0.5 && (long - 297.0).abs() < 0.5, "{width} × {height}");
        let text = page.text();
        let label = (1..=9).flat_map(|row| (1..=9).map(move |column| (row, column)));
        labels
            .extend(label.filter(|(row, column)| text.contains(&format!("{row}-{column}第39个"))));
        // Every page holds all letters of the sheet and shows a part of some of them.
        for letter in page.letters.iter().filter(|letter| letter.ink.height() > 15.0) {
            *shares.entry(letter.text.clone()).or_default() += letter.shown();
        }
    }
    let (rows, columns) = *labels.last().unwrap();
    assert_eq!(labels.len(), pages - 1, "each page has a label of its own: {labels:?}");
    assert_eq!(rows * columns, pages - 1, "they fill all rows and columns: {labels:?}");
    let title = "第39个世界无烟日家里不吸烟";
    for character in title.chars().map(String::from) {
        let share = shares.get(&character).copied().unwrap_or_default();
        assert!(share > 0.99, "of {character} the pages show {share}");
    }
}

#[test]
fn a_pack_is_hardly_larger_than_its_sheet() {
    for (size, tile) in [("a2", "a4"), ("a1", "a4"), ("a1", "a3")] {
        let (whole, pack) = pack(size, tile);
        assert!(
            pack.len() < whole * 3 / 2 + 40_000,
            "{size} to {tile}: {} of {whole} bytes",
            pack.len()
        );
        let images =
            Sheet::read(pack).dictionaries().iter().filter(|it| it.contains_key("BBox")).count();
        assert!(images < 12, "the sheet is in the pack once, not on every page: {images}");
    }
}
