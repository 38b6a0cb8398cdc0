//! Assessments: what a report, or somebody in it, says of the state of a relationship.
//!
//! Rules under `rules/assessment` find where a relationship is spoken of and in which words; graded lists
//! (`rules/lists/relation_*.txt`) say how good or bad the words are and where they see it going ([`grade`]); [`party`]
//! finds the two sides. What is only wished, demanded or asked is none.

mod grade;
mod party;

use chancery_nlp::{Document, Span, Token, Upos};

use self::grade::{Grade, Graded, graded};
use crate::circumstances::{
    clause_verb, hedges, is_asked, is_conditional, is_negated, is_never_more, is_no_longer, is_unreal, listed,
};
use crate::reading::Trend;
use crate::rule::{Finding, RuleSet};
use crate::scene::Scene;

/// What is said of the state of a relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The two sides.
    pub parties: [Option<usize>; 2],
    /// -2 to 2.
    pub level: i8,
    /// Where it is going, if that is said.
    pub trend: Option<Trend>,
    /// The words that assess.
    pub phrase: Span,
    /// The words that make it less sure.
    pub hedge: Vec<Span>,
    /// The statements in which it is said, outermost first.
    pub according_to: Vec<usize>,
    /// The time that the clause gives.
    pub time: Option<usize>,
    /// The sentence.
    pub sentence: usize,
    /// From 0 to 1.
    pub confidence: f32,
    /// The rule that found the words.
    pub rule: String,
}

/// Finds the assessments of relationships, in the order of the text.
pub fn find_assessments(
    scene: &Scene<'_>,
    rules: &RuleSet,
    readable: impl Fn(Span) -> bool,
) -> Vec<Assessment> {
    let findings = rules.findings("assessment", scene.document);
    let mut found: Vec<Assessment> = findings
        .iter()
        .filter_map(|finding| assessment(scene, finding))
        .filter(|assessment| readable(assessment.phrase))
        .collect();
    found.sort_by_key(|a| (a.sentence, a.phrase.start, a.phrase.end));
    merge(found)
}

fn assessment(scene: &Scene<'_>, finding: &Finding<'_>) -> Option<Assessment> {
    let document = scene.document;
    let head = document.token(finding.role("phrase")?.head as usize);
    if is_asked(head) || is_conditional(head) {
        return None;
    }
    let hedge = hedges(head);
    let chain = scene.chain(head);
    if scene.is_demanded(&chain) {
        return None;
    }
    let Words { grade, graded, phrase } = words(document, finding, head)?;
    let stated = finding.word("level").is_some();
    if !stated && finding.role("relation").is_none() && grade.level.is_none_or(|level| level == 0) {
        return None;
    }
    let unreal = is_unreal(head);
    if unreal && !is_presupposed(head, grade) {
        return None;
    }
    let (level, trend) = match grade.level? {
        level if is_never_more(head) && level != 0 => (2 * level.signum(), None),
        level if is_no_longer(head) => no_longer(level)?,
        _ if is_negated(head, graded) != scene.is_denied(&chain) => opposite(grade)?,
        level => (level, grade.trend),
    };
    let token = |role: &str| finding.role(role).map(|binding| document.token(binding.head as usize));
    let parties = match (token("relation"), token("party")) {
        (Some(relation), _) if relation.upos() == Upos::Pron => {
            party::of_relation(scene, antecedent(relation)?, &chain)?
        }
        (Some(relation), _) => party::of_relation(scene, relation, &chain)?,
        (None, Some(party)) => party::of_party(scene, party, token("other"), head, &chain)?,
        (None, None) => party::of_party(scene, party::before(head)?, token("other"), head, &chain)?,
    };
    Some(Assessment {
        parties,
        level,
        trend,
        phrase,
        hedge,
        time: scene.time(head, clause_verb(head)),
        according_to: if unreal { without_wish(scene, chain) } else { chain },
        sentence: head.sentence().index(),
        confidence: finding.share("confidence").unwrap_or(0.5) as f32,
        rule: finding.rule.id(),
    })
}

