//! Addresses as a browser asks for them, and the names under which the server answers.
//!
//! May use: nothing of this crate

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use hyper::header::HOST;
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use percent_encoding::percent_decode_str;

/// Whether the request names this server. A foreign website can point a name of its own at 127.0.0.1 and so
/// read what is served there ("DNS rebinding"); the name it must then use gives it away.
pub fn names(bound: SocketAddr, request: &Parts) -> bool {
    let mut hosts = request.headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Some(host) = host.to_str().ok().and_then(|it| it.parse::<Authority>().ok()) else {
        return false;
    };
    names_us(bound, &host) && request.uri.authority().is_none_or(|it| names_us(bound, it))
}

fn names_us(bound: SocketAddr, name: &Authority) -> bool {
    if name.as_str().contains('@') || name.port_u16().unwrap_or(80) != bound.port() {
        return false;
    }
    let host = name.host();
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let host = host.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(host);
    host.parse::<IpAddr>().is_ok_and(|ip| {
        ip == Ipv4Addr::LOCALHOST
            || ip == Ipv6Addr::LOCALHOST
            || ip == bound.ip()
            || bound.ip().is_unspecified()
    })
}

/// The path of the website an address means, `articles/` and so on as written; None when no plan can have it.
pub fn path(written: &str) -> Option<String> {
    let written = written.strip_prefix('/')?;
    let escapes_are_whole = written
        .split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit));
    if !escapes_are_whole {
        return None;
    }
    let path = percent_decode_str(written).decode_utf8().ok()?.into_owned();
    let folders = path.strip_suffix('/').unwrap_or(&path);
    let walks = |part: &str| matches!(part, "" | "." | "..");
    let ill = path.contains(|c: char| c == '\\' || c.is_control())
        || (!path.is_empty() && folders.split('/').any(walks));
    (!ill).then_some(path)
}

/// The media type of a file, by its ending.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}
