//! Pictures: how they are published, what is refused, and that nothing is made twice.

use std::fs;
use std::io::Cursor;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::Value;

use crate::town::{SITE, Town};

const LEDGER: &str = "out/.banbao/files.json";

/// A file of `pixels` in `format`.
fn file(pixels: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn two_colours(width: u32, height: u32) -> RgbImage {
    let half = |x| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) };
    RgbImage::from_fn(width, height, |x, _| half(x))
}

fn photo(width: u32, height: u32) -> Vec<u8> {
    file(two_colours(width, height), ImageFormat::Jpeg)
}

fn is_red(pixel: Rgba<u8>) -> bool {
    pixel[0] > 150 && pixel[2] < 90
}

/// A town whose one article shows `bytes` as `content/images/<name>`.
fn town_with(name: &str, bytes: &[u8]) -> Town {
    let town = Town::new().article("x", &format!("![图]({name})"));
    town.write(&format!("content/images/{name}"), bytes);
    town
}

#[test]
fn a_photo_is_published_in_every_width_it_has_as_webp_and_as_jpeg() {
    let town = Town::new().article_with("x", "image: {file: p.jpg, alt: 红蓝}", "![红蓝](p.jpg)");
    town.write("content/images/p.jpg", &photo(1200, 900));
    let built = town.build();
    for (width, height) in [(480, 360), (960, 720), (1200, 900)] {
        for ending in ["webp", "jpg"] {
            let name = format!("site/images/p-{width}.{ending}");
            let picture = image::load_from_memory(&built.bytes(&name)).unwrap();
            assert_eq!(picture.dimensions(), (width, height), "{name}");
            assert!(is_red(picture.get_pixel(9, 9)), "{name}");
        }
    }
    assert!(!built.has("site/images/p-1600.jpg"), "no photo is made larger than it is");
    let page = built.page("articles/x.html");
    let sources = "<source type=\"image/webp\" srcset=\"../images/p-480.webp 480w, \
                   ../images/p-960.webp 960w, ../images/p-1200.webp 1200w\"";
    assert_eq!(page.matches(sources).count(), 2, "as illustration and in the text: {page}");
    assert_eq!(page.matches("width=\"1200\" height=\"900\"").count(), 2, "{page}");
    assert!(page.contains("decoding=\"async\" alt=\"红蓝\"></picture>"), "{page}");
}

#[test]
fn a_drawing_keeps_every_pixel_and_its_transparency() {
    let pixel =
        |x: u32, y: u32| Rgba([(x * 7) as u8, (y * 5) as u8, 90, if x > 300 { 0 } else { 255 }]);
    let drawing = RgbaImage::from_fn(600, 200, pixel);
    let town = town_with("d.png", &file(drawing.clone(), ImageFormat::Png));
    let built = town.build();
    for name in ["site/images/d-600.webp", "site/images/d-600.png"] {
        let published = image::load_from_memory(&built.bytes(name)).unwrap().into_rgba8();
        let same = |(a, b): (&Rgba<u8>, &Rgba<u8>)| a == b || (a[3] == 0 && b[3] == 0);
        assert!(published.pixels().zip(drawing.pixels()).all(same), "{name}");
    }
    assert!(built.has("site/images/d-480.webp") && !built.has("site/images/d-480.png"));
}

#[test]
fn a_photo_packed_as_webp_or_png_is_still_a_photo() {
    let noise = |x: u32, y: u32| {
        let mixed = (x * 73 + y * 151) ^ (x * y);
        Rgb([mixed as u8, (mixed >> 3) as u8, (mixed >> 5) as u8])
    };
    let noise = RgbImage::from_fn(700, 400, noise);
    let town = town_with("n.png", &file(noise, ImageFormat::Png));
    let built = town.build();
    assert!(built.has("site/images/n-480.jpg") && !built.has("site/images/n-700.png"));
    // What this program packs as a photo it also takes for one.
    let town = town_with("p.webp", &built.bytes("site/images/n-700.webp"));
    assert!(town.build().has("site/images/p-480.jpg"));
}

#[test]
fn a_picture_too_long_for_webp_is_published_without_it() {
    let town = town_with("long.jpg", &photo(500, 20_000));
    let built = town.build();
    assert!(built.has("site/images/long-500.jpg") && !built.has("site/images/long-480.webp"));
    assert!(!built.page("articles/x.html").contains("<picture>"));
}

