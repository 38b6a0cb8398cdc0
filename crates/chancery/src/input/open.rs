//! A file into its reports.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use chancery_reader::reading::ReadError;
use chancery_reader::report::{Given, JsonLines, Report, decompress, text};

use super::sources::Source;

/// Reports as they come, and what could not be read.
pub(super) type Reports = Box<dyn Iterator<Item = Result<Report, ReadError>> + Send>;

/// Opens a source and walks its reports; a source that cannot be opened is one error.
pub(super) fn reports(source: &Source, given: &Given) -> Reports {
    let name = match source {
        Source::Stdin => "-".to_owned(),
        Source::File(path) => path.display().to_string(),
    };
    tracing::debug!(input = name, "opening");
    open(source, &name, given).unwrap_or_else(|error| {
        let said = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        };
        Box::new(std::iter::once(Err(ReadError::new(name, None, said))))
    })
}

fn open(source: &Source, name: &str, given: &Given) -> io::Result<Reports> {
    let (bytes, lines): (Box<dyn BufRead + Send>, _) = match source {
        Source::Stdin => (Box::new(BufReader::new(io::stdin())), None),
        Source::File(path) => (Box::new(BufReader::new(File::open(path)?)), has_lines(path)),
    };
    let mut bytes = decompress(bytes)?;
    let lines = match lines {
        Some(lines) => lines,
        None => begins_like_json(&mut bytes)?,
    };
    if lines {
        return Ok(Box::new(JsonLines::new(name, bytes, given.clone())));
    }
    let mut content = Vec::new();
    bytes.read_to_end(&mut content)?;
    Ok(Box::new(std::iter::once(Ok(text(&content, given)))))
}

/// Tells from a file's name whether it holds JSON lines; nothing if the name does not say.
fn has_lines(path: &Path) -> Option<bool> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    match Path::new(name).extension()?.to_str()? {
        "jsonl" | "ndjson" => Some(true),
        "txt" | "md" => Some(false),
        _ => None,
    }
}

/// Says whether the first line opens an object: no report of ours begins with a brace.
fn begins_like_json(bytes: &mut impl BufRead) -> io::Result<bool> {
    let head = bytes.fill_buf()?;
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    Ok(head.trim_ascii_start().starts_with(b"{"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_inside() {
        assert_eq!(has_lines(Path::new("a/talks.JSONL.gz")), Some(true));
        assert_eq!(has_lines(Path::new("talks.md.zst")), Some(false));
        assert_eq!(has_lines(Path::new("talks.gz")), None);
        assert_eq!(has_lines(Path::new("/dev/stdin")), None);
    }

    #[test]
    fn a_brace_opens_json_lines() {
        assert!(begins_like_json(&mut &b"\xEF\xBB\xBF \n{\"text\": \"a\"}"[..]).unwrap());
        assert!(!begins_like_json(&mut &b"Lavrov {spoke}"[..]).unwrap());
        assert!(!begins_like_json(&mut &b""[..]).unwrap());
    }

    #[test]
    fn a_missing_file_is_an_error_that_names_it() {
        let found: Vec<_> = reports(&Source::File("no/such.txt".into()), &Given::default()).collect();
        assert_eq!(found[0].as_ref().unwrap_err().to_string(), "no/such.txt: there is no such file");
        assert_eq!(found.len(), 1);
    }
}
