//! From an anchor to the bindings of all nodes.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::pattern::{Node, Order, Parts, Presence, Relation, Spec, Step};
use super::phrase::head_of;
use super::view::View;

/// What a node was found to be: some tokens, and the one among them that the others depend on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Binding {
    /// Index of the syntactic head; the token itself where one token was asked for.
    pub head: u32,
    /// Indices of the tokens: one, or those of a phrase.
    pub tokens: Range<u32>,
}

/// Arcs that a `>>` or `<<` may follow.
pub(crate) const DEPTH: u32 = 16;
/// Matches of one pattern at one anchor.
pub(crate) const MATCHES: usize = 64;
/// Tokens looked at for one pattern at one anchor.
pub(crate) const BUDGET: u32 = 10_000;

/// The bindings of one match, by the number of the node.
pub(crate) type Bound = Vec<Option<Binding>>;

/// A search for one pattern from one anchor.
pub(crate) struct Search<'a> {
    parts: &'a Parts,
    view: &'a View<'a>,
    bound: Bound,
    found: Vec<Bound>,
    budget: u32,
    /// The first node that could not be bound on the way that came furthest, with what was bound by then.
    pub(crate) obstacle: Option<(usize, Bound)>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(parts: &'a Parts, view: &'a View<'a>) -> Self {
        let bound = vec![None; parts.names.len()];
        Self { parts, view, bound, found: Vec::new(), budget: BUDGET, obstacle: None }
    }

    /// Finds all matches whose anchor is this, in the order in which candidates stand nearest.
    pub(crate) fn run(&mut self, anchor: Binding) -> Vec<Bound> {
        self.bound[0] = Some(anchor);
        self.bind(0);
        std::mem::take(&mut self.found)
    }

    /// Binds the required nodes from `at` on, each to every candidate in turn.
    ///
    /// Recursion goes as deep as a pattern has nodes, not as a sentence has words.
    fn bind(&mut self, at: usize) {
        let required = |node: &Node| node.presence == Presence::Required;
        let Some(at) = (at..self.parts.nodes.len()).find(|&i| required(&self.parts.nodes[i])) else {
            return self.finish();
        };
        let candidates = self.candidates(at);
        if candidates.is_empty() {
            self.stopped_by(at);
        }
        for candidate in candidates {
            if self.found.len() >= MATCHES || self.budget == 0 {
                break;
            }
            self.bound[at + 1] = Some(candidate);
            self.bind(at + 1);
            self.bound[at + 1] = None;
        }
    }

    /// Binds the optional nodes to their nearest candidates and looks for what must be absent.
    fn finish(&mut self) {
        for at in self.with(Presence::Optional) {
            let nearest = self.candidates(at).into_iter().next();
            self.bound[at + 1] = nearest;
        }
        let unwanted = self.with(Presence::Absent).find(|&at| !self.candidates(at).is_empty());
        match unwanted {
            Some(at) => self.stopped_by(at),
            // With the budget gone, absence cannot be vouched for.
            None if self.budget == 0 => {}
            None => self.found.push(self.bound.clone()),
        }
        for at in self.with(Presence::Optional) {
            self.bound[at + 1] = None;
        }
    }

    fn with(&self, presence: Presence) -> impl Iterator<Item = usize> + use<'a> {
        let nodes: &'a [Node] = &self.parts.nodes;
        (0..nodes.len()).filter(move |&i| nodes[i].presence == presence)
    }

    fn stopped_by(&mut self, at: usize) {
        let depth = |bound: &Bound| bound.iter().flatten().count();
        if self.obstacle.as_ref().is_none_or(|(_, bound)| depth(bound) < depth(&self.bound)) {
            self.obstacle = Some((at, self.bound.clone()));
        }
    }

    /// Lists what a node may be bound to, nearest first.
    fn candidates(&mut self, at: usize) -> Vec<Binding> {
        let parts = self.parts;
        let node = &parts.nodes[at];
        let Some(from) = self.bound[node.from].clone() else { return Vec::new() };
        let mut reached = vec![from];
        for step in &node.steps {
            let mut next = Vec::new();
            let mut seen = FxHashSet::default();
            for from in &reached {
                for index in reach(step, self.view, from, &mut self.budget) {
                    if let Some(binding) = fit(&step.spec, self.view, index)
                        && adjoins(&step.relation, self.view, from, &binding)
                        && seen.insert(binding.clone())
                    {
                        next.push(binding);
                    }
                }
            }
            reached = next;
        }
        reached.retain(|binding| self.is_free(binding) && self.is_ordered(node, binding));
        reached
    }

    /// Says whether no other node is bound to one of the tokens.
    fn is_free(&self, binding: &Binding) -> bool {
        let apart = |other: &Binding| {
            other.tokens.end <= binding.tokens.start || binding.tokens.end <= other.tokens.start
        };
        self.bound.iter().flatten().all(apart)
    }

    fn is_ordered(&self, node: &Node, binding: &Binding) -> bool {
        node.order.iter().all(|&(order, other)| match (order, &self.bound[other]) {
            (_, None) => true,
            (Order::Before, Some(other)) => binding.tokens.end <= other.tokens.start,
            (Order::After, Some(other)) => other.tokens.end <= binding.tokens.start,
        })
    }
}

