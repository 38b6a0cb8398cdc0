//! Groups: `Tillerson and Lavrov`, `the two countries`, `both sides`.

use chancery_nlp::{Span, Token};

use super::Actors;

/// Finds the actors that a name opens a list of: `Tillerson and Lavrov`; two or more, or none.
pub(super) fn list(first: Token<'_>, actors: &Actors) -> Option<(Vec<usize>, Span)> {
    if first.deprel().as_str() == "conj" {
        return None;
    }
    let document = first.document();
    let mut members = vec![actors.at(first.index() as u32)?];
    let mut at = first;
    let mut joined = false;
    for _ in 0..8 {
        joined |= at.children().any(|c| c.deprel().as_str() == "cc" && c.lemma() == "and");
        let Some(next) = at.children().find(|c| c.deprel().as_str() == "conj" && c.index() > at.index())
        else {
            break;
        };
        let actor = actors.at(next.index() as u32)?;
        if !members.contains(&actor) {
            members.push(actor);
        }
        at = next;
    }
    (joined && members.len() > 1).then(|| {
        let start = first.left_edge().index().max(first.index().saturating_sub(8)) as u32;
        (members, document.span(start..at.index() as u32 + 1))
    })
}
