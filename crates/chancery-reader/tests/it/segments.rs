//! Our own labelled pages: what each paragraph is, and what the reader takes it for.
//!
//! A page in `tests/segments` holds a paragraph a line, after the first letter of its kind: `H` headline,
//! `C` caption, `B` body, `X` boilerplate. A line that begins with `|` goes on with the paragraph above,
//! a line `--` stands for a line end without a blank line. Pages named `unread_*` were written last and not tuned on.

use std::fs;
use std::path::Path;

use chancery_reader::report::{Given, text};
use chancery_reader::segment::{SegmentKind, segments};

struct Page {
    name: String,
    text: String,
    /// Where each paragraph begins, and its kind.
    kinds: Vec<(usize, SegmentKind)>,
}

fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segments");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| page(path)).collect()
}

fn page(path: &Path) -> Page {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let (mut text, mut kinds, mut glue) = (String::new(), Vec::new(), false);
    for line in fs::read_to_string(path).unwrap().lines().filter(|line| !line.is_empty()) {
        if line == "--" {
            glue = true;
            continue;
        }
        let (mark, words) = line.split_once(' ').unwrap_or_else(|| panic!("{name}: no kind before {line:?}"));
        let kind = match mark {
            "H" => SegmentKind::Headline,
            "C" => SegmentKind::Caption,
            "B" => SegmentKind::Body,
            "X" => SegmentKind::Boilerplate,
            "|" => {
                text.push('\n');
                text.push_str(words);
                continue;
            }
            _ => panic!("{name}: {mark:?} is no kind; write H, C, B, X or |"),
        };
        if !text.is_empty() {
            text.push_str(if glue { "\n" } else { "\n\n" });
        }
        glue = false;
        kinds.push((text.len(), kind));
        text.push_str(words);
    }
    Page { name, text, kinds }
}

/// Reads the pages; returns how many paragraphs were right and how many there are, and prints the wrong ones.
fn score(pages: &[Page]) -> (usize, usize, Vec<String>) {
    let (mut right, mut all, mut lost) = (0, 0, Vec::new());
    for page in pages {
        let report = text(page.text.as_bytes(), &Given::default());
        let found = segments(&report);
        for &(start, kind) in &page.kinds {
            all += 1;
            let Some(segment) = found.iter().find(|segment| segment.span.start as usize == start) else {
                eprintln_wrong(page, start, "no segment begins here");
                continue;
            };
            let words = &report.text[segment.span.range()];
            if segment.kind == kind {
                right += 1;
            } else {
                eprintln_wrong(
                    page,
                    start,
                    &format!("{kind:?} taken for {:?} by {:?}", segment.kind, segment.rule),
                );
            }
            if kind == SegmentKind::Body && !segment.kind.yields_findings() {
                lost.push(format!("{}: {words}", page.name));
            }
        }
        if found.len() != page.kinds.len() {
            eprintln_wrong(page, 0, &format!("{} segments for {} paragraphs", found.len(), page.kinds.len()));
        }
    }
    (right, all, lost)
}

#[expect(clippy::print_stderr, reason = "shown when the test fails, or with --nocapture")]
fn eprintln_wrong(page: &Page, start: usize, what: &str) {
    let line: String = page.text[start..].chars().take(70).collect();
    eprintln!("{}: {what}\n    {line}", page.name);
}

#[expect(clippy::print_stderr, reason = "the score is what the test is for")]
fn check(unread: bool, least: f64) {
    let pages: Vec<Page> =
        pages().into_iter().filter(|page| page.name.starts_with("unread_") == unread).collect();
    let (right, all, lost) = score(&pages);
    let share = right as f64 / all as f64;
    eprintln!("{} pages, {right} of {all} paragraphs right: {:.1} %", pages.len(), share * 100.0);
    assert!(share >= least, "{right} of {all}");
    assert!(lost.is_empty(), "body lost: {lost:#?}");
}

#[test]
fn labelled_pages() {
    check(false, 0.95);
}

#[test]
fn labelled_pages_not_tuned_on() {
    check(true, 0.90);
}

#[test]
fn every_body_paragraph_that_quotes_is_kept() {
    for page in pages() {
        let report = text(page.text.as_bytes(), &Given::default());
        for segment in segments(&report).iter().filter(|segment| !segment.kind.yields_findings()) {
            let words = &report.text[segment.span.range()];
            let quotes = words.contains(['"', '“'])
                && [" said", " told", " added"].iter().any(|verb| words.contains(verb));
            assert!(!quotes, "{}: {words}", page.name);
        }
    }
}
