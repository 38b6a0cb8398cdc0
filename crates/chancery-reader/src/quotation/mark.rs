//! Quotation marks, told apart from apostrophes and measures.

use chancery_nlp::Span;

/// A mark that may open or close a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) glyph: Glyph,
    pub(super) side: Side,
}

/// What may pair with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Double,
    Single,
    Angle,
}

/// The shape of a mark, where it matters for pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyph {
    Straight,
    Curly,
    /// „ and ‚, which “ and ‘ close.
    Low,
}

/// Which way a mark faces, as far as its neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Open,
    Close,
    /// Its neighbours allow both.
    Either,
    /// Closes a single quotation, or is the apostrophe of a plural owner: `the nations' right`.
    Owner,
    /// “ that would close a German quotation and open any other.
    Turned,
}

/// Words that an apostrophe opens, with no quotation in sight.
const ELISIONS: [&str; 16] = [
    "bout", "cause", "cept", "em", "gainst", "kay", "n", "neath", "nother", "round", "sup", "til", "till",
    "tis", "twas", "twere",
];

/// Finds the marks of one paragraph.
pub(super) fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let piece = &text[paragraph.range()];
    let base = paragraph.start as usize;
    let mut found = Vec::new();
    let mut at = 0;
    // A search by bytes: nearly all of a report is not a mark. Every mark starts with one of these bytes.
    while let Some(skip) =
        piece.as_bytes()[at..].iter().position(|b| matches!(b, b'"' | b'\'' | b'`' | 0xe2 | 0xc2))
    {
        let start = at + skip;
        let end = start + run_length(&piece[start..]);
        if end == start {
            at = start + piece[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        run(piece, start, end, base, &mut found);
        at = end;
    }
    found
}

/// Returns how many bytes of marks stand at the head of `rest`.
fn run_length(rest: &str) -> usize {
    rest.find(|c: char| shape(c).is_none()).unwrap_or(rest.len())
}

/// Reads a run of marks that touch each other; all share the neighbours of the run.
fn run(piece: &str, start: usize, end: usize, base: usize, found: &mut Vec<Mark>) {
    let left = piece[..start].chars().next_back();
    let right = piece[end..].chars().next();
    let facing = facing(left, right);
    let mut chars = piece[start..end].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let Some((kind, glyph)) = shape(c) else { continue };
        let from = start + offset;
        let mut to = from + c.len_utf8();
        let mut kind = kind;
        // `` '' ‘‘ ’’ "" are one mark typed as two, but '' around nothing is not.
        if matches!(c, '`' | '\'' | '‘' | '’' | '"') && chars.peek().is_some_and(|&(_, next)| next == c) {
            let whole_run = end - start == 2 * c.len_utf8();
            if kind == Kind::Single || whole_run && facing != Side::Either {
                chars.next();
                to += c.len_utf8();
                kind = Kind::Double;
            }
        }
        let span = Span::from(base + from..base + to);
        let side = match kind {
            Kind::Single if end - start == c.len_utf8() => match single(piece, from, to, c, facing) {
                Some(side) => side,
                None => continue,
            },
            _ => {
                if is_measure(piece, from) && kind == Kind::Double && c == '"' {
                    continue;
                }
                turned(c, facing)
            }
        };
        if c != '`' || kind == Kind::Double {
            found.push(Mark { span, kind, glyph, side });
        }
    }
}

/// Returns what a character pairs with, if it is a quotation mark at all.
fn shape(c: char) -> Option<(Kind, Glyph)> {
    Some(match c {
        '"' | '\u{ff02}' => (Kind::Double, Glyph::Straight),
        '“' | '”' | '‟' => (Kind::Double, Glyph::Curly),
        '„' => (Kind::Double, Glyph::Low),
        '\'' | '`' => (Kind::Single, Glyph::Straight),
        '‘' | '’' | '‛' => (Kind::Single, Glyph::Curly),
        '‚' => (Kind::Single, Glyph::Low),
        '«' | '»' | '‹' | '›' => (Kind::Angle, Glyph::Curly),
        _ => return None,
    })
}

