//! Feasts: "Christmas Eve", "Good Friday", "9/11".

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::date::Parsed;
use super::lexicon;
use super::meaning::{Meaning, Which};
use super::moment::Moment;
use super::paragraph::Paragraph;

/// A feast's name in words and how its day is found.
#[derive(Debug)]
pub(super) struct Holiday {
    words: Vec<&'static str>,
    rule: Rule,
}

#[derive(Debug, Clone, Copy)]
enum Rule {
    Fixed(i8, i8),
    Nth(i8, Weekday, i8),
    Easter(i32),
    Once(Date),
}

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    lexicon::rows(include_str!("holidays.tsv"))
        .filter_map(|row| {
            let (name, rule) = row.split_once('\t')?;
            Some(Holiday { words: split(name), rule: Rule::parse(rule)? })
        })
        .collect()
});

/// Cuts a name as the lexer cuts a text.
pub(super) fn split(name: &'static str) -> Vec<&'static str> {
    super::lexer::words(name).iter().map(|word| word.text).collect()
}

/// Returns the day of a holiday in a year.
pub(super) fn day(index: usize, year: i16) -> Option<Date> {
    match HOLIDAYS.get(index)?.rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Nth(month, weekday, nth) => {
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
        }
        Rule::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
        Rule::Once(date) => Some(date),
    }
}

impl Rule {
    fn parse(rule: &str) -> Option<Rule> {
        if let Some(days) = rule.strip_prefix("easter") {
            return Some(Rule::Easter(days.parse().ok()?));
        }
        if let Ok(date) = rule.parse() {
            return Some(Rule::Once(date));
        }
        let (month, rest) = rule.split_once('-')?;
        let month = month.parse().ok()?;
        match rest.split_once('-') {
            None => Some(Rule::Fixed(month, rest.parse().ok()?)),
            Some((weekday, nth)) => {
                let weekday = Weekday::from_monday_one_offset(weekday.parse().ok()?).ok()?;
                Some(Rule::Nth(month, weekday, nth.parse().ok()?))
            }
        }
    }
}

/// Returns Easter Sunday of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let (century, rest) = (y.div_euclid(100), y.rem_euclid(100));
    let skipped = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15).rem_euclid(30);
    let moon = skipped - (skipped / 28) * (1 - (29 / (skipped + 1)) * ((21 - golden) / 11));
    let weekday = (y + y.div_euclid(4) + moon + 2 - century + century / 4).rem_euclid(7);
    let days = moon - weekday;
    debug_assert!(rest < 100);
    let month = 3 + (days + 40) / 44;
    Date::new(year, month as i8, (days + 28 - 31 * (month / 4)) as i8).ok()
}

impl Paragraph<'_, '_> {
    /// Reads a feast, "Christmas", and the year that may follow.
    pub(super) fn holiday(self, at: usize) -> Parsed {
        let (end, index) = self.holiday_name(at)?;
        if let Rule::Once(date) = HOLIDAYS[index].rule {
            return Some((end, Meaning::At(Moment::Day(date))));
        }
        let sign = end + usize::from(self.is(end, &[","]));
        if let Some((end, date)) = self.year(sign).and_then(|(end, year)| Some((end, day(index, year)?))) {
            return Some((end, Meaning::At(Moment::Day(date))));
        }
        let (end, which) = self.which_after(end).unwrap_or((end, Which::Plain));
        Some((end, Meaning::Holiday(index, which)))
    }

    /// Reads a feast's name; the longest.
    pub(super) fn holiday_name(self, at: usize) -> Option<(usize, usize)> {
        let first = self.get(at).filter(|word| word.is_capital() || word.is_number())?;
        let mut best = None;
        for (index, holiday) in HOLIDAYS.iter().enumerate() {
            if holiday.words[0] != first.lower || self.is_tail(at) {
                continue;
            }
            let fits = holiday.words.iter().enumerate().all(|(i, word)| match (*word, self.word(at + i)) {
                ("'", "’") => true,
                (word, found) => word == found,
            });
            let end = at + holiday.words.len();
            if fits && best.is_none_or(|(longest, _)| end > longest) {
                best = Some((end, index));
            }
        }
        let (end, index) = best?;
        let last = self.get(end - 1)?;
        let feast = last.is_capital() || last.is_number() || holiday_small(last.text);
        (feast
            && !(self.is_capital(end)
                && self.is(
                    end,
                    &["island", "market", "bombings", "offensive", "rising", "accords", "agreement", "truce"],
                )))
        .then_some((end, index))
    }
}

fn holiday_small(word: &str) -> bool {
    matches!(word, "of" | "july")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_moves() {
        let check = |year, expect: &str| assert_eq!(easter(year).unwrap().to_string(), expect);
        check(2015, "2015-04-05");
        check(2016, "2016-03-27");
        check(2017, "2017-04-16");
        check(2018, "2018-04-01");
        check(2024, "2024-03-31");
        check(2025, "2025-04-20");
        check(2038, "2038-04-25");
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(HOLIDAYS.len(), lexicon::rows(include_str!("holidays.tsv")).count());
        assert!(lexicon::rows(include_str!("holidays.tsv")).is_sorted());
        assert!((0..HOLIDAYS.len()).all(|index| day(index, 2017).is_some()));
    }
}
