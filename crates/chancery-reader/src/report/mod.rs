//! Reports: the bytes of a text file or of JSON lines, read as far as they can be.

mod byline;
pub(crate) mod calendar;
mod compression;
mod dateline;
mod decode;
mod front;
mod json_lines;
mod published;

pub(crate) use byline::byline;
pub use compression::{Compression, decompress};
pub use dateline::{Dateline, dateline};
pub(crate) use front::is_date_line;
pub use json_lines::{JsonLines, json_line};
pub use published::{BadDate, Published, PublishedFrom};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A news report: its text and what is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The input's id, else the first 16 hex digits of `sha256`.
    pub id: String,
    /// Where it was published, or null.
    pub url: Option<String>,
    /// Who published it, or null.
    pub outlet: Option<String>,
    /// Its title, or null: given, else the headline found at the top of the text.
    pub title: Option<String>,
    /// Who wrote it, as printed but for a leading "By", or null.
    pub byline: Option<String>,
    /// When it was published, ISO date or date-time, or null.
    pub published: Option<Published>,
    /// How `published` is known.
    pub published_from: PublishedFrom,
    /// Language as BCP 47 (`en`), or null.
    pub language: Option<String>,
    /// The text that every span counts in: the input's, line ends kept, a byte order mark taken off, each
    /// unreadable byte sequence replaced by U+FFFD and each control character by a space.
    pub text: String,
    /// SHA-256 of `text` in UTF-8, 64 hex digits.
    pub sha256: String,
    /// Fields of the input that have no meaning here, as they came.
    pub extra: Map<String, Value>,
    /// What made this report poorer than it should be.
    pub notes: Vec<String>,
}

/// What the caller knows of a report that the input may not say.
///
/// For a text file it wins over what the text seems to say; for a JSON line it fills what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// When it was published.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// Reads the bytes of a text file as one report.
///
/// UTF-8 with or without a byte order mark, or UTF-16 with one. A title, byline and date that stand in the
/// text itself are taken from there when they were not given.
///
/// ```
/// use chancery_reader::report::{Given, PublishedFrom, text};
/// let report = text(b"BEIRUT/MOSCOW (AP) \xE2\x80\x94 Rebels left the town.\xFF", &Given::default());
/// assert_eq!(report.published_from, PublishedFrom::Unknown);
/// assert_eq!(report.notes, ["1 unreadable byte sequence replaced, the first at byte 44"]);
/// ```
pub fn text(bytes: &[u8], given: &Given) -> Report {
    let (text, notes) = decode::decode(bytes);
    let mut report = Report::new(text, None);
    report.notes = notes;
    report.fill(given);
    front::complete(&mut report);
    report
}

impl Report {
    /// Starts a report from its text, hashing it.
    fn new(text: String, id: Option<String>) -> Self {
        let sha256: String =
            Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            id: id.unwrap_or_else(|| sha256[..16].to_owned()),
            url: None,
            outlet: None,
            title: None,
            byline: None,
            published: None,
            published_from: PublishedFrom::Unknown,
            language: None,
            text,
            sha256,
            extra: Map::new(),
            notes: Vec::new(),
        }
    }

    /// Takes over what is given where nothing is known yet.
    fn fill(&mut self, given: &Given) {
        fn or(field: &mut Option<String>, given: &Option<String>) {
            if field.is_none() {
                field.clone_from(given);
            }
        }
        or(&mut self.outlet, &given.outlet);
        or(&mut self.url, &given.url);
        or(&mut self.title, &given.title);
        if self.published.is_none() && given.published.is_some() {
            self.published.clone_from(&given.published);
            self.published_from = PublishedFrom::Given;
        }
    }
}
