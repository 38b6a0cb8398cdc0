//! Times told from another: "last Thursday", "the previous day", "two weeks ago", "this morning".

use super::date::Parsed;
use super::lexicon::Sense;
use super::meaning::{From, Meaning, Which};
use super::moment::Moment;
use super::paragraph::Paragraph;
use super::unit::{Count, Unit};

impl Paragraph<'_, '_> {
    /// Reads anything that names one day, with the part of the day behind it.
    pub(super) fn any_day(self, at: usize) -> Parsed {
        let (end, day) = self
            .date(at)
            .or_else(|| self.weekday_expression(at))
            .or_else(|| self.adverb(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.bare_day(at))?;
        if day.is_day()
            && let Some((end, part)) = self.part(end)
            && !self.is(end, &["prayer", "prayers"])
        {
            return Some((end, Meaning::Part { day: Some(Box::new(day)), part }));
        }
        Some((end, day))
    }

    /// Reads a part of the day: "morning", "night".
    pub(super) fn part(self, at: usize) -> Option<(usize, &'static str)> {
        match self.sense(at) {
            Sense::Part(part) => Some((at + 1, part)),
            Sense::Unit(Unit::Night) if self.is(at, &["night"]) => Some((at + 1, "NI")),
            _ => None,
        }
    }

    /// "yesterday", "tomorrow evening" without its evening.
    fn adverb(self, at: usize) -> Parsed {
        let by = match self.word(at) {
            "yesterday" => -1,
            "today" if !(self.is_capital(at) && self.is_capital(at.wrapping_sub(1))) => 0,
            "tomorrow" => 1,
            "the" | "a" if self.word(at + 1) == "day" => match (self.word(at + 2), self.word(at + 3)) {
                ("before", "yesterday") => return Some((at + 4, shift(Unit::Day, -2, From::Speech))),
                ("after", "tomorrow") => return Some((at + 4, shift(Unit::Day, 2, From::Speech))),
                _ => return None,
            },
            _ => return None,
        };
        Some((at + 1, shift(Unit::Day, by, From::Speech)))
    }

    /// "Thursday", "last Thursday", "Thursday last week", "the following Thursday".
    fn weekday_expression(self, at: usize) -> Parsed {
        let (start, which) = self.which(at).unwrap_or((at, Which::Plain));
        let (end, day) = self.weekday(start)?;
        if start == at {
            let week = match (self.word(end), self.word(end + 1)) {
                ("last", "week") => Some(Which::Last),
                ("next", "week") => Some(Which::Next),
                ("this", "week") => Some(Which::This),
                _ => None,
            };
            if let Some(which) = week {
                return Some((end + 2, Meaning::Weekday { day, which }));
            }
        }
        Some((end, Meaning::Weekday { day, which }))
    }

    /// Reads "last", "this", "the following" before a name.
    pub(super) fn which(self, at: usize) -> Option<(usize, Which)> {
        let the = usize::from(self.word(at) == "the");
        let story = the == 1;
        let which = match self.word(at + the) {
            "last" | "past" => Which::Last,
            "this" if !story => Which::This,
            "coming" | "upcoming" => Which::Next,
            "next" if story => Which::Following,
            "next" => Which::Next,
            "previous" | "preceding" | "prior" => Which::Previous,
            "following" | "ensuing" | "subsequent" => Which::Following,
            "that" if !story => Which::That,
            "same" if story => Which::That,
            _ => return None,
        };
        let same = usize::from(
            self.is(at + the, &["that", "this"])
                && self.is(at + the + 1, &["same", "very", "past", "coming"]),
        );
        Some((at + the + 1 + same, which))
    }

    /// "the 4th", a day of the month named last.
    fn bare_day(self, at: usize) -> Parsed {
        let (end, day) = self.day_number(at + 1).filter(|(end, _)| {
            self.word(at) == "the"
                && self.is(end - 1, &["st", "nd", "rd", "th"])
                && matches!(self.before(at), "on" | "of" | "by" | "until" | "since" | "from" | "to")
        })?;
        let of_month = self.word(end) == "of"
            && (self.is(end + 1, &["the", "this", "that"]))
            && self.word(end + 2) == "month";
        let stands_alone = self.get(end).is_none_or(|word| {
            !word.is_word()
                || self.is(
                    end,
                    &["and", "to", "when", "the", "after", "but", "he", "they", "she", "it", "in", "at"],
                )
        });
        match (of_month, stands_alone) {
            (true, _) => Some((end + 3, Meaning::DayOfMonth(day))),
            (false, true) => Some((end, Meaning::DayOfMonth(day))),
            _ => None,
        }
    }

    /// Reads "last week", "this spring", "the previous April", "tonight", "that evening".
    pub(super) fn relative(self, at: usize) -> Parsed {
        match self.word(at) {
            "tonight" => return Some((at + 1, part_of(shift(Unit::Day, 0, From::Speech), "NI"))),
            "last" if self.word(at + 1) == "night" => {
                return Some((at + 2, part_of(shift(Unit::Day, -1, From::Speech), "NI")));
            }
            "the" if self.word(at + 1) == "weekend" => return Some((at + 2, Meaning::Weekend(Which::Plain))),
            "weekend" if self.before(at) == "over" => return Some((at + 1, Meaning::Weekend(Which::Plain))),
            "the" if self.word(at + 1) == "other" && self.word(at + 2) == "day" => return None,
            _ => {}
        }
        self.adjacent(at)
            .or_else(|| self.pointed(at))
            .or_else(|| self.season(at))
            .or_else(|| self.part_of_year(at))
    }

    /// "the day before", "the night before", "a year earlier" is `quantity`'s.
    fn adjacent(self, at: usize) -> Parsed {
        if self.word(at) != "the" {
            return None;
        }
        let by = match self.word(at + 2) {
            "before" => -1,
            "after" => 1,
            _ => return None,
        };
        if let Some(unit) = self.unit(at + 1).filter(|unit| !unit.is_clock()) {
            if let Some((end, base)) = self
                .base(at + 3)
                .filter(|_| matches!(unit, Unit::Day | Unit::Night | Unit::Week | Unit::Month | Unit::Year))
            {
                return Some((end, Meaning::ShiftOf { base: Box::new(base), unit, by }));
            }
            return self.ends_clause(at + 3).then(|| (at + 3, shift(unit, by, From::Story)));
        }
        let (_, part) = self.part(at + 1)?;
        self.ends_clause(at + 3).then(|| (at + 3, part_of(shift(Unit::Day, by, From::Story), part)))
    }

    /// The day that others are counted from: "two days after April 4".
    pub(super) fn base(self, at: usize) -> Parsed {
        self.any_day(at).filter(|(_, meaning)| meaning.is_day())
    }

    /// Says whether nothing follows that a preposition could govern.
    pub(super) fn ends_clause(self, at: usize) -> bool {
        self.get(at).is_none_or(|word| {
            !word.is_word() && !word.is_number() && !matches!(word.text, "\"" | "“" | "‘" | "$" | "'" | "’")
                || matches!(
                    word.lower.as_ref(),
                    "and"
                        | "but"
                        | "or"
                        | "in"
                        | "at"
                        | "on"
                        | "with"
                        | "when"
                        | "to"
                        | "as"
                        | "because"
                        | "by"
                        | "he"
                        | "she"
                        | "they"
                        | "that"
                        | "which"
                        | "was"
                        | "were"
                        | "had"
                        | "said"
                        | "for"
                        | "from"
                        | "during"
                        | "over"
                        | "under"
                        | "amid"
                        | "than"
                        | "where"
                        | "while"
                )
                || word.paragraph == u32::MAX
        })
    }

    /// A pointing word and what it points at: "last week", "this weekend", "that same day".
    fn pointed(self, at: usize) -> Parsed {
        let (next, which) = self.which(at)?;
        let story = matches!(which, Which::Previous | Which::Following | Which::That);
        if let Some((end, month)) = self.month(next).filter(|(end, _)| {
            self.digits(*end) == 0 && !(self.word(at) == "that" && self.is(next, &["may", "march"]))
        }) {
            return Some((end, Meaning::Month { month, which }));
        }
        if let Sense::Season(season) = self.sense(next) {
            return Some((next + 1, Meaning::Season { season, which }));
        }
        if let Some((end, index)) = self.holiday_name(next) {
            return Some((end, Meaning::Holiday(index, which)));
        }
        if let Some((end, part)) = self.part(next) {
            let from = if story { From::Story } else { From::Speech };
            let by = match which {
                Which::Last | Which::Previous => -1,
                Which::Next | Which::Following => 1,
                _ => 0,
            };
            let end = end + usize::from(self.word(end) == "time" && self.is(next, &["night"]));
            return Some((end, part_of(shift(Unit::Day, by, from), part)));
        }
        let unit = self.unit(next).filter(|unit| !unit.is_clock())?;
        let plural = self.get(next).is_some_and(|word| word.lower.ends_with('s'));
        if unit == Unit::Weekend && !story {
            return Some((next + 1, Meaning::Weekend(which)));
        }
        // "the last week", "the past year": the stretch that ends now.
        let the = self.word(at) == "the";
        let stretch = self.is(next - 1, &["past", "coming"]) || (the && which == Which::Last);
        if stretch || plural {
            let count = if plural { Count::Vague } else { Count::of(1) };
            let special = stretch && the && !plural && self.word(next) == "day";
            return (!special).then(|| (next + 1, Meaning::duration(count, unit)));
        }
        let by = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ => 0,
        };
        let from = if story { From::Story } else { From::Speech };
        Some((next + 1, shift(unit, by, from)))
    }

