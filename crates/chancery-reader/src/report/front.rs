//! What a text says of itself before it begins: its title, who wrote it, when.

use jiff::civil::Date;

use super::calendar::{self, WrittenDay};
use super::{Published, PublishedFrom, Report, byline::byline, dateline};
use crate::segment;

/// Paragraphs at either end in which a date or name may stand.
const FRONT: usize = 12;
const BACK: usize = 3;

/// Bytes at the beginning and end of the text that are looked at.
const REACH: usize = 16 * 1024;

/// Completes a report from its own text and address where nothing was given.
pub(super) fn complete(report: &mut Report) {
    let head = &report.text[..report.text.floor_char_boundary(REACH)];
    if report.title.is_none() {
        report.title = segment::headline(head);
    }
    let paragraphs: Vec<&str> = segment::paragraphs(head).iter().map(|span| &head[span.range()]).collect();
    let is_long = |line: &&str| line.split_whitespace().nth(24).is_some();
    let front = paragraphs.iter().position(is_long).map_or(paragraphs.len(), |first| first + 1).min(FRONT);
    let front = &paragraphs[..front];
    if report.byline.is_none() {
        report.byline = front.iter().find_map(|line| byline(line)).map(str::to_owned);
    }
    if report.published.is_some() {
        return;
    }

    let from = report.text.len().saturating_sub(REACH / 8);
    let tail = &report.text[report.text.ceil_char_boundary(from).max(head.len())..];
    let back: Vec<&str> = segment::paragraphs(tail).iter().map(|span| &tail[span.range()]).collect();
    let back = &back[back.len().saturating_sub(BACK)..];
    let mut written: Vec<(Label, WrittenDay)> =
        front.iter().chain(back).filter_map(|line| date_line(line)).collect();
    written.sort_by_key(|(label, _)| *label);
    let dateline = front.iter().find_map(|line| dateline(line)).and_then(|found| found.day);
    let address = report.url.as_deref().and_then(address_day);

    let mut notes = Vec::new();
    let mut take = |day: &WrittenDay, year: Option<i16>| {
        let found = day.day(year).ok().and_then(Published::new);
        if found.is_none() {
            notes.push(format!("{day} is in no calendar; not taken as the date of publication"));
        }
        found
    };
    let mut found = written.iter().find_map(|(_, day)| Some((take(day, None)?, PublishedFrom::Text)));
    if let (None, Some(day)) = (&found, dateline.as_ref().filter(|day| day.year.is_some())) {
        found = take(day, None).map(|date| (date, PublishedFrom::Dateline));
    }
    if let (None, Some((year, day))) = (&found, address) {
        found = match (day, &dateline) {
            (Some(day), _) => Published::new(day).map(|date| (date, PublishedFrom::Metadata)),
            (None, Some(day)) if day.year.is_none() => {
                take(day, Some(year)).map(|date| (date, PublishedFrom::Dateline))
            }
            _ => None,
        };
    }
    report.notes.extend(notes);
    if let Some((published, from)) = found {
        report.published = Some(published);
        report.published_from = from;
    }
}

/// What a line of date says it is the date of; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Published,
    Bare,
    Updated,
}

/// Reads a line that holds a day with its year and little else.
fn date_line(line: &str) -> Option<(Label, WrittenDay)> {
    if line.len() > 160 {
        return None;
    }
    let day = calendar::first(line).filter(|day| day.year.is_some())?;
    let before = line[..day.range.start].to_lowercase();
    let label = if before.contains("publi") || before.contains("posted") || before.contains("issued") {
        Label::Published
    } else if before.contains("updated") || before.contains("modified") {
        Label::Updated
    } else {
        Label::Bare
    };
    (byline(line).is_some() || is_date_line(line)).then_some((label, day))
}

/// Says whether the words before a dash may be an outlet's name: few, and each with a capital.
fn is_outlet_name(words: &str) -> bool {
    let mut count = 0;
    words.split_whitespace().all(|word| {
        count += 1;
        word.starts_with(char::is_uppercase)
    }) && (1..=4).contains(&count)
        && calendar::first(words).is_none()
}

/// Says whether a line holds a day and nothing but what goes with one: a time, a zone, "Published on", or the
/// outlet's name in front of a dash ("NewsHopper - April 13, 2017").
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let named = [" - ", " – ", " — ", " | "].iter().find_map(|dash| line.split_once(dash));
    let line = named.filter(|(name, _)| is_outlet_name(name)).map_or(line, |(_, day)| day);
    let Some(day) = calendar::first(line) else { return false };
    let rest = [&line[..day.range.start], " ", &line[day.range.end..]].concat();
    rest.split(|c: char| !c.is_alphanumeric()).all(|word| {
        let plain = word.trim_start_matches(|c: char| c.is_ascii_digit()).to_lowercase();
        let zone = word.len() <= 4 && word.ends_with('T') && word.chars().all(|c| c.is_ascii_uppercase());
        plain.is_empty()
            || zone
            || calendar::is_weekday(&plain)
            || calendar::month(&plain).is_some()
            || matches!(
                plain.as_str(),
                "first"
                    | "last"
                    | "published"
                    | "publication"
                    | "posted"
                    | "issued"
                    | "updated"
                    | "modified"
                    | "date"
                    | "on"
                    | "at"
                    | "am"
                    | "pm"
                    | "a"
                    | "p"
                    | "m"
                    | "gmt"
                    | "utc"
                    | "est"
                    | "edt"
                    | "et"
                    | "bst"
                    | "cet"
                    | "cest"
                    | "msk"
                    | "ist"
                    | "pst"
                    | "pdt"
                    | "t"
                    | "z"
                    | "h"
                    | "hrs"
                    | "time"
                    | "local"
                    | "th"
                    | "st"
                    | "nd"
                    | "rd"
                    | "of"
                    | "min"
                    | "read"
            )
    })
}

