//! Walks over a text's words and takes the longest expression at every place.

use super::date::whole_day_of;
use super::lexer::Word;
use super::lexicon::Sense;
use super::meaning::{Clip, Found, From, Meaning, Which};
use super::moment::Moment;
use super::paragraph::Paragraph;
use super::relative::shift;
use super::unit::Unit;

/// Finds every expression of time, in text order and without overlap.
pub(super) fn scan(words: &[Word<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in words.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let first = found.len();
        Paragraph(paragraph).scan(&mut found);
        share_years(Paragraph(paragraph), &mut found[first..]);
        for time in &mut found[first..] {
            time.start += start;
            time.end += start;
        }
        start += paragraph.len();
    }
    found
}

impl Paragraph<'_, '_> {
    fn scan(self, found: &mut Vec<Found>) {
        let mut at = 0;
        while at < self.0.len() {
            let phrase = self.phrase(at);
            let best = match &phrase {
                // "in [the past] year": what begins inside the phrase may go further.
                Some(phrase) if phrase.start > at && phrase.meaning.is_some() => {
                    self.expression(phrase.start)
                }
                _ => self.expression(at),
            };
            if let Some(phrase) = phrase
                && best.as_ref().is_none_or(|best| best.end <= phrase.end)
            {
                if let Some(meaning) = phrase.meaning {
                    found.push(Found::new(phrase.start, phrase.end, meaning, phrase.rule));
                }
                at = phrase.end;
                continue;
            }
            let Some(best) = best else {
                at += 1;
                continue;
            };
            at = best.end;
            found.push(best);
            // "April 1, 2 and 3": day after day.
            loop {
                let end = self.range(at, found);
                if end == at {
                    break;
                }
                at = end;
            }
        }
    }

    /// Returns the longest expression that begins at `at`; the earlier rule wins among equals.
    fn expression(self, at: usize) -> Option<Found> {
        let found = |rule, parsed: Option<(usize, Meaning)>| {
            parsed.map(|(end, meaning)| Found::new(at, end, meaning, rule))
        };
        // Most words begin no expression: they are asked once.
        let word = self.get(at)?;
        if !word.is_number() && !word.is_word() && !matches!(word.text, "'" | "’" | "‘") {
            return None;
        }
        let candidates = [
            self.modified(at),
            found("set", self.set(at)),
            found("clock", self.clock(at)),
            found("quantity", self.quantity(at)),
            found("day part", self.day_part(at)),
            found("first of two", self.first_of_two(at)),
            found("date", self.any_day(at)),
            found("relative", self.relative(at)),
            found("early day", self.early_day(at)),
        ];
        let longest = candidates.iter().flatten().map(|found| found.end).max()?;
        candidates.into_iter().flatten().find(|found| found.end == longest)
    }

    /// "early 2017", "the end of last year", "more than two weeks", "later this month".
    fn modified(self, at: usize) -> Option<Found> {
        let (core, clip) = self.modifier(at)?;
        let stretch = || {
            self.stretch(core)
                .map(|(end, meaning)| Found { clip, ..Found::new(at, end, meaning, "modified date") })
        };
        let amount = || {
            let (end, meaning) = self.quantity(core)?;
            Some(Found::new(at, end, meaning, "modified quantity"))
        };
        let found = if matches!(self.sense(at), Sense::About | Sense::Vague)
            || self.is(at, &["more", "less", "at", "up", "close", "as", "no", "well", "an", "the"])
        {
            amount().or_else(stretch)
        } else {
            stretch().or_else(amount)
        };
        // "over 2014", "just April": nothing is about in them.
        found.filter(|found| {
            found.rule != "modified date"
                || !matches!(
                    self.word(at),
                    "over" | "under" | "just" | "only" | "some" | "more" | "less" | "at" | "up" | "fully"
                )
        })
    }

