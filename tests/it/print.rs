//! Posters as a reader has them, on paper and on the screen.

mod articles;
mod board;
mod calendar;
mod fit;
mod looks;
mod order;
mod screens;
mod sheet;
mod shop;
mod tiles;

use std::io::Cursor;
use std::path::Path;

use crate::town::{Built, Town};
use hayro::hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use sheet::{Sheet, named};

const NO_TOBACCO: &str = "no-tobacco-day-2026-a3.pdf";

/// The poster of that name, from the print folder.
fn poster(built: &Built<'_>, name: &str) -> Sheet {
    Sheet::read(built.bytes(&format!("print/posters/{name}")))
}

/// The poster of 世界无烟日 2026 with more lines of front matter.
fn no_tobacco(more: &str) -> Sheet {
    let town = Town::new().campaign("no-tobacco-day", 2026, more);
    poster(&town.build(), NO_TOBACCO)
}

/// A picture of one colour.
fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let pixels = image::RgbImage::from_pixel(width, height, image::Rgb([90, 160, 200]));
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Sheets are made side by side, and each waits for parts of its own: none may begin on top of another.
#[test]
fn hundreds_of_posters_are_made_in_one_build() {
    let mut town = Town::new();
    for observance in ["no-tobacco-day", "aids-day", "teeth-care-day", "patriotic-health-month"] {
        for year in 1990..2090 {
            town = town.campaign(observance, year, "");
        }
    }
    town.build();
    assert_eq!(town.files("out/print/posters").len(), 400);
}

#[test]
fn every_campaign_has_one_a3_sheet_to_print_and_to_download() {
    let town = Town::new()
        .campaign("no-tobacco-day", 2026, "")
        .campaign("no-tobacco-day", 2019, "")
        .campaign("aids-day", 2026, "")
        .campaign("diabetes-day", 2026, "draft: true");
    town.build();
    let (to_print, mut to_download) = (town.files("out/print"), town.files("out/site/posters"));
    // Beside each stands the picture of its first page.
    to_download.retain(|name, _| name.ends_with(".pdf"));
    let names: Vec<_> = to_print.keys().collect();
    assert_eq!(
        names,
        ["aids-day-2026-a3.pdf", "no-tobacco-day-2019-a3.pdf", NO_TOBACCO]
            .map(|it| format!("posters/{it}"))
            .each_ref()
    );
    assert_eq!(to_print.len(), to_download.len());
    for (name, bytes) in to_download {
        assert!(to_print[&format!("posters/{name}")] == bytes, "{name} differs");
        let sheet = Sheet::read(bytes);
        let (width, height) = sheet.paper();
        assert_eq!(sheet.pages(), 1, "{name}");
        assert!(
            (width - 297.0).abs() < 0.5 && (height - 420.0).abs() < 0.5,
            "{name}: {width} × {height} mm"
        );
    }
}

#[test]
fn a_search_finds_every_word_of_a_poster() {
    let town = Town::new().settings("department: 公共卫生科").campaign(
        "no-tobacco-day",
        2026,
        "theme: 向烟草说不",
    );
    let sheet = poster(&town.build(), NO_TOBACCO);
    for text in [
        "第39个世界无烟日",
        "2026年5月31日",
        "宣传主题",
        "向烟草说不",
        "拒绝第一支烟",
        "要点甲",
        "不吸烟。",
        "要点乙",
        "劝人戒烟。",
        "要点丙",
        "打电话咨询。",
        "示例镇中心卫生院",
        "公共卫生科",
        "急救",
        "120",
        "本院",
    ] {
        assert!(sheet.says(text), "no {text} in {}", sheet.text());
    }
}

#[test]
fn chinese_is_stored_as_ordinary_characters() {
    // Each of these looks like a radical, for which some programs mistake it.
    let sheet = no_tobacco(
        "title: 一人八十口土大女子小山工巾干日月木止毛水火\ntheme: 父牛犬白皮目石示禾立竹米老耳肉舌色虫血行",
    );
    let text = sheet.text();
    let odd = |c: &char| matches!(u32::from(*c), 0x2e80..=0x2fdf | 0xf900..=0xfaff | 0xe000..=0xf8ff | 0xfffd);
    assert_eq!(text.chars().filter(odd).collect::<String>(), "", "in {text}");
    assert!(sheet.says("一人八十口土大女子小山工巾干日月木止毛水火"), "{text}");
    assert!(sheet.says("父牛犬白皮目石示禾立竹米老耳肉舌色虫血行"), "{text}");
}

#[test]
fn an_edition_is_printed_only_where_its_count_is_known() {
    let town =
        Town::new().campaign("no-tobacco-day", 2026, "").campaign("world-cancer-day", 2026, "");
    let built = town.build();
    assert!(poster(&built, NO_TOBACCO).says("第39个世界无烟日"));
    let sheet = poster(&built, "world-cancer-day-2026-a3.pdf");
    assert!(sheet.says("2026年世界癌症日"));
    assert!(!sheet.says("个"), "{}", sheet.text());
}

