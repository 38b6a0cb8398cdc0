//! Why a pattern does or does not apply at a token.

use std::fmt;

use super::pattern::{Pattern, Presence, Spec, Step};
use super::search::{BUDGET, Binding, Bound, Search, adjoins, anchor_at, below, fit, reach};
use super::view::View;
use crate::Document;

/// How a pattern fared at one token, node by node.
///
/// Its `Display` is meant for people:
///
/// ```text
/// cue      told
/// speaker  Lavrov
/// content  not found: nothing at `>ccomp` of `told` (its own label: ROOT; children: Lavrov nsubj, council dobj)
/// neg      not tried
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The nodes in the order in which the pattern names them.
    pub nodes: Vec<NodeReport>,
    /// Whether the pattern applies.
    pub matched: bool,
}

/// What became of one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeReport {
    /// The node's name.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was found: these tokens, with these words.
    Bound(Binding, String),
    /// It failed, and the pattern with it; says why.
    Failed(String),
    /// It is not there and need not or must not be.
    Absent,
    /// The search did not come this far.
    NotTried,
}

/// Of tokens that do not fit, so many are listed.
const LISTED: usize = 4;

impl Pattern {
    /// Says how the pattern fares with its anchor at a token, and which node fails and why.
    ///
    /// Where no match is found, the way that came furthest is told.
    ///
    /// # Panics
    /// When the document has no such token.
    pub fn explain(&self, document: &Document, token: usize) -> Explanation {
        let sentence = document.token(token).sentence().index();
        let view = View::new(document, sentence);
        let mut nodes: Vec<NodeReport> =
            self.names().map(|name| NodeReport { name: name.into(), outcome: Outcome::NotTried }).collect();
        let token = token as u32;
        let Some(anchor) = anchor_at(&self.0.anchor, &view, token) else {
            nodes[0].outcome = Outcome::Failed(misfit(&self.0.anchor, &view, token));
            return Explanation { nodes, matched: false };
        };
        let mut search = Search::new(&self.0, &view);
        let found = search.run(anchor);
        if let Some(bound) = found.first() {
            fill(&mut nodes, bound, &view);
            let unbound = nodes.iter_mut().filter(|node| node.outcome == Outcome::NotTried);
            unbound.for_each(|node| node.outcome = Outcome::Absent);
            return Explanation { nodes, matched: true };
        }
        if let Some((at, bound)) = search.obstacle {
            fill(&mut nodes, &bound, &view);
            nodes[at + 1].outcome = Outcome::Failed(self.obstacle(at, &bound, &view));
        }
        Explanation { nodes, matched: false }
    }

    /// Says why a node stood in the way.
    fn obstacle(&self, at: usize, bound: &Bound, view: &View) -> String {
        let node = &self.0.nodes[at];
        let Some(from) = &bound[node.from] else { return "the node it starts from is not there".into() };
        let mut budget = BUDGET;
        let mut reached = vec![from.clone()];
        for step in &node.steps {
            let mut next = Vec::new();
            for from in &reached {
                let ends = reach(step, view, from, &mut budget).into_iter();
                let fitting = ends.filter_map(|i| fit(&step.spec, view, i));
                next.extend(fitting.filter(|to| adjoins(&step.relation, view, from, to)));
            }
            if next.is_empty() {
                return dead_end(step, &reached, view);
            }
            reached = next;
        }
        let words = quoted(&reached, view);
        match node.presence {
            Presence::Absent => format!("must not be there, but is: {words}"),
            _ => format!("found {words}, but not in the order asked for, or already bound to another node"),
        }
    }
}

/// Says why a step leads nowhere.
fn dead_end(step: &Step, starts: &[Binding], view: &View) -> String {
    let mut budget = BUDGET;
    let mut misfits = Vec::new();
    for from in starts {
        for index in reach(step, view, from, &mut budget) {
            misfits.push(misfit(&step.spec, view, index));
        }
    }
    if misfits.is_empty() {
        let start = &starts[0];
        let children = below(view, start).take(8);
        let children: Vec<String> =
            children.map(|i| format!("{} {}", view.token(i).text(), view.token(i).deprel())).collect();
        let children = if children.is_empty() { "none".to_owned() } else { children.join(", ") };
        return format!(
            "nothing at `{}` of `{}` (its own label: {}; children: {children})",
            step.source,
            words(start, view),
            view.token(start.head).deprel(),
        );
    }
    let more = misfits.len().saturating_sub(LISTED);
    misfits.truncate(LISTED);
    let mut text = misfits.join("; ");
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

/// Says which condition a token fails.
fn misfit(spec: &Spec, view: &View, index: u32) -> String {
    let text = view.token(index).text();
    for test in &spec.tests {
        if !test.holds(view, index) {
            return format!("`{text}` is not [{}]: {}", test.source, test.found(view, index));
        }
    }
    match &spec.phrases {
        Some(phrases) => format!("`{text}` is not in {}", phrases.source),
        None => format!("`{text}` stands in another place"),
    }
}

fn fill(nodes: &mut [NodeReport], bound: &Bound, view: &View) {
    for (node, binding) in nodes.iter_mut().zip(bound) {
        if let Some(binding) = binding {
            node.outcome = Outcome::Bound(binding.clone(), words(binding, view).to_owned());
        }
    }
}

fn words<'d>(binding: &Binding, view: &View<'d>) -> &'d str {
    &view.document.text()[view.document.span(binding.tokens.clone()).range()]
}

fn quoted(bindings: &[Binding], view: &View) -> String {
    let words: Vec<String> = bindings.iter().take(LISTED).map(|b| format!("`{}`", words(b, view))).collect();
    words.join(", ")
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.nodes.iter().map(|node| node.name.len()).max().unwrap_or(0);
        for node in &self.nodes {
            write!(f, "{:width$}  ", node.name)?;
            match &node.outcome {
                Outcome::Bound(_, words) => writeln!(f, "{words}")?,
                Outcome::Failed(why) => writeln!(f, "not found: {why}")?,
                Outcome::Absent => writeln!(f, "not there")?,
                Outcome::NotTried => writeln!(f, "not tried")?,
            }
        }
        Ok(())
    }
}
