//! Stretches of tokens as people mark them: a noun phrase, a clause, without the punctuation at their ends.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};

use super::labels::Labels;

/// A noun phrase that names a speaker or an addressee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Its words.
    pub span: Span,
    /// Index of its head token.
    pub head: u32,
}

/// Returns the noun phrase of a head, with appositions and relative clauses, cut at `stop` tokens that do not belong.
///
/// Annotators take `Kiki McLean, a spokeswoman for the campaign` whole; a parse that swallows the verb does not count.
pub(crate) fn noun_phrase(head: Token<'_>, stop: &[Range<u32>]) -> Phrase {
    let labels = Labels::get();
    let document = head.document();
    let at = head.index() as u32;
    let Range { mut start, mut end } = head.subtree();
    // A participle or clause that hangs on the noun with a comma tells what happened, not who.
    for child in head.children() {
        let deprel = child.deprel();
        if child.index() > head.index()
            && (deprel == labels.acl || deprel == labels.parataxis || deprel == labels.ccomp)
        {
            end = end.min(child.left_edge().index() as u32);
        }
        // "a palace aide on Wednesday": the day belongs to what was said.
        let day = |t: Token<'_>| t.entity().is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
        if deprel == labels.prep && child.lemma() == "on" && child.next().is_some_and(day) {
            end = end.min(child.index() as u32).max(at + 1);
        }
    }
    for range in stop {
        if range.end <= at {
            start = start.max(range.end);
        } else if range.start > at {
            end = end.min(range.start);
        } else {
            (start, end) = (at, at + 1);
        }
    }
    // Nobody is named over more than this.
    let end = end.max(at + 1).min(at + 40);
    let start = start.min(at).max(at.saturating_sub(40));
    Phrase { span: trimmed(document, start..end), head: at }
}

/// Returns the span of a range of tokens without punctuation that belongs to the sentence around it.
pub(crate) fn trimmed(document: &Document, tokens: Range<u32>) -> Span {
    let Range { mut start, mut end } = tokens;
    while start < end && is_outer(document.token(start as usize), true) {
        start += 1;
    }
    while end > start && is_outer(document.token(end as usize - 1), false) {
        end -= 1;
    }
    document.span(start..end)
}

fn is_outer(token: Token<'_>, leading: bool) -> bool {
    if token.upos() == Upos::Space {
        return true;
    }
    let text = token.text();
    match text {
        "," | ";" | ":" | "." | "--" | "—" | "–" | "-" => true,
        "and" | "but" | "or" => token.upos() == Upos::Cconj,
        "?" | "!" | "…" | "..." => leading,
        ")" | "]" => leading,
        "(" | "[" => !leading,
        _ => text.chars().all(|c| matches!(c, '.' | ',' | '-' | '—')),
    }
}
