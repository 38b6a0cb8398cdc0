//! Turns of a transcript: `WALLACE: Will you be there?` — a paragraph that opens with the name of who speaks.
//!
//! One such paragraph may be a heading; a page with several, of which one label comes back or one asks, is a conversation. The
//! words of a turn are its speaker's own, so that a turn is direct speech without marks.

use std::ops::Range;

use chancery_nlp::{Document, Span, Upos};
use rustc_hash::FxHashMap;

/// How many letters a label has at most.
const LABEL: usize = 40;
/// How many words a label has at most.
const WORDS: usize = 5;
/// How many turns make a conversation.
const TURNS: usize = 3;

/// A paragraph that somebody speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    /// The tokens of the label.
    pub(super) label: Range<u32>,
    /// The colon.
    pub(super) colon: u32,
    /// What is said.
    pub(super) content: Span,
}

/// Finds the turns of a conversation; none where no label comes back.
pub(super) fn turns(document: &Document, paragraphs: &[Span]) -> Vec<Turn> {
    let text = document.text();
    let found: Vec<(&str, Turn)> = paragraphs.iter().filter_map(|p| turn(document, text, *p)).collect();
    let mut often: FxHashMap<&str, usize> = FxHashMap::default();
    for (label, _) in &found {
        *often.entry(label).or_default() += 1;
    }
    let asked = |turn: &Turn| text[turn.content.range()].trim_end_matches(['"', '”']).ends_with('?');
    let answered = found.windows(2).any(|pair| asked(&pair[0].1) && pair[0].0 != pair[1].0);
    let conversation = answered || found.len() >= TURNS && found.iter().any(|(label, _)| often[label] > 1);
    found.into_iter().filter(|_| conversation).map(|(_, turn)| turn).collect()
}

fn turn<'t>(document: &Document, text: &'t str, paragraph: Span) -> Option<(&'t str, Turn)> {
    let whole = &text[paragraph.range()];
    let opened = whole.trim_start_matches(['"', '“', '*', ' ']);
    let skipped = whole.len() - opened.len();
    let colon = opened.char_indices().take(LABEL).find(|(_, c)| *c == ':').map(|(at, _)| at)?;
    let label = opened[..colon].trim();
    let rest = opened[colon + 1..].trim_start();
    if !is_label(label) || rest.is_empty() || opened[colon + 1..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let start = paragraph.start + skipped as u32;
    let content = Span::new(paragraph.end - rest.len() as u32, paragraph.end);
    let tokens = document.tokens_in(Span::new(start, start + label.len() as u32));
    let colon = document.tokens_in(Span::new(start + colon as u32, start + colon as u32 + 1)).start;
    let verb = document.slice(tokens.clone()).any(|t| matches!(t.upos(), Upos::Verb | Upos::Aux));
    let shouted = label.chars().all(|c| !c.is_lowercase());
    (!tokens.is_empty() && (shouted || !verb))
        .then_some((label, Turn { label: tokens, colon: colon.min(document.len() as u32 - 1), content }))
}

/// Says whether words before a colon name somebody: `WALLACE`, `Maria Lopez`, `Q`, `The President`.
fn is_label(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let named = words.clone().count() <= WORDS
        && words
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '(') || SMALL.contains(&word));
    named && label.starts_with(char::is_uppercase) && !label.ends_with(['.', ','])
}

/// Small words of names.
const SMALL: [&str; 10] = ["of", "the", "de", "la", "van", "von", "al", "bin", "and", "el"];
