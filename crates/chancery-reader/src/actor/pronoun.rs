//! Pronouns of the third person: who is meant is scored by number, gender, nearness and place in the sentence.
//!
//! A candidate that grammar forbids does not count: the subject of the verb whose object the pronoun is, or a phrase that the
//! pronoun stands in. Where two are nearly as good, the pronoun stays open.

use chancery_nlp::{Span, Token};

use super::rank::{self, Around, Candidate, Feature};
use super::resolve::{REACH, Resolver};
use super::{Actor, ActorKind, Form};
use crate::atlas::Gender;

/// How many sentences and mentions before "he" or "they" are looked at.
const SENTENCES: u32 = 6;
const FAR: usize = 80;
/// The least likelihood by which a pronoun for people is tied, and by which it tells a gender.
const LEAST: f32 = 0.38;
const TELLS: f32 = 0.7;
/// The same for "it": sentences, the least score, and the least lead over the next.
const SENTENCES_OF_THINGS: u32 = 3;
const LEAST_OF_THINGS: f32 = 2.4;
const LEAD: f32 = 0.15;

/// A pronoun and whom it may mean, as the training script sees it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) span: Span,
    /// He or she, not they.
    pub(super) one: bool,
    pub(super) candidates: Vec<(usize, Vec<Feature>)>,
    pub(super) nobody: Vec<Feature>,
}

