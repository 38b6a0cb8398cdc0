//! The tables of words, read once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::unit::Unit;

/// What a word is to the reading of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    None,
    /// "April".
    Month(i8),
    /// "Apr", a month if a day or a year follows.
    MonthShort(i8),
    /// "Thursday", Monday being 1.
    Weekday(i8),
    WeekdayShort(i8),
    /// "Thursdays".
    Weekdays(i8),
    /// "weeks".
    Unit(Unit),
    /// "twelve".
    Number(u32),
    /// "fourth".
    Ordinal(u32),
    /// "evening", as TIMEX3 has it: `EV`.
    Part(&'static str),
    /// "spring": `SP`.
    Season(&'static str),
    /// "several".
    Vague,
    /// "nearly".
    About,
    /// "troops": what is counted in numbers that look like years.
    Counted,
}

/// Returns what the table says of a word in small letters.
pub(super) fn sense(word: &str) -> Sense {
    WORDS.get(word).copied().unwrap_or(Sense::None)
}

static WORDS: LazyLock<FxHashMap<&'static str, Sense>> = LazyLock::new(|| {
    rows(include_str!("words.tsv"))
        .filter_map(|row| {
            let (word, rest) = row.split_once('\t')?;
            let (class, value) = rest.split_once('\t')?;
            Some((word, of_class(class, value)?))
        })
        .collect()
});

/// Walks the rows of an embedded table, without comments and the header.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn of_class(class: &str, value: &'static str) -> Option<Sense> {
    Some(match class {
        "month" => Sense::Month(value.parse().ok()?),
        "month_short" => Sense::MonthShort(value.parse().ok()?),
        "weekday" => Sense::Weekday(value.parse().ok()?),
        "weekday_short" => Sense::WeekdayShort(value.parse().ok()?),
        "weekdays" => Sense::Weekdays(value.parse().ok()?),
        "unit" => Sense::Unit(Unit::parse(value)?),
        "number" => Sense::Number(value.parse().ok()?),
        "ordinal" => Sense::Ordinal(value.parse().ok()?),
        "part" => Sense::Part(value),
        "season" => Sense::Season(value),
        "vague" => Sense::Vague,
        "about" => Sense::About,
        "counted" => Sense::Counted,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let count = rows(include_str!("words.tsv")).count();
        assert_eq!(WORDS.len(), count);
        assert!(rows(include_str!("words.tsv")).is_sorted());
    }
}
