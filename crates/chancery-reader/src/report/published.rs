use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use super::calendar;

/// When a report was published: an ISO date or date-time.
///
/// Read from ISO 8601, RFC 2822 (feeds) or written out; a day that is in no calendar is refused.
///
/// ```
/// use chancery_reader::report::Published;
/// let published: Published = "Wed, 12 Apr 2017 23:05:00 +0300".parse().unwrap();
/// assert_eq!(published.to_string(), "2017-04-12T23:05:00+03:00");
/// assert_eq!(published.date(), jiff::civil::date(2017, 4, 12));
/// assert!("2017-02-30".parse::<Published>().unwrap_err().to_string().contains("2017-02-30"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Published {
    date: Date,
    iso: String,
}

/// How the date of publication is known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PublishedFrom {
    /// It came with the input.
    Given,
    /// From what surrounds the text: the page's metadata, its address.
    Metadata,
    /// From the dateline: "MOSCOW, April 12, 2017 (Reuters) -".
    Dateline,
    /// From a line of the text: "Published: 12 April 2017".
    Text,
    /// It is not known.
    Unknown,
}

/// A string that names no day on which a report can have been published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date of publication; write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+HH:MM")]
pub struct BadDate(pub String);

impl Published {
    /// Makes it from a day, if news were printed in that year.
    pub fn new(date: Date) -> Option<Self> {
        is_plausible(date).then(|| Self { date, iso: date.to_string() })
    }

    /// Returns the day, in the place of publication.
    pub fn date(&self) -> Date {
        self.date
    }

    fn from_iso(text: &str) -> Option<Self> {
        let pieces = Pieces::parse(text).ok()?;
        let mut iso = pieces.date().to_string();
        if let Some(time) = pieces.time() {
            iso.push_str(&format!("T{time}"));
            match pieces.offset() {
                Some(PiecesOffset::Zulu) => iso.push('Z'),
                Some(PiecesOffset::Numeric(offset)) => iso.push_str(&offset_of(offset.offset())),
                _ => {}
            }
        }
        is_plausible(pieces.date()).then_some(Self { date: pieces.date(), iso })
    }

    fn from_rfc2822(text: &str) -> Option<Self> {
        let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
        let iso = format!("{}{}", zoned.datetime(), offset_of(zoned.offset()));
        is_plausible(zoned.date()).then_some(Self { date: zoned.date(), iso })
    }

    /// Reads "12 April 2017" where nothing else is written but a weekday.
    fn from_words(text: &str) -> Option<Self> {
        if text.len() > 40 {
            return None;
        }
        let found = calendar::first(text)?;
        let rest = [&text[..found.range.start], &text[found.range.end..]].concat();
        let only = rest
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| word.is_empty() || calendar::is_weekday(word));
        (only && found.year.is_some()).then(|| found.day(None))?.ok().and_then(Self::new)
    }
}

/// The first newspapers appeared in 1605; a page dated after 2200 is a slip.
fn is_plausible(date: Date) -> bool {
    (1600..=2200).contains(&date.year())
}

fn offset_of(offset: jiff::tz::Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

impl FromStr for Published {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let trimmed = text.trim();
        Self::from_iso(trimmed)
            .or_else(|| Self::from_rfc2822(trimmed))
            .or_else(|| Self::from_words(trimmed))
            .ok_or_else(|| BadDate(text.chars().take(60).collect()))
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso)
    }
}

impl Serialize for Published {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Published {
    fn schema_name() -> Cow<'static, str> {
        "Published".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$",
            "description": "When a report was published: an ISO date or date-time.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(
            text.parse::<Published>().ok().map(|found| found.to_string()).as_deref(),
            expect,
            "{text}"
        );
    }

    #[test]
    fn accepted() {
        check("2017-04-12", Some("2017-04-12"));
        check(" 2017-04-12 ", Some("2017-04-12"));
        check("2017-04-12T18:05:00Z", Some("2017-04-12T18:05:00Z"));
        check("2017-04-12 18:05", Some("2017-04-12T18:05:00"));
        check("2017-04-12T18:05:00-04:00", Some("2017-04-12T18:05:00-04:00"));
        check("2017-04-12T18:05:00.5+0530", Some("2017-04-12T18:05:00.5+05:30"));
        check("Wed, 12 Apr 2017 18:05:00 GMT", Some("2017-04-12T18:05:00+00:00"));
        check("12 April 2017", Some("2017-04-12"));
        check("Wednesday, April 12, 2017", Some("2017-04-12"));
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "2017-02-30",
            "2017-13-01",
            "0000-00-00",
            "9999-12-31",
            "99999-01-01",
            "0017-04-12",
            "soon",
            "30 February 2017",
            "April 12",
            "1492012800",
            "12/04/2017",
            "2017-04-12T25:00:00Z",
            "12 April 2017 or later",
        ] {
            check(text, None);
        }
    }
}
