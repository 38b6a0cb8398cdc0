//! Paragraphs: how far a quotation may reach.

use chancery_nlp::Span;

/// Walks the paragraphs of a text.
///
/// A paragraph ends at a blank line, and at a single line break too, unless the line was only wrapped: the next one
/// goes on with a small letter and the one before has not ended its sentence.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    let mut from = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let end = match text[from..].find('\n') {
                Some(at) => from + at,
                None => text.len(),
            };
            from = (end + 1).min(text.len());
            if end < text.len() && is_wrapped(&text[start..end], &text[end + 1..]) {
                continue;
            }
            let span = trimmed(text, start, end);
            start = if end < text.len() { end + 1 } else { end };
            if !span.is_empty() {
                return Some(span);
            }
        }
        None
    })
}

/// Says whether the break between two lines only folds one paragraph.
fn is_wrapped(before: &str, after: &str) -> bool {
    let ends = before.trim_end_matches([' ', '\t', '\r']).chars().next_back();
    let starts = after.chars().next();
    starts.is_some_and(char::is_lowercase)
        && ends.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | ';'))
}

/// Returns the stretch without white space at its ends.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let piece = &text[start..end];
    let left = piece.len() - piece.trim_start().len();
    let right = piece.trim_end().len();
    if right <= left { Span::from(start..start) } else { Span::from(start + left..start + right) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = paragraphs(text).map(|p| &text[p.range()]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn breaks_end_paragraphs() {
        check("Moscow said no.\n\nParis said yes.", &["Moscow said no.", "Paris said yes."]);
        check("Moscow said no.\nParis said yes.\n", &["Moscow said no.", "Paris said yes."]);
        check("Talks in Geneva\nbroke down.", &["Talks in Geneva\nbroke down."]);
        check("\r\n \n", &[]);
        check("", &[]);
        check("one line", &["one line"]);
    }
}
