//! Where a tokenizer splits: prefixes, suffixes, infixes, and what it never splits.
//!
//! Alternatives whose look-around stands at their edges are run as automata that consume the looked-at
//! characters, and their findings are cut back by that many. Those automata see each character a bounded number
//! of times; the backtracker takes the rest and is kept to chunks of [`LONG`] bytes.

use std::ops::Range;

use fancy_regex::{Regex, RegexBuilder};

use super::TokenizerError;
use super::expression::{Alternatives, Node, Sequence, Writing, parse, sequence_width, write_sequence};

/// Chunks above this many bytes are never matched by backtracking: no URL, no odd look-around.
pub(super) const LONG: usize = 2_000;

/// Steps that the backtracker may take over one chunk; beyond them it counts as no match.
const BACKTRACK_LIMIT: usize = 50_000;

/// The expressions for one end of a chunk, tried in their order.
#[derive(Debug, Default)]
pub(super) struct Affixes(Vec<Part>);

impl Affixes {
    /// Reads the expression for what is split off at the start.
    pub(super) fn prefixes(name: &'static str, source: &str) -> Result<Affixes, TokenizerError> {
        Ok(Affixes(parts(name, source, Anchor::Start)?))
    }

    /// Reads the expression for what is split off at the end.
    pub(super) fn suffixes(name: &'static str, source: &str) -> Result<Affixes, TokenizerError> {
        Ok(Affixes(parts(name, source, Anchor::End)?))
    }

    /// Reads the expression for what is split out of the middle.
    pub(super) fn infixes(name: &'static str, source: &str) -> Result<Affixes, TokenizerError> {
        Ok(Affixes(parts(name, source, Anchor::Nowhere)?))
    }

    /// Returns how many bytes the prefix of `text` has: that of the first alternative that fits.
    pub(super) fn prefix_len(&self, text: &str) -> usize {
        self.0.iter().find_map(|part| part.find(text, 0)).map_or(0, |found| found.len())
    }

    /// Returns how many bytes the suffix of `text` has: the longest, as it is searched from the left.
    pub(super) fn suffix_len(&self, text: &str) -> usize {
        self.0.iter().filter_map(|part| part.find(text, 0)).map(|found| found.len()).max().unwrap_or(0)
    }

    /// Finds all infixes from left to right; they do not overlap.
    pub(super) fn find_all(&self, text: &str, found: &mut Vec<Range<usize>>) {
        found.clear();
        let mut at = 0;
        // What each part finds next, searched again only once passed over: so the text is read once by each.
        let mut next: Vec<Option<Range<usize>>> = self.0.iter().map(|part| part.find(text, 0)).collect();
        loop {
            for (part, next) in self.0.iter().zip(&mut next) {
                if next.as_ref().is_some_and(|next| next.start < at) {
                    *next = part.find(text, at);
                }
            }
            // The leftmost, and of several there the first alternative.
            let Some(infix) = next.iter().flatten().min_by_key(|next| next.start).cloned() else { return };
            at = if infix.is_empty() { after_chars(text, infix.end, 1) } else { infix.end };
            let ended = infix.start == text.len();
            found.push(infix);
            if ended {
                return;
            }
        }
    }
}

/// What is kept whole: an expression that a chunk matches from its start.
#[derive(Debug)]
pub(super) struct Whole {
    /// ASCII characters that every match holds.
    required: u128,
    /// Matches all that `exact` does, and cheaply says no to nearly everything else.
    wider: Regex,
    exact: Regex,
}

impl Whole {
    pub(super) fn new(name: &'static str, source: &str) -> Result<Whole, TokenizerError> {
        let tree = parse(source).map_err(|message| TokenizerError::Expression { name, message })?;
        let write = |how| {
            let mut out = String::from(r"\A(?:");
            tree.write(&mut out, how);
            out.push(')');
            compile(name, out)
        };
        Ok(Whole { required: tree.required(), wider: write(Writing::Wider)?, exact: write(Writing::Exact)? })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        if text.len() > LONG {
            return false;
        }
        let held = text.bytes().filter(u8::is_ascii).fold(0u128, |held, byte| held | 1 << byte);
        held & self.required == self.required && says_yes(&self.wider, text) && says_yes(&self.exact, text)
    }
}

