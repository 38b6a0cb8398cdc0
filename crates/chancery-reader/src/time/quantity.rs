//! How long and how long before or after: "nearly two hours", "a week earlier", "five-day".

use super::date::Parsed;
use super::meaning::{From, Meaning};
use super::paragraph::Paragraph;
use super::relative::shift;
use super::unit::{Count, Unit};

/// Whoever is so many years old: an age is no time.
const AGED: [&str; 30] = [
    "boy",
    "girl",
    "man",
    "woman",
    "son",
    "daughter",
    "child",
    "student",
    "father",
    "mother",
    "teenager",
    "suspect",
    "leader",
    "politician",
    "general",
    "king",
    "sultan",
    "president",
    "minister",
    "brother",
    "sister",
    "resident",
    "refugee",
    "soldier",
    "driver",
    "teacher",
    "lawyer",
    "gunman",
    "former",
    "veteran",
];

impl Paragraph<'_, '_> {
    /// Reads a number of units and what is said of them.
    pub(super) fn quantity(self, at: usize) -> Parsed {
        self.long_adjective(at)
            .or_else(|| self.window(at))
            .or_else(|| self.counted_units(at))
            .or_else(|| self.bare_units(at))
    }

    /// "the past two years", "the next six months", "recent weeks", "the first ten months".
    fn window(self, at: usize) -> Parsed {
        let the = usize::from(self.is(at, &["the", "these", "those", "its", "his", "their", "her"]));
        let word = at + the;
        let pointing = self.is(
            word,
            &[
                "last",
                "past",
                "previous",
                "next",
                "coming",
                "following",
                "preceding",
                "recent",
                "first",
                "final",
                "intervening",
                "ensuing",
                "subsequent",
                "initial",
            ],
        );
        // "the talks will last two days"
        let verb = the == 0
            && self.word(word) == "last"
            && matches!(
                self.before(at),
                "will" | "would" | "to" | "could" | "may" | "might" | "should" | "not" | "can"
            );
        if !pointing || verb {
            return None;
        }
        if let Some((end, count)) = self
            .count(word + 1)
            .filter(|_| !self.is(word + 1, &["a", "half"]) || self.word(word + 2) == "few")
            && let Some((end, unit)) = self.unit_behind(end)
        {
            return Some((end, Meaning::duration(count, unit)));
        }
        let couple = word + 1;
        if self.is(couple, &["couple"])
            && self.word(couple + 1) == "of"
            && let Some(unit) = self.unit(couple + 2)
        {
            return Some((couple + 3, Meaning::duration(Count::of(2), unit)));
        }
        let unit = self.unit(word + 1)?;
        let plural = self.get(word + 1).is_some_and(|word| word.lower.ends_with('s'));
        (plural && !self.is(word, &["first", "final"]) && unit != Unit::Second)
            .then(|| (word + 2, Meaning::duration(Count::Vague, unit)))
    }

    fn unit_behind(self, at: usize) -> Option<(usize, Unit)> {
        let skip = at
            + usize::from(self.is(
                at,
                &[
                    "more",
                    "long",
                    "full",
                    "whole",
                    "consecutive",
                    "successive",
                    "straight",
                    "calendar",
                    "working",
                    "other",
                    "brutal",
                    "additional",
                    "such",
                ],
            ));
        let unit = self.unit(skip)?;
        Some((skip + 1, unit))
    }

    /// "two weeks ago", "three years earlier", "for two hours".
    fn counted_units(self, at: usize) -> Parsed {
        let (end, count) = self.count(at)?;
        let article = self.is(at, &["a", "an"]) && end == at + 1;
        let (end, unit) = self.unit_behind(end)?;
        let plural = self.get(end - 1)?.lower.ends_with('s');
        if article && ((plural && !self.is(end, &["'", "’"])) || (self.word(end) == "-" && self.glued(end)))
        {
            return None;
        }
        // "a second" is more often another one; "a minute" may be anything.
        if unit == Unit::Second && !plural && !(count == Count::of(1) && self.word(end) == "later") {
            return None;
        }
        let (end, count) = match (self.word(end), self.word(end + 1), self.word(end + 2)) {
            ("and", "a", "half") => match count {
                Count::Halves(halves) => (end + 3, Count::Halves(halves.saturating_add(1))),
                Count::Vague => (end + 3, count),
            },
            _ => (end, count),
        };
        // "an hour and 30 minutes" stays two; "35 years old" is an age.
        let old = end + usize::from(self.word(end) == "-");
        if self.word(old) == "old" || (self.word(end) == "of" && self.word(end + 1) == "age") {
            return None;
        }
        if let Some(found) = self.direction(end, count, unit) {
            return Some(found);
        }
        if article {
            let event_day = matches!(unit, Unit::Day | Unit::Night | Unit::Weekend)
                && (self.is(end, &["that", "when", "of", "in", "for", "on", "to", "off", "like", "which"])
                    && !matches!(self.before(at), "for" | "in" | "within" | "than" | "about" | "after"));
            if event_day || unit == Unit::Minute && !matches!(self.before(at), "for" | "in" | "within") {
                return None;
            }
        }
        Some((end, Meaning::duration(count, unit)))
    }

