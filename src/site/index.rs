//! Which articles belong together: by their names, by topic, and by how many topics they share.
//!
//! May use: config, content

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::Topic;
use crate::content::{Article, Campaign};

/// Related articles shown below an article.
const RELATED: usize = 4;

/// Numbers of articles are their places in the list the index was made of.
pub(super) struct Index<'a> {
    /// The topics of the site, by their ids.
    topics: FxHashMap<&'a str, usize>,
    by_topics: Arc<ByTopics>,
    /// The campaigns that name an article, by its id.
    naming: FxHashMap<&'a str, Vec<&'a Campaign>>,
}

/// What was reckoned of the texts of an earlier round, and holds as long as their topics are the same.
#[derive(Default)]
pub struct Memo {
    /// The topics of the site, in their order: id and name, since an article may name them by either.
    topics: Vec<(String, String)>,
    /// Of the file of each article, in their order.
    files: Vec<blake3::Hash>,
    by_topics: Arc<ByTopics>,
}

/// Which articles have which topics.
#[derive(Default)]
struct ByTopics {
    /// Of each article.
    sets: TopicSets,
    /// For each topic of the site its articles, in their order.
    by_topic: Vec<Vec<usize>>,
    related: Related,
}

impl<'a> Index<'a> {
    pub fn of(
        articles: &[&'a Article],
        campaigns: &[&'a Campaign],
        topics: &'a [Topic],
        memo: &mut Memo,
    ) -> Self {
        let named: Vec<_> = topics.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
        let topics: FxHashMap<&str, usize> =
            topics.iter().enumerate().map(|(at, topic)| (topic.id.as_str(), at)).collect();
        let files: Vec<blake3::Hash> = articles.iter().map(|article| article.hash).collect();
        if memo.topics != named || !memo.by_topics.are_of(articles, &memo.files, &topics) {
            memo.by_topics = Arc::new(ByTopics::of(articles, &topics));
        }
        (memo.topics, memo.files) = (named, files);
        let by_topics = Arc::clone(&memo.by_topics);
        let mut naming: FxHashMap<&str, Vec<&Campaign>> = FxHashMap::default();
        for campaign in campaigns {
            for slug in &campaign.articles {
                let named = naming.entry(slug.value.as_str()).or_default();
                if named.last().is_none_or(|last| last.id != campaign.id) {
                    named.push(campaign);
                }
            }
        }
        Index { topics, by_topics, naming }
    }

    /// The number of the topic with this id.
    pub fn topic(&self, id: &str) -> Option<usize> {
        self.topics.get(id).copied()
    }

    /// The articles of the n-th topic, in their order.
    pub fn of_topic(&self, number: usize) -> &[usize] {
        self.by_topics.by_topic.get(number).map_or(&[], Vec::as_slice)
    }

    /// The articles that share most topics with the n-th, the first of them first.
    pub fn related(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let Related { groups, nearest } = &self.by_topics.related;
        let group = groups.get(number).copied();
        let nearest = group.and_then(|group| nearest.get(group)).into_iter().flatten();
        nearest.copied().filter(move |other| *other != number).take(RELATED)
    }

    /// The campaigns that name the article, in their order.
    pub fn naming(&self, id: &str) -> &[&'a Campaign] {
        self.naming.get(id).map_or(&[], Vec::as_slice)
    }
}

impl ByTopics {
    fn of(articles: &[&Article], topics: &FxHashMap<&str, usize>) -> Self {
        let mut by_topic = vec![Vec::new(); topics.len()];
        let mut sets = TopicSets::default();
        for (at, article) in articles.iter().enumerate() {
            let set = sets.push(article, topics);
            set.iter().for_each(|number| by_topic[*number].push(at));
        }
        let related = Related::of(&sets, &by_topic);
        ByTopics { sets, by_topic, related }
    }

    /// Whether they are those of these articles, too, given the files of the articles they were made of.
    fn are_of(
        &self,
        articles: &[&Article],
        files: &[blake3::Hash],
        topics: &FxHashMap<&str, usize>,
    ) -> bool {
        let mut one = TopicSets::default();
        let mut has_set = |article: &Article, set: &[usize]| one.push(article, topics) == set;
        articles.len() == files.len()
            && articles
                .iter()
                .zip(files)
                .zip(self.sets.iter())
                .all(|((article, file), set)| article.hash == *file || has_set(article, set))
    }
}

/// Of each article the numbers of its topics, the least first; one after the other.
#[derive(Default)]
struct TopicSets {
    numbers: Vec<usize>,
    /// Where each article's end.
    ends: Vec<usize>,
}

impl TopicSets {
    /// Adds an article; its topics.
    fn push(&mut self, article: &Article, topics: &FxHashMap<&str, usize>) -> &[usize] {
        self.add(article.topics.iter().filter_map(|id| topics.get(id.as_str()).copied()))
    }

    fn add(&mut self, named: impl Iterator<Item = usize>) -> &[usize] {
        let start = self.numbers.len();
        self.numbers.extend(named);
        self.numbers[start..].sort_unstable();
        // An article may name a topic twice.
        let mut end = start;
        for at in start..self.numbers.len() {
            if end == start || self.numbers[end - 1] != self.numbers[at] {
                self.numbers[end] = self.numbers[at];
                end += 1;
            }
        }
        self.numbers.truncate(end);
        self.ends.push(end);
        &self.numbers[start..]
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The topics of each article.
    fn iter(&self) -> impl Iterator<Item = &[usize]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.numbers[start..*end])
    }
}

/// Which articles share most topics.
#[derive(Default)]
struct Related {
    /// The group of each article: those with the same topics.
    groups: Vec<usize>,
    /// For each group the articles that share most of its topics, one more than are shown: the article itself may be
    /// among them.
    nearest: Vec<Vec<usize>>,
}

impl Related {
    fn of(topics: &TopicSets, by_topic: &[Vec<usize>]) -> Self {
        let members: Vec<BitSet> = by_topic.iter().map(|it| bits(it, topics.len())).collect();
        let mut known: FxHashMap<&[usize], usize> = FxHashMap::default();
        let mut sets: Vec<&[usize]> = Vec::new();
        let mut group = |set| {
            *known.entry(set).or_insert_with(|| {
                sets.push(set);
                sets.len() - 1
            })
        };
        let groups = topics.iter().map(&mut group).collect();
        let nearest = sets.into_par_iter().map(|set| nearest(set, &members)).collect();
        Related { groups, nearest }
    }
}

/// A bit for each article.
type BitSet = Box<[u64]>;

fn bits(numbers: &[usize], articles: usize) -> BitSet {
    let mut bits = vec![0; articles.div_ceil(64)];
    numbers.iter().for_each(|number| bits[number / 64] |= 1 << (number % 64));
    bits.into()
}

/// The articles that share most of `set`, the first of them first. Counts 64 articles at a time: the n-th of `planes`
/// holds the n-th binary digit of how many topics each shares.
fn nearest(set: &[usize], members: &[BitSet]) -> Vec<usize> {
    let most = set.len();
    // The first articles that share one topic, two …
    let mut sharing = vec![Vec::with_capacity(RELATED + 1); most];
    let sets: Vec<&BitSet> = set.iter().map(|topic| &members[*topic]).collect();
    let words = sets.first().map_or(0, |bits| bits.len());
    let mut planes = vec![0_u64; (usize::BITS - most.leading_zeros()) as usize];
    for word in 0..words {
        planes.fill(0);
        for bits in &sets {
            let mut carry = bits[word];
            for plane in &mut planes {
                (*plane, carry) = (*plane ^ carry, *plane & carry);
            }
        }
        let are_open = |found: &Vec<usize>| found.len() <= RELATED;
        for (at, found) in sharing.iter_mut().enumerate().filter(|(_, it)| are_open(it)) {
            let digit = |place: usize| (at + 1) >> place & 1 == 1;
            let digits = planes.iter().enumerate();
            let digits = digits.map(|(place, plane)| if digit(place) { *plane } else { !plane });
            let mut these = digits.fold(u64::MAX, |all, digit| all & digit);
            while these != 0 && are_open(found) {
                found.push(word * 64 + these.trailing_zeros() as usize);
                these &= these - 1;
            }
        }
        if !sharing.last().is_some_and(are_open) {
            break;
        }
    }
    sharing.into_iter().rev().flatten().take(RELATED + 1).collect()
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::*;

    #[test]
    fn related_articles_share_most_topics_and_the_newest_come_first() {
        const ARTICLES: usize = 150;
        const TOPICS: usize = 7;
        // The first topic is everybody's, the last one nobody's.
        let is_in = |at: usize, topic: usize| match topic {
            0 => true,
            6 => false,
            topic => (at * at + topic * 3 + at / topic).is_multiple_of(topic + 2),
        };
        let set_of = |at: usize| (0..TOPICS).filter(|topic| is_in(at, *topic)).collect();
        let members = |topic: usize| (0..ARTICLES).filter(|at| is_in(*at, topic)).collect();
        let members: Vec<Vec<usize>> = (0..TOPICS).map(members).collect();
        let members: Vec<BitSet> = members.iter().map(|it| bits(it, ARTICLES)).collect();
        for at in 0..ARTICLES {
            let set: Vec<usize> = set_of(at);
            let shared = |other: usize| set.iter().filter(|topic| is_in(other, **topic)).count();
            let mut expected: Vec<usize> = (0..ARTICLES).collect();
            expected.sort_by_key(|other| (Reverse(shared(*other)), *other));
            expected.truncate(RELATED + 1);
            assert_eq!(nearest(&set, &members), expected, "of {set:?}");
        }
    }

    #[test]
    fn each_article_has_its_topics_once() {
        let mut sets = TopicSets::default();
        assert_eq!(sets.add([3, 1, 3].into_iter()), [1, 3]);
        assert_eq!(sets.add([].into_iter()), [] as [usize; 0]);
        assert_eq!(sets.add([2].into_iter()), [2]);
        assert_eq!(sets.iter().collect::<Vec<_>>(), [&[1, 3][..], &[], &[2]]);
    }
}
