//! Changes of position that the report tells.

use chancery_nlp::{Span, Token, Upos};

use super::{Reversal, ReversalKind, complement, phrase};
use crate::actor::ActorKind;
use crate::circumstances::{clause_verb, hedges, is_asked, is_conditional, is_negated, is_unreal, listed};
use crate::rule::{Finding, RuleSet};
use crate::scene::Scene;

/// How far up a subject is looked for.
const STEPS: usize = 6;

/// Finds what the rules tell.
pub(super) fn stated(scene: &Scene<'_>, rules: &RuleSet) -> Vec<Reversal> {
    let findings = rules.findings("reversal", scene.document);
    findings.iter().filter_map(|finding| reversal(scene, finding)).collect()
}

fn reversal(scene: &Scene<'_>, finding: &Finding<'_>) -> Option<Reversal> {
    let document = scene.document;
    let token = |role: &str| finding.role(role).map(|binding| document.token(binding.head as usize));
    let cue = token("cue")?;
    let chain = scene.chain(cue);
    let own = finding.matched.get("no").is_some();
    if is_asked(cue) || is_unreal(cue) || !own && is_negated(cue, Span::default()) {
        return None;
    }
    if scene.is_denied(&chain) || scene.is_demanded(&chain) {
        return None;
    }
    if is_conditional(cue) || is_bare(cue) && cue.deprel().as_str() != "pobj" {
        return None;
    }
    let actor = match token("actor") {
        Some(token) => named(scene, token, &chain)?,
        None => {
            let above = subject(scene, cue, &chain)?;
            token("topic").and_then(|topic| owner(scene, topic)).unwrap_or(above)
        }
    };
    if token("topic").is_some_and(|topic| is_of_another(scene, topic, actor, &chain)) {
        return None;
    }
    if !may_change(scene, actor) || is_only_possible(scene, cue, actor, &chain) {
        return None;
    }
    let (before, after) = (token("before"), token("after"));
    if let (Some(before), Some(after)) = (before, after)
        && before.index() != after.index()
        && after.index() != cue.index()
        && after.upos() == Upos::Verb
        && another_acts(scene, after, actor, &chain)
    {
        return None;
    }
    let position = |word: Token<'_>| match word.upos() {
        Upos::Verb if word.index() != cue.index() || after.is_some_and(|a| a.index() != cue.index()) => {
            complement(word).map_or_else(|| word.span(), |c| word.span().cover(phrase(c)))
        }
        Upos::Verb | Upos::Aux => word.span(),
        _ => phrase(word),
    };
    let told = finding.spans(document, "topic").into_iter().next().filter(|_| token("topic").is_some());
    let topic = token("topic")
        .map(phrase)
        .or(told)
        .or_else(|| before.and_then(complement).map(phrase))
        .or_else(|| after.and_then(complement).map(phrase))
        .or_else(|| complement(clause_verb(cue)).map(phrase))
        .unwrap_or_else(|| phrase(cue));
    let before_span = before.map(position).or_else(|| token("topic").and_then(old_position));
    let after_span = after
        .map(|word| if own { word.span() } else { position(word) })
        .or_else(|| own.then(|| no_longer(cue)));
    Some(Reversal {
        actor,
        topic,
        before: before_span,
        after: after_span,
        evidence: vec![phrase(clause_verb(cue))],
        kind: ReversalKind::Stated,
        confidence: finding.share("confidence").unwrap_or(0.5) as f32,
        rule: finding.rule.id(),
    })
}

/// Says whether a verb is an infinitive without "to", which orders or sees somebody do it.
fn is_bare(verb: Token<'_>) -> bool {
    let helped = |c: Token<'_>| matches!(c.deprel().as_str(), "aux" | "auxpass");
    verb.xpos().as_str() == "VB" && !verb.children().take(16).any(helped)
}

/// Returns the person whom a pronoun in a topic means: of "dropping a promise to act on his first day", him.
fn owner(scene: &Scene<'_>, topic: Token<'_>) -> Option<usize> {
    let words = scene.document.slice(topic.subtree()).take(16);
    words.filter(|t| t.xpos().as_str() == "PRP$").find_map(|t| scene.actors.at(t.index() as u32))
}

