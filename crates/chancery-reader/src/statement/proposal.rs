//! Words that may report: every verb, noun and adjective with something that could be a content.
//!
//! Rules know the constructions that surely report; here the net is wide, and the [judge](super::judge) decides. A
//! proposal is a [`Report`] with the name of its frame and what the judge looks at.

use chancery_nlp::{Document, Token, Upos};

use super::frame::{self, Report};
use super::labels::{Labels, child, children};
use super::stretch::Stretches;
use super::subject::{owner, subject};

/// How many prepositions of a word are looked at.
const PREPOSITIONS: usize = 4;

/// A cue with one way of taking a content.
struct Proposal<'a> {
    cue: Token<'a>,
    told: Token<'a>,
    addressee: Option<Token<'a>>,
    speaker: Option<Token<'a>>,
    frame: String,
}

/// Proposes a report for every word and every way in which it may take a content.
pub(super) fn proposals(document: &Document, stretches: &Stretches) -> Vec<Report> {
    let mut found = Vec::new();
    for token in document.tokens() {
        match token.upos() {
            Upos::Verb => verb(token, &mut found),
            Upos::Noun | Upos::Propn => noun(token, &mut found),
            Upos::Adj => adjective(token, &mut found),
            _ => {}
        }
    }
    found.into_iter().filter_map(|proposal| report(proposal, stretches)).collect()
}

fn report(proposal: Proposal<'_>, stretches: &Stretches) -> Option<Report> {
    let Proposal { cue, told, addressee, speaker, frame } = proposal;
    let (head, content) = (cue.index() as u32, told.index() as u32);
    if matches!(told.xpos().as_str(), "WP" | "WDT" | "WRB" | "EX") || !stretches.together(head, content) {
        return None;
    }
    let speaker = speaker.filter(|s| stretches.together(s.index() as u32, head));
    let content = frame::content(cue, head..head + 1, told, addressee, None);
    (!content.is_empty()).then(|| Report {
        cue: head..frame::cue_end(cue, told),
        head,
        told: told.index() as u32,
        speaker: speaker.map(|s| s.index() as u32),
        content,
        polarity: None,
        rule: frame,
        confidence: 0.5,
    })
}

fn verb<'a>(cue: Token<'a>, found: &mut Vec<Proposal<'a>>) {
    let labels = Labels::get();
    let passive = frame::is_passive(cue);
    let speaker = subject(cue);
    let mut add = |told: Token<'a>, addressee: Option<Token<'a>>, frame: &str| {
        found.push(Proposal { cue, told, addressee, speaker, frame: frame.to_owned() });
    };
    let object = child(cue, labels.dobj).or_else(|| child(cue, labels.dative));
    let topic = child(cue, labels.nsubjpass);
    // "urged both sides to return": the object is whom the cue speaks to, the infinitive what it asks.
    let urges = object.is_some_and(|o| {
        children(cue).any(|c| {
            let infinitive = children(c).any(|t| t.xpos().as_str() == "TO");
            c.deprel() == labels.xcomp && c.index() > o.index() && infinitive
        })
    });
    let mut prepositions = 0;
    for told in children(cue) {
        let deprel = told.deprel();
        let after = told.index() > cue.index();
        match () {
            () if deprel == labels.ccomp => {
                let frame = if passive { "passive clause" } else { "clause" };
                add(told, object.filter(|o| o.index() < told.index() && after), frame);
            }
            // "asked for weeks to study it": the weeks are asked for, the rest says why.
            () if deprel == labels.xcomp && frame::is_infinitive(told) && frame::asks_for(cue) => {}
            () if deprel == labels.xcomp && after => {
                let infinitive = children(told).any(|c| c.xpos().as_str() == "TO");
                match (infinitive, passive) {
                    (true, true) if topic.is_some() => add(told, None, "passive infinitive"),
                    (true, false) if object.is_some_and(|o| o.index() < told.index()) => {
                        add(told, object, "object infinitive");
                    }
                    (true, false) => add(told, None, "infinitive"),
                    (false, false) if told.xpos().as_str() == "VBG" => add(told, None, "gerund"),
                    _ => {}
                }
            }
            () if deprel == labels.dobj && !passive && !urges => add(told, None, "object"),
            () if deprel == labels.nsubjpass && passive => {
                if child(cue, labels.agent).is_some() {
                    add(told, None, "passive agent");
                } else if children(cue)
                    .any(|c| c.deprel() == labels.oprd || c.deprel() == labels.prep && c.lemma() == "as")
                {
                    add(told, None, "passive as");
                }
            }
            () if deprel == labels.prep && after && prepositions < PREPOSITIONS => {
                prepositions += 1;
                // "quoted him as saying", "described it as a crime": the object is told of, too.
                if told.lemma() == "as" && object.is_some() {
                    continue;
                }
                if let Some(inner) = child(told, labels.pobj).or_else(|| child(told, labels.pcomp)) {
                    let frame = format!("{} {}", if passive { "passive" } else { "verb" }, told.lemma());
                    add(inner, None, &frame);
                }
            }
            () => {}
        }
    }
}

