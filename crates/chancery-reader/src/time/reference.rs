//! The day from which a text's relative times count, and how it is known.

use jiff::civil::Date;

/// The day of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceDate {
    /// The day.
    pub date: Date,
    /// How it is known.
    pub source: DateSource,
}

/// How a reference date is known, from the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateSource {
    /// It came with the input.
    Given,
    /// From what surrounds the text: the page's metadata, its address.
    Metadata,
    /// From the dateline: "MOSCOW, April 12, 2017 (Reuters) -".
    Dateline,
    /// From the text: a line of date, else the latest day that it names and nothing contradicts.
    Text,
}

impl ReferenceDate {
    /// Makes one of a day that came with the input.
    pub fn given(date: Date) -> ReferenceDate {
        ReferenceDate { date, source: DateSource::Given }
    }
}

/// Chooses the reference date: what is given, the page's metadata, the dateline, the text, in that order.
///
/// A dateline without a year borrows it from the years that the text names, if it names only one.
///
/// ```
/// use chancery_reader::time::{DateSource, reference_date};
/// let text = "The strike of April 7, 2017 changed little.";
/// let found = reference_date(None, None, Some("MOSCOW, April 12 (Reuters) -"), text).unwrap();
/// assert_eq!(found.date, jiff::civil::date(2017, 4, 12));
/// assert_eq!(found.source, DateSource::Dateline);
/// assert_eq!(reference_date(None, None, None, "He said so."), None);
/// ```
pub fn reference_date(
    given: Option<Date>,
    metadata: Option<Date>,
    dateline: Option<&str>,
    text: &str,
) -> Option<ReferenceDate> {
    let known = |date: Option<Date>, source| date.map(|date| ReferenceDate { date, source });
    known(given, DateSource::Given)
        .or_else(|| known(metadata, DateSource::Metadata))
        .or_else(|| known(dateline.and_then(|line| dateline_day(line, text)), DateSource::Dateline))
        .or_else(|| known(text_day(text), DateSource::Text))
}

/// Bytes of a text that are asked for its day.
const REACH: usize = 16 * 1024;

/// Reads the day of a dateline.
fn dateline_day(line: &str, text: &str) -> Option<Date> {
    if let Some(day) = whole_days(line).next() {
        return Some(day);
    }
    let times = super::find_times_in(line, None);
    let open = times.iter().find_map(|time| time.value.strip_prefix("XXXX-")?.split_once('-').filter(|(month, _)| *month != "XX" && !month.starts_with('W')))?;
    let (month, day) = (open.0.parse().ok()?, open.1.parse().ok()?);
    let head = &text[..text.floor_char_boundary(REACH)];
    let mut years: Vec<i16> = whole_days(head).map(Date::year).collect();
    years.sort_unstable();
    years.dedup();
    match years[..] {
        [year] => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// Takes the latest whole day of a text whose whole days lie within a month: a report names its own week.
fn text_day(text: &str) -> Option<Date> {
    let head = &text[..text.floor_char_boundary(REACH)];
    let (first, last) = whole_days(head).fold(None, |range: Option<(Date, Date)>, day| match range {
        Some((first, last)) => Some((first.min(day), last.max(day))),
        None => Some((day, day)),
    })?;
    let spoken = super::find_times_in(head, None).iter().any(|time| time.value.starts_with("XXXX-WXX") || time.value == "PRESENT_REF");
    let close = (last - first).get_days() <= 31;
    (close && spoken).then_some(last)
}

/// Walks the days that a text writes with their year.
fn whole_days(text: &str) -> impl Iterator<Item = Date> {
    super::find_times_in(text, None)
        .into_iter()
        .filter(|time| time.rule == "date" && time.grain == Some(super::Grain::Day))
        .filter_map(|time| time.from.filter(|_| time.span.len() >= 8))
        .filter(|day| (1600..=2200).contains(&day.year()))
}