impl Resolver<'_> {
    /// Ties he, she, they and it.
    pub(super) fn third(&mut self, token: Token<'_>, want: Want) {
        if want == Want::Thing && is_empty_it(token) {
            return;
        }
        let quotation = self.quotation[token.index()];
        // Who speaks in a quotation is "I" there.
        let speaker = quotation
            .and_then(|at| self.context.statements[at as usize].speaker)
            .and_then(|phrase| self.actors.at(phrase.head));
        let mut best = if want == Want::Thing {
            self.things(token, quotation)
        } else {
            self.somebody(token, want, quotation, speaker)
        };
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let Some(&(actor, top)) = best.first() else { return };
        let next = best.get(1).map_or(0.0, |b| b.1);
        let thing = want == Want::Thing;
        let unsure =
            if thing { top < LEAST_OF_THINGS || best.len() > 1 && top - next < LEAD } else { top < LEAST };
        if unsure {
            let total: f32 = if thing { best.iter().take(4).map(|b| b.1.max(0.1)).sum() } else { 0.8 };
            let open =
                best.iter().take(4).map(|b| (b.0, 0.8 * b.1.max(if thing { 0.1 } else { 0.0 }) / total));
            self.actors.open.insert(token.index() as u32, open.collect());
            return;
        }
        if let Some(span) = self.latent.remove(&actor) {
            self.tie(span, actor, Form::Nominal, 0.6, "named by these words alone");
        }
        let confidence = if thing {
            let lead = if best.len() == 1 { 2.0 } else { top - next };
            (0.55 + 0.2 * lead.min(2.0)).min(0.95)
        } else {
            top.min(0.95)
        };
        self.tie(
            token.span(),
            actor,
            Form::Pronoun,
            confidence,
            "number, gender, nearness and place in the sentence",
        );
        self.see(token, actor);
        if let Some(kind) = want.kind() {
            self.last[kind] = Some(actor);
        }
        if let Want::One(gender) = want
            && confidence >= TELLS
        {
            let known = &mut self.actors.list[actor];
            known.gender = known.gender.or(Some(gender));
        }
    }

    /// The bodies that "it" may mean, with scores.
    fn things(&self, token: Token<'_>, quotation: Option<u32>) -> Vec<(usize, f32)> {
        let sentence = token.sentence().index() as u32;
        let mut best: Vec<(usize, f32)> = Vec::new();
        for seen in self.seen.iter().rev().take(REACH) {
            if seen.sentence + SENTENCES_OF_THINGS < sentence {
                break;
            }
            let actor = &self.actors.list[seen.actor];
            let often = self.often[seen.actor];
            if let Some(found) = score(token, quotation, *seen, actor, often) {
                match best.iter_mut().find(|(actor, _)| *actor == seen.actor) {
                    Some((_, known)) => *known = known.max(found),
                    None => best.push((seen.actor, found)),
                }
            }
        }
        if let Some(seen) = self.subject_ahead(token) {
            let actor = &self.actors.list[seen.actor];
            if let Some(found) = score(token, quotation, seen, actor, self.often[seen.actor] + 1)
                && !best.iter().any(|(actor, _)| *actor == seen.actor)
            {
                best.push((seen.actor, found));
            }
        }
        best
    }

    /// Whom "he", "she" or "they" may mean, with likelihoods.
    fn somebody(
        &mut self,
        token: Token<'_>,
        want: Want,
        quotation: Option<u32>,
        speaker: Option<usize>,
    ) -> Vec<(usize, f32)> {
        let candidates = self.people(token, want, speaker);
        let last = want.kind().and_then(|kind| self.last[kind]);
        let atlas = self.context.atlas;
        let around = Around { pronoun: token, want, quotation, last, often: &self.often, atlas };
        let features = rank::features(around, &candidates, &self.actors.list);
        let nobody = rank::nobody(around, candidates.len());
        let likely = rank::likelihoods(want, &features, &nobody);
        let best = candidates.iter().map(|c| c.actor).zip(likely).collect();
        if let Some(asked) = &mut self.asked {
            let candidates = candidates.iter().map(|c| c.actor).zip(features).collect();
            asked.push(Asked { span: token.span(), one: matches!(want, Want::One(_)), candidates, nobody });
        }
        best
    }

    /// The actors in front of a pronoun that grammar, number and gender let it mean, nearest first.
    fn people(&self, token: Token<'_>, want: Want, speaker: Option<usize>) -> Vec<Candidate> {
        let sentence = token.sentence().index() as u32;
        let mut found: Vec<Candidate> = Vec::new();
        let mut barred: Vec<usize> = Vec::new();
        let speaks = self.speaks.contains(&(token.index() as u32));
        let new = |nearest: Seen| Candidate {
            actor: nearest.actor,
            nearest,
            near: 0,
            subject: false,
            governs: false,
            taken_up: false,
            goes_on: false,
            ahead: false,
        };
        for seen in self.seen.iter().rev().take(FAR) {
            if seen.sentence + SENTENCES < sentence {
                break;
            }
            if Some(seen.actor) == speaker || !may_mean(want, &self.actors.list[seen.actor]) {
                continue;
            }
            let mention = self.document.token(seen.head as usize);
            if forbids(token, mention) {
                barred.push(seen.actor);
                continue;
            }
            let at = found.iter().position(|c| c.actor == seen.actor).unwrap_or_else(|| {
                found.push(new(*seen));
                found.len() - 1
            });
            let candidate = &mut found[at];
            candidate.near += 1;
            candidate.subject |= is_subject(mention);
            candidate.governs |= governs(mention, token);
            candidate.taken_up |= takes_up(mention, token);
            candidate.goes_on |= speaks && seen.sentence + 1 >= sentence && self.speaks.contains(&seen.head);
        }
        found.retain(|c| !barred.contains(&c.actor));
        if let Some(seen) = self.subject_ahead(token)
            && may_mean(want, &self.actors.list[seen.actor])
        {
            match found.iter_mut().find(|c| c.actor == seen.actor) {
                Some(known) => known.ahead = true,
                None => found.push(Candidate { near: 1, ahead: true, subject: true, ..new(seen) }),
            }
        }
        found
    }

    /// The subject that a phrase in front of it already speaks of: `In her address, Jane Roe`.
    fn subject_ahead(&self, pronoun: Token<'_>) -> Option<Seen> {
        let mut before = pronoun;
        for up in pronoun.ancestors().take(6) {
            if up.index() > pronoun.index()
                && matches!(before.deprel().as_str(), "prep" | "advcl" | "npadvmod")
            {
                let subject =
                    up.children().take(16).find(|c| is_subject(*c) && c.index() > pronoun.index())?;
                let head = subject.index() as u32;
                let actor = *self.names.get(&head)?;
                let sentence = pronoun.sentence().index() as u32;
                let quotation = self.quotation[subject.index()];
                return Some(Seen { actor, head, sentence, quotation, modifier: false });
            }
            before = up;
        }
        None
    }

    /// Notes somebody whom only an indefinite word names, in case that a pronoun speaks of them: `if anyone`.
    pub(super) fn indefinite(&mut self, token: Token<'_>) {
        let word = token.text().to_lowercase();
        let first = token.previous().filter(|no| word == "one" && no.text().eq_ignore_ascii_case("no"));
        let several = matches!(word.as_str(), "those" | "others")
            && token.children().any(|c| c.deprel().as_str() == "relcl");
        if !(is_anyone(&word) || first.is_some() || several) {
            return;
        }
        let start = first.unwrap_or(token).index() as u32;
        let span = self.document.span(start..token.index() as u32 + 1);
        let name = if first.is_some() { "no one" } else { word.as_str() };
        let mut actor = Actor::new(name, if several { ActorKind::Unknown } else { ActorKind::Person });
        actor.plural = several;
        let actor = self.actors.add(self.document, actor);
        self.latent.insert(actor, span);
        self.see(token, actor);
    }
}

