//! Between whom a relationship is.

use chancery_nlp::{Token, Upos};

use crate::actor::ActorKind;
use crate::scene::Scene;

/// How many words in front of a noun are looked at.
const BEFORE: u32 = 16;
/// How many children of a word are looked at.
const CHILDREN: usize = 32;
/// How many sentences back the two sides may have been named.
const SENTENCES: usize = 3;
/// How many tokens of those sentences are looked at.
const TOKENS: usize = 240;

/// Who stands on the two sides, as far as found.
#[derive(Debug, Default)]
struct Sides(Vec<usize>);

impl Sides {
    fn full(&self) -> bool {
        self.0.len() >= 2
    }

    /// Adds an actor, of a group its members.
    fn add(&mut self, scene: &Scene<'_>, actor: usize) {
        let known = &scene.actors.list[actor];
        if known.kind == ActorKind::Group {
            for &member in known.members.iter().take(2) {
                self.add_one(scene, member);
            }
        } else {
            self.add_one(scene, actor);
        }
    }

    fn add_one(&mut self, scene: &Scene<'_>, actor: usize) {
        let body = scene.actors.list[actor].kind == ActorKind::Organisation;
        let actor = if body { scene.side(actor) } else { actor };
        if !self.full() && !self.0.contains(&actor) && scene.is_party(actor) {
            self.0.push(actor);
        }
    }

    /// Adds the side of an actor: a president stands for the state. A person whose state is not named has no side.
    fn add_side(&mut self, scene: &Scene<'_>, actor: usize) {
        let side = scene.side(actor);
        if scene.actors.list[side].kind != ActorKind::Person {
            self.add(scene, side);
        }
    }
}

/// Finds the two sides of a relationship from its noun; `chain` are the statements around it.
pub(super) fn of_relation(
    scene: &Scene<'_>,
    relation: Token<'_>,
    chain: &[usize],
) -> Option<[Option<usize>; 2]> {
    let mut sides = Sides::default();
    let (mut ours, mut unknown) = (false, false);
    for noun in noun_and_above(relation) {
        ours |= in_front(scene, noun, chain, &mut sides);
        unknown |= behind(scene, noun, chain, &mut sides);
        if sides.full() {
            break;
        }
        unknown |= names_a_pair(noun);
    }
    if !sides.full() {
        beside(scene, relation, chain, &mut sides);
        if let Some(verb) =
            relation.head().filter(|head| head.upos() == Upos::Verb || head.upos() == Upos::Aux)
        {
            unknown |= behind(scene, verb, chain, &mut sides);
        }
        ours |= ours_behind(relation);
    }
    if ours && let Some(speaker) = scene.speaker(chain) {
        sides.add_side(scene, speaker);
    }
    if unknown && !ours || crate::circumstances::listed("weak_relation_nouns", relation.lemma()) {
        return plausible(scene, sides, ours);
    }
    if !sides.full() {
        owner(scene, relation, chain, &mut sides);
    }
    from_context(scene, relation, chain, &mut sides);
    // "Our relations with them are cordial", of a speaker whose state is not named.
    plausible(scene, sides, ours)
}

