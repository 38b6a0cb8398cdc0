//! A stretch of the calendar: a day, a week, a year, and its TIMEX3 value.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::unit::Unit;
use crate::reading::Grain;

/// A stretch of the calendar that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Day(Date),
    /// A part of a day: `EV`.
    Part(Date, &'static str),
    Clock(Date, Clock),
    /// The week from that Monday.
    Week(Date),
    /// The weekend from that Saturday.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, &'static str),
    Year(i16),
    /// Years over ten: 199.
    Decade(i16),
    /// Years over a hundred: 19.
    Century(i16),
    /// Years before Christ over a hundred: 8 in the 9th century BC.
    CenturyBefore(i16),
}

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    /// The text says that it is Greenwich time.
    pub(super) utc: bool,
}

impl Clock {
    /// Returns it as in a TIMEX3 value: `T03:40`.
    pub(super) fn value(self) -> String {
        let mut value = format!("T{:02}:{:02}", self.hour, self.minute.unwrap_or(0));
        if let Some(second) = self.second {
            value.push_str(&format!(":{second:02}"));
        }
        if self.utc {
            value.push('Z');
        }
        value
    }

    pub(super) fn grain(self) -> Grain {
        match (self.minute, self.second) {
            (_, Some(_)) => Grain::Second,
            (Some(_), _) => Grain::Minute,
            _ => Grain::Hour,
        }
    }
}

impl Moment {
    /// Returns the TIMEX3 value: `2017-W14`.
    pub(super) fn value(self) -> String {
        match self {
            Moment::Day(date) => day(date),
            Moment::Part(date, part) => format!("{}T{part}", day(date)),
            Moment::Clock(date, clock) => format!("{}{}", day(date), clock.value()),
            Moment::Week(monday) => {
                let week = monday.iso_week_date();
                format!("{}-W{:02}", year(week.year()), week.week())
            }
            Moment::Weekend(saturday) => {
                let week = saturday.iso_week_date();
                format!("{}-W{:02}-WE", year(week.year()), week.week())
            }
            Moment::Month(y, m) => format!("{}-{m:02}", year(y)),
            Moment::Quarter(y, q) => format!("{}-Q{q}", year(y)),
            Moment::Half(y, h) => format!("{}-H{h}", year(y)),
            Moment::Season(y, s) => format!("{}-{s}", year(y)),
            Moment::Year(y) => year(y),
            Moment::Decade(d) => format!("{d:03}"),
            Moment::Century(c) => format!("{c:02}"),
            Moment::CenturyBefore(c) => format!("BC{c:02}"),
        }
    }

