//! What can be printed on demand, by the name somebody types.
//!
//! May use: config, content, diagnostics

use jiff::civil::Date;

use super::slides::{scroll_of_article, scroll_of_campaign};
use super::{Layout, Scroll, Sheet, Subject, found, is_whole, sheet};
use crate::config::Config;
use crate::config::print::{Format, Order, Refusal, Wishes};
use crate::content::{Issue, Item, Library};
use crate::diagnostics::{SourcePath, nearest};
use crate::site::Moment;

/// How something is wanted; without a format, the usual one.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub format: Option<Format>,
    pub wishes: Wishes,
}

/// Something that can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printable {
    /// What to type: `campaigns/no-tobacco-day/2026`.
    pub name: String,
    pub title: String,
    /// The usual one first.
    pub formats: &'static [Format],
}

/// What is to be printed.
#[derive(Debug, Default)]
pub struct Ordered {
    pub sheets: Vec<Sheet>,
    /// With slides comes a text for LED bars.
    pub scrolls: Vec<Scroll>,
    /// The texts it is made of.
    pub sources: Vec<SourcePath>,
}

/// Why something cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPrintable {
    /// Nothing has this name; the nearest that there is.
    Unknown {
        nearest: Option<String>,
    },
    /// Not in this format.
    Format {
        allowed: Vec<&'static str>,
    },
    Wish(Refusal),
}

/// Everything that can be printed: campaigns, articles, issues of boards, calendars.
pub fn printables(library: &Library, config: &Config, moment: Moment) -> Vec<Printable> {
    let layout = Layout::new(library, config, moment);
    subjects(&layout)
        .into_iter()
        .map(|subject| Printable {
            name: name(subject),
            title: title(subject),
            formats: subject.formats(),
        })
        .collect()
}

fn subjects<'a>(layout: &Layout<'a>) -> Vec<Subject<'a>> {
    let library = layout.library;
    let mut campaigns: Vec<_> = library.campaigns.values().map(|it| &**it).collect();
    campaigns.sort_by_key(|campaign| std::cmp::Reverse(campaign.id.year));
    let issues = library
        .boards
        .values()
        .flat_map(|board| board.issues.iter().rev().map(move |issue| Subject::Issue(board, issue)));
    let this_year = layout.moment.today.year();
    let years = [this_year, this_year + 1].map(Subject::Year);
    let months =
        (1..=12).filter_map(|month| Date::new(this_year, month, 1).ok()).map(Subject::Month);
    let campaigns = campaigns.into_iter().map(Subject::Campaign);
    let articles = library.articles.values().map(|it| Subject::Article(it));
    campaigns.chain(articles).chain(issues).chain(years).chain(months).collect()
}

fn name(subject: Subject<'_>) -> String {
    match subject {
        Subject::Campaign(campaign) => format!("campaigns/{}", campaign.id),
        Subject::Article(article) => format!("articles/{}", article.id),
        // A number that begins anew each year means the latest; earlier ones have their year with it.
        Subject::Issue(board, issue) => {
            let number = issue.number.value;
            let is_latest = board.issue(number).is_some_and(|latest| latest.from == issue.from);
            let year = if is_latest { String::new() } else { format!("{}-", issue.from.year()) };
            format!("boards/{}/{year}{number}", board.id)
        }
        Subject::Year(year) => format!("calendar/{year}"),
        Subject::Month(first) => format!("calendar/{}-{:02}", first.year(), first.month()),
    }
}

fn title(subject: Subject<'_>) -> String {
    match subject {
        Subject::Campaign(campaign) => campaign.title(),
        Subject::Article(article) => article.title.clone(),
        Subject::Issue(board, issue) => {
            format!("{} 第{}期（{}）", board.name.value, issue.number.value, board.place.value)
        }
        Subject::Year(year) => format!("{year}年健康日历"),
        Subject::Month(first) => format!("{}年{}月健康日历", first.year(), first.month()),
    }
}

/// The sheets of what each of `names` means, as they are wanted. What is not published yet is printed all the
/// same: it is asked for by its name.
///
/// # Errors
/// The first name of nothing, or of something that cannot be printed like this.
pub fn order(
    library: &Library,
    config: &Config,
    moment: Moment,
    (names, wanted): (&[String], &Wanted),
) -> Result<Ordered, (String, NotPrintable)> {
    let layout = Layout::new(library, config, moment);
    let known: Vec<_> = subjects(&layout).into_iter().map(|it| (name(it), it)).collect();
    let mut all = Ordered::default();
    for written in names {
        let one = match named(&layout, &known, written) {
            Ok(Named::Subject(subject)) => order_one(&layout, subject, wanted),
            // Its faults say why it cannot be printed.
            Ok(Named::Faulty(file)) => {
                Ok(Ordered { sources: vec![file.clone()], ..Ordered::default() })
            }
            Err(reason) => Err(reason),
        };
        let Ordered { sheets, scrolls, sources } = one.map_err(|it| (written.clone(), it))?;
        all.sheets.extend(sheets);
        all.scrolls.extend(scrolls);
        all.sources.extend(sources);
    }
    Ok(all)
}