/// Says whether what is given up is somebody else's: "disavowed the remarks made by a surrogate".
fn is_of_another(scene: &Scene<'_>, topic: Token<'_>, actor: usize, chain: &[usize]) -> bool {
    let mut owners =
        topic.children().take(16).filter(|c| c.deprel().as_str() == "poss" && c.upos() != Upos::Pron);
    let other = owners.find_map(|c| scene.actor(c, chain));
    let made_by = topic
        .children()
        .take(16)
        .filter(|c| c.deprel().as_str() == "acl")
        .any(|made| made.children().take(16).any(|c| c.deprel().as_str() == "agent"));
    made_by || other.is_some_and(|other| other != actor && scene.side(other) != scene.side(actor))
}

/// Returns the words of a topic where they are the old position themselves: "backtracked on his criticism of the pact".
fn old_position(topic: Token<'_>) -> Option<Span> {
    listed("old_position_nouns", topic.lemma()).then(|| phrase(topic))
}

/// `no longer insists`.
fn no_longer(verb: Token<'_>) -> Span {
    let longer = verb.children().take(16).find(|c| c.deprel().as_str() == "advmod" && c.text() == "longer");
    let no = longer.and_then(Token::previous);
    no.map_or_else(|| verb.span(), |no| no.span().cover(verb.span()))
}

/// Returns the actor that a word names; of `a change in Berlin's line`, Berlin.
fn named(scene: &Scene<'_>, token: Token<'_>, chain: &[usize]) -> Option<usize> {
    if let Some(actor) = scene.actor(token, chain) {
        return Some(actor);
    }
    if matches!(token.lemma(), "who" | "which" | "that") {
        let clause = token.ancestors().take(4).find(|a| a.deprel().as_str() == "relcl")?;
        return scene.actor(clause.head()?, chain);
    }
    let near = token.children().take(16).filter(|c| matches!(c.deprel().as_str(), "appos" | "poss"));
    near.filter(|c| c.deprel().as_str() == "appos" || listed("side_nouns", token.lemma()))
        .find_map(|c| scene.actor(c, chain))
}

/// Finds who does what a word tells: the subject of its verb or of the verb above.
fn subject(scene: &Scene<'_>, word: Token<'_>, chain: &[usize]) -> Option<usize> {
    let mut here = word;
    for _ in 0..STEPS {
        let subject = here.children().take(32).find(|c| matches!(c.deprel().as_str(), "nsubj" | "nsubjpass"));
        if let Some(subject) = subject {
            return named(scene, subject, chain);
        }
        let agent = here.children().take(32).find(|c| c.deprel().as_str() == "agent");
        if let Some(agent) = agent.and_then(|a| a.children().take(8).find(|c| c.deprel().as_str() == "pobj"))
        {
            return named(scene, agent, chain);
        }
        if matches!(here.deprel().as_str(), "relcl" | "acl") {
            return named(scene, here.head()?, chain);
        }
        here = here.head()?;
    }
    None
}

/// Things and peoples have no positions that are read here.
fn may_change(scene: &Scene<'_>, actor: usize) -> bool {
    !matches!(scene.actors.list[actor].kind, ActorKind::Population)
}

/// Says whether the change is only possible; what somebody says that they themselves will do is announced.
fn is_only_possible(scene: &Scene<'_>, cue: Token<'_>, actor: usize, chain: &[usize]) -> bool {
    let document = scene.document;
    hedges(cue).iter().any(|&hedge| {
        let word = document.token(document.tokens_in(hedge).start as usize).lemma();
        let announced = word == "would" && scene.speaker(chain) == Some(actor);
        !announced && !matches!(word, "apparently" | "reportedly" | "seemingly" | "appear" | "seem" | "can")
    }) || will(cue)
        && scene.speaker(chain) != Some(actor)
        && cue.upos() == Upos::Verb
        && cue.deprel().as_str() != "pobj"
}

/// Says whether a verb stands in the future.
fn will(verb: Token<'_>) -> bool {
    verb.children().take(16).any(|c| {
        c.deprel().as_str() == "aux" && matches!(c.lemma(), "will" | "shall" | "must" | "should" | "ought")
    })
}

/// Says whether the later position is somebody else's.
fn another_acts(scene: &Scene<'_>, after: Token<'_>, actor: usize, chain: &[usize]) -> bool {
    let subject = after.children().take(16).find(|c| matches!(c.deprel().as_str(), "nsubj" | "nsubjpass"));
    let Some(subject) = subject else { return false };
    match scene.actor(subject, chain) {
        Some(other) => other != actor && scene.side(other) != scene.side(actor),
        None => subject.upos() != Upos::Pron,
    }
}
