//! Places in a file, from byte offsets to lines and columns.

use std::ops::Range;

use super::RuleError;

/// A file that is being read, and what is wrong with it so far.
pub(crate) struct Source<'s> {
    pub(crate) name: &'s str,
    pub(crate) text: &'s str,
    pub(crate) errors: Vec<RuleError>,
}

impl<'s> Source<'s> {
    pub(crate) fn new(name: &'s str, text: &'s str) -> Self {
        Self { name, text, errors: Vec::new() }
    }

    /// Notes a mistake at a byte of the file.
    pub(crate) fn wrong(&mut self, at: usize, message: impl Into<String>) {
        let (line, column) = self.place(at);
        self.wrong_at(line, column, message);
    }

    pub(crate) fn wrong_at(&mut self, line: usize, column: usize, message: impl Into<String>) {
        self.errors.push(RuleError { file: self.name.to_owned(), line, column, message: message.into() });
    }

    pub(crate) fn place(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(at)];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }

    /// Returns the place in the file of a line and column inside a TOML string.
    ///
    /// Exact for strings without escapes, which patterns do not need.
    pub(crate) fn inside(&self, string: Range<usize>, line: usize, column: usize) -> (usize, usize) {
        let raw = &self.text[string.clone()];
        let marks = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
        let (first, left) = self.place(string.start + marks);
        let body = &raw[marks..];
        let newline = marks == 3 && (body.starts_with('\n') || body.starts_with("\r\n"));
        match (newline, line) {
            (true, _) => (first + line, column),
            (false, 1) => (first, left + column - 1),
            (false, _) => (first + line - 1, column),
        }
    }
}
