//! Banbao (板报) turns a folder of Markdown health articles and YAML campaign records into a bulletin-board
//! website, printable posters and a schedule of themed campaign pages.
//!
//! This page is the architecture. It is short on purpose: read it once, then open the module you need.
//!
//! # What stays true
//!
//! 1. **A build is a pure function** of the source bytes, the settings, the day and the version of the tool.
//!    No clock, no random number, no order of a hash map and no absolute path reaches any output. Today is a
//!    value ([`site::Moment`]), read once in [`cli`].
//! 2. **Data goes one way**, through the stages below, each with its own types. Nothing downstream feeds
//!    upstream, and nothing generated is written into the user's own folders.
//! 3. **Only [`source`] reads the disk, only [`output`] writes it, only [`cli`] sees the clock, the
//!    environment and the terminal.** What lies between is pure and can be tested in memory.
//! 4. **Everything to be made is a closed list of values**, a [`plan::Plan`] of [`plan::Job`]s, known before
//!    the first byte is rendered.
//! 5. **Findings are collected, not thrown**: an author sees every fault of a build at once, each with file,
//!    line, column, the line itself and what to do next.
//! 6. **Watching is building again**: there is no second road for rebuilds. Fingerprints make the same road faster:
//!    files that look the same are not read again ([`source::read_since`]), nor are those that no event of a save
//!    named ([`source::read_some`], until a look at everything soon after), texts that are the same are not
//!    understood again ([`pipeline::Memo`]), nor is the library put together anew where only articles were edited,
//!    pages of which there are thousands are laid out only when they are made ([`site::PageSubject`]), and what an earlier
//!    build made of the same things stays in its place ([`output::Make`]) or is taken from there ([`output::Shelf`]);
//!    a build of the very same things ends at the notes of the last one ([`output::recall`]). A test holds all of this
//!    against clean builds.
//! 7. **A failed or killed build never harms what was published before it.**
//!
//! # The road
//!
//! | step | module | from → to | disk |
//! |---|---|---|---|
//! | ask | [`cli`] | arguments, clock → [`pipeline::Request`] | – |
//! | read | [`source`] | folder → [`source::Tree`] | reads |
//! | settle | [`config`] | tree → [`config::Config`] with its [`config::Theme`] and [`almanac::Almanac`] | – |
//! | understand | [`content`] | tree → [`content::Library`] | – |
//! | check | [`lint`] | library → findings | – |
//! | lay out | [`site`] | library, settings, day → [`site::Site`]; cannot fail | – |
//! | plan | [`plan`] | site → [`plan::Plan`]; a path taken twice is a finding | – |
//! | make | [`render`] | job → bytes, or findings | – |
//! | publish | [`output`] | plan and a `make` closure → files | writes |
//!
//! [`pipeline`] is the one place that knows this order. Beside the road stand [`almanac`] (observances, their
//! days, editions and confirmed themes: pure knowledge that uses nobody), [`yaml`] (values with their places),
//! [`diagnostics`] (one shape of finding, one printer), [`messages`] (every sentence, in two languages) and
//! [`serve`] (what changed on the disk, and the site in a browser).
//!
//! # Reading order
//!
//! `main.rs`, [`pipeline`], then the stages in the order of the table. Each module's doc ends with a line
//! `May use:`; a test in `tests/it/tidy.rs` holds the code to it, to the order of the road, to one room for
//! each heavy library, and to files and functions that fit a reader's head. `clippy.toml` fences the disk, the
//! clock and the environment.
//!
//! # Where things go
//!
//! - A new key of front matter: the settled type in [`content`] (`article.rs`, `campaign.rs` …), one line
//!   that asks for it, and whoever uses it. A key nobody asks for is reported by itself.
//! - A new kind of finding: one line in `diagnostics/code.rs`, its sentence and help in both files of
//!   [`messages`], a folder in `tests/cases`.
//! - A new page: a view in `site/view.rs`, a page in [`site`], a template in `themes/township/pages`.
//! - A new sheet for print: a template in `themes/township/sheets`, a job in [`plan`], an arm in [`render`].
//! - A new option of a theme: `options` of its `theme.yaml`, and its row in both guides, `themes/README*.md`.
//! - A new observance: `almanac/data/observances.yaml`, with its sources.
//! - A new rule for dates and numbers in prose: a file in `lint/calendar`.
//! - Something that shows on some days only: [`site::season::Shown`], so that a page stays right between two
//!   builds; the script in `themes/township/static/today.js` looks it up and decides nothing.
//!
//! # Features
//!
//! `print` (default) makes PDFs with Typst. Without it the crate compiles about four times faster and builds
//! the website alone.

pub mod almanac;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod lint;
pub mod messages;
pub mod output;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod serve;
pub mod site;
pub mod source;
pub mod yaml;
