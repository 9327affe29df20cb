//! The server of `banbao serve`, asked over real connections by someone who writes requests by hand.

mod live;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use banbao::messages::Language;
use banbao::serve::http::{Announcer, Found, Pages, Server};
use jiff::civil::Date;

/// Long enough for a loaded machine; a test waits this long only when it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A website in memory. Pages name the day they are shown for; `slow.pdf` waits until it is met.
struct Site {
    files: Mutex<BTreeMap<String, Found>>,
    meeting: Barrier,
}

impl Pages for Site {
    fn file(&self, path: &str, today: Option<Date>) -> Found {
        assert_ne!(path, "bug.html", "a fault of the program itself, wanted by a test");
        if path == "slow.pdf" {
            self.meeting.wait();
        }
        let found = self.files.lock().unwrap().get(path).cloned().unwrap_or(Found::Missing);
        match (found, today) {
            (Found::File(bytes), Some(day)) if path.ends_with(".html") => {
                let text = String::from_utf8(bytes.to_vec()).unwrap();
                file(&text.replace("今天", &day.to_string()))
            }
            (found, _) => found,
        }
    }
}

fn file(text: &str) -> Found {
    Found::File(text.as_bytes().into())
}

struct Serving {
    site: Arc<Site>,
    address: SocketAddr,
    announcer: Announcer,
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Serving {
    fn start() -> Self {
        Self::start_at("127.0.0.1:0", Language::Chinese)
    }

    fn start_at(address: &str, language: Language) -> Self {
        let site = Arc::new(Site { files: Mutex::default(), meeting: Barrier::new(2) });
        let page = "<!DOCTYPE html><html><body><p>今天</p></body></html>";
        for path in ["index.html", "topics/index.html", "articles/fever.html", "文章/发热.html"]
        {
            site.put(path, file(page));
        }
        site.put("static/style.css", file("p { color: red }"));
        site.put("posters/fever-a3.pdf", file("%PDF-1.7"));
        let server = Server::bind(address.parse().unwrap(), language).unwrap();
        let (address, announcer) = (server.address(), server.announcer());
        let pages = Arc::clone(&site);
        std::thread::spawn(move || server.run(pages, 2 * 1024 * 1024));
        Serving { site, address, announcer }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.address.port())).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.address.port());
        self.send(&format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn host(&self, host: &str) -> u16 {
        let host = host.replace("PORT", &self.address.port().to_string());
        self.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status
    }

    /// What an open page hears, from the state `seen` on.
    fn listen(&self, seen: &str) -> impl FnMut() -> serde_json::Value + use<> {
        let mut stream = self.connect();
        let port = self.address.port();
        let request =
            format!("GET /-banbao/events?since={seen} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut lines = BufReader::new(stream).lines();
        move || {
            let data = lines.find_map(|line| {
                line.unwrap().strip_prefix("data: ").map(|it| serde_json::from_str(it).unwrap())
            });
            data.unwrap()
        }
    }
}

impl Site {
    fn put(&self, path: &str, found: Found) {
        self.files.lock().unwrap().insert(path.to_owned(), found);
    }
}

/// The value of an attribute the script finds in a page.
fn attribute<'a>(page: &'a str, name: &str) -> &'a str {
    let start = format!("{name}=\"");
    page.split_once(&start).and_then(|(_, rest)| rest.split('"').next()).unwrap()
}