/// Returns the noun in front of a predicate whose subject the parse has lost: the first of its list.
pub(super) fn before(phrase: Token<'_>) -> Option<Token<'_>> {
    let verb = phrase.head()?;
    let start = verb.sentence().range().start.max((verb.index() as u32).saturating_sub(4));
    let words = phrase.document().slice(start..verb.index() as u32);
    let noun = words.rev().find(|t| matches!(t.upos(), Upos::Noun | Upos::Propn))?;
    let mut first = noun;
    for _ in 0..4 {
        match first.head() {
            Some(head) if first.deprel().as_str() == "conj" && head.upos() == Upos::Propn => first = head,
            _ => break,
        }
    }
    Some(first)
}

/// Finds the two sides where one is the subject: `X and Y are at odds`, `X is at odds with Y`.
pub(super) fn of_party(
    scene: &Scene<'_>,
    party: Token<'_>,
    other: Option<Token<'_>>,
    phrase: Token<'_>,
    chain: &[usize],
) -> Option<[Option<usize>; 2]> {
    let mut sides = Sides::default();
    listed(scene, party, chain, &mut sides);
    let states = crate::circumstances::listed("state_nouns", &party.lemma().to_lowercase());
    if sides.0.is_empty() && !states {
        return None;
    }
    if let Some(other) = other {
        listed(scene, other, chain, &mut sides);
    }
    for word in noun_and_above(phrase) {
        in_front(scene, word, chain, &mut sides);
        behind(scene, word, chain, &mut sides);
    }
    let verb = crate::circumstances::clause_verb(phrase);
    behind(scene, verb, chain, &mut sides);
    if !sides.full() && states && party.xpos().as_str() == "NNS" {
        from_context(scene, party, chain, &mut sides);
    }
    plausible(scene, sides, false)
}

/// Two people of one state, or a state and its own body, have no relationship that is read here.
fn plausible(scene: &Scene<'_>, sides: Sides, open: bool) -> Option<[Option<usize>; 2]> {
    let (one, other) = match sides.0[..] {
        [one, other] => (one, other),
        [one] if open => return Some([Some(one), None]),
        _ => return None,
    };
    let pair = [Some(one), Some(other)];
    let [one, other] = [one, other].map(|at| &scene.actors.list[at]);
    let domestic = one.country.is_some()
        && one.country == other.country
        && one.kind != ActorKind::ArmedGroup
        && other.kind != ActorKind::ArmedGroup;
    (!domestic).then_some(pair)
}

/// The noun itself and those that it completes: `trust`, `level of trust`, `low state of trust`.
fn noun_and_above<'a>(noun: Token<'a>) -> impl Iterator<Item = Token<'a>> {
    let mut next = Some(noun);
    std::iter::from_fn(move || {
        let here = next?;
        let above = here.head().filter(|_| here.deprel().as_str() == "pobj");
        next = above
            .filter(|prep| prep.deprel().as_str() == "prep" && matches!(prep.lemma(), "of" | "in" | "for"))
            .and_then(Token::head)
            .filter(|up| matches!(up.upos(), Upos::Noun | Upos::Adj));
        Some(here)
    })
    .take(4)
}

/// Adds those named in front: `US-Russia ties`, `Moscow's ties`, `their ties`. Says whether they are ours.
fn in_front(scene: &Scene<'_>, noun: Token<'_>, chain: &[usize], sides: &mut Sides) -> bool {
    let at = noun.index() as u32;
    let pair = if names_a_pair(noun) { at.saturating_sub(4) } else { at };
    let left = (noun.left_edge().index() as u32).min(pair).max(at.saturating_sub(BEFORE));
    let mut ours = false;
    for token in scene.document.slice(left..at) {
        ours |= is_first_person(token);
        if is_first_person(token) && scene.speaker(chain).is_none() {
            continue;
        }
        if token.xpos().as_str() == "PRP$"
            && !is_first_person(token)
            && let Some(actor) = owner_before(scene, noun, token, chain)
        {
            sides.add_side(scene, actor);
        } else if let Some(actor) = scene.actor(token, chain) {
            sides.add(scene, actor);
        }
    }
    ours
}

/// Returns whom "its" means in front of an object: mostly the subject, "Latvia calls its relations with Norway cordial".
fn owner_before(scene: &Scene<'_>, noun: Token<'_>, owner: Token<'_>, chain: &[usize]) -> Option<usize> {
    let verb = noun.ancestors().take(6).find(|up| matches!(up.upos(), Upos::Verb | Upos::Aux))?;
    let subject = verb.children().take(CHILDREN).find(|c| c.deprel().as_str() == "nsubj")?;
    if subject.index() > owner.index() || subject.upos() == Upos::Pron {
        return None;
    }
    let actor = scene.actor(subject, chain)?;
    let group = scene.actors.list[actor].kind == ActorKind::Group;
    let plural = owner.lemma().eq_ignore_ascii_case("their");
    (group == plural && scene.is_party(actor)).then_some(actor)
}

