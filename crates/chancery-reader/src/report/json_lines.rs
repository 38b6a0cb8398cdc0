use std::io::BufRead;

use serde_json::{Map, Value};

use super::{Given, Published, PublishedFrom, Report, decode, front};
use crate::reading::ReadError;

/// Reads reports from JSON lines, one at a time.
///
/// A line that cannot be read yields an error that names it, and the next one follows. Blank lines are skipped.
///
/// ```
/// use chancery_reader::report::{Given, JsonLines};
/// let lines = "{\"id\": \"r1\", \"text\": \"Lavrov spoke.\", \"section\": \"World\"}\n{\"text\": 7}\n";
/// let mut reports = JsonLines::new("talks.jsonl", lines.as_bytes(), Given::default());
/// let first = reports.next().unwrap().unwrap();
/// assert_eq!((first.id.as_str(), &first.extra["section"]), ("r1", &"World".into()));
/// let error = reports.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "talks.jsonl:2: field `text` must be a string, found the number 7");
/// assert!(reports.next().is_none());
/// ```
#[derive(Debug)]
pub struct JsonLines<R> {
    input: String,
    reader: R,
    given: Given,
    line: u64,
    buffer: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Starts reading; `input` is the name that errors give.
    pub fn new(input: impl Into<String>, reader: R, given: Given) -> Self {
        Self { input: input.into(), reader, given, line: 0, buffer: Vec::new(), ended: false }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.buffer.clear();
            self.line += 1;
            let error = |message: String| ReadError::new(&self.input, Some(self.line), message);
            match self.reader.read_until(b'\n', &mut self.buffer) {
                Ok(0) => self.ended = true,
                Ok(_) => {
                    let skip = if self.line == 1 && self.buffer.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                    let line = self.buffer[skip..].trim_ascii();
                    if !line.is_empty() {
                        return Some(json_line(line, &self.given).map_err(error));
                    }
                }
                Err(cause) => {
                    self.ended = true;
                    return Some(Err(error(format!(
                        "the rest cannot be read: {cause}; is the file cut off?"
                    ))));
                }
            }
        }
        None
    }
}

/// Reads one line; the error says what is wrong with it.
pub fn json_line(line: &[u8], given: &Given) -> Result<Report, String> {
    let lossy = String::from_utf8_lossy(line);
    let mut notes = Vec::new();
    if let Err(cause) = std::str::from_utf8(line) {
        notes.push(format!(
            "unreadable byte sequences replaced, the first at byte {} of the line",
            cause.valid_up_to()
        ));
    }
    let parsed = serde_json::from_str(&lossy).or_else(|error| match mend_surrogates(&lossy) {
        Some(mended) => serde_json::from_str(&mended).inspect(|_: &Value| {
            notes.push("half surrogate pairs (\\ud800 to \\udfff) replaced".to_owned());
        }),
        None => Err(error),
    });
    let mut fields: Map<String, Value> = match parsed {
        Ok(Value::Object(fields)) => fields,
        Ok(other) => {
            return Err(format!(
                "a report must be an object like {{\"text\": \"…\"}}, found {}",
                shown(&other)
            ));
        }
        Err(error) => return Err(format!("not JSON: {error}")),
    };
    let Some(text) = string(&mut fields, "text")? else {
        return Err("field `text` is missing; a report must be an object like {\"text\": \"…\"}".to_owned());
    };
    let id = match fields.shift_remove("id") {
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(other) => {
            fields.insert("id".to_owned(), other);
            string(&mut fields, "id")?.filter(|id| !id.is_empty())
        }
        None => None,
    };
    let mut report = Report::new(decode::clean(text, &mut notes), id);
    report.notes = notes;
    report.title = string(&mut fields, "title")?;
    report.url = string(&mut fields, "url")?;
    report.outlet = string(&mut fields, "outlet")?;
    report.byline = string(&mut fields, "byline")?;
    report.language = string(&mut fields, "language")?;
    if let Some(published) =
        string(&mut fields, "published")?.filter(|published| !published.trim().is_empty())
    {
        match published.parse::<Published>() {
            Ok(published) => {
                report.published = Some(published);
                report.published_from = PublishedFrom::Given;
            }
            Err(error) => report.notes.push(format!("field `published`: {error}")),
        }
    }
    report.extra = fields;
    report.fill(given);
    front::complete(&mut report);
    Ok(report)
}