    /// "the spring of 2017", "spring 2017", "in spring", never the fall of Aleppo.
    fn season(self, at: usize) -> Parsed {
        let the = usize::from(self.word(at) == "the");
        let mut name = at + the;
        let mut year = None;
        if let Some((end, found)) = self.year(name) {
            year = Some(found);
            name = end;
        }
        let Sense::Season(season) = self.sense(name) else { return None };
        if let Some(year) = year {
            return Some((name + 1, Meaning::At(Moment::Season(year, season))));
        }
        let of = name + 1 + usize::from(self.is(name + 1, &["of", ","]));
        if let Some((mut end, mut year)) = self.year(of) {
            // "the winter of 1941–42" begins in 1941.
            if let Some(next) = self
                .dash(end)
                .or((self.word(end) == "/").then_some(end + 1))
                .filter(|next| self.glued(*next) && matches!(self.digits(*next), 2 | 4))
            {
                end = next + 1;
                year = year.min(2199);
            }
            return Some((end, Meaning::At(Moment::Season(year, season))));
        }
        if let Some((end, which)) = self.which_after(name + 1) {
            return Some((end, Meaning::Season { season, which }));
        }
        // A name: the Arab Spring, the Prague Spring.
        let name_like = self.is_capital(name)
            && at > 0
            && (the == 0 && self.is_capital(at - 1) && self.get(at - 1).is_some_and(|word| word.is_word()));
        if name_like
            || self.is(
                name + 1,
                &["of", "from", "water", "board", "games", "palace", "school", "out", "in", "'", "’"],
            ) && !self.is(name, &["summer", "winter", "autumn"])
        {
            return None;
        }
        if self.word(name + 1) == "palace"
            || self.is(name + 1, &["olympics", "olympic", "games"]) && self.is_capital(name)
        {
            return None;
        }
        let before = self.before(at);
        let preposition = matches!(
            before,
            "in" | "by"
                | "since"
                | "until"
                | "till"
                | "during"
                | "through"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "every"
                | "of"
                | "throughout"
                | "over"
                | "for"
                | "-"
        );
        let pair = matches!(before, "and" | "or") && at > 1 && matches!(self.sense(at - 2), Sense::Season(_));
        let preposition = preposition || pair;
        let holds = match self.word(name) {
            "summer" | "winter" | "autumn" => {
                preposition || the == 1 && !self.is_capital(name + 1) || at == 0
            }
            "spring" => preposition,
            _ => {
                preposition
                    && (the == 1 || matches!(before, "last" | "next" | "every" | "early" | "late"))
                    && !self.is(name + 1, &["in", "by", "to"])
            }
        };
        holds.then_some((name + 1, Meaning::Season { season, which: Which::Plain }))
    }

