//! Who speaks in an interview or a speech, as its first lines tell: `Wikinews spoke with Jane Roe`, `Remarks by Jane Roe`.

use chancery_nlp::Token;

use super::ActorKind;
use super::resolve::Resolver;
use super::turn::Turns;

/// Tokens of a text that tell who is interviewed, at least and as a share.
const LEAD: usize = 250;
const SHARE: usize = 5;
/// Most mentions that are looked at.
const MENTIONS: usize = 200;
/// Tokens at the top of a speech that name its orator.
const TOP: u32 = 60;

impl Resolver<'_> {
    /// Finds who answers in an interview: whom the lead says to be asked, else the first person named in full.
    pub(super) fn interviewees(&self, turns: &Turns) -> Vec<(usize, f32)> {
        let lead = LEAD.max(self.document.len() / SHARE) as u32;
        let first = turns.list.first().map_or(0, |turn| turn.tokens.end);
        let mut found: Vec<(usize, f32)> = Vec::new();
        for (actor, head) in self.persons_named_before(lead) {
            let token = self.document.token(head as usize);
            let mut score = if self.actors.list[actor].name.contains(' ') { 1.0 } else { 0.2 };
            if head < first {
                score += 0.5;
            }
            if is_interviewed(token) {
                score += 2.0;
            }
            if names_a_photographer(token) {
                score -= 3.0;
            }
            match found.iter_mut().find(|(known, _)| *known == actor) {
                Some((_, known)) => *known = known.max(score) + 0.3,
                None => found.push((actor, score)),
            }
        }
        let top = found.iter().map(|f| f.1).fold(0.0, f32::max);
        if top < 1.0 {
            return Vec::new();
        }
        // Two whom the lead names as asked answer both; else the first of the best.
        let asked: Vec<(usize, f32)> = found.iter().copied().filter(|f| f.1 >= 3.0).collect();
        if asked.len() > 1 && asked.iter().all(|f| top - f.1 < 0.6) {
            return asked.into_iter().map(|f| (f.0, 0.6)).collect();
        }
        let best = found.into_iter().find(|f| f.1 >= top - 0.05);
        best.map(|(actor, score)| (actor, if score >= 2.5 { 0.85 } else { 0.6 })).into_iter().collect()
    }

    /// The persons whom names before a token name, with the names' heads, in text order.
    fn persons_named_before(&self, end: u32) -> Vec<(usize, u32)> {
        let named = (0..end).filter_map(|head| Some((*self.names.get(&head)?, head)));
        let persons = named.filter(|(actor, _)| {
            let actor = &self.actors.list[*actor];
            actor.kind == ActorKind::Person && actor.name.starts_with(char::is_uppercase)
        });
        persons.take(MENTIONS).collect()
    }

    /// Finds whose speech it is, where its first lines say so and name one.
    pub(super) fn orator(&self) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (actor, head) in self.persons_named_before(TOP) {
            if gives_a_speech(self.document.token(head as usize)) && !found.contains(&actor) {
                found.push(actor);
            }
        }
        if let [one] = found[..] { Some(one) } else { None }
    }
}

/// "Interview with X", "spoke with X", "X, interviewed by".
fn is_interviewed(name: Token<'_>) -> bool {
    if name.children().take(12).any(|c| c.lemma() == "interview" || c.text() == "interviewed") {
        return true;
    }
    let before = name.left_edge().previous();
    if before.is_some_and(|b| b.lemma() == "interviewee") || name.left_edge().lemma() == "interviewee" {
        return true;
    }
    let mut with = false;
    for (steps, up) in std::iter::once(name).chain(name.ancestors()).take(6).enumerate() {
        if steps > 0 {
            match up.lemma() {
                "by" => return false,
                "with" | "to" => with = true,
                "interview" | "Interview" => return true,
                "interviews" if steps > 0 => return true,
                "speak" | "talk" | "chat" | "sit" | "catch" | "meet" | "conversation" | "question"
                    if with =>
                {
                    return true;
                }
                _ => {}
            }
        }
        let relative = matches!(up.deprel().as_str(), "relcl" | "acl" | "advcl" | "ccomp");
        if relative {
            return false;
        }
    }
    false
}

/// "Image: X", "Photo by X".
fn names_a_photographer(name: Token<'_>) -> bool {
    let mut before = name.left_edge().previous();
    for _ in 0..4 {
        let Some(token) = before else { return false };
        if matches!(
            token.text().to_lowercase().as_str(),
            "image" | "photo" | "picture" | "photograph" | "credit"
        ) {
            return true;
        }
        before = token.previous();
    }
    false
}

/// "Remarks by X", "X's address".
fn gives_a_speech(name: Token<'_>) -> bool {
    let is_speech = |t: Token<'_>| {
        matches!(
            t.lemma().to_lowercase().as_str(),
            "speech"
                | "remark"
                | "remarks"
                | "address"
                | "statement"
                | "lecture"
                | "sermon"
                | "eulogy"
                | "keynote"
        )
    };
    let mut by = false;
    for up in name.ancestors().take(4) {
        by |= matches!(up.lemma(), "by" | "of");
        if is_speech(up) {
            return by || name.deprel().as_str() == "poss";
        }
    }
    false
}
