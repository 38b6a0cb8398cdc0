//! What a proposition is about: the words by which two tellings of one matter are known.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};

use super::Cast;
use super::words::Words;
use crate::statement::trimmed;

/// Tokens of a proposition that are looked at.
const LONGEST: usize = 60;
/// Keys of a proposition.
const KEYS: usize = 16;
/// Tokens of a proposition that only takes up a verb, with its stop.
const BARE: usize = 5;
/// Letters of a lemma that make its key: `meddle` and `meddling` have one.
const STEM: usize = 5;

/// A proposition, with what tells it from others.
#[derive(Debug, Clone)]
pub(super) struct Matter {
    /// Its words.
    pub(super) span: Span,
    /// The stems of its content words, without actors; sorted.
    pub(super) keys: Vec<String>,
    /// How many tokens it has.
    words: usize,
    /// The actors that it names; sorted.
    pub(super) actors: Vec<usize>,
    /// A clause with a verb of its own.
    pub(super) clause: bool,
    /// It says that something is not so.
    pub(super) negated: bool,
    /// The stem of the word that heads it.
    pub(super) root: Option<String>,
    /// What stands behind "no": "got no warning"; empty for "nobody", "nothing".
    pub(super) none: Option<String>,
    /// What its verb says something of: a stem where that is a thing, nothing where it is an actor.
    pub(super) topic: Option<String>,
    /// The actor that its verb says something of.
    pub(super) subject: Option<usize>,
    /// The lemmas of its verb and of what completes it: `be`, `fair`.
    pub(super) predicate: Vec<String>,
    /// The stem of what its verb does something to.
    pub(super) object: Option<String>,
    /// The stem of its subject, whatever that is.
    pub(super) doer: Option<String>,
    /// The stem of the word behind "by" of a passive.
    pub(super) agent: Option<String>,
    /// It tells what has happened.
    pub(super) past: bool,
    /// Its subject is a pronoun that means no actor: "it was clean".
    pub(super) pronoun: bool,
    /// It is an inquiry, not what that looks into.
    pub(super) inquiry: bool,
    /// Its head is a part in something bad: `responsibility for`.
    pub(super) blame: bool,
}

impl Matter {
    /// Reads the proposition that stands in a range of tokens.
    pub(super) fn new(document: &Document, tokens: Range<u32>, cast: &impl Cast) -> Matter {
        let words = Words::get();
        let tokens = without_mark(document, tokens);
        let mut matter = Matter {
            span: without_stray_mark(document, trimmed(document, tokens.clone())),
            keys: Vec::new(),
            words: tokens.len(),
            actors: Vec::new(),
            clause: false,
            negated: false,
            root: None,
            none: None,
            topic: None,
            subject: None,
            predicate: Vec::new(),
            object: None,
            doer: None,
            agent: None,
            past: false,
            pronoun: false,
            inquiry: false,
            blame: false,
        };
        let inside = |token: Token<'_>| tokens.contains(&(token.index() as u32));
        for token in document.slice(tokens.clone()).take(LONGEST) {
            if token.head().is_none_or(|head| !inside(head)) {
                matter.clause |= tokens.len() > 1 && matches!(token.upos(), Upos::Verb | Upos::Aux);
                if matter.root.is_none() {
                    matter.none = none(token);
                    matter.negated |= matter.none.is_some() || is_negated(token);
                }
                matter.blame |= words.blame.contains(token.lemma());
                matter.inquiry |= words.inquiries.contains(token.lemma());
                matter.name(token, cast);
                matter.head(token, cast);
            }
            match cast.at(token.index() as u32) {
                Some(actor) => matter.actors.push(actor),
                None if tells(token) => {
                    matter.keys.push(stem(token.lemma()));
                    if is_mere_words(token) {
                        // Such attacks are another matter than those with arms.
                        matter.keys.push("words".to_owned());
                    }
                }
                None => {}
            }
        }
        matter.keys.sort_unstable();
        matter.keys.dedup();
        matter.keys.truncate(KEYS);
        matter.actors.sort_unstable();
        matter.actors.dedup();
        matter
    }