/// Takes a known field out; null is as good as absent.
fn string(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match fields.shift_remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) if name == "text" => Ok(Some(value)),
        Some(Value::String(value)) => Ok(Some(decode::clean(value, &mut Vec::new()))),
        Some(other) => Err(format!("field `{name}` must be a string, found {}", shown(&other))),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the truth value {value}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Replaces the escapes of half surrogate pairs, which Python's `json` writes and no UTF-8 text can hold.
fn mend_surrogates(line: &str) -> Option<String> {
    let unit = |at: usize| {
        let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let mut mended = String::with_capacity(line.len());
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = line[at..].find('\\') {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            (Some(0xD800..0xE000), _) => {
                mended.push_str(&line[copied..at]);
                mended.push('\u{FFFD}');
                copied = at + 6;
                6
            }
            (Some(_), _) => 6,
            // Any other escape: the character behind the backslash is skipped, whatever its width.
            (None, _) => 1 + line[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    mended.push_str(&line[copied..]);
    (copied > 0).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Result<&str, &str>) {
        let found = json_line(line.as_bytes(), &Given::default());
        assert_eq!(
            found.as_ref().map(|report| report.text.as_str()).map_err(String::as_str),
            expect,
            "{line}"
        );
    }

    #[test]
    fn lines() {
        check(r#"{"text": "Lavrov spoke."}"#, Ok("Lavrov spoke."));
        check(r#"{"text": ""}"#, Ok(""));
        check(r#"{"text": "a\u0000b"}"#, Ok("a b"));
        check(r#"{"text": "a\ud83d\ude00b \ud83d \\ud83d"}"#, Ok("a😀b \u{FFFD} \\ud83d"));
        check(r#"{"text": "a", "title": null}"#, Ok("a"));
        check("7", Err("a report must be an object like {\"text\": \"…\"}, found the number 7"));
        check("{}", Err("field `text` is missing; a report must be an object like {\"text\": \"…\"}"));
        check(r#"{"text": ["a"]}"#, Err("field `text` must be a string, found a list"));
        check(r#"{"text": "a", "title": 7}"#, Err("field `title` must be a string, found the number 7"));
        check(r#"{"text": "a", "id": {}}"#, Err("field `id` must be a string, found an object"));
        assert!(json_line(b"{\"text\": \"a", &Given::default()).unwrap_err().starts_with("not JSON: EOF"));
    }

    #[test]
    fn known_fields() {
        let line = r#"{"id": 7, "text": "a", "published": "2017-04-12T18:05:00Z", "byline": "Anna Petrova", "tags": ["x"]}"#;
        let report = json_line(line.as_bytes(), &Given::default()).unwrap();
        assert_eq!(report.id, "7");
        assert_eq!(report.published.unwrap().to_string(), "2017-04-12T18:05:00Z");
        assert_eq!(report.byline.as_deref(), Some("Anna Petrova"));
        assert_eq!(report.extra.keys().collect::<Vec<_>>(), ["tags"]);
    }

    #[test]
    fn a_bad_date_is_noted() {
        let report = json_line(br#"{"text": "a", "published": "2017-02-30"}"#, &Given::default()).unwrap();
        assert_eq!(report.published, None);
        assert!(
            report.notes[0].starts_with("field `published`: \"2017-02-30\" is no date"),
            "{:?}",
            report.notes
        );
    }

    #[test]
    fn given_fills_what_is_missing() {
        let given =
            Given { outlet: Some("The Courier".into()), title: Some("Given".into()), ..Given::default() };
        let report = json_line(br#"{"text": "a", "title": "Own"}"#, &given).unwrap();
        assert_eq!((report.title.as_deref(), report.outlet.as_deref()), (Some("Own"), Some("The Courier")));
    }

    #[test]
    fn the_id_is_the_hash_where_none_is_given() {
        let report = json_line(br#"{"text": ""}"#, &Given::default()).unwrap();
        assert_eq!(report.id, "e3b0c44298fc1c14");
        assert_eq!(report.sha256.len(), 64);
    }
}
