//! Whitespace and control characters inside a column, as UDPipe writes them in MISC.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// Says whether a column cannot hold `text` as it is.
pub(super) fn is_unsafe(text: &str) -> bool {
    text.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Writes `text` with `\s \t \n \r \p \\` for space, tab, line feed, carriage return, `|` and `\`.
///
/// UDPipe has no sign for other whitespace: `\u{a0}` stands for a no-break space.
pub(super) fn write_escaped(text: &str, out: &mut impl Write) -> fmt::Result {
    for c in text.chars() {
        match c {
            ' ' => out.write_str("\\s")?,
            '\t' => out.write_str("\\t")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '|' => out.write_str("\\p")?,
            '\\' => out.write_str("\\\\")?,
            c if c.is_control() || c.is_whitespace() => write!(out, "\\u{{{:x}}}", c as u32)?,
            c => out.write_char(c)?,
        }
    }
    Ok(())
}

/// Undoes [`write_escaped`]; what is no escape stays as it is.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out += &rest[..at];
        rest = &rest[at..];
        let (c, len) = unescape_one(rest).unwrap_or(('\\', 1));
        out.push(c);
        rest = &rest[len..];
    }
    Cow::Owned(out + rest)
}

/// Reads the escape that `text` begins with, and its length.
fn unescape_one(text: &str) -> Option<(char, usize)> {
    let c = match text.as_bytes().get(1)? {
        b's' => ' ',
        b't' => '\t',
        b'n' => '\n',
        b'r' => '\r',
        b'p' => '|',
        b'\\' => '\\',
        b'u' => {
            // At most six digits: the search must not run through the whole text.
            let digits = text.strip_prefix("\\u{")?;
            let end = digits.bytes().take(7).position(|b| b == b'}')?;
            let c = char::from_u32(u32::from_str_radix(&digits[..end], 16).ok()?)?;
            return Some((c, 4 + end));
        }
        _ => return None,
    };
    Some((c, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, escaped: &str) {
        let mut out = String::new();
        write_escaped(text, &mut out).unwrap();
        assert_eq!(out, escaped);
        assert_eq!(unescape(&out), text);
    }

    #[test]
    fn whitespace_bars_and_backslashes_are_escaped() {
        check("\n\n", "\\n\\n");
        check("U.S. |\\", "U.S.\\s\\p\\\\");
        check("\u{a0}\u{85}", "\\u{a0}\\u{85}");
        check("Çavuşoğlu", "Çavuşoğlu");
    }

    #[test]
    fn what_is_no_escape_stays() {
        assert_eq!(unescape("C:\\x\\"), "C:\\x\\");
        assert_eq!(unescape("\\u{}\\u{110000}\\u{é"), "\\u{}\\u{110000}\\u{é");
    }
}
