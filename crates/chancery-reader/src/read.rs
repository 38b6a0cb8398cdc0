//! The reading of one report: segments, sentences, actors and statements put together.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::FxHashMap;

use crate::actor::{self, Actor, ActorKind, Actors, Form};
use crate::assessment::{self, find_assessments};
use crate::atlas::Atlas;
use crate::dispute::{self, Said, find_disputes};
use crate::event::{self, find_events};
use crate::place::{Geography, Hints, ResolvedPlace, find_places};
use crate::quotation::find_quotations;
use crate::reading::{
    self, ActorId, AssessmentId, Candidate, DisputeId, Mention, PlaceCandidate, PlaceId, Reading, ReversalId,
    Role, SentenceId, SentenceRecord, StatementId, TimeId, Timex, TimexType,
};
use crate::report::Report;
use crate::reversal::{self, find_reversals};
use crate::rule::RuleSet;
use crate::scene::Scene;
use crate::statement::{self, Phrase, Statement, circumstance, find_statements};
use crate::time::{ReferenceDate, find_times, reference_date};
use crate::{CodePoints, segment};

/// How many actors a content is said to be about.
const ABOUT: usize = 24;
/// The least confidence with which a pronoun's actor is given as the speaker; below it is a candidate.
const GIVEN: f32 = 0.55;
/// How many letters of a noun phrase name an actor that has no other name.
const NAME: usize = 120;

/// Paragraphs at the beginning of a report that may have a dateline: stitched reports have several.
const DATELINES: usize = 24;

/// Bytes of a report that are read for findings; a day's whole wire has less.
const LONGEST: usize = 4 << 20;

/// Returns the part of a report's text that is given to the pipeline: all of it, unless it is no report by its size.
pub fn text_to_process(report: &Report) -> &str {
    let text = report.text.as_str();
    if text.len() <= LONGEST {
        return text;
    }
    let end = text.floor_char_boundary(LONGEST);
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    &text[..cut]
}

/// Returns where no sentence may go on in a text: the starts of its paragraphs and the ends of their datelines.
///
/// A parser that meets `MOSCOW, April 12 (Reuters) - Lavrov said` takes the dateline for a part of the sentence.
pub fn sentence_breaks(text: &str) -> Vec<u32> {
    let mut breaks = Vec::new();
    for (at, paragraph) in segment::paragraphs(text).iter().enumerate() {
        breaks.push(paragraph.start);
        let found = crate::report::dateline(&text[paragraph.range()]).filter(|_| at < DATELINES);
        if let Some(dateline) = found {
            let end = (paragraph.start + dateline.span.end) as usize;
            let rest = &text[end..paragraph.end as usize];
            breaks.push((end + rest.len() - rest.trim_start().len()) as u32);
        }
    }
    breaks
}

