//! Takes that the words say outright: what the dispute rules find.

use std::ops::Range;

use chancery_nlp::{Document, Span, Token, Upos};

use super::matter::Matter;
use super::take::{Source, Take};
use super::words::Words;
use super::{Cast, Said};
use crate::reading::Stance;
use crate::rule::{Finding, RuleSet};
use crate::statement::{noun_phrase, owner, subject};

/// Conjuncts of a holder: "Britain, France and Germany".
const CONJUNCTS: usize = 8;
/// Children of a word that are looked at.
const CHILDREN: usize = 32;

/// Finds the takes that rules find, in text order.
pub(super) fn takes(
    document: &Document,
    rules: &RuleSet,
    said: &Said<'_>,
    cast: &mut impl Cast,
) -> Vec<Take> {
    let mut takes: Vec<Take> = Vec::new();
    for finding in rules.findings("dispute", document) {
        let Some(cue) = finding.role("cue") else { continue };
        let cue = document.token(cue.head as usize);
        if !cast.readable(cue.span()) || !is_stated(cue, finding.word("stance").unwrap_or("")) {
            continue;
        }
        let Some(mut take) = take(document, &finding, cue, said, cast) else { continue };
        // The first rule of a cue speaks for it, but for parties that one word after the other names.
        let known = takes.iter_mut().rev().take(CONJUNCTS).find(|known| known.at == take.at);
        let known = known.filter(|_| finding.role("opponent").is_none());
        match known {
            Some(known) if known.stance == take.stance && known.matter.span == take.matter.span => {
                for holder in take.holders {
                    if !known.holders.contains(&holder) {
                        known.holders.push(holder);
                    }
                }
            }
            Some(_) => {}
            None => {
                let put = proponents(document, &finding, &take, cast);
                take.put_by = put.as_ref().and_then(|put| put.holders.first().copied());
                takes.extend(put);
                takes.extend(opponent(document, &finding, &take, cast));
                takes.push(take);
            }
        }
    }
    takes.sort_by_key(|take| take.at);
    takes
}

