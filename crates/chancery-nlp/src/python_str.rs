//! Answers about strings as Python gives them, where the published pipelines depend on it.

use compact_str::CompactString;

/// Says whether `text` is whitespace and nothing else, as `str.isspace` does.
///
/// Python counts the four information separators (U+001C to U+001F), Unicode's `White_Space` does not.
pub(crate) fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_whitespace() || matches!(c, '\x1c'..='\x1f'))
}

/// Writes the lower case of `text` into `into`, which keeps its memory from token to token.
pub(crate) fn lower_into(text: &str, into: &mut String) {
    into.clear();
    if text.is_ascii() {
        into.push_str(text);
        into.make_ascii_lowercase();
    } else {
        into.push_str(&text.to_lowercase());
    }
}

/// Returns the lower case of `text`.
pub(crate) fn lower(text: &str) -> CompactString {
    if text.is_ascii() {
        let mut lower = CompactString::from(text);
        lower.make_ascii_lowercase();
        lower
    } else {
        text.to_lowercase().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whitespace_is_pythons() {
        assert!(is_space("\n\n") && is_space("\u{a0}") && is_space("\x1c"));
        assert!(!is_space("") && !is_space("a ") && !is_space("\u{200b}"));
    }

    #[test]
    fn lower_case_knows_other_scripts() {
        assert_eq!(lower("NATO"), "nato");
        assert_eq!(lower("ΟΔΟΣ"), "οδος");
        let mut buffer = String::from("old");
        lower_into("Çavuşoğlu", &mut buffer);
        assert_eq!(buffer, "çavuşoğlu");
    }
}