/// Reads a report whose [text](text_to_process) the pipeline has processed.
///
/// Boilerplate yields no findings. Same report, same document, same knowledge: same reading.
pub fn read(
    report: Report,
    document: &Document,
    rules: &RuleSet,
    atlas: &Atlas,
    geography: &Geography,
) -> Reading {
    let segments = segment::segments(&report);
    let datelines = datelines(&report, &segments);
    let lines: Vec<Span> = datelines.iter().map(|dateline| dateline.span).collect();
    let readable = |span: Span| {
        segment::all_readable(&segments, span) && !lines.iter().any(|dateline| dateline.contains(span))
    };
    let hints = Hints::of(&report, lines.clone(), atlas, geography);
    let mut reading = Reading::new(report, &segments);
    if document.text().len() < reading.report.text.len() {
        let (read, all) = (document.text().len() >> 20, reading.report.text.len() >> 20);
        reading.report.notes.push(format!(
            "findings are from the first {read} MB of {all} MB; split the text into its reports"
        ));
    }

    let quotations = find_quotations(document.text());
    let mut statements = find_statements(document, &quotations, rules);
    retain(&mut statements, |s| s.content.iter().chain(&s.cue).all(|&span| readable(span)));
    for statement in &mut statements {
        statement.speaker = statement.speaker.filter(|phrase| readable(phrase.span));
        statement.candidates.retain(|(phrase, _)| readable(phrase.span));
        statement.addressees.retain(|phrase| readable(phrase.span));
    }
    let reference = reference_date(&reading.report);
    let times = times(document, reference, readable);
    let date = reference.map(|found| found.date);
    let context = actor::Context {
        atlas,
        date,
        statements: &statements,
        quotations: &quotations,
        places: Some(&geography.places),
    };
    let actors = actor::find_actors(document, readable, context);
    let written: Vec<Span> = datelines.into_iter().flat_map(|dateline| dateline.places).collect();
    let in_text = |span: Span| segment::all_readable(&segments, span);
    let found = find_places(document, in_text, &written, &actors, geography, &hints);
    let mut speakers = Speakers { document, context, actors, nominal: FxHashMap::default() };
    let heard: Vec<Heard> = hear(&mut speakers, &statements);
    let said_by: Vec<Option<usize>> = heard.iter().map(|heard| heard.speaker).collect();
    let said = Said::new(&statements, said_by.clone());
    let disputes = find_disputes(document, rules, &said, &mut Cast { speakers: &mut speakers, readable });

    let scene = Scene::new(document, &speakers.actors, &statements, &said_by, &times);
    let assessments = find_assessments(&scene, rules, readable);
    let reversals = find_reversals(&scene, rules, readable);
    drop(scene);

    let events = find_events(document, readable, &mut speakers.actors, &statements, rules.frames());

    let points = CodePoints::new(document.text());
    let sentences = document.sentences().map(|s| s.span()).filter(|span| !span.is_empty());
    reading.sentences = sentences
        .enumerate()
        .map(|(at, span)| SentenceRecord { id: SentenceId::from_index(at), span: points.span(span) })
        .collect();
    reading.places = found.list.iter().enumerate().map(|(at, place)| located(at, place, &points)).collect();
    let order = Order::new(&speakers.actors);
    reading.actors = order
        .sorted
        .iter()
        .enumerate()
        .map(|(id, &at)| shown(id, &speakers.actors.list[at], &order, &points))
        .collect();
    reading.statements = statements
        .iter()
        .zip(heard)
        .enumerate()
        .map(|(at, (statement, heard))| told(at, statement, heard, &order, &points))
        .collect();
    let sentence = SentenceNumbers::new(document);
    for assessment in &assessments {
        let shown = assessed(reading.assessments.len(), assessment, &order, &sentence, &points);
        reading.assessments.extend(shown);
    }
    for reversal in &reversals {
        reading.reversals.extend(turned(reading.reversals.len(), reversal, &order, &points));
    }
    reading.times = times.into_iter().map(|(_, time)| time).collect();
    settle(&mut reading, &statements, &points);
    reading.disputes =
        disputes.iter().enumerate().map(|(at, dispute)| contested(at, dispute, &order, &points)).collect();
    reading.events = event::shown(&events, &reading, document, &points, |actor| order.shown(actor));
    reading
}

/// The places that sentences have in the reading, which leaves out empty ones.
struct SentenceNumbers(Vec<usize>);

impl SentenceNumbers {
    fn new(document: &Document) -> Self {
        let mut next = 0;
        let number = |sentence: chancery_nlp::Sentence<'_>| {
            let here = next;
            next += usize::from(!sentence.span().is_empty());
            here
        };
        Self(document.sentences().map(number).collect())
    }

    fn id(&self, sentence: usize) -> SentenceId {
        SentenceId::from_index(self.0.get(sentence).copied().unwrap_or(sentence))
    }
}

/// An assessment as the reading shows it.
fn assessed(
    at: usize,
    assessment: &assessment::Assessment,
    order: &Order,
    sentence: &SentenceNumbers,
    points: &CodePoints<'_>,
) -> Option<reading::Assessment> {
    // A relationship of whom with somebody untold has no place in a record.
    let [Some(one), Some(other)] = assessment.parties.map(|party| party.and_then(|actor| order.shown(actor)))
    else {
        return None;
    };
    Some(reading::Assessment {
        id: AssessmentId::from_index(at),
        parties: [one, other],
        level: assessment.level,
        trend: assessment.trend,
        phrase: points.span(assessment.phrase),
        hedge: assessment.hedge.iter().map(|&span| points.span(span)).collect(),
        according_to: assessment.according_to.iter().map(|&s| StatementId::from_index(s)).collect(),
        time: assessment.time.map(TimeId::from_index),
        sentence: sentence.id(assessment.sentence),
        confidence: assessment.confidence,
        rule: assessment.rule.clone(),
    })
}

