//! What the tiny pipeline says of the sentences that it was trained on: spaCy says the same.

use chancery_nlp::Upos;

use crate::PIPELINE;

#[test]
fn a_sentence_is_tagged_parsed_and_its_places_are_found() {
    let document = PIPELINE.process_one("Moscow said the talks had failed.");
    let tokens: Vec<_> = document
        .tokens()
        .map(|t| (t.text(), t.lemma(), t.upos(), t.xpos().as_str(), t.deprel().as_str()))
        .collect();
    assert_eq!(
        tokens,
        [
            ("Moscow", "Moscow", Upos::Propn, "NNP", "nsubj"),
            ("said", "say", Upos::Verb, "VBD", "ROOT"),
            ("the", "the", Upos::Det, "DT", "det"),
            ("talks", "talk", Upos::Noun, "NNS", "nsubj"),
            ("had", "have", Upos::Verb, "VBD", "aux"),
            ("failed", "fail", Upos::Verb, "VBN", "ccomp"),
            (".", ".", Upos::Punct, ".", "punct"),
        ]
    );
    let places: Vec<_> = document.entities().iter().map(|e| (e.tokens.clone(), e.label.as_str())).collect();
    assert_eq!(places, [(0..1, "GPE")]);
}

#[test]
fn two_sentences_come_apart() {
    let document = PIPELINE.process_one("Lavrov met Tillerson in Moscow. Talks will resume on Monday.");
    let sentences: Vec<_> = document.sentences().map(|s| s.text()).collect();
    assert_eq!(sentences, ["Lavrov met Tillerson in Moscow.", "Talks will resume on Monday."]);
}

#[test]
fn an_empty_text_gives_an_empty_document() {
    for text in ["", " ", "\n\n\t"] {
        let document = PIPELINE.process_one(text);
        assert_eq!(document.text(), text);
        assert!(document.entities().is_empty());
    }
}
