//! What somebody is said to be: `I am a kid from the coast`, `as your president, I`, `we are citizens`.

use chancery_nlp::{Span, Token, Upos};

use super::ActorKind;
use super::courtesy::courtesy;
use super::nominal::Nominal;
use super::resolve::Resolver;
use super::turn::{Kind, is_one};
use crate::atlas::RoleKind;

/// Most tokens of a noun phrase in front of its head, and behind it with "of".
const LEFT: u32 = 14;
const RIGHT: u32 = 8;

impl Resolver<'_> {
    /// Finds the actor that a noun is said to be, with the noun's phrase.
    pub(super) fn said_to_be(&self, token: Token<'_>) -> Option<(usize, Span)> {
        let one = token.text() == "one" && token.children().any(|c| c.lemma() == "of");
        if token.upos() != Upos::Noun && !one {
            return None;
        }
        let subject = match token.deprel().as_str() {
            "attr" => {
                let verb = token.head().filter(|verb| verb.lemma() == "be")?;
                let negated = verb.children().take(16).any(|c| c.deprel().as_str() == "neg");
                let last = verb.sentence().tokens().rev().take(3).find(|t| t.upos() == Upos::Punct);
                let asked = last.is_some_and(|t| t.text() == "?");
                if negated || asked {
                    return None;
                }
                verb.children().take(16).find(|c| c.deprel().as_str() == "nsubj")?
            }
            "appos" => token.head().filter(|noun| noun.index() < token.index())?,
            _ => return None,
        };
        let actor = self.actors.at(subject.index() as u32)?;
        let is = &self.actors.list[actor];
        let several = matches!(token.xpos().as_str(), "NNS" | "NNPS");
        let determined = one
            || token.children().any(|c| matches!(c.deprel().as_str(), "det" | "poss") && c.lemma() != "no");
        let fits = match is.kind {
            ActorKind::Person => !several && !is.plural && determined,
            ActorKind::Unknown | ActorKind::Group | ActorKind::Population => several && is.plural,
            ActorKind::Organisation | ActorKind::Igo | ActorKind::State | ActorKind::ArmedGroup => {
                !several && !is.plural && determined
            }
            _ => false,
        };
        fits.then(|| (actor, self.phrase(token)))
    }

    /// The noun phrase that a token heads: what stands in front, and behind it with "of".
    fn phrase(&self, token: Token<'_>) -> Span {
        let head = token.index() as u32;
        let start = (token.left_edge().index() as u32).max(head.saturating_sub(LEFT));
        let of = token.children().find(|c| c.lemma() == "of" && c.index() == token.index() + 1);
        let end = of.map(|of| of.right_edge().index() as u32 + 1).filter(|end| *end <= head + RIGHT);
        self.document.span(start..end.unwrap_or(head + 1))
    }

    /// "As your president, I": the office in which the first person of the clause speaks, or that the audience gave.
    pub(super) fn in_the_office(&self, token: Token<'_>, found: &Nominal<'_>) -> Option<(usize, f32)> {
        if found.plural {
            return None;
        }
        let document = self.document;
        let narrator = |t: Token<'_>| {
            is_one(&t.text().to_lowercase()).then(|| self.actors.at(t.index() as u32)).flatten()
        };
        let as_it = token.head().filter(|up| token.deprel().as_str() == "pobj" && up.lemma() == "as");
        if let Some(at) = as_it {
            for up in at.ancestors().take(5) {
                let subjects = up.children().take(16);
                let mut who = subjects
                    .filter(|c| matches!(c.deprel().as_str(), "nsubj" | "nsubjpass" | "dative" | "dobj"));
                match who.next() {
                    Some(subject) if subject.lemma() != "it" => {
                        return narrator(subject).map(|actor| (actor, 0.8));
                    }
                    Some(_) => {
                        if let Some(actor) = who.next().and_then(narrator) {
                            return Some((actor, 0.7));
                        }
                    }
                    None => {}
                }
            }
            return None;
        }
        let yours =
            found.owner.is_some_and(|o| document.token(o as usize).text().eq_ignore_ascii_case("your"));
        let outside = self.quotation[token.index()].is_none();
        let orator =
            self.voices.orator.filter(|_| yours && outside && found.role.kind == RoleKind::Office)?;
        Some((orator, 0.7))
    }

    /// Says whether a phrase only addresses somebody: `Mr. President, `.
    pub(super) fn is_address(&self, token: Token<'_>) -> bool {
        let comma = token.next().is_some_and(|next| matches!(next.text(), "," | "." | ":" | "!"));
        comma && token.previous().is_some_and(|title| courtesy(title.text()).is_some())
    }

    /// Whom an address means: who is interviewed; in a speech some chair of whom nothing is known.
    pub(super) fn addressed(&self) -> Option<usize> {
        self.voices.interviewee.filter(|&actor| self.actors.list[actor].kind == ActorKind::Person)
    }

    /// Says whether the text is spoken throughout, so that an address is to somebody in the room.
    pub(super) fn is_spoken(&self) -> bool {
        matches!(self.voices.kind, Some(Kind::Speech | Kind::Transcript | Kind::Interview))
    }
}
