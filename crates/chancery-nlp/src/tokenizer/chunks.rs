//! Text in chunks, the stretches between spaces.

use std::ops::Range;

/// A stretch of text without spaces, or of nothing but spaces.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chunk {
    pub(super) range: Range<usize>,
    pub(super) is_space: bool,
    /// A single U+0020 follows that belongs to no chunk.
    pub(super) space_after: bool,
}

/// The chunks of a text, in order. With the spaces that follow some, they tile it.
///
/// One space after a word is no chunk; what exceeds it is: a second space, a line end, a space at the very start.
pub(super) struct Chunks<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(text: &'a str) -> Chunks<'a> {
        Chunks { text, at: 0 }
    }
}

impl Iterator for Chunks<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let rest = &self.text[self.at..];
        let is_space = is_space(rest.chars().next()?);
        let len = rest.find(|c| self::is_space(c) != is_space).unwrap_or(rest.len());
        let range = self.at..self.at + len;
        let space_after = !is_space && rest[len..].starts_with(' ');
        self.at = range.end + usize::from(space_after);
        Some(Chunk { range, is_space, space_after })
    }
}

/// Says whether a character separates chunks: Unicode's white space, and the four separators of ASCII, which
/// Python counts too.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\x1c'..='\x1f') || (!c.is_ascii() && c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_space_belongs_to_the_word_before() {
        let text = "\u{a0}so  it\x1cwas\r\n on";
        let chunks: Vec<_> = Chunks::new(text).map(|chunk| (&text[chunk.range], chunk.space_after)).collect();
        let expected = [
            ("\u{a0}", false),
            ("so", true),
            (" ", false),
            ("it", false),
            ("\x1c", false),
            ("was", false),
            ("\r\n ", false),
            ("on", false),
        ];
        assert_eq!(chunks, expected);
        assert_eq!(Chunks::new("").next(), None);
        assert_eq!(Chunks::new("a ").count(), 1);
    }
}
