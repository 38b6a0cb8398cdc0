//! Where clauses surely begin anew, whatever the parser made of it.

use std::ops::Range;

use chancery_nlp::{Document, Token, Upos};

use crate::quotation::Quotation;

/// The stretches that no clause crosses: paragraphs, and sentences outside quotation marks.
///
/// The parser draws its own sentences and now and then runs over a paragraph's end; a report then seems to tell the
/// sentence before it.
#[derive(Debug)]
pub(super) struct Stretches {
    /// The first token of each.
    starts: Vec<u32>,
    len: u32,
}

impl Stretches {
    /// Finds the stretches of a document whose outermost quotations are `tops`.
    pub(super) fn new(document: &Document, tops: &[&Quotation]) -> Stretches {
        let mut starts = vec![0];
        let mut at = 0;
        let mut stopped = false;
        for token in document.tokens() {
            let span = token.span();
            if token.upos() == Upos::Space || token.text().trim().is_empty() {
                stopped |= token.text().contains('\n');
                continue;
            }
            if stopped {
                starts.push(token.index() as u32);
            }
            while at < tops.len() && tops[at].span.end <= span.start {
                at += 1;
            }
            let inside = at < tops.len() && tops[at].span.start < span.start;
            let closes = inside && tops[at].close.is_some_and(|close| close.contains(span));
            stopped = if closes {
                document.text()[tops[at].content.range()].ends_with('.') && starts_anew(token)
            } else {
                !inside && matches!(token.text(), "." | "!" | "?") && starts_anew(token)
            };
        }
        Stretches { starts, len: document.len() as u32 }
    }

    /// Cuts a range of tokens to the stretch that `keep` stands in.
    pub(super) fn cut(&self, range: Range<u32>, keep: u32) -> Range<u32> {
        let at = self.at(keep);
        let end = self.starts.get(at + 1).copied().unwrap_or(self.len);
        range.start.max(self.starts[at]).min(keep)..range.end.min(end).max(keep)
    }

    /// Returns the tokens from `first` to the next line break.
    pub(super) fn paragraph_of(&self, document: &Document, first: u32) -> Range<u32> {
        let breaks = |t: &Token<'_>| t.upos() == Upos::Space && t.text().contains('\n');
        let end = document
            .slice(first..self.len)
            .take(64)
            .find(breaks)
            .map_or(self.len.min(first + 64), |t| t.index() as u32);
        first..end
    }

    /// Says whether two tokens stand in one stretch.
    pub(super) fn together(&self, one: u32, other: u32) -> bool {
        self.at(one) == self.at(other)
    }

    fn at(&self, token: u32) -> usize {
        self.starts.partition_point(|&s| s <= token).saturating_sub(1)
    }
}

/// Says whether what follows a stop can be a new sentence.
fn starts_anew(stop: Token<'_>) -> bool {
    stop.next().is_none_or(|next| {
        let first = next.text().chars().next();
        first.is_none_or(|c| !c.is_lowercase() && !matches!(c, '"' | '”' | '’' | '\'' | ')' | ',' | ';'))
    })
}
