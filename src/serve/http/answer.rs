//! From a request to its answer.
//!
//! May use: messages

use std::convert::Infallible;
use std::sync::Arc;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response, StatusCode};
use jiff::civil::Date;

use super::day::{self, Asked};
use super::page::{self, Knows, OWN};
use super::{Desk, Found, address, url};
use crate::messages::Argument;

pub type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

const HTML: &str = "text/html; charset=utf-8";
const NOT_FOUND: &str = "404.html";

pub async fn answer<T>(desk: Arc<Desk>, request: Request<T>) -> Response<Body> {
    let (request, _) = request.into_parts();
    if request.method == Method::GET
        && request.uri.path() == "/-banbao/events"
        && desk.is_named_by(&request)
    {
        let body = desk.announcer.events(seen(&request));
        return dressed(StatusCode::OK, "text/event-stream", Either::Right(body));
    }
    let own = Arc::clone(&desk);
    // Pages are made on threads that may take their time.
    match tokio::task::spawn_blocking(move || own.answer(&request)).await {
        Ok(response) => response,
        Err(_) => desk.notice(StatusCode::INTERNAL_SERVER_ERROR, "serve-broken", &[]),
    }
}

/// The state a page knows: the last event it got, else what its address says.
fn seen(request: &Parts) -> String {
    let last = request.headers.get("last-event-id").and_then(|it| it.to_str().ok());
    let query = request.uri.query().unwrap_or_default();
    last.or_else(|| query.strip_prefix("since=")).unwrap_or_default().to_owned()
}

impl Desk {
    fn is_named_by(&self, request: &Parts) -> bool {
        address::names(self.address, request)
    }

    fn answer(&self, request: &Parts) -> Response<Body> {
        if !self.is_named_by(request) {
            let url = url(self.address);
            return self.notice(StatusCode::FORBIDDEN, "serve-host", &[("url", url.into())]);
        }
        if request.method != Method::GET && request.method != Method::HEAD {
            let mut response = self.notice(StatusCode::METHOD_NOT_ALLOWED, "serve-method", &[]);
            set(&mut response, header::ALLOW, "GET, HEAD");
            return response;
        }
        let path = address::path(request.uri.path());
        if let Some(own) = path.as_deref().and_then(|path| path.strip_prefix(OWN)) {
            return self.own(own, request);
        }
        let query = request.uri.query();
        let port = self.address.port();
        match day::asked(query, &request.headers, port) {
            Asked::Nothing => self.show(path.as_deref(), None, request),
            Asked::Day { day, begins } => {
                let mut response = self.show(path.as_deref(), Some(day), request);
                if begins {
                    set(&mut response, header::SET_COOKIE, &day::cookie(Some(day), port));
                }
                response
            }
            Asked::Ends => {
                let mut response = redirect(&here(request, path.as_deref()));
                set(&mut response, header::SET_COOKIE, &day::cookie(None, port));
                response
            }
            Asked::Wrong(written) => {
                let arguments = [("written", written.into())];
                self.notice(StatusCode::BAD_REQUEST, "serve-day-wrong", &arguments)
            }
        }
    }

    /// The server's own files, outside the plan.
    fn own(&self, name: &str, request: &Parts) -> Response<Body> {
        match name {
            "live.js" => plain("text/javascript; charset=utf-8", page::SCRIPT.into()),
            "live.css" => plain("text/css; charset=utf-8", page::STYLE.into()),
            "news" => plain(
                "application/json; charset=utf-8",
                self.announcer.since(&seen(request)).into(),
            ),
            _ => self.missing(None, request),
        }
    }

    /// The file at a path, the index of a folder, the way into a folder, or the page that says there is none.
    fn show(&self, path: Option<&str>, today: Option<Date>, request: &Parts) -> Response<Body> {
        // Before the file is made: a page may know too little of the news, never too much.
        let seen = self.announcer.now();
        let Some(path) = path else { return self.missing(today, request) };
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        match self.pages.file(&file, today) {
            Found::File(bytes) => {
                self.file(StatusCode::OK, (&file, bytes), self.knows(seen, today, request))
            }
            Found::Faulty(text) => self.faulty(&text, self.knows(seen, today, request)),
            Found::Missing if is_folder => self.missing(today, request),
            Found::Missing => match self.pages.file(&format!("{path}/index.html"), today) {
                Found::Missing => self.missing(today, request),
                _ => {
                    let query = request.uri.query().map(|it| format!("?{it}")).unwrap_or_default();
                    redirect(&format!("{}/{query}", request.uri.path()))
                }
            },
        }
    }

    fn knows(&self, seen: String, today: Option<Date>, request: &Parts) -> Knows {
        let back = || {
            let rest = day::rest(request.uri.query());
            if rest.is_empty() { "?today=".to_owned() } else { format!("{rest}&today=") }
        };
        Knows { seen, mark: String::new(), day: today.map(|day| (day, back())), faulty: false }
    }

    fn missing(&self, today: Option<Date>, request: &Parts) -> Response<Body> {
        let knows = self.knows(self.announcer.now(), today, request);
        match self.pages.file(NOT_FOUND, today) {
            Found::File(bytes) => self.file(StatusCode::NOT_FOUND, (NOT_FOUND, bytes), knows),
            Found::Faulty(_) | Found::Missing => {
                let title = self.catalogue.say("serve-missing", &[]);
                let html = page::notice(&title, None, &self.catalogue);
                self.file(StatusCode::NOT_FOUND, (NOT_FOUND, html.into_bytes().into()), knows)
            }
        }
    }

    fn faulty(&self, text: &str, knows: Knows) -> Response<Body> {
        let title = self.catalogue.say("serve-faulty", &[]);
        let html = page::notice(&title, Some(text), &self.catalogue);
        let file = (NOT_FOUND, html.into_bytes().into());
        self.file(StatusCode::INTERNAL_SERVER_ERROR, file, Knows { faulty: true, ..knows })
    }

    /// A file as it is; a page with its script.
    fn file(&self, status: StatusCode, file: (&str, Arc<[u8]>), knows: Knows) -> Response<Body> {
        let (path, bytes) = file;
        let kind = address::media_type(path);
        let mark = blake3::hash(&bytes).to_hex();
        let bytes = if kind == HTML {
            let knows = Knows { mark: mark.to_string(), ..knows };
            page::with(&bytes, &page::addition(&knows, &self.catalogue)).into()
        } else {
            Bytes::from_owner(bytes)
        };
        let mut response = dressed(status, kind, Either::Left(Full::new(bytes)));
        set(&mut response, header::ETAG, &format!("\"{mark}\""));
        response
    }

    /// A page of one sentence.
    fn notice(
        &self,
        status: StatusCode,
        name: &str,
        arguments: &[(&'static str, Argument)],
    ) -> Response<Body> {
        let html = page::notice(&self.catalogue.say(name, arguments), None, &self.catalogue);
        dressed(status, HTML, Either::Left(Full::new(html.into())))
    }
}

fn plain(kind: &'static str, bytes: Bytes) -> Response<Body> {
    dressed(StatusCode::OK, kind, Either::Left(Full::new(bytes)))
}

/// The address of the request, on the real day.
fn here(request: &Parts, path: Option<&str>) -> String {
    let path = path.map_or("/", |_| request.uri.path());
    format!("{path}{}", day::rest(request.uri.query()))
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = dressed(StatusCode::FOUND, HTML, Either::Left(Full::default()));
    set(&mut response, header::LOCATION, to);
    response
}

/// What every answer says: nothing is kept for later, and no foreign website may use it.
fn dressed(status: StatusCode, kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