/// A reversal as the reading shows it.
fn turned(
    at: usize,
    reversal: &reversal::Reversal,
    order: &Order,
    points: &CodePoints<'_>,
) -> Option<reading::Reversal> {
    Some(reading::Reversal {
        id: ReversalId::from_index(at),
        actor: order.shown(reversal.actor)?,
        topic: points.span(reversal.topic),
        before: reversal.before.map(|span| points.span(span)),
        after: reversal.after.map(|span| points.span(span)),
        evidence: reversal.evidence.iter().map(|&span| points.span(span)).collect(),
        kind: reversal.kind,
        confidence: reversal.confidence,
        rule: reversal.rule.clone(),
    })
}

/// Finds the times that a reader of the report is told, by what is known of its date.
fn times(
    document: &Document,
    reference: Option<ReferenceDate>,
    readable: impl Fn(Span) -> bool,
) -> Vec<(Span, reading::Time)> {
    let points = CodePoints::new(document.text());
    find_times(document, reference)
        .into_iter()
        .filter(|time| readable(time.span))
        .enumerate()
        .map(|(at, time)| {
            let shown = reading::Time {
                id: TimeId::from_index(at),
                span: points.span(time.span),
                timex: Timex { timex_type: time.kind, value: time.value },
                from: time.from,
                to: time.to,
                grain: time.grain,
                anchored: time.anchored,
                rule: time.rule.to_owned(),
            };
            (time.span, shown)
        })
        .collect()
}

/// Gives statements the times and places that their cues point to.
fn settle(reading: &mut Reading, statements: &[Statement], points: &CodePoints<'_>) {
    let times: Vec<_> = reading
        .times
        .iter()
        .filter(|time| matches!(time.timex.timex_type, TimexType::Date | TimexType::Time))
        // "now he says" says nothing of when.
        .filter(|time| time.timex.value != "PRESENT_REF")
        .map(|time| (time.id, time.span.start..time.span.end))
        .collect();
    let places: Vec<_> =
        reading.places.iter().map(|place| (place.id, place.span.start..place.span.end)).collect();
    for (shown, statement) in reading.statements.iter_mut().zip(statements) {
        let words = |spans: &[Span]| spans.iter().map(|&span| points.span(span).start).collect::<Vec<_>>();
        shown.time = first_covering(&times, &words(&statement.circumstances.times));
        shown.place = first_covering(&places, &words(&statement.circumstances.places));
    }
}

/// Returns the first item, of items in text order, that covers one of the points; earlier points count more.
fn first_covering<Id: Copy>(items: &[(Id, Range<u32>)], points: &[u32]) -> Option<Id> {
    points.iter().find_map(|point| {
        let at = items.partition_point(|(_, span)| span.end <= *point);
        items.get(at).filter(|(_, span)| span.contains(point)).map(|(id, _)| *id)
    })
}

/// A dateline and the places in it.
struct Dateline {
    span: Span,
    places: Vec<Span>,
}

/// Finds the datelines: where a report was written is no actor in it, but a place.
fn datelines(report: &Report, segments: &[segment::Segment]) -> Vec<Dateline> {
    let body = segments.iter().filter(|s| s.kind.yields_findings()).take(DATELINES);
    body.filter_map(|s| {
        let found = crate::report::dateline(&report.text[s.span.range()])?;
        let moved = |span: Span| Span::new(s.span.start + span.start, s.span.start + span.end);
        let places = found.places(&report.text[s.span.range()]).into_iter().map(moved).collect();
        Some(Dateline { span: moved(found.span), places })
    })
    .collect()
}

/// Below this what else a place's name may stand for is shown.
const OPEN: f32 = 0.6;

/// A place as the reading shows it.
fn located(at: usize, place: &ResolvedPlace, points: &CodePoints<'_>) -> reading::Place {
    let span = points.span(place.span);
    let sense = place.sense.as_ref();
    let open = sense.is_none_or(|sense| sense.confidence < OPEN);
    let candidates = place.candidates.iter().filter(|_| open && place.candidates.len() > 1);
    let candidates = candidates.map(|sense| PlaceCandidate {
        name: sense.name.clone(),
        kind: sense.kind,
        country: sense.country.clone(),
        admin1: sense.admin1.clone(),
        lat: sense.lat,
        lon: sense.lon,
        geonames: sense.geonames,
        confidence: sense.confidence,
    });
    reading::Place {
        id: PlaceId::from_index(at),
        name: sense.map_or_else(|| span.text.clone(), |sense| sense.name.clone()),
        kind: sense.map(|sense| sense.kind),
        country: sense.and_then(|sense| sense.country.clone()),
        admin1: sense.and_then(|sense| sense.admin1.clone()),
        lat: sense.map(|sense| sense.lat),
        lon: sense.map(|sense| sense.lon),
        approximate: sense.is_some_and(|sense| sense.approximate),
        geonames: sense.and_then(|sense| sense.geonames),
        confidence: sense.or(place.candidates.first()).map_or(0.0, |sense| sense.confidence),
        candidates: candidates.collect(),
        rule: place.reason.clone(),
        span,
    }
}

