use chancery_nlp::Span;

use super::words;

/// A line that is not blank.
struct Line<'t> {
    text: &'t str,
    start: usize,
    /// Characters, up to [`WIDEST`] and beyond.
    columns: usize,
    indented: bool,
    /// A blank line or the beginning of the text stands before.
    after_blank: bool,
}

/// Lines longer than this were not wrapped by hand or by a mail program.
const WIDEST: usize = 120;

/// Lines shorter than this do not say that a text is wrapped.
const NARROWEST: usize = 40;

/// Cuts a text into paragraphs, without the white space around them.
///
/// A blank line ends a paragraph. So does a line end, unless the text is wrapped: then the next line goes on
/// when its first word would not have fitted, or when the line end plainly cuts a sentence.
///
/// ```
/// use chancery_reader::segment::paragraphs;
/// let text = "Talks fail\nBy Anna Petrova\n\n\
///             The foreign ministers of the two countries met for three hours in\n\
///             Moscow and agreed on nothing.\n";
/// let found: Vec<&str> = paragraphs(text).iter().map(|span| &text[span.range()]).collect();
/// assert_eq!(found.len(), 3);
/// assert!(found[2].ends_with("agreed on nothing."));
/// ```
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let span = Span::from(line.start..line.start + line.text.len());
        match paragraphs.last_mut() {
            Some(last) if at > 0 && goes_on(&lines[at - 1], line, width) => *last = last.cover(span),
            _ => paragraphs.push(span),
        }
    }
    paragraphs
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    for raw in text.split(['\n', '\r', '\x0b', '\x0c', '\u{2028}', '\u{2029}']) {
        let shown = raw.trim_matches(is_space);
        let start = raw.as_ptr() as usize - text.as_ptr() as usize;
        if shown.is_empty() {
            // The gap inside "\r\n" is no blank line.
            let inside_crlf =
                raw.is_empty() && text[..start].ends_with('\r') && text[start..].starts_with('\n');
            after_blank |= !inside_crlf;
            continue;
        }
        let start = shown.as_ptr() as usize - text.as_ptr() as usize;
        let columns = shown.chars().take(WIDEST + 1).count();
        lines.push(Line { text: shown, start, columns, indented: raw.starts_with([' ', '\t']), after_blank });
        after_blank = false;
    }
    lines
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// Returns the width at which a text was wrapped, or none.
///
/// A third of its line ends must cut a sentence.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let (mut ends, mut cuts, mut width) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].after_blank && !opens(pair[1].text)) {
        ends += 1;
        let fits = (NARROWEST..=WIDEST).contains(&pair[0].columns) && pair[1].columns <= WIDEST;
        if fits && is_cut(pair[0].text, pair[1].text) {
            cuts += 1;
        }
    }
    let wrapped = cuts > 0 && cuts * 3 >= ends;
    for line in lines.iter().filter(|line| line.columns <= WIDEST && line.text.contains(' ')) {
        width = width.max(line.columns);
    }
    wrapped.then_some(width)
}

/// Says whether `next` carries on the paragraph of `line`.
fn goes_on(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    if next.after_blank || opens(next.text) || (next.indented && !line.indented) {
        return false;
    }
    // A heading is one line.
    if line.text.starts_with('#') {
        return false;
    }
    let cut = is_cut(line.text, next.text);
    match width {
        _ if line.columns > WIDEST => false,
        Some(width) => {
            let word = next.text.split(' ').next().unwrap_or("").chars().take(WIDEST).count();
            (line.columns >= NARROWEST / 2 && cut) || line.columns + 1 + word > width
        }
        None => cut && line.columns >= NARROWEST && !line.text.ends_with(['.', '!', '?', '"', '”', ':']),
    }
}

/// Says whether a line end cuts a sentence: a small letter goes on, or the line ends in a word that nothing ends in.
fn is_cut(line: &str, next: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    next.starts_with(char::is_lowercase)
        || words::is_article(last)
        || (words::is_small(last) && line.len() > last.len())
}

/// Says whether a line opens something of its own: a heading, a list item, a quotation, a row of a table.
fn opens(line: &str) -> bool {
    if line.starts_with(['#', '>', '|', '•', '·', '©'])
        || ["- ", "* ", "+ ", "– ", "— "].iter().any(|mark| line.starts_with(mark))
    {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = paragraphs(text).iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn one_paragraph_a_line() {
        check("", &[]);
        check(" \n\t\r\n", &[]);
        check("Talks fail\nThe talks failed.\n", &["Talks fail", "The talks failed."]);
        check("Talks fail\r\n\r\nThe talks failed.\r\n", &["Talks fail", "The talks failed."]);
        check("Talks fail\rThe talks failed.", &["Talks fail", "The talks failed."]);
        check("Talks fail\u{2029}The talks failed.", &["Talks fail", "The talks failed."]);
        check("- One side left.\n- The other stayed.", &["- One side left.", "- The other stayed."]);
    }

    #[test]
    fn wrapped_lines() {
        let wrapped = "MOSCOW, April 12 - The foreign ministers of Russia and the United\n\
                       States met for three hours in the Kremlin on Wednesday, and neither\n\
                       side said what had been agreed.\n\
                       Lavrov called the talks frank. Tillerson spoke of low trust between\n\
                       the two.";
        let found: Vec<&str> = paragraphs(wrapped).iter().map(|span| &wrapped[span.range()]).collect();
        assert_eq!(found.len(), 2);
        assert!(found[1].starts_with("Lavrov"));
        let crlf = wrapped.replace('\n', "\r\n");
        assert_eq!(paragraphs(&crlf).len(), 2);
    }

    #[test]
    fn a_heading_over_wrapped_lines_stands_alone() {
        check(
            "Talks fail\nThe foreign ministers of the two countries met in Moscow, and\nnothing was agreed between them.",
            &[
                "Talks fail",
                "The foreign ministers of the two countries met in Moscow, and\nnothing was agreed between them.",
            ],
        );
    }
}
