//! Text cut into words, numbers and signs, each with what the word table says of it.

use std::borrow::Cow;

use chancery_nlp::Span;

use super::lexicon::{self, Sense};

/// A word, a number or a sign.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
    pub(super) lower: Cow<'t, str>,
    /// Nothing stands between this and the word before.
    pub(super) glued: bool,
    /// Counts up at the end of sentences, as far as punctuation shows them.
    pub(super) sentence: u32,
    /// Counts up at empty lines.
    pub(super) paragraph: u32,
    pub(super) sense: Sense,
}

impl Word<'_> {
    /// Says whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Says whether it is written in digits.
    pub(super) fn is_number(&self) -> bool {
        self.text.as_bytes()[0].is_ascii_digit()
    }

    /// Says whether it is written in letters.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Returns the number that the digits write; more than nine digits are no time.
    pub(super) fn number(&self) -> Option<u32> {
        if self.is_number() && self.text.len() <= 9 { self.text.parse().ok() } else { None }
    }
}

/// Cuts a text into words. Digits and letters part: `4th` is `4` and a glued `th`.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5);
    let (mut sentence, mut paragraph) = (0, 0);
    let mut newlines = 0;
    let mut chars = text.char_indices().peekable();
    let mut last_end = usize::MAX;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            newlines += usize::from(first == '\n');
            continue;
        }
        let same = |c: char| {
            (first.is_ascii_digit() && c.is_ascii_digit()) || (first.is_alphabetic() && c.is_alphabetic())
        };
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = chars.peek().filter(|(_, c)| same(*c)) {
            end = at + next.len_utf8();
            chars.next();
        }
        let piece = &text[start..end];
        if newlines > 1 {
            paragraph += 1;
        }
        if newlines > 1 || ends_sentence(&words, first, newlines) {
            sentence += 1;
        }
        newlines = 0;
        let lower = if piece.chars().any(char::is_uppercase) {
            Cow::Owned(piece.to_lowercase())
        } else {
            Cow::Borrowed(piece)
        };
        let sense = if first.is_alphabetic() { lexicon::sense(&lower) } else { Sense::None };
        words.push(Word {
            span: Span::from(start..end),
            text: piece,
            lower,
            glued: start == last_end,
            sentence,
            paragraph,
            sense,
        });
        last_end = end;
    }
    words
}

/// Says whether the word that begins with `next` begins a sentence.
fn ends_sentence(words: &[Word<'_>], next: char, newlines: usize) -> bool {
    let mut back =
        words.iter().rev().take(6).skip_while(|word| matches!(word.text, "\"" | "”" | "'" | "’" | ")"));
    match back.next().map(|word| word.text) {
        Some("!" | "?") => true,
        Some(".") => {
            let abbreviated = back.next().is_some_and(|word| {
                word.text.len() == 1 || matches!(word.sense, Sense::MonthShort(_) | Sense::WeekdayShort(_))
            });
            newlines > 0 || (!abbreviated && !next.is_lowercase() && !next.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_letters_part() {
        let found: Vec<_> =
            words("On Apr. 4th, 2017.\n\nHe left.").iter().map(|w| (w.text, w.sentence)).collect();
        let expect = [
            ("On", 0),
            ("Apr", 0),
            (".", 0),
            ("4", 0),
            ("th", 0),
            (",", 0),
            ("2017", 0),
            (".", 0),
            ("He", 1),
            ("left", 1),
            (".", 1),
        ];
        assert_eq!(found, expect);
    }
}