/// The new places of actors, in the order of their first mention.
struct Order {
    sorted: Vec<usize>,
    place: Vec<usize>,
}

impl Order {
    fn new(actors: &Actors) -> Order {
        // What no words speak of is not shown.
        let mut sorted: Vec<usize> =
            (0..actors.list.len()).filter(|&at| !actors.list[at].mentions.is_empty()).collect();
        sorted.sort_by_key(|&at| (actors.list[at].mentions.first().map(|m| m.span), at));
        let mut place = vec![usize::MAX; actors.list.len()];
        for (new, &old) in sorted.iter().enumerate() {
            place[old] = new;
        }
        Order { sorted, place }
    }

    fn shown(&self, actor: usize) -> Option<ActorId> {
        Some(self.place[actor]).filter(|&place| place != usize::MAX).map(ActorId::from_index)
    }
}

/// Whom a statement's words turned out to name.
#[derive(Debug, Default)]
struct Heard {
    speaker: Option<usize>,
    candidates: Vec<(usize, f32)>,
    addressees: Vec<usize>,
    about: Vec<usize>,
}

/// What is known of speakers so far.
struct Speakers<'a> {
    document: &'a Document,
    context: actor::Context<'a>,
    actors: Actors,
    /// Actors that only a noun phrase names, by its words.
    nominal: FxHashMap<String, usize>,
}

fn hear(speakers: &mut Speakers<'_>, statements: &[Statement]) -> Vec<Heard> {
    let mut all: Vec<Heard> = Vec::with_capacity(statements.len());
    for statement in statements {
        let above = statement.parent.and_then(|p| all.get(p)).and_then(|p: &Heard| p.speaker);
        let mut heard = Heard::default();
        if let Some(phrase) = statement.speaker {
            let (speaker, candidates) = speakers.resolve(phrase, above);
            heard.speaker = speaker;
            heard.candidates = candidates;
        }
        for &(phrase, confidence) in &statement.candidates {
            if let (Some(actor), _) = speakers.resolve(phrase, above) {
                heard.candidates.push((actor, confidence));
            }
        }
        for &phrase in &statement.addressees {
            if let (Some(actor), _) = speakers.resolve(phrase, above) {
                heard.addressees.push(actor);
            }
        }
        all.push(heard);
    }
    for (statement, heard) in statements.iter().zip(&mut all) {
        let mut seen = BTreeSet::new();
        for token in circumstance::by_importance(speakers.document, &statement.content) {
            let Some(actor) = speakers.actors.at(token) else { continue };
            // The speaker's "I" and "he" say nothing; that the speaker names himself does.
            let himself =
                heard.speaker == Some(actor) && speakers.document.token(token as usize).upos() != Upos::Propn;
            if !himself && heard.about.len() < ABOUT && seen.insert(actor) {
                heard.about.push(actor);
            }
        }
    }
    all
}

