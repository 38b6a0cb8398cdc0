//! Lines of styled words, wrapped.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

pub(crate) const PLAIN: Style = Style::new();
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
/// Words in quotation marks.
pub(crate) const QUOTED: Style = AnsiColor::Green.on_default();
/// What must not be overlooked: a denial, a speaker who is not named.
pub(crate) const MARKED: Style = AnsiColor::Yellow.on_default();

/// Words in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) style: Style,
    pub(crate) text: String,
}

/// Makes a run.
pub(crate) fn run(style: Style, text: impl Into<String>) -> Run {
    Run { style, text: text.into() }
}

/// Makes a run without style.
pub(crate) fn plain(text: impl Into<String>) -> Run {
    run(PLAIN, text)
}

/// A page that grows line by line.
#[derive(Debug)]
pub(crate) struct Page {
    width: usize,
    text: String,
}

impl Page {
    pub(crate) fn new(width: usize) -> Self {
        Self { width, text: String::new() }
    }

    /// Returns the width of a line.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Returns what was set.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Draws a line across the page.
    pub(crate) fn rule(&mut self) {
        self.put(DIM, &"━".repeat(self.width));
        self.blank();
    }

    /// Leaves an empty line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Sets a heading with an empty line before it.
    pub(crate) fn heading(&mut self, title: &str) {
        self.blank();
        self.paragraph(0, 0, &[run(BOLD.underline(), title)]);
    }

    /// Sets words wrapped to the width, the first line indented by `first`, the others by `rest`.
    pub(crate) fn paragraph(&mut self, first: usize, rest: usize, runs: &[Run]) {
        let column = self.put(PLAIN, &" ".repeat(first));
        self.flow(column, rest, runs);
    }

    /// Sets words wrapped to the width in a column that begins at `column`, behind a lead on the first line.
    ///
    /// The lead is not wrapped; one that reaches into the column pushes the first line on.
    pub(crate) fn hanging(&mut self, lead: &[Run], column: usize, runs: &[Run]) {
        let mut reached = 0;
        for part in lead {
            reached += self.put(part.style, &clean(&part.text));
        }
        if runs.iter().any(|part| !part.text.is_empty()) {
            reached += self.put(PLAIN, &" ".repeat(column.saturating_sub(reached)));
        }
        self.flow(reached, column, runs);
    }

    /// Sets words from `column` on, further lines indented by `rest`, and ends the line.
    fn flow(&mut self, mut column: usize, rest: usize, runs: &[Run]) {
        let mut line = Line::default();
        let mut first = true;
        for word in words(runs) {
            let wide: usize = word.iter().map(|(_, text)| text.width()).sum();
            if !first && column + 1 + wide > self.width {
                self.turn(&mut line, rest);
                column = rest;
            } else if !first {
                line.push(word[0].0, ' ');
                column += 1;
            }
            first = false;
            for (style, text) in word {
                for character in text.chars() {
                    // A word longer than the line is cut.
                    let wide = character.width().unwrap_or(0);
                    if column + wide > self.width && column > rest {
                        self.turn(&mut line, rest);
                        column = rest;
                    }
                    line.push(style, character);
                    column += wide;
                }
            }
        }
        self.put_line(&mut line);
        self.text.push('\n');
    }

    fn turn(&mut self, line: &mut Line, indent: usize) {
        self.put_line(line);
        let _ = write!(self.text, "\n{:indent$}", "");
    }

    fn put_line(&mut self, line: &mut Line) {
        for (style, stretch) in std::mem::take(&mut line.0) {
            self.put(style, &stretch);
        }
    }

    /// Puts text in a style and returns its width.
    fn put(&mut self, style: Style, text: &str) -> usize {
        if !text.is_empty() {
            let _ = write!(self.text, "{style}{text}{style:#}");
        }
        text.width()
    }
}

/// A line in the making: stretches, so that the marks of style do not go round every word.
#[derive(Debug, Default)]
struct Line(Vec<(Style, String)>);

impl Line {
    fn push(&mut self, style: Style, character: char) {
        match self.0.last_mut() {
            Some((last, stretch)) if *last == style => stretch.push(character),
            _ => self.0.push((style, character.to_string())),
        }
    }
}

/// Cuts runs at spaces; a word may have parts in several styles.
fn words(runs: &[Run]) -> Vec<Vec<(Style, String)>> {
    let mut words: Vec<Vec<(Style, String)>> = Vec::new();
    let mut apart = true;
    for part in runs {
        for piece in clean(&part.text).split_inclusive(' ') {
            let text = piece.trim_end_matches(' ');
            if !text.is_empty() {
                let piece = (part.style, text.to_owned());
                match words.last_mut() {
                    Some(word) if !apart => word.push(piece),
                    _ => words.push(vec![piece]),
                }
                apart = false;
            }
            apart |= piece.ends_with(' ');
        }
    }
    words
}

/// Makes white space and control characters spaces: a report must not be able to steer the terminal.
pub(crate) fn clean(text: &str) -> String {
    let harmless = |c: char| if c.is_whitespace() || c.is_control() || is_direction(c) { ' ' } else { c };
    text.chars().map(harmless).collect()
}

/// Says whether a character turns the direction of what follows it.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(width: usize, first: usize, rest: usize, runs: &[Run]) -> String {
        let mut page = Page::new(width);
        page.paragraph(first, rest, runs);
        anstream::adapter::strip_str(&page.finish()).to_string()
    }

    #[test]
    fn words_wrap_and_keep_their_indent() {
        let runs = [plain("Lavrov told reporters in "), run(BOLD, "Moscow, "), plain("that talks went on")];
        assert_eq!(set(24, 2, 4, &runs), "  Lavrov told reporters\n    in Moscow, that\n    talks went on\n");
    }

    #[test]
    fn runs_join_without_a_space_of_their_own() {
        assert_eq!(
            set(40, 0, 0, &[plain("“"), run(BOLD, "obsolete"), plain("”, he said")]),
            "“obsolete”, he said\n"
        );
    }

    #[test]
    fn punctuation_stays_with_its_word() {
        let runs = [plain("called it "), run(QUOTED, "“obsolete”"), plain(", he said")];
        assert_eq!(set(20, 0, 0, &runs), "called it\n“obsolete”, he said\n");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(
            set(10, 0, 2, &[plain("see https://example.org now")]),
            "see\n  https://\n  example.\n  org now\n"
        );
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        assert_eq!(set(40, 0, 0, &[plain("a\u{1b}[2Jb\tc\r\nd\u{202e}e")]), "a [2Jb c d e\n");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_page(text in "[a-z你é\u{301} \n]{0,200}", width in 12usize..60, first in 0usize..4, rest in 0usize..4) {
            let lines = set(width, first, rest, &[plain(&text[..]), run(BOLD, text.clone())]);
            for line in lines.lines() {
                prop_assert!(line.width() <= width, "{line:?}");
            }
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&lines), words(&text).repeat(2));
        }
    }
}
