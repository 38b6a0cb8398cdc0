//! What an expression says before the calendar is known.

use super::moment::{Clock, Moment};
use super::unit::{Count, Unit, duration};
use crate::reading::TimexType;

/// What an expression says by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// "April 4, 2017".
    At(Moment),
    /// "April 4": the year is to be found.
    MonthDay { month: i8, day: i8, which: Which },
    /// "in April".
    Month { month: i8, which: Which },
    /// "the 4th": month and year are to be found.
    DayOfMonth(i8),
    /// "on Thursday", Monday being 1.
    Weekday { day: i8, which: Which },
    /// "over the weekend".
    Weekend(Which),
    /// "this spring".
    Season { season: &'static str, which: Which },
    /// "the second quarter".
    Quarter { quarter: i8, which: Which },
    /// "the first half of the year".
    Half { half: i8, which: Which },
    /// "Christmas".
    Holiday(usize, Which),
    /// "three years ago", "the next day".
    Shift { unit: Unit, by: i32, from: From },
    /// "two days after Christmas".
    ShiftOf { base: Box<Meaning>, unit: Unit, by: i32 },
    /// "hours later", "years ago": before or after, nobody knows how long.
    Vaguely { later: bool },
    /// "Thursday evening"; without a day, "that evening".
    Part { day: Option<Box<Meaning>>, part: &'static str },
    /// "at 3:40 a.m. on Tuesday".
    Clock { day: Option<Box<Meaning>>, clock: Clock },
    /// "now", and values that need no calendar: durations and sets.
    Fixed { kind: TimexType, value: String },
    /// "February 30".
    Absurd,
}

/// Which of the stretches that bear a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// "Thursday": the tense decides.
    Plain,
    /// "last Thursday".
    Last,
    /// "this Thursday".
    This,
    /// "next Thursday".
    Next,
    /// "the previous April", from the time told about.
    Previous,
    /// "that April".
    That,
    /// "the following April".
    Following,
}

/// Where a relative time counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// From the day on which this is said: "yesterday".
    Speech,
    /// From the time told about: "the previous day".
    Story,
}

/// Where an expression ends inside the stretch that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clip {
    None,
    /// "earlier this month": not after the day of speaking.
    Earlier,
    /// "later this month".
    Later,
}

/// An expression as read from the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Indices of words, in the paragraph and after `scan` in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) clip: Clip,
    pub(super) rule: &'static str,
}

impl Found {
    pub(super) fn new(start: usize, end: usize, meaning: Meaning, rule: &'static str) -> Found {
        Found { start, end, meaning, clip: Clip::None, rule }
    }
}

impl Meaning {
    pub(super) fn duration(count: Count, unit: Unit) -> Meaning {
        Meaning::Fixed { kind: TimexType::Duration, value: duration(count, unit) }
    }

    pub(super) fn set(value: impl Into<String>) -> Meaning {
        Meaning::Fixed { kind: TimexType::Set, value: value.into() }
    }

    /// Says whether a clock time or a part of a day can be put to it: it is one day.
    pub(super) fn is_day(&self) -> bool {
        match self {
            Meaning::At(moment) => matches!(moment, Moment::Day(_)),
            Meaning::MonthDay { .. }
            | Meaning::DayOfMonth(_)
            | Meaning::Weekday { .. }
            | Meaning::Holiday(..) => true,
            Meaning::Shift { unit, .. } => *unit == Unit::Day,
            _ => false,
        }
    }
}
