//! Streams of JSON lines: plain, packed, broken.

use std::io::{BufReader, Read, Write};

use chancery_reader::report::{Given, JsonLines, decompress};

const LINES: &str =
    "\u{feff}{\"text\": \"Lavrov spoke.\"}\r\n\n{oops\n{\"text\": \"Tillerson \u{1F600} spoke.\"}";

fn read(bytes: &[u8]) -> Vec<String> {
    let reader = decompress(BufReader::new(bytes)).unwrap();
    JsonLines::new("talks.jsonl", reader, Given::default())
        .map(|item| match item {
            Ok(report) => report.text,
            Err(error) => error.to_string(),
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn packed_or_not_the_reports_are_the_same() {
    let plain = read(LINES.as_bytes());
    assert_eq!(plain.len(), 3);
    assert_eq!((plain[0].as_str(), plain[2].as_str()), ("Lavrov spoke.", "Tillerson 😀 spoke."));
    assert!(plain[1].starts_with("talks.jsonl:3: not JSON: "), "{}", plain[1]);
    assert_eq!(read(&gzip(LINES.as_bytes())), plain);
    assert_eq!(read(&zstd::encode_all(LINES.as_bytes(), 1).unwrap()), plain);
    assert_eq!(read(&[gzip(b"{\"text\": \"a\"}\n"), gzip(b"{\"text\": \"b\"}\n")].concat()), ["a", "b"]);
}

#[test]
fn a_cut_off_file_says_so() {
    let packed = gzip(LINES.repeat(200).as_bytes());
    let found = read(&packed[..packed.len() / 2]);
    assert!(found.last().unwrap().contains("is the file cut off?"), "{found:?}");
}

#[test]
fn nothing_and_almost_nothing() {
    assert!(read(b"").is_empty());
    assert!(read(b"\n\n \r\n").is_empty());
    assert_eq!(read(b"{").len(), 1);
    assert_eq!(read(b"\x1f\x8b").len(), 1);
}

/// A pipe that delivers one byte at a time.
struct Drop<'b>(&'b [u8]);

impl Read for Drop<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = into.len().min(1);
        self.0.read(&mut into[..length])
    }
}

#[test]
fn a_slow_pipe_is_read_alike() {
    let packed = gzip(LINES.as_bytes());
    let reader = decompress(BufReader::new(Drop(&packed))).unwrap();
    assert_eq!(JsonLines::new("-", reader, Given::default()).count(), 3);
}

#[test]
fn deep_nesting_and_broken_bytes_are_survived() {
    let deep = format!("{{\"text\": {}", "[".repeat(1_000_000));
    assert!(read(deep.as_bytes())[0].contains("not JSON"));
    assert_eq!(read(b"{\"text\": \"a\xFFb\"}"), ["a\u{FFFD}b"]);
}