fn take(
    document: &Document,
    finding: &Finding<'_>,
    cue: Token<'_>,
    said: &Said<'_>,
    cast: &mut impl Cast,
) -> Option<Take> {
    let stance = stance(finding.word("stance")?)?;
    let pieces = finding.tokens(document, "proposition");
    let mut tokens = pieces.first()?.start..pieces.last()?.end;
    let head = document.token(finding.role("proposition")?.head as usize);
    let relative = matches!(head.xpos().as_str(), "WDT" | "WP");
    if relative {
        tokens = antecedent(cue).unwrap_or(tokens);
    } else if head.index() < cue.index() && tokens.contains(&(cue.index() as u32)) {
        // "a charge Kyiv rejects": the noun without the clause that says so.
        tokens.end = cue.left_edge().index() as u32;
    }
    if Words::get().inquiries.contains(head.lemma()) {
        // An inquiry is no matter: what it is into was said before.
        tokens = head.index() as u32..head.index() as u32 + 1;
    }
    if !relative {
        let apart = || Words::get().proof.contains(head.lemma()).then(|| claim_behind(cue)).flatten();
        tokens =
            claimed(head, 3).or_else(apart).filter(|claimed| claimed.start >= tokens.start).unwrap_or(tokens);
    }
    tokens.end = without_aside(document, head, &tokens);
    let heads = holder_heads(document, finding, cue);
    let statement = said.by_cue(cue.index() as u32);
    let mut holders = Vec::new();
    let mut plural = false;
    let mut words = Vec::new();
    for head in heads {
        let head = document.token(head as usize);
        if Words::get().things.contains(head.lemma().to_lowercase().as_str()) {
            continue;
        }
        let both = |word: Token<'_>| matches!(word.lemma(), "both" | "each" | "either" | "all");
        plural |= matches!(head.xpos().as_str(), "NNS" | "NNPS") || head.children().take(CHILDREN).any(both);
        // One of several named side by side goes as far as the next.
        let mut joins = head.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "cc");
        let next = joins.next().map_or(document.len() as u32, |join| join.left_edge().index() as u32);
        let alone = next..document.len() as u32;
        let here = cue.index() as u32..cue.index() as u32 + 1;
        let phrase = noun_phrase(head, &[here, tokens.clone(), alone]);
        words.push(phrase.span);
        holders.extend(cast.actor(phrase));
    }
    let speaker = match statement {
        Some(statement) => said.speaker(statement),
        None => said.around(cue.span()).and_then(|around| said.speaker(around)),
    };
    if holders.is_empty() {
        let named = finding.rule.node("holder").is_some() || finding.rule.node("party").is_some();
        holders.extend(speaker.filter(|_| !named || statement.is_some()));
    }
    // Who is named one by one stands one by one.
    let named =
        |actor: usize| Some(cast.members(actor)).filter(|members| members.len() > 1).unwrap_or(vec![actor]);
    let mut holders: Vec<usize> = holders.into_iter().flat_map(named).collect();
    holders.sort_unstable();
    holders.dedup();
    if holders.is_empty() && (stance != Stance::Affirms || finding.rule.node("holder").is_some()) {
        return None;
    }
    let accused = finding.role("accused").and_then(|accused| {
        let head = document.token(accused.head as usize);
        cast.at(accused.head).or_else(|| cast.actor(noun_phrase(head, &[])))
    });
    let statement = statement.or_else(|| {
        let named = finding.rule.node("holder").is_some();
        said.around(cue.span()).filter(|_| !named)
    });
    let mut matter = Matter::new(document, tokens.clone(), cast);
    if matter.span.is_empty() {
        return None;
    }
    let mut stance = stance;
    let contradicts = finding.role("opponent").is_some() && stance == Stance::Affirms && matter.negated;
    if contradicts {
        // "Contradicting the president, he said that no truce had been signed": the truce is what they differ on.
        stance = Stance::Denies;
    }
    let answer = head.index() == cue.index() && stance == Stance::Denies && cue.lemma() != "innocence";
    if answer {
        matter.keys.clear();
    }
    if contradicts || matter.is_loose() && !matter.clause {
        matter.negated = false;
    }
    let sentence = cue.sentence().span();
    words.push(matter.span);
    let words = words.into_iter().filter(|span| sentence.contains(*span));
    let span = words.fold(cue.span(), Span::cover);
    let source = if stance == Stance::Affirms { Source::Accusation } else { Source::Contest };
    let weak = finding.word("alone") == Some("no");
    let at = cue.index() as u32;
    let put_by = None;
    Some(Take {
        holders,
        stance,
        matter,
        accused,
        put_by,
        weak,
        statement,
        span,
        at,
        source,
        plural,
        relative,
        answer,
    })
}

/// The noun phrases of those who take a stance: the rule's node and its conjuncts.
fn holder_heads(document: &Document, finding: &Finding<'_>, cue: Token<'_>) -> Vec<u32> {
    let bound = finding.role("holder").or(finding.role("party")).map(|bound| bound.head);
    let missing = finding.rule.node("holder").is_some() && bound.is_none();
    let first = bound.or_else(|| missing.then(|| subject(cue)).flatten().map(|s| s.index() as u32));
    let Some(first) = first else { return Vec::new() };
    let mut heads = vec![first];
    let mut at = document.token(first as usize);
    for _ in 0..CONJUNCTS {
        let Some(next) = at.children().take(CHILDREN).find(|c| c.deprel().as_str() == "conj") else { break };
        heads.push(next.index() as u32);
        at = next;
    }
    if finding.rule.node("party").is_some() {
        // "Lima disagrees with Quito over whether …"
        let with =
            cue.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "prep" && c.lemma() == "with");
        let other = with.flat_map(|with| with.children().take(4)).filter(|c| c.deprel().as_str() == "pobj");
        heads.extend(other.map(|other| other.index() as u32));
    }
    heads
}

