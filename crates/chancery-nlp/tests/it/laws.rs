//! What holds of every text.

use chancery_nlp::Document;
use proptest::prelude::*;

use crate::PIPELINE;

/// Texts that look like news with accidents: marks, controls, other scripts, broken spacing.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "(Moscow|Lavrov|said|the|talks|U\\.S\\.|don't|[a-z]{1,9}|[A-Z][a-z]{1,9}|[0-9]{1,4})",
        2 => "[.,;:!?\"'“”‘’«»()\\-–—…/$%&*]",
        1 => "[ \\t\\n\\r\\u{a0}\\u{2003}\\u{85}\\u{0}]{1,3}",
        1 => "\\PC{1,4}",
    ];
    proptest::collection::vec((piece, prop_oneof![3 => Just(" "), 1 => Just("")]), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.into()]).collect())
}

fn check(document: &Document, text: &str) {
    assert_eq!(document.text(), text);
    let mut at = 0;
    for token in document.tokens() {
        let span = token.span();
        assert_eq!(span.start, at, "tokens tile the text");
        assert!(!span.is_empty());
        at = span.end;
        if token.space_after() {
            assert_eq!(&text[at as usize..at as usize + 1], " ");
            at += 1;
        }
    }
    assert_eq!(at as usize, text.len(), "tokens reach the end");
    let mut next = 0;
    for sentence in document.sentences() {
        assert_eq!(sentence.range().start, next, "sentences tile the tokens");
        next = sentence.range().end;
        assert!(sentence.tokens().any(|token| token.head().is_none()), "each sentence has a root");
    }
    assert_eq!(next as usize, document.len());
    for token in document.tokens() {
        assert!(token.ancestors().count() < document.len(), "no token is its own ancestor");
        assert!(token.left_edge().index() <= token.index() && token.index() <= token.right_edge().index());
        assert_eq!(token.deprel().as_str() == "ROOT", token.head().is_none());
    }
    for pair in document.entities().windows(2) {
        assert!(pair[0].tokens.end <= pair[1].tokens.start, "entities do not overlap");
    }
    for entity in document.entities() {
        assert!(!entity.tokens.is_empty() && !entity.label.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_gives_a_sound_document(text in texts()) {
        check(&PIPELINE.process_one(&text), &text);
    }

    #[test]
    fn a_text_reads_the_same_alone_and_in_company(texts in proptest::collection::vec(texts(), 1..8)) {
        let together = PIPELINE.process(&texts);
        for (text, document) in texts.iter().zip(&together) {
            let alone = PIPELINE.process_one(text);
            prop_assert_eq!(print(&alone), print(document));
        }
    }
}

#[test]
fn every_number_of_threads_gives_the_same() {
    let texts: Vec<String> = (0..200)
        .map(|i| format!("Lavrov met Tillerson in Moscow on {i}. Talks failed.\n").repeat(9))
        .collect();
    let with = |threads: usize| -> Vec<String> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| PIPELINE.process(&texts)).iter().map(print).collect()
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

fn print(document: &Document) -> String {
    let mut out = String::new();
    document.to_conllu(None, &mut out).expect("a string takes everything");
    out
}
