//! Acts under other words: what is agreed, refused, demanded, threatened or ended is one event, not two.

use rustc_hash::FxHashMap;

use super::Event;
use super::clause::{Clause, is_infinitive};
use super::code::{self, compose as composed};
use super::frame::Govern;
use super::raw::Raw;
use super::set::FrameSet;
use super::side::{Sides, is_people};
use crate::actor::ActorKind;
use crate::reading::{PloverType, Status};
use chancery_nlp::{Token, Upos};

/// Places in a governed clause where the one acted upon is looked for.
const PLACES: [&str; 12] =
    ["object", "dative", "to", "with", "for", "from", "on", "against", "into", "between", "over", "in"];

/// Lets governing words take up the acts below them, the innermost first.
pub(super) fn compose(raws: &mut [Raw<'_>], frames: &FrameSet, sides: &Sides<'_>) {
    let mut by_token: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, raw) in raws.iter().enumerate() {
        by_token.insert(raw.head.index() as u32, at);
    }
    // A light verb leads to its noun where it tells nothing itself.
    for (at, raw) in raws.iter().enumerate() {
        if raw.carried
            && let Some(verb) = raw.clause.verb
        {
            by_token.entry(verb.index() as u32).or_insert(at);
        }
    }
    for at in (0..raws.len()).rev() {
        if raws[at].absorbed {
            continue;
        }
        match frames.frames()[raws[at].frame].govern {
            Some(govern) => take_up(raws, at, govern, &by_token, sides),
            None => lighten(raws, at, &by_token, frames),
        }
        complete(&mut raws[at], frames, sides);
    }
}

