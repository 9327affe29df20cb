//! Banners, and pictures for televisions and LED screens.

use super::sheet::Sheet;
use crate::town::{Town, said};

fn town() -> Town {
    Town::new().campaign("no-tobacco-day", 2026, "theme: 拒绝烟草120").article_with(
        "fever",
        "key_points: [多喝水, 量体温, 少出门, 就医]",
        "正文。",
    )
}

fn print(town: &Town, arguments: &[&str]) {
    let output = town.run(&[&["print"], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_banner_has_a_page_for_each_character() {
    let town = town();
    print(&town, &["campaigns/no-tobacco-day/2026", "--format", "banner", "--size", "A3"]);
    let bytes = std::fs::read(town.path("out/print/banners/no-tobacco-day-2026-a3.pdf")).unwrap();
    assert_eq!(Sheet::read(bytes.clone()).pages(), "拒绝烟草120".chars().count());
    for (number, character) in "拒绝烟草120".chars().enumerate() {
        let page = Sheet::page(bytes.clone(), number + 1);
        let largest = page
            .letters
            .iter()
            .max_by(|one, other| one.ink.height().total_cmp(&other.ink.height()))
            .unwrap();
        assert_eq!(largest.text, character.to_string());
        assert!(largest.ink.height() > 100.0, "{character}: {} mm", largest.ink.height());
        assert_eq!(page.illegible(4.0), Vec::<String>::new(), "page {}", number + 1);
    }
}

#[test]
fn a_banner_of_a_given_size_is_one_strip_and_a_pack_of_pages() {
    let town = town();
    let wish =
        ["--format", "banner", "--size", "6000x700", "--tile", "A4", "--text", "爱国卫生 人人参与"];
    print(&town, &[&["campaigns/no-tobacco-day/2026"], &wish[..]].concat());
    let name = "out/print/banners/no-tobacco-day-2026-6000x700-爱国卫生人人参与";
    let sheet = Sheet::read(std::fs::read(town.path(&format!("{name}.pdf"))).unwrap());
    assert!((sheet.paper().0 - 6000.0).abs() < 1.0 && (sheet.paper().1 - 700.0).abs() < 1.0);
    assert!(sheet.says("爱国卫生人人参与"), "{}", sheet.text());
    assert!(sheet.letters.iter().any(|letter| letter.ink.height() > 350.0));
    assert!(town.path(&format!("{name}-tiles-a4.pdf")).exists());
}

#[test]
fn slides_have_the_pixels_of_a_screen() {
    let town = town();
    print(&town, &["campaigns/no-tobacco-day/2026", "articles/fever", "--format", "slides"]);
    let files = town.files("out/channels/slides");
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "fever/landscape-1.png",
            "fever/landscape-2.png",
            "fever/landscape-3.png",
            "fever/led.txt",
            "fever/portrait-1.png",
            "fever/portrait-2.png",
            "fever/portrait-3.png",
            "no-tobacco-day-2026/landscape-1.png",
            "no-tobacco-day-2026/landscape-2.png",
            "no-tobacco-day-2026/led.txt",
            "no-tobacco-day-2026/portrait-1.png",
            "no-tobacco-day-2026/portrait-2.png",
        ]
    );
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".png")) {
        let picture = image::load_from_memory(bytes).unwrap().into_rgb8();
        let size = if name.contains("landscape") { (1920, 1080) } else { (1080, 1920) };
        assert_eq!(picture.dimensions(), size, "{name}");
        // Words stand dark on light panels, or light on the ground.
        let share = |is_it: fn(&image::Rgb<u8>) -> bool| {
            let count = picture.pixels().filter(|pixel| is_it(pixel)).count();
            count * 1000 / (1920 * 1080)
        };
        let light = share(|pixel| pixel.0.iter().all(|it| *it > 210));
        assert!(light > 5, "{name}: nothing light on it, {light} ‰");
        if !name.ends_with("-1.png") {
            let dark = share(|pixel| pixel.0.iter().all(|it| *it < 70));
            assert!(light > 150 && dark > 5, "{name}: {light} ‰ light, {dark} ‰ of dark words");
        }
    }
}

#[test]
fn the_text_of_an_led_bar_is_one_line_that_windows_reads() {
    let town = town();
    print(&town, &["campaigns/no-tobacco-day/2026", "--format", "slides"]);
    let text = std::fs::read(town.path("out/channels/slides/no-tobacco-day-2026/led.txt")).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
    assert_eq!(text.lines().count(), 1);
    for part in ["第39个世界无烟日", "拒绝烟草120", "劝人戒烟。", "示例镇中心卫生院", "急救 120"]
    {
        assert!(text.contains(part), "no {part} in {text}");
    }
}
