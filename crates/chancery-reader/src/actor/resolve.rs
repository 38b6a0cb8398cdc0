//! One pass in the order of the text: noun phrases, groups and pronouns tied to actors.

use std::collections::BTreeMap;
use std::rc::Rc;

use chancery_nlp::{Document, Span, Token, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::meaning::IN_APPOSITION;
use super::name::phrase_head;
use super::narrator::Voices;
use super::nominal::{Nominal, is_human, nominal};
use super::pronoun::{Asked, Seen, want};
use super::{Actor, ActorKind, Actors, Context, Form, Mention};
use crate::atlas::{ActorDescription, Entry, RoleKind};
use crate::statement;

/// How many mentions before a pronoun are looked at.
pub(super) const REACH: usize = 40;

/// Ties what is no name to the actors, adding actors that only noun phrases name.
pub(super) fn resolve(
    document: &Document,
    readable: &impl Fn(Span) -> bool,
    context: Context<'_>,
    actors: &mut Actors,
) {
    let mut resolver = Resolver::new(document, context, actors);
    resolver.all(readable);
}

/// The same, telling of each pronoun of the third person whom it may mean.
pub(super) fn ask(
    document: &Document,
    readable: &impl Fn(Span) -> bool,
    context: Context<'_>,
    actors: &mut Actors,
) -> Vec<Asked> {
    let mut resolver = Resolver::new(document, context, actors);
    resolver.asked = Some(Vec::new());
    resolver.all(readable);
    let asked = resolver.asked.take().unwrap_or_default();
    for (at, actor) in resolver.actors.list.iter_mut().enumerate() {
        actor.mentions.extend(resolver.latent.get(&at).map(|&span| Mention::named(span, Form::Nominal)));
    }
    asked
}
/// The pass, with what it has seen so far.
pub(super) struct Resolver<'a> {
    pub(super) document: &'a Document,
    pub(super) context: Context<'a>,
    pub(super) actors: &'a mut Actors,
    /// Names by the token that heads them.
    pub(super) names: FxHashMap<u32, usize>,
    pub(super) seen: Vec<Seen>,
    pub(super) often: Vec<usize>,
    /// The last actor of these words: `protesters`, of that state.
    pub(super) by_words: FxHashMap<(String, Option<String>), usize>,
    /// The last actor whose name ends so: `council`.
    pub(super) by_last_word: FxHashMap<String, usize>,
    /// For each token the quotation that it stands in, as an index of its statement.
    pub(super) quotation: Vec<Option<u32>>,
    /// Actors by the row of the atlas that they are.
    pub(super) by_entry: FxHashMap<Entry, usize>,
    /// States by their ids.
    pub(super) states: BTreeMap<String, usize>,
    /// The phrase last described; it is asked for several times in a row.
    pub(super) described: Option<(Span, Rc<ActorDescription>)>,
    /// Actors whose words are no mention until a pronoun speaks of them.
    pub(super) latent: FxHashMap<usize, Span>,
    /// Who speaks outside quotation marks.
    pub(super) voices: Voices,
    /// The heads of phrases that say who speaks.
    pub(super) speaks: FxHashSet<u32>,
    /// Whom the last "he", "she" and "they" meant.
    pub(super) last: [Option<usize>; 3],
    /// Every pronoun with whom it may mean, where somebody wants to know.
    pub(super) asked: Option<Vec<Asked>>,
}

