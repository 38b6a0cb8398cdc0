//! Which words of a sentence belong to the cue and not to what is said.

use std::ops::Range;

use chancery_nlp::{Document, Token, Upos};

use super::words::{Words, has};
use crate::statement::Statement;
use crate::statement::labels::{Labels, child, children};
use crate::statement::lexicon::{Frames, Lexicon};
use crate::statement::stretch::Stretches;
use crate::statement::subject::own_subject;

/// How far from a cue its circumstances may stand.
const REACH: u32 = 48;
/// How far up a word's clause is looked for.
const STEPS: usize = 12;

/// The innermost statement in whose content each token stands.
#[derive(Debug)]
pub(super) struct Owners(Vec<u32>);

/// No statement.
const NOBODY: u32 = u32::MAX;

impl Owners {
    /// Statements come in text order, those around others first, so that the last to claim a token is the innermost.
    pub(super) fn new(document: &Document, statements: &[Statement]) -> Owners {
        let mut owners = vec![NOBODY; document.len()];
        for (at, statement) in statements.iter().enumerate() {
            for content in &statement.content {
                let tokens = document.tokens_in(*content);
                owners[tokens.start as usize..tokens.end as usize].fill(at as u32);
            }
        }
        Owners(owners)
    }

    pub(super) fn of(&self, token: u32) -> Option<usize> {
        self.0.get(token as usize).copied().filter(|&owner| owner != NOBODY).map(|owner| owner as usize)
    }
}

/// A cue with the words around it that are its own.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    pub(super) document: &'a Document,
    pub(super) cue: Token<'a>,
    /// The cue and the verbs that it completes: `appeared to suggest`.
    pub(super) heads: Vec<Token<'a>>,
    /// The noun that carries the words, where the cue hangs on one: `a statement saying`.
    pub(super) carrier: Option<Token<'a>>,
    /// Tokens of the cue's clause, in text order: neither content nor speaker.
    pub(super) words: Vec<u32>,
    pub(super) content: Vec<Range<u32>>,
}

impl<'a> Clause<'a> {
    /// Finds the words of a statement's cue; none where it has no cue.
    pub(super) fn of(
        document: &'a Document,
        stretches: &Stretches,
        statements: &[Statement],
        at: usize,
        owners: &Owners,
    ) -> Option<Clause<'a>> {
        let statement = &statements[at];
        let cue = document.token(statement.cue_head? as usize);
        let middle = cue.index() as u32;
        let reach = middle.saturating_sub(REACH)..(middle + REACH).min(document.len() as u32);
        let (heads, carrier) = heads(cue);
        let mut clause = Clause {
            document,
            cue,
            heads,
            carrier,
            words: Vec::new(),
            content: statement.content.iter().map(|span| document.tokens_in(*span)).collect(),
        };
        let speaker = statement.speaker.map_or(0..0, |phrase| document.tokens_in(phrase.span));
        let level = owners.of(middle);
        let words = stretches.cut(reach, middle).filter(|&token| {
            token != middle
                && !speaker.contains(&token)
                && match owners.of(token) {
                    owner if owner == level => clause.admits(document.token(token as usize)),
                    owner => owner == Some(at) && clause.stands_between(document.token(token as usize)),
                }
        });
        clause.words = words.collect();
        Some(clause)
    }

    /// Says whether a word is one of the clause's.
    pub(super) fn has(&self, token: Token<'_>) -> bool {
        self.words.binary_search(&(token.index() as u32)).is_ok()
    }

    /// Says whether a token is the cue or a verb that it completes.
    pub(super) fn is_head(&self, token: Token<'_>) -> bool {
        self.heads.contains(&token)
    }

    /// Walks the words.
    pub(super) fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'a>> + use<'a, '_> {
        self.words.iter().map(|&word| self.document.token(word as usize))
    }

    fn is_content(&self, token: Token<'_>) -> bool {
        self.content.iter().any(|content| content.contains(&(token.index() as u32)))
    }

    /// Says whether a word outside all contents tells of the cue.
    fn admits(&self, token: Token<'_>) -> bool {
        let labels = Labels::get();
        let cue = self.cue.index();
        let mut at = token;
        for _ in 0..STEPS {
            if self.is_head(at) {
                return true;
            }
            let deprel = at.deprel();
            let verb = matches!(at.upos(), Upos::Verb | Upos::Aux);
            let aside = deprel == labels.relcl
                || deprel == labels.ccomp
                || deprel == labels.parataxis
                || deprel == labels.pcomp
                || verb && deprel == labels.conj
                || verb && (deprel == labels.advcl || deprel == labels.acl) && !tells_of_speech(at);
            let actor = deprel == labels.nsubj || deprel == labels.nsubjpass;
            if aside || actor {
                return false;
            }
            let Some(head) = at.head() else { return self.is_loose(token, at) };
            if self.is_content(head) {
                return self.is_loose(token, at) && (token.index() > cue || head.index() > cue);
            }
            if self.is_head(head) {
                let behind = token.index() > cue;
                return if behind {
                    self.is_gap(token) || self.is_behind(token) || self.is_amid(token)
                } else {
                    !self.is_aside()
                };
            }
            at = head;
        }
        false
    }

    /// Says whether a word that the parse hangs elsewhere is the cue's by where it stands.
    fn is_loose(&self, token: Token<'_>, top: Token<'_>) -> bool {
        let labels = Labels::get();
        let adverbial = top.deprel() == labels.prep
            || top.deprel() == labels.npadvmod
            || top.deprel() == labels.advmod
            || top.deprel() == labels.dobj
            || top.deprel() == labels.dative
            || top.deprel() == labels.advcl;
        let front = token.index() < self.cue.index() && !self.is_aside();
        adverbial && (front || self.is_gap(token))
    }

    /// Says whether the cue is an aside between commas, so that words in front of it are said:
    /// `On Monday, he said, the guards left`.
    fn is_aside(&self) -> bool {
        let Some(comma) = self.cue.next().filter(|next| next.text() == ",") else { return false };
        comma.next().is_some_and(|next| {
            self.is_content(next) && !matches!(next.text(), "\"" | "“" | "‘" | "'" | "''" | "``")
        })
    }

    /// Says whether a word stands between two pieces of the content.
    fn is_amid(&self, token: Token<'_>) -> bool {
        let at = token.index() as u32;
        let cue = self.cue.index() as u32;
        self.content.iter().any(|c| c.start > cue && c.end <= at) && self.content.iter().any(|c| c.start > at)
    }

    /// Says whether a word stands behind the cue with no content between.
    fn is_gap(&self, token: Token<'_>) -> bool {
        let (cue, at) = (self.cue.index() as u32, token.index() as u32);
        at > cue && !self.content.iter().any(|content| content.start > cue && content.start < at)
    }

    /// Says whether a word behind the content is set off from it by a comma.
    fn is_behind(&self, token: Token<'_>) -> bool {
        let at = token.index() as u32;
        let Some(last) = self.content.iter().rfind(|content| content.end <= at) else { return false };
        self.document
            .slice(last.end.saturating_sub(1)..at)
            .take(2)
            .any(|t| matches!(t.text(), "," | "”" | "\""))
    }

    /// Says whether a word inside the content hangs on the cue, with more of the cue's behind it:
    /// `accused Oslo on Monday of stalling`.
    fn stands_between(&self, token: Token<'_>) -> bool {
        let labels = Labels::get();
        let mut at = token;
        for _ in 0..STEPS {
            let Some(head) = at.head() else { return false };
            if head == self.cue {
                let adverbial = at.deprel() == labels.prep || at.deprel() == labels.npadvmod;
                let end = at.subtree().end as usize;
                let more = children(self.cue).filter(|c| c.index() >= end && self.is_content(*c));
                return adverbial
                    && at.index() > self.cue.index()
                    && more.into_iter().any(|c| {
                        c.deprel() == labels.prep || c.deprel() == labels.xcomp || c.deprel() == labels.ccomp
                    });
            }
            if matches!(head.upos(), Upos::Verb | Upos::Aux) {
                return false;
            }
            at = head;
        }
        false
    }
}

