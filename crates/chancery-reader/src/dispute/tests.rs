use std::collections::BTreeMap;

use super::*;
use crate::quotation::find_quotations;
use crate::rule;
use crate::statement::find_statements;

/// Actors known by their words alone.
struct Named<'a> {
    document: &'a Document,
    actors: BTreeMap<&'a str, usize>,
}

impl Cast for Named<'_> {
    fn actor(&mut self, phrase: Phrase) -> Option<usize> {
        let next = self.actors.len();
        Some(*self.actors.entry(self.document.token(phrase.head as usize).text()).or_insert(next))
    }

    fn at(&self, token: u32) -> Option<usize> {
        self.actors.get(self.document.token(token as usize).text()).copied()
    }

    fn members(&self, _: usize) -> Vec<usize> {
        Vec::new()
    }

    fn one_side(&self, _: usize, _: usize) -> bool {
        false
    }

    fn readable(&self, _: Span) -> bool {
        true
    }
}

/// The disputes of a document.
fn disputes(document: &Document) -> Vec<Dispute> {
    let statements = find_statements(document, &find_quotations(document.text()), rule::embedded());
    let mut cast = Named { document, actors: BTreeMap::new() };
    let speakers = statements.iter().map(|s| s.speaker.and_then(|speaker| cast.actor(speaker))).collect();
    find_disputes(document, rule::embedded(), &Said::new(&statements, speakers), &mut cast)
}

/// A word with its lemma, part of speech, head and label.
fn sentence(words: &[&str]) -> String {
    let rows = words.iter().enumerate().map(|(at, word)| {
        let parts: Vec<&str> = word.split('/').collect();
        let [form, lemma, upos, xpos, head, deprel] = parts[..] else { panic!("six parts: {word}") };
        format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", at + 1)
    });
    rows.collect::<String>() + "\n"
}

fn accusation() -> String {
    sentence(&[
        "Moscow/Moscow/PROPN/NNP/2/nsubj",
        "accused/accuse/VERB/VBD/0/ROOT",
        "Kyiv/Kyiv/PROPN/NNP/2/dobj",
        "of/of/ADP/IN/2/prep",
        "shelling/shell/VERB/VBG/4/pcomp",
        "towns/town/NOUN/NNS/5/dobj",
        "././PUNCT/./2/punct",
    ])
}

fn denial(object: &str) -> String {
    sentence(&["Kyiv/Kyiv/PROPN/NNP/2/nsubj", "denied/deny/VERB/VBD/0/ROOT", object, "././PUNCT/./2/punct"])
}

fn read(sentences: &str) -> Document {
    Document::from_conllu(sentences).unwrap().remove(0)
}

#[test]
fn a_denial_is_tied_to_what_was_alleged() {
    let document = read(&(accusation() + &denial("it/it/PRON/PRP/2/dobj")));
    let found = disputes(&document);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(&document.text()[found[0].proposition.range()], "shelling towns");
    let stances: Vec<Stance> = found[0].positions.iter().map(|p| p.stance).collect();
    assert_eq!(stances, [Stance::Affirms, Stance::Denies]);
}

#[test]
fn what_nobody_contests_is_no_dispute() {
    assert!(disputes(&read(&accusation())).is_empty());
}

#[test]
fn it_alone_is_no_proposition() {
    assert!(disputes(&read(&denial("it/it/PRON/PRP/2/dobj"))).is_empty());
}

#[test]
fn the_same_matter_told_twice_is_one_dispute() {
    let once = denial("strikes/strike/NOUN/NNS/2/dobj");
    assert_eq!(disputes(&read(&once.repeat(2))).len(), 1);
}

#[test]
fn disputes_are_found_in_linear_time() {
    let unit = accusation() + &denial("strikes/strike/NOUN/NNS/2/dobj") + &denial("it/it/PRON/PRP/2/dobj");
    let time = |n: usize| {
        let document = read(&unit.repeat(n));
        let start = std::time::Instant::now();
        assert!(!disputes(&document).is_empty());
        start.elapsed()
    };
    time(50);
    let (small, large) = (time(250), time(2000));
    assert!(large < small * 30, "{small:?} {large:?}");
}
