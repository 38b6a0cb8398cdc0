//! Who speaks: the subject of a reporting verb, found through the parse.

use chancery_nlp::{Token, Upos};

use super::labels::{Labels, child, children};

/// How far a verb without a subject of its own looks up.
const STEPS: usize = 8;

/// Returns the head of the noun phrase that does what `verb` says.
///
/// A participle (`…, saying that`), an infinitive (`declined to say`) and a coordinated verb (`met Lavrov and said`)
/// take the subject of the verb that they hang on.
pub(crate) fn subject(verb: Token<'_>) -> Option<Token<'_>> {
    let labels = Labels::get();
    let mut at = verb;
    for step in 0..STEPS {
        let passive = super::frame::is_passive(at);
        if passive && step == 0 {
            return agent(at);
        }
        if let Some(found) = own_subject(at) {
            let outer = (step == 1 && (adds(verb) || goes_on(verb))).then(|| reporter(at)).flatten();
            return Some(outer.unwrap_or(found));
        }
        if let Some(topic) = children(at).find(|c| c.deprel() == labels.parataxis).and_then(inserted) {
            return Some(topic.topic);
        }
        if passive && step > 0 {
            return child(at, labels.nsubjpass);
        }
        let head = at.head()?;
        let deprel = at.deprel();
        if deprel == labels.acl {
            return noun_speaker(head);
        }
        if deprel == labels.relcl {
            return Some(head);
        }
        if deprel == labels.xcomp || deprel == labels.ccomp {
            // "asked him to say": the object is who would speak.
            if let Some(object) =
                child(head, labels.dobj).filter(|o| o.index() < at.index() && is_nominal(*o))
            {
                return Some(object);
            }
            at = head;
            continue;
        }
        if deprel == labels.conj || deprel == labels.advcl {
            at = head;
            continue;
        }
        if deprel == labels.pcomp || deprel == labels.prep {
            at = head;
            if deprel == labels.pcomp {
                let preposition = head;
                at = at.head()?;
                // "quoted the envoy as saying": who is quoted says it.
                let quoted =
                    child(at, labels.dobj).filter(|o| o.index() < preposition.index() && is_nominal(*o));
                if preposition.lemma() == "as" && quoted.is_some() {
                    return quoted;
                }
            }
            if is_nominal(at) {
                return noun_speaker(at);
            }
            continue;
        }
        return None;
    }
    None
}

/// Says whether a verb is a participle that adds to what was said: `…, saying that`.
fn adds(verb: Token<'_>) -> bool {
    let labels = Labels::get();
    let comma = verb.left_edge().previous().is_some_and(|t| matches!(t.text(), "," | "”" | "\"" | "—" | "–"));
    verb.xpos().as_str() == "VBG"
        && verb.deprel() == labels.advcl
        && comma
        && super::frame::frames(verb, super::lexicon::Lexicon::embedded()).any(super::lexicon::Frames::SAY)
}

/// Says whether a verb goes on telling what its subject said, though the parse hangs it on what was said: `said the tower
/// was old and added that`.
fn goes_on(verb: Token<'_>) -> bool {
    let reports =
        super::frame::frames(verb, super::lexicon::Lexicon::embedded()).any(super::lexicon::Frames::SAY);
    verb.deprel() == Labels::get().conj && verb.xpos().as_str() == "VBD" && reports
}

/// Returns who reports the clause that a verb heads: `Trump argued that a wall would help, saying …`.
fn reporter(verb: Token<'_>) -> Option<Token<'_>> {
    let up = verb.head().filter(|_| verb.deprel() == Labels::get().ccomp)?;
    let reports =
        super::frame::frames(up, super::lexicon::Lexicon::embedded()).any(super::lexicon::Frames::SAY);
    if reports { own_subject(up) } else { None }
}

/// A cue inserted behind the subject of what is said: `The army, said the president, would be back`.
pub(super) struct Inserted<'a> {
    /// The subject of what is said, which the parse takes for one of the cue's.
    pub(super) topic: Token<'a>,
    pub(super) speaker: Token<'a>,
}

/// Finds the two subjects of an inserted cue, the first of which belongs to the clause around it.
pub(super) fn inserted(cue: Token<'_>) -> Option<Inserted<'_>> {
    let labels = Labels::get();
    let host = cue.head().filter(|host| cue.deprel() == labels.parataxis && host.index() > cue.index())?;
    let mut subjects = children(cue).filter(|c| c.deprel() == labels.nsubj);
    let (topic, speaker) = (subjects.next()?, subjects.next()?);
    let edge = topic.right_edge();
    let comma = edge.text() == "," || edge.next().is_some_and(|t| t.text() == ",");
    let bare = own_subject(host).is_none() && child(host, labels.nsubjpass).is_none();
    (comma && bare && topic.index() < cue.index()).then_some(Inserted { topic, speaker })
}

/// Returns the verb's own subject, before or after it.
pub(super) fn own_subject(verb: Token<'_>) -> Option<Token<'_>> {
    let labels = Labels::get();
    let mut first = None;
    for child in children(verb) {
        if child.deprel() == labels.nsubj {
            // The nearest subject: a quotation's words are sometimes taken for a first one.
            let nearer =
                |old: Token<'_>| old.index().abs_diff(verb.index()) > child.index().abs_diff(verb.index());
            if first.is_none_or(nearer) {
                first = Some(child);
            }
        }
    }
    first
}

/// Returns who does it in a passive: `was told by the envoy`.
fn agent(verb: Token<'_>) -> Option<Token<'_>> {
    let labels = Labels::get();
    child(child(verb, labels.agent)?, labels.pobj)
}

/// Returns who speaks through a noun: its owner, its author, or the one who issues it; else the noun itself.
pub(super) fn noun_speaker(noun: Token<'_>) -> Option<Token<'_>> {
    let labels = Labels::get();
    if !super::lexicon::Lexicon::embedded().noun(noun.lemma()).any(super::lexicon::Frames::MEDIUM) {
        return Some(noun);
    }
    if let Some(owner) = owner(noun) {
        return Some(owner);
    }
    // "issued a statement saying", "said in a speech warning"
    let mut up = noun;
    for _ in 0..3 {
        let head = up.head()?;
        let deprel = up.deprel();
        if deprel == labels.nsubj || deprel == labels.nsubjpass {
            return Some(noun);
        }
        if matches!(head.upos(), Upos::Verb | Upos::Aux) {
            return own_subject(head).or(Some(noun)).filter(|s| s.index() != noun.index()).or(Some(noun));
        }
        up = head;
    }
    Some(noun)
}

/// Returns whose a noun is: `Lavrov's claim`, `a claim by Lavrov`.
pub(crate) fn owner(noun: Token<'_>) -> Option<Token<'_>> {
    let labels = Labels::get();
    child(noun, labels.poss).or_else(|| {
        children(noun)
            .filter(|c| c.deprel() == labels.prep && matches!(c.lemma(), "by" | "from"))
            .find_map(|c| child(c, labels.pobj))
    })
}

/// Says whether a token can name someone or something.
pub(super) fn is_nominal(token: Token<'_>) -> bool {
    matches!(token.upos(), Upos::Noun | Upos::Propn | Upos::Pron)
}
