//! Which text holds which character and which pair of characters.
//!
//! May use: site

use rayon::prelude::*;

use super::fold::{BREAK, fold};
use crate::site::Layout;
use crate::site::search::{Document, Entry, Search};

/// Texts taken up by one thread at a time.
const BATCH: usize = 512;

/// A gram, a document and a weight in one number, which sorts in this order.
///
/// 42 bits of gram (one or two characters), 20 of document, 2 of weight.
type Posting = u64;

const WEIGHT: u32 = 2;
const DOCUMENT: u32 = 20;
const CHARACTER: u32 = 21;

/// The text of every shard: each gram behind two spaces, its postings behind one.
///
/// Postings are up to three lists parted by `!`: documents that hold the gram in their text, in their
/// summary or a heading, in their title; each document in the weightiest of its lists, as its distance from
/// the one before. See [`number`] for how a distance is written.
pub fn shards(search: &Search, layout: &Layout<'_>) -> Vec<String> {
    // Each batch is spread over all shards; of thousands of texts only what is packed is kept for long.
    let room = || vec![Vec::new(); search.shards];
    let spread = |shards: &mut Vec<Vec<Posting>>, (batch, entries): (usize, &[Entry])| {
        for (number, entry) in (batch * BATCH..).zip(entries) {
            for posting in postings(number, &layout.document(entry)) {
                shards[shard_of(posting, search.shards)].push(posting);
            }
        }
        let pack = |shard: &mut Vec<Posting>| {
            let bytes = packed(shard);
            shard.clear();
            bytes
        };
        shards.iter_mut().map(pack).collect::<Vec<_>>()
    };
    let batches = search.entries.par_chunks(BATCH).enumerate().map_init(room, spread);
    let batches: Vec<Vec<Packed>> = batches.collect();
    let shard =
        |number: usize| written(batches.iter().flat_map(|it| unpacked(&it[number])).collect());
    (0..search.shards).into_par_iter().map(shard).collect()
}

/// Postings in their order, each as its distance from the one before, seven bits in a byte; the last byte of each has
/// its highest bit clear.
type Packed = Box<[u8]>;

fn packed(postings: &mut [Posting]) -> Packed {
    postings.sort_unstable();
    let (mut bytes, mut before) = (Vec::with_capacity(postings.len() * 2), 0);
    for posting in postings {
        let mut distance = *posting - before;
        while distance > 0x7f {
            bytes.push(0x80 | (distance & 0x7f) as u8);
            distance >>= 7;
        }
        bytes.push(distance as u8);
        before = *posting;
    }
    bytes.into()
}

fn unpacked(bytes: &[u8]) -> impl Iterator<Item = Posting> + '_ {
    let mut before = 0;
    bytes.split_inclusive(|byte| byte & 0x80 == 0).map(move |digits| {
        let add = |distance: u64, digit: &u8| distance << 7 | u64::from(digit & 0x7f);
        before += digits.iter().rev().fold(0, add);
        before
    })
}

/// Every gram of a document once, with its greatest weight.
fn postings(number: usize, document: &Document) -> Vec<Posting> {
    let mut postings = Vec::new();
    let mut letters = Vec::new();
    let mut add = |text: &str, weight: u64| {
        letters.clear();
        fold(text, &mut letters);
        for pair in letters.windows(2) {
            let (first, second) = (u64::from(pair[0]), u64::from(pair[1]));
            if pair[0] == BREAK {
                continue;
            }
            let rest = (number as u64) << WEIGHT | weight;
            postings.push(first << (DOCUMENT + WEIGHT) | rest);
            if pair[1] != BREAK {
                postings.push((first << CHARACTER | second) << (DOCUMENT + WEIGHT) | rest);
            }
        }
    };
    add(&document.text(), 0);
    document.emphasised().for_each(|text| add(text, 1));
    add(&document.title, 2);
    postings.sort_unstable_by_key(|posting| std::cmp::Reverse(*posting));
    postings.dedup_by_key(|posting| *posting >> WEIGHT);
    postings
}

/// The characters of a gram.
fn gram(posting: Posting) -> impl Iterator<Item = char> {
    let gram = posting >> (DOCUMENT + WEIGHT);
    let character = |bits: u64| {
        let code = u32::try_from(bits & ((1 << CHARACTER) - 1)).unwrap_or_default();
        char::from_u32(code).filter(|c| *c != '\0')
    };
    [character(gram >> CHARACTER), character(gram)].into_iter().flatten()
}

/// `reader.js` reckons the same.
fn shard_of(posting: Posting, shards: usize) -> usize {
    let mut hash = 0_u32;
    for c in gram(posting) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            hash = hash.wrapping_mul(31).wrapping_add(u32::from(*unit));
        }
    }
    hash as usize % shards
}

fn written(mut postings: Vec<Posting>) -> String {
    // Those of each batch are in order: this sort makes use of it.
    postings.sort();
    let mut shard = String::new();
    for same in postings.chunk_by(|a, b| a >> (DOCUMENT + WEIGHT) == b >> (DOCUMENT + WEIGHT)) {
        let mut lists = [String::new(), String::new(), String::new()];
        let mut next = [0_u64; 3];
        for posting in same {
            let weight = (posting & ((1 << WEIGHT) - 1)) as usize;
            let document = (posting >> WEIGHT) & ((1 << DOCUMENT) - 1);
            number(document - next[weight], &mut lists[weight]);
            next[weight] = document + 1;
        }
        shard.push_str("  ");
        shard.extend(gram(same[0]));
        shard.push(' ');
        shard.push_str(lists.join("!").trim_end_matches('!'));
    }
    shard.push_str("  ");
    shard
}

/// Writes a number with as few characters as its size asks for: digits of base 34, from `]` to `~`, then one
/// of base 57, from `#` to `[`, which ends it. None of them means anything in a string of a script.
fn number(value: u64, text: &mut String) {
    let (mut leading, last) = (value / 57, value % 57);
    let mut digits = Vec::new();
    while leading > 0 {
        digits.push(b']' + (leading % 34) as u8);
        leading /= 34;
    }
    text.extend(digits.iter().rev().map(|digit| char::from(*digit)));
    text.push(char::from(b'#' + last as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_in_order() {
        let postings = vec![u64::MAX, 0, 127, 128, 1 << 40, 129, 1 << 63];
        let mut expected = postings.clone();
        expected.sort_unstable();
        assert_eq!(unpacked(&packed(&mut postings.clone())).collect::<Vec<_>>(), expected);
        assert_eq!(unpacked(&packed(&mut [])).count(), 0);
    }
}
