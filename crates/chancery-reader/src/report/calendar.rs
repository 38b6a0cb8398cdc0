//! Days written out: "12 April 2017", "Apr. 12", "2017-04-12".

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

/// A day as written; it need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenDay {
    pub(crate) range: Range<usize>,
    pub(crate) year: Option<i16>,
    month: i8,
    day: i8,
}

impl WrittenDay {
    /// Returns the day, taking the year from elsewhere when it is not written; `Err` when there is no such day.
    pub(crate) fn day(&self, year: Option<i16>) -> Result<Date, jiff::Error> {
        Date::new(self.year.or(year).unwrap_or(0), self.month, self.day)
    }
}

impl fmt::Display for WrittenDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

/// Finds the first day written in a short text.
pub(crate) fn first(text: &str) -> Option<WrittenDay> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| day_at(text, &pieces[at..]))
}

/// Says whether a word is a day of the week or its short form.
pub(crate) fn is_weekday(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
    )
}

/// Returns the number of a month or of its short form.
pub(crate) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|&month| {
        month == word || &month[..3] == word.as_str() || (word == "sept" && month == "september")
    })?;
    Some(at as i8 + 1)
}

/// Runs of letters and digits, with their places.
fn pieces(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                pieces.push((from..at, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    pieces
}

fn day_at(text: &str, pieces: &[(Range<usize>, &str)]) -> Option<WrittenDay> {
    let word = |at: usize| pieces.get(at).map_or("", |piece| piece.1);
    // What stands between two pieces decides whether they belong together: "April 12. 2017 was …" does not.
    let near = |at: usize| {
        pieces.get(at + 1).is_some_and(|next| {
            let gap = &text[pieces[at].0.end..next.0.start];
            matches!(gap, " " | ", " | "," | ". " | "\u{a0}" | " of " | "-" | ".")
                && (gap != ". " || month(word(at)).is_some())
        })
    };
    let found = |last: usize, year, month, day| {
        Some(WrittenDay { range: pieces[0].0.start..pieces[last].0.end, year, month, day })
    };
    let year_after = |at: usize| if near(at) { year(word(at + 1)).map(|year| (at + 1, year)) } else { None };

    if let Some(day) = number(word(0)) {
        let of = usize::from(word(1) == "of");
        if let Some(month) = month(word(1 + of)).filter(|_| near(0)) {
            return match year_after(1 + of) {
                Some((last, year)) => found(last, Some(year), month, day),
                None => found(1 + of, None, month, day),
            };
        }
    }
    if let (Some(month), Some(day), true) = (month(word(0)), number(word(1)), near(0)) {
        return match year_after(1) {
            Some((last, year)) => found(last, Some(year), month, day),
            None => found(1, None, month, day),
        };
    }
    // 2017-04-12, 2017/04/12; 12.04.2017. With slashes, day and month first or second is a guess: not made.
    let gap = |at: usize| pieces.get(at + 1).map_or("", |next| &text[pieces[at].0.end..next.0.start]);
    if let (Some(year), "-" | "/", "-" | "/") = (year(word(0)), gap(0), gap(1)) {
        // A time may be glued on: 2017-04-12T18:05Z.
        let day = word(2).split(['T', 't']).next().unwrap_or("");
        if let (Ok(month), Ok(number)) = (word(1).parse(), day.parse()) {
            let mut found = found(2, Some(year), month, number)?;
            found.range.end = pieces[2].0.start + day.len();
            return Some(found);
        }
    }
    if let (".", ".", Some(year)) = (gap(0), gap(1), year(word(2)))
        && let (Ok(day), Ok(month)) = (word(0).parse(), word(1).parse())
    {
        return found(2, Some(year), month, day);
    }
    None
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1600..=2200).contains(year))
}

/// A day of the month, perhaps with an ending: `12`, `4th`.
fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    (matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2)
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found = first(text)
            .map_or("none".to_owned(), |found| format!("{found} {:?}", &text[found.range.clone()]));
        assert_eq!(found, expect);
    }

    #[test]
    fn days() {
        check("Published: 12 April 2017 18:05", r#"2017-04-12 "12 April 2017""#);
        check("Apr. 12, 2017", r#"2017-04-12 "Apr. 12, 2017""#);
        check("on the 4th of April, 2017", r#"2017-04-04 "4th of April, 2017""#);
        check("MOSCOW, April 12 (Reuters)", r#"--04-12 "April 12""#);
        check("2017-04-12T18:05Z", r#"2017-04-12 "2017-04-12""#);
        check("12.04.2017", r#"2017-04-12 "12.04.2017""#);
        check("30 February 2017", r#"2017-02-30 "30 February 2017""#);
        check("April 12. 2017 was worse", r#"--04-12 "April 12""#);
        check("Mr May said 12 ministers", "none");
        check("12/04/2017", "none");
        check("", "none");
    }
}