/// Keeps one of a light verb and its noun, where both tell an event.
fn lighten(raws: &mut [Raw<'_>], at: usize, by_token: &FxHashMap<u32, usize>, frames: &FrameSet) {
    let Some(verb) = raws[at].clause.verb.filter(|_| raws[at].carried) else { return };
    let Some(&above) = by_token.get(&(verb.index() as u32)).filter(|&&above| above != at) else { return };
    let frame = &frames.frames()[raws[above].frame];
    if frame.govern.is_some() || raws[above].carried {
        return;
    }
    let wanted = frame.needs.iter().any(|condition| !condition.is_wide());
    if wanted && !raws[above].source.is_empty() | !raws[above].target.is_empty() {
        let (source, target) = (raws[at].source.clone(), raws[at].target.clone());
        fill(&mut raws[above], source, target);
        raws[at].absorbed = true;
    } else {
        raws[above].absorbed = true;
    }
}

fn fill(raw: &mut Raw<'_>, source: Vec<usize>, target: Vec<usize>) {
    if raw.target.is_empty() {
        raw.target = target.into_iter().filter(|actor| !raw.source.contains(actor)).collect();
    }
    if raw.source.is_empty() {
        raw.source = source.into_iter().filter(|actor| !raw.target.contains(actor)).collect();
    }
}

fn take_up(
    raws: &mut [Raw<'_>],
    at: usize,
    govern: Govern,
    by_token: &FxHashMap<u32, usize>,
    sides: &Sides<'_>,
) {
    let finite =
        raws[at].clause.complement.is_some_and(|verb| !is_infinitive(verb) && verb.xpos().as_str() != "VBG");
    // "denied that Russia had attacked": what did not happen is told apart from what is refused.
    let governed = governed(&raws[at], at, by_token)
        .filter(|&below| !(raws[below].absorbed || finite && govern == Govern::Refuse));
    let to_others = matches!(govern, Govern::Appeal | Govern::Demand);
    let code = governed.and_then(|below| composed(govern, &raws[below].cameo));
    // "called for sanctions against" is against somebody; "asked somebody to attack" is a request.
    let clause = &raws[at].clause;
    let asked = ["object", "dative", "on", "upon", "to"]
        .iter()
        .any(|place| !sides.all(&clause.place(place)).is_empty());
    let code = code.map(|code| match govern {
        Govern::Appeal if code == "113" && asked => "020".to_owned(),
        Govern::Demand if code == "113" && asked => "100".to_owned(),
        _ => code,
    });
    if let (Some(below), Some(code)) = (governed, code) {
        let (source, target) = (raws[below].source.clone(), raws[below].target.clone());
        let raw = &mut raws[at];
        raw.cameo = code;
        raw.mode = None;
        raw.contexts = Vec::new();
        let (first, second) = if to_others { (source, target) } else { (target, source) };
        for actors in [first, second] {
            if raw.target.is_empty() {
                raw.target = actors.into_iter().filter(|actor| !raw.source.contains(actor)).collect();
            }
        }
        raws[below].absorbed = true;
    } else if govern == Govern::End {
        match raws[at].otherwise.take() {
            Some(plain) => raws[at] = *plain,
            None => raws[at].absorbed = true,
        }
    }
}

/// Finds the one acted upon in the clause below, for frames that ask for it.
fn complete(raw: &mut Raw<'_>, frames: &FrameSet, sides: &Sides<'_>) {
    let frame = &frames.frames()[raw.frame];
    if !raw.absorbed && raw.target.is_empty() && frame.target.iter().any(|place| place == "complement") {
        let to_others = matches!(frame.govern, Some(Govern::Appeal | Govern::Demand));
        raw.target = inside(raw, sides, to_others);
    }
}

/// Finds the act that a word governs: a clause below it, or an event noun as its object.
fn governed(raw: &Raw<'_>, at: usize, by_token: &FxHashMap<u32, usize>) -> Option<usize> {
    let known =
        |token: Token<'_>| by_token.get(&(token.index() as u32)).copied().filter(|&below| below != at);
    let mut clause = raw.clause.complement;
    for _ in 0..3 {
        let Some(verb) = clause else { break };
        if let Some(below) = known(verb) {
            return Some(below);
        }
        let inner = Clause::of_verb(verb);
        let nouns = inner.object.iter().chain(inner.phrases.iter().map(|(_, head)| head)).take(8);
        if let Some(below) = nouns.filter_map(|noun| known(*noun)).next() {
            return Some(below);
        }
        clause = inner.complement.filter(|next| *next != verb);
    }
    let nouns = raw.clause.object.iter().chain(raw.clause.phrases.iter().map(|(_, head)| head)).take(12);
    nouns.filter(|noun| noun.upos() != Upos::Verb).filter_map(|noun| known(*noun)).next()
}

/// Finds whom a governed clause speaks of, where it tells no event of its own; those that have a name first.
fn inside(raw: &Raw<'_>, sides: &Sides<'_>, to_others: bool) -> Vec<usize> {
    let mut clauses = vec![];
    let mut clause = raw.clause.complement;
    for _ in 0..2 {
        let Some(verb) = clause else { break };
        let inner = Clause::of_verb(verb);
        clause = inner.complement.filter(|next| *next != verb);
        clauses.push(inner);
    }
    let subject = to_others.then_some("subject");
    let below =
        clauses.iter().flat_map(|inner| subject.into_iter().chain(PLACES).map(move |place| (inner, place)));
    let places = below.chain(PLACES.map(|place| (&raw.clause, place)));
    let mut unnamed = Vec::new();
    for (clause, place) in places {
        let mut found = sides.all(&clause.place(place));
        found.retain(|actor| !raw.source.contains(actor));
        let known = |&actor: &usize| sides.actors.list[actor].kind != ActorKind::Unknown;
        if found.iter().any(known) {
            return found;
        }
        if unnamed.is_empty() {
            unnamed = found;
        }
    }
    unnamed
}

/// Makes an event of what is left, if somebody acts or is acted upon.
pub(super) fn event(raw: Raw<'_>, frames: &FrameSet, sides: &mut Sides<'_>) -> Option<Event> {
    let frame = &frames.frames()[raw.frame];
    if raw.absorbed || frame.only_governed {
        return None;
    }
    if raw.source.is_empty() && raw.target.is_empty() {
        // People without a name act, too; things do not.
        let people = |place: &String| raw.clause.place(place).iter().any(|head| is_people(head.lemma()));
        let acts = frame.source.iter().chain(frame.target.first()).any(people);
        if !acts {
            return None;
        }
    }
    let noun = !matches!(raw.head.upos(), Upos::Verb | Upos::Adj);
    let (mut source, mut target) = (raw.source.clone(), raw.target.clone());
    if source.is_empty() {
        source = by_words(&frame.source, &raw, sides);
    }
    if target.is_empty() {
        target = by_words(&frame.target, &raw, sides);
    }
    if (frame.both || noun && !raw.carried) && (source.is_empty() || target.is_empty()) {
        return None;
    }
    let mut status = raw.reality.status;
    let (mut cameo, mut mode, mut contexts) = (raw.cameo.clone(), raw.mode.clone(), raw.contexts.clone());
    let own = code::code(&cameo)?;
    let mut event_type =
        if frame.cameo == cameo || raw.cameo.starts_with(&frame.cameo) || frame.govern.is_none() {
            frame.event_type
        } else {
            own.event_type
        };
    use PloverType::*;
    let friendly = matches!(event_type, Consult | Support | Cooperate | Aid | Retreat | Concede);
    // What lies ahead is told now: help to come is an agreement, harm to come a threat, and saying no to either its
    // contrary.
    let hostile = matches!(event_type, Protest | Mobilize | Sanction | Coerce | Assault);
    let shifted = match (raw.reality.negated, raw.reality.future && status != Status::Conditional) {
        (true, _) if frame.negated.is_some() => frame.negated.clone().map(|code| (code, Status::Happened)),
        (true, true) if friendly => {
            code::compose(Govern::Refuse, &cameo).map(|code| (code, Status::Happened))
        }
        (false, true) if friendly => code::compose(Govern::Intend, &cameo).map(|code| (code, status)),
        (true, true) if hostile => code::compose(Govern::End, &cameo)
            .and_then(|ended| code::compose(Govern::Intend, &ended))
            .map(|code| (code, Status::Happened)),
        (false, true) if hostile => code::compose(Govern::Threaten, &cameo).map(|code| (code, status)),
        _ => None,
    };
    if let Some((code, new)) = shifted {
        event_type = code::code(&code)?.event_type;
        (cameo, status, mode) = (code, new, None);
    }
    let own = code::code(&cameo)?;
    if mode.is_none() && own.event_type == event_type {
        mode = own.mode.map(str::to_owned);
    }
    if contexts.is_empty() {
        contexts = own.contexts.iter().map(|context| (*context).to_owned()).collect();
    }
    if status == Status::Happened
        && let Some(own) = frame.status
    {
        status = own;
    }
    let document = raw.head.document();
    let mut confidence = frame.confidence;
    for empty in [source.is_empty(), target.is_empty()] {
        confidence *= if empty { 0.8 } else { 1.0 };
    }
    confidence *= if noun && !raw.carried { 0.85 } else { 1.0 };
    confidence *= if matches!(status, Status::Possible | Status::Conditional) { 0.85 } else { 1.0 };
    Some(Event {
        head: raw.head.index() as u32,
        trigger: raw.trigger.iter().map(|&at| document.token(at as usize).span()).collect(),
        event_type,
        mode,
        contexts,
        goldstein: own.goldstein,
        cameo,
        source,
        target,
        status,
        according_to: Vec::new(),
        confidence,
        rule: frame.id(),
    })
}

fn by_words(places: &[String], raw: &Raw<'_>, sides: &mut Sides<'_>) -> Vec<usize> {
    for place in places {
        let mut found = Vec::new();
        for head in raw.clause.place(place).into_iter().take(4) {
            let actor = sides
                .by_words(head)
                .filter(|actor| !raw.source.contains(actor) && !raw.target.contains(actor));
            if let Some(actor) = actor.filter(|actor| !found.contains(actor)) {
                found.push(actor);
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
