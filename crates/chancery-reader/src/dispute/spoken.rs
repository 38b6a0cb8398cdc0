//! Takes that statements show without a word of contest: what a speaker says is so, or is not so.

use chancery_nlp::Document;

use super::matter::Matter;
use super::take::{Source, Take};
use super::{Cast, Said};
use crate::reading::Stance;
use crate::statement::Polarity;

/// Tokens of a content in front of words that contest it.
const SHORT: u32 = 2;

/// Turns statements that put something forward into takes, but for those in which a rule has found one.
pub(super) fn takes(document: &Document, said: &Said<'_>, explicit: &[Take], cast: &impl Cast) -> Vec<Take> {
    let mut takes = Vec::new();
    for (at, statement) in said.statements.iter().enumerate() {
        let (Some(speaker), Some(first), Some(last)) =
            (said.speaker(at), statement.content.first(), statement.content.last())
        else {
            continue;
        };
        let tokens = document.tokens_in(first.cover(*last));
        let found = explicit.partition_point(|take| take.at < tokens.start);
        let inside = explicit.get(found).filter(|take| take.at < tokens.end);
        let own =
            statement.cue_head.is_some_and(|cue| explicit.binary_search_by_key(&cue, |take| take.at).is_ok());
        if statement.polarity != Polarity::Affirm || own {
            continue;
        }
        let mut said = document.tokens_in(*first);
        if let Some(take) = inside {
            // "They say it was shelled, a claim the army denies": what is denied ends in front of that.
            let matter = document.tokens_in(take.matter.span);
            let start = if take.relative { matter.end } else { matter.start };
            if !take.matter.is_loose() && !take.relative || start <= said.start + SHORT {
                continue;
            }
            said.end = said.end.min(start);
        }
        let matter = Matter::new(document, said, cast);
        if !matter.clause
            || matter.keys.is_empty() && !matter.pronoun && !matter.is_bare() && !matter.repeats()
        {
            continue;
        }
        takes.push(Take {
            holders: vec![speaker],
            stance: Stance::Affirms,
            accused: None,
            put_by: None,
            weak: false,
            statement: Some(at),
            span: statement.cue.iter().chain([first, last]).fold(*first, |all, &span| all.cover(span)),
            at: statement.cue_head.unwrap_or(tokens.start),
            source: Source::Statement,
            plural: false,
            relative: false,
            answer: false,
            matter,
        });
    }
    takes.sort_by_key(|take| take.at);
    takes
}