#[test]
fn addresses_of_folders_and_chinese_ones_are_found_with_their_media_types() {
    let serving = Serving::start();
    for path in ["/", "/index.html", "/topics/", "/%E6%96%87%E7%AB%A0/%E5%8F%91%E7%83%AD.html"] {
        let answer = serving.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(answer.body.contains("<p>今天</p>"), "{path}: {}", answer.body);
        assert_eq!(answer.header("content-length"), Some(&*answer.body.len().to_string()));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    }
    let folder = serving.get("/topics?q=1");
    assert_eq!((folder.status, folder.header("location")), (302, Some("/topics/?q=1")));
    let sheet = serving.get("/static/style.css?banbao=1");
    assert_eq!(sheet.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(sheet.body, "p { color: red }", "only pages get the script");
    let poster = serving.get("/posters/fever-a3.pdf");
    assert_eq!(
        (poster.header("content-type"), &*poster.body),
        (Some("application/pdf"), "%PDF-1.7")
    );
}

#[test]
fn a_connection_is_kept_for_the_next_request() {
    let serving = Serving::start();
    let host = format!("Host: localhost:{}\r\n", serving.address.port());
    let both = format!(
        "GET /static/style.css HTTP/1.1\r\n{host}\r\n\
         GET /posters/fever-a3.pdf HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
    );
    let mut stream = serving.connect();
    stream.write_all(both.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.contains("color: red") && text.ends_with("%PDF-1.7"), "{text}");
}

#[test]
fn nothing_outside_the_plan_is_served_however_it_is_written() {
    let serving = Serving::start();
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/static/..%2f..%2fCargo.toml",
        "/static/../index.html",
        "/..%5cCargo.toml",
        "/C:%5cWindows%5cwin.ini",
        "//etc/passwd",
        "//example.com/topics",
        "/etc/passwd",
        "/index.html%00",
        "/index.html%",
        "/index.html%zz",
        "/%ff",
        "/./index.html",
        "/content/site.yaml",
        "/-banbao/",
        "/-banbao/answer.rs",
    ] {
        let answer = serving.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
        assert!(answer.body.contains("没有这个网页"), "{path}: {}", answer.body);
    }
}

#[test]
fn what_is_missing_gets_the_sites_own_page_and_the_script_that_waits_for_it() {
    let serving = Serving::start();
    serving.site.put("404.html", file("<body>本站没有这一页</BODY></html>"));
    let answer = serving.get("/articles/none.html");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("本站没有这一页"), "{}", answer.body);
    assert!(answer.body.contains("/-banbao/live.js"), "{}", answer.body);
    assert!(answer.body.ends_with("</script>\n</BODY></html>"), "{}", answer.body);
}

#[test]
fn only_reading_is_possible() {
    let serving = Serving::start();
    let (whole, head) = (serving.get("/"), serving.ask("HEAD", "/", ""));
    assert_eq!((head.status, &*head.body), (200, ""));
    for name in ["content-length", "content-type", "etag"] {
        assert!(whole.header(name).is_some() && whole.header(name) == head.header(name), "{name}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = serving.ask(method, "/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn a_foreign_name_for_this_machine_is_refused_and_the_right_one_told() {
    let serving = Serving::start();
    for host in ["localhost:PORT", "LOCALHOST:PORT", "127.0.0.1:PORT", "[::1]:PORT"] {
        assert_eq!(serving.host(host), 200, "{host}");
    }
    for host in [
        "evil.example:PORT",
        "evil.example",
        "localhost",
        "localhost:1",
        "localhost.evil.example:PORT",
        "127.0.0.1.nip.io:PORT",
        "192.168.1.5:PORT",
        "evil@localhost:PORT",
        "",
    ] {
        assert_eq!(serving.host(host), 403, "{host}");
    }
    let port = serving.address.port();
    for head in [
        format!("GET http://evil.example:{port}/ HTTP/1.1\r\nHost: localhost:{port}"),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example"),
        "GET / HTTP/1.1".to_owned(),
        "GET /-banbao/events HTTP/1.1\r\nHost: evil.example".to_owned(),
    ] {
        let answer = serving.send(&format!("{head}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 403, "{head}");
        assert!(answer.body.contains(&format!("http://127.0.0.1:{port}/")), "{}", answer.body);
    }
}

#[test]
fn a_server_for_the_whole_network_answers_to_numbers_but_not_to_names() {
    let serving = Serving::start_at("0.0.0.0:0", Language::English);
    assert_eq!(serving.host("192.168.1.5:PORT"), 200);
    assert_eq!(serving.host("evil.example:PORT"), 403);
}

#[test]
fn a_sheet_that_takes_its_time_holds_nobody_up() {
    let serving = Serving::start();
    serving.site.put("slow.pdf", file("%PDF-1.7"));
    std::thread::scope(|scope| {
        let sheet = scope.spawn(|| serving.get("/slow.pdf"));
        let page = serving.get("/");
        serving.site.meeting.wait();
        assert_eq!((page.status, sheet.join().unwrap().status), (200, 200));
    });
}

#[test]
fn a_fault_of_the_program_is_told_and_the_server_goes_on() {
    let serving = Serving::start();
    let answer = serving.get("/bug.html");
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("没能做出来"), "{}", answer.body);
    assert_eq!(serving.get("/").status, 200);
}
