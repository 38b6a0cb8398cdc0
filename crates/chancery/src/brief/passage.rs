//! Words of the report, as a brief shows them.

use chancery_reader::reading::{StatementForm, TextSpan};

use super::page::{PLAIN, QUOTED, Run, plain, run};

/// Marks that open a quotation, with those that close it.
const MARKS: [(char, &[char]); 4] = [('“', &['”']), ('"', &['"']), ('‘', &['’']), ('«', &['»'])];

/// Returns what a statement says, quoted words between marks and coloured, at most `words` words of it.
pub(super) fn content(spans: &[TextSpan], form: StatementForm, words: usize) -> Vec<Run> {
    let joined = spans.iter().map(|span| span.text.trim()).collect::<Vec<_>>().join(" … ");
    let (shown, left) = shorten(&joined, words);
    let mut runs = match form {
        StatementForm::Direct => vec![run(QUOTED, format!("“{}”", bare(shown)))],
        StatementForm::Mixed => mixed(shown),
        StatementForm::Indirect => vec![plain(shown)],
    };
    if left > 0 {
        runs.push(plain(format!(" … ({left} more words)")));
    }
    runs
}

/// Cuts a text after `words` words, at a word's end; says how many are left.
///
/// A few words too many are shown rather than counted.
pub(super) fn shorten(text: &str, words: usize) -> (&str, usize) {
    let total = text.split_whitespace().count();
    if total <= words + words / 5 {
        return (text, 0);
    }
    let last = text.split_whitespace().nth(words.saturating_sub(1)).unwrap_or(text);
    let end = last.as_ptr().addr() - text.as_ptr().addr() + last.len();
    (&text[..end], total - words)
}

/// Takes off the marks that a quotation came with; the brief sets its own.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.trim_start_matches(['“', '"', '‘', '\'', '«', '„', '`']);
    text.trim_end_matches(['”', '"', '»']).trim_end_matches(',')
}

/// Colours the stretches between quotation marks.
fn mixed(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some((open, closing)) = next_mark(rest) {
        let (before, quotation) = rest.split_at(open);
        let mark = quotation.chars().next().map_or(0, char::len_utf8);
        // A quotation that is never closed runs to the end.
        let end = quotation[mark..]
            .char_indices()
            .find(|(_, c)| closing.contains(c))
            .map_or(quotation.len(), |(at, c)| mark + at + c.len_utf8());
        runs.push(run(PLAIN, before));
        runs.push(run(QUOTED, &quotation[..end]));
        rest = &quotation[end..];
    }
    runs.push(plain(rest));
    runs.retain(|run| !run.text.is_empty());
    runs
}

fn next_mark(text: &str) -> Option<(usize, &'static [char])> {
    text.char_indices()
        .find_map(|(at, c)| MARKS.iter().find(|(open, _)| *open == c).map(|(_, closing)| (at, *closing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_stretches_are_told_apart() {
        let runs = mixed("that “slanderous attacks” harm \"trust");
        let texts: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.style == QUOTED)).collect();
        assert_eq!(
            texts,
            [("that ", false), ("“slanderous attacks”", true), (" harm ", false), ("\"trust", true)]
        );
    }

    #[test]
    fn a_direct_statement_gets_one_pair_of_marks() {
        let span = |text: &str| TextSpan { start: 0, end: 0, text: text.to_owned() };
        let shown = |spans: &[TextSpan]| content(spans, StatementForm::Direct, 40).remove(0).text;
        assert_eq!(shown(&[span("\"He hasn't threatened us at all\"")]), "“He hasn't threatened us at all”");
        assert_eq!(shown(&[span("We will see"), span("it may be fine")]), "“We will see … it may be fine”");
    }

    #[test]
    fn long_words_are_counted_and_short_ones_shown() {
        let text = "a b c d e f g h i j k l";
        assert_eq!(shorten(text, 10), (text, 0));
        assert_eq!(shorten(text, 5), ("a b c d e", 7));
        assert_eq!(shorten("", 5), ("", 0));
    }
}
