//! Text in runs of spaces and of other characters.

use std::ops::Range;

/// A stretch of text that is all spaces, or has none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) is_space: bool,
}

/// The runs of a text, in order; they tile it.
pub(super) struct Runs<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Runs<'a> {
    pub(super) fn new(text: &'a str) -> Runs<'a> {
        Runs { text, at: 0 }
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let rest = &self.text[self.at..];
        let is_space = is_space(rest.chars().next()?);
        let len = rest.find(|c| self::is_space(c) != is_space).unwrap_or(rest.len());
        let range = self.at..self.at + len;
        self.at = range.end;
        Some(Run { range, is_space })
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
    fn runs_alternate() {
        let text = "\u{a0}so  it\x1cwas\r\n";
        let runs: Vec<_> = Runs::new(text).map(|run| (&text[run.range], run.is_space)).collect();
        let expected = [
            ("\u{a0}", true),
            ("so", false),
            ("  ", true),
            ("it", false),
            ("\x1c", true),
            ("was", false),
            ("\r\n", true),
        ];
        assert_eq!(runs, expected);
        assert_eq!(Runs::new("").next(), None);
    }
}
