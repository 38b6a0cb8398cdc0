//! Dates as far as they are known.

use std::fmt;

use jiff::civil::Date;

/// A day, a month or a year: the days among which the true one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    first: Date,
    last: Date,
}

impl Days {
    /// Reads `2017`, `2017-04` or `2017-04-12`.
    pub fn parse(text: &str) -> Option<Days> {
        let mut parts = text.split('-');
        let mut next = |width: usize| -> Option<Option<i16>> {
            match parts.next() {
                None => Some(None),
                Some(digits) if digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit()) => {
                    digits.parse().ok().map(Some)
                }
                Some(_) => None,
            }
        };
        let (year, month, day) = (next(4)??, next(2)?, next(2)?);
        if parts.next().is_some() {
            return None;
        }
        let first = Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).ok()?;
        let last = match (month, day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some(Days { first, last })
    }

    /// Returns the first day that it may be.
    pub fn first(self) -> Date {
        self.first
    }

    /// Returns the last day that it may be.
    pub fn last(self) -> Date {
        self.last
    }

    /// Returns the day, where the very day is known.
    pub fn day(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        if first == last {
            return write!(f, "{first}");
        }
        if first.month() == last.month() {
            return write!(f, "{:04}-{:02}", first.year(), first.month());
        }
        write!(f, "{:04}", first.year())
    }
}

/// Where a day lies with respect to a stretch of time whose ends may be known only roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// Outside.
    No,
    /// It may be inside.
    Perhaps,
    /// Inside.
    Yes,
}

/// Tells whether a day lies between `from` and `to`; where an end is empty the stretch is open there.
pub fn within(date: Date, from: Option<Days>, to: Option<Days>) -> Within {
    let after = match from {
        Some(from) if date < from.first => return Within::No,
        Some(from) => date >= from.last,
        None => true,
    };
    let before = match to {
        Some(to) if date > to.last => return Within::No,
        Some(to) => date <= to.first,
        None => true,
    };
    if after && before { Within::Yes } else { Within::Perhaps }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found = Days::parse(text).map(|d| format!("{}..{}", d.first, d.last)).unwrap_or_default();
        assert_eq!(found, expect, "{text}");
        if let Some(days) = Days::parse(text) {
            assert_eq!(days.to_string(), text);
        }
    }

    #[test]
    fn dates_are_read_as_far_as_they_go() {
        check("2017-04-12", "2017-04-12..2017-04-12");
        check("2016-02", "2016-02-01..2016-02-29");
        check("1991", "1991-01-01..1991-12-31");
        for wrong in ["", "2017-02-30", "17", "2017-4", "2017-04-12-1", "2017-", "+2017", "abcd", "2017-13"] {
            check(wrong, "");
        }
    }

    #[test]
    fn a_month_is_perhaps_at_its_ends() {
        let (from, to) = (Days::parse("2016-02"), Days::parse("2017-04-12"));
        assert_eq!(within(date(2016, 1, 31), from, to), Within::No);
        assert_eq!(within(date(2016, 2, 10), from, to), Within::Perhaps);
        assert_eq!(within(date(2016, 3, 1), from, to), Within::Yes);
        assert_eq!(within(date(2017, 4, 12), from, to), Within::Yes);
        assert_eq!(within(date(2017, 4, 13), from, to), Within::No);
        assert_eq!(within(date(1950, 1, 1), None, None), Within::Yes);
    }
}
