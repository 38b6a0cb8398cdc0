//! What a speaker does with what is said: affirm, deny, ask, demand.
//!
//! The reporting word tells most of it. Where it only says that somebody spoke, the content's own form does: an
//! imperative, "must" and "should" of those who can act, a question mark.

use chancery_nlp::{Document, Span, Token, Upos};

use super::frame;
use super::labels::{Labels, child};
use super::lexicon::{Frames, Lexicon, entries};
use super::{Form, Polarity, Statement};

/// How many children of a word are looked at.
const CHILDREN: usize = 32;
/// How many tokens of a content are looked at.
const TOKENS: usize = 400;

/// Returns the polarity that a reporting word gives.
pub(super) fn polarity(document: &Document, head: u32) -> Polarity {
    let token = document.token(head as usize);
    if token.upos() == Upos::Noun {
        return of_noun(token.lemma());
    }
    let frames = frame::frames(token, Lexicon::embedded());
    let labels = Labels::get();
    let wishes = frames.any(Frames::DEMAND.or(Frames::URGE)) || PROPOSES.contains(&token.lemma());
    let (mut infinitive, mut interrogative, mut request, mut object) = (false, false, false, false);
    let mut subjunctive = false;
    for child in token.children().take(CHILDREN) {
        request |= child.deprel() == labels.prep && child.lemma() == "for";
        object |= child.deprel() == labels.dobj && child.upos() == Upos::Noun;
        subjunctive |= wishes && child.deprel() == labels.ccomp && is_subjunctive(child);
        for word in child.children().take(CHILDREN) {
            infinitive |= word.xpos().as_str() == "TO";
            interrogative |=
                matches!(word.lemma(), "whether" | "if") || word.xpos().as_str().starts_with('W');
        }
    }
    let asks = frames.any(Frames::ASK);
    let open = asks || frames.any(Frames::SAY) || token.lemma() == "call";
    let said = frames.any(Frames::SAY);
    let wants = (frames.any(Frames::DEMAND) || subjunctive)
        && !interrogative
        && (infinitive || subjunctive || request && !said || !open || asks && object && !said);
    let negated = token.children().take(CHILDREN).any(|child| child.deprel().as_str() == "neg");
    match () {
        () if frames.any(Frames::DENY) || negated || turns_away(token) => Polarity::Deny,
        () if wants => Polarity::Demand,
        () if asks => Polarity::Question,
        () => Polarity::Affirm,
    }
}

/// Verbs that want what their clause with a bare verb says: "recommended that it be repealed".
const PROPOSES: [&str; 8] =
    ["advise", "decree", "insist", "propose", "recommend", "rule", "stipulate", "suggest"];

/// Says whether a verb turns a claim away: `contradicted the report`.
pub(super) fn turns_away(verb: Token<'_>) -> bool {
    let lexicon = Lexicon::embedded();
    let object = child(verb, Labels::get().dobj);
    object.is_some_and(|object| lexicon.noun(object.lemma()).any(Frames::CLAIM))
        && entries(include_str!("../../rules/lists/reject_verbs.txt")).any(|entry| entry == verb.lemma())
}

/// Returns the polarity of a noun that reports: "Georgia's demand that", "the denial that".
fn of_noun(lemma: &str) -> Polarity {
    match lemma {
        "denial" | "rejection" | "refusal" => Polarity::Deny,
        "appeal" | "call" | "demand" | "plea" | "request" => Polarity::Demand,
        "question" => Polarity::Question,
        _ => Polarity::Affirm,
    }
}

/// Says whether a clause tells what is to be: "that the clause be struck out", "that they return".
fn is_subjunctive(clause: Token<'_>) -> bool {
    let labels = Labels::get();
    let mut that = false;
    let mut base = clause.xpos().as_str() == "VB";
    for child in clause.children().take(CHILDREN) {
        let auxiliary = child.deprel() == labels.aux || child.deprel() == labels.auxpass;
        if auxiliary && !(child.lemma() == "be" && child.xpos().as_str() == "VB") {
            return false;
        }
        base |= auxiliary;
        that |= child.deprel().as_str() == "mark" && child.lemma() == "that";
    }
    base && that
}

/// Lets the words of a statement tell its polarity, of which others have said those `inside`, where its reporting word only says that somebody spoke.
pub(super) fn settle(document: &Document, statement: &mut Statement, inside: &[Span]) {
    let quoted = statement.form == Form::Direct;
    if quoted && statement.polarity == Polarity::Demand && is_question(document, statement, inside) {
        statement.polarity = Polarity::Question;
    }
    if statement.polarity != Polarity::Affirm || !speaks(document, statement) {
        return;
    }
    let Some(&first) = statement.content.first() else { return };
    if quoted && is_question(document, statement, inside) {
        statement.polarity = Polarity::Question;
    } else if wants(document, first, quoted) {
        statement.polarity = Polarity::Demand;
    }
}

/// Says whether the reporting word is one of speaking, or there is none.
fn speaks(document: &Document, statement: &Statement) -> bool {
    statement.cue_head.is_none_or(|cue| {
        let cue = document.token(cue as usize);
        let frames = frame::frames(cue, Lexicon::embedded());
        !matches!(cue.upos(), Upos::Verb) || !frames.any(Frames::THINK) || statement.form == Form::Direct
    })
}

/// Says whether most sentences of a quotation end with a question mark of its own, not of one quoted `inside` it.
fn is_question(document: &Document, statement: &Statement, inside: &[Span]) -> bool {
    let (mut questions, mut others) = (0_usize, 0_usize);
    let mut last = ' ';
    for span in &statement.content {
        let words = &document.text()[span.range()];
        for (at, sign) in words.char_indices().take(TOKENS * 8) {
            let place = span.start + at as u32;
            match sign {
                '?' if inside.iter().any(|inner| inner.start <= place && place < inner.end) => others += 1,
                '?' if last != '?' => questions += 1,
                '.' | '!' if !matches!(last, '.' | '!' | '?') => others += 1,
                _ => {}
            }
            last = sign;
        }
    }
    questions > others
}