    /// Returns the first and the last day.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        let months = |y: i16, from: i8, count: i32| {
            let first = Date::new(y, from, 1).ok()?;
            let last = first.checked_add(count.months()).ok()?.yesterday().ok()?;
            Some((first, last))
        };
        match self {
            Moment::Day(date) | Moment::Part(date, _) | Moment::Clock(date, _) => Some((date, date)),
            Moment::Week(monday) => Some((monday, monday.checked_add(6.days()).ok()?)),
            Moment::Weekend(saturday) => Some((saturday, saturday.tomorrow().ok()?)),
            Moment::Month(y, m) => months(y, m, 1),
            Moment::Quarter(y, q) => months(y, q * 3 - 2, 3),
            Moment::Half(y, h) => months(y, h * 6 - 5, 6),
            Moment::Season(y, season) => match season {
                "SP" => months(y, 3, 3),
                "SU" => months(y, 6, 3),
                "FA" => months(y, 9, 3),
                _ => months(y, 12, 3),
            },
            Moment::Year(y) => months(y, 1, 12),
            Moment::Decade(d) => months(d.checked_mul(10)?, 1, 120),
            Moment::Century(c) => months(c.checked_mul(100)?, 1, 1200),
            Moment::CenturyBefore(c) => months(c.checked_mul(-100)?.checked_sub(98)?, 1, 1200),
        }
    }

    pub(super) fn grain(self) -> Grain {
        match self {
            Moment::Day(_) => Grain::Day,
            Moment::Part(..) => Grain::DayPart,
            Moment::Clock(_, clock) => clock.grain(),
            Moment::Week(_) => Grain::Week,
            Moment::Weekend(_) => Grain::Weekend,
            Moment::Month(..) => Grain::Month,
            Moment::Quarter(..) => Grain::Quarter,
            Moment::Half(..) => Grain::HalfYear,
            Moment::Season(..) => Grain::Season,
            Moment::Year(_) => Grain::Year,
            Moment::Decade(_) => Grain::Decade,
            Moment::Century(_) | Moment::CenturyBefore(_) => Grain::Century,
        }
    }

    /// Returns the day, if it is one.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Moment::Day(date) | Moment::Part(date, _) | Moment::Clock(date, _) => Some(date),
            _ => None,
        }
    }

    /// Returns year and month, if it lies in one.
    pub(super) fn month(self) -> Option<(i16, i8)> {
        match self {
            Moment::Month(y, m) => Some((y, m)),
            Moment::Week(date) | Moment::Weekend(date) => Some((date.year(), date.month())),
            _ => self.day().map(|date| (date.year(), date.month())),
        }
    }

    /// Returns the year, if it lies in one.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Moment::Quarter(y, _) | Moment::Half(y, _) | Moment::Season(y, _) | Moment::Year(y) => Some(y),
            _ => self.month().map(|(year, _)| year),
        }
    }

    /// Returns the unit's stretch that lies `by` units away, or nothing where the calendar or the grain ends.
    pub(super) fn shift(self, unit: Unit, by: i32) -> Option<Moment> {
        let date = || self.day();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Moment::Day(date()?.checked_add(Span::new().try_days(by).ok()?).ok()?),
            Unit::Night => Moment::Part(date()?.checked_add(Span::new().try_days(by).ok()?).ok()?, "NI"),
            Unit::Week | Unit::Fortnight => {
                let weeks = if unit == Unit::Fortnight { by.checked_mul(2)? } else { by };
                let start = match self {
                    Moment::Week(monday) => monday,
                    Moment::Weekend(saturday) => saturday,
                    _ => date()?,
                };
                Moment::Week(monday(start.checked_add(Span::new().try_weeks(weeks).ok()?).ok()?)?)
            }
            Unit::Weekend => {
                let start = match self {
                    Moment::Week(monday) => monday,
                    Moment::Weekend(saturday) => saturday,
                    _ => date()?,
                };
                let monday = monday(start.checked_add(Span::new().try_weeks(by).ok()?).ok()?)?;
                Moment::Weekend(monday.checked_add(5.days()).ok()?)
            }
            Unit::Month => {
                let (year, month) = self.month()?;
                let moved =
                    Date::new(year, month, 1).ok()?.checked_add(Span::new().try_months(by).ok()?).ok()?;
                Moment::Month(moved.year(), moved.month())
            }
            Unit::Quarter => {
                let (year, quarter) = match self {
                    Moment::Quarter(year, quarter) => (year, quarter),
                    _ => self.month().map(|(year, month)| (year, (month + 2) / 3))?,
                };
                let moved = Date::new(year, quarter * 3 - 2, 1)
                    .ok()?
                    .checked_add(Span::new().try_months(by.checked_mul(3)?).ok()?)
                    .ok()?;
                Moment::Quarter(moved.year(), (moved.month() + 2) / 3)
            }
            Unit::Year => Moment::Year(valid_year(i32::from(self.year()?).checked_add(by)?)?),
            Unit::Decade => {
                Moment::Decade(valid_year(i32::from(self.year()?.div_euclid(10)).checked_add(by)?)?)
            }
            Unit::Century => {
                Moment::Century(valid_year(i32::from(self.year()?.div_euclid(100)).checked_add(by)?)?)
            }
            Unit::Millennium => return None,
        })
    }
}

fn valid_year(year: i32) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (-9999..=9999).contains(year))
}

/// Returns the Monday of a day's week.
pub(super) fn monday(date: Date) -> Option<Date> {
    let week = date.iso_week_date();
    ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok().map(ISOWeekDate::date)
}

fn day(date: Date) -> String {
    format!("{}-{:02}-{:02}", year(date.year()), date.month(), date.day())
}

/// Writes a year; the one before 1 is 1 BC.
fn year(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn values_and_days() {
        let check = |moment: Moment, value: &str, days: &str| {
            let found = moment.days().map(|(from, to)| format!("{from} {to}")).unwrap_or_default();
            assert_eq!((moment.value().as_str(), found.as_str()), (value, days));
        };
        check(Moment::Week(date(2017, 4, 3)), "2017-W14", "2017-04-03 2017-04-09");
        check(Moment::Weekend(date(2017, 4, 8)), "2017-W14-WE", "2017-04-08 2017-04-09");
        check(Moment::Quarter(2017, 2), "2017-Q2", "2017-04-01 2017-06-30");
        check(Moment::Decade(199), "199", "1990-01-01 1999-12-31");
        check(Moment::Year(-489), "BC0490", "-000489-01-01 -000489-12-31");
        check(Moment::Season(2016, "WI"), "2016-WI", "2016-12-01 2017-02-28");
        check(Moment::Year(9999), "9999", "");
    }

    #[test]
    fn shifts() {
        let day = Moment::Day(date(2017, 4, 12));
        let check = |unit, by, expect: &str| assert_eq!(day.shift(unit, by).unwrap().value(), expect);
        check(Unit::Day, -1, "2017-04-11");
        check(Unit::Week, -1, "2017-W14");
        check(Unit::Month, -4, "2016-12");
        check(Unit::Year, -3, "2014");
        check(Unit::Decade, 0, "201");
        assert_eq!(day.shift(Unit::Day, i32::MAX), None);
    }
}
