//! The frames' own examples, what loading says of wrong files, and laws.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chancery_nlp::Document;

use super::*;
use crate::atlas::Atlas;
use crate::rule::{RuleSet, STATEMENT, embedded};

/// The example texts of the frames, parsed; `tools/rules/parse_frames.py` renews them.
const PARSED: &str = include_str!("examples.conllu");

fn parsed() -> BTreeMap<String, Document> {
    let documents = Document::from_conllu(PARSED).unwrap().into_iter();
    documents.map(|document| (document.text().trim_end().to_owned(), document)).collect()
}

#[test]
fn the_examples_of_frames_hold() {
    let parsed = parsed();
    let parse = |text: &str| {
        parsed
            .get(text)
            .cloned()
            .unwrap_or_else(|| panic!("no parse of {text:?}; run tools/rules/parse_frames.py"))
    };
    let rules = embedded();
    let mut failures = String::new();
    for frame in rules.frames().frames() {
        for failure in check_frame(frame, rules, Atlas::embedded(), parse) {
            let _ = writeln!(failures, "{failure}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

const FRAME: &str = r#"what = "Somebody condemns another."
cameo = "111"
mode = "disapprove"
verbs = ["condemn", "lash out at"]
target = ["object", "at"]
needs = { object = ["ACTOR"] }
refine = [{ words = ["war"], cameo = "1123", mode = "allege" }]
yes = [{ text = "Oslo condemned Minsk.", source = "Oslo", target = "Minsk" }]
no = ["The house was condemned."]
"#;

fn load(name: &str, text: &str) -> Result<RuleSet, Vec<String>> {
    RuleSet::load(&[STATEMENT], [(name, text)])
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn wrong(old: &str, new: &str, place: &str, says: &str) {
    assert!(FRAME.contains(old), "{old:?}");
    let errors = load("event/accuse/condemn.toml", &FRAME.replacen(old, new, 1)).expect_err(new);
    assert!(errors[0].starts_with(&format!("event/accuse/condemn.toml:{place}: ")), "{errors:?}");
    assert!(errors[0].contains(says), "{errors:?}");
}

#[test]
fn a_frame_is_read() {
    let rules = load("mine/event/accuse/condemn.toml", FRAME).unwrap();
    let frame = &rules.frames().frames()[0];
    assert_eq!(frame.id(), "event/accuse/condemn");
    assert_eq!((frame.yes[0].line, frame.no[0].line), (8, 9));
}

#[test]
fn mistakes_are_told_with_place_and_remedy() {
    wrong("what = ", "waht = ", "1:1", "did you mean `what`?");
    wrong("cameo = \"111\"", "cameo = \"999\"", "2:9", "no CAMEO code");
    wrong("cameo = \"111\"\n", "", "1:1", "give the code");
    wrong("\"disapprove\"", "\"disaprove\"", "3:8", "did you mean `disapprove`?");
    wrong("verbs = [\"condemn\", \"lash out at\"]", "verbs = \"condemn\"", "4:9", "a list of words");
    wrong("verbs =", "vebs =", "4:1", "did you mean `verbs`?");
    wrong("[\"object\", \"at\"]", "[\"obejct\", \"at\"]", "5:10", "did you mean `object`?");
    wrong("[\"ACTOR\"]", "[\"@nobody\"]", "6:21", "no word list `nobody`");
    wrong("cameo = \"1123\"", "code = \"1123\"", "7:11", "words and a code");
    wrong("source = \"Oslo\"", "sorce = \"Oslo\"", "8:42", "did you mean `source`?");
    wrong("target = \"Minsk\"", "target = \"Kyiv\"", "8:68", "does not stand in the text");
    wrong("no = [", "no = [1, ", "9:7", "a near miss is a text");
    let errors = load("event/acuse/condemn.toml", FRAME).unwrap_err();
    assert!(errors[0].contains("did you mean `accuse`?"), "{errors:?}");
}

/// Finds the actors of a document by the built-in atlas alone.
fn actors(document: &Document) -> crate::actor::Actors {
    let context = crate::actor::Context {
        atlas: Atlas::embedded(),
        date: None,
        statements: &[],
        quotations: &[],
        places: None,
    };
    crate::actor::find_actors(document, |_| true, context)
}

#[test]
fn every_event_has_words_a_rule_and_a_status() {
    let rules = embedded();
    for document in parsed().values() {
        let mut actors = actors(document);
        for event in find_events(document, |_| true, &mut actors, &[], rules.frames()) {
            assert!(!event.trigger.is_empty() && event.trigger.iter().all(|span| !span.is_empty()));
            assert!(!(event.source.is_empty() && event.target.is_empty()));
            assert!(event.source.iter().all(|actor| !event.target.contains(actor)));
            assert!(code::code(&event.cameo).is_some() && event.rule.starts_with("event/"));
            assert!(event.source.iter().chain(&event.target).all(|&at| !actors.list[at].mentions.is_empty()));
        }
    }
}

proptest::proptest! {
    #[test]
    fn loading_never_panics(text in "[a-z= \n'\"\\[\\]{},#@]{0,80}") {
        let _ = load("event/accuse/x.toml", &text);
        let _ = load("event/accuse/x.toml", &FRAME.replace("cameo =", &text));
    }
}

#[test]
fn events_are_found_in_linear_time() {
    let time = |n: usize| {
        let mut rows = String::from("1\tRussia\tRussia\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=B-GPE\n");
        for at in 0..n {
            let (verb, above) = (2 * at + 2, if at == 0 { 0 } else { 2 * at });
            let deprel = if at == 0 { "ROOT" } else { "conj" };
            let _ = writeln!(rows, "{verb}\tcondemned\tcondemn\tVERB\tVBD\t_\t{above}\t{deprel}\t_\t_");
            let _ = writeln!(
                rows,
                "{}\tGeorgia\tGeorgia\tPROPN\tNNP\t_\t{verb}\tdobj\t_\tEntity=B-GPE",
                verb + 1
            );
        }
        rows.push('\n');
        let document = Document::from_conllu(&rows).unwrap().remove(0);
        let mut actors = actors(&document);
        let start = std::time::Instant::now();
        let events = find_events(&document, |_| true, &mut actors, &[], embedded().frames());
        assert!(!events.is_empty());
        start.elapsed()
    };
    time(50);
    let (small, large) = (time(300), time(2400));
    assert!(large < small * 30, "{small:?} {large:?}");
}