impl<'a> Resolver<'a> {
    fn new(document: &'a Document, context: Context<'a>, actors: &'a mut Actors) -> Self {
        let mut names = FxHashMap::default();
        for (at, actor) in actors.list.iter().enumerate() {
            for mention in actor.mentions.iter().filter(|m| m.form != Form::Role) {
                let range = document.tokens_in(mention.span);
                if !range.is_empty() {
                    names.insert(phrase_head(document, &range).index() as u32, at);
                }
            }
        }
        let quotation = quotations(document, context);
        let often = vec![0; actors.list.len()];
        let rows = actors.list.iter().enumerate();
        let by_entry = rows.clone().filter_map(|(at, actor)| Some((actor.entry?, at))).collect();
        let states = rows
            .filter(|(_, actor)| actor.kind == ActorKind::State)
            .filter_map(|(at, actor)| Some((actor.country.clone()?, at)))
            .collect();
        Self {
            document,
            context,
            actors,
            names,
            seen: Vec::new(),
            often,
            by_words: FxHashMap::default(),
            by_last_word: FxHashMap::default(),
            quotation,
            by_entry,
            states,
            described: None,
            latent: FxHashMap::default(),
            voices: Voices::default(),
            speaks: context.statements.iter().filter_map(|s| Some(s.speaker?.head)).collect(),
            last: [None; 3],
            asked: None,
        }
    }

    /// Makes the pass.
    fn all(&mut self, readable: &impl Fn(Span) -> bool) {
        self.narrators(readable);
        for at in 0..self.document.len() as u32 {
            let token = self.document.token(at as usize);
            if let Some(actor) = self.names.get(&at).copied() {
                self.see(token, actor);
                self.group(token);
            } else if readable(token.span()) {
                self.token(token);
            }
        }
        self.name_voices();
        self.speakers(readable);
    }

    /// Notes that an actor was spoken of.
    pub(super) fn see(&mut self, token: Token<'_>, actor: usize) {
        let modifier = matches!(token.deprel().as_str(), "amod" | "compound" | "nmod");
        self.seen.push(Seen {
            actor,
            head: token.index() as u32,
            sentence: token.sentence().index() as u32,
            quotation: self.quotation[token.index()],
            modifier,
        });
        if self.often.len() < self.actors.list.len() {
            self.often.resize(self.actors.list.len(), 0);
        }
        self.often[actor] += 1;
        let known = &self.actors.list[actor];
        if !matches!(known.kind, ActorKind::Person | ActorKind::Population)
            && let Some(last) = known.name.split_whitespace().last()
        {
            self.by_last_word.insert(last.to_lowercase(), actor);
        }
    }

    fn token(&mut self, token: Token<'_>) {
        let word = token.text().to_lowercase();
        self.indefinite(token);
        if token.upos() == Upos::Pron
            || matches!(token.xpos().as_str(), "PRP" | "PRP$" | "WP" | "WP$" | "WDT")
        {
            match word.as_str() {
                "who" | "whose" | "whom" => self.relative(token),
                _ => {
                    if let Some(want) = want(&word) {
                        self.third(token, want);
                    }
                }
            }
            return;
        }
        let found = nominal(token, self.actors, self.context);
        if let Some((actor, span)) = self.said_to_be(token) {
            let human = found.as_ref().is_some_and(|found| is_human(found.role));
            let form = if human { Form::Role } else { Form::Nominal };
            self.tie(span, actor, form, if human { 0.75 } else { 0.6 }, "is said to be it");
            if let Some(found) = found.filter(|_| human) {
                self.headline_phrase(&found, actor);
            }
            return;
        }
        if let Some(found) = found {
            self.nominal(token, &found);
            self.group(token);
        }
    }

    /// Ties `who` to the noun whose clause it opens.
    fn relative(&mut self, token: Token<'_>) {
        let clause = token.ancestors().take(5).find(|a| a.deprel().as_str() == "relcl");
        let Some(noun) = clause.and_then(|c| c.head()) else { return };
        let Some(actor) = self.actors.at(noun.index() as u32) else { return };
        self.tie(token.span(), actor, Form::Pronoun, 0.9, "opens a clause on the noun");
    }

    pub(super) fn tie(
        &mut self,
        span: Span,
        actor: usize,
        form: Form,
        confidence: f32,
        reason: &'static str,
    ) {
        self.actors.mention(self.document, actor, Mention { span, form, confidence, reason });
    }

