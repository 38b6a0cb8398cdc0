//! Statements: who said what, in whose words, and how sure that is.
//!
//! Two kinds of evidence meet here. The parse shows reporting words with their subjects and what they report
//! ([`frame`]); quotation marks show words that were spoken, whatever the parser made of them ([`quoted`]). Where both
//! speak of the same words, the marks decide how far the content goes and the parse who said it.

mod beside;
pub(crate) mod circumstance;
mod feature;
mod floating;
mod frame;
mod headline;
mod judge;
mod labels;
mod lexicon;
mod nest;
mod other_sense;
mod phrase;
mod polarity;
mod proposal;
mod quoted;
mod stretch;
mod subject;
mod turn;

use chancery_nlp::{Document, Span, Token};
use rustc_hash::FxHashSet;

pub use circumstance::Circumstances;
pub use phrase::Phrase;
pub(crate) use phrase::{noun_phrase, trimmed};
pub(crate) use subject::{owner, subject};

use crate::quotation::Quotation;
use crate::rule::RuleSet;

/// Who said what, as one report tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The words that name the speaker; none where the report does not say.
    pub speaker: Option<Phrase>,
    /// Other speakers that it may be, best first, where the speaker was inferred or is not named.
    pub candidates: Vec<(Phrase, f32)>,
    /// The reporting word.
    pub cue: Option<Span>,
    /// Index of the reporting word's head token.
    pub cue_head: Option<u32>,
    /// Its dictionary form: `point out`.
    pub cue_lemma: String,
    /// What was said, in one or more pieces, in text order.
    pub content: Vec<Span>,
    /// How much of the content stands in quotation marks.
    pub form: Form,
    /// Those who were told.
    pub addressees: Vec<Phrase>,
    /// The occasion, when and where, and what weakens it.
    pub circumstances: Circumstances,
    /// What kind of word it is.
    pub polarity: Polarity,
    /// The statement inside which this one is reported.
    pub parent: Option<usize>,
    /// From 0 to 1.
    pub confidence: f32,
    /// What decided it.
    pub rule: String,
}

/// How much of a content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None.
    Indirect,
}

/// What a speaker does with what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Says that it is so.
    Affirm,
    /// Says that it is not so.
    Deny,
    /// Asks whether it is so.
    Question,
    /// Wants it to be so.
    Demand,
}

impl Polarity {
    /// Finds the polarity that rules call so.
    fn parse(name: &str) -> Option<Polarity> {
        Some(match name {
            "affirm" => Polarity::Affirm,
            "deny" => Polarity::Deny,
            "question" => Polarity::Question,
            "demand" => Polarity::Demand,
            _ => return None,
        })
    }
}

/// Finds the statements of a document, in text order.
pub fn find_statements(document: &Document, quotations: &[Quotation], rules: &RuleSet) -> Vec<Statement> {
    let tops: Vec<&Quotation> = quotations.iter().filter(|q| q.depth == 0).collect();
    let stretches = stretch::Stretches::new(document, &tops);
    let around = feature::Surroundings { document, quotations: &tops };
    let mut reports = judge::judged(all_reports(document, &stretches, rules), around);
    drop_claims_turned_away(document, &mut reports);
    reports.sort_by_key(|r| (r.rule != "headline_colon", r.head));
    thin(&mut reports);
    let inner: Vec<&Quotation> = quotations.iter().filter(|q| q.depth == 1).collect();
    let mut statements = quoted::combine(document, tops, inner, &stretches, reports);
    circumstance::find(document, &stretches, &mut statements);
    let mut inside: Vec<Vec<Span>> = vec![Vec::new(); statements.len()];
    for statement in statements.iter().filter(|s| s.form == Form::Direct) {
        if let Some(inner) = statement.parent.map(|parent| &mut inside[parent]).filter(|i| i.len() < INSIDE) {
            inner.extend(&statement.content);
        }
    }
    for (statement, inside) in statements.iter_mut().zip(&inside) {
        polarity::settle(document, statement, inside);
    }
    statements
}

/// Finds what may be a report: what the rules find, and every other word that could take a content.
fn all_reports(document: &Document, stretches: &stretch::Stretches, rules: &RuleSet) -> Vec<frame::Report> {
    let mut reports = frame::reports(document, stretches, rules);
    reports.extend(headline::headline(document, stretches));
    let found: FxHashSet<(u32, u32)> = reports.iter().map(|r| (r.head, r.told)).collect();
    let proposals = proposal::proposals(document, stretches).into_iter();
    reports.extend(proposals.filter(|p| !found.contains(&(p.head, p.told))));
    reports
        .retain(|report| !is_unsaid(document, report.head) && !other_sense::is_other_sense(document, report));
    reports
}

/// A possible report as the training script sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The cue.
    pub cue: Span,
    /// What it would report.
    pub content: Vec<Span>,
    /// Who would speak.
    pub speaker: Option<Span>,
    /// The rule or frame that proposes it.
    pub rule: String,
    /// The names of what the judge looks at.
    pub features: Vec<String>,
}