/// Those who put the claim that somebody contests: "Kyiv's claim that …", "accusations by Ankara".
fn proponents(document: &Document, finding: &Finding<'_>, take: &Take, cast: &mut impl Cast) -> Option<Take> {
    let noun = document.token(finding.role("proposition")?.head as usize);
    let words = Words::get();
    let of_proof = words.proof.contains(noun.lemma());
    if take.source != Source::Contest || !of_proof && !words.claims.contains(noun.lemma()) {
        return None;
    }
    if of_proof {
        // "demanded proof from Canberra"
        let from =
            noun.children().chain(noun.head().into_iter().flat_map(|verb| verb.children().take(CHILDREN)));
        let from = from.take(2 * CHILDREN).find(|c| c.deprel().as_str() == "prep" && c.lemma() == "from")?;
        let head = from.children().take(4).find(|c| c.deprel().as_str() == "pobj")?;
        return affirmed(document, head, noun, take, cast);
    }
    let named = noun.children().take(CHILDREN).find(|child| {
        matches!(child.deprel().as_str(), "compound" | "amod" | "nmod")
            && cast.at(child.index() as u32).is_some()
    });
    let paper = || {
        let parts =
            noun.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "prep" && c.lemma() == "in");
        let mut names = parts.flat_map(|part| part.children().take(4));
        names.find(|name| {
            name.entity().is_some_and(|entity| matches!(entity.label.as_str(), "ORG" | "WORK_OF_ART"))
        })
    };
    let maker = || {
        // "the allegation made by Madrid"
        let mut clauses = noun.children().take(CHILDREN).filter(|c| {
            c.deprel().as_str() == "acl"
                && matches!(c.lemma(), "make" | "level" | "put" | "raise" | "advance")
        });
        clauses.find_map(|made| {
            let by = made.children().take(CHILDREN).find(|c| c.deprel().as_str() == "agent")?;
            by.children().take(4).find(|c| c.deprel().as_str() == "pobj")
        })
    };
    affirmed(document, owner(noun).or(named).or_else(paper).or_else(maker)?, noun, take, cast)
}

/// A take of whoever put the claim that is contested.
fn affirmed(
    document: &Document,
    head: Token<'_>,
    noun: Token<'_>,
    take: &Take,
    cast: &mut impl Cast,
) -> Option<Take> {
    if Words::get().things.contains(head.lemma()) {
        return None;
    }
    let case = head.children().take(CHILDREN).find(|child| child.deprel().as_str() == "case");
    let bounds = case.unwrap_or(noun).index() as u32..document.len() as u32;
    let holder = cast.at(head.index() as u32).or_else(|| cast.actor(noun_phrase(head, &[bounds])))?;
    if take.holders.contains(&holder) {
        return None;
    }
    Some(Take {
        holders: vec![holder],
        stance: Stance::Affirms,
        statement: None,
        span: head.span().cover(noun.span()),
        source: Source::Accusation,
        accused: None,
        plural: false,
        ..take.clone()
    })
}

/// Who denies what the holder affirms: "contradicting the president, his deputy said …".
fn opponent(document: &Document, finding: &Finding<'_>, take: &Take, cast: &mut impl Cast) -> Option<Take> {
    let head = document.token(finding.role("opponent")?.head as usize);
    let holder = cast.actor(noun_phrase(head, &[]))?;
    let stance = if take.stance == Stance::Affirms { Stance::Denies } else { Stance::Affirms };
    let span = head.span();
    Some(Take {
        holders: vec![holder],
        stance,
        statement: None,
        span,
        source: Source::Contest,
        ..take.clone()
    })
}

