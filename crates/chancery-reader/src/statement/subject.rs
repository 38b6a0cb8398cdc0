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
            return Some(found);
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
                at = at.head()?;
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