/// Returns everything that the judge is asked about, for training it.
pub fn proposals(document: &Document, quotations: &[Quotation], rules: &RuleSet) -> Vec<Proposal> {
    let tops: Vec<&Quotation> = quotations.iter().filter(|q| q.depth == 0).collect();
    let stretches = stretch::Stretches::new(document, &tops);
    let around = feature::Surroundings { document, quotations: &tops };
    let told = |report: frame::Report| {
        let mut features = Vec::new();
        feature::features(&report, around, |name| features.push(name.to_owned()));
        Proposal {
            cue: document.span(report.cue.clone()),
            content: report.content.iter().map(|range| phrase::trimmed(document, range.clone())).collect(),
            speaker: report.speaker.map(|s| document.token(s as usize).span()),
            rule: report.rule,
            features,
        }
    };
    all_reports(document, &stretches, rules).into_iter().map(told).collect()
}

/// Says whether nothing was reported: the verb is negated ("had not threatened him with anything"), or it is what
/// somebody declined to do ("refused to confirm that").
///
/// What somebody did not think, know or find is an attitude all the same, and stays.
fn is_unsaid(document: &Document, head: u32) -> bool {
    use lexicon::{Frames, Lexicon};
    let token = document.token(head as usize);
    let negated = token.children().take(CHILDREN).any(|child| child.deprel().as_str() == "neg");
    let frames = frame::frames(token, Lexicon::embedded());
    let verb = token.upos() == chancery_nlp::Upos::Verb;
    let nobody = token.children().take(CHILDREN).any(|child| {
        child.deprel().as_str() == "nsubj"
            && (matches!(child.lemma(), "nobody" | "none" | "neither")
                || child.children().take(8).any(|word| word.text().eq_ignore_ascii_case("neither")))
    });
    let attitude = frames.any(Frames::THINK) || frames.any(Frames::SHOW);
    verb && (negated && !attitude || nobody) || verb && is_declined(token)
}

/// Says whether a verb of telling is declined, or does the declining.
fn is_declined(token: Token<'_>) -> bool {
    use lexicon::{Frames, Lexicon};
    let lexicon = Lexicon::embedded();
    let declines = |verb: Token<'_>| matches!(verb.lemma(), "decline" | "refuse");
    let tells =
        |verb: Token<'_>| verb.deprel().as_str() == "xcomp" && lexicon.verb(verb.lemma()).any(Frames::TELL);
    let declined = tells(token) && token.head().is_some_and(declines);
    declined || declines(token) && token.children().take(CHILDREN).any(tells)
}

/// Drops the noun of a claim where its verb has turned it away: nobody claims what `rejected claims that …` reports.
fn drop_claims_turned_away(document: &Document, reports: &mut Vec<frame::Report>) {
    let denied: FxHashSet<u32> = reports
        .iter()
        .filter(|report| {
            let polarity = report.polarity.unwrap_or_else(|| polarity::polarity(document, report.head));
            polarity == Polarity::Deny
        })
        .map(|report| report.head)
        .collect();
    reports.retain(|report| {
        let noun = document.token(report.head as usize);
        let object = matches!(noun.deprel().as_str(), "dobj" | "pobj" | "nsubjpass");
        let up = noun
            .head()
            .filter(|up| noun.upos() == chancery_nlp::Upos::Noun && object && up.index() < noun.index());
        // "hit back at claims": the verb stands above the preposition.
        let away = up.is_some_and(|up| {
            let above = std::iter::once(up).chain(up.ancestors().take(2));
            let object = noun.deprel().as_str() != "pobj";
            above.take(if object { 1 } else { 3 }).any(|verb| denied.contains(&(verb.index() as u32)))
        });
        !(away && owner(noun).is_none())
    });
}

/// How many contents may hold the same word: nobody follows more.
const DEEPEST: usize = 16;

/// Drops contents under too many others; `he said he said he said …` would give a reading of quadratic size.
fn thin(reports: &mut Vec<frame::Report>) {
    let starts = |report: &frame::Report| report.content.iter().map(|range| range.start).min();
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&at| starts(&reports[at]));
    let mut kept = vec![true; reports.len()];
    let mut open: Vec<u32> = Vec::new();
    for at in order {
        let content = &reports[at].content;
        let (Some(start), Some(end)) = (starts(&reports[at]), content.iter().map(|range| range.end).max())
        else {
            continue;
        };
        open.retain(|&end| end > start);
        kept[at] = open.len() < DEEPEST;
        if kept[at] {
            open.push(end);
        }
    }
    let mut kept = kept.into_iter();
    reports.retain(|_| kept.next().unwrap_or(true));
}

/// How many quotations inside one statement are told apart from its own words.
const INSIDE: usize = 16;

/// How many children of a word are looked at.
const CHILDREN: usize = 32;

#[cfg(test)]
mod tests;