fn says_yes(regex: &Regex, text: &str) -> bool {
    regex.is_match(text).unwrap_or(false)
}

/// The run of alternatives that one regex decides.
#[derive(Debug)]
struct Part {
    regex: Regex,
    /// Characters that a match holds before and after the finding.
    around: Around,
    backtracks: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Around {
    behind: usize,
    ahead: usize,
}

impl Part {
    /// Finds the leftmost place at or after `from`.
    fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        if self.backtracks && text.len() > LONG {
            return None;
        }
        let from = before_chars(text, from, self.around.behind);
        let found = self.regex.find_from_pos(text, from).ok()??;
        let start = after_chars(text, found.start(), self.around.behind);
        let end = before_chars(text, found.end(), self.around.ahead);
        (start <= end).then_some(start..end)
    }
}

/// Returns the place `count` characters after `at`.
fn after_chars(text: &str, at: usize, count: usize) -> usize {
    at + text[at..].chars().take(count).map(char::len_utf8).sum::<usize>()
}

/// Returns the place `count` characters before `at`.
fn before_chars(text: &str, at: usize, count: usize) -> usize {
    at - text[..at].chars().rev().take(count).map(char::len_utf8).sum::<usize>()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    End,
    Nowhere,
}

/// One alternative, or one half of an alternative, with its look-around consumed.
struct Variant {
    source: String,
    around: Around,
    backtracks: bool,
}

fn parts(name: &'static str, source: &str, anchor: Anchor) -> Result<Vec<Part>, TokenizerError> {
    let tree = parse(source).map_err(|message| TokenizerError::Expression { name, message })?;
    let mut runs: Vec<Variant> = Vec::new();
    for variant in tree.0.iter().flat_map(|sequence| variants(unanchored(sequence, anchor))) {
        match runs.last_mut() {
            Some(run) if run.around == variant.around && run.backtracks == variant.backtracks => {
                run.source.push('|');
                run.source.push_str(&variant.source);
            }
            _ => runs.push(variant),
        }
    }
    runs.into_iter()
        .map(|run| {
            let source = match anchor {
                Anchor::Start => format!(r"\A(?:{})", run.source),
                Anchor::End => format!(r"(?:{})\z", run.source),
                Anchor::Nowhere => run.source,
            };
            let regex = compile(name, source)?;
            Ok(Part { regex, around: run.around, backtracks: run.backtracks })
        })
        .collect()
}

/// Takes off the anchor that each alternative has and its part will have once.
fn unanchored(mut sequence: &[Node], anchor: Anchor) -> &[Node] {
    if anchor == Anchor::Start
        && let [Node::Place(r"\A"), rest @ ..] = sequence
    {
        sequence = rest;
    }
    if anchor == Anchor::End
        && let [rest @ .., Node::Place(r"\z")] = sequence
    {
        sequence = rest;
    }
    sequence
}

/// Writes an alternative with the look-around at its edges consumed, where that means the same.
fn variants(sequence: &[Node]) -> Vec<Variant> {
    let (behind, rest) = match sequence {
        [Node::Look { behind: true, negative, inner }, rest @ ..] => (Some((*negative, inner)), rest),
        rest => (None, rest),
    };
    let (ahead, body) = match rest {
        [body @ .., Node::Look { behind: false, negative, inner }] => (Some((*negative, inner)), body),
        body => (None, body),
    };
    // What may be followed by a character depends on which way the body took, unless it has one width.
    let rigid = sequence_width(body).is_some();
    let consumable = !body.iter().any(Node::has_look);
    match (consumed(behind, r"\A", true), consumed(ahead, r"\z", rigid)) {
        (Some(before), Some(after)) if consumable => {
            let mut all = Vec::new();
            for (behind, behind_width) in &before {
                for (ahead, ahead_width) in &after {
                    let nodes = [behind, body, ahead].concat();
                    let around = Around { behind: *behind_width, ahead: *ahead_width };
                    all.push(Variant { source: written(&nodes), around, backtracks: false });
                }
            }
            all
        }
        _ => {
            let around = Around { behind: 0, ahead: 0 };
            vec![Variant { source: written(sequence), around, backtracks: true }]
        }
    }
}