fn order_one(
    layout: &Layout<'_>,
    subject: Subject<'_>,
    wanted: &Wanted,
) -> Result<Ordered, NotPrintable> {
    let formats = subject.formats();
    let format = wanted.format.or_else(|| formats.first().copied()).unwrap_or(Format::Poster);
    if !formats.contains(&format) {
        let allowed = formats.iter().map(|format| format.word()).collect();
        return Err(NotPrintable::Format { allowed });
    }
    let orders = Order::all(format, &wanted.wishes).map_err(NotPrintable::Wish)?;
    // What an issue names and is not there, `lint` has said.
    let is_whole = match subject {
        Subject::Issue(_, issue) => is_whole(layout, issue),
        _ => true,
    };
    let sheets = orders.iter().filter(|_| is_whole).map(|order| Sheet {
        // What is printed on demand is not put on the website.
        is_public: false,
        ..sheet(subject, order, layout)
    });
    let scroll = match (subject, format) {
        (Subject::Campaign(campaign), Format::Slides) => Some(scroll_of_campaign(campaign, layout)),
        (Subject::Article(article), Format::Slides) => Some(scroll_of_article(article, layout)),
        _ => None,
    };
    let scrolls = scroll.into_iter().collect();
    Ok(Ordered { sheets: sheets.collect(), scrolls, sources: sources(layout, subject) })
}

/// What a name means.
enum Named<'a> {
    Subject(Subject<'a>),
    /// A text that is there, but has faults.
    Faulty(&'a SourcePath),
}

/// What `name` means. It may be the path of the file, too: `content/articles/heat.md`.
fn named<'a>(
    layout: &Layout<'a>,
    known: &[(String, Subject<'a>)],
    name: &str,
) -> Result<Named<'a>, NotPrintable> {
    let path =
        SourcePath::new(name.replace('\\', "/").trim_start_matches("./").trim_end_matches('/'));
    let plain = path.name();
    if let Some((_, found)) = known.iter().find(|(name, _)| name == plain) {
        return Ok(Named::Subject(*found));
    }
    // A board alone means the issue that hangs, or the next one.
    if let Some(board) = plain.strip_prefix("boards/").and_then(|it| layout.library.boards.get(it))
    {
        let today = layout.moment.today;
        let current =
            board.issues.iter().filter(|issue| issue.to >= today).min_by_key(|it| it.from);
        if let Some(issue) = current.or_else(|| board.issues.iter().max_by_key(|it| it.from)) {
            return Ok(Named::Subject(Subject::Issue(board, issue)));
        }
    }
    if let Some(period) = plain.strip_prefix("calendar/").and_then(calendar) {
        return Ok(Named::Subject(period));
    }
    // An issue of a faulty board has a name below that of its board.
    let is_it = |file: &&SourcePath| {
        plain.strip_prefix(file.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if let Some(file) = layout.library.faulty.keys().find(is_it) {
        return Ok(Named::Faulty(file));
    }
    let nearest = nearest(plain, known.iter().map(|(name, _)| name.as_str()));
    Err(NotPrintable::Unknown { nearest: nearest.map(ToOwned::to_owned) })
}

/// `2026` or `2026-05`.
fn calendar(period: &str) -> Option<Subject<'static>> {
    let in_range = |year: &i16| (1900..=2100).contains(year);
    match period.split_once('-') {
        None => period.parse().ok().filter(in_range).map(Subject::Year),
        Some((year, month)) => {
            let year = year.parse().ok().filter(in_range)?;
            Date::new(year, month.parse().ok()?, 1).ok().map(Subject::Month)
        }
    }
}

/// The texts an issue names that have faults.
fn faulty<'a>(layout: &'a Layout<'_>, issue: &Issue) -> Vec<&'a SourcePath> {
    let library = layout.library;
    let file = |item: &Item| match item {
        Item::Article(slug) => library.faulty_article(&slug.value),
        Item::Campaign(id) => library.faulty_campaign(&id.value),
        Item::Doctor(_) | Item::Notice(_) | Item::Hotlines => None,
    };
    issue.items.iter().filter_map(file).collect()
}

fn sources(layout: &Layout<'_>, subject: Subject<'_>) -> Vec<SourcePath> {
    match subject {
        Subject::Campaign(campaign) => vec![campaign.file.clone()],
        Subject::Article(article) => vec![article.file.clone()],
        Subject::Issue(board, issue) => {
            let shown = issue.items.iter().filter_map(|item| found(layout, item));
            let shown = shown.flat_map(|subject| sources(layout, subject));
            let faulty = faulty(layout, issue).into_iter().cloned();
            std::iter::once(board.file.clone()).chain(shown).chain(faulty).collect()
        }
        Subject::Year(_) | Subject::Month(_) => Vec::new(),
    }
}