/// Says what an anchor at a token is bound to: a phrase that starts there, or the token.
pub(crate) fn anchor_at(spec: &Spec, view: &View, start: u32) -> Option<Binding> {
    let tokens = match &spec.phrases {
        Some(phrases) => start..phrases.end_of_phrase(view, start)?,
        None => start..start + 1,
    };
    let head = head_of(view, tokens.clone());
    spec.tests.iter().all(|test| test.holds(view, head)).then_some(Binding { head, tokens })
}

/// Says what a step that arrives at a token is bound to: the phrase that it heads, or the token.
pub(crate) fn fit(spec: &Spec, view: &View, head: u32) -> Option<Binding> {
    if !spec.tests.iter().all(|test| test.holds(view, head)) {
        return None;
    }
    let tokens = match &spec.phrases {
        Some(phrases) => phrases.around(view, head)?,
        None => head..head + 1,
    };
    Some(Binding { head, tokens })
}

/// Lists the tokens that a step may arrive at, nearest first, and pays for each from the budget.
pub(crate) fn reach(step: &Step, view: &View, from: &Binding, budget: &mut u32) -> Vec<u32> {
    let head = from.head;
    let width = step.spec.phrases.as_ref().map_or(1, |phrases| phrases.longest);
    let mut pay = |reached: &mut dyn Iterator<Item = u32>| {
        let affordable = (*budget / width) as usize;
        let reached: Vec<u32> = reached.take(affordable + 1).collect();
        *budget = if reached.len() > affordable { 0 } else { *budget - width * reached.len() as u32 };
        reached
    };
    match &step.relation {
        Relation::Child(rels) => {
            let mut children = pay(&mut below(view, from));
            children.retain(|&i| rels.allow(view.token(i).deprel()));
            children
        }
        Relation::Sibling(rels) => {
            let Some(parent) = view.head(head) else { return Vec::new() };
            let mut children = pay(&mut view.children(parent));
            children.retain(|&i| i != head && rels.allow(view.token(i).deprel()));
            children
        }
        Relation::Head(rels) => {
            let parent = rels.allow(view.token(head).deprel()).then(|| view.head(head)).flatten();
            pay(&mut parent.into_iter())
        }
        Relation::Ancestor(rels) => {
            let path = std::iter::successors(Some(head), |&i| view.head(i));
            let path: Vec<u32> = pay(&mut path.take(DEPTH as usize + 1));
            let arcs = path.windows(2).filter(|arc| rels.allow(view.token(arc[0]).deprel()));
            arcs.map(|arc| arc[1]).collect()
        }
        Relation::Descendant(rels) => {
            let mut layer = pay(&mut below(view, from));
            let mut all = layer.clone();
            for _ in 1..DEPTH {
                let mut deeper = Vec::new();
                for &i in &layer {
                    deeper.append(&mut pay(&mut view.children(i)));
                }
                all.extend_from_slice(&deeper);
                layer = deeper;
                if layer.is_empty() {
                    break;
                }
            }
            all.retain(|&i| rels.allow(view.token(i).deprel()));
            all
        }
        Relation::Next => {
            let Some(next) = view.word_from(from.tokens.end) else { return Vec::new() };
            pay(&mut (next..next.saturating_add(width).min(view.range.end)))
        }
        Relation::Previous => {
            let Some(last) = view.word_before(from.tokens.start) else { return Vec::new() };
            pay(&mut (last.saturating_sub(width - 1).max(view.range.start)..=last).rev())
        }
        Relation::Later(distance) => {
            let end = from.tokens.end.saturating_add(*distance).min(view.range.end);
            pay(&mut (from.tokens.end..end).filter(|&i| view.is_word(i)))
        }
        Relation::Earlier(distance) => {
            let start = from.tokens.start.saturating_sub(*distance).max(view.range.start);
            pay(&mut (start..from.tokens.start).rev().filter(|&i| view.is_word(i)))
        }
    }
}

/// Walks the tokens outside a binding that depend on one inside it: of `according to`, the object of `to`.
pub(crate) fn below(view: &View, from: &Binding) -> impl Iterator<Item = u32> {
    let inside = from.tokens.clone();
    from.tokens.clone().flat_map(|i| view.children(i)).filter(move |i| !inside.contains(i))
}

/// Says whether a phrase, not only its head, stands where the order of words asks for it.
pub(crate) fn adjoins(relation: &Relation, view: &View, from: &Binding, to: &Binding) -> bool {
    match relation {
        Relation::Next => view.word_from(from.tokens.end) == Some(to.tokens.start),
        Relation::Previous => view.word_before(from.tokens.start) == Some(to.tokens.end - 1),
        Relation::Later(_) => from.tokens.end <= to.tokens.start,
        Relation::Earlier(_) => to.tokens.end <= from.tokens.start,
        _ => true,
    }
}
