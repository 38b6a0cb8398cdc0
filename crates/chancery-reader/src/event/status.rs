//! Whether an event happened: tense, modals, negation, governing words, conditions and the statement around it.

use std::sync::LazyLock;

use chancery_nlp::{Token, Upos};
use rustc_hash::FxHashMap;

use super::clause::CHILDREN;
use crate::reading::Status;

/// How far governing words are looked for.
const STEPS: usize = 4;

/// The status of an act, and whether a word of will or plan gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reality {
    pub(super) status: Status,
    /// It lies ahead: will, plans to.
    pub(super) future: bool,
    /// It is negated: will not, has not.
    pub(super) negated: bool,
}

/// Reads the status of what a verb tells.
pub(super) fn of_verb(verb: Token<'_>) -> Reality {
    let mut reality = Reality { status: Status::Happened, future: false, negated: false };
    let mut at = verb;
    for step in 0..STEPS {
        let own = chain(at);
        reality.negated |= own.negated;
        if reality.status == Status::Happened
            || (reality.status == Status::Ongoing && own.status != Status::Happened)
        {
            reality.status = own.status;
        }
        reality.future |= own.future;
        if step == 0 && conditional(at) {
            reality.status = Status::Conditional;
            return reality;
        }
        let Some(head) = at.head() else { break };
        let deprel = at.deprel().as_str();
        let governed = match deprel {
            "xcomp" | "ccomp" | "pcomp" | "acl" => true,
            "conj" => own.status == Status::Happened && !has_aux(at),
            "advcl" => super::clause::is_infinitive(at),
            _ => false,
        };
        if !governed {
            break;
        }
        if deprel == "conj" {
            at = head;
            continue;
        }
        let up = if deprel == "pcomp" { head.head().unwrap_or(head) } else { head };
        let infinitive = super::clause::is_infinitive(at) || at.xpos().as_str() == "VBG" || deprel == "ccomp";
        match governor(up.lemma()).filter(|_| infinitive && (deprel != "ccomp" || is_wish(up.lemma()))) {
            Some(Governor::Status(status)) => {
                reality.status = status;
                reality.future |= status == Status::Planned;
                if status == Status::Negated {
                    reality.negated = true;
                    reality.status = Status::Happened;
                }
                // "does not plan to": the plan is what is negated.
                let above = chain(up);
                reality.negated |= above.negated;
                break;
            }
            Some(Governor::Through) => at = up,
            None if deprel == "advcl" || deprel == "acl" => {
                if super::clause::is_infinitive(at) {
                    reality.status = Status::Planned;
                    reality.future = deprel == "acl";
                }
                break;
            }
            None if deprel == "xcomp" => at = up,
            None => break,
        }
        if !matches!(at.upos(), Upos::Verb | Upos::Aux) {
            break;
        }
    }
    if reality.negated && reality.status != Status::Conditional {
        reality.status = Status::Negated;
    }
    reality
}

/// Reads the status of what a noun tells that no light verb carries.
pub(super) fn of_noun(noun: Token<'_>) -> Reality {
    let mut reality = before_noun(noun);
    let Some(head) = noun.head() else { return reality };
    let above = if noun.deprel().as_str() == "pobj" { head.head() } else { Some(head) };
    if let Some(above) = above
        && reality.status == Status::Happened
        && let Some(Governor::Status(status)) = governor(above.lemma())
        && matches!(noun.deprel().as_str(), "dobj" | "pobj")
    {
        reality.status = status;
        reality.future = status == Status::Planned;
    }
    reality
}

/// Reads what stands in front of a noun: planned, possible, no.
pub(super) fn before_noun(noun: Token<'_>) -> Reality {
    let mut reality = Reality { status: Status::Happened, future: false, negated: false };
    for child in noun.children().take(CHILDREN) {
        let status = match child.lemma() {
            "planned" | "upcoming" | "forthcoming" | "future" | "scheduled" | "proposed" | "coming"
            | "next" | "plan" => Status::Planned,
            "possible" | "potential" | "likely" | "alleged" | "suspected" | "any" => Status::Possible,
            "ongoing" | "continued" | "continuing" => Status::Ongoing,
            "no" => Status::Negated,
            _ => continue,
        };
        reality.status = status;
        reality.future = status == Status::Planned;
    }
    reality
}

