//! Finds exceptions that the affix rules have taken apart, or that stand in several chunks.
//!
//! In `thanks:)` the bracket and the colon are suffixes; only afterwards can be seen that they are one smiley.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

/// The number of a token's text among the texts that occur in a taken-apart exception; 0 for all others.
pub(super) type Symbol = u16;

/// The sequences of tokens into which exceptions fall when split by rule.
#[derive(Debug, Default)]
pub(super) struct Rejoin {
    symbols: FxHashMap<Box<str>, Symbol>,
    /// A prefix tree; node 0 is its root.
    edges: FxHashMap<(u32, Symbol), u32>,
    nodes: u32,
    ends: FxHashSet<u32>,
}

impl Rejoin {
    /// Adds the tokens of an exception. There is room for some 65,000 different texts; what is beyond is left out.
    pub(super) fn add<'a>(&mut self, tokens: impl Iterator<Item = &'a str>) {
        let mut node = 0;
        for text in tokens {
            let next = self.symbols.len() + 1;
            let symbol = match self.symbols.get(text) {
                Some(&symbol) => symbol,
                None => {
                    let Ok(symbol) = Symbol::try_from(next) else { return };
                    self.symbols.insert(text.into(), symbol);
                    symbol
                }
            };
            node = *self.edges.entry((node, symbol)).or_insert_with(|| {
                self.nodes += 1;
                self.nodes
            });
        }
        self.ends.insert(node);
    }

    /// Returns the symbol of a token's text.
    pub(super) fn symbol(&self, text: &str) -> Symbol {
        self.symbols.get(text).copied().unwrap_or(0)
    }

    /// Finds the runs of tokens that spell a taken-apart exception: longest first, then leftmost, no two overlapping.
    /// They come in text order.
    pub(super) fn find(&self, symbols: &[Symbol]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for start in 0..symbols.len() {
            if symbols[start] != 0 {
                self.find_at(symbols, start, &mut found);
            }
        }
        if found.len() > 1 {
            found = without_overlaps(found);
        }
        found
    }

    fn find_at(&self, symbols: &[Symbol], start: usize, found: &mut Vec<Range<usize>>) {
        let mut node = 0;
        for (end, &symbol) in (start + 1..).zip(&symbols[start..]) {
            match self.edges.get(&(node, symbol)) {
                Some(&next) => node = next,
                None => return,
            }
            if self.ends.contains(&node) {
                found.push(start..end);
            }
        }
    }
}

/// Keeps a run if its first and last token are free. A run that lost still takes its tokens: that is how the
/// models' own tokenizer counts.
fn without_overlaps(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_unstable_by_key(|run| (usize::MAX - run.len(), run.start));
    let mut taken = FxHashSet::default();
    let mut kept = Vec::new();
    for run in found {
        let free = !taken.contains(&run.start) && !taken.contains(&(run.end - 1));
        taken.extend(run.clone());
        if free {
            kept.push(run);
        }
    }
    kept.sort_unstable_by_key(|run| run.start);
    kept
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)] // A list of matches, and there is one.
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_wins() {
        let mut rejoin = Rejoin::default();
        for tokens in [[":", ")"].as_slice(), &[":", ")", ")"], &[")", ":"]] {
            rejoin.add(tokens.iter().copied());
        }
        let find = |tokens: &[&str]| {
            let symbols: Vec<_> = tokens.iter().map(|text| rejoin.symbol(text)).collect();
            rejoin.find(&symbols).into_iter().map(|run| (run.start, run.end)).collect::<Vec<_>>()
        };
        assert_eq!(find(&["so", ":", ")", "."]), [(1, 3)]);
        assert_eq!(find(&[":", ")", ")", ":"]), [(0, 3)]);
        assert_eq!(find(&[":", ")", ":", ")"]), [(0, 2)], "the middle takes what it lost");
        assert_eq!(find(&[":", ")", ",", ":", ")"]), [(0, 2), (3, 5)]);
        assert!(find(&["so", ":", "so"]).is_empty());
    }
}
