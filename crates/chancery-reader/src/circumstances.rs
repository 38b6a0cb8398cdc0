//! Whether what a clause tells is so: negation, hedges, wishes, questions.
//!
//! The words are lists under `rules/lists`; the parse says which of them speak of a given word.

use std::sync::LazyLock;

use chancery_nlp::{Span, Token, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::rule::embedded_files;

/// How far up the tree a word is asked for.
const STEPS: usize = 12;
/// How many children of a word are looked at.
const CHILDREN: usize = 32;

/// Says whether a word stands in one of the embedded lists.
pub(crate) fn listed(list: &str, word: &str) -> bool {
    static LISTS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| {
        let lists = embedded_files().filter_map(|(name, text)| {
            let stem = name.strip_prefix("lists/")?.strip_suffix(".txt")?;
            Some((stem, entries(text).collect()))
        });
        lists.collect()
    });
    LISTS.get(list).is_some_and(|words| words.contains(word))
}

/// Walks the entries of a word list.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|entry| !entry.is_empty())
}

/// Walks up from a word to the verb of its clause: the word itself first, the clause's verb last.
pub(crate) fn to_clause<'a>(token: Token<'a>) -> impl Iterator<Item = Token<'a>> {
    let mut next = Some(token);
    std::iter::from_fn(move || {
        let here = next?;
        let clause = matches!(
            here.deprel().as_str(),
            "ROOT" | "ccomp" | "relcl" | "advcl" | "acl" | "parataxis" | "pcomp" | "csubj"
        ) || here.deprel().as_str() == "conj" && here.children().take(CHILDREN).any(is_subject);
        next = if clause { None } else { here.head() };
        Some(here)
    })
    .take(STEPS)
}

fn is_subject(token: Token<'_>) -> bool {
    matches!(token.deprel().as_str(), "nsubj" | "nsubjpass" | "expl")
}

/// Says whether a clause holds only on a condition: "if they got along", "could be good if the statue came back".
pub(crate) fn is_conditional(token: Token<'_>) -> bool {
    let marked = |verb: Token<'_>| {
        verb.children()
            .take(CHILDREN)
            .any(|c| c.deprel().as_str() == "mark" && matches!(c.lemma(), "if" | "unless" | "If" | "Unless"))
    };
    let verb = clause_verb(token);
    let unreal = verb.children().take(CHILDREN).any(|c| matches!(c.lemma(), "would" | "could" | "might"));
    marked(verb)
        || verb.children().take(CHILDREN).any(|c| c.deprel().as_str() == "advcl" && unreal && marked(c))
        || verb.deprel().as_str() == "ccomp"
            && verb.head().is_some_and(|up| {
                up.children().take(CHILDREN).any(|c| {
                    c.deprel().as_str() == "advcl"
                        && marked(c)
                        && up.children().take(8).any(|a| matches!(a.lemma(), "would" | "could" | "might"))
                })
            })
}

