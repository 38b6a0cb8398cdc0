//! Statements inside statements.

use chancery_nlp::{Document, Span, Upos};

use super::Statement;
use super::frame;
use super::lexicon::{Frames, Lexicon};

/// Verbs of demand that tell a wish where their speaker tells it.
const WISHES: [&str; 6] = ["expect", "hope", "need", "seek", "want", "wish"];

/// Pronouns by which speakers speak of themselves, whoever quotes them.
const OWN: [&str; 14] =
    ["i", "we", "he", "she", "they", "it", "my", "our", "his", "her", "their", "its", "you", "your"];

/// Drops what speakers say of their own mind: "I think", "he wanted" inside what the same person says.
///
/// It is the statement's own content, told once. What they say that they said, denied or demanded stays.
pub(super) fn own_mind(document: &Document, statements: &mut Vec<Statement>) {
    let lexicon = Lexicon::embedded();
    let speaks = Frames::SAY.or(Frames::ASK).or(Frames::DENY).or(Frames::DEMAND).or(Frames::URGE);
    let is_own = |statement: &Statement| {
        let cue = statement.cue_head.map(|head| document.token(head as usize));
        let spoken = cue.is_some_and(|cue| match cue.upos() {
            Upos::Verb => frame::frames(cue, lexicon).any(speaks) && !WISHES.contains(&cue.lemma()),
            _ => cue.upos() == Upos::Punct,
        });
        let who = statement.speaker.map(|s| document.token(s.head as usize).text().to_ascii_lowercase());
        let own = who.is_none_or(|who| OWN.contains(&who.as_str()));
        statement.parent.is_some() && !spoken && own && statement.rule != "quotation_in_quotation"
    };
    let drop: Vec<bool> = statements.iter().map(is_own).collect();
    let mut place: Vec<Option<usize>> = Vec::with_capacity(drop.len());
    let mut kept = 0;
    for (at, statement) in statements.iter_mut().enumerate() {
        // A parent stands before its parts.
        statement.parent = statement.parent.and_then(|parent| place[parent]);
        place.push(if drop[at] { statement.parent } else { Some(kept) });
        kept += usize::from(!drop[at]);
    }
    let mut drop = drop.into_iter();
    statements.retain(|_| !drop.next().unwrap_or(false));
}

/// Fills in parents: the smallest statement whose content holds another's cue.
pub(super) fn nest(statements: &mut [Statement]) {
    let mut around: Vec<usize> = Vec::new();
    for at in 0..statements.len() {
        let start = statements[at].content[0].start;
        around.retain(|&outer| statements[outer].content[statements[outer].content.len() - 1].end > start);
        let inner = statements[at].cue.unwrap_or(statements[at].content[0]);
        let parent = around
            .iter()
            .rev()
            .take(16)
            .copied()
            .find(|&outer| statements[outer].content.iter().any(|c| c.contains(inner)));
        statements[at].parent = parent;
        around.push(at);
    }
}

/// Joins pieces with nothing but spaces between them; the parts of a run over paragraphs stay apart.
pub(super) fn join_touching(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last)
                if last.end >= span.start
                    || text[last.end as usize..span.start as usize]
                        .chars()
                        .all(|c| c != '\n' && c.is_whitespace()) =>
            {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}