    /// Reads "ago", "earlier", "later", "after April 4" behind a number of units.
    fn direction(self, end: usize, count: Count, unit: Unit) -> Parsed {
        let (word, next) = (self.word(end), self.word(end + 1));
        let (length, sign, from) = match (word, next) {
            ("ago", _) => (1, -1, From::Speech),
            ("earlier" | "previously" | "beforehand", _) => (1, -1, From::Story),
            ("later" | "afterwards" | "afterward" | "hence" | "thereafter", _) => (1, 1, From::Story),
            ("from", "now") => (2, 1, From::Speech),
            ("from", "today") => (2, 1, From::Speech),
            ("following", _) if self.base(end + 1).is_none() => return None,
            ("before" | "prior" | "after" | "following", _) => {
                let sign = if matches!(word, "after" | "following") { 1 } else { -1 };
                let to = end + 1 + usize::from(word == "prior" && next == "to");
                if let (Some((end, base)), Some(whole)) = (self.base(to), count.whole()) {
                    let by = i32::try_from(whole).ok()? * sign;
                    return Some((end, Meaning::ShiftOf { base: Box::new(base), unit, by }));
                }
                if !self.ends_clause(end + 1) || self.is(end + 1, &["he", "she", "they", "that"]) {
                    return None;
                }
                (1, sign, From::Story)
            }
            _ => return None,
        };
        let end = end + length;
        let Some(whole) = count.whole() else {
            if let Count::Halves(halves) = count
                && unit == Unit::Year
            {
                let months = i32::try_from(halves).ok()?.checked_mul(6)?;
                return Some((end, shift(Unit::Month, months * sign, from)));
            }
            return Some((end, Meaning::Vaguely { later: sign > 0 }));
        };
        let by = i32::try_from(whole).ok()? * sign;
        if unit.is_clock() {
            return Some((end, Meaning::Vaguely { later: sign > 0 }));
        }
        Some((end, shift(unit, by, from)))
    }

    /// "years of war", "for decades", "hours later".
    fn bare_units(self, at: usize) -> Parsed {
        let unit = self.unit(at)?;
        if !self.word(at).ends_with('s') {
            return None;
        }
        if let Some((end, meaning)) = self.direction(at + 1, Count::Vague, unit) {
            return Some((end, meaning));
        }
        let after = matches!(
            self.before(at),
            "for"
                | "in"
                | "within"
                | "over"
                | "after"
                | "of"
                | "throughout"
                | "through"
                | "took"
                | "take"
                | "takes"
                | "lasted"
                | "spent"
        );
        let of = self.word(at + 1) == "of"
            && matches!(
                unit,
                Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Hour
            );
        let holds = (after || of)
            && !self.is(at + 1, &["old", "ahead", "after", "before"])
            && !self.is(at + 2, &["age"])
            && !(unit == Unit::Second);
        let work = self.before(at) == "of"
            && !self.is(at.wrapping_sub(2), &["dozens", "hundreds", "couple", "number", "scores", "handful"]);
        (holds && !work).then(|| (at + 1, Meaning::duration(Count::Vague, unit)))
    }

    /// "five-day", "six-year-old", "month-long", "two-and-a-half-hour", "decades-old".
    fn long_adjective(self, at: usize) -> Parsed {
        let long = |end: usize| {
            let dash = usize::from(self.word(end) == "-");
            (self.is(end + dash, &["long"]) && (dash == 1 || self.is(end - 1, &["half"])))
                .then_some(end + dash + 1)
        };
        if let Some(unit) = self.unit(at) {
            // "month-long", "years-long", "decades-old"
            if self.word(at + 1) != "-" || !self.glued(at + 1) || (self.before(at) == "-" && self.glued(at)) {
                return None;
            }
            let half = self.word(at + 2) == "and" && self.word(at + 4) == "a" && self.word(at + 6) == "half";
            let plural = self.word(at).ends_with('s');
            let count = if plural { Count::Vague } else { Count::of(1) };
            if half {
                let end = at + 7;
                return Some((long(end).unwrap_or(end), Meaning::duration(Count::Halves(3), unit)));
            }
            if self.word(at + 2) == "old" && !self.word(at + 3).eq("-") {
                return Some((at + 3, Meaning::duration(count, unit)));
            }
            return long(at + 1).map(|end| (end, Meaning::duration(count, unit)));
        }
        let (end, count) = self.count(at).filter(|_| !self.is(at, &["a", "an"]))?;
        let dash = self.word(end) == "-" && self.glued(end);
        if !dash && !(self.is(end - 1, &["-"])) {
            return None;
        }
        let at_unit = end + usize::from(dash);
        let unit =
            self.unit(at_unit).filter(|unit| *unit != Unit::Second || self.word(at_unit).ends_with('d'))?;
        let end = at_unit + 1;
        if self.is(end, &["-"]) && self.word(end + 1) == "old" || self.word(end) == "old" {
            let end = end + 1 + usize::from(self.word(end) == "-");
            let person =
                AGED.contains(&self.word(end)) || self.is_capital(end) || AGED.contains(&self.word(end + 1));
            let noun = self.get(end).is_some_and(|word| word.is_word())
                && !self.is(
                    end,
                    &[
                        "who", "was", "is", "and", "from", "in", "has", "had", "said", "with", "to", "will",
                        "died", "at", "on",
                    ],
                );
            return (noun && !person).then(|| (end, Meaning::duration(count, unit)));
        }
        Some((long(end).unwrap_or(end), Meaning::duration(count, unit)))
    }
}