    fn nominal(&mut self, token: Token<'_>, found: &Nominal<'_>) {
        let (actor, form, confidence, reason) = match self.known(token, found) {
            Some(known) => known,
            None => {
                let new = self.new_actor(found);
                (new, Form::Nominal, 0.6, "named by these words alone")
            }
        };
        self.tie(found.span, actor, form, confidence, reason);
        if reason == IN_APPOSITION {
            self.headline_phrase(found, actor);
        }
        let words = self.words_key(found, actor);
        self.by_words.insert(words, actor);
        self.see(token, actor);
        if let Some(gender) = found.gender {
            let known = &mut self.actors.list[actor];
            if known.kind == ActorKind::Person {
                known.gender = known.gender.or(Some(gender));
            }
        }
    }

    /// Joins whom the first line only describes with whom the text names: `Dutch diver found`, `Jane Roe, a Dutch diver`.
    fn headline_phrase(&mut self, found: &Nominal<'_>, named: usize) {
        let line = self.document.text().find('\n').unwrap_or(0) as u32;
        let words = &self.document.text()[found.span.range()];
        let bare = |words: &str| {
            let words = words.to_lowercase();
            let start = ["the ", "a ", "an "].iter().find_map(|a| words.strip_prefix(a)).map(str::to_owned);
            start.unwrap_or(words)
        };
        let words = bare(words);
        let first = self.seen.iter().take(REACH).map(|seen| seen.actor).find(|&at| {
            let actor = &self.actors.list[at];
            let described = actor.kind == ActorKind::Person && !actor.plural && actor.name.contains(' ');
            let called = || actor.mentions.iter().filter(|m| m.form != Form::Pronoun);
            described
                && actor.mentions.first().is_some_and(|m| m.span.end <= line)
                && called()
                    .all(|m| m.form != Form::Name && bare(&self.document.text()[m.span.range()]) == words)
        });
        if let Some(first) = first.filter(|&first| first != named) {
            self.actors.merge(self.document, first, named);
        }
    }

    fn words_key(&self, found: &Nominal<'_>, actor: usize) -> (String, Option<String>) {
        let country = self.actors.list[actor].country.clone().filter(|_| !found.role.words.is_empty());
        (format!("{}{}", found.role.words, if found.plural { "+" } else { "" }), country)
    }

    /// Makes an actor of a noun phrase.
    fn new_actor(&mut self, found: &Nominal<'_>) -> usize {
        let text = &self.document.text()[found.span.range()];
        let described = self.describe(found.span);
        let name = text.trim_start_matches("the ").trim_start_matches("The ");
        let kind = match found.role.kind {
            RoleKind::Office | RoleKind::Person if !found.plural => ActorKind::Person,
            RoleKind::People if !found.plural && described.kind == ActorKind::Unknown => ActorKind::Person,
            RoleKind::State | RoleKind::Alliance => {
                if found.plural {
                    ActorKind::Group
                } else {
                    ActorKind::Unknown
                }
            }
            RoleKind::Office if described.kind == ActorKind::Person => ActorKind::Organisation,
            _ if found.plural && described.kind == ActorKind::Person => ActorKind::Population,
            _ => described.kind,
        };
        let mut new = Actor::new(name, kind);
        new.country.clone_from(&described.country);
        new.code.clone_from(&described.code);
        new.gender = found.gender;
        new.plural = found.plural;
        self.actors.add(self.document, new)
    }
}

/// For each token that somebody speaks in the report's words, the statement whose words they are.
///
/// A statement's content may begin before its marks do; there the reporter speaks, and "he" may be the speaker.
fn quotations(document: &Document, context: Context<'_>) -> Vec<Option<u32>> {
    let mut marked = vec![false; document.len()];
    for quotation in context.quotations.iter().filter(|q| q.depth == 0) {
        let tokens = document.tokens_in(quotation.span);
        marked[tokens.start as usize..tokens.end as usize].fill(true);
    }
    let mut said = vec![None; document.len()];
    for (at, statement) in context.statements.iter().enumerate() {
        if statement.form == statement::Form::Indirect {
            continue;
        }
        let turn = statement.rule == "turn";
        for token in statement.content.iter().flat_map(|&content| document.tokens_in(content)) {
            if turn || marked[token as usize] {
                said[token as usize] = Some(at as u32);
            }
        }
    }
    said
}