/// How many tokens in front of a pronoun its relationship may have been named.
const BACK: u32 = 50;

/// Finds the relationship that a pronoun stands for: the last one named, if nothing else of its number is a subject since.
fn antecedent(pronoun: Token<'_>) -> Option<Token<'_>> {
    let at = pronoun.index() as u32;
    let plural = pronoun.text().eq_ignore_ascii_case("they");
    let before = pronoun.document().slice(at.saturating_sub(BACK)..at).rev();
    for token in before {
        if token.upos() != Upos::Noun || (token.xpos().as_str() == "NNS") != plural {
            continue;
        }
        if listed("relation_nouns", token.lemma()) || listed("relation_kinds", token.lemma()) {
            return Some(token);
        }
        let measure = token.children().take(16).any(|c| c.deprel().as_str() == "prep" && c.lemma() == "of");
        if matches!(token.deprel().as_str(), "nsubj" | "nsubjpass") && !measure {
            return None;
        }
    }
    None
}

/// What a wish takes for granted is not the word of who wishes, but of who tells the wish.
fn without_wish(scene: &Scene<'_>, mut chain: Vec<usize>) -> Vec<usize> {
    while chain.last().is_some_and(|&at| listed("wish_verbs", &scene.statements[at].cue_lemma)) {
        chain.pop();
    }
    chain
}

/// A bad state stays one inside a wish: "hopes to mend strained ties".
fn is_presupposed(head: Token<'_>, grade: Grade) -> bool {
    head.deprel().as_str() == "amod"
        && grade.level.is_some_and(|level| level < 0)
        && grade.trend.is_none()
        && head.xpos().as_str() != "JJR"
}

/// What the words of a finding say, and where they stand.
struct Words {
    grade: Grade,
    /// The words that have the grade.
    graded: Span,
    /// With what stands before them.
    phrase: Span,
}

fn words(document: &Document, finding: &Finding<'_>, head: Token<'_>) -> Option<Words> {
    let stated = Grade {
        level: finding.word("level").and_then(|level| level.parse().ok()),
        trend: match finding.word("trend") {
            Some("improving") => Some(Trend::Improving),
            Some("worsening") => Some(Trend::Worsening),
            Some("unchanged") => Some(Trend::Unchanged),
            _ => None,
        },
    };
    let own = finding
        .tokens(document, "phrase")
        .into_iter()
        .find(|range| range.contains(&(head.index() as u32)))?;
    // A verb says it with the words right behind it; what comes later tells when and why.
    let reach = if head.upos() == Upos::Verb { 4 } else { 10 };
    let own = own.start.max(own.end.saturating_sub(40).min(head.index() as u32))
        ..own.end.min(head.index() as u32 + reach);
    let (start, end) = (own.start.min(verb_start(head)), own.end);
    let found = if stated.level.is_some() { None } else { graded(document, start..end, head.index() as u32) };
    match found {
        Some(Graded { tokens, grade }) => {
            let grade = Grade { level: stated.level.or(grade.level), trend: stated.trend.or(grade.trend) };
            let trend = grade.trend.or_else(|| course(head, grade.level?));
            let grade = Grade { level: grade.level.or_else(|| level_of(trend?)), trend };
            let from = own.start.max(tokens.start.saturating_sub(6)).min(tokens.start);
            let phrase = trimmed(document, from..tokens.end);
            Some(Words { grade, graded: document.span(tokens), phrase })
        }
        None if stated.level.is_some() => {
            let at = head.index() as u32;
            let more = document
                .token(at as usize)
                .children()
                .take(16)
                .find(|c| matches!(c.deprel().as_str(), "prt" | "advmod") && c.index() as u32 == at + 1);
            let phrase =
                trimmed(document, start.max(at.saturating_sub(4))..at + 1 + u32::from(more.is_some()));
            Some(Words { grade: stated, graded: head.span(), phrase })
        }
        None => None,
    }
}

/// What the verb of a predicate says of the course: `become tense`, `remain friendly`.
fn course(head: Token<'_>, level: i8) -> Option<Trend> {
    let verb = head
        .head()
        .filter(|_| matches!(head.deprel().as_str(), "acomp" | "attr" | "oprd" | "dobj" | "prep"))?;
    match level {
        _ if listed("relation_stays", verb.lemma()) => Some(Trend::Unchanged),
        1.. if listed("relation_turns", verb.lemma()) => Some(Trend::Improving),
        ..=-1 if listed("relation_turns", verb.lemma()) && verb.lemma() != "hit" => Some(Trend::Worsening),
        _ => None,
    }
}

/// The level of a relationship of which only the course is told.
fn level_of(trend: Trend) -> Option<i8> {
    match trend {
        Trend::Improving | Trend::Worsening => Some(0),
        Trend::Unchanged => None,
    }
}

/// Returns where the verb of a predicate begins, with its auxiliaries: `have never been` in front of `better`.
fn verb_start(head: Token<'_>) -> u32 {
    let verb = head.head().filter(|verb| {
        matches!(verb.upos(), Upos::Verb | Upos::Aux)
            && matches!(head.deprel().as_str(), "acomp" | "attr" | "oprd" | "advmod" | "prep" | "dobj")
            && verb.index() < head.index()
    });
    let first = |token: Token<'_>| {
        let before = token.children().take(16).filter(|c| {
            matches!(c.deprel().as_str(), "aux" | "auxpass" | "neg") && c.index() < token.index()
        });
        before.map(|c| c.index() as u32).min().unwrap_or(token.index() as u32)
    };
    match verb {
        Some(verb) => first(verb),
        None if head.upos() == Upos::Verb => first(head),
        None => head.index() as u32,
    }
}