/// Judges by the neighbours alone.
fn facing(left: Option<char>, right: Option<char>) -> Side {
    let opens = left
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '>'))
        && right.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | '!' | '?' | ')' | ']'));
    let closes = left.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'))
        && right.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '[' | '$' | '€' | '£'));
    match (opens, closes) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    }
}

/// Weighs what a mark's shape says against what its neighbours say.
fn turned(c: char, facing: Side) -> Side {
    match (c, facing) {
        ('„' | '‚' | '`', _) => Side::Open,
        // ” typed for “: only with nothing before it and a word after it.
        ('”' | '’', Side::Open) | ('“' | '‘' | '‟' | '‛', Side::Open | Side::Either) => {
            Side::Open
        }
        ('”' | '’', _) => Side::Close,
        ('“' | '‘' | '‟' | '‛', _) => Side::Turned,
        // Guillemets point outwards in French and inwards in German.
        ('«' | '‹', Side::Either) => Side::Open,
        ('»' | '›', Side::Either) => Side::Close,
        (_, side) => side,
    }
}

/// Judges a lone single mark, which is most often an apostrophe.
fn single(piece: &str, from: usize, to: usize, c: char, facing: Side) -> Option<Side> {
    let left = piece[..from].chars().next_back();
    let right = piece[to..].chars().next();
    if c == '`' {
        return (facing == Side::Open).then_some(Side::Open);
    }
    if c == '‚' {
        return Some(Side::Open);
    }
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if inside(left) && inside(right) {
        return None;
    }
    match facing {
        Side::Open => {
            // ’ opens nothing: before a word it stands for letters left out.
            let elided = c == '’' || is_elision(&piece[to..]);
            (!elided).then_some(Side::Open)
        }
        Side::Close => {
            let owner = left.is_some_and(|l| matches!(l, 's' | 'x' | 'z' | 'S'))
                && piece[to..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            let dropped = piece[..from].ends_with("in") && right == Some(' '); // goin' home
            Some(if owner || dropped { Side::Owner } else { Side::Close })
        }
        _ => Some(Side::Either),
    }
}

/// Says whether `rest` starts with a word that an apostrophe shortens, or with a year or decade: '90s, '08.
fn is_elision(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let after = &rest[2..];
        let after = after.strip_prefix('s').unwrap_or(after);
        return !after.starts_with(|c: char| c.is_alphanumeric());
    }
    let length = rest.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    ELISIONS.iter().any(|word| word.len() == length && rest[..length].eq_ignore_ascii_case(word))
}

/// Says whether the mark at `at` measures: 6'2" or 12" of snow.
fn is_measure(piece: &str, at: usize) -> bool {
    let before = &piece.as_bytes()[..at];
    let digits = before.iter().rev().take(4).take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 3 {
        return false;
    }
    let ahead = &before[..before.len() - digits];
    ahead.ends_with(b"'") && ahead[..ahead.len() - 1].last().is_some_and(u8::is_ascii_digit)
        || ahead.ends_with("’".as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sides of the marks of `text`, a letter each.
    #[track_caller]
    fn check(text: &str, expect: &str) {
        let whole = Span::from(0..text.len());
        let sides: String = marks(text, whole)
            .iter()
            .map(|mark| match mark.side {
                Side::Open => 'o',
                Side::Close => 'c',
                Side::Either => 'e',
                Side::Owner => 's',
                Side::Turned => 't',
            })
            .collect();
        assert_eq!(sides, expect, "{text}");
    }

    #[test]
    fn neighbours_tell_the_side() {
        check("He said \"no\" twice", "oc");
        check("“No,” he said.", "oc");
        check("relations at 'all-time low'", "oc");
        check("'Show us the evidence'\".", "occ");
        check("(\"no\")", "oc");
        check("the plan—\"peace\"—failed", "oc");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("It's Russia's turn, they're late", "");
        check("back in the '90s and ’08, get 'em, 'til noon, rock 'n' roll", "c");
        check("the nations' right", "s");
        check("6'2\" tall", "");
    }

    #[test]
    fn doubled_singles_are_one_mark() {
        check("``No,'' he said", "oc");
        check("''No,'' he said", "oc");
    }
}