    /// Reads what something is called: "it a spy balloon".
    fn name(&mut self, token: Token<'_>, cast: &impl Cast) {
        if token.deprel().as_str() != "oprd" || self.root.is_some() || !self.predicate.is_empty() {
            return;
        }
        let called = token.head().into_iter().flat_map(|verb| verb.children().take(32));
        let thing = called
            .into_iter()
            .find(|child| child.deprel().as_str() == "dobj" && child.index() < token.index());
        let Some(thing) = thing else { return };
        self.clause = true;
        self.past = true;
        self.predicate = vec!["be".to_owned(), token.lemma().to_lowercase()];
        self.doer = Some(stem(thing.lemma()));
        self.subject = cast.at(thing.index() as u32);
        self.pronoun = thing.upos() == Upos::Pron && self.subject.is_none();
        self.topic =
            Some(stem(thing.lemma())).filter(|_| thing.upos() == Upos::Noun && self.subject.is_none());
    }

    /// Reads the word that heads the proposition and what it says something of.
    fn head(&mut self, token: Token<'_>, cast: &impl Cast) {
        let verb = matches!(token.upos(), Upos::Verb | Upos::Aux);
        if self.root.is_some() || !verb {
            return;
        }
        self.root = Some(stem(token.lemma())).filter(|_| token.lemma() != "be");
        self.past = matches!(token.xpos().as_str(), "VBD" | "VBN");
        self.predicate.push(token.lemma().to_lowercase());
        if token.xpos().as_str() == "VBN" {
            // "were armed" is held against "were unarmed".
            self.predicate.push(token.text().to_lowercase());
        }
        let mut subject = None;
        for child in token.children().take(32) {
            match child.deprel().as_str() {
                "nsubj" | "nsubjpass" => subject = subject.or(Some(child)),
                "acomp" | "attr" | "oprd" => self.predicate.push(child.lemma().to_lowercase()),
                "dobj" => self.object = Some(stem(child.lemma())),
                "agent" => {
                    let by = child.children().take(4).find(|c| c.deprel().as_str() == "pobj");
                    self.agent = by.map(|by| {
                        let owner = by.children().take(8).find(|c| {
                            matches!(c.deprel().as_str(), "amod" | "compound" | "poss")
                                && c.upos() != Upos::Noun
                        });
                        stem(owner.unwrap_or(by).lemma())
                    });
                }
                _ => {}
            }
        }
        self.subject = subject.and_then(|subject| cast.at(subject.index() as u32));
        self.doer = subject.map(|subject| stem(subject.lemma()));
        let thing = subject.filter(|subject| cast.at(subject.index() as u32).is_none());
        // "It is likely that …" speaks of nothing that was named.
        let empty =
            token.children().take(32).any(|child| matches!(child.deprel().as_str(), "ccomp" | "csubj"))
                && token.lemma() == "be";
        self.pronoun =
            !empty && thing.is_some_and(|subject| matches!(subject.lemma(), "it" | "they" | "this" | "that"));
        self.topic =
            thing.filter(|subject| subject.upos() == Upos::Noun).map(|subject| stem(subject.lemma()));
    }

    /// Says whether the words name no matter of their own: "the allegations", "this".
    pub(super) fn is_loose(&self) -> bool {
        self.keys.is_empty()
    }

    /// Says whether it only takes up a verb: "they did", "it was".
    pub(super) fn is_bare(&self) -> bool {
        let verb = matches!(&self.predicate[..], [verb] if matches!(verb.as_str(), "be" | "do" | "have"));
        let pronoun = matches!(self.doer.as_deref(), Some("it" | "they" | "he" | "she" | "we" | "you" | "i"));
        verb && pronoun && self.object.is_none() && self.words <= BARE
    }

    /// Says whether it names another doer of a deed: "rebels did it".
    pub(super) fn repeats(&self) -> bool {
        matches!(&self.predicate[..], [verb] if verb == "do")
            && matches!(self.object.as_deref(), Some("it" | "that" | "so"))
    }

    /// Says whether it takes up the verb of another: "they did not" takes up what somebody does, "it was" what is.
    pub(super) fn takes_up(&self, other: &Matter) -> bool {
        let does = self.predicate.first().is_some_and(|verb| verb == "do");
        let person = matches!(self.doer.as_deref(), Some("he" | "she" | "we" | "you" | "i"));
        self.is_bare()
            && other.clause
            && (!does || other.root.is_some())
            && !(person && other.topic.is_some())
    }

    /// How many keys two matters share, without their actors.
    pub(super) fn shared(&self, other: &Matter) -> usize {
        self.keys.iter().filter(|key| other.keys.binary_search(key).is_ok()).count()
    }

