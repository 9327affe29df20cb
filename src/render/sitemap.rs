//! The map for search engines and `robots.txt`. The only room that knows `quick_xml`.
//!
//! May use: site

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Bytes;
use crate::site::sitemap::{Content, Entry, SiteMap};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub fn map(map: &SiteMap) -> Bytes {
    let bytes = match &map.content {
        Content::Robots(address) => {
            format!("User-agent: *\nAllow: /\n\nSitemap: {address}\n").into_bytes()
        }
        Content::Pages(entries) => {
            document("urlset", |writer| entries.iter().try_for_each(|entry| page(writer, entry)))
        }
        Content::Parts(addresses) => document("sitemapindex", |writer| {
            addresses.iter().try_for_each(|address| {
                writer
                    .create_element("sitemap")
                    .write_inner_content(|writer| text(writer, "loc", address))
                    .map(drop)
            })
        }),
    };
    bytes.into()
}

type Xml = Writer<Vec<u8>>;

fn document(root: &str, write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory does not fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let _ =
        writer.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(write);
    writer.into_inner()
}

fn page(writer: &mut Xml, entry: &Entry) -> io::Result<()> {
    let Entry { url, changed } = entry;
    writer
        .create_element("url")
        .write_inner_content(|writer| {
            text(writer, "loc", url)?;
            match changed {
                Some(day) => text(writer, "lastmod", &day.to_string()),
                None => Ok(()),
            }
        })
        .map(drop)
}

fn text(writer: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(content)).map(drop)
}
