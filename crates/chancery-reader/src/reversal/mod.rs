//! Reversals: changes of position that a report states, or that two statements of one actor show.
//!
//! Rules under `rules/reversal` find where a change is told ([`stated`]); [`shown`] holds the statements of one actor
//! against each other, [`acts`] their votes and decisions. A change that is denied, demanded, wished or only possible is none.

mod acts;
mod shown;
mod stated;

use chancery_nlp::{Span, Token, Upos};

pub use crate::reading::ReversalKind;
use crate::rule::RuleSet;
use crate::scene::Scene;

/// A change of position.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    /// Who changed position.
    pub actor: usize,
    /// On what.
    pub topic: Span,
    /// The words of the old position.
    pub before: Option<Span>,
    /// The words of the new position.
    pub after: Option<Span>,
    /// The words that show the change.
    pub evidence: Vec<Span>,
    /// How it is known.
    pub kind: ReversalKind,
    /// From 0 to 1.
    pub confidence: f32,
    /// What decided it.
    pub rule: String,
}

impl Reversal {
    /// From the first to the last word that it rests on.
    fn extent(&self) -> Span {
        let parts = self.evidence.iter().chain(&self.before).chain(&self.after);
        parts.fold(self.topic, |all, &part| all.cover(part))
    }
}

/// Finds the changes of position, in the order of the text.
pub fn find_reversals(scene: &Scene<'_>, rules: &RuleSet, readable: impl Fn(Span) -> bool) -> Vec<Reversal> {
    let mut found = stated::stated(scene, rules);
    found.extend(shown::shown(scene));
    found.extend(acts::acts(scene));
    found.retain(|reversal| readable(reversal.extent()));
    found.sort_by_key(|reversal| (reversal.extent(), reversal.kind));
    merge(found)
}

/// Makes one of those that rest on the same words and speak of the same actor.
fn merge(found: Vec<Reversal>) -> Vec<Reversal> {
    let parts = |r: &Reversal| usize::from(r.before.is_some()) + usize::from(r.after.is_some());
    let mut kept: Vec<Reversal> = Vec::new();
    for new in found {
        let same = kept.iter_mut().rev().take(8).find(|old| {
            old.actor == new.actor && (old.extent().overlaps(new.extent()) || is_quoted_for(old, &new))
        });
        match same {
            // A change that is told, with the words that show it.
            Some(old) if old.kind != new.kind && old.topic != new.topic => {
                let (told, seen) =
                    if old.kind == ReversalKind::Stated { (&*old, &new) } else { (&new, &*old) };
                let mut both = told.clone();
                both.before = seen.before;
                both.after = seen.after;
                both.evidence.extend(seen.evidence.iter().copied());
                *old = both;
            }
            Some(old) if (parts(&new), new.confidence) > (parts(old), old.confidence) => *old = new,
            Some(_) => {}
            None => kept.push(new),
        }
    }
    kept
}

/// How many bytes behind a change that is told the words that show it begin at most.
const NEAR: u32 = 120;

/// Says whether a change that is told is followed by the words that show it: "backtracked on it, saying: “…”".
fn is_quoted_for(told: &Reversal, seen: &Reversal) -> bool {
    let gap = seen.extent().start.saturating_sub(told.extent().end);
    told.kind == ReversalKind::Stated && seen.kind == ReversalKind::Shown && gap <= NEAR
}

/// How many tokens a topic or a position has at most.
const WORDS: u32 = 40;

/// Returns the words below a token, without punctuation at the ends and what another clause adds after a comma.
fn phrase(token: Token<'_>) -> Span {
    let at = token.index() as u32;
    let mut tokens = token.subtree();
    for child in token.children().take(32) {
        let adds = matches!(child.deprel().as_str(), "advcl" | "relcl" | "parataxis" | "cc" | "conj")
            && child.index() > token.index()
            && child
                .left_edge()
                .previous()
                .is_some_and(|before| matches!(before.text(), "," | ";" | "--" | "—"));
        if adds {
            tokens.end = tokens.end.min(child.left_edge().index() as u32).max(at + 1);
        }
    }
    tokens.start = tokens.start.max(at.saturating_sub(WORDS));
    tokens.end = tokens.end.min(at + WORDS);
    let document = token.document();
    let loose = |at: u32| matches!(document.token(at as usize).upos(), Upos::Punct | Upos::Space);
    while tokens.start < at && loose(tokens.start) {
        tokens.start += 1;
    }
    while tokens.end > at + 1 && loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    document.span(tokens)
}

/// Returns what a verb of a position is about: its clause, its object, its prepositional object.
fn complement<'a>(verb: Token<'a>) -> Option<Token<'a>> {
    ["ccomp", "xcomp", "dobj", "acomp", "prep", "oprd"].iter().find_map(|label| {
        verb.children().take(32).find(|c| c.deprel().as_str() == *label && c.index() > verb.index())
    })
}
