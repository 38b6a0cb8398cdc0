//! Days, months and years as they are written: "4 April 2017", "Apr. 4", "the 1990s".

use jiff::civil::Date;

use super::lexicon::Sense;
use super::meaning::{Meaning, Which};
use super::moment::Moment;
use super::paragraph::Paragraph;

/// Where an expression ends, and what it says.
pub(super) type Parsed = Option<(usize, Meaning)>;

/// What a year can be read after without more evidence.
const BEFORE_YEAR: [&str; 30] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "of",
    "during",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "to",
    "through",
    "circa",
    "around",
    "year",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "between",
    "throughout",
    "years",
    "pre",
    "post",
    "for",
    "than",
];

/// What a noun phrase with a year in it begins with: "the 2015 deal".
const BEFORE_NAMED_YEAR: [&str; 12] =
    ["the", "a", "its", "his", "her", "their", "this", "that", "s", "controversial", "disputed", "our"];

impl Paragraph<'_, '_> {
    /// Reads a date that begins at `at`.
    pub(super) fn date(self, at: usize) -> Parsed {
        let weekday = self.weekday(at).and_then(|(end, _)| {
            let end = end + usize::from(self.word(end) == ",");
            self.month_and_day(end).filter(|(_, meaning)| !matches!(meaning, Meaning::Month { .. }))
        });
        weekday
            .or_else(|| self.iso(at))
            .or_else(|| self.month_and_day(at))
            .or_else(|| self.century(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.bare_year(at))
    }

    /// Reads a weekday's name, "Thursday" or "Thu.".
    pub(super) fn weekday(self, at: usize) -> Option<(usize, i8)> {
        match self.sense(at) {
            Sense::Weekday(day) if self.is_capital(at) => Some((at + 1, day)),
            Sense::WeekdayShort(day) if self.is_capital(at) && self.is(at + 1, &[".", ","]) => {
                Some((at + 1 + usize::from(self.word(at + 1) == "."), day))
            }
            _ => None,
        }
    }

    /// Reads `2017-04-04`, `2017/04/04` and `04/25/2017` where only one order is possible.
    fn iso(self, at: usize) -> Parsed {
        let (a, b, c) = (self.number(at)?, self.number(at + 2)?, self.number(at + 4));
        let sign = self.word(at + 1);
        if !(self.glued(at + 1) && self.glued(at + 2)) || self.is_tail(at) {
            return None;
        }
        let c = c.filter(|_| self.word(at + 3) == sign && self.glued(at + 3) && self.glued(at + 4));
        match (sign, self.digits(at), c) {
            ("-" | "/", 4, Some(c)) if self.digits(at + 4) <= 2 => Some((at + 5, whole_day(a, b, c))),
            ("-", 4, None)
                if self.digits(at + 2) == 2
                    && (1..=12).contains(&b)
                    && (1800..2200).contains(&a)
                    && b < a % 100 =>
            {
                let month = Moment::Month(i16::try_from(a).ok()?, i8::try_from(b).ok()?);
                Some((at + 3, Meaning::At(month)))
            }
            ("/" | ".", 1..=2, Some(c)) if self.digits(at + 4) == 4 && a <= 31 && b <= 31 => {
                let day_first = sign == "." || a > 12 || a == b;
                let month_first = sign == "/" && b > 12;
                match (day_first, month_first) {
                    (true, false) => Some((at + 5, whole_day(c, b, a))),
                    (false, true) => Some((at + 5, whole_day(c, a, b))),
                    // 04/05/2017 is in April or in May: the year is all that the text tells everyone.
                    (false, false) => Some((at + 5, Meaning::At(Moment::Year(i16::try_from(c).ok()?)))),
                    (true, true) => Some((at + 5, Meaning::Absurd)),
                }
            }
            _ => None,
        }
    }

    /// Reads a month's name, and whether it is a short form.
    pub(super) fn month(self, at: usize) -> Option<(usize, i8)> {
        match self.sense(at) {
            Sense::Month(month) if self.is_capital(at) => Some((at + 1, month)),
            Sense::MonthShort(month) if self.is_capital(at) => {
                let end = at + 1 + usize::from(self.word(at + 1) == "." && self.glued(at + 1));
                (self.digits(end) > 0 || self.digits(at.wrapping_sub(1)) > 0).then_some((end, month))
            }
            _ => None,
        }
    }

    fn month_and_day(self, at: usize) -> Parsed {
        self.day_first(at).or_else(|| self.month_first(at))
    }

    /// "4 April 2017", "the 4th of April", "the fourth of April, 2017".
    fn day_first(self, at: usize) -> Parsed {
        let the = usize::from(self.word(at) == "the");
        let (end, day) = self.day_number(at + the).or_else(|| match self.sense(at + the) {
            Sense::Ordinal(day @ 1..=31) => Some((at + the + 1, day as i8)),
            _ => None,
        })?;
        let end = end + usize::from(self.word(end) == "of");
        let (end, month) = self.month(end)?;
        Some(self.with_year(end, month, Some(day)))
    }

    /// "April 4, 2017", "April the 4th", "April 2017", "April".
    fn month_first(self, at: usize) -> Parsed {
        let (end, month) = self.month(at)?;
        let the = end + usize::from(self.word(end) == "the" && self.digits(end + 1) > 0);
        let day = self.day_number(the).filter(|&(end, _)| {
            let clock = self.word(end) == ":" && self.glued(end);
            let next_date =
                self.month(end).is_some() && !self.is(end, &["may", "march"]) && self.digits(end + 1) > 0;
            !clock && !next_date && !self.is(end, &["%", "percent", "million", "billion"])
        });
        if let Some((end, day)) = day {
            return Some(self.with_year(end, month, Some(day)));
        }
        let (end, meaning) = self.with_year(end, month, None);
        let complete = matches!(meaning, Meaning::At(_));
        (complete || self.is_bare_month(at)).then_some((end, meaning))
    }

    /// Reads the year behind day and month, if one is there.
    fn with_year(self, end: usize, month: i8, day: Option<i8>) -> (usize, Meaning) {
        let sign = usize::from(self.is(end, &[",", "of"]));
        let year = self.year(end + sign).or_else(|| self.short_year(end)).filter(|_| {
            // "On April 4, 2000 troops": an amount. "in April 2011": a year.
            !(sign == 1
                && self.sense(end + 2) == Sense::Counted
                && !self.is(end + 2, &["killed", "wounded", "dead", "others"]))
        });
        match (year, day) {
            (Some((end, year)), Some(day)) => (end, whole_day_of(year, month, day)),
            (Some((end, year)), None) => (end, Meaning::At(Moment::Month(year, month))),
            (None, day) => {
                let (end, which) = self.which_after(end).unwrap_or((end, Which::Plain));
                let meaning = match day {
                    None => Meaning::Month { month, which },
                    Some(day) if Date::new(2000, month, day).is_ok() => {
                        Meaning::MonthDay { month, day, which }
                    }
                    Some(_) => Meaning::Absurd,
                };
                (end, meaning)
            }
        }
    }

    /// Reads "of that year", "last year", "the previous year" behind a day or month.
    pub(super) fn which_after(self, at: usize) -> Option<(usize, Which)> {
        let of = at + usize::from(self.is(at, &["of"]));
        let the = of + usize::from(self.word(of) == "the");
        let which = match self.word(the) {
            "that" if the == of => Which::That,
            "same" if the > of => Which::That,
            "this" if the == of => Which::This,
            "last" if the == of => Which::Last,
            "next" if the == of => Which::Next,
            "previous" | "preceding" if the > of => Which::Previous,
            "next" | "following" if the > of => Which::Following,
            _ => return None,
        };
        (self.word(the + 1) == "year").then_some((the + 2, which))
    }

    /// Reads a day of the month: `4`, `4th`.
    pub(super) fn day_number(self, at: usize) -> Option<(usize, i8)> {
        let number = self.number(at).filter(|number| (1..=31).contains(number) && self.digits(at) <= 2)?;
        if self.is_tail(at) || self.number_goes_on(at) {
            return None;
        }
        let suffix = self.glued(at + 1) && self.is(at + 1, &["st", "nd", "rd", "th"]);
        let other = self.glued(at + 1) && self.get(at + 1).is_some_and(|word| word.is_word());
        (suffix || !other).then(|| (at + 1 + usize::from(suffix), number as i8))
    }

    /// Reads four digits that can be a year.
    pub(super) fn year(self, at: usize) -> Option<(usize, i16)> {
        let number = self.number(at).filter(|_| self.digits(at) == 4)?;
        let glued_word = self.glued(at + 1) && self.get(at + 1).is_some_and(|word| word.is_word());
        let plain = !self.is_tail(at) && !self.number_goes_on(at) && !glued_word;
        (plain && (1000..=2199).contains(&number)).then(|| (at + 1, number as i16))
    }

    /// Reads `'17`.
    fn short_year(self, at: usize) -> Option<(usize, i16)> {
        let marked = self.is(at, &["'", "’", "‘"]) && self.glued(at + 1) && self.digits(at + 1) == 2;
        let glued_word = self.glued(at + 2) && self.get(at + 2).is_some_and(|word| word.is_word());
        let number = self.number(at + 1).filter(|_| marked && !glued_word && !self.glued(at))?;
        Some((at + 2, full_year(number)))
    }

    /// Says whether a month's name alone is one, and not May who said so or a march on Washington.
    fn is_bare_month(self, at: usize) -> bool {
        let ambiguous = self.is(at, &["may", "march"]);
        let name_follows =
            self.is_capital(at + 1) && !self.glued(at + 1) && self.is(at, &["april", "june", "august"]);
        let verb_follows = self.is(
            at + 1,
            &["said", "says", "told", "has", "had", "is", "was", "will", "would", "and", "government"],
        );
        let after = self.before(at);
        let preposition = matches!(
            after,
            "in" | "since"
                | "until"
                | "till"
                | "during"
                | "early"
                | "late"
                | "last"
                | "next"
                | "this"
                | "mid"
                | "by"
                | "of"
                | "from"
                | "to"
                | "between"
                | "through"
                | "before"
                | "after"
                | "previous"
                | "following"
                | "for"
                | "every"
                | "each"
        ) || (after == "-" && at > 1 && self.word(at - 2) == "mid")
            || (matches!(after, "and" | "or" | "-" | "–" | "," | "/")
                && at > 1
                && matches!(self.sense(at - 2), Sense::Month(_)));
        if self.is(at + 1, &["'", "’"]) && self.word(at + 2) == "s" && ambiguous {
            return preposition && !matches!(after, "of" | "by" | "for" | "from" | "to" | "after" | "before");
        }
        if !ambiguous {
            return !name_follows || preposition;
        }
        let firm = preposition
            && matches!(
                after,
                "in" | "since"
                    | "until"
                    | "till"
                    | "during"
                    | "early"
                    | "late"
                    | "last"
                    | "next"
                    | "mid"
                    | "-"
                    | "this"
                    | "every"
            );
        let adjective = matches!(after, "the" | "a")
            && self.get(at + 1).is_some_and(|word| word.is_word() && !word.is_capital())
            && !self.is(
                at + 1,
                &["on", "of", "to", "for", "in", "through", "from", "against", "was", "that", "by"],
            );
        firm || (preposition && !(verb_follows && self.word(at) == "may" && !matches!(after, "and" | "or")))
            || (adjective && !verb_follows)
    }

    /// "the 20th century", "the eighteenth-century war", "the 4th century BC".
    fn century(self, at: usize) -> Parsed {
        let the = usize::from(self.word(at) == "the");
        let (end, number) = match self.sense(at + the) {
            Sense::Ordinal(number) => (at + the + 1, number),
            _ => {
                let number = self.number(at + the).filter(|number| (1..=30).contains(number))?;
                let suffix = self.glued(at + the + 1) && self.is(at + the + 1, &["st", "nd", "rd", "th"]);
                suffix.then_some((at + the + 2, number))?
            }
        };
        let dash = end + usize::from(self.word(end) == "-");
        if !self.is(dash, &["century"]) || number > 30 {
            return None;
        }
        let number = number as i16;
        match self.era(dash + 1) {
            Some((end, true)) => Some((end, Meaning::At(Moment::CenturyBefore(number - 1)))),
            Some((end, false)) => Some((end, Meaning::At(Moment::Century(number - 1)))),
            None => Some((dash + 1, Meaning::At(Moment::Century(number - 1)))),
        }
    }

    /// "the 1990s", "the '90s", "the nineties".
    fn decade(self, at: usize) -> Parsed {
        let mut at = at + usize::from(self.word(at) == "the");
        let named = match self.word(at) {
            "twenties" => 192,
            "thirties" => 193,
            "forties" => 194,
            "fifties" => 195,
            "sixties" => 196,
            "seventies" => 197,
            "eighties" => 198,
            "nineties" => 199,
            _ => 0,
        };
        if named > 0 {
            // "in his sixties" is an age.
            let age = self.is(
                at.wrapping_sub(1),
                &["his", "her", "their", "my", "your", "our", "mid", "late", "early"],
            );
            let the = self.before(at) == "the"
                || matches!(self.before(at), "early" | "late" | "mid")
                    && self.word(at.wrapping_sub(2)) == "the";
            return (the || !age && self.is_capital(at))
                .then_some((at + 1, Meaning::At(Moment::Decade(named))));
        }
        let marked = self.is(at, &["'", "’", "‘"]) && self.glued(at + 1);
        at += usize::from(marked);
        let number = self.number(at)?;
        let apostrophe = usize::from(self.is(at + 1, &["'", "’"]) && self.glued(at + 1));
        let s = at + 1 + apostrophe;
        if !(self.word(s) == "s" && self.glued(s) && number % 10 == 0) || self.is_tail(at) && !marked {
            return None;
        }
        // "2010's elections" is a year with its genitive, so the apostrophe needs an article.
        let the = self.is(at.wrapping_sub(1), &["the", "early", "late", "mid", "-"]);
        match self.digits(at) {
            4 if (1000..=2190).contains(&number) && (apostrophe == 0 || the) => {
                if number % 100 == 0 && number < 2000 {
                    return Some((s + 1, Meaning::At(Moment::Century((number / 100) as i16))));
                }
                Some((s + 1, Meaning::At(Moment::Decade((number / 10) as i16))))
            }
            2 if marked || the && number >= 20 => {
                Some((s + 1, Meaning::At(Moment::Decade(full_year(number) / 10))))
            }
            _ => None,
        }
    }

    /// Reads "BC", "B.C.", "AD", "CE", and whether it counts backwards.
    fn era(self, at: usize) -> Option<(usize, bool)> {
        let dots = |letters: &[&str]| {
            let mut end = at;
            for letter in letters {
                if self.word(end) != *letter {
                    return None;
                }
                end += 1;
                if self.word(end) == "." && self.glued(end) {
                    end += 1;
                }
            }
            Some(end)
        };
        if !self.is_capital(at) {
            return None;
        }
        match self.word(at) {
            "bc" | "bce" => Some((at + 1, true)),
            "ad" | "ce" => Some((at + 1, false)),
            "b" => dots(&["b", "c", "e"]).or_else(|| dots(&["b", "c"])).map(|end| (end, true)),
            "a" => dots(&["a", "d"]).map(|end| (end, false)),
            "c" => dots(&["c", "e"]).map(|end| (end, false)),
            _ => None,
        }
    }

    /// Reads a year where the words around show that it is one.
    fn bare_year(self, at: usize) -> Parsed {
        let the = usize::from(self.word(at) == "the" && self.is(at + 1, &["year", "fiscal"]));
        let fiscal = at + the + usize::from(self.word(at + the) == "fiscal");
        let at = fiscal + usize::from(self.word(fiscal) == "year" && self.digits(fiscal + 1) > 0);
        let named = matches!(self.before(at), "year" | "fiscal");
        if self.is(at, &["ad"])
            && self.is_capital(at)
            && self.number(at + 1).is_some_and(|year| (1..2200).contains(&year))
        {
            return Some((at + 2, Meaning::At(Moment::Year(self.number(at + 1)? as i16))));
        }
        if let Some(number) =
            self.number(at).filter(|_| (1..=4).contains(&self.digits(at)) && !self.is_tail(at))
            && let Some((end, backwards)) = self.era(at + 1)
            && number > 0
        {
            let year = if backwards { 1 - number as i16 } else { number as i16 };
            return Some((end, Meaning::At(Moment::Year(year))));
        }
        if let Some((end, year)) = self.short_year(at).filter(|_| self.is(at.wrapping_sub(1), &BEFORE_YEAR)) {
            return Some((end, Meaning::At(Moment::Year(year))));
        }
        let (end, year) = self.year(at)?;
        let meaning = Meaning::At(Moment::Year(year));
        if named {
            return Some((end, meaning));
        }
        let counted =
            self.sense(end) == Sense::Counted || self.unit(end).is_some() || self.is(end, &["%", "°"]);
        let lettered = self.word(end) == "-"
            && self.glued(end)
            && self.glued(end + 1)
            && self.get(end + 1).is_some_and(|word| word.is_word())
            && !self.is_capital(end + 1);
        if counted || lettered || self.is_named_number(at) {
            return None;
        }
        let before = self.before(at);
        let recent = (1800..=2100).contains(&year) || ((1600..1800).contains(&year) && year % 50 != 0);
        let old = (1000..1800).contains(&year)
            && !self.get(end).is_some_and(|word| {
                word.is_word()
                    && !word.is_capital()
                    && !self.is(
                        end,
                        &[
                            "and", "to", "the", "by", "when", "but", "a", "with", "he", "as", "in", "until",
                            "that", "for", "or", "was", "were",
                        ],
                    )
            });
        let prepositions = BEFORE_YEAR.contains(&before);
        let range = matches!(before, "-" | "–" | "—" | "/" | "and" | "or" | ",")
            && at > 1
            && (self.digits(at - 2) == 4 || self.is(at - 2, &["s"]));
        let range_start = self.dash(end).is_some_and(|end| self.digits(end) == 4 || self.digits(end) == 2)
            || self.is(end, &["/"]) && self.digits(end + 1) == 2;
        let named = BEFORE_NAMED_YEAR.contains(&before) && self.get(end).is_some_and(|word| word.is_word());
        let bracket = matches!(before, "(" | "[" | ";" | "") || self.is(end, &[")", "]"]);
        let mid = before == "-" && at > 1 && self.is(at - 2, &["mid", "pre", "post"]);
        let sentence = at > 0 && self.0[at - 1].sentence != self.0[at].sentence;
        let possessive = self.is(end, &["'", "’"]) && self.word(end + 1) == "s";
        let comma = before == "," || self.is(end, &[",", ".", ":"]);
        let holds = mid
            || (prepositions && (recent || old))
            || (range && (recent || old))
            || (range_start && (recent || old))
            || (recent && (named || bracket || sentence || possessive))
            || ((1900..=2050).contains(&year)
                && (comma || !self.is_capital(end))
                && !self.is_capital(at.wrapping_sub(1)));
        holds.then_some((end, meaning))
    }

    /// Says whether the number names a thing: "Resolution 2118", "Flight 1990".
    fn is_named_number(self, at: usize) -> bool {
        let before = self.before(at);
        let no = before == "." && at > 1 && self.is(at - 2, &["no", "nos"]);
        no || matches!(
            before,
            "resolution"
                | "resolutions"
                | "boeing"
                | "airbus"
                | "flight"
                | "channel"
                | "page"
                | "room"
                | "article"
                | "section"
                | "number"
                | "act"
                | "route"
                | "highway"
                | "order"
                | "directive"
                | "peugeot"
                | "windows"
                | "game"
                | "unit"
                | "about"
                | "nearly"
                | "almost"
                | "approximately"
                | "roughly"
                | "some"
                | "over"
                | "least"
                | "protocol"
                | "regulation"
                | "convention"
                | "bill"
                | "nasdaq"
                | "chapter"
                | "block"
        )
    }
}

/// Reads year, month and day in digits.
fn whole_day(year: u32, month: u32, day: u32) -> Meaning {
    match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => whole_day_of(year, month, day),
        _ => Meaning::Absurd,
    }
}

pub(super) fn whole_day_of(year: i16, month: i8, day: i8) -> Meaning {
    Date::new(year, month, day).map_or(Meaning::Absurd, |date| Meaning::At(Moment::Day(date)))
}

/// Gives two digits their century: '68 is 1968, '17 is 2017.
fn full_year(two: u32) -> i16 {
    let two = two as i16;
    if two < 40 { 2000 + two } else { 1900 + two }
}
