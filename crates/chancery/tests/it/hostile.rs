//! Inputs that nobody means well with: a clear message or a poorer reading, never a panic, never quadratic time.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::laws::{check, objects};
use super::{Folder, examples, program};

/// A text that grows: what it is called, and about that many bytes of it.
type Text = (&'static str, fn(usize) -> String);

#[rustfmt::skip]
const TEXTS: &[Text] = &[
    ("straight marks", |n| "\"".repeat(n)),
    ("straight marks apart", |n| "\" ".repeat(n / 2)),
    ("words in marks", |n| "\"a ".repeat(n / 3)),
    ("opening marks", |n| "“".repeat(n / 3)),
    ("closing marks apart", |n| "” ".repeat(n / 4)),
    ("single marks", |n| "'".repeat(n)),
    ("marks of all kinds", |n| "“‘\"'«".repeat(n / 10)),
    ("nested marks", |n| "“‘".repeat(n / 12) + " no " + &"’”".repeat(n / 12)),
    ("short quotations", |n| "\"Yes,\" he said, ".repeat(n / 16)),
    ("a mark opened in each paragraph", |n| "“Lavrov said it again\n\n".repeat(n / 25)),
    ("blank lines", |n| "\n".repeat(n)),
    ("one letter a paragraph", |n| "a\n\n".repeat(n / 3)),
    ("carriage returns", |n| "\r\n".repeat(n / 2)),
    ("one word", |n| "a".repeat(n)),
    ("one capital word", |n| "A".repeat(n)),
    ("one word with hyphens", |n| "a-".repeat(n / 2)),
    ("one address", |n| "http://a.b/c?d=e&".repeat(n / 17)),
    ("dashes", |n| "—".repeat(n / 3)),
    ("brackets", |n| "(".repeat(n)),
    ("deep Markdown quotes", |n| "> ".repeat(n / 2) + "Lavrov said the talks had failed."),
    ("many Markdown quotes", |n| ("> ".repeat(300) + "Lavrov said no.\n").repeat(n / 616)),
    ("a table", |n| "| a | b |\n".repeat(n / 10)),
    ("bylines", |n| "By John Smith\n".repeat(n / 14)),
    ("capitalised names", |n| numbered(n / 16, |i| format!("Ivan Petrov{} ", letters(i)))),
    ("persons who speak", |n| numbered(n / 30, |i| format!("Ivan {} said so. ", capital(i)))),
    ("one person", |n| "John Smith said so. Mr Smith left. ".repeat(n / 35)),
    ("countries", |n| "the United States, Russia, Syria, ".repeat(n / 34)),
    ("conjuncts", |n| "Lavrov, ".repeat(n / 8) + "and Tillerson said the talks had failed."),
    ("one sentence", |n| "the minister of the council in ".repeat(n / 31)),
    ("speech in speech", |n| "Lavrov said that ".repeat(n / 17) + "it rained."),
    ("a verb again and again", |n| "he said ".repeat(n / 8)),
    ("combined characters", |n| "𝕬é\u{301}\u{200b}\u{202e}".repeat(n / 13)),
    ("families", |n| "👩‍👩‍👧‍👦".repeat(n / 25)),
    ("news on one line", |n| NEWS.replace('\n', " ").repeat(n / NEWS.len() + 1)),
    ("news", |n| NEWS.repeat(n / NEWS.len() + 1)),
];

const NEWS: &str = include_str!("../../../../examples/moscow-2017/potomac-wire-moscow.txt");

fn numbered(times: usize, write: fn(usize) -> String) -> String {
    (0..times).map(write).collect()
}

fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn capital(number: usize) -> String {
    "P".to_owned() + &letters(number)
}

/// Reads files and checks that each gives a sound reading.
fn readings(folder: &Folder, names: &[&str]) -> Vec<Value> {
    let arguments = [&["read", "--format", "jsonl"], names].concat();
    let readings = objects(&folder.run_with_model(&arguments).check(0, &[]).out);
    assert_eq!(readings.len(), names.len());
    for (reading, name) in readings.iter().zip(names) {
        check(reading).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
    }
    readings
}

#[test]
fn odd_bytes_are_read_as_far_as_possible() {
    let folder = Folder::new();
    let utf16 = |units: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}Lavrov said the talks had failed.".encode_utf16().flat_map(units).collect()
    };
    folder.write("empty.txt", "");
    folder.write("blank.txt", " \n\t \r\n \u{a0}  ");
    folder.write("bad.txt", b"Lavrov said \xFF\xFE the talks\xC3( had failed. \x80\x80");
    folder.write("nul.txt", b"Lavrov\0 said\0\0 the talks had failed.\0");
    folder.write("little.txt", utf16(u16::to_le_bytes));
    folder.write("big.txt", utf16(u16::to_be_bytes));
    let names = ["empty.txt", "blank.txt", "bad.txt", "nul.txt", "little.txt", "big.txt"];
    let readings = readings(&folder, &names);
    for poor in &readings[..2] {
        assert_eq!(poor["statements"].as_array().unwrap().len(), 0);
    }
    for noted in &readings[2..4] {
        assert_eq!(noted["report"]["notes"].as_array().unwrap().len(), 1, "{}", noted["report"]);
    }
    for whole in &readings[3..] {
        let text = whole["report"]["text"].as_str().unwrap();
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>().join(" "),
            "Lavrov said the talks had failed."
        );
        assert_eq!(whole["statements"][0]["cue"]["text"], "said", "{}", whole["statements"]);
    }
    let shown = folder.run_with_model(&[&["read"][..], &names].concat());
    shown.check(0, &["6 reports read"]);
}

