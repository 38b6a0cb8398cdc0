//! A paragraph's words, looked at from any place without fear of its ends.

use super::lexer::Word;
use super::lexicon::Sense;
use super::unit::{Count, Unit};

/// The words of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Paragraph<'a, 't>(pub(super) &'a [Word<'t>]);

impl<'a, 't> Paragraph<'a, 't> {
    pub(super) fn get(self, at: usize) -> Option<&'a Word<'t>> {
        self.0.get(at)
    }

    /// Returns the word in small letters, empty past the end.
    pub(super) fn word(self, at: usize) -> &'a str {
        self.0.get(at).map_or("", |word| word.lower.as_ref())
    }

    pub(super) fn before(self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    pub(super) fn is(self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    pub(super) fn sense(self, at: usize) -> Sense {
        self.0.get(at).map_or(Sense::None, |word| word.sense)
    }

    pub(super) fn glued(self, at: usize) -> bool {
        self.0.get(at).is_some_and(|word| word.glued)
    }

    pub(super) fn is_capital(self, at: usize) -> bool {
        self.0.get(at).is_some_and(|word| word.is_capital())
    }

    pub(super) fn number(self, at: usize) -> Option<u32> {
        self.0.get(at).and_then(|word| word.number())
    }

    /// Returns the number of digits written at `at`.
    pub(super) fn digits(self, at: usize) -> usize {
        self.0.get(at).filter(|word| word.is_number()).map_or(0, |word| word.text.len())
    }

    pub(super) fn unit(self, at: usize) -> Option<Unit> {
        match self.sense(at) {
            Sense::Unit(unit) => Some(unit),
            Sense::Ordinal(2) if self.word(at) == "second" => Some(Unit::Second),
            _ => None,
        }
    }

    /// Returns the end of a dash, if one stands there: `-`, `–`, `—`, `--`.
    pub(super) fn dash(self, at: usize) -> Option<usize> {
        match self.word(at) {
            "-" if self.word(at + 1) == "-" => Some(at + 2),
            "-" | "–" | "—" | "‐" | "‑" | "−" => Some(at + 1),
            _ => None,
        }
    }

    /// Says whether a decimal fraction or thousands follow the digits: `2,000`, `1.5`.
    pub(super) fn number_goes_on(self, at: usize) -> bool {
        self.is(at + 1, &[",", "."]) && self.glued(at + 1) && self.glued(at + 2) && self.digits(at + 2) > 0
    }

    /// Says whether the digits are the tail of a longer number or of a name: `1,990`, `S-300`, `$40`.
    pub(super) fn is_tail(self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.is(before, &["$", "£", "€", "¥", "#", "№"]) {
            return true;
        }
        self.glued(at)
            && match self.word(before) {
                "," | "." | ":" => before > 0 && self.glued(before) && self.digits(before - 1) > 0,
                "-" => before > 0 && self.glued(before) && self.is_name_part(before - 1),
                word => word.chars().all(char::is_alphabetic),
            }
    }

    /// Says whether a number glued behind this word is part of a name: `S-300`, but not `June-1 July` or `mid-1990`.
    fn is_name_part(self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.is_word())
            && !self.is(at, &["mid", "pre", "post", "early", "late"])
            && !matches!(self.sense(at), Sense::Month(_) | Sense::MonthShort(_) | Sense::Season(_))
    }

    /// Reads how many: "12", "two and a half", "several", "a".
    pub(super) fn count(self, at: usize) -> Option<(usize, Count)> {
        if let Some(number) = self.number(at) {
            if self.is_tail(at) {
                return None;
            }
            let mut number = number;
            let mut end = at + 1;
            while self.word(end) == "," && self.glued(end) && self.glued(end + 1) && self.digits(end + 1) == 3
            {
                number = number.checked_mul(1000)?.checked_add(self.number(end + 1)?)?;
                end += 2;
            }
            if self.word(end) == "." && self.glued(end) && self.glued(end + 1) && self.digits(end + 1) > 0 {
                return (self.word(end + 1) == "5")
                    .then(|| (end + 2, Count::Halves(number.saturating_mul(2).saturating_add(1))));
            }
            if self.word(end) == "½" {
                return Some((end + 1, Count::Halves(number.saturating_mul(2).saturating_add(1))));
            }
            return Some(self.and_a_half(end, number));
        }
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("a", "couple", "of") => return Some((at + 3, Count::of(2))),
            ("a", "couple", _) => return Some((at + 2, Count::of(2))),
            ("a", "half", _) => return Some((at + 2, Count::Halves(1))),
            ("a", "dozen", _) => return Some((at + 2, Count::of(12))),
            ("a", "few", _) => return Some((at + 2, Count::Vague)),
            ("a", "number" | "series" | "handful" | "matter" | "period", "of") => {
                return Some((at + 3, Count::Vague));
            }
            ("dozens" | "scores" | "hundreds" | "thousands", "of", _) => return Some((at + 2, Count::Vague)),
            ("half", "a" | "an", _) => return Some((at + 2, Count::Halves(1))),
            ("half", "-", "a") => return Some((at + 4, Count::Halves(1))),
            ("half", _, _) => {
                return Some((at + 1 + usize::from(self.word(at + 1) == "-"), Count::Halves(1)));
            }
            ("a" | "an", _, _) if !matches!(self.sense(at + 1), Sense::Number(100 | 1000)) => {
                let another = usize::from(matches!(
                    self.word(at + 1),
                    "single" | "full" | "whole" | "mere" | "further" | "good"
                ));
                return Some((at + 1 + another, Count::of(1)));
            }
            ("another", next, _) if next != "another" => {
                return self
                    .count(at + 1)
                    .filter(|(_, count)| *count != Count::of(1))
                    .or(Some((at + 1, Count::of(1))));
            }
            _ => {}
        }
        if self.sense(at) == Sense::Vague {
            return Some((at + 1, Count::Vague));
        }
        let (end, number) = self.number_words(at)?;
        Some(self.and_a_half(end, number))
    }

    /// Reads "and a half" after a number.
    fn and_a_half(self, end: usize, number: u32) -> (usize, Count) {
        let sign = usize::from(self.word(end) == "-");
        let at = end + sign;
        if self.word(at) == "and" {
            let a = at + 1 + usize::from(self.word(at + 1) == "-");
            let half = a + usize::from(self.word(a) == "a");
            let half = half + usize::from(self.word(half) == "-");
            if self.word(half) == "half" {
                return (half + 1, Count::Halves(number.saturating_mul(2).saturating_add(1)));
            }
        }
        (end, Count::of(number))
    }

    /// Reads a number in words up to the thousands: "twenty-five", "a hundred".
    fn number_words(self, at: usize) -> Option<(usize, u32)> {
        let mut at = if self.is(at, &["a"]) { at + 1 } else { at };
        let start = at;
        let (mut total, mut part) = (0u32, 0u32);
        while let Sense::Number(number) = self.sense(at)
            && at < start + 8
        {
            match number {
                100 | 1000 => {
                    total = total.checked_add(part.max(1).checked_mul(number)?)?;
                    part = 0;
                }
                _ if part == 0 || (part % 10 == 0 && part >= 20 && number < 10) => part += number,
                _ => break,
            }
            at += 1;
            let dashed =
                self.word(at) == "-" && part >= 20 && matches!(self.sense(at + 1), Sense::Number(1..=9));
            let and =
                self.word(at) == "and" && total > 0 && matches!(self.sense(at + 1), Sense::Number(1..=90));
            at += usize::from(dashed || and);
        }
        (at > start).then_some((at, total + part))
    }
}