    /// "the second quarter of 2017", "Q2 2017", "the first half of the year", "2017-H1".
    fn part_of_year(self, at: usize) -> Parsed {
        let quarter_sign = |at: usize| {
            let number = self.number(at + 1).filter(|_| self.glued(at + 1))?;
            match (self.word(at), number) {
                ("q", 1..=4) => Some((at + 2, number as i8, true)),
                ("h", 1..=2) => Some((at + 2, number as i8, false)),
                _ => None,
            }
        };
        let the = usize::from(self.word(at) == "the");
        let (end, number, quarter) = quarter_sign(at).or_else(|| {
            let end = at + the + 1;
            match (self.sense(at + the), self.word(end)) {
                (Sense::Ordinal(number @ 1..=4), "quarter") => Some((end + 1, number as i8, true)),
                (Sense::Ordinal(number @ 1..=2), "half") => Some((end + 1, number as i8, false)),
                _ if self.is(at + the, &["last", "final"])
                    && self.word(end) == "quarter"
                    && self.word(end + 1) == "of" =>
                {
                    Some((end + 1, 4, true))
                }
                _ if self.word(at + the) == "latter" && self.word(end) == "half" => Some((end + 1, 2, false)),
                _ => None,
            }
        })?;
        let of = end + usize::from(self.is(end, &["of", "in"]));
        let of = of + usize::from(self.is(of, &["fiscal"]));
        let sign_written = self.digits(end - 1) > 0;
        if let Some((end, year)) = self.year(of) {
            let moment = if quarter { Moment::Quarter(year, number) } else { Moment::Half(year, number) };
            return Some((end, Meaning::At(moment)));
        }
        let (end, which) = match self.which_after(end) {
            Some(found) => found,
            None if self.word(of) == "the" && self.word(of + 1) == "year" => (of + 2, Which::This),
            None if quarter
                && of == end
                && (!sign_written || the == 0)
                && !self.is(end, &["final", "of"]) =>
            {
                (end, Which::Plain)
            }
            None => return None,
        };
        let meaning = if quarter {
            Meaning::Quarter { quarter: number, which }
        } else {
            Meaning::Half { half: number, which }
        };
        Some((end, meaning))
    }
}

pub(super) fn shift(unit: Unit, by: i32, from: From) -> Meaning {
    Meaning::Shift { unit, by, from }
}

pub(super) fn part_of(day: Meaning, part: &'static str) -> Meaning {
    Meaning::Part { day: Some(Box::new(day)), part }
}