impl Speakers<'_> {
    /// Finds the actor that a phrase names; where several may be meant, none and the candidates.
    fn resolve(&mut self, phrase: Phrase, above: Option<usize>) -> (Option<usize>, Vec<(usize, f32)>) {
        let head = self.document.token(phrase.head as usize);
        if let Some(actor) = self.actors.at(phrase.head) {
            let pronoun = head.upos() == Upos::Pron || head.xpos().as_str() == "PRP$";
            if !pronoun {
                return (Some(actor), Vec::new());
            }
            let confidence = self.actors.confidence(actor, head.span());
            let given = Some(actor).filter(|_| confidence >= GIVEN);
            return (given, vec![(actor, confidence)]);
        }
        if head.upos() == Upos::Pron
            || head.xpos().as_str().starts_with('W')
            || head.xpos().as_str() == "PRP$"
        {
            return self.pronoun(head, above);
        }
        let named = head.children().take(16).filter(|c| c.deprel().as_str() == "appos");
        if let Some(actor) = named.filter_map(|c| self.actors.at(c.index() as u32)).next() {
            return (Some(actor), Vec::new());
        }
        (Some(self.by_words(phrase)), Vec::new())
    }

    fn pronoun(&mut self, pronoun: Token<'_>, above: Option<usize>) -> (Option<usize>, Vec<(usize, f32)>) {
        let known = match pronoun.text().to_ascii_lowercase().as_str() {
            "who" | "which" | "that" => {
                let clause = pronoun.ancestors().take(4).find(|a| a.deprel().as_str() == "relcl");
                let Some(noun) = clause.and_then(|c| c.head()) else { return (None, Vec::new()) };
                return self.antecedent(noun);
            }
            "i" | "me" | "my" | "we" | "our" => above,
            _ => None,
        };
        if let Some(actor) = known {
            let reason = "the speaker of the statement around it";
            let mention =
                actor::Mention { span: pronoun.span(), form: Form::Pronoun, confidence: 0.8, reason };
            self.actors.mention(self.document, actor, mention);
            return (known, Vec::new());
        }
        (None, self.actors.candidates(pronoun.index() as u32).to_vec())
    }

    fn antecedent(&mut self, noun: Token<'_>) -> (Option<usize>, Vec<(usize, f32)>) {
        if let Some(actor) = self.actors.at(noun.index() as u32) {
            return (Some(actor), Vec::new());
        }
        if !matches!(noun.upos(), Upos::Noun | Upos::Propn) {
            return (None, Vec::new());
        }
        let start = noun.left_edge().index().max(noun.index().saturating_sub(12)) as u32;
        let span = self.document.span(start..noun.index() as u32 + 1);
        (Some(self.by_words(Phrase { span, head: noun.index() as u32 })), Vec::new())
    }

    /// Makes an actor of the words.
    fn by_words(&mut self, phrase: Phrase) -> usize {
        let text = &self.document.text()[phrase.span.range()];
        let short = text.split([',', ';', '(', '\n']).next().unwrap_or(text).trim();
        let office = actor::office_of(short, self.context);
        let end = short.char_indices().nth(NAME).map_or(short.len(), |(at, _)| at);
        let name = short[..end].to_owned();
        let key = name.to_lowercase();
        let bare = ["the ", "this ", "that ", "a ", "an ", "one "]
            .iter()
            .find_map(|article| key.strip_prefix(article));
        let definite = ["the ", "this ", "that "].iter().any(|article| key.starts_with(article));
        let one = bare.is_some() && !definite;
        let key = bare.unwrap_or(&key).to_owned();
        // "One reader" is not the reader of before; "the reader" is.
        if let Some(&known) = self.nominal.get(&key).filter(|_| !one) {
            let reason = "the same words before";
            let mention = actor::Mention { span: phrase.span, form: Form::Nominal, confidence: 0.6, reason };
            self.actors.mention(self.document, known, mention);
            return known;
        }
        let plural = matches!(self.document.token(phrase.head as usize).xpos().as_str(), "NNS" | "NNPS");
        let kind = if office.is_some() && !plural { ActorKind::Person } else { ActorKind::Unknown };
        let reason = "named by these words alone";
        let mention = actor::Mention { span: phrase.span, form: Form::Nominal, confidence: 0.6, reason };
        let mut new = Actor::of_words(name, kind, mention);
        new.country = office.as_ref().and_then(|o| o.country.clone());
        new.plural = plural;
        let at = self.actors.add(self.document, new);
        self.nominal.insert(key, at);
        at
    }
}

/// The actors as disputes see them.
struct Cast<'s, 'a, F> {
    speakers: &'s mut Speakers<'a>,
    readable: F,
}

impl<F: Fn(Span) -> bool> dispute::Cast for Cast<'_, '_, F> {
    fn actor(&mut self, phrase: Phrase) -> Option<usize> {
        self.speakers.resolve(phrase, None).0
    }

    fn at(&self, token: u32) -> Option<usize> {
        self.speakers.actors.at(token)
    }

    fn members(&self, actor: usize) -> Vec<usize> {
        self.speakers.actors.list[actor].members.clone()
    }

