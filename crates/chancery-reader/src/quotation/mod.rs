//! Quotations: stretches of text between quotation marks.
//!
//! News text quotes carelessly: marks are lost, turned the wrong way round, shared with apostrophes, and a speech
//! that runs on opens every paragraph and closes only the last. Everything here is read from the text alone, in one
//! pass, so that a broken report still gives the quotations it does mark. Whether a quotation is speech, a title or
//! a pair of scare quotes is for the statements to decide; [`Quotation::looks_like_speech`] and its neighbours give
//! them the evidence.

mod mark;
mod pair;
mod paragraph;

use chancery_nlp::Span;

pub use paragraph::paragraphs;

/// A stretch of text between quotation marks, inside one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The content with its marks.
    pub span: Span,
    /// What stands between the marks, without white space at its ends.
    pub content: Span,
    /// The mark that opens it; none where it was lost.
    pub open: Option<Span>,
    /// The mark that closes it; none where it was lost, or where the speech goes on in the next paragraph.
    pub close: Option<Span>,
    /// Says whether both marks were found.
    pub closed: bool,
    /// How many quotations this one stands in.
    pub depth: u32,
    /// The quotation that this one stands directly in.
    pub parent: Option<usize>,
    /// The quotation of the paragraph before that this one carries on.
    pub continues: Option<usize>,
}

impl Quotation {
    /// Counts the words of the content.
    pub fn words(&self, text: &str) -> usize {
        text[self.content.range()]
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    }

    /// Says whether the content ends as a sentence does, so that what follows is a new one: `"We left."`
    pub fn ends_sentence(&self, text: &str) -> bool {
        // The stop may stand before the marks of a quotation inside: `a man shouted, ‘Full!’`
        let content = text[self.content.range()].trim_end_matches(['’', '\'', '”', '"']);
        content.ends_with(['.', '!', '?', '…'])
    }

    /// Says whether the content breaks off for its cue: `"We left," he said`.
    pub fn ends_with_comma(&self, text: &str) -> bool {
        let content = &text[self.content.range()];
        // The comma stands before the marks of a quotation inside: `you called ‘miracles,’`
        content.trim_end_matches(['’', '\'', '”', '"']).ends_with([',', '—', '–'])
    }

    /// Says whether the content starts with a capital letter, a digit or a bracket, as a sentence does.
    pub fn starts_sentence(&self, text: &str) -> bool {
        let first = text[self.content.range()].chars().find(|c| !c.is_whitespace());
        first.is_some_and(|c| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '[' | '…' | '‘' | '“' | '\'' | '"')
        })
    }

    /// Says whether punctuation alone makes it speech: it ends a sentence or breaks off for a cue, and is no title.
    ///
    /// `"Dr. No"` and `"fake news,"` do not pass: a title has no final stop, and two words before a comma are as
    /// often a scare quote in the American manner. A mark that nobody closed opens speech that went on.
    pub fn looks_like_speech(&self, text: &str) -> bool {
        let words = self.words(text);
        let unclosed = self.close.is_none() && words >= 4 && self.starts_sentence(text);
        (self.ends_sentence(text) && words >= 3)
            || (self.ends_with_comma(text) && words >= 4)
            || words >= 12
            || unclosed
    }
}

/// Finds the quotations of a text, in text order, outer before inner.
///
/// Takes time linear in the text and cannot fail: a mark that fits nothing is left alone.
///
/// ```
/// use chancery_reader::quotation::find_quotations;
/// let text = "“We have said to them ‘Show us the evidence’,” he said.";
/// let found = find_quotations(text);
/// assert_eq!(found.len(), 2);
/// assert_eq!(&text[found[1].content.range()], "Show us the evidence");
/// assert_eq!(found[1].parent, Some(0));
/// ```
pub fn find_quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut run = pair::Run::default();
    for paragraph in paragraphs(text) {
        let marks = mark::marks(text, paragraph);
        pair::pair(text, paragraph, &marks, &mut run, &mut found);
    }
    nest(&mut found);
    found
}

/// Fills in parents and depths of quotations that stand in text order, outer before inner.
fn nest(found: &mut [Quotation]) {
    let mut around: Vec<usize> = Vec::new();
    for at in 0..found.len() {
        while around.last().is_some_and(|&outer| !found[outer].span.contains(found[at].span)) {
            around.pop();
        }
        found[at].parent = around.last().copied();
        found[at].depth = around.len() as u32;
        around.push(at);
    }
}

#[cfg(test)]
mod tests;