/// Returns the verb of the clause that a word stands in, or the word at which the climb ends.
pub(crate) fn clause_verb(token: Token<'_>) -> Token<'_> {
    to_clause(token).last().unwrap_or(token)
}

/// Says whether a word is negated: `not frozen`, `no friend`, `has hardly improved`, `failed to improve`.
///
/// Tokens in `inside` are part of the phrase and do not count.
pub(crate) fn is_negated(token: Token<'_>, inside: Span) -> bool {
    let mut below: Option<Token<'_>> = None;
    for here in to_clause(token) {
        let denied = here.children().take(CHILDREN).any(|child| {
            let word = child.lemma();
            let speaks =
                matches!(child.deprel().as_str(), "neg" | "advmod" | "det" | "preconj" | "cc" | "nsubj");
            let near = below.is_none_or(|below| child.index() < below.index());
            speaks
                && near
                && !inside.contains(child.span())
                && (child.deprel().as_str() == "neg" || listed("negators", word))
                && !is_not_only(child)
        });
        if denied {
            return true;
        }
        let through =
            below.is_some_and(|b| matches!(b.deprel().as_str(), "xcomp" | "ccomp" | "dobj" | "pcomp"));
        if through && listed("undoing_verbs", here.lemma()) {
            return true;
        }
        below = Some(here);
    }
    false
}

/// `not only`, `not just`: no negation.
fn is_not_only(negation: Token<'_>) -> bool {
    negation.next().is_some_and(|next| matches!(next.lemma(), "only" | "just" | "merely" | "simply"))
        || negation.lemma() == "nothing" && negation.next().is_some_and(|next| next.lemma() == "but")
}

/// Finds the words that hedge what a word's clause says.
pub(crate) fn hedges(token: Token<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for here in to_clause(token) {
        for child in here.children().take(CHILDREN) {
            let speaks = matches!(child.deprel().as_str(), "aux" | "advmod" | "mark");
            if speaks && listed("hedge_words", &child.lemma().to_lowercase()) {
                found.push(child.span());
            }
        }
        if here.index() != token.index() && listed("hedge_words", here.lemma()) && here.upos() != Upos::Noun {
            found.push(here.span());
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Says whether a clause only wishes, plans, demands or asks for what a word tells.
pub(crate) fn is_unreal(token: Token<'_>) -> bool {
    let mut here = token;
    for _ in 0..STEPS {
        let Some(head) = here.head() else { break };
        let lemma = head.lemma();
        let unreal = match here.deprel().as_str() {
            "xcomp" | "ccomp" | "advcl" | "acl" | "relcl" if is_infinitive(here) => {
                !listed("real_infinitive_verbs", lemma)
            }
            "xcomp" | "pcomp" => listed("wish_verbs", lemma),
            "ccomp" => matches!(lemma, "hope" | "wish" | "want" | "demand" | "urge" | "imagine" | "suppose"),
            // "calls ties cordial" only says so; "calls for ties" asks.
            "dobj" | "oprd" => lemma != "call" && listed("seek_verbs", lemma) && head.upos() == Upos::Verb,
            "pobj" => head.head().is_some_and(|up| match up.upos() {
                Upos::Verb => {
                    matches!(head.lemma(), "for" | "towards" | "toward" | "at" | "on" | "to")
                        && listed("seek_verbs", up.lemma())
                }
                Upos::Noun => {
                    matches!(head.lemma(), "for" | "of" | "towards" | "toward" | "to" | "at" | "in")
                        && listed("wish_nouns", up.lemma())
                }
                _ => false,
            }),
            _ => false,
        };
        if unreal {
            return true;
        }
        // What hangs on a reporting word is somebody's word, not a wish of the one around it.
        if here.deprel().as_str() == "ccomp" {
            break;
        }
        here = head;
    }
    false
}

/// Says whether a verb is an infinitive with `to`.
pub(crate) fn is_infinitive(verb: Token<'_>) -> bool {
    verb.children().take(CHILDREN).any(|child| child.xpos().as_str() == "TO")
}

/// Says whether a word stands in a question.
pub(crate) fn is_asked(token: Token<'_>) -> bool {
    let verb = clause_verb(token);
    let marked =
        verb.children().take(CHILDREN).any(|c| c.deprel().as_str() == "mark" && c.lemma() == "whether");
    let last = token
        .sentence()
        .tokens()
        .rev()
        .take(6)
        .find(|t| t.upos() != Upos::Space && t.text() != "”" && t.text() != "\"");
    marked || last.is_some_and(|t| t.text() == "?")
}

/// Says whether a clause tells that something is so no more: `no longer friends`, `enemies no more`.
pub(crate) fn is_no_longer(token: Token<'_>) -> bool {
    let verb = clause_verb(token);
    to_clause(token).chain([verb]).any(|here| {
        here.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "advmod").any(|adverb| {
            let no = adverb.previous().is_some_and(|word| matches!(word.lemma(), "no" | "not" | "any"));
            let aside = adverb.previous().and_then(Token::previous).is_some_and(|word| word.text() == ",");
            no && !aside && matches!(adverb.text(), "longer" | "long" | "more" | "anymore")
        })
    })
}

/// Says whether a clause says that something was never more so: `have never been closer`.
pub(crate) fn is_never_more(token: Token<'_>) -> bool {
    let comparative = |t: Token<'_>| matches!(t.xpos().as_str(), "JJR" | "RBR");
    let so = |t: Token<'_>| {
        let words = t.children().take(CHILDREN);
        words
            .filter(|c| c.index() < t.index())
            .any(|c| matches!(c.lemma(), "so" | "as" | "this" | "that") || comparative(c))
    };
    let never = |t: Token<'_>| t.children().take(CHILDREN).any(|c| c.lemma().eq_ignore_ascii_case("never"));
    (comparative(token) || so(token)) && to_clause(token).any(never)
}
