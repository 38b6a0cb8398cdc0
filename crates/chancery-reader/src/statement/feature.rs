//! What the [judge](super::judge) looks at in a report: its words, its frame, who speaks, where it stands.

use std::fmt::Write as _;

use chancery_nlp::{Document, Token, Upos};

use super::frame::{Report, frames, is_passive, verb_lemma};
use super::labels::{Labels, children};
use super::lexicon::{Frames, Lexicon};
use crate::quotation::Quotation;

/// Classes of words by what they take, as features name them.
const CLASSES: [(Frames, &str); 12] = [
    (Frames::SAY, "say"),
    (Frames::THINK, "think"),
    (Frames::SHOW, "show"),
    (Frames::ASK, "ask"),
    (Frames::DENY, "deny"),
    (Frames::DEMAND, "demand"),
    (Frames::INFINITIVE, "infinitive"),
    (Frames::GERUND, "gerund"),
    (Frames::URGE, "urge"),
    (Frames::OBJECT, "object"),
    (Frames::NOUN, "noun"),
    (Frames::MEDIUM, "medium"),
];

/// What is looked at beside the report itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) document: &'a Document,
    /// The quotations that stand in no other, in text order.
    pub(super) quotations: &'a [&'a Quotation],
}

/// Names the features of a report, each once, in a fixed order.
///
/// `key` is cleared and filled for each; the callback gets a name such as `frame=object`.
pub(super) fn features(report: &Report, around: Surroundings<'_>, mut see: impl FnMut(&str)) {
    let document = around.document;
    let cue = document.token(report.head as usize);
    let told = document.token(report.told as usize);
    let mut key = String::with_capacity(64);
    let mut note = |parts: &[&str]| {
        key.clear();
        for part in parts {
            let _ = write!(key, "{part}");
        }
        see(&key);
    };
    let frame = frame_of(report, cue, told);
    let frame = frame.as_str();
    let family = frame.split(' ').next().unwrap_or(frame);
    let lemma = if cue.upos() == Upos::Verb { verb_lemma(cue) } else { cue.lemma().to_lowercase() };
    note(&["frame=", frame]);
    note(&["lemma=", &lemma]);
    note(&["lemma=", &lemma, " frame=", frame]);
    note(&["lemma=", &lemma, " family=", family]);
    if is_rule(report) {
        note(&["rule=", &report.rule]);
    }
    let lexicon = Lexicon::embedded();
    let taken = if cue.upos() == Upos::Verb { frames(cue, lexicon) } else { lexicon.noun(cue.lemma()) };
    let mut known = false;
    for (class, name) in CLASSES {
        if taken.any(class) {
            known = true;
            note(&["class=", name]);
            note(&["class=", name, " frame=", frame]);
        }
    }
    if !known {
        note(&["class=none frame=", frame]);
    }

    let speaker = report.speaker.map(|s| document.token(s as usize));
    let who = speaker.map_or("nobody", |s| kind_of(s, lexicon));
    note(&["speaker=", who]);
    note(&["speaker=", who, " family=", family]);
    note(&["speaker=", who, " lemma=", &lemma]);
    if let Some(speaker) = speaker {
        let own = speaker.head() == Some(cue);
        note(&["speaker ", if own { "own" } else { "inferred" }]);
        if !own {
            note(&["speaker inferred frame=", frame]);
        }
        if speaker.upos() == Upos::Noun {
            note(&["speaker lemma=", speaker.lemma()]);
        }
        note(&["speaker ", if speaker.index() < cue.index() { "before" } else { "after" }]);
    }

    let tag = cue.xpos();
    note(&["tag=", tag.as_str()]);
    note(&["tag=", tag.as_str(), " frame=", frame]);
    note(&["place=", cue.deprel().as_str()]);
    note(&["place=", cue.deprel().as_str(), " family=", family]);
    if cue.upos() == Upos::Verb && is_passive(cue) {
        note(&["passive"]);
    }
    for child in children(cue).take(24) {
        let deprel = child.deprel();
        match deprel.as_str() {
            "aux" => note(&["aux=", child.lemma()]),
            "neg" => note(&["negated"]),
            "det" => note(&["determiner=", child.lemma()]),
            "advmod" => note(&["adverb=", child.lemma()]),
            "dobj" | "ccomp" | "xcomp" | "acomp" | "oprd" | "dative" | "prt" if child != told => {
                note(&["beside=", deprel.as_str(), " family=", family]);
            }
            _ => {}
        }
    }
    if let Some(up) = cue.head().filter(|_| cue.upos() != Upos::Verb || cue.deprel().as_str() == "xcomp") {
        note(&["above=", up.lemma()]);
        note(&["above=", up.lemma(), " family=", family]);
    }

    for word in children(told).take(24) {
        match word.deprel().as_str() {
            "mark" => note(&["opens=", &word.text().to_lowercase(), " family=", family]),
            "det" | "poss" => note(&["told ", word.deprel().as_str(), "=", &word.text().to_lowercase()]),
            "nsubj" | "nsubjpass" | "expl" => note(&["told has subject"]),
            "aux" => note(&["told aux=", word.lemma()]),
            _ => {}
        }
    }
    note(&["told=", told.upos().as_str(), " frame=", frame]);
    note(&["told=", kind_of(told, lexicon), " family=", family]);
    note(&["told lemma=", told.lemma()]);
    if told.upos() == Upos::Noun && lexicon.noun(told.lemma()) != Frames::default() {
        note(&["told reports family=", family]);
    }
    let words: u32 = report.content.iter().map(|range| range.end - range.start).sum();
    let length = match words {
        1 => "1",
        2 => "2",
        3..6 => "3",
        6..12 => "6",
        12..24 => "12",
        _ => "24",
    };
    note(&["length=", length, " family=", family]);
    if told.index() < cue.index() {
        note(&["told before family=", family]);
    }
    let at = cue.span();
    let quotations = around.quotations;
    let next = quotations.partition_point(|q| q.span.end <= at.start);
    let quoted = quotations.get(next).is_some_and(|q| q.span.contains(at));
    if quoted {
        note(&["quoted"]);
        note(&["quoted speaker=", who]);
        note(&["quoted family=", family]);
    }
    let within = report.content.iter().any(|range| {
        let span = document.span(range.clone());
        let first = quotations.partition_point(|q| q.span.end <= span.start);
        quotations.get(first).is_some_and(|q| q.span.overlaps(span))
    });
    if within && !quoted {
        note(&["marks in content"]);
        note(&["marks in content family=", family]);
    }
}