fn has_aux(verb: Token<'_>) -> bool {
    verb.children().take(CHILDREN).any(|c| c.deprel().as_str() == "aux")
}

/// Reads auxiliaries and negation.
fn chain(verb: Token<'_>) -> Reality {
    let mut reality = Reality { status: Status::Happened, future: false, negated: false };
    let (mut be, mut have) = (false, false);
    for child in verb.children().take(CHILDREN) {
        let word = child.lemma();
        match child.deprel().as_str() {
            "neg" => reality.negated = true,
            "aux" | "auxpass" => match word {
                "will" | "shall" | "'ll" | "wo" => {
                    reality.status = Status::Planned;
                    reality.future = true;
                }
                "would" | "'d" => {
                    reality.status = Status::Planned;
                    reality.future = true;
                }
                "may" | "might" | "could" | "can" | "ca" => reality.status = Status::Possible,
                "should" | "must" | "ought" | "need" => reality.status = Status::Requested,
                "be" => be |= child.deprel().as_str() == "aux",
                "have" => have = true,
                _ => {}
            },
            "nsubj" | "nsubjpass" if child.lemma() == "nobody" || child.lemma() == "none" => {
                reality.negated = true
            }
            "advmod" if matches!(word, "never" | "hardly") => reality.negated = true,
            "advmod"
                if matches!(word, "reportedly" | "allegedly" | "possibly" | "perhaps")
                    && reality.status == Status::Happened => {}
            _ => {}
        }
    }
    if reality.status == Status::Happened && be && !have && verb.xpos().as_str() == "VBG" {
        reality.status = Status::Ongoing;
    }
    reality
}

/// Says whether a clause stands under `if` or `unless`, or waits on one.
fn conditional(verb: Token<'_>) -> bool {
    let marked = |clause: Token<'_>| {
        clause
            .children()
            .take(CHILDREN)
            .any(|c| matches!(c.lemma(), "if" | "unless") && matches!(c.deprel().as_str(), "mark" | "advmod"))
    };
    if verb.deprel().as_str() == "advcl" && marked(verb) {
        return true;
    }
    let modal = verb
        .children()
        .take(CHILDREN)
        .any(|c| c.deprel().as_str() == "aux" && matches!(c.lemma(), "would" | "could" | "will" | "may"));
    modal && verb.children().take(CHILDREN).any(|c| c.deprel().as_str() == "advcl" && marked(c))
}

#[derive(Debug, Clone, Copy)]
enum Governor {
    Status(Status),
    /// What is begun or done happens all the same.
    Through,
}

const GOVERNORS: &str = include_str!("../../rules/lists/event_governors.txt");

/// Returns what a word makes of the act below it.
fn governor(lemma: &str) -> Option<Governor> {
    static WORDS: LazyLock<FxHashMap<&'static str, Governor>> = LazyLock::new(|| {
        let row = |line: &'static str| {
            let (word, status) = line.split('#').next()?.split_once(' ')?;
            let status = status.trim();
            let governor = super::frame::STATUSES.iter().find(|(name, _)| *name == status);
            let governor = governor.map_or(Governor::Through, |(_, status)| Governor::Status(*status));
            Some((word, governor))
        };
        GOVERNORS.lines().filter_map(row).collect()
    });
    WORDS.get(lemma).copied()
}

/// Says whether a word governs a whole clause: "hopes that", "demands that".
fn is_wish(lemma: &str) -> bool {
    matches!(
        lemma,
        "demand"
            | "insist"
            | "propose"
            | "request"
            | "recommend"
            | "urge"
            | "hope"
            | "want"
            | "ask"
            | "suggest"
            | "fear"
            | "consider"
            | "doubt"
            | "deny"
            | "let"
            | "make"
            | "help"
    )
}
