//! Which articles belong together: by their names, by topic, and by how many topics they share.
//!
//! May use: config, content

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::config::Topic;
use crate::content::{Article, Campaign};

/// Related articles shown below an article.
const RELATED: usize = 4;

/// Numbers of articles are their places in the list the index was made of.
pub(super) struct Index<'a> {
    by_id: HashMap<&'a str, usize>,
    /// For each topic of the site its articles, in their order.
    by_topic: Vec<Vec<usize>>,
    /// The topics of each article.
    topics: Vec<TopicSet>,
    /// For each set of topics some article has, those that share most of it, one more than are shown: the
    /// article itself is among them.
    related: HashMap<TopicSet, Vec<usize>>,
    /// The campaigns that name an article, by its id.
    naming: HashMap<&'a str, Vec<&'a Campaign>>,
}

/// Numbers of topics, the least first.
type TopicSet = Box<[usize]>;

impl<'a> Index<'a> {
    pub fn of(articles: &[&'a Article], campaigns: &[&'a Campaign], topics: &[Topic]) -> Self {
        let numbers: HashMap<&str, usize> =
            topics.iter().enumerate().map(|(at, topic)| (topic.id.as_str(), at)).collect();
        let mut by_topic = vec![Vec::new(); topics.len()];
        let mut sets = Vec::with_capacity(articles.len());
        for (at, article) in articles.iter().enumerate() {
            let named = article.topics.iter().filter_map(|id| numbers.get(id.as_str()).copied());
            let mut set: Vec<usize> = named.collect();
            set.sort_unstable();
            set.dedup();
            set.iter().for_each(|number| by_topic[*number].push(at));
            sets.push(set.into());
        }
        let members: Vec<BitSet> = by_topic.iter().map(|it| bits(it, articles.len())).collect();
        let distinct: HashSet<&TopicSet> = sets.iter().collect();
        let related = distinct.into_par_iter().map(|set| (set.clone(), nearest(set, &members)));
        let related = related.collect();
        let mut naming: HashMap<&str, Vec<&Campaign>> = HashMap::new();
        for campaign in campaigns {
            for slug in &campaign.articles {
                let named = naming.entry(slug.value.as_str()).or_default();
                if named.last().is_none_or(|last| last.id != campaign.id) {
                    named.push(campaign);
                }
            }
        }
        Index {
            by_id: articles.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect(),
            by_topic,
            related,
            topics: sets,
            naming,
        }
    }

    pub fn article(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The articles of the n-th topic, in their order.
    pub fn of_topic(&self, number: usize) -> &[usize] {
        self.by_topic.get(number).map_or(&[], Vec::as_slice)
    }

    /// The articles that share most topics with the n-th, the first of them first.
    pub fn related(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let set = self.topics.get(number);
        let nearest = set.and_then(|set| self.related.get(set)).into_iter().flatten();
        nearest.copied().filter(move |other| *other != number).take(RELATED)
    }

    /// The campaigns that name the article, in their order.
    pub fn naming(&self, id: &str) -> &[&'a Campaign] {
        self.naming.get(id).map_or(&[], Vec::as_slice)
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
fn nearest(set: &TopicSet, members: &[BitSet]) -> Vec<usize> {
    let most = set.len();
    // The first articles that share one topic, two …
    let mut sharing = vec![Vec::with_capacity(RELATED + 1); most];
    let words = members.first().map_or(0, |bits| bits.len());
    let mut planes = vec![0_u64; (usize::BITS - most.leading_zeros()) as usize];
    for word in 0..words {
        planes.fill(0);
        for topic in set {
            let mut carry = members[*topic][word];
            for plane in &mut planes {
                (*plane, carry) = (*plane ^ carry, *plane & carry);
            }
        }
        for (at, found) in sharing.iter_mut().enumerate() {
            let digit =
                |place: usize, plane: u64| if (at + 1) >> place & 1 == 1 { plane } else { !plane };
            let digits = planes.iter().enumerate().map(|(place, plane)| digit(place, *plane));
            let mut these = digits.fold(u64::MAX, |all, digit| all & digit);
            while these != 0 && found.len() <= RELATED {
                found.push(word * 64 + these.trailing_zeros() as usize);
                these &= these - 1;
            }
        }
        if sharing.last().is_none_or(|found| found.len() > RELATED) {
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
            let set: TopicSet = set_of(at);
            let shared = |other: usize| set.iter().filter(|topic| is_in(other, **topic)).count();
            let mut expected: Vec<usize> = (0..ARTICLES).collect();
            expected.sort_by_key(|other| (Reverse(shared(*other)), *other));
            expected.truncate(RELATED + 1);
            assert_eq!(nearest(&set, &members), expected, "of {set:?}");
        }
    }
}