/// The year, and the day if it is whole, in an address like `/2017/04/12/`.
fn address_day(url: &str) -> Option<(i16, Option<Date>)> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '?', '.']).collect();
    parts.iter().enumerate().find_map(|(at, part)| {
        let year: i16 = part.parse().ok().filter(|year| part.len() == 4 && (1990..=2200).contains(year))?;
        let number =
            |at: usize| parts.get(at).filter(|part| part.len() <= 2).and_then(|part| part.parse().ok());
        let month: i8 = number(at + 1).filter(|month| (1..=12).contains(month))?;
        Some((year, number(at + 2).and_then(|day| Date::new(year, month, day).ok())))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::report::{Given, PublishedFrom, Report, text};

    fn read(page: &str) -> Report {
        text(page.as_bytes(), &Given::default())
    }

    fn check(page: &str, published: Option<&str>, from: PublishedFrom) {
        let report = read(page);
        let found = report.published.as_ref().map(ToString::to_string);
        assert_eq!((found.as_deref(), report.published_from), (published, from), "{page}");
    }

    #[test]
    fn dates_in_the_text() {
        check(
            "Talks fail\n\nPublished: 12 April 2017\n\nThe talks failed.",
            Some("2017-04-12"),
            PublishedFrom::Text,
        );
        check(
            "Talks fail\nBy Anna Petrova\nApril 12, 2017 6:05 PM EDT\n\nThe talks failed.",
            Some("2017-04-12"),
            PublishedFrom::Text,
        );
        check(
            "Talks fail\n\nUpdated 13 April 2017\nPublished 12 April 2017\n\nThe talks failed.",
            Some("2017-04-12"),
            PublishedFrom::Text,
        );
        check(
            "MOSCOW, April 12, 2017 (Reuters) - The talks failed.",
            Some("2017-04-12"),
            PublishedFrom::Dateline,
        );
        check(
            "Talks fail\n\nNewsHopper - April 13, 2017\n\nThe talks failed.",
            Some("2017-04-13"),
            PublishedFrom::Text,
        );
        check("MOSCOW, April 12 (Reuters) - The talks failed.", None, PublishedFrom::Unknown);
        check("The talks failed on 12 April 2017, he said.", None, PublishedFrom::Unknown);
        check("", None, PublishedFrom::Unknown);
    }

    #[test]
    fn impossible_days_are_noted() {
        let report = read("Talks fail\n\nPublished: 30 February 2017\n\nThe talks failed.");
        assert_eq!(report.published, None);
        assert_eq!(report.notes, ["2017-02-30 is in no calendar; not taken as the date of publication"]);
    }

    #[test]
    fn addresses_lend_their_date() {
        let at = |url: &str| {
            let given = Given { url: Some(url.to_owned()), ..Given::default() };
            let report = text(b"MOSCOW, April 12 (Reuters) - The talks failed.", &given);
            (report.published.map(|day| day.to_string()), report.published_from)
        };
        assert_eq!(
            at("https://news.example/2017/04/13/talks"),
            (Some("2017-04-13".into()), PublishedFrom::Metadata)
        );
        assert_eq!(
            at("https://news.example/2017/04/talks"),
            (Some("2017-04-12".into()), PublishedFrom::Dateline)
        );
        assert_eq!(at("https://news.example/20170412"), (None, PublishedFrom::Unknown));
    }

    #[test]
    fn given_wins() {
        let given = Given { published: Some("2017-04-14".parse().unwrap()), ..Given::default() };
        let report = text(b"MOSCOW, April 12, 2017 (Reuters) - The talks failed.", &given);
        assert_eq!(report.published.unwrap().to_string(), "2017-04-14");
        assert_eq!(report.published_from, PublishedFrom::Given);
    }

    #[test]
    fn title_and_byline() {
        let report = read(
            "# Talks in Moscow fail\n\nBy Anna Petrova\n\nThe talks failed on Wednesday, officials said.",
        );
        assert_eq!(report.title.as_deref(), Some("Talks in Moscow fail"));
        assert_eq!(report.byline.as_deref(), Some("Anna Petrova"));
    }

    proptest! {
        #[test]
        fn any_top_of_a_page_is_survived(
            page in "(MOSCOW|Москва|, |April|12|2017|30 февраля| \\(|AP|\\)| - | — |By |Anna|\n|\n\n|/|TASS|\\.|#|\\*\\*|é|😀|\"|Published: |©|[a-z ]{1,9}){0,40}"
        ) {
            let report = read(&page);
            prop_assert_eq!(report.text.chars().count(), page.chars().count());
            crate::reading::Reading::new(report.clone(), &crate::segment::segments(&report));
        }
    }
}