#[test]
fn odd_texts_are_read_by_the_laws() {
    let folder = Folder::new();
    let names: Vec<String> = TEXTS.iter().map(|(name, _)| format!("{name}.txt")).collect();
    for ((_, text), name) in TEXTS.iter().zip(&names) {
        folder.write(name, text(3_000));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    readings(&folder, &names);
    let shown = folder.run_with_model(&[&["read"][..], &names].concat());
    shown.check(0, &[]);
}

/// Whether marks are even or odd, nested or crossed, and whatever stands between them.
#[test]
fn every_short_run_of_marks_is_read_by_the_laws() {
    let folder = Folder::new();
    let pieces = ["\"", "“", "”", "‘", "’", "'", " he said ", "No. ", "\n\n"];
    let mut lines = String::new();
    for number in 0..pieces.len().pow(4) {
        let text: String =
            (0..4).map(|place| pieces[number / pieces.len().pow(place) % pieces.len()]).collect();
        lines += &serde_json::json!({ "text": text }).to_string();
        lines.push('\n');
    }
    folder.write("marks.jsonl", lines);
    let read = folder.run_with_model(&["read", "marks.jsonl", "--format", "jsonl"]);
    for reading in objects(&read.check(0, &[]).out) {
        check(&reading).unwrap_or_else(|wrong| panic!("{}: {wrong}", reading["report"]["text"]));
    }
}

#[test]
fn long_sentences_and_words_are_read() {
    let folder = Folder::new();
    let ministers = numbered(300, |i| format!("Minister {}, ", capital(i)));
    folder.write("conjuncts.txt", format!("{ministers}and Lavrov said the talks had failed."));
    folder.write("long.txt", "the minister of the council in ".repeat(334) + "said it rained.");
    folder.write("names.txt", numbered(10_000, |i| capital(i) + " "));
    folder.write("word.txt", format!("Lavrov said {} had failed.", "talks".repeat(20_000)));
    folder.write("nested.txt", "“‘".repeat(5_000) + "no" + &"’”".repeat(5_000));
    readings(&folder, &["conjuncts.txt", "long.txt", "names.txt", "word.txt", "nested.txt"]);
}

#[test]
fn a_torn_archive_costs_no_other_report() {
    let folder = Folder::new();
    let dispatches = std::fs::read(examples().join("dispatches.jsonl")).unwrap();
    folder.write("a.txt", "Lavrov said the talks had failed.");
    folder.write("b.jsonl", [b"{\"text\": \"torn", b"\n".as_slice(), &dispatches].concat());
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&dispatches.repeat(50)).unwrap();
    let packed = packed.finish().unwrap();
    folder.write("c.jsonl.gz", &packed[..packed.len() / 2]);
    folder.write("d.txt.gz", [&packed[..20], b"rubbish"].concat());
    folder.write("e.jsonl.zst", b"\x28\xB5\x2F\xFD rubbish");
    folder.write("f.txt", "Putin denied it.");
    let ended = folder.run_with_model(&["read", ".", "--format", "jsonl"]);
    ended.check(1, &[]);
    let errors = objects(&ended.err);
    let inputs: Vec<&str> = errors.iter().map(|error| error["input"].as_str().unwrap()).collect();
    assert_eq!(inputs, ["./b.jsonl", "./c.jsonl.gz", "./d.txt.gz", "./e.jsonl.zst"]);
    let readings = objects(&ended.out);
    assert!(readings.len() >= 4, "{}", readings.len());
    assert_eq!(readings.last().unwrap()["report"]["text"], "Putin denied it.");
}

