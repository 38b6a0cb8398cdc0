//! A clause as frames see it: who stands where around a verb, a noun or an adjective that tells an event.

use chancery_nlp::{Token, Upos};

/// How many children of a word are looked at.
pub(super) const CHILDREN: usize = 64;
/// How many members of a list stand on one side.
const MEMBERS: usize = 24;
/// How far a verb without a subject of its own looks up.
const STEPS: usize = 6;

/// The places around a trigger, each with the heads of the phrases that fill it.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause<'a> {
    /// The word that tells the event.
    pub(super) head: Option<Token<'a>>,
    /// The verb by whose tense and negation the event stands: the trigger, its light verb or its copula.
    pub(super) verb: Option<Token<'a>>,
    /// Those who act.
    pub(super) subject: Vec<Token<'a>>,
    /// What is acted on.
    pub(super) object: Vec<Token<'a>>,
    /// To whom something is given.
    pub(super) dative: Vec<Token<'a>>,
    /// Phrases behind prepositions, nearest the trigger first.
    pub(super) phrases: Vec<(&'a str, Token<'a>)>,
    /// The head of a clause that the trigger governs.
    pub(super) complement: Option<Token<'a>>,
    /// Names in front of a noun.
    pub(super) modifiers: Vec<Token<'a>>,
    /// The verb in whose phrase a noun stands: "met at a lunch".
    pub(super) host: Option<Token<'a>>,
}

