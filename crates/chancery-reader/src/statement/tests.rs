use std::fmt::Write as _;

use chancery_nlp::Document;

use super::*;
use crate::quotation::find_quotations;
use crate::rule;

/// Texts with what they must give.
const CASES: &str = include_str!("cases.md");
/// Their parses by `en_core_web_md` 3.7.1.
const PARSED: &str = include_str!("cases.conllu");

/// The statements of a document, a line each.
fn shown(document: &Document) -> String {
    let text = |span: Span| &document.text()[span.range()];
    let found = find_statements(document, &find_quotations(document.text()), rule::embedded());
    let mut lines = String::new();
    for statement in &found {
        let depth = std::iter::successors(statement.parent, |&p| found[p].parent).count();
        let guessed =
            statement.candidates.first().map(|(p, _)| format!("?{} ", text(p.span))).unwrap_or_default();
        let content: Vec<&str> = statement.content.iter().map(|&span| text(span)).collect();
        let line = format!(
            "{}{:?} {:?} | {guessed}{} | {} | {}",
            ">".repeat(depth),
            statement.form,
            statement.polarity,
            statement.speaker.map_or("", |p| text(p.span)),
            statement.cue.map_or("", text),
            content.join(" || ").replace('\n', "\\n"),
        );
        let _ = writeln!(lines, "- {}", line.replace("|  |", "| |"));
    }
    lines
}

#[test]
fn cases_hold() {
    let documents = Document::from_conllu(PARSED).unwrap();
    let mut documents = documents.iter();
    let mut expected = CASES.lines().peekable();
    let mut now = String::new();
    while let Some(line) = expected.next() {
        let _ = writeln!(now, "{line}");
        let Some(text) = line.strip_prefix("> ") else { continue };
        let document = documents.next().expect("a parse for each text; run tools/statements/parse_cases.py");
        assert_eq!(
            document.text().trim_end(),
            text.replace("\\n", "\n"),
            "run tools/statements/parse_cases.py"
        );
        now += &shown(document);
        while expected.next_if(|line| line.starts_with("- ")).is_some() {}
    }
    assert!(now == CASES, "the cases give now:\n{now}");
}

#[test]
fn every_list_is_used_or_read() {
    // A list that no pattern and no code names is dead weight; the build embeds all of them.
    let files: Vec<(&str, &str)> = rule::embedded_files().collect();
    let events = concat!(
        include_str!("../event/raw.rs"),
        include_str!("../event/side.rs"),
        include_str!("../event/status.rs")
    );
    let code = concat!(include_str!("lexicon.rs"), include_str!("frame.rs")).to_owned() + events;
    for (name, _) in files.iter().filter(|(name, _)| name.starts_with("lists/")) {
        let stem = name.trim_start_matches("lists/").trim_end_matches(".txt");
        let named = files.iter().any(|(_, text)| text.contains(&format!("@{stem}")));
        assert!(named || code.contains(&format!("{stem}.txt")), "nothing names {name}");
    }
}

#[test]
fn statements_are_found_in_linear_time() {
    let row = "1\tMoscow\tMoscow\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n\
               3\tit\tit\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n4\twon\twin\tVERB\tVBD\t_\t2\tccomp\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    let time = |n: usize| {
        let document = Document::from_conllu(&row.repeat(n)).unwrap().remove(0);
        let quotations = find_quotations(document.text());
        let start = std::time::Instant::now();
        assert_eq!(find_statements(&document, &quotations, rule::embedded()).len(), n);
        start.elapsed()
    };
    time(200);
    let (small, large) = (time(500), time(4000));
    assert!(large < small * 30, "{small:?} {large:?}");
}