    /// Reads what modifies a time, and returns where the time begins.
    fn modifier(self, at: usize) -> Option<(usize, Clip)> {
        let two = |first: &str, second: &str| self.word(at) == first && self.word(at + 1) == second;
        // "over the past two years" is over, not more than.
        let preposition = self.sense(at) == Sense::About
            && self.is(at + 1, &["the", "these", "those", "its", "his", "their", "last", "past", "next"]);
        if (self.sense(at) == Sense::About && !preposition) || self.word(at) == "some" {
            let more = usize::from(self.sense(at + 1) == Sense::About);
            return Some((at + 1 + more, Clip::None));
        }
        for (first, second) in [
            ("more", "than"),
            ("less", "than"),
            ("at", "least"),
            ("at", "most"),
            ("up", "to"),
            ("close", "to"),
            ("well", "over"),
            ("just", "over"),
            ("fewer", "than"),
            ("longer", "than"),
        ] {
            if two(first, second) {
                return Some((at + 2, Clip::None));
            }
        }
        let as_early = self.is(at, &["as"]);
        if as_early
            && self.is(at + 1, &["much", "many", "long", "early", "late", "recently", "little"])
            && self.word(at + 2) == "as"
        {
            return Some((at + 3, Clip::None));
        }
        if two("no", "more") || two("no", "less") {
            return (self.word(at + 2) == "than").then_some((at + 3, Clip::None));
        }
        if two("a", "little") && self.is(at + 2, &["more", "less", "over", "under"]) {
            return Some((at + 3 + usize::from(self.word(at + 3) == "than"), Clip::None));
        }
        let the = usize::from(self.is(at, &["the"]));
        let very = usize::from(self.is(at + the, &["very"]));
        let word = at + the + very;
        match self.word(word) {
            "early" | "late" | "mid" | "earlier" | "later" => {
                let clip = match self.word(word) {
                    "earlier" => Clip::Earlier,
                    "later" => Clip::Later,
                    _ => Clip::None,
                };
                let dash = word + 1;
                let dash = self.dash(dash).filter(|_| self.glued(dash)).unwrap_or(dash);
                let to = if self.is(dash, &["to"])
                    && self.dash(dash + 1).is_some()
                    && self.word(dash + 2) == "mid"
                {
                    dash + 3
                } else {
                    dash
                };
                let to = self.dash(to).unwrap_or(to);
                let on = to + usize::from(self.is(to, &["in", "of"]) && to == word + 1);
                Some((on, clip))
            }
            "beginning" | "start" | "end" | "middle" | "close" | "height" | "turn" | "rest" | "remainder"
            | "outset" | "eve" | "course" | "onset" | "latter" | "opening" | "closing" | "most" | "much"
            | "final" => {
                let part = usize::from(
                    self.is(word + 1, &["half", "part", "days", "weeks", "months", "stages", "years"]),
                );
                (self.word(word + 1 + part) == "of").then_some((word + 2 + part, Clip::None))
            }
            "first" | "second" | "third" | "fourth" | "last" if the == 1 => {
                let end = word + 1;
                let unit = matches!(self.unit(end), Some(Unit::Week | Unit::Day | Unit::Weekend))
                    || self.is(end, &["part", "third"]);
                (unit && self.word(end + 1) == "of").then_some((end + 2, Clip::None))
            }
            _ => None,
        }
    }

    /// Reads a stretch that has a beginning and an end: a month, a year, "last week", "the year".
    fn stretch(self, at: usize) -> Option<(usize, Meaning)> {
        let the = usize::from(self.word(at) == "the");
        // "the late 1990s", "the end of the 1990s"
        let date = self.any_day(at).or_else(|| {
            self.year(at)
                .filter(|(end, _)| self.sense(*end) != Sense::Counted)
                .map(|(end, year)| (end, Meaning::At(Moment::Year(year))))
        });
        date.or_else(|| self.relative(at))
            .or_else(|| match self.sense(at + the) {
                Sense::Season(season) if the == 0 => {
                    Some((at + 1, Meaning::Season { season, which: Which::Plain }))
                }
                Sense::Month(month) if self.is_capital(at) => {
                    Some((at + 1, Meaning::Month { month, which: Which::Plain }))
                }
                Sense::Unit(
                    unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century),
                ) if the == 1 && !self.word(at + 1).ends_with('s') => {
                    Some((at + 2, shift(unit, 0, From::Speech)))
                }
                _ => None,
            })
            .filter(|(_, meaning)| !matches!(meaning, Meaning::Fixed { .. }))
    }

    /// "4" in "4–7 April" and "4 and 5 April", "264" in "264 to 241 BC".
    fn first_of_two(self, at: usize) -> Option<(usize, Meaning)> {
        let number = self.number(at).filter(|_| !self.is_tail(at))?;
        let the = |at: usize| at + usize::from(self.word(at) == "the");
        if let Some((end, day)) = self.day_number(at) {
            let mut next = the(self.connector(end)?);
            for _ in 0..4 {
                if let Some((_, meaning)) = self.date(next) {
                    return match meaning {
                        Meaning::MonthDay { month, which, .. } => {
                            Some((end, Meaning::MonthDay { month, day, which }))
                        }
                        Meaning::At(Moment::Day(date))
                            if self.digits(next) < 3 && self.month(next).is_none() =>
                        {
                            Some((end, whole_day_of(date.year(), date.month(), day)))
                        }
                        _ => None,
                    }
                    .filter(|_| self.month(next).is_none());
                }
                let (end, _) = self.day_number(next)?;
                next = the(self.connector(end)?);
            }
            // Falls through to years before Christ.
        }
        let next = self.connector(at + 1).filter(|_| self.digits(at) <= 4 && number > 0)?;
        match self.date(next) {
            Some((_, Meaning::At(Moment::Year(year)))) if year <= 0 => {
                Some((at + 1, Meaning::At(Moment::Year(1 - i16::try_from(number).ok()?))))
            }
            _ => None,
        }
    }

    /// Reads what joins two times: a dash, "to", "and", "or".
    fn connector(self, at: usize) -> Option<usize> {
        self.dash(at).or_else(|| {
            matches!(
                self.word(at),
                "to" | "and" | "or" | "through" | "until" | "till" | "," | "/" | "&" | "into"
            )
            .then_some(at + 1)
        })
    }

    /// Reads the second day of "April 4 to 7" and the second year of "1914–18", and returns where it ends.
    fn range(self, at: usize, found: &mut Vec<Found>) -> usize {
        let Some(next) = self.connector(at) else { return at };
        let Some(last) = found.last() else { return at };
        let month = match &last.meaning {
            Meaning::MonthDay { month, .. } => Some(*month),
            Meaning::At(Moment::Day(date)) => Some(date.month()),
            _ => None,
        };
        let first_at = last.start;
        if let (Meaning::At(Moment::Year(year)), true) = (&last.meaning, self.digits(at.wrapping_sub(1)) == 4)
            && self.glued(next)
            && self.digits(next) == 2
            && (self.dash(at).is_some() || self.word(at) == "/")
            && let Some(two) = self.number(next)
            && !self.number_goes_on(next)
        {
            let second = year - year % 100 + two as i16;
            if second > *year {
                found.push(Found::new(next, next + 1, Meaning::At(Moment::Year(second)), "second of two"));
                return next + 1;
            }
        }
        let written_last = self.digits(at.wrapping_sub(1)) <= 2;
        let Some(month) = month
            .filter(|_| written_last && (self.month(first_at).is_some() || last.rule == "second of two"))
        else {
            return at;
        };
        let comma = self.word(at) == ",";
        let next = next + usize::from(self.word(next) == "and") + usize::from(self.word(next) == "the");
        let Some((end, day)) = self.day_number(next) else { return at };
        let amount = self.month(end).is_some()
            || self.word(end) == ":"
            || self.is(end, &["%", "percent", "million", "billion", "people", "of"])
            || self.get(end).is_some_and(|word| {
                word.is_word()
                    && (comma || self.word(at) == "and")
                    && !self.is(
                        end,
                        &[
                            "and", "in", "at", "to", "by", "with", "when", "the", "for", "but", "as", "that",
                            "he", "they", "or", "it", "there",
                        ],
                    )
            })
            || self.unit(end).is_some()
            || self.sense(end) == Sense::Counted;
        if amount {
            return at;
        }
        let sign = end + usize::from(self.word(end) == ",");
        let (end, meaning) = match self.year(sign) {
            Some((end, year)) => (end, whole_day_of(year, month, day)),
            None => (end, Meaning::MonthDay { month, day, which: Which::Plain }),
        };
        found.push(Found::new(next, end, meaning, "second of two"));
        end
    }
}