impl<'a> Clause<'a> {
    /// Returns the heads that fill a place.
    pub(super) fn place(&self, place: &str) -> Vec<Token<'a>> {
        match place {
            "subject" => self.subject.clone(),
            "object" => self.object.clone(),
            "dative" => self.dative.clone(),
            "complement" => self.complement.into_iter().collect(),
            preposition => {
                let phrases = self.phrases.iter().filter(|(found, _)| *found == preposition);
                phrases.map(|(_, head)| *head).take(MEMBERS).collect()
            }
        }
    }

    /// Takes words out of all places: those that tell the event are none of its actors.
    pub(super) fn without(&mut self, trigger: &[u32]) {
        let keeps = |head: &Token<'_>| !trigger.contains(&(head.index() as u32));
        self.subject.retain(keeps);
        self.object.retain(keeps);
        self.dative.retain(keeps);
        self.modifiers.retain(keeps);
        self.phrases.retain(|(_, head)| keeps(head));
    }

    /// Reads the clause of a verb.
    pub(super) fn of_verb(verb: Token<'a>) -> Clause<'a> {
        let mut clause = Clause { head: Some(verb), verb: Some(verb), ..Clause::default() };
        let passive = is_passive(verb);
        let (object, subject) =
            if passive { (passive_subject(verb), agent(verb)) } else { (own(verb, "dobj"), subject(verb)) };
        clause.subject = lists(subject);
        clause.object = lists(object);
        if !passive && clause.object.is_empty() {
            clause.object = lists(gap(verb).or_else(|| shared_object(verb)));
        }
        if !passive && clause.object.is_empty() {
            let named = own(verb, "oprd").filter(|t| t.upos() == Upos::Propn && t.index() > verb.index());
            clause.object = lists(small_clause(verb).or(named));
        }
        for child in verb.children().take(CHILDREN) {
            match child.deprel().as_str() {
                "dative" if child.upos() == Upos::Adp => clause.phrase(child),
                "dative" => clause.dative.extend(lists(Some(child))),
                "dobj" if passive => clause.dative.extend(clause.object.clone()),
                "prep" | "agent" => clause.phrase(child),
                "advmod" | "prt" | "acomp" => {
                    for inner in child.children().take(8).filter(|c| c.deprel().as_str() == "prep") {
                        clause.phrase(inner);
                    }
                }
                "xcomp" | "ccomp" if clause.complement.is_none() && child.index() > verb.index() => {
                    clause.complement = Some(child);
                }
                _ => {}
            }
        }
        // "imposed a ban on", "discussed Libya with": the parser hangs the phrase on the object.
        for object in clause.object.clone().into_iter().take(MEMBERS) {
            for child in object.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "prep") {
                clause.phrase(child);
            }
            if clause.complement.is_none() {
                let infinitive = object
                    .children()
                    .take(CHILDREN)
                    .find(|c| matches!(c.deprel().as_str(), "acl" | "relcl") && is_infinitive(*c));
                clause.complement = infinitive;
            }
        }
        if clause.complement.is_none() {
            let purpose = verb
                .children()
                .take(CHILDREN)
                .find(|c| c.deprel().as_str() == "advcl" && c.index() > verb.index() && is_infinitive(*c));
            clause.complement = purpose;
        }
        // A participle's or a coordinated verb's phrases may hang on the verb above: not looked for.
        clause
    }

    /// Reads the clause of a noun, with the light verb that carries it.
    pub(super) fn of_noun(noun: Token<'a>, light: impl Fn(&str) -> bool) -> Clause<'a> {
        let mut clause = Clause { head: Some(noun), ..Clause::default() };
        let mut owners: Vec<Token<'a>> = Vec::new();
        for child in noun.children().take(CHILDREN) {
            match child.deprel().as_str() {
                "poss" => owners.push(child),
                "amod" | "compound" | "nmod" => {
                    // "Russian-Turkish", "Saudi-led": the first name hangs on the second.
                    let inner = child.children().take(8).filter(|c| {
                        c.index() < child.index()
                            && matches!(c.deprel().as_str(), "amod" | "compound" | "nmod" | "npadvmod")
                    });
                    clause.modifiers.extend(inner);
                    clause.modifiers.extend(lists(Some(child)));
                }
                "prep" => {
                    if matches!(child.lemma(), "by" | "from") && owners.is_empty() {
                        owners.extend(own(child, "pobj"));
                    }
                    clause.phrase(child);
                }
                "agent" => owners.extend(own(child, "pobj")),
                "acl" | "ccomp" if clause.complement.is_none() => {
                    // "a decision to withdraw"; "a ceasefire agreed by both sides"
                    if is_infinitive(child) || child.deprel().as_str() == "ccomp" {
                        clause.complement = Some(child);
                    } else if child.xpos().as_str() == "VBN" {
                        owners.extend(agent(child));
                    }
                    for inner in child.children().take(CHILDREN).filter(|c| c.deprel().as_str() == "prep") {
                        clause.phrase(inner);
                    }
                }
                "relcl" => {}
                _ => {}
            }
        }
        clause.subject = owners.into_iter().flat_map(|owner| lists(Some(owner))).collect();
        clause.object = clause.place("of");
        clause.carried(noun, light);
        clause
    }

    /// Reads the clause of an adjective behind a copula: "is critical of".
    pub(super) fn of_adjective(adjective: Token<'a>) -> Clause<'a> {
        let mut clause = Clause { head: Some(adjective), ..Clause::default() };
        let Some(verb) =
            adjective.head().filter(|_| matches!(adjective.deprel().as_str(), "acomp" | "attr" | "oprd"))
        else {
            return clause;
        };
        clause.verb = Some(verb);
        clause.subject = lists(subject(verb));
        for child in adjective.children().take(CHILDREN).chain(verb.children().take(CHILDREN)) {
            match child.deprel().as_str() {
                "prep" => clause.phrase(child),
                "xcomp" | "ccomp" if clause.complement.is_none() => clause.complement = Some(child),
                _ => {}
            }
        }
        clause
    }

    /// Adds what the verb above gives to a noun: its subject, its phrases, its tense.
    fn carried(&mut self, noun: Token<'a>, light: impl Fn(&str) -> bool) {
        let top = counted(first_of_list(noun));
        let Some(head) = top.head() else { return };
        let deprel = top.deprel().as_str();
        let verb = match deprel {
            "dobj" | "nsubjpass" | "attr" | "oprd" | "dative" => Some(head),
            "pobj" => match head.head() {
                // "is responsible for the killing", "claimed responsibility for the attack"
                Some(up)
                    if head.lemma() == "for"
                        && matches!(up.lemma(), "responsible" | "responsibility" | "blame") =>
                {
                    up.head()
                }
                up => up,
            },
            "nsubj" => Some(head),
            _ => None,
        };
        let Some(verb) = verb.filter(|verb| matches!(verb.upos(), Upos::Verb | Upos::Aux)) else { return };
        let carries = match deprel {
            "dobj" | "dative" => light(verb.lemma()),
            "nsubjpass" => light(verb.lemma()),
            "attr" => matches!(verb.lemma(), "be" | "remain" | "become"),
            "pobj" => match verb.lemma() {
                "participate" | "engage" | "take" | "join" => head.lemma() == "in",
                // "are on strike"
                "be" | "remain" | "stay" => head.lemma() == "on",
                _ => false,
            },
            _ => false,
        };
        if carries {
            self.verb = Some(verb);
            let actors = if is_passive(verb) { agent(verb) } else { subject(verb) };
            if self.subject.is_empty() {
                self.subject = lists(actors);
            } else {
                self.dative.extend(lists(actors));
            }
            for child in verb.children().take(CHILDREN) {
                match child.deprel().as_str() {
                    "prep" | "dative" if child.upos() == Upos::Adp => self.phrase(child),
                    "dative" => self.dative.extend(lists(Some(child))),
                    "advcl" if self.complement.is_none() && is_infinitive(child) => {
                        self.complement = Some(child);
                    }
                    _ => {}
                }
            }
        } else if matches!(deprel, "nsubj" | "nsubjpass")
            && matches!(
                verb.lemma(),
                "take"
                    | "begin"
                    | "start"
                    | "end"
                    | "continue"
                    | "resume"
                    | "occur"
                    | "happen"
                    | "be"
                    | "hold"
                    | "follow"
            )
        {
            self.verb = Some(verb);
        } else if deprel == "pobj" && self.subject.is_empty() {
            self.host = Some(verb);
            // "arrived in Ankara for talks with", "said during a visit to"
            let preposition = head.lemma();
            if matches!(
                preposition,
                "for" | "in" | "during" | "at" | "on" | "after" | "before" | "into" | "following"
            ) {
                self.subject = lists(if is_passive(verb) { passive_subject(verb) } else { subject(verb) });
            }
        }
        // "after agreeing a deal": a participle's tense is the deal's too.
        if self.verb.is_none() && deprel == "dobj" {
            self.verb = Some(verb).filter(|verb| light(verb.lemma()));
        }
    }

    fn phrase(&mut self, preposition: Token<'a>) {
        let name = preposition.lemma();
        for child in preposition.children().take(CHILDREN) {
            match child.deprel().as_str() {
                "pobj" => {
                    let heads = lists(Some(child));
                    self.phrases.extend(heads.into_iter().map(|head| (name, head)));
                }
                "pcomp" if self.complement.is_none() => self.complement = Some(child),
                // "from within Syria", "out of the country"
                "prep" => {
                    let inner = child.lemma();
                    for head in own(child, "pobj").into_iter().flat_map(|head| lists(Some(head))) {
                        self.phrases.push((name, head));
                        self.phrases.push((inner, head));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Returns a phrase's head and those listed with it.
pub(super) fn lists(first: Option<Token<'_>>) -> Vec<Token<'_>> {
    let Some(first) = first else { return Vec::new() };
    let mut heads = vec![uncounted(first)];
    let mut at = 0;
    while at < heads.len() && heads.len() < MEMBERS {
        let listed = heads[at].children().take(CHILDREN).filter(|c| c.deprel().as_str() == "conj");
        let listed: Vec<Token<'_>> = listed.filter(|c| c.upos() != Upos::Verb).map(uncounted).collect();
        heads.extend(listed);
        at += 1;
    }
    heads
}

/// Returns what a number word counts: "thousands of soldiers".
fn uncounted(noun: Token<'_>) -> Token<'_> {
    const COUNTS: [&str; 14] = [
        "thousand", "hundred", "dozen", "score", "million", "number", "ton", "tonne", "majority", "most",
        "lot", "rest", "part", "billion",
    ];
    let lemma = noun.lemma();
    if !COUNTS.iter().any(|count| lemma.strip_suffix('s').unwrap_or(lemma).eq_ignore_ascii_case(count)) {
        return noun;
    }
    let of = noun.children().take(CHILDREN).find(|c| c.deprel().as_str() == "prep" && c.lemma() == "of");
    of.and_then(|of| own(of, "pobj")).unwrap_or(noun)
}

/// Returns the noun that counts another, where one does: "a series of attacks".
fn counted(noun: Token<'_>) -> Token<'_> {
    const COUNTS: [&str; 20] = [
        "series", "number", "dozen", "wave", "string", "round", "spate", "lot", "hundred", "thousand",
        "campaign", "act", "set", "couple", "kind", "form", "part", "package", "barrage", "handful",
    ];
    let of = noun.head().filter(|of| noun.deprel().as_str() == "pobj" && of.lemma() == "of");
    of.and_then(|of| of.head()).filter(|count| COUNTS.contains(&count.lemma())).unwrap_or(noun)
}

fn first_of_list(token: Token<'_>) -> Token<'_> {
    let mut at = token;
    for _ in 0..4 {
        match at.head().filter(|_| at.deprel().as_str() == "conj") {
            Some(head) if head.upos() == Upos::Noun || head.upos() == Upos::Propn => at = head,
            _ => break,
        }
    }
    at
}

/// Returns the nearest child with a label.
pub(super) fn own<'a>(token: Token<'a>, deprel: &str) -> Option<Token<'a>> {
    let fitting = token.children().take(CHILDREN).filter(|c| c.deprel().as_str() == deprel);
    fitting.min_by_key(|c| c.index().abs_diff(token.index()))
}

/// Says whether a verb is passive.
pub(super) fn is_passive(verb: Token<'_>) -> bool {
    passive_within(verb, STEPS)
}

fn passive_within(verb: Token<'_>, steps: usize) -> bool {
    if verb.xpos().as_str() != "VBN" {
        return false;
    }
    let marked = verb
        .children()
        .take(CHILDREN)
        .any(|c| matches!(c.deprel().as_str(), "auxpass" | "nsubjpass" | "agent"));
    if marked {
        return true;
    }
    let active = verb.children().take(CHILDREN).any(|c| matches!(c.deprel().as_str(), "aux" | "nsubj"));
    match verb.deprel().as_str() {
        "acl" => !active,
        "conj" => !active && steps > 0 && verb.head().is_some_and(|head| passive_within(head, steps - 1)),
        "advcl" => !active && own(verb, "dobj").is_none(),
        _ => false,
    }
}

/// Says whether a verb stands behind `to`.
pub(super) fn is_infinitive(verb: Token<'_>) -> bool {
    verb.children()
        .take(CHILDREN)
        .any(|c| c.xpos().as_str() == "TO" || c.deprel().as_str() == "aux" && c.lemma() == "to")
}

fn agent(verb: Token<'_>) -> Option<Token<'_>> {
    own(verb, "agent").and_then(|by| own(by, "pobj")).or_else(|| {
        let by =
            verb.children().take(CHILDREN).find(|c| c.deprel().as_str() == "prep" && c.lemma() == "by")?;
        own(by, "pobj")
    })
}

fn passive_subject(verb: Token<'_>) -> Option<Token<'_>> {
    passive_subject_within(verb, STEPS)
}

fn passive_subject_within(verb: Token<'_>, steps: usize) -> Option<Token<'_>> {
    if let Some(found) = own(verb, "nsubjpass").or_else(|| own(verb, "nsubj")) {
        return antecedent(found);
    }
    let head = verb.head()?;
    match verb.deprel().as_str() {
        "acl" => Some(head),
        "conj" if head.upos() == Upos::Verb && steps > 0 => {
            if is_passive(head) {
                passive_subject_within(head, steps - 1)
            } else {
                subject_within(head, steps - 1)
            }
        }
        "advcl" | "xcomp" if steps > 0 => subject_within(head, steps - 1),
        _ => None,
    }
}

/// Returns the noun that a relative pronoun stands for, or the word itself.
fn antecedent(token: Token<'_>) -> Option<Token<'_>> {
    if matches!(token.xpos().as_str(), "WDT" | "WP")
        || (token.lemma() == "that" && token.upos() == Upos::Pron)
    {
        let clause = token.ancestors().take(4).find(|a| a.deprel().as_str() == "relcl");
        return clause.and_then(|c| c.head()).or(Some(token));
    }
    Some(token)
}

/// Returns the noun whose relative clause lacks the object: "the base that Israel attacked".
fn gap(verb: Token<'_>) -> Option<Token<'_>> {
    if verb.deprel().as_str() != "relcl" {
        return None;
    }
    let subject = own(verb, "nsubj")?;
    if matches!(subject.xpos().as_str(), "WDT" | "WP") || own(verb, "dobj").is_some() {
        return None;
    }
    verb.head()
}

/// Returns the subject of an infinitive or a clause without a verb: "asked the envoy to leave", "found him guilty".
fn small_clause(verb: Token<'_>) -> Option<Token<'_>> {
    let inner = own(verb, "ccomp")?;
    let subject = own(inner, "nsubj")?;
    (is_infinitive(inner) || inner.xpos().as_str() == "VB" || !matches!(inner.upos(), Upos::Verb | Upos::Aux))
        .then_some(subject)
}

/// Returns the object of the next verb in a list: "attacked and burned the embassy".
fn shared_object(verb: Token<'_>) -> Option<Token<'_>> {
    let next = own(verb, "conj").filter(|next| next.upos() == Upos::Verb && next.index() > verb.index())?;
    let near = next.index() - verb.index() <= 3;
    own(next, "dobj").filter(|_| near)
}

/// Verbs whose object does what the infinitive says.
const OBJECT_CONTROL: &[&str] = &[
    "allow",
    "appeal",
    "ask",
    "authorize",
    "authorise",
    "beg",
    "call",
    "command",
    "compel",
    "convince",
    "direct",
    "enable",
    "encourage",
    "expect",
    "force",
    "get",
    "help",
    "instruct",
    "invite",
    "lead",
    "lobby",
    "order",
    "permit",
    "persuade",
    "press",
    "pressure",
    "prompt",
    "push",
    "request",
    "require",
    "send",
    "tell",
    "urge",
    "want",
    "warn",
    "accuse",
    "suspect",
    "convict",
    "stop",
    "prevent",
    "blame",
    "find",
    "charge",
    "criticise",
    "criticize",
    "condemn",
    "fault",
    "thank",
    "praise",
    "bar",
    "ban",
    "keep",
    "discourage",
    "dissuade",
    "deter",
];

/// Returns who does what a verb says, in the same clause or as the clauses above leave it open.
pub(super) fn subject(verb: Token<'_>) -> Option<Token<'_>> {
    subject_within(verb, STEPS)
}

fn subject_within(verb: Token<'_>, steps: usize) -> Option<Token<'_>> {
    let mut at = verb;
    for step in 0..steps {
        if let Some(found) = own(at, "nsubj") {
            return antecedent(found);
        }
        if step > 0 && is_passive(at) {
            return passive_subject_within(at, steps - step);
        }
        let head = at.head()?;
        match at.deprel().as_str() {
            "acl" => {
                if is_infinitive(at) {
                    // "a plan to withdraw": whose plan it is, or who has it.
                    return own(head, "poss").or_else(|| head.head().and_then(|up| own(up, "nsubj")));
                }
                return Some(head);
            }
            "relcl" => return Some(head),
            "xcomp" | "ccomp" => {
                let object =
                    own(head, "dobj").or_else(|| own(head, "dative")).filter(|o| o.index() < at.index());
                match object {
                    Some(object) if OBJECT_CONTROL.contains(&head.lemma()) => return Some(object),
                    _ => at = head,
                }
            }
            "conj" | "advcl" | "dep" | "parataxis" => at = head,
            "pcomp" | "prep" => {
                let up = if at.deprel().as_str() == "pcomp" { head.head()? } else { head };
                if matches!(up.upos(), Upos::Noun | Upos::Propn) {
                    return own(up, "poss").or_else(|| up.head().and_then(|verb| own(verb, "nsubj")));
                }
                if own(up, "dobj")
                    .is_some_and(|o| o.index() < at.index() && OBJECT_CONTROL.contains(&up.lemma()))
                {
                    return own(up, "dobj");
                }
                at = up;
            }
            _ => {
                if matches!(head.upos(), Upos::Verb | Upos::Aux | Upos::Adj) && at.upos() != Upos::Noun {
                    at = head;
                } else {
                    return None;
                }
            }
        }
        if at.upos() == Upos::Adj {
            // "is willing to withdraw"
            at = at.head()?;
        }
    }
    None
}