/// What is so no longer has become its opposite.
fn no_longer(level: i8) -> Option<(i8, Option<Trend>)> {
    match level {
        1.. => Some((-1, Some(Trend::Worsening))),
        0 => None,
        _ => Some((0, Some(Trend::Improving))),
    }
}

/// Returns what is left of a grade that is denied: ties that have not soured have not become worse, and that is all.
fn opposite(grade: Grade) -> Option<(i8, Option<Trend>)> {
    match (grade.level, grade.trend) {
        (Some(level @ 1..), _) => Some((-level.signum(), None)),
        (_, Some(Trend::Improving | Trend::Worsening)) => Some((0, Some(Trend::Unchanged))),
        (Some(-1), _) => Some((0, None)),
        _ => None,
    }
}

fn trimmed(document: &Document, tokens: std::ops::Range<u32>) -> Span {
    let (mut start, mut end) = (tokens.start, tokens.end);
    let loose = |at: u32| matches!(document.token(at as usize).upos(), Upos::Punct | Upos::Space);
    while start + 1 < end && loose(start) {
        start += 1;
    }
    while end > start + 1 && loose(end - 1) {
        end -= 1;
    }
    document.span(start..end)
}

/// Makes one of those that speak of the same sides in overlapping or neighbouring words of one sentence.
fn merge(found: Vec<Assessment>) -> Vec<Assessment> {
    let mut kept: Vec<Assessment> = Vec::new();
    for new in found {
        let same = kept.iter_mut().rev().take(8).find(|old| {
            let mut parties = [old.parties, new.parties];
            parties.iter_mut().for_each(|pair| pair.sort_unstable());
            old.sentence == new.sentence
                && (parties[0] == parties[1] || old.phrase.overlaps(new.phrase))
                && (old.phrase.overlaps(new.phrase) || old.according_to == new.according_to)
        });
        match same {
            Some(old) => {
                let trend = old.trend.or(new.trend);
                let stronger = (new.level.abs(), new.confidence) > (old.level.abs(), old.confidence);
                if stronger {
                    *old = new;
                }
                old.trend = trend;
            }
            None => kept.push(new),
        }
    }
    kept
}