/// Says whether two names stand in front with a hyphen: `the Arab-Kurdish partnership`.
fn names_a_pair(noun: Token<'_>) -> bool {
    let at = noun.index() as u32;
    let words = noun.document().slice(at.saturating_sub(4)..at);
    let name = |t: Option<Token<'_>>| t.is_some_and(|t| t.text().starts_with(char::is_uppercase));
    words.filter(|t| matches!(t.text(), "-" | "–")).any(|t| name(t.previous()) && name(t.next()))
}

fn is_first_person(token: Token<'_>) -> bool {
    token.upos() == Upos::Pron
        && matches!(token.text().to_lowercase().as_str(), "i" | "me" | "my" | "we" | "us" | "our")
}

/// Says whether a relationship is between "us" and others or "our countries".
fn ours_behind(relation: Token<'_>) -> bool {
    let at = relation.index() as u32;
    let end = relation.sentence().range().end.min(at + 6);
    relation.document().slice(at + 1..end.max(at + 1)).any(is_first_person)
}

/// Adds those named behind: `between X and Y`, `with X`, `of X`, `than X`.
///
/// Says whether somebody is named who is no party: a firm, a husband.
fn behind(scene: &Scene<'_>, noun: Token<'_>, chain: &[usize], sides: &mut Sides) -> bool {
    let mut unknown = false;
    for prep in
        noun.children().take(CHILDREN).filter(|c| matches!(c.deprel().as_str(), "prep" | "dative" | "agent"))
    {
        let apart = matches!(prep.lemma(), "from" | "against") && noun.upos() != Upos::Noun;
        if !apart
            && !matches!(
                prep.lemma(),
                "between" | "with" | "to" | "toward" | "towards" | "of" | "among" | "than" | "and"
            )
        {
            continue;
        }
        for object in prep.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "pobj") {
            let before = sides.0.len();
            listed(scene, object, chain, sides);
            let silent = sides.0.len() == before && !sides.full();
            let open = is_plural_side(object) || object.upos() == Upos::Pron;
            unknown |= silent && !open && matches!(prep.lemma(), "between" | "with");
        }
    }
    unknown
}

/// Adds those of a list: `Moscow and Ankara`, `our two countries`.
fn listed(scene: &Scene<'_>, first: Token<'_>, chain: &[usize], sides: &mut Sides) {
    let mut at = Some(first);
    for _ in 0..6 {
        let Some(here) = at else { break };
        let owner = here.children().take(CHILDREN).find(|c| c.deprel().as_str() == "poss");
        if let Some(actor) = scene.actor(here, chain) {
            sides.add(scene, actor);
        } else if let Some(owner) = owner.filter(|o| !is_first_person(*o))
            && let Some(actor) = scene.actor(owner, chain)
            && is_side(here)
        {
            sides.add(scene, actor);
        } else if let Some(named) = here
            .children()
            .take(CHILDREN)
            .filter(|c| matches!(c.deprel().as_str(), "compound" | "amod" | "nmod" | "appos"))
            .find_map(|c| scene.actors.at(c.index() as u32))
            && is_side(here)
        {
            sides.add_side(scene, named);
        }
        at = here
            .children()
            .take(CHILDREN)
            .find(|c| c.deprel().as_str() == "conj" && c.index() > here.index());
    }
}

/// Words that stand for a state's side: `the Russian government`, `its neighbour`.
fn is_side(noun: Token<'_>) -> bool {
    crate::circumstances::listed("side_nouns", &noun.lemma().to_lowercase())
}

/// `they`, `we`, `the two countries`: two sides in one word.
fn is_plural_side(party: Token<'_>) -> bool {
    matches!(party.lemma().to_lowercase().as_str(), "they" | "we" | "both")
        || matches!(party.xpos().as_str(), "NNS" | "NNPS") && is_side(party)
}