/// Returns what to consume in place of an assertion, with the number of characters it takes; nothing if that
/// cannot be said.
///
/// "Not this character" is either another character or the `edge` of the text.
fn consumed(
    look: Option<(bool, &Alternatives)>,
    edge: &'static str,
    may_deny: bool,
) -> Option<Vec<(Sequence, usize)>> {
    match look {
        None => Some(vec![(Vec::new(), 0)]),
        Some((_, inner)) if inner.has_look() => None,
        Some((false, inner)) => Some(vec![(vec![Node::Group(inner.clone())], inner.width()?)]),
        Some((true, inner)) => match &inner.0[..] {
            [sequence] if may_deny => match &sequence[..] {
                [Node::Set { items, negated, .. }] => {
                    let other = Node::Set { items: items.clone(), negated: !negated, only: None };
                    Some(vec![(vec![other], 1), (vec![Node::Place(edge)], 0)])
                }
                _ => None,
            },
            _ => None,
        },
    }
}

fn written(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_sequence(nodes, &mut out, Writing::Exact);
    out
}

fn compile(name: &'static str, source: String) -> Result<Regex, TokenizerError> {
    RegexBuilder::new(&source)
        .backtrack_limit(BACKTRACK_LIMIT)
        .build()
        .map_err(|error| TokenizerError::Expression { name, message: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn infixes(source: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Affixes::infixes("infix_finditer", source).unwrap().find_all(text, &mut found);
        found.into_iter().map(|range| format!("{}@{}", &text[range.clone()], range.start)).collect()
    }

    #[test]
    fn the_first_prefix_and_the_longest_suffix_win() {
        let prefixes = Affixes::prefixes("prefix_search", r"^…|^……|^\+(?![0-9])|^\$").unwrap();
        assert_eq!(prefixes.prefix_len("……x"), "…".len());
        assert_eq!(prefixes.prefix_len("+4"), 0);
        assert_eq!(prefixes.prefix_len("+"), 1);
        assert_eq!(prefixes.prefix_len("+x"), 1);
        assert_eq!(prefixes.prefix_len("a$"), 0);
        let suffixes =
            Affixes::suffixes("suffix_search", r"…$|……$|(?<=[0-9])(?:km|m)$|(?<=[A-Z][A-Z])\.$").unwrap();
        assert_eq!(suffixes.suffix_len("so……"), "……".len());
        assert_eq!(suffixes.suffix_len("10km"), 2);
        assert_eq!(suffixes.suffix_len("km"), 0);
        assert_eq!(suffixes.suffix_len("ÜNO."), 1);
        assert_eq!(suffixes.suffix_len("No."), 0);
    }

    #[test]
    fn infixes_see_what_stands_around_them() {
        assert_eq!(infixes("(?<=[a-z])-(?=[a-z])", "a-b-c--d-"), ["-@1", "-@3"]);
        assert_eq!(infixes(r"…|(?<=[a-zé])[-…](?=[a-zé])", "é…é-é"), ["…@2", "-@7"]);
        assert_eq!(infixes("(?<![a-z])-|-(?!x)", "-a-x-y"), ["-@0", "-@4"]);
        assert_eq!(infixes("(?<=[a-z])(?=[0-9])", "a1b2c"), ["@1", "@3"]);
        assert_eq!(infixes("x*", "axb"), ["@0", "x@1", "@2", "@3"]);
    }

    #[test]
    fn inner_assertions_fall_back_to_backtracking() {
        assert_eq!(infixes("a(?=b)c?b|-", "ab-"), ["ab@0", "-@2"]);
        let whole = Whole::new("url_match", r"^(?:(?!10\.)[0-9.]+|a{2,30})$").unwrap();
        assert!(whole.is_match("9.1"));
        assert!(!whole.is_match("10.1"));
        assert!(!whole.is_match(&"a".repeat(31)));
    }
}