#[test]
fn a_model_that_is_none_is_told() {
    let folder = Folder::new();
    folder.write("talks.txt", "Lavrov said the talks had failed.");
    folder.write("picture.whl", b"GIF89a");
    folder.write("torn.whl", b"PK\x03\x04 and no more");
    folder.write("foreign.chancery-model-1", [0xFF; 4096]);
    std::fs::create_dir(folder.path("folder")).unwrap();
    for model in ["gone.whl", "picture.whl", "torn.whl", "foreign.chancery-model-1", "folder", "xx"] {
        let ended = folder.run(&["read", "talks.txt", "--model", model]);
        ended.check(1, &["error: ", model]);
        assert!(ended.out.is_empty() && !ended.err.contains("bug"), "{}", ended.err);
    }
}

#[test]
fn an_interrupted_run_leaves_whole_lines() {
    let folder = Folder::new();
    let line = serde_json::json!({ "text": NEWS }).to_string() + "\n";
    let many = folder.write("many.jsonl", line.repeat(2_000));
    let out = folder.path("out.jsonl");
    let mut child = program(&["read", many.to_str().unwrap(), "--format", "jsonl"])
        .stdout(File::create(&out).unwrap())
        .spawn()
        .unwrap();
    while out.metadata().unwrap().len() == 0 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(2));
    let written = std::fs::read_to_string(out).unwrap();
    assert!(written.ends_with('\n') && !objects(&written).is_empty());
}

/// Reads every text and one eight times as long, which may take 24 times as long, but no more.
fn all_grow(size: usize) {
    let folder = Folder::new();
    let time = |text: &str| {
        folder.write("text.txt", text);
        let start = Instant::now();
        folder.run_with_model(&["read", "text.txt", "--format", "jsonl", "--threads", "1"]).check(0, &[]);
        start.elapsed().as_secs_f64()
    };
    let start = time("").min(time(""));
    let mut slow = Vec::new();
    for (name, text) in TEXTS {
        let (small, large) = (text(size), text(8 * size));
        let measure = || ((time(&small) - start).max(0.05), time(&large) - start);
        // Other work on the machine may disturb one measurement, hardly three.
        let measured: Vec<_> =
            (0..3).map(|_| measure()).take_while(|(small, large)| *large >= 24.0 * small).collect();
        if measured.len() == 3 {
            slow.push(format!("{name}, in seconds: {measured:.2?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn time_grows_with_the_text() {
    all_grow(2_500);
}

/// `just hostile`
#[test]
#[ignore = "takes minutes"]
fn time_grows_with_a_large_text() {
    all_grow(125_000);
}

/// `just hostile`
#[test]
#[ignore = "takes minutes and gigabytes"]
fn a_hundred_megabytes_are_read() {
    let folder = Folder::new();
    for text in [
        "Lavrov said the talks had failed. ".repeat(3_000_000),
        "a".repeat(100_000_000),
        "\"".repeat(1_000_000),
        "\n".repeat(1_000_000),
    ] {
        folder.write("text.txt", text);
        let mut program = program(&["read", "text.txt", "--format", "jsonl"]);
        let status = program.current_dir(folder.path("")).stdout(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(0));
    }
}
