//! The day from which a text's relative times count, and how it is known.

use jiff::civil::Date;

use crate::report::{PublishedFrom, Report, dateline};

/// The day of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceDate {
    /// The day.
    pub date: Date,
    /// How it is known.
    pub source: PublishedFrom,
}

impl ReferenceDate {
    /// Makes one of a day that came with the input.
    pub fn given(date: Date) -> ReferenceDate {
        ReferenceDate { date, source: PublishedFrom::Given }
    }
}

/// Chooses the day from which a report's times count.
///
/// The day of publication, whose source the report records (given, metadata, dateline, a line of the text), else
/// a dateline without a year that borrows the only year the text names, else the text's own days where they lie
/// within a month and the text speaks of "today" or "yesterday". A report that says none of it has no such day.
///
/// ```
/// use chancery_reader::report::{Given, PublishedFrom, text};
/// use chancery_reader::time::reference_date;
/// let page = "MOSCOW, April 12 (Reuters) - The strike of April 7, 2017 changed little, Lavrov said.";
/// let found = reference_date(&text(page.as_bytes(), &Given::default())).unwrap();
/// assert_eq!(found.date, jiff::civil::date(2017, 4, 12));
/// assert_eq!(found.source, PublishedFrom::Dateline);
/// assert_eq!(reference_date(&text(b"He said so.", &Given::default())), None);
/// ```
pub fn reference_date(report: &Report) -> Option<ReferenceDate> {
    if let Some(published) = &report.published {
        return Some(ReferenceDate { date: published.date(), source: report.published_from });
    }
    let head = &report.text[..report.text.floor_char_boundary(REACH)];
    let known = |date: Option<Date>, source| date.map(|date| ReferenceDate { date, source });
    known(dateline_day(head), PublishedFrom::Dateline).or_else(|| known(text_day(head), PublishedFrom::Text))
}

/// Bytes of a text that are asked for its day.
const REACH: usize = 16 * 1024;

/// Paragraphs in which a dateline is looked for.
const FRONT: usize = 12;

/// Gives a dateline's day the only year that the text names.
fn dateline_day(text: &str) -> Option<Date> {
    let line = text.lines().filter(|line| !line.trim().is_empty()).take(FRONT).find_map(|line| {
        let found = dateline(line.trim_start())?;
        Some(&line.trim_start()[found.span.range()])
    })?;
    let (month, day) = super::find_times_in(line, None).iter().find_map(|time| {
        let (month, day) = time.value.strip_prefix("XXXX-")?.split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    })?;
    let mut years: Vec<i16> = whole_days(text).map(Date::year).collect();
    years.sort_unstable();
    years.dedup();
    match years[..] {
        [year] => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// Takes the latest whole day of a text whose whole days lie within a month: a report names its own week.
fn text_day(text: &str) -> Option<Date> {
    let (first, last) = whole_days(text).fold(None, |range: Option<(Date, Date)>, day| match range {
        Some((first, last)) => Some((first.min(day), last.max(day))),
        None => Some((day, day)),
    })?;
    let times = super::find_times_in(text, None);
    let spoken = times.iter().any(|time| {
        ["today", "yesterday", "tomorrow", "tonight"]
            .contains(&text[time.span.range()].to_lowercase().as_str())
    });
    let close = last.checked_sub(jiff::Span::new().days(31)).is_ok_and(|month_before| month_before <= first);
    (close && spoken).then_some(last)
}

/// Walks the days that a text writes with their year.
fn whole_days(text: &str) -> impl Iterator<Item = Date> {
    super::find_times_in(text, None)
        .into_iter()
        .filter(|time| time.grain == Some(crate::reading::Grain::Day) && has_year(&text[time.span.range()]))
        .filter_map(|time| time.from)
        .filter(|day| (1600..=2200).contains(&day.year()))
}

fn has_year(words: &str) -> bool {
    words.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}
