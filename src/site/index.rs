//! Which articles belong together: by their names, by topic, and by how many topics they share.
//!
//! May use: config, content

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Topic;
use crate::content::{Article, Campaign};

/// Related articles shown below an article.
const RELATED: usize = 4;

/// Numbers of articles are their places in the list the index was made of.
pub(super) struct Index<'a> {
    by_id: BTreeMap<&'a str, usize>,
    /// For each topic of the site its articles, in their order.
    by_topic: Vec<Vec<usize>>,
    /// The topics of each article.
    topics: Vec<TopicSet>,
    /// For each set of topics some article has, those that share most of it, one more than are shown: the
    /// article itself is among them.
    related: BTreeMap<TopicSet, Vec<usize>>,
    /// The campaigns that name an article, by its id.
    naming: BTreeMap<&'a str, Vec<&'a Campaign>>,
}

/// A bit for each topic of the site.
type TopicSet = Box<[u64]>;

impl<'a> Index<'a> {
    pub fn of(articles: &[&'a Article], campaigns: &[&'a Campaign], topics: &[Topic]) -> Self {
        let numbers: BTreeMap<&str, usize> =
            topics.iter().enumerate().map(|(at, topic)| (topic.id.as_str(), at)).collect();
        let mut by_topic = vec![Vec::new(); topics.len()];
        let mut sets = Vec::with_capacity(articles.len());
        for (at, article) in articles.iter().enumerate() {
            let mut set: TopicSet = vec![0; topics.len().div_ceil(64)].into();
            for number in article.topics.iter().filter_map(|id| numbers.get(id.as_str())) {
                let bit = 1 << (number % 64);
                if set[number / 64] & bit == 0 {
                    set[number / 64] |= bit;
                    by_topic[*number].push(at);
                }
            }
            sets.push(set);
        }
        let distinct: BTreeSet<&TopicSet> = sets.iter().collect();
        let related = distinct.into_par_iter().map_init(
            || vec![0; articles.len()],
            |counts, set| (set.clone(), nearest(set, &by_topic, counts)),
        );
        let related = related.collect();
        let mut naming: BTreeMap<&str, Vec<&Campaign>> = BTreeMap::new();
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

/// The articles that share most of `set`, the first of them first. `counts` holds a nought for each article, and does
/// so again afterwards.
fn nearest(set: &TopicSet, by_topic: &[Vec<usize>], counts: &mut [u8]) -> Vec<usize> {
    let is_in = |number: usize| set[number / 64] & (1 << (number % 64)) != 0;
    let mut sharing = Vec::new();
    for (_, articles) in by_topic.iter().enumerate().filter(|(number, _)| is_in(*number)) {
        for at in articles {
            if counts[*at] == 0 {
                sharing.push(*at);
            }
            counts[*at] = counts[*at].saturating_add(1);
        }
    }
    let rank = |at: usize| (std::cmp::Reverse(counts[at]), at);
    let mut nearest: Vec<usize> = Vec::with_capacity(RELATED + 2);
    for at in &sharing {
        if nearest.len() <= RELATED || rank(*at) < rank(nearest[RELATED]) {
            let place = nearest.partition_point(|other| rank(*other) < rank(*at));
            nearest.insert(place, *at);
            nearest.truncate(RELATED + 1);
        }
    }
    sharing.into_iter().for_each(|at| counts[at] = 0);
    nearest
}