#[test]
fn a_photo_taken_on_its_side_stands_upright() {
    // EXIF says: to be turned by 90 degrees.
    let mut block =
        b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec();
    block.extend_from_slice(&[0; 4]);
    block[3] = u8::try_from(block.len() - 2).unwrap();
    let mut jpeg = photo(800, 400);
    jpeg.splice(2..2, block);
    let built_in = town_with("p.jpg", &jpeg);
    let built = built_in.build();
    for name in ["site/images/p-400.jpg", "site/images/p-400.webp"] {
        let picture = image::load_from_memory(&built.bytes(name)).unwrap();
        assert_eq!(picture.dimensions(), (400, 800), "{name}");
        assert!(
            is_red(picture.get_pixel(200, 100)) && !is_red(picture.get_pixel(200, 700)),
            "{name}"
        );
    }
    assert!(built.page("articles/x.html").contains("width=\"400\" height=\"800\""));
}

#[test]
fn a_photo_in_the_colours_of_a_printing_house_is_published_in_those_of_a_screen() {
    let mut jpeg = Vec::new();
    // No cyan, full magenta, full yellow, no black.
    let pixels = [0, 255, 255, 0].repeat(64 * 64);
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 90);
    encoder.encode(&pixels, 64, 64, jpeg_encoder::ColorType::Cmyk).unwrap();
    let town = town_with("p.jpg", &jpeg);
    let picture = image::load_from_memory(&town.build().bytes("site/images/p-64.jpg")).unwrap();
    assert!(is_red(picture.get_pixel(30, 30)), "{:?}", picture.get_pixel(30, 30));
}

#[test]
fn a_photo_in_the_wide_colours_of_a_phone_does_not_grow_pale() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 95);
    encoder.add_icc_profile(&profile).unwrap();
    encoder.encode(&[180, 80, 60].repeat(64 * 64), 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    let built_in = town_with("p.jpg", &jpeg);
    let picture = image::load_from_memory(&built_in.build().bytes("site/images/p-64.jpg")).unwrap();
    let [red, green, ..] = picture.get_pixel(30, 30).0;
    assert!(red > 188 && green < 77, "{red} {green}");
}

#[test]
fn mere_decoration_has_an_empty_text_if_its_author_says_so() {
    let town = Town::new()
        .article_with("x", "image: {file: l.svg, alt: \"\"}", "![\"\"](l.svg)\n\n![“”](l.svg)")
        .file("content/images/l.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>");
    let page = town.build().page("articles/x.html");
    let lines =
        page.split("<img ").filter(|img| img.contains("l.svg\"") && img.contains(" alt=\"\""));
    assert_eq!(lines.count(), 3, "{page}");
}

#[test]
fn raw_html_cannot_forge_a_picture() {
    let body = "![真](p.jpg)\n\n<div><img alt=\"<img src=x onerror=alert(1)>\" src=\"banbao-picture:0\">\
                <picture><source srcset=\"https://example.com/x.webp\"></picture></div>";
    let town = Town::new().article("x", body);
    town.write("content/images/p.jpg", &photo(600, 300));
    let page = town.build().page("articles/x.html");
    assert_eq!(page.matches("<picture>").count(), 1, "{page}");
    for evil in ["example.com", "banbao-picture", "<img src=x"] {
        assert!(!page.contains(evil), "{evil} in {page}");
    }
}

#[test]
fn broken_and_foreign_pictures_are_named_and_nothing_is_published() {
    let whole = photo(640, 480);
    let png = file(two_colours(640, 480), ImageFormat::Png);
    let deep = file(image::ImageBuffer::<Rgba<u16>, _>::new(6400, 6400), ImageFormat::Png);
    let mut parted = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut parted, 90);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&[200; 64 * 64 * 3], 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    let bombs = [
        ("parted.jpg", &parted[..], "picture-unreadable"),
        ("half.jpg", &whole[..whole.len() / 2], "picture-truncated"),
        ("half.png", &png[..png.len() / 2], "picture-truncated"),
        ("head.webp", &b"RIFF\x10\0\0\0WEBPVP8 "[..], "picture-unreadable"),
        ("iphone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture-format"),
        ("film.jpg", b"\0\0\0\x18ftypisom\0\0\0\0isom", "picture-format"),
        ("scan.jpg", b"II*\0\x08\0\0\0", "picture-format"),
        ("deep.png", &deep, "picture-too-heavy"),
        ("zipped.svg", b"\x1f\x8b\x08\0\0\0\0\0", "not-utf8"),
    ];
    for (name, bytes, code) in bombs {
        let town = town_with(name, bytes);
        let said = town.refused();
        assert!(said.contains(code) && said.contains(name), "{name}: {said}");
        assert!(town.files("out/site").is_empty(), "{name}");
    }
}

#[test]
fn a_photo_with_a_film_behind_it_is_whole() {
    let mut motion = photo(640, 480);
    motion.extend_from_slice(&b"\0\0\0\x18ftypmp42".repeat(400));
    assert!(town_with("p.jpg", &motion).build().has("site/images/p-480.webp"));
}

