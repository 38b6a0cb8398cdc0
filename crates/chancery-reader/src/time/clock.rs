//! Times of day: "3:40 a.m. local time", "0800 GMT", "noon".

use super::date::Parsed;
use super::lexicon::Sense;
use super::meaning::Meaning;
use super::moment::Clock;
use super::paragraph::Paragraph;

const ZONES: [&str; 22] = [
    "gmt", "utc", "est", "edt", "et", "bst", "msk", "cet", "cest", "ist", "pst", "pdt", "pt", "ct", "cst",
    "cdt", "jst", "eet", "eest", "kst", "hkt", "aest",
];

impl Paragraph<'_, '_> {
    /// Reads a time of day and the day that goes with it.
    pub(super) fn clock(self, at: usize) -> Parsed {
        let (end, clock) = self.clock_alone(at)?;
        let (end, day) = self.day_of_clock(end);
        Some((end, Meaning::Clock { day, clock }))
    }

    fn clock_alone(self, at: usize) -> Option<(usize, Clock)> {
        if self.is_tail(at) {
            return None;
        }
        if let Sense::Number(number @ 1..=12) = self.sense(at) {
            let (end, pm) =
                self.half_of_day(at + 1).or_else(|| self.o_clock(at + 1).map(|end| (end, None)))?;
            return self.with_zone(end, number, None, None, pm);
        }
        let number = self.number(at)?;
        let after = |end: usize| self.half_of_day(end);
        match self.digits(at) {
            4 if number < 2400 && number % 100 < 60 => {
                let military =
                    self.zone(at + 1).is_some() || self.is(at + 1, &["hours", "hrs", "h", "local"]);
                let (hour, minute) = (number / 100, number % 100);
                military.then(|| self.with_zone(at + 1, hour, Some(minute), None, None))?
            }
            1..=2 if number < 25 => {
                let sign = self.word(at + 1);
                let minute = self.number(at + 2).filter(|minute| {
                    *minute < 60 && self.digits(at + 2) == 2 && self.glued(at + 1) && self.glued(at + 2)
                });
                match (sign, minute) {
                    (":" | "." | "h", Some(minute)) if number < 24 => {
                        let second = self.number(at + 4).filter(|second| {
                            *second < 60
                                && sign == ":"
                                && self.word(at + 3) == ":"
                                && self.glued(at + 4)
                                && self.digits(at + 4) == 2
                        });
                        let end = if second.is_some() { at + 5 } else { at + 3 };
                        let (end, pm) = after(end).map_or((end, None), |(end, pm)| (end, pm));
                        let placed = sign == ":"
                            && (pm.is_some()
                                || self.zone(end).is_some()
                                || self.is(end, &["hours", "hrs", "h", "hr", "local"])
                                || matches!(
                                    self.before(at),
                                    "at" | "by"
                                        | "until"
                                        | "till"
                                        | "around"
                                        | "about"
                                        | "from"
                                        | "before"
                                        | "after"
                                        | "since"
                                        | "between"
                                        | "to"
                                        | "past"
                                ));
                        (pm.is_some() || placed)
                            .then(|| self.with_zone(end, number, Some(minute), second, pm))?
                    }
                    _ => {
                        let (end, pm) =
                            after(at + 1).or_else(|| self.o_clock(at + 1).map(|end| (end, None)))?;
                        self.with_zone(end, number, None, None, pm)
                    }
                }
            }
            _ => None,
        }
    }

    fn with_zone(
        self,
        end: usize,
        hour: u32,
        minute: Option<u32>,
        second: Option<u32>,
        pm: Option<bool>,
    ) -> Option<(usize, Clock)> {
        let hour = match pm {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            Some(_) if hour > 12 => return None,
            _ => hour,
        };
        let end = end + usize::from(self.is(end, &["hours", "hrs", "h", "hr"]) && minute.is_some());
        let (end, utc) = self.zone(end).map_or((end, false), |(end, utc)| (end, utc));
        let clock =
            Clock { hour: hour as u8, minute: minute.map(|m| m as u8), second: second.map(|s| s as u8), utc };
        Some((end, clock))
    }

    /// Reads "a.m.", "pm", "in the morning", and whether it is the second half.
    fn half_of_day(self, at: usize) -> Option<(usize, Option<bool>)> {
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("am", ..) => Some((at + 1, Some(false))),
            ("pm", ..) => Some((at + 1, Some(true))),
            ("a" | "p", ".", "m") if self.glued(at + 1) && self.glued(at + 2) => {
                let dot = usize::from(self.word(at + 3) == "." && self.glued(at + 3));
                Some((at + 3 + dot, Some(self.word(at) == "p")))
            }
            ("a" | "p", ".", ".") => None,
            ("in", "the", "morning") => Some((at + 3, Some(false))),
            ("in", "the", "afternoon" | "evening") => Some((at + 3, Some(true))),
            _ => None,
        }
    }

    fn o_clock(self, at: usize) -> Option<usize> {
        (self.word(at) == "o" && self.is(at + 1, &["'", "’"]) && self.word(at + 2) == "clock")
            .then_some(at + 3)
    }

    /// Reads "GMT", "local time", "Moscow time", and whether it is Greenwich's.
    fn zone(self, at: usize) -> Option<(usize, bool)> {
        let word = self.word(at);
        if ZONES.contains(&word) && self.get(at).is_some_and(|word| word.text.chars().all(char::is_uppercase))
        {
            let end = at + 1 + usize::from(self.word(at + 1) == "time");
            return Some((end, matches!(word, "gmt" | "utc")));
        }
        let named = word == "local" || self.is_capital(at);
        (named && self.word(at + 1) == "time" && !self.is_capital(at + 1)).then_some((at + 2, false))
    }

    /// Reads the day behind a time of day: "on Tuesday", ", April 4", "yesterday".
    pub(super) fn day_of_clock(self, end: usize) -> (usize, Option<Box<Meaning>>) {
        let starts = [end, end + usize::from(self.is(end, &["on", "of", ",", "in"]))];
        for start in starts {
            let found = self
                .any_day(start)
                .filter(|(_, meaning)| meaning.is_day() || matches!(meaning, Meaning::Part { .. }));
            if let Some((end, day)) = found {
                // "at 10 a.m. Tuesday morning": the clock says more than the part of the day.
                let day = match day {
                    Meaning::Part { day: Some(day), .. } => Some(day),
                    Meaning::Part { day: None, .. } => continue,
                    day => Some(Box::new(day)),
                };
                return (end, day);
            }
        }
        (end, None)
    }
}