    /// Says whether two propositions speak of one matter.
    pub(super) fn is_same(&self, other: &Matter) -> bool {
        let shared = self.shared(other);
        let fewer = self.keys.len().min(other.keys.len());
        let actors = self.actors.iter().filter(|actor| other.actors.contains(actor)).count();
        match fewer {
            0 => false,
            1 => shared == 1 && (self.keys.len().max(other.keys.len()) <= 2 || actors > 0 && self.blame),
            2 => shared == 2 || shared == 1 && actors > 0 && self.keys.len().max(other.keys.len()) <= 3,
            _ => shared >= 2 && (shared + actors.min(1)) * 2 > fewer,
        }
    }
}

/// Says whether a verb is negated; what is "no longer" so was so.
fn is_negated(token: Token<'_>) -> bool {
    let mut words = token.children().take(32);
    words.any(|child| {
        child.deprel().as_str() == "neg" && child.next().is_none_or(|next| next.lemma() != "longer")
    })
}

/// Returns what there was none of, where the subject or object of a verb says so.
fn none(token: Token<'_>) -> Option<String> {
    let parts = token
        .children()
        .take(32)
        .filter(|child| matches!(child.deprel().as_str(), "nsubj" | "nsubjpass" | "dobj" | "attr"));
    for part in parts {
        let no_one = part.lemma() == "one" && part.children().take(8).any(|word| word.lemma() == "no");
        if matches!(part.lemma(), "nobody" | "nothing" | "none") || no_one {
            return Some(String::new());
        }
        if part.children().take(8).any(|word| word.deprel().as_str() == "det" && word.lemma() == "no") {
            return Some(stem(part.lemma()));
        }
    }
    None
}

/// Says whether a word tells what a proposition is about.
fn tells(token: Token<'_>) -> bool {
    let open = matches!(token.upos(), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num);
    let lemma = token.lemma();
    open && lemma.len() > 2
        && token.deprel().as_str() != "aux"
        && !token.xpos().as_str().starts_with('W')
        && !Words::get().light.contains(lemma.to_lowercase().as_str())
}

/// Cuts off a closing mark whose opening mark stands outside: `these attacks'`.
fn without_stray_mark(document: &Document, span: Span) -> Span {
    let text = &document.text()[span.range()];
    let bare = text.strip_suffix(['\'', '’', '"', '”']).unwrap_or(text);
    if bare.contains(['\'', '‘', '"', '“', '’', '”']) {
        return span;
    }
    Span::new(span.start, span.start + bare.len() as u32)
}

/// Says whether an attack is one with words: "these slanderous attacks".
fn is_mere_words(token: Token<'_>) -> bool {
    token.upos() == Upos::Noun
        && matches!(token.lemma(), "attack" | "smear" | "campaign" | "word")
        && token.children().take(8).any(|child| {
            child.deprel().as_str() == "amod"
                && matches!(child.lemma(), "slanderous" | "defamatory" | "verbal" | "baseless")
        })
}

/// Beginnings of many words, of which more letters are kept.
const COMMON: [&str; 8] = ["count", "inter", "super", "trans", "under", "contr", "const", "presi"];

/// The letters by which a word is known: `shelling` and `shell`, `explode` and `explosion`.
fn stem(lemma: &str) -> String {
    let lower = lemma.to_lowercase();
    if matches!(lower.as_str(), "kill" | "die" | "death" | "dead" | "perish" | "slay") {
        return "die".to_owned();
    }
    let bare = lower.strip_suffix("ing").filter(|bare| bare.len() > 3).unwrap_or(&lower);
    let most = if COMMON.iter().any(|start| bare.starts_with(start)) { STEM + 3 } else { STEM };
    bare.chars().take(most).collect()
}

/// Cuts off the word that opens a clause: "that", "whether".
fn without_mark(document: &Document, tokens: Range<u32>) -> Range<u32> {
    let opens = |at: u32| {
        let token = document.token(at as usize);
        token.deprel().as_str() == "mark" && matches!(token.lemma(), "that" | "whether" | "if")
            || token.text() == ":"
    };
    match tokens.clone().next() {
        Some(first) if tokens.len() > 1 && opens(first) => first + 1..tokens.end,
        _ => tokens,
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn words_of_one_family_have_one_stem() {
        for (one, other) in [("shelling", "shell"), ("meddle", "meddling"), ("explode", "explosion")] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("international"), stem("interference"));
    }
}