/// The clause with "that" that hangs on a noun.
fn that_clause(noun: Token<'_>) -> Option<Token<'_>> {
    let mut after = noun.children().take(CHILDREN).filter(|child| child.index() > noun.index());
    after.find(|child| {
        let that = |word: Token<'_>| word.deprel().as_str() == "mark" && word.lemma() == "that";
        matches!(child.deprel().as_str(), "acl" | "ccomp" | "relcl" | "advcl")
            && child.children().take(CHILDREN).any(that)
    })
}

/// What is claimed where a demand for proof names the claim: "demanded proof from Canberra for its claim that …".
fn claim_behind(cue: Token<'_>) -> Option<Range<u32>> {
    let mut parts = cue.children().take(CHILDREN);
    let part =
        parts.find(|c| c.deprel().as_str() == "prep" && c.lemma() == "for" && c.index() > cue.index())?;
    part.children().take(4).find_map(|object| claimed(object, 2))
}

/// What is claimed, where a noun is a claim or proof of one: "the allegation that …", "proof for its claim that …".
fn claimed(noun: Token<'_>, depth: usize) -> Option<Range<u32>> {
    let words = Words::get();
    let lemma = noun.lemma();
    let proof = words.proof.contains(lemma);
    if depth == 0 || !(proof || words.claims.contains(lemma) || lemma == "existence" || lemma == "contention")
    {
        return None;
    }
    if let Some(clause) = that_clause(noun) {
        return Some(clause.subtree());
    }
    let after = noun.children().take(CHILDREN).filter(|child| child.index() > noun.index());
    let mut found: Option<Range<u32>> = None;
    for child in after {
        let deprel = child.deprel();
        if deprel.as_str() == "prep" && matches!(child.lemma(), "by" | "from" | "in") {
            // "claims by the rebels that …": the clause is hung on whoever claims.
            let owner = child.children().take(4).find(|c| c.deprel().as_str() == "pobj");
            let clause = owner.and_then(|owner| that_clause(owner));
            if let Some(clause) = clause {
                return Some(clause.subtree());
            }
        }
        if found.is_none()
            && deprel.as_str() == "prep"
            && (child.lemma() == "of" || proof && child.lemma() == "for")
        {
            let object =
                child.children().take(CHILDREN).find(|c| matches!(c.deprel().as_str(), "pobj" | "pcomp"))?;
            let inner = claimed(object, depth - 1);
            let clause = object.children().take(CHILDREN).find(|c| c.deprel().as_str() == "relcl");
            let mut whole = object.subtree();
            if let Some(clause) = clause.filter(|clause| clause.index() > object.index()) {
                whole.end = (clause.left_edge().index() as u32).max(object.index() as u32 + 1);
            }
            found = Some(inner.unwrap_or(whole));
        }
    }
    found
}

/// Returns where a proposition ends in front of a relative clause that only adds to it: "the annex, which …".
fn without_aside(document: &Document, head: Token<'_>, tokens: &Range<u32>) -> u32 {
    let start = head.index() as u32 + 1;
    let mut words = document.slice(start.max(tokens.start)..tokens.end.max(start)).take(48);
    let aside = words.find(|token| {
        matches!(token.lemma(), "which" | "who") && token.previous().is_some_and(|comma| comma.text() == ",")
    });
    aside.filter(|_| head.upos() == Upos::Noun).map_or(tokens.end, |aside| aside.index() as u32)
}

/// What a relative clause hangs on, without the clause.
fn antecedent(cue: Token<'_>) -> Option<Range<u32>> {
    let noun = cue.ancestors().take(4).zip([cue].into_iter().chain(cue.ancestors().take(4)));
    let noun = noun.filter(|(_, below)| below.deprel().as_str() == "relcl").map(|(up, _)| up).next()?;
    let end = cue.left_edge().index() as u32;
    let start = noun.left_edge().index() as u32;
    (start < end).then_some(start..end)
}

/// Says whether a stance is taken, not imagined: "if Moscow denies", "would deny".
fn is_stated(cue: Token<'_>, stance: &str) -> bool {
    let wanted = matches!(stance, "demands_evidence" | "calls_for_investigation");
    let verb = if matches!(cue.upos(), Upos::Verb | Upos::Aux) { Some(cue) } else { cue.head() };
    let Some(verb) = verb else { return true };
    let first = verb.head().filter(|_| verb.deprel().as_str() == "conj");
    let imagined = |verb: Token<'_>| {
        // "would not accept that it was so": that is a stance.
        let negated = verb.children().take(CHILDREN).any(|child| child.deprel().as_str() == "neg");
        verb.children().take(CHILDREN).any(|child| match child.deprel().as_str() {
            "aux" => match child.text() {
                "should" | "Should" => !wanted,
                "would" | "cannot" | "can" | "could" => !(negated || wanted),
                _ => matches!(child.lemma(), "will" | "would" | "can" | "could" | "may" | "might"),
            },
            "mark" => matches!(child.lemma(), "if" | "unless" | "whether"),
            "preconj" | "cc" | "neg" | "advmod" => matches!(child.lemma(), "neither" | "nor"),
            _ => false,
        })
    };
    !imagined(verb) && !first.is_some_and(imagined)
}

fn stance(name: &str) -> Option<Stance> {
    Some(match name {
        "affirms" => Stance::Affirms,
        "denies" => Stance::Denies,
        "doubts" => Stance::Doubts,
        "demands_evidence" => Stance::DemandsEvidence,
        "calls_for_investigation" => Stance::CallsForInvestigation,
        "unspecified" => Stance::Unspecified,
        _ => return None,
    })
}