/// Adds those named right behind in brackets or after a misread word: `trust (between X and Y)`.
fn beside(scene: &Scene<'_>, relation: Token<'_>, chain: &[usize], sides: &mut Sides) {
    let at = relation.index() as u32;
    let end = relation.sentence().range().end.min(at + 8);
    let between = scene.document.slice(at + 1..end.max(at + 1)).find(|t| t.lemma() == "between");
    if let Some(between) = between {
        for object in between.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "pobj") {
            listed(scene, object, chain, sides);
        }
        if !sides.full() {
            let names = scene.document.slice(between.index() as u32 + 1..relation.sentence().range().end);
            let near = names.take(12).take_while(|t| t.upos() != Upos::Verb && t.text() != ",");
            for actor in near.filter_map(|t| scene.actors.at(t.index() as u32)) {
                sides.add(scene, actor);
            }
        }
    }
}

/// Adds who has the relationship: `Norway enjoys warm ties with Qatar`.
fn owner(scene: &Scene<'_>, relation: Token<'_>, chain: &[usize], sides: &mut Sides) {
    let mut here = relation;
    for _ in 0..6 {
        let Some(head) = here.head() else { return };
        if head.upos() == Upos::Verb || head.upos() == Upos::Aux {
            let object = here.deprel().as_str() != "nsubj" && here.deprel().as_str() != "nsubjpass";
            let subject =
                head.children().take(CHILDREN).find(|c| matches!(c.deprel().as_str(), "nsubj" | "nsubjpass"));
            let relative = subject.filter(|s| matches!(s.lemma(), "which" | "who" | "that"));
            let subject = relative.and(head.head().filter(|_| head.deprel().as_str() == "relcl")).or(subject);
            if let Some(subject) = subject.filter(|_| object) {
                if scene.actor(subject, chain).is_some_and(|actor| scene.is_party(actor)) {
                    add_subject(scene, subject, chain, sides);
                }
                return;
            }
            if !matches!(head.deprel().as_str(), "xcomp" | "conj" | "relcl" | "acl" | "advcl") || !object {
                return;
            }
        }
        here = head;
    }
}

fn add_subject(scene: &Scene<'_>, subject: Token<'_>, chain: &[usize], sides: &mut Sides) {
    let mut at = Some(subject);
    for _ in 0..4 {
        let Some(here) = at else { break };
        if let Some(actor) = scene.actor(here, chain) {
            sides.add_side(scene, actor);
        }
        at = here
            .children()
            .take(CHILDREN)
            .find(|c| c.deprel().as_str() == "conj" && c.index() > here.index());
    }
}

/// Adds those whom the words around leave no doubt about: the speaker's side, then the one other side named nearby.
fn from_context(scene: &Scene<'_>, word: Token<'_>, chain: &[usize], sides: &mut Sides) {
    if sides.0.len() == 1
        && let Some(speaker) = scene.speaker(chain)
    {
        sides.add_side(scene, speaker);
    }
    if sides.full() {
        return;
    }
    let sentence = word.sentence().index();
    let mut tokens = 0;
    for back in 0..SENTENCES {
        let Some(at) = sentence.checked_sub(back) else { break };
        let mut named: Vec<usize> = Vec::new();
        for token in scene.document.sentence(at).tokens().take(TOKENS) {
            tokens += 1;
            let Some(actor) = scene.actors.at(token.index() as u32) else { continue };
            let known = &scene.actors.list[actor];
            let members = known.members.iter().take(3).copied();
            let all: Vec<usize> =
                if known.kind == ActorKind::Group { members.collect() } else { vec![actor] };
            for side in all.into_iter().map(|actor| scene.side(actor)) {
                let state = scene.actors.list[side].kind == ActorKind::State;
                if state && !named.contains(&side) && !sides.0.contains(&side) {
                    named.push(side);
                }
            }
        }
        if named.len() + sides.0.len() > 2 || tokens > TOKENS {
            return;
        }
        for side in named {
            sides.add(scene, side);
        }
        if sides.full() {
            return;
        }
    }
}