/// Says whether a word means any person.
pub(super) fn is_anyone(word: &str) -> bool {
    matches!(
        word,
        "someone"
            | "somebody"
            | "anyone"
            | "anybody"
            | "everyone"
            | "everybody"
            | "nobody"
            | "whoever"
            | "no one"
    )
}

/// What a pronoun asks of its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// He, she.
    One(Gender),
    /// They.
    Many,
    /// It.
    Thing,
}

impl Want {
    /// Men, women and several, as places of a table.
    fn kind(self) -> Option<usize> {
        match self {
            Want::One(Gender::Man) => Some(0),
            Want::One(_) => Some(1),
            Want::Many => Some(2),
            Want::Thing => None,
        }
    }
}

/// Tells what a pronoun of the third person asks for; nothing for another word.
pub(super) fn want(word: &str) -> Option<Want> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Want::One(Gender::Man),
        "she" | "her" | "hers" | "herself" => Want::One(Gender::Woman),
        "they" | "them" | "their" | "theirs" | "themselves" => Want::Many,
        "it" | "its" | "itself" => Want::Thing,
        _ => return None,
    })
}

/// A mention that a pronoun may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) actor: usize,
    pub(super) head: u32,
    pub(super) sentence: u32,
    /// In which quotation it stands.
    pub(super) quotation: Option<u32>,
    /// An adjective or a part of a name: `Russian` in `Russian jets`.
    pub(super) modifier: bool,
}

/// Scores a mention for "it"; nothing where it cannot be meant.
fn score(pronoun: Token<'_>, quotation: Option<u32>, seen: Seen, actor: &Actor, often: usize) -> Option<f32> {
    let mut score = match actor.kind {
        ActorKind::State | ActorKind::Igo => 1.4,
        ActorKind::Organisation | ActorKind::ArmedGroup | ActorKind::Media if !actor.plural => 1.6,
        _ => return None,
    };
    let mention = pronoun.document().token(seen.head as usize);
    if forbids(pronoun, mention) {
        return None;
    }
    let distance = pronoun.sentence().index() as f32 - seen.sentence as f32;
    score -= 1.1 * distance;
    let place = mention.deprel();
    score += match place.as_str() {
        "nsubj" | "nsubjpass" | "ROOT" => 1.6,
        "conj" => 0.6,
        "dobj" | "dative" | "agent" => 0.5,
        "poss" => 0.3,
        "appos" => 0.6,
        _ => 0.0,
    };
    if is_subject(pronoun) && is_subject(mention) {
        score += 0.6;
    }
    if seen.modifier {
        score -= 1.5;
    }
    if seen.quotation != quotation {
        score -= if seen.quotation.is_some() { 1.6 } else { 0.2 };
    }
    if distance == 0.0 {
        // Within a sentence the nearer is hardly better than the first.
        score += 0.2;
    }
    Some(score + 0.35 * (often.min(8) as f32).ln_1p())
}

