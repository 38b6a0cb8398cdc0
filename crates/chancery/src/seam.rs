//! Stands in for `chancery_reader::read` until it is there: sentences and statements, speakers by their words.

use std::collections::HashMap;

use chancery_nlp::Document;
use chancery_reader::reading::{
    Actor, ActorId, ActorKind, Candidate, Form, Mention, Polarity, Reading, SentenceId, SentenceRecord,
    Statement, StatementForm, StatementId,
};
use chancery_reader::report::Report;
use chancery_reader::rule::RuleSet;
use chancery_reader::statement::{self, Phrase, find_statements};
use chancery_reader::{CodePoints, quotation, segment};

pub(crate) fn read(report: &Report, document: &Document, rules: &RuleSet) -> Reading {
    let mut reading = Reading::new(report.clone(), &segment::segments(report));
    let points = CodePoints::new(&report.text);
    for (index, sentence) in document.sentences().enumerate() {
        let id = SentenceId::from_index(index);
        reading.sentences.push(SentenceRecord { id, span: points.span(sentence.span()) });
    }
    let mut known: HashMap<String, ActorId> = HashMap::new();
    let mut actors = Vec::new();
    let mut actor = |phrase: &Phrase| -> ActorId {
        let span = points.span(phrase.span);
        let id = *known.entry(span.text.clone()).or_insert_with(|| {
            actors.push(Actor {
                id: ActorId::from_index(actors.len()),
                name: span.text.clone(),
                kind: ActorKind::Unknown,
                country: None,
                code: None,
                roles: Vec::new(),
                wikidata: None,
                members: Vec::new(),
                mentions: Vec::new(),
            });
            ActorId::from_index(actors.len() - 1)
        });
        actors[id.index()].mentions.push(Mention { span, form: Form::Name });
        id
    };
    for (index, found) in
        find_statements(document, &quotation::find_quotations(&report.text), rules).iter().enumerate()
    {
        reading.statements.push(Statement {
            id: StatementId::from_index(index),
            parent: found.parent.map(StatementId::from_index),
            form: match found.form {
                statement::Form::Direct => StatementForm::Direct,
                statement::Form::Mixed => StatementForm::Mixed,
                statement::Form::Indirect => StatementForm::Indirect,
            },
            speaker: found.speaker.as_ref().map(&mut actor),
            speaker_span: found.speaker.as_ref().map(|phrase| points.span(phrase.span)),
            candidates: found
                .candidates
                .iter()
                .map(|(p, c)| Candidate { actor: actor(p), confidence: *c })
                .collect(),
            cue: found.cue.map(|span| points.span(span)),
            cue_lemma: found.cue.map(|_| found.cue_lemma.clone()),
            content: found.content.iter().map(|span| points.span(*span)).collect(),
            addressees: found.addressees.iter().map(&mut actor).collect(),
            about: Vec::new(),
            time: None,
            place: None,
            venue: None,
            polarity: match found.polarity {
                statement::Polarity::Affirm => Polarity::Affirm,
                statement::Polarity::Deny => Polarity::Deny,
                statement::Polarity::Question => Polarity::Question,
                statement::Polarity::Demand => Polarity::Demand,
            },
            confidence: found.confidence,
            rule: found.rule.to_owned(),
        });
    }
    reading.actors = actors;
    reading
}
