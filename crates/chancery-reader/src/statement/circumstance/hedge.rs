//! Words that weaken what is said: `may`, `reportedly`, `appeared to`, and cues like `suggested`.

use std::sync::LazyLock;

use chancery_nlp::{Document, Token};
use rustc_hash::{FxHashMap, FxHashSet};

use super::clause::Owners;
use crate::statement::Statement;
use crate::statement::labels::{Labels, children};
use crate::statement::lexicon::entries;

/// How many hedges of one statement are kept.
const MOST: usize = 24;
/// How far above a cue a hedge may hang: `appeared to want to suggest`.
const STEPS: usize = 3;

#[derive(Debug)]
struct Hedges {
    /// Entries by their first word, longest first.
    phrases: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    modals: FxHashSet<&'static str>,
    adjectives: FxHashSet<&'static str>,
    cues: FxHashSet<&'static str>,
}

impl Hedges {
    fn get() -> &'static Hedges {
        static HEDGES: LazyLock<Hedges> = LazyLock::new(|| {
            let mut phrases: FxHashMap<&'static str, Vec<Vec<&'static str>>> = FxHashMap::default();
            for entry in entries(include_str!("../../../rules/lists/hedges.txt")) {
                let mut words = entry.split(' ');
                let first = words.next().unwrap_or(entry);
                phrases.entry(first).or_default().push(words.collect());
            }
            #[expect(clippy::iter_over_hash_type, reason = "each value is sorted by itself")]
            for rests in phrases.values_mut() {
                rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
            }
            Hedges {
                phrases,
                modals: entries(include_str!("../../../rules/lists/hedge_modals.txt")).collect(),
                adjectives: entries(include_str!("../../../rules/lists/hedge_adjectives.txt")).collect(),
                cues: entries(include_str!("../../../rules/lists/hedge_cues.txt")).collect(),
            }
        });
        &HEDGES
    }

    /// Returns how many tokens from this one on are a hedge.
    fn length(&self, token: Token<'_>) -> usize {
        let lower = token.text().to_lowercase();
        let modal = token.xpos().as_str() == "MD" && self.modals.contains(lower.as_str());
        if modal {
            return usize::from(!(lower == "could" && is_negated(token)));
        }
        if self.adjectives.contains(lower.as_str()) && token.deprel() == Labels::get().amod {
            return 1;
        }
        for first in [lower.as_str(), token.lemma()] {
            for rest in self.phrases.get(first).into_iter().flatten() {
                let next = std::iter::successors(token.next(), |t| t.next());
                let fits =
                    |(word, t): (&&str, Token<'_>)| t.lemma() == *word || t.text().eq_ignore_ascii_case(word);
                if next.zip(rest).map(|(t, word)| (word, t)).filter(|pair| fits(*pair)).count() == rest.len()
                {
                    return 1 + rest.len();
                }
            }
            if first == token.lemma() {
                break;
            }
        }
        0
    }
}

/// Gives each hedge to the innermost statement whose content it stands in, and those on a cue to the cue's statement.
pub(super) fn find(document: &Document, statements: &mut [Statement], owners: &Owners) {
    let hedges = Hedges::get();
    let mut next = 0;
    for token in document.tokens() {
        if token.index() < next {
            continue;
        }
        let Some(owner) = owners.of(token.index() as u32) else { continue };
        let length = hedges.length(token);
        if length == 0 || statements[owner].circumstances.hedges.len() >= MOST {
            continue;
        }
        next = token.index() + length;
        let last = document.token(next - 1);
        statements[owner].circumstances.hedges.push(token.span().cover(last.span()));
    }
    for statement in statements {
        let Some(cue) = statement.cue_head.map(|cue| document.token(cue as usize)) else { continue };
        let spans = &mut statement.circumstances.hedges;
        if hedges.cues.contains(statement.cue_lemma.as_str()) {
            spans.extend(statement.cue);
        }
        let labels = Labels::get();
        let mut at = cue;
        for _ in 0..STEPS {
            for word in children(at).filter(|c| c.index() < cue.index()) {
                let adverbial = word.deprel() == labels.aux || word.deprel() == labels.advmod;
                if adverbial && hedges.length(word) == 1 && spans.len() < MOST {
                    spans.push(word.span());
                }
            }
            let up = at.head().filter(|_| at.deprel() == labels.xcomp);
            let Some(up) = up else { break };
            let length = hedges.length(up);
            if length > 0 && up.index() + length <= cue.index() + 1 {
                spans.push(up.span().cover(document.token(up.index() + length - 1).span()));
            }
            at = up;
        }
        spans.sort();
        spans.dedup();
    }
}

fn is_negated(modal: Token<'_>) -> bool {
    modal.head().is_some_and(|verb| children(verb).any(|c| c.deprel() == Labels::get().neg))
}
