//! How large a drawing of shapes becomes when everything it refers to is drawn. Counted before anything is: a
//! few hundred bytes can refer to themselves a billion times.
//!
//! May use: nothing of this crate

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node};

/// The most elements, each counted as often as it is drawn.
pub const ELEMENT_LIMIT: u64 = 200_000;
/// The most rules of style sheets times elements.
const MATCHING_LIMIT: usize = 20_000_000;
/// Likewise of those rules that refer to something.
const REFERRING_LIMIT: usize = 1_000_000;
/// How deep references may stand inside what is referred to.
const DEPTH: usize = 16;
/// A character is an outline of its own: it counts as so many elements.
const CHARACTER: u64 = 40;
const TEXT: [&str; 4] = ["text", "tspan", "textPath", "a"];

/// Whether the drawing stays within [`ELEMENT_LIMIT`].
pub fn is_bounded(document: &Document<'_>) -> bool {
    let drawing = Drawing::of(document);
    let Some(drawing) = drawing else { return false };
    drawing.drawn().is_some_and(|count| count <= ELEMENT_LIMIT)
}

/// The elements of a drawing, in their order: parents before children.
struct Drawing<'d> {
    elements: Vec<Node<'d, 'd>>,
    parents: Vec<Option<usize>>,
    /// What each element refers to.
    references: Vec<Vec<usize>>,
}

impl<'d> Drawing<'d> {
    /// None when there are too many style rules to match.
    fn of(document: &'d Document<'d>) -> Option<Self> {
        let elements: Vec<Node<'d, 'd>> =
            document.descendants().filter(|node| node.is_element()).collect();
        let numbers: HashMap<_, usize> =
            elements.iter().enumerate().map(|(number, node)| (node.id(), number)).collect();
        // Where several elements share an id, links lead to the first or to the last: all of them count.
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, node) in elements.iter().enumerate() {
            if let Some(id) = node.attribute("id") {
                by_id.entry(id).or_default().push(number);
            }
        }
        let styles = elements.iter().filter(|node| node.tag_name().name() == "style");
        let styles: String = styles.filter_map(|node| node.text()).collect();
        if styles.matches('{').count().saturating_mul(elements.len()) > MATCHING_LIMIT {
            return None;
        }
        let rules = rules(&styles, &by_id);
        if rules.len().saturating_mul(elements.len()) > REFERRING_LIMIT {
            return None;
        }
        let references = elements.iter().map(|node| {
            let own = node.attributes().flat_map(|attribute| {
                let linked = attribute.value().trim().strip_prefix('#');
                let linked = linked.filter(|_| attribute.name() == "href");
                linked.into_iter().chain(targets(attribute.value()))
            });
            let own = own.filter_map(|id| by_id.get(id)).flatten().copied();
            let styled = rules.iter().filter(|rule| rule.may_match(node));
            own.chain(styled.flat_map(|rule| rule.targets.iter().copied())).collect()
        });
        let references = references.collect();
        let parent = |node: &Node<'d, 'd>| numbers.get(&node.parent_element()?.id()).copied();
        let parents = elements.iter().map(parent).collect();
        Some(Drawing { elements, parents, references })
    }

    /// At most how many elements are drawn; None when references nest too deep, or without end.
    fn drawn(&self) -> Option<u64> {
        let own: Vec<u64> = self.elements.iter().map(own_weight).collect();
        let mut weights = own.clone();
        for _ in 0..DEPTH {
            let mut next = own.clone();
            for number in (0..next.len()).rev() {
                for target in &self.references[number] {
                    next[number] = next[number].saturating_add(weights[*target]);
                }
                if let Some(parent) = self.parents[number] {
                    next[parent] = next[parent].saturating_add(next[number]);
                }
            }
            if next == weights {
                return Some(weights.first()?.saturating_add(self.markers(&weights)));
            }
            weights = next;
        }
        None
    }

    /// Every marker at every corner of every path.
    fn markers(&self, weights: &[u64]) -> u64 {
        let is_marker = |node: &Node<'_, '_>| node.tag_name().name() == "marker";
        let markers = self.elements.iter().zip(weights).filter(|(node, _)| is_marker(node));
        let markers = markers.fold(0_u64, |sum, (_, weight)| sum.saturating_add(*weight));
        // A corner takes at least four characters: a letter or a sign, two numbers and what parts them.
        let corners = |node: &Node<'_, '_>| {
            let lists = ["d", "points"].iter().filter_map(|name| node.attribute(*name));
            lists.map(|list| list.len() as u64 / 4).sum::<u64>()
        };
        markers.saturating_mul(self.elements.iter().map(corners).sum())
    }
}

fn own_weight(node: &Node<'_, '_>) -> u64 {
    if !TEXT.contains(&node.tag_name().name()) {
        return 1;
    }
    let texts = node.children().filter(|child| child.is_text());
    let characters: usize = texts.filter_map(|it| it.text()).map(|it| it.chars().count()).sum();
    (characters as u64).saturating_mul(CHARACTER).saturating_add(1)
}

/// The ids a value refers to: `url(#id)`.
fn targets(value: &str) -> impl Iterator<Item = &str> {
    let inner = value.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    inner.filter_map(|it| it.trim_matches(['"', '\'', ' ']).strip_prefix('#'))
}

/// A rule of a style sheet that refers to something.
struct Rule<'s> {
    /// Last parts of its selectors, each in names: `path`, `.a`, `#b`.
    selectors: Vec<Vec<&'s str>>,
    targets: Vec<usize>,
}

fn rules<'s>(styles: &'s str, by_id: &HashMap<&str, Vec<usize>>) -> Vec<Rule<'s>> {
    let rule = |text: &'s str| {
        let (before, body) = text.rsplit_once('{')?;
        let targets = targets(body).filter_map(|id| by_id.get(id)).flatten().copied();
        let targets: Vec<usize> = targets.collect();
        let selectors = before.rsplit(['{', ';', '/']).next()?.split(',');
        let last = |it: &'s str| it.split_whitespace().next_back().unwrap_or_default();
        let selectors = selectors.map(|it| names(last(it).rsplit(['>', '+', '~']).next()));
        (!targets.is_empty()).then(|| Rule { selectors: selectors.collect(), targets })
    };
    styles.split('}').filter_map(rule).collect()
}

/// The names in `path.a#b:hover[x]`: what stands behind them only narrows the choice.
fn names(selector: Option<&str>) -> Vec<&str> {
    let plain = selector.and_then(|it| it.split([':', '[', '*']).next()).unwrap_or_default();
    let mut names = Vec::new();
    let mut start = 0;
    for (at, _) in plain.match_indices(['.', '#']).chain([(plain.len(), "")]) {
        names.extend(Some(&plain[start..at]).filter(|name| !name.is_empty()));
        start = at;
    }
    names
}

impl Rule<'_> {
    fn may_match(&self, node: &Node<'_, '_>) -> bool {
        let has = |name: &&str| match name.split_at(1) {
            (".", class) => {
                let classes = node.attribute("class").unwrap_or_default();
                classes.split_whitespace().any(|it| it == class)
            }
            ("#", id) => node.attribute("id") == Some(id),
            _ => node.tag_name().name() == *name,
        };
        self.selectors.iter().any(|names| names.iter().all(has))
    }
}