/// Says whether a participle tells how words were spoken or became public: `speaking in Rome`, `issued on Monday`.
pub(super) fn tells_of_speech(verb: Token<'_>) -> bool {
    let words = Words::get();
    let labels = Labels::get();
    let participle = matches!(verb.xpos().as_str(), "VBG" | "VBN" | "VBD");
    participle
        && (verb.deprel() == labels.advcl && has(&words.speaking, verb.lemma())
            || verb.deprel() == labels.acl
                && verb.xpos().as_str() != "VBG"
                && has(&words.publishing, verb.lemma()))
        && own_subject(verb).is_none()
}

/// The cue, the verbs that it completes, and the noun that it hangs on.
fn heads(cue: Token<'_>) -> (Vec<Token<'_>>, Option<Token<'_>>) {
    let labels = Labels::get();
    let words = Words::get();
    let mut heads = vec![cue];
    let mut carrier = None;
    let mut at = cue;
    for _ in 0..4 {
        let Some(head) = at.head() else { break };
        let deprel = at.deprel();
        let verb = matches!(head.upos(), Upos::Verb | Upos::Aux);
        let spoke = has(&words.speaking, head.lemma()) && child(head, labels.ccomp).is_none();
        if deprel == labels.xcomp && verb || deprel == labels.advcl && verb && spoke {
            heads.push(head);
            at = head;
        } else if deprel == labels.acl && has(&words.utterances, head.lemma()) {
            carrier = Some(head).filter(|_| cue.upos() == Upos::Verb);
            let up = head.head().filter(|up| matches!(up.upos(), Upos::Verb | Upos::Aux));
            heads.extend(up.filter(|_| head.deprel() == labels.dobj));
            break;
        } else {
            break;
        }
    }
    (heads, carrier)
}

/// Gives back to the cue a day that the parse puts at the head of the content: `said Monday the port was closed`.
pub(super) fn give_back(document: &Document, statement: &mut Statement) {
    let labels = Labels::get();
    let Some(cue) = statement.cue_head.map(|cue| document.token(cue as usize)) else { return };
    let says = Lexicon::embedded().verb(cue.lemma()).any(Frames::SAY);
    let Some(content) = statement.content.first_mut().filter(|_| says) else { return };
    let tokens = document.tokens_in(*content);
    if tokens.start != cue.index() as u32 + 1 || tokens.len() < 4 {
        return;
    }
    let first = document.token(tokens.start as usize);
    let day = if first.deprel() == labels.prep { child(first, labels.pobj) } else { Some(first) };
    let Some(day) = day.filter(|day| is_day(*day) && day.index() <= first.index() + 2) else { return };
    let adverbial = first.deprel() == labels.prep || first.deprel() == labels.npadvmod;
    let verb = first.head().filter(|verb| tokens.contains(&(verb.index() as u32)));
    let subject = verb.and_then(own_subject).filter(|subject| subject.index() > day.index());
    if adverbial && subject.is_some() {
        let end = content.end;
        *content = document.span(day.index() as u32 + 1..tokens.end);
        content.end = end;
    }
}

/// Says whether a word names a day.
pub(super) fn is_day(token: Token<'_>) -> bool {
    matches!(
        token.lemma().to_ascii_lowercase().as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
    )
}