/// Says whether a rule found a report, not a frame.
pub(super) fn is_rule(report: &Report) -> bool {
    !report.rule.contains(' ')
        && !matches!(report.rule.as_str(), "clause" | "infinitive" | "gerund" | "object")
}

/// The way in which a cue takes its content, whoever found it.
fn frame_of(report: &Report, cue: Token<'_>, told: Token<'_>) -> String {
    if !is_rule(report) {
        return report.rule.clone();
    }
    let labels = Labels::get();
    let word = match cue.upos() {
        Upos::Verb if is_passive(cue) => "passive",
        Upos::Verb => "verb",
        Upos::Noun | Upos::Propn => "noun",
        _ => "adjective",
    };
    let deprel = told.deprel();
    let linked = told.head() == Some(cue);
    match () {
        () if !linked => {
            match told.head().filter(|up| up.deprel() == labels.prep && up.head() == Some(cue)) {
                Some(preposition) => format!("{word} {}", preposition.lemma()),
                None => format!("{word} away"),
            }
        }
        () if deprel == labels.ccomp && word == "verb" => "clause".to_owned(),
        () if deprel == labels.ccomp => format!("{word} clause"),
        () if deprel == labels.xcomp && told.xpos().as_str() == "VBG" => "gerund".to_owned(),
        () if deprel == labels.xcomp && word == "verb" => {
            let object = children(cue).any(|c| c.deprel() == labels.dobj && c.index() < told.index());
            if object { "object infinitive".to_owned() } else { "infinitive".to_owned() }
        }
        () if deprel == labels.xcomp => format!("{word} infinitive"),
        () if deprel == labels.dobj => "object".to_owned(),
        () if deprel == labels.acl => {
            let that = children(told).take(8).any(|c| c.text() == "that");
            format!("{word} {}", if that { "that" } else { "infinitive" })
        }
        () => format!("{word} {}", deprel.as_str()),
    }
}

/// What kind of thing a noun phrase names, as far as words and entities tell.
fn kind_of(token: Token<'_>, lexicon: &Lexicon) -> &'static str {
    let word = token.text();
    if token.upos() == Upos::Pron || matches!(token.xpos().as_str(), "PRP" | "PRP$" | "WP" | "WDT" | "DT") {
        return match word.to_ascii_lowercase().as_str() {
            "i" | "me" | "my" | "myself" => "i",
            "we" | "us" | "our" => "we",
            "you" | "your" => "you",
            "he" | "she" | "him" | "her" | "his" => "he",
            "they" | "them" | "their" => "they",
            "it" | "its" => "it",
            "who" | "whom" | "whose" => "who",
            "which" | "that" | "this" | "these" | "those" => "which",
            "what" | "whatever" => "what",
            "everyone" | "everybody" | "anyone" | "nobody" | "someone" | "no one" => "anyone",
            _ => "pronoun",
        };
    }
    if let Some(entity) = token.entity() {
        return match entity.label.as_str() {
            "PERSON" => "person",
            "ORG" => "organisation",
            "GPE" => "state",
            "NORP" => "people",
            "DATE" | "TIME" | "CARDINAL" | "QUANTITY" | "PERCENT" | "MONEY" | "ORDINAL" => "number",
            _ => "name",
        };
    }
    match token.upos() {
        Upos::Propn => "name",
        Upos::Noun if lexicon.noun(token.lemma()).any(Frames::MEDIUM) => "medium",
        Upos::Noun if token.xpos().as_str() == "NNS" => "things",
        Upos::Noun => "thing",
        Upos::Verb | Upos::Aux => "verb",
        Upos::Num => "number",
        _ => "other",
    }
}
