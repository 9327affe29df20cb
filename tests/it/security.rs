//! Content arrives by mail from thirty villages: what it must not be able to do.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use crate::town::Town;

const SECRET: &[u8] = b"GPS-29.5630N-106.5516E";

/// A photograph with a position in its EXIF block, as telephones write it.
pub fn photo_with_position(width: u32, height: u32) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let pixels = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    pixels.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend_from_slice(SECRET);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut block = vec![0xff, 0xe1];
    block.extend_from_slice(&length);
    block.extend_from_slice(&exif);
    jpeg.splice(2..2, block);
    jpeg
}

#[test]
fn a_photo_loses_its_position_everywhere() {
    let town = Town::new()
        .article_with("walk", "image: {file: p.jpg, alt: 散步}", "![散步](p.jpg)")
        .campaign("no-tobacco-day", 2026, "image: {file: p.jpg, alt: 散步}");
    let photo = photo_with_position(1200, 800);
    assert!(photo.windows(SECRET.len()).any(|bytes| bytes == SECRET), "the test's photo has one");
    town.write("content/images/p.jpg", &photo);
    let built = town.build();
    assert!(built.has("site/images/p-480.jpg") && built.has("site/images/p-1200.jpg"));
    for (path, bytes) in town.files("out") {
        assert!(
            !bytes.windows(SECRET.len()).any(|found| found == SECRET),
            "{path} has the position"
        );
    }
    let small = image::load_from_memory(&built.bytes("site/images/p-480.jpg")).unwrap();
    assert_eq!((small.width(), small.height()), (480, 320));
    assert!(built.page("articles/walk.html").contains("srcset=\"../images/p-480.jpg 480w"));
}

#[test]
fn an_svg_is_reduced_to_its_shapes() {
    let town = Town::new().article("x", "![图](x.svg)").file(
        "content/images/x.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' \
         height='9' onload='alert(1)'><script>alert(2)</script><image xlink:href='file:///etc/passwd' \
         width='9' height='9'/><image href='https://example.com/x.png' width='9' height='9'/>\
         <rect width='9' height='9' fill='#00594f'/></svg>",
    );
    let built = town.build();
    let svg = String::from_utf8(built.bytes("site/images/x.svg")).unwrap();
    for evil in ["alert", "script", "onload", "passwd", "example.com"] {
        assert!(!svg.contains(evil), "{evil} in {svg}");
    }
    assert!(svg.contains("#00594f"), "{svg}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_refused_and_one_inside_is_followed() {
    let town = Town::new().article("x", "正文");
    let outside = tempfile::NamedTempFile::with_suffix(".md").unwrap();
    std::os::unix::fs::symlink(outside.path(), town.path("content/articles/out.md")).unwrap();
    let said = town.refused();
    assert!(
        said.contains("link-leaves-root") && said.contains("content/articles/out.md"),
        "{said}"
    );
    std::fs::remove_file(town.path("content/articles/out.md")).unwrap();
    std::os::unix::fs::symlink(
        town.path("content/articles/x.md"),
        town.path("content/articles/y.md"),
    )
    .unwrap();
    assert!(town.build().has("site/articles/y.html"));
}

#[cfg(unix)]
#[test]
fn a_linked_folder_out_of_the_site_is_refused_once_and_never_walked() {
    let town = Town::new().article("x", "正文");
    let outside = tempfile::tempdir().unwrap();
    for number in 0..20 {
        std::fs::write(outside.path().join(format!("{number}.md")), "外面").unwrap();
    }
    std::os::unix::fs::symlink(outside.path(), town.path("content/articles/all")).unwrap();
    let said = town.refused();
    assert!(said.contains("共 1 处错误"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_sources_are_never_published_into_by_whatever_detour() {
    let town = Town::new().article("x", "正文");
    std::os::unix::fs::symlink(town.path("content"), town.path("o")).unwrap();
    for out in ["content/out", "out/../content", "o", "o/deeper"] {
        let output = town.run(&["build", "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}");
    }
    assert!(!town.path("content/site").exists());
}

#[test]
fn quotations_inside_each_other_without_end_are_refused_not_walked() {
    let town = Town::new().article("x", &">".repeat(20_000));
    let said = town.refused();
    assert!(
        said.contains("nesting-too-deep") && said.contains("content/articles/x.md:11:"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn two_names_that_are_one_on_windows_are_refused() {
    let town = Town::new().article("heat", "甲").file("content/articles/HEAT.md", "乙");
    let said = town.refused();
    assert!(said.contains("names-differ-in-case"), "{said}");
}

#[test]
fn a_file_in_another_encoding_is_named_with_what_to_do() {
    let town = Town::new();
    // 发热 in GBK, as an old editor saves it.
    town.write("content/articles/fever.md", b"---\ntitle: \xb7\xa2\xc8\xc8\n---\n");
    let said = town.refused();
    assert!(said.contains("content/articles/fever.md") && said.contains("另存为"), "{said}");
}

#[test]
fn files_too_large_to_be_meant_are_refused_unread() {
    let town = Town::new();
    town.write("content/articles/long.md", &vec![b'a'; 3 * 1024 * 1024]);
    let said = town.refused();
    assert!(said.contains("file-too-large") && said.contains("最大 2 MB"), "{said}");
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_by_its_head() {
    // A PNG head that claims 60,000 × 60,000 pixels.
    let mut png = Vec::new();
    RgbImage::new(1, 1).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let town = Town::new().article("x", "![大图](big.png)");
    let mut table = [0_u32; 256];
    for (at, entry) in table.iter_mut().enumerate() {
        *entry =
            (0..8).fold(at as u32, |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 });
    }
    let checksum = png[12..29]
        .iter()
        .fold(u32::MAX, |c, byte| table[((c ^ u32::from(*byte)) & 0xff) as usize] ^ (c >> 8));
    png[29..33].copy_from_slice(&(!checksum).to_be_bytes());
    town.write("content/images/big.png", &png);
    let said = town.refused();
    assert!(said.contains("60000×60000"), "{said}");
}

#[test]
fn a_ledger_somebody_tampered_with_removes_nothing_outside() {
    let town = Town::new().article("x", "正文");
    town.build();
    town.write("precious.txt", b"mine");
    town.write(
        "out/.banbao/files.json",
        br#"["../precious.txt", "site/../../precious.txt", "/etc/hosts"]"#,
    );
    town.build();
    assert!(town.path("precious.txt").exists());
}
