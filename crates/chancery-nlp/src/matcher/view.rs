//! A sentence made ready for matching.

use std::ops::Range;

use compact_str::CompactString;

use crate::{Document, Token, Upos};

/// A sentence with the lower-case forms and lemmas of its tokens, folded once.
pub(crate) struct View<'d> {
    pub(crate) document: &'d Document,
    pub(crate) range: Range<u32>,
    folded: Vec<Folded>,
}

struct Folded {
    lower: CompactString,
    lemma: CompactString,
}

impl<'d> View<'d> {
    pub(crate) fn new(document: &'d Document, sentence: usize) -> Self {
        let range = document.sentence(sentence).range();
        let folded = document
            .slice(range.clone())
            .map(|token| Folded { lower: fold(token.text()), lemma: fold(token.lemma()) })
            .collect();
        Self { document, range, folded }
    }

    pub(crate) fn token(&self, index: u32) -> Token<'d> {
        self.document.token(index as usize)
    }

    pub(crate) fn lower(&self, index: u32) -> &str {
        &self.folded[(index - self.range.start) as usize].lower
    }

    pub(crate) fn lemma(&self, index: u32) -> &str {
        &self.folded[(index - self.range.start) as usize].lemma
    }

    /// Returns the head, when it stands in the same sentence.
    pub(crate) fn head(&self, index: u32) -> Option<u32> {
        let head = self.token(index).head()?.index() as u32;
        self.range.contains(&head).then_some(head)
    }

    /// Walks the dependents that stand in the same sentence.
    pub(crate) fn children(&self, index: u32) -> impl Iterator<Item = u32> + use<'d> {
        let range = self.range.clone();
        self.token(index).children().map(|child| child.index() as u32).filter(move |i| range.contains(i))
    }

    /// Returns the first token from `index` on that is not white space.
    pub(crate) fn word_from(&self, index: u32) -> Option<u32> {
        (index..self.range.end).find(|&i| self.is_word(i))
    }

    /// Returns the last token before `index` that is not white space.
    pub(crate) fn word_before(&self, index: u32) -> Option<u32> {
        (self.range.start..index).rev().find(|&i| self.is_word(i))
    }

    pub(crate) fn is_word(&self, index: u32) -> bool {
        self.token(index).upos() != Upos::Space
    }
}

/// Writes a form as patterns compare it: in lower case, with straight apostrophes.
pub(crate) fn fold(text: &str) -> CompactString {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return CompactString::from(text);
    }
    text.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(fold("Didn’t"), "didn't");
        assert_eq!(fold("said"), "said");
        assert_eq!(fold("ÉLYSÉE"), "élysée");
    }
}