/// Says whether the first sentence of a content wants something done.
fn wants(document: &Document, content: Span, quoted: bool) -> bool {
    let tokens = document.tokens_in(content);
    let inside = |token: Token<'_>| tokens.contains(&(token.index() as u32));
    let words = document.slice(tokens.clone()).take(TOKENS);
    let root = words.into_iter().find(|token| {
        matches!(token.upos(), Upos::Verb | Upos::Aux) && token.head().is_none_or(|head| !inside(head))
    });
    if quoted && is_order(document, content) {
        return true;
    }
    let Some(root) = root else { return false };
    (quoted && is_imperative(root, tokens.start)) || is_obliged(root) || is_due(root)
}

/// Says whether a word or two command: `Halt,` `Down!`, `No more lists.`
fn is_order(document: &Document, content: Span) -> bool {
    let text = document.text()[content.range()].to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let more = words.take(3).count();
    let alone = second.is_none_or(|second| second == first || second == "now") && more == 0;
    alone && order_words().any(|order| order == first) || first == "no" && second == Some("more") && more <= 2
}

/// The words that command by themselves.
fn order_words() -> impl Iterator<Item = &'static str> {
    super::lexicon::entries(include_str!("../../rules/lists/order_words.txt"))
}

/// Verbs that begin a sentence as an imperative does and ask for nothing.
const EMPTY: [&str; 11] = [
    "be", "believe", "consider", "forget", "imagine", "look", "listen", "mind", "remember", "suppose",
    "thank",
];

/// Says whether a verb commands: `Show us the evidence`, `Do not test us`.
fn is_imperative(root: Token<'_>, start: u32) -> bool {
    let labels = Labels::get();
    if root.xpos().as_str() != "VB" && root.xpos().as_str() != "VBP" || EMPTY.contains(&root.lemma()) {
        return false;
    }
    if root.lemma() == "let" && !lets_others(root) {
        return false;
    }
    let mut first = root.index() as u32;
    for child in root.children().take(CHILDREN) {
        let deprel = child.deprel();
        let auxiliary = deprel == labels.aux && child.lemma() != "do" || deprel == labels.auxpass;
        if auxiliary || deprel == labels.nsubj || deprel == labels.nsubjpass || deprel == labels.expl {
            return false;
        }
        if deprel.as_str() == "mark"
            || child.xpos().as_str() == "TO"
            || child.xpos().as_str().starts_with('W')
        {
            return false;
        }
        let opens = deprel == labels.aux
            || matches!(deprel.as_str(), "neg" | "intj" | "advmod" | "punct" | "cc" | "npadvmod");
        if opens && child.index() < root.index() {
            first = first.min(child.left_edge().index() as u32);
        }
    }
    // It stands at the beginning of what is said, behind a mark and "please" at most.
    first <= start + 3
}

/// Says whether "let" wants something of others: `Let the inspectors in`, not `Let me be clear`.
fn lets_others(root: Token<'_>) -> bool {
    let next = root.next();
    next.is_some_and(|next| {
        !matches!(
            next.text().to_lowercase().as_str(),
            "me" | "us" | "them" | "him" | "her" | "'s" | "’s" | "it" | "there"
        )
    })
}

/// Says whether something is overdue: `It is time to end this war`, `You had better leave`.
fn is_due(root: Token<'_>) -> bool {
    let time = || {
        root.lemma() == "be"
            && root.children().take(CHILDREN).any(|child| {
                child.lemma() == "time"
                    && child.deprel().as_str() == "attr"
                    && child.children().chain(root.children()).take(CHILDREN).any(|clause| {
                        matches!(clause.deprel().as_str(), "relcl" | "acl" | "xcomp" | "ccomp" | "advcl")
                            && clause.children().take(CHILDREN).any(|word| word.xpos().as_str() == "TO")
                    })
            })
    };
    let better = || {
        root.children().take(CHILDREN).any(|child| {
            child.text() == "better"
                && child.previous().is_some_and(|had| matches!(had.text(), "had" | "'d" | "’d"))
        })
    };
    time() || better()
}

/// Says whether somebody must or should act: `Germany should deliver the tanks`.
fn is_obliged(root: Token<'_>) -> bool {
    let labels = Labels::get();
    let (mut must, mut should, mut perfect, mut passive, mut able) = (false, false, false, false, false);
    for child in root.children().take(CHILDREN) {
        let deprel = child.deprel();
        if deprel == labels.aux {
            must |= child.lemma() == "must";
            should |= child.text().eq_ignore_ascii_case("should") || child.lemma() == "ought";
            perfect |= child.lemma() == "have";
        }
        passive |= deprel == labels.auxpass;
        able |= (deprel == labels.nsubj || deprel == labels.nsubjpass) && can_act(child);
    }
    let acts = root.upos() == Upos::Verb && !matches!(root.lemma(), "note" | "say" | "admit" | "remember");
    acts && !perfect && (must || should && (able || passive))
}

/// Says whether a noun phrase names someone who can act.
fn can_act(subject: Token<'_>) -> bool {
    let entity = subject
        .entity()
        .is_some_and(|entity| matches!(entity.label.as_str(), "GPE" | "ORG" | "PERSON" | "NORP"));
    let person =
        subject.upos() == Upos::Pron && !matches!(subject.lemma(), "it" | "this" | "that" | "which" | "what");
    entity || person || Lexicon::embedded().noun(subject.lemma()).any(Frames::ACTS)
}