#[test]
fn a_theme_is_awaited_only_while_it_can_still_come() {
    let town = Town::new()
        .campaign("no-tobacco-day", 2026, "")
        .campaign("no-tobacco-day", 2025, "")
        .campaign("no-tobacco-day", 2019, "");
    let built = town.build();
    assert!(poster(&built, NO_TOBACCO).says("主题待通知"));
    let confirmed = poster(&built, "no-tobacco-day-2025-a3.pdf");
    assert!(confirmed.says("宣传主题拒绝烟草诱惑 对第一支烟说不"), "{}", confirmed.text());
    let past = poster(&built, "no-tobacco-day-2019-a3.pdf");
    assert!(!past.says("待通知") && !past.says("主题"), "{}", past.text());
}

#[test]
fn the_code_leads_a_telephone_to_the_page_of_the_campaign() {
    assert!(!no_tobacco("").says("扫一扫") && no_tobacco("").codes().is_empty());
    let town = Town::new().settings("base_url: https://health.example.cn/town/").campaign(
        "no-tobacco-day",
        2026,
        "",
    );
    let built = town.build();
    let sheet = poster(&built, NO_TOBACCO);
    assert_eq!(
        sheet.codes(),
        ["https://health.example.cn/town/campaigns/no-tobacco-day/2026.html"]
    );
    assert!(sheet.says("扫一扫看详情"));
    assert!(built.has("site/campaigns/no-tobacco-day/2026.html"));
}

#[test]
fn a_poster_brings_its_fonts_along() {
    let fonts = no_tobacco("").fonts();
    assert!(!fonts.is_empty());
    for (name, embedded) in fonts {
        assert!(embedded && name.contains("NotoSansSC"), "{name} is not in the file");
    }
}

#[test]
fn a_poster_can_be_read_aloud() {
    let town = Town::new().settings("base_url: https://health.example.cn/").campaign(
        "no-tobacco-day",
        2026,
        "image: {file: sky.jpg, alt: 蓝天}",
    );
    town.write("content/images/sky.jpg", &picture(300, 200, image::ImageFormat::Jpeg));
    let sheet = poster(&town.build(), NO_TOBACCO);
    let xmp = sheet.xmp();
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
    assert!(xmp.contains("第39个世界无烟日"), "the title is in the metadata: {xmp}");
    let catalog = sheet.catalog();
    let language = catalog.get::<PdfString<'_>>("Lang").expect("a language");
    assert!(language.as_bytes().starts_with(b"zh"));
    assert_eq!(catalog.get::<Dict<'_>>("MarkInfo").unwrap().get::<bool>("Marked"), Some(true));
    let viewer = catalog.get::<Dict<'_>>("ViewerPreferences").unwrap();
    assert_eq!(viewer.get::<bool>("DisplayDocTitle"), Some(true));
    let parts = sheet.dictionaries();
    let of_kind = |kind: &str| parts.iter().filter(|part| named(part, "S") == kind).count();
    assert_eq!((of_kind("H1"), of_kind("Figure")), (1, 2));
    for part in parts.iter().filter(|part| named(part, "S") == "Figure") {
        assert!(part.contains_key("Alt"), "a figure without words");
    }
}

#[test]
fn a_character_no_font_has_is_refused_where_it_was_written() {
    let good = Town::new().campaign("no-tobacco-day", 2026, "");
    let town = good.campaign("no-tobacco-day", 2026, "theme: 请找𠮷医生");
    let told = town.refused();
    for part in ["glyph-missing", "𠮷", "U+20BB7", "content/campaigns/no-tobacco-day/2026.md:8"] {
        assert!(told.contains(part), "no {part} in {told}");
    }
    assert!(town.published("out").is_empty(), "nothing is published");
}

#[test]
fn a_font_the_site_adds_prints_what_the_other_fonts_lack() {
    let font =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/township/fonts/NotoSansSC-Bold.ttf");
    let mut font = std::fs::read(font).unwrap();
    // A font of another name that has 𰻝 (in place of the last character of the old one).
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    replace(&mut font, &wide("Noto Sans SC"), &wide("Rare Hanzi X"));
    replace(&mut font, b"\0\x02\xce\x93\0\x02\xce\x93", b"\0\x03\x0e\xdd\0\x03\x0e\xdd");

    let town = Town::new().campaign("no-tobacco-day", 2026, "theme: 少吃𰻝面");
    assert!(town.refused().contains("U+30EDD"));
    town.write("themes/township/fonts/rare.ttf", &font);
    let sheet = poster(&town.build(), NO_TOBACCO);
    assert!(sheet.says("少吃𰻝面"), "{}", sheet.text());
}

/// Puts `new` wherever `old` of the same length stands.
fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    let places: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
    assert!(!places.is_empty() && old.len() == new.len());
    for at in places {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
}

#[test]
fn a_photograph_leaves_the_place_where_it_was_taken_at_home() {
    let secret = b"GPS-SECRET";
    let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret);
    let plain = picture(300, 200, image::ImageFormat::Jpeg);
    // Behind the start of the picture, an EXIF block whose empty directory is followed by the secret.
    let exif = [b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0".as_slice(), secret].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let photograph = [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat();
    assert!(holds(&photograph));

    let town = Town::new().campaign("no-tobacco-day", 2026, "image: {file: sky.jpg, alt: 蓝天}");
    town.write("content/images/sky.jpg", &photograph);
    let sheet = poster(&town.build(), NO_TOBACCO);
    assert_eq!(sheet.pictures.len(), 1, "the photograph is on the poster");
    assert!(!holds(&sheet.unpacked()));
    for (path, bytes) in town.files("out") {
        assert!(!holds(&bytes), "{path} tells where the photograph was taken");
    }
}