fn noun<'a>(cue: Token<'a>, found: &mut Vec<Proposal<'a>>) {
    let labels = Labels::get();
    let speaker = owner(cue).or_else(|| giver(cue));
    let mut add = |told: Token<'a>, frame: String| {
        found.push(Proposal { cue, told, addressee: None, speaker, frame });
    };
    let mut prepositions = 0;
    for told in children(cue).filter(|c| c.index() > cue.index()) {
        let deprel = told.deprel();
        if deprel == labels.acl {
            let mark = |word: &str| children(told).take(8).any(|c| c.lemma() == word || c.text() == word);
            if mark("that") {
                add(told, "noun that".to_owned());
            } else if mark("to") {
                add(told, "noun infinitive".to_owned());
            }
        } else if deprel == labels.prep && prepositions < PREPOSITIONS {
            prepositions += 1;
            if let Some(inner) = child(told, labels.pobj).or_else(|| child(told, labels.pcomp)) {
                add(inner, format!("noun {}", told.lemma()));
            }
        }
    }
    // "Their hope is that …"
    let copula = cue.head().filter(|up| cue.deprel() == labels.nsubj && up.lemma() == "be");
    if let Some(clause) = copula.and_then(|be| child(be, labels.ccomp).or_else(|| child(be, labels.xcomp))) {
        add(clause, "noun is".to_owned());
    }
}

/// Who gives a warning, issues a call or is under suspicion: the subject of the verb that the noun is an object of.
fn giver(noun: Token<'_>) -> Option<Token<'_>> {
    let labels = Labels::get();
    let up = noun.head()?;
    let deprel = noun.deprel();
    let verb = match () {
        () if deprel == labels.dobj => up,
        () if deprel == labels.pobj => up.head()?,
        () => return None,
    };
    (verb.upos() == Upos::Verb).then(|| subject(verb)).flatten()
}

fn adjective<'a>(cue: Token<'a>, found: &mut Vec<Proposal<'a>>) {
    let labels = Labels::get();
    let copula = cue.head().filter(|_| matches!(cue.deprel().as_str(), "acomp" | "oprd" | "attr"));
    let Some(copula) = copula else { return };
    let speaker = subject(copula);
    let mut add = |told: Token<'a>, frame: String| {
        found.push(Proposal { cue, told, addressee: None, speaker, frame });
    };
    let mut prepositions = 0;
    for told in children(cue).filter(|c| c.index() > cue.index()) {
        let deprel = told.deprel();
        match () {
            () if deprel == labels.ccomp => add(told, "adjective clause".to_owned()),
            () if deprel == labels.xcomp => add(told, "adjective infinitive".to_owned()),
            () if deprel == labels.prep && prepositions < PREPOSITIONS => {
                prepositions += 1;
                if let Some(inner) = child(told, labels.pobj).or_else(|| child(told, labels.pcomp)) {
                    add(inner, format!("adjective {}", told.lemma()));
                }
            }
            () => {}
        }
    }
}