#[test]
fn a_drawing_that_would_unfold_without_end_is_refused() {
    let mut layers = String::from("<g id='l0'><path d='M0 0h9v9z'/></g>");
    for layer in 1..12 {
        let uses = format!("<use href='#l{}'/>", layer - 1).repeat(10);
        layers.push_str(&format!("<g id='l{layer}'>{uses}</g>"));
    }
    let mut masks = String::from("<mask id='m0'><path d='M0 0h9v9z'/></mask>");
    for layer in 1..40 {
        let below = format!("<path d='M0 0h9v9z' mask='url(#m{})'/>", layer - 1).repeat(2);
        masks.push_str(&format!("<mask id='m{layer}'>{below}</mask>"));
    }
    let rules: String = (0..40).map(|it| format!(".c{it}{{fill:url(#p{it})}}")).collect();
    let patterns: String = (1..40)
        .map(|it| {
            format!(
                "<pattern id='p{it}'>{}</pattern>",
                format!("<path class='c{}'/>", it - 1).repeat(2)
            )
        })
        .collect();
    let marker = "<marker id='m'><path d='M0 0h1'/></marker>".repeat(3000);
    let path = "L1 1".repeat(60_000);
    let bombs = [
        layers,
        "<g>".repeat(250_000) + &"</g>".repeat(250_000),
        "<g>".repeat(5_000) + &"</g>".repeat(5_000),
        "<g id='a'><use href='#a'/></g>".to_owned(),
        format!("{masks}<path d='M0 0h9v9z' mask='url(#m39)'/>"),
        format!("<style>{rules}</style>{patterns}<path class='c39' d='M0 0h9v9z'/>"),
        format!(
            "<style>{}</style>{}",
            ".a .b{fill:red}".repeat(9_000),
            "<path class='b'/>".repeat(9_000)
        ),
        format!("<text>{}</text>", "健康".repeat(50_000)),
        format!("{marker}<path marker-mid='url(#m)' d='M0 0{path}'/>"),
    ];
    for bomb in bombs {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{bomb}</svg>");
        let said = town_with("b.svg", svg.as_bytes()).refused();
        assert!(said.contains("picture-too-complex"), "{said}");
    }
}

