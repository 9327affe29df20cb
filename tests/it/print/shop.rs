//! For print shops, and for black-and-white printers.

use hayro::hayro_interpret::hayro_syntax::object::Array;

use super::sheet::Sheet;
use crate::town::Town;

const MM: f64 = 72.0 / 25.4;

fn poster(profile: &str) -> Sheet {
    let town = Town::new().settings("base_url: https://health.example.cn/").campaign(
        "no-tobacco-day",
        2026,
        "theme: 家里不吸烟\nimage: {file: sky.jpg, alt: 蓝天}",
    );
    town.write("content/images/sky.jpg", &super::picture(1800, 1200, image::ImageFormat::Jpeg));
    let output = town.run(&["print", "campaigns/no-tobacco-day/2026", "--profile", profile]);
    assert!(output.status.success(), "{}", crate::town::said(&output));
    let path = format!("out/print/posters/no-tobacco-day-2026-a3-{profile}.pdf");
    Sheet::read(std::fs::read(town.path(&path)).unwrap())
}

#[test]
fn a_print_shop_finds_where_to_cut_and_how_far_the_colours_reach() {
    let sheet = poster("shop");
    let page = sheet.dictionaries().into_iter().find(|it| it.contains_key("TrimBox")).unwrap();
    let named = |name: &str| -> Vec<f64> {
        page.get::<Array<'_>>(name).expect(name).iter::<f32>().map(f64::from).collect()
    };
    let (media, bleed, trim) = (named("MediaBox"), named("BleedBox"), named("TrimBox"));
    let size = |sides: &[f64]| ((sides[2] - sides[0]) / MM, (sides[3] - sides[1]) / MM);
    let near = |(w, h): (f64, f64), (width, height): (f64, f64)| {
        (w - width).abs() < 0.2 && (h - height).abs() < 0.2
    };
    assert!(near(size(&trim), (297.0, 420.0)), "{trim:?}");
    assert!(near(size(&bleed), (303.0, 426.0)), "{bleed:?}");
    assert!(near(size(&media), (317.0, 440.0)), "{media:?}");
    assert!(
        (trim[0] - bleed[0] - 3.0 * MM).abs() < 0.1 && (trim[1] - bleed[1] - 3.0 * MM).abs() < 0.1
    );

    let (width, height, pixels) = sheet.seen(72.0);
    let at = |x: f64, y: f64| pixels[(y * MM) as usize * width + (x * MM) as usize];
    // Media box from the upper left corner: 10 mm to the cut, 7 mm to the end of the colours.
    assert!(at(8.5, 30.0) != [255; 3], "the band reaches into the bleed");
    assert_eq!(at(3.0, 30.0), [255; 3], "and not beyond it");
    let dark = |x: f64, y: f64| {
        let (x, y) = ((x * MM) as usize, (y * MM) as usize);
        (x - 2..x + 3).any(|x| (y - 2..y + 3).any(|y| pixels[y * width + x][0] < 200))
    };
    assert!(dark(10.0, 3.5) && dark(3.5, 10.0), "crop marks in the upper left corner");
    let (w, h) = (width as f64 / MM, height as f64 / MM);
    assert!(dark(w - 10.0, h - 3.5) && dark(w - 3.5, h - 10.0), "and in the lower right one");
}

#[test]
fn a_black_and_white_poster_has_no_colour_at_all() {
    let sheet = poster("mono");
    let (_, _, pixels) = sheet.seen(40.0);
    let colourful =
        |pixel: &&[u8; 3]| pixel.iter().max().unwrap() - pixel.iter().min().unwrap() > 2;
    assert_eq!(pixels.iter().filter(colourful).count(), 0);
    assert_eq!(sheet.illegible(5.0), Vec::<String>::new());
    assert!(sheet.says("家里不吸烟"));
    let (_, _, pixels) = poster("shop").seen(40.0);
    assert!(pixels.iter().filter(colourful).count() > 100, "others do");
}

#[test]
fn handouts_boards_and_calendars_are_printed_without_colour_too() {
    let town = Town::new()
        .article_with(
            "fever",
            "key_points: [多喝水, 量体温, 就医]\nimage: {file: sky.jpg, alt: 蓝天}",
            "正文。",
        )
        .file(
            "content/boards/gate.yaml",
            "place: 门口\nwidth: 1200\nheight: 900\nissues:\n  - {number: 3, from: 2026-05-01, \
             to: 2026-06-30, items: [{article: fever}, {hotlines: true}]}\n",
        );
    town.write("content/images/sky.jpg", &super::picture(1800, 1200, image::ImageFormat::Jpeg));
    for (what, format, file) in [
        ("articles/fever", "handout", "handouts/fever-a4-mono.pdf"),
        ("articles/fever", "prescription", "prescriptions/fever-a4-mono.pdf"),
        ("boards/gate", "board", "boards/gate-2026-3-mono.pdf"),
        ("calendar/2026", "calendar", "calendar/wall-2026-a3-mono.pdf"),
        ("calendar/2026-05", "calendar", "calendar/2026-05-a4-mono.pdf"),
    ] {
        let output = town.run(&["print", what, "--format", format, "--profile", "mono"]);
        assert!(output.status.success(), "{}", crate::town::said(&output));
        let sheet = Sheet::read(std::fs::read(town.path(&format!("out/print/{file}"))).unwrap());
        let (_, _, pixels) = sheet.seen(20.0);
        let colourful =
            |pixel: &&[u8; 3]| pixel.iter().max().unwrap() - pixel.iter().min().unwrap() > 2;
        assert_eq!(pixels.iter().filter(colourful).count(), 0, "{file}");
    }
}