/// Says whether number, gender and kind let a pronoun mean an actor.
fn may_mean(want: Want, actor: &Actor) -> bool {
    let person = actor.kind == ActorKind::Person;
    match want {
        Want::One(gender) => {
            let unknown = actor.kind == ActorKind::Unknown && actor.gender.is_some();
            (person || unknown) && !actor.plural && actor.gender.is_none_or(|known| known == gender)
        }
        Want::Many => {
            let body = matches!(
                actor.kind,
                ActorKind::Organisation | ActorKind::ArmedGroup | ActorKind::Media | ActorKind::Igo
            );
            let several = actor.plural || matches!(actor.kind, ActorKind::Group | ActorKind::Population);
            let named = actor.name.starts_with(char::is_uppercase);
            several || body || person && actor.gender.is_none() && (is_anyone(&actor.name) || !named)
        }
        Want::Thing => false,
    }
}

/// Says whether a mention is the subject of a verb that a pronoun's clause hangs on: `Jane Roe said she`.
fn governs(mention: Token<'_>, pronoun: Token<'_>) -> bool {
    let Some(verb) = mention.head().filter(|_| is_subject(mention)) else { return false };
    let mut clauses = pronoun.ancestors().take(12);
    verb.sentence().index() == pronoun.sentence().index()
        && clauses
            .any(|up| up.head() == Some(verb) && matches!(up.deprel().as_str(), "ccomp" | "advcl" | "xcomp"))
}

/// Says whether a pronoun takes a mention up after a comma: `Jane Roe, she`.
fn takes_up(mention: Token<'_>, pronoun: Token<'_>) -> bool {
    let comma = pronoun.previous().filter(|comma| comma.text() == "," && is_subject(pronoun));
    comma.and_then(Token::previous) == Some(mention) && !matches!(mention.deprel().as_str(), "pobj" | "conj")
}

pub(super) fn is_subject(token: Token<'_>) -> bool {
    matches!(token.deprel().as_str(), "nsubj" | "nsubjpass")
}

/// Says whether grammar keeps a pronoun from meaning a mention.
fn forbids(pronoun: Token<'_>, mention: Token<'_>) -> bool {
    // "his" in "his father" is not the father.
    let inside =
        mention.left_edge().index() <= pronoun.index() && pronoun.index() <= mention.right_edge().index();
    if inside && pronoun.ancestors().take(12).any(|up| up == mention) {
        let clause = pronoun
            .ancestors()
            .take(12)
            .take_while(|up| *up != mention)
            .any(|up| matches!(up.deprel().as_str(), "relcl" | "acl" | "appos" | "conj"));
        return !clause;
    }
    let reflexive = pronoun.text().ends_with("self") || pronoun.text().ends_with("selves");
    let possessive = pronoun.deprel().as_str() == "poss";
    if reflexive || possessive {
        return false;
    }
    // "Putin met him": both hang on one verb, directly or by a preposition.
    match (clause_of(pronoun), clause_of(mention)) {
        (Some(one), Some(other)) => one == other && mention.deprel().as_str() != "poss",
        _ => false,
    }
}

/// The verb that a phrase is an argument of.
fn clause_of(token: Token<'_>) -> Option<Token<'_>> {
    let mut up = token.head()?;
    if matches!(token.deprel().as_str(), "pobj") {
        up = up.head()?;
    }
    Some(up)
}

/// Says whether an "it" stands for nothing: `it is clear that`, `it seems`.
fn is_empty_it(token: Token<'_>) -> bool {
    let Some(verb) =
        token.head().filter(|_| token.deprel().as_str() == "nsubj" || token.deprel().as_str() == "nsubjpass")
    else {
        return token.deprel().as_str() == "expl" || token.deprel().as_str() == "dobj";
    };
    let clause =
        verb.children().any(|c| matches!(c.deprel().as_str(), "ccomp" | "xcomp" | "acomp" | "csubj"));
    matches!(
        verb.lemma(),
        "be" | "seem" | "appear" | "happen" | "take" | "become" | "remain" | "rain" | "snow" | "mean"
    ) && (clause || verb.lemma() != "be")
        || verb.lemma() == "be"
}