#[test]
fn of_a_drawing_only_shapes_survive() {
    let evil = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
                <style>@import url(https://example.com/a.css); rect{fill:url(https://example.com/b)}</style>\
                <foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>hallo</p></foreignObject>\
                <a href='javascript:alert(1)'><rect width='9' height='9' fill='#00594f'/></a>\
                <use href='https://example.com/c.svg#x'/><animate onbegin='alert(2)'/>\
                <image href='data:image/png;base64,iVBORw0KGgo=' width='3' height='3'/>\
                <path d='M0 0h9' stroke='#00594f'/><!-- comment --></svg>";
    let town = town_with("e.svg", evil.as_bytes());
    let svg = String::from_utf8(town.build().bytes("site/images/e.svg")).unwrap();
    for gone in
        ["example.com", "import", "hallo", "alert", "javascript", "<image", "comment", "<style"]
    {
        assert!(!svg.contains(gone), "{gone} in {svg}");
    }
    assert!(svg.contains("#00594f"), "{svg}");
}

/// Puts `bytes` in the place of a published file, and lets the ledger say that a build made them.
fn pretend(town: &Town, path: &str, bytes: &[u8]) {
    town.write(&format!("out/{path}"), bytes);
    let mut ledger: Value = serde_json::from_slice(&fs::read(town.path(LEDGER)).unwrap()).unwrap();
    let made = ledger["made"].as_object_mut().unwrap();
    let mut files = made.values_mut().flat_map(|job| job["files"].as_array_mut().unwrap());
    let file = files.find(|file| file["at"] == path).unwrap();
    file["size"] = bytes.len().into();
    file["hash"] = blake3::hash(bytes).to_hex().as_str().into();
    town.write(LEDGER, ledger.to_string().as_bytes());
}

#[test]
fn a_second_build_takes_pictures_from_the_first_one_also_under_another_name() {
    let town = town_with("p.jpg", &photo(600, 300));
    let first = town.build().bytes("site/images/p-480.jpg");
    // A build that made the picture again would not make this.
    pretend(&town, "site/images/p-480.jpg", b"taken from the first build");
    assert_eq!(town.build().bytes("site/images/p-480.jpg"), b"taken from the first build");
    fs::rename(town.path("content/images/p.jpg"), town.path("content/images/q.jpg")).unwrap();
    let town = town.article("x", "![图](q.jpg)");
    let built = town.build();
    assert_eq!(built.bytes("site/images/q-480.jpg"), b"taken from the first build");
    assert!(!built.has("site/images/p-480.jpg"), "the old name is gone");
    // Another picture under the same name is another picture.
    town.write("content/images/q.jpg", &photo(640, 320));
    let other = town.build().bytes("site/images/q-480.jpg");
    assert_ne!(other, b"taken from the first build");
    town.write("content/images/q.jpg", &photo(600, 300));
    assert_eq!(town.build().bytes("site/images/q-480.jpg"), first, "nothing older is remembered");
}

#[cfg(feature = "print")]
#[test]
fn a_second_build_takes_posters_from_the_first_one_unless_their_words_changed() {
    let town = Town::new().campaign("no-tobacco-day", 2026, "");
    let (pdf, style) =
        ("site/posters/no-tobacco-day-2026-a3.pdf", "themes/township/static/style.css");
    town.build();
    pretend(&town, pdf, b"taken");
    assert_eq!(town.build().bytes(pdf), b"taken");
    let town = town.file(style, "body { color: red }");
    assert_eq!(town.build().bytes(pdf), b"taken", "the style of pages is no part of a poster");
    let town = town.file("content/site.yaml", &SITE.replace("示例镇中心", "另一个镇"));
    assert_ne!(town.build().bytes(pdf), b"taken", "the poster names the health centre");
}

#[test]
fn what_somebody_changed_or_removed_is_made_again() {
    let town = town_with("p.jpg", &photo(600, 300));
    let (small, large) = ("site/images/p-480.jpg", "site/images/p-600.webp");
    let built = town.build();
    let (whole, wide) = (built.bytes(small), built.bytes(large));
    let text = fs::read_to_string(town.path(LEDGER)).unwrap();
    let mut same_length = whole.clone();
    same_length[100] ^= 1;
    for spoilt in [&b""[..], b"other", &same_length] {
        town.write(&format!("out/{small}"), spoilt);
        assert_eq!(town.build().bytes(small), whole);
    }
    fs::remove_file(town.path("out").join(large)).unwrap();
    assert_eq!(town.build().bytes(large), wide);
    let outside = text.replace("\"at\": \"site/", "\"at\": \"../site/");
    for ledger in ["", "{", "[]", "{\"files\": 1, \"made\": {\"x\": 2}}", "null", &outside] {
        town.write(LEDGER, ledger.as_bytes());
        let built = town.build();
        assert_eq!((built.bytes(small), built.bytes(large)), (whole.clone(), wide.clone()));
        assert!(fs::read_to_string(town.path(LEDGER)).unwrap() == text, "{ledger}");
    }
}

#[test]
fn the_ledger_of_an_older_program_still_tells_what_to_remove() {
    let town = town_with("p.jpg", &photo(600, 300));
    town.build();
    town.write("out/site/old.html", b"of an older build");
    town.write(LEDGER, br#"["site/old.html", "site/index.html"]"#);
    let built = town.build();
    assert!(!built.has("site/old.html") && built.has("site/index.html"));
}

#[test]
fn the_same_photo_in_two_places_is_published_at_both() {
    let town = Town::new().article("x", "![甲](a.jpg) ![乙](b.jpg)");
    town.write("content/images/a.jpg", &photo(600, 300));
    town.write("content/articles/b.jpg", &photo(600, 300));
    let built = town.build();
    assert_eq!(
        built.bytes("site/images/a-480.webp"),
        built.bytes("site/images/articles/b-480.webp")
    );
}

#[cfg(feature = "print")]
#[test]
fn every_sheet_has_small_pictures_of_itself_on_the_website_only() {
    let town = Town::new().campaign("no-tobacco-day", 2026, "");
    let settings = SITE.replace("printed_months: 0", "printed_months: 1");
    let town = town.file("content/site.yaml", &settings);
    let built = town.build();
    let sheets: Vec<String> =
        town.files("out/site").into_keys().filter(|path| path.ends_with(".pdf")).collect();
    assert!(sheets.len() >= 2, "a poster and a wall calendar: {sheets:?}");
    for sheet in sheets {
        for ending in ["webp", "jpg"] {
            let name = sheet.replace(".pdf", &format!(".{ending}"));
            let picture = image::load_from_memory(&built.bytes(&format!("site/{name}"))).unwrap();
            assert_eq!(picture.dimensions(), (480, 679), "{name}");
            let colours: std::collections::BTreeSet<_> =
                picture.to_rgb8().pixels().map(|pixel| pixel.0.map(|it| it / 32)).collect();
            assert!(colours.len() > 4, "{name} is empty");
            assert!(!built.has(&format!("print/{name}")), "{name}");
        }
    }
}