/// Lends the year of one date to its neighbour: "April to June 1955", "between June 5, 2016 and July 7".
fn share_years(paragraph: Paragraph<'_, '_>, found: &mut [Found]) {
    let joined = |a: &Found, b: &Found| {
        let gap = a.end..b.start;
        let words = gap.len();
        words <= 4
            && words > 0
            && paragraph.0[gap].iter().all(|word| {
                matches!(
                    word.lower.as_ref(),
                    "-" | "–"
                        | "—"
                        | "to"
                        | "and"
                        | "or"
                        | "through"
                        | "until"
                        | "till"
                        | ","
                        | "/"
                        | "the"
                        | "from"
                        | "&"
                        | "of"
                        | "late"
                        | "early"
                        | "in"
                        | "on"
                )
            })
    };
    for at in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(at);
        let (first, second) = (&mut left[at - 1], &right[0]);
        let Some((year, month, day)) = dated(&second.meaning) else { continue };
        if !joined(first, second) || paragraph.0[first.end..second.start].iter().any(|word| word.text == "of")
        {
            continue;
        }
        let earlier = |m: i8, d: i8| if (m, d) <= (month, day) { year } else { year - 1 };
        match first.meaning {
            Meaning::MonthDay { month, day, which: Which::Plain } => {
                first.meaning = whole_day_of(earlier(month, day), month, day)
            }
            Meaning::Month { month, which: Which::Plain } => {
                first.meaning = Meaning::At(Moment::Month(earlier(month, 1), month));
            }
            _ => {}
        }
    }
    for at in 1..found.len() {
        let (left, right) = found.split_at_mut(at);
        let (first, second) = (&left[at - 1], &mut right[0]);
        let Some((year, month, day)) = dated(&first.meaning) else { continue };
        let range = paragraph.0.get(first.end).is_some_and(|word| {
            matches!(word.lower.as_ref(), "-" | "–" | "—" | "to" | "and" | "through" | "until")
        });
        if !range || !joined(first, second) {
            continue;
        }
        let later = |m: i8, d: i8| if (m, d) >= (month, day) { year } else { year + 1 };
        match second.meaning {
            Meaning::MonthDay { month, day, which: Which::Plain } => {
                second.meaning = whole_day_of(later(month, day), month, day)
            }
            Meaning::Month { month, which: Which::Plain } => {
                second.meaning = Meaning::At(Moment::Month(later(month, 31), month));
            }
            _ => {}
        }
    }
}

/// Returns year, month and day (31 for a whole month) of a date with its year.
fn dated(meaning: &Meaning) -> Option<(i16, i8, i8)> {
    match meaning {
        Meaning::At(Moment::Day(date)) => Some((date.year(), date.month(), date.day())),
        Meaning::At(Moment::Month(year, month)) => Some((*year, *month, 31)),
        _ => None,
    }
}