    fn one_side(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.speakers.actors.list[one], &self.speakers.actors.list[other]);
        let state = one.kind == ActorKind::State || other.kind == ActorKind::State;
        state && one.country.is_some() && one.country == other.country
    }

    fn readable(&self, span: Span) -> bool {
        (self.readable)(span)
    }
}

/// Keeps the statements that pass, with their parents.
fn retain(statements: &mut Vec<Statement>, passes: impl Fn(&Statement) -> bool) {
    let mut place: Vec<Option<usize>> = Vec::with_capacity(statements.len());
    let mut kept: Vec<Statement> = Vec::with_capacity(statements.len());
    for mut statement in statements.drain(..) {
        if passes(&statement) {
            statement.parent = statement.parent.and_then(|p| place.get(p).copied().flatten());
            place.push(Some(kept.len()));
            kept.push(statement);
        } else {
            place.push(None);
        }
    }
    *statements = kept;
}

/// An actor as the reading shows it.
fn shown(at: usize, actor: &Actor, order: &Order, points: &CodePoints<'_>) -> reading::Actor {
    reading::Actor {
        id: ActorId::from_index(at),
        name: actor.name.clone(),
        kind: actor.kind,
        country: actor.country.clone(),
        code: actor.code.clone(),
        roles: actor
            .roles
            .iter()
            .map(|r| Role { title: r.title.clone(), country: r.country.clone(), from: r.from, to: r.to })
            .collect(),
        wikidata: actor.wikidata.clone(),
        members: actor.members.iter().filter_map(|&member| order.shown(member)).collect(),
        mentions: actor
            .mentions
            .iter()
            .map(|m| Mention {
                span: points.span(m.span),
                form: m.form,
                confidence: m.confidence,
                reason: m.reason.to_owned(),
            })
            .collect(),
    }
}

/// A statement as the reading shows it.
fn told(
    at: usize,
    statement: &Statement,
    heard: Heard,
    order: &Order,
    points: &CodePoints<'_>,
) -> reading::Statement {
    // Somebody whom no words are tied to ("anyone", of whom nothing more is said) is not shown, so no candidate either.
    let candidate =
        |&(actor, confidence): &(usize, f32)| Some(Candidate { actor: order.shown(actor)?, confidence });
    let shown = |&actor: &usize| order.shown(actor);
    reading::Statement {
        id: StatementId::from_index(at),
        parent: statement.parent.map(StatementId::from_index),
        form: match statement.form {
            statement::Form::Direct => reading::StatementForm::Direct,
            statement::Form::Mixed => reading::StatementForm::Mixed,
            statement::Form::Indirect => reading::StatementForm::Indirect,
        },
        speaker: heard.speaker.and_then(|s| order.shown(s)),
        speaker_span: statement.speaker.map(|p| points.span(p.span)),
        candidates: heard.candidates.iter().filter_map(candidate).collect(),
        cue: statement.cue.map(|cue| points.span(cue)),
        cue_lemma: statement.cue.map(|_| statement.cue_lemma.clone()),
        content: statement.content.iter().map(|&span| points.span(span)).collect(),
        addressees: heard.addressees.iter().filter_map(shown).collect(),
        about: heard.about.iter().filter_map(shown).collect(),
        time: None,
        place: None,
        venue: statement.circumstances.venue.map(|span| points.span(span)),
        hedges: statement.circumstances.hedges.iter().map(|&span| points.span(span)).collect(),
        polarity: match statement.polarity {
            statement::Polarity::Affirm => reading::Polarity::Affirm,
            statement::Polarity::Deny => reading::Polarity::Deny,
            statement::Polarity::Question => reading::Polarity::Question,
            statement::Polarity::Demand => reading::Polarity::Demand,
        },
        confidence: statement.confidence,
        rule: statement.rule.clone(),
    }
}

/// A dispute as the reading shows it.
fn contested(
    at: usize,
    dispute: &dispute::Dispute,
    order: &Order,
    points: &CodePoints<'_>,
) -> reading::Dispute {
    let position = |position: &dispute::Position| {
        Some(reading::Position {
            actor: order.shown(position.actor)?,
            stance: position.stance,
            statement: position.statement.map(StatementId::from_index),
            event: None,
            span: points.span(position.span),
        })
    };
    reading::Dispute {
        id: DisputeId::from_index(at),
        proposition: points.span(dispute.proposition),
        positions: dispute.positions.iter().filter_map(position).collect(),
    }
}
