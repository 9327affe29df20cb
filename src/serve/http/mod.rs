//! The site in a browser on the author's machine. The only room that knows `hyper` and `tokio`.
//!
//! It has no files: whatever it shows it asks of [`Pages`], so that nothing outside the plan can be reached,
//! however an address is written. What changed arrives as [`News`] and goes on to every open page. Only what
//! is sent to the browser is altered (`page.rs`), never what is published.
//!
//! May use: messages

mod address;
mod answer;
mod day;
mod news;
mod page;

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::civil::Date;

use crate::messages::{Catalogue, Language};

pub use news::{Announcer, News};

/// A listener that cannot accept (too many open files) is asked again after this time.
const BREATH: Duration = Duration::from_millis(50);

/// What the server shows.
pub trait Pages: Send + Sync + 'static {
    /// The file of the website at `path` (`articles/fever.html`), as of `today`, or as of the real day. It is
    /// asked on a thread of its own and may take a moment. While a build goes on, and after a failed one, the
    /// last good state answers.
    fn file(&self, path: &str, today: Option<Date>) -> Found;
}

/// What there is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    File(Arc<[u8]>),
    /// The plan has no such file.
    Missing,
    /// It cannot be made: the findings, as the terminal shows them.
    Faulty(String),
}

/// A server that holds its port and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    language: Language,
    announcer: Announcer,
}

impl Server {
    /// Takes the port; 0 takes any free one.
    pub fn bind(address: SocketAddr, language: Language) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Server { listener, address, language, announcer: Announcer::new() })
    }

    /// The address to open in a browser on this machine.
    pub fn url(&self) -> String {
        url(self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn announcer(&self) -> Announcer {
        self.announcer.clone()
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// When the system grants no threads. `stack`, in bytes, is what making a file may need.
    pub fn run(self, pages: Arc<dyn Pages>, stack: usize) -> io::Result<()> {
        let desk = Arc::new(Desk {
            pages,
            address: self.address,
            announcer: self.announcer,
            catalogue: Catalogue::new(self.language),
        });
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_stack_size(stack)
            .enable_io()
            .enable_time()
            .build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            loop {
                match listener.accept().await {
                    Ok((stream, _)) => {
                        tokio::spawn(converse(stream, Arc::clone(&desk)));
                    }
                    Err(_) => tokio::time::sleep(BREATH).await,
                }
            }
        })
    }
}

/// What every answer is made of.
struct Desk {
    pages: Arc<dyn Pages>,
    address: SocketAddr,
    announcer: Announcer,
    catalogue: Catalogue,
}

/// One connection, until the browser lets go of it.
async fn converse(stream: tokio::net::TcpStream, desk: Arc<Desk>) {
    // An event is a small packet that must not wait for a larger one.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(answer::answer(desk, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    // A browser that hangs up is no fault.
    let _ = connection.await;
}

/// A server that listens everywhere is opened by its loopback address.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}
