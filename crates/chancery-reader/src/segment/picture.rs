//! Marks of the words that go with a picture.

use super::words;
use crate::report::calendar;

/// Marks of the words that go with a picture.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// "Photo:", "FILE -", "Image caption".
    pub(super) label: bool,
    /// "REUTERS/Sergei Karpukhin", "(AP Photo/Ivan Sekretarev)", "Getty Images".
    pub(super) credit: bool,
    /// "left", "right", "centre" between commas or in brackets.
    pub(super) pointing: bool,
    /// A present form that says what is seen, soon after the beginning.
    pub(super) describes: bool,
    /// Ends in a day: "in Moscow, April 12, 2017."
    pub(super) ends_in_day: bool,
}

impl Picture {
    /// Looks for them; `lower` is the text in small letters.
    pub(super) fn of(bare: &str, lower: &str, words: &[String]) -> Self {
        let starts = |labels: &[&str]| labels.iter().any(|label| lower.starts_with(label));
        let short = words.len() <= 60;
        let label = starts(&[
            "photo:",
            "photo by",
            "photo credit",
            "photograph:",
            "photos:",
            "picture:",
            "image:",
            "image credit",
            "image copyright",
            "image caption",
            "image source",
            "media caption",
            "caption:",
            "file -",
            "file –",
            "file —",
            "file photo",
            "file picture",
            "file:",
            "video:",
            "photo/",
            "illustration:",
            "graphic:",
            "map:",
            "pictured:",
            "in this photo",
            "in this image",
            "in this handout",
            "a handout",
            "(photo",
            "[photo",
            "credit:",
            "play video",
            "watch video",
            "media playback",
            "above:",
            "picture shows",
            "this handout",
            "a file photo",
        ]) || (starts(&["in this "])
            && lower[..lower.floor_char_boundary(60)].contains(" photo"));
        let credit = [
            "getty images",
            "ap photo",
            "afp photo",
            "reuters/",
            "/reuters",
            "/afp",
            "afp/",
            "/ap)",
            "/tass",
            "tass/",
            "epa/",
            "/epa",
            "/ap photo",
            "(photo:",
            "(photo by",
            "(image:",
            "via ap",
            "via reuters",
            "shutterstock",
            "file photo",
            "/getty",
            "pool photo",
            "(pool",
            "handout via",
            "photo courtesy",
            "(picture:",
            "/sputnik",
            "sputnik/",
            "/ria novosti",
            "/dpa",
            "/xinhua",
            "(credit:",
            "wikimedia commons",
        ]
        .iter()
        .any(|mark| lower.contains(mark));
        // "© Mikhail Metzel/TASS": a right without a year is a photographer's.
        let credit = credit
            || (lower.starts_with('©') && words.len() <= 6 && !lower.contains(|c: char| c.is_ascii_digit()));
        let pointing = [
            ", left,",
            ", right,",
            ", center,",
            ", centre,",
            "(left)",
            "(right)",
            "(l)",
            "(r)",
            "(c)",
            "(center)",
            "(centre)",
            ", left ",
            ", second from",
        ]
        .iter()
        .any(|mark| lower.contains(mark) || lower.ends_with(mark.trim_end_matches([',', ' '])));
        let describes = words.iter().take(14).skip(1).any(|word| words::describes_picture(word));
        let tail = &bare[bare.ceil_char_boundary(bare.len().saturating_sub(40))..];
        let ends_in_day =
            calendar::first(tail).is_some_and(|day| day.year.is_some() && tail.len() - day.range.end <= 2);
        Self {
            label: label && short,
            credit: credit && short,
            pointing: pointing && short,
            describes,
            ends_in_day,
        }
    }
}
