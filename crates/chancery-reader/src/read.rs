//! The reading of one report: segments, sentences, actors and statements put together.

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::FxHashMap;

use crate::actor::{self, Actor, ActorKind, Actors, Form};
use crate::atlas::Atlas;
use crate::event::{self, find_events};
use crate::quotation::find_quotations;
use crate::reading::{
    self, ActorId, Candidate, Mention, Reading, Role, SentenceId, SentenceRecord, StatementId, TimeId, Timex,
};
use crate::report::Report;
use crate::rule::RuleSet;
use crate::statement::{self, Phrase, Statement, find_statements};
use crate::time::{ReferenceDate, find_times, reference_date};
use crate::{CodePoints, segment};

/// How many tokens of a content are searched for those whom it is about.
const ABOUT: usize = 400;
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

/// Reads a report whose [text](text_to_process) the pipeline has processed.
///
/// Boilerplate yields no findings. Same report, same document, same rules: same reading.
pub fn read(report: Report, document: &Document, rules: &RuleSet, atlas: &Atlas) -> Reading {
    let segments = segment::segments(&report);
    let datelines = datelines(&report, &segments);
    let readable = |span: Span| {
        segment::all_readable(&segments, span) && !datelines.iter().any(|dateline| dateline.contains(span))
    };
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
    reading.times = times(document, reference, readable);
    let context = actor::Context { atlas, date: reference.map(|found| found.date), statements: &statements };
    let actors = actor::find_actors(document, readable, context);
    let mut speakers = Speakers { document, context, actors, nominal: FxHashMap::default() };
    let heard: Vec<Heard> = hear(&mut speakers, &statements);

    let events = find_events(document, readable, &mut speakers.actors, &statements, rules.frames());

    let points = CodePoints::new(document.text());
    let sentences = document.sentences().map(|s| s.span()).filter(|span| !span.is_empty());
    reading.sentences = sentences
        .enumerate()
        .map(|(at, span)| SentenceRecord { id: SentenceId::from_index(at), span: points.span(span) })
        .collect();
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
    reading.events = event::shown(&events, &reading, document, &points, |actor| order.shown(actor));
    reading
}

/// Finds the times that a reader of the report is told, by what is known of its date.
fn times(
    document: &Document,
    reference: Option<ReferenceDate>,
    readable: impl Fn(Span) -> bool,
) -> Vec<reading::Time> {
    let points = CodePoints::new(document.text());
    find_times(document, reference)
        .into_iter()
        .filter(|time| readable(time.span))
        .enumerate()
        .map(|(at, time)| reading::Time {
            id: TimeId::from_index(at),
            span: points.span(time.span),
            timex: Timex { timex_type: time.kind, value: time.value },
            from: time.from,
            to: time.to,
            grain: time.grain,
            anchored: time.anchored,
            rule: time.rule.to_owned(),
        })
        .collect()
}

/// Finds the datelines: where a report was written is no actor in it.
fn datelines(report: &Report, segments: &[segment::Segment]) -> Vec<Span> {
    let body = segments.iter().filter(|s| s.kind.yields_findings()).take(DATELINES);
    body.filter_map(|s| {
        let found = crate::report::dateline(&report.text[s.span.range()])?.span;
        Some(Span::new(s.span.start + found.start, s.span.start + found.end))
    })
    .collect()
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

    fn id(&self, actor: usize) -> ActorId {
        ActorId::from_index(self.place[actor])
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
        let contents =
            statement.content.iter().flat_map(|span| speakers.document.tokens_in(*span)).take(ABOUT);
        for actor in contents.filter_map(|token| speakers.actors.at(token)) {
            if !heard.about.contains(&actor) {
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
            let inferred =
                if pronoun { vec![(actor, self.actors.confidence(actor, head.span()))] } else { Vec::new() };
            return (Some(actor), inferred);
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
        let key = key.strip_prefix("the ").or_else(|| key.strip_prefix("a ")).unwrap_or(&key).to_owned();
        if let Some(&known) = self.nominal.get(&key) {
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
    let candidate = |&(actor, confidence): &(usize, f32)| Candidate { actor: order.id(actor), confidence };
    reading::Statement {
        id: StatementId::from_index(at),
        parent: statement.parent.map(StatementId::from_index),
        form: match statement.form {
            statement::Form::Direct => reading::StatementForm::Direct,
            statement::Form::Mixed => reading::StatementForm::Mixed,
            statement::Form::Indirect => reading::StatementForm::Indirect,
        },
        speaker: heard.speaker.map(|s| order.id(s)),
        speaker_span: statement.speaker.map(|p| points.span(p.span)),
        candidates: heard.candidates.iter().map(candidate).collect(),
        cue: statement.cue.map(|cue| points.span(cue)),
        cue_lemma: statement.cue.map(|_| statement.cue_lemma.clone()),
        content: statement.content.iter().map(|&span| points.span(span)).collect(),
        addressees: heard.addressees.iter().map(|&a| order.id(a)).collect(),
        about: heard.about.iter().map(|&a| order.id(a)).collect(),
        time: None,
        place: None,
        venue: None,
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
