//! What can be seen of a paragraph among its neighbours.

use rustc_hash::FxHashMap;

use super::look::Look;

/// A paragraph among its neighbours.
#[derive(Debug, Default, Clone)]
pub(super) struct Context {
    /// Above the first prose.
    pub(super) top: bool,
    /// Where the title stands, or should.
    pub(super) title: bool,
    /// Between the title and the first prose.
    pub(super) under_title: bool,
    /// Shares two or more telling words with the title.
    pub(super) extends_title: bool,
    /// Prose before and soon after.
    pub(super) between_prose: bool,
    /// Below the last prose.
    pub(super) bottom: bool,
    /// Among three or more short unfinished lines in a row, not at the top.
    pub(super) run: bool,
    /// Below a heading like "Related articles", with no prose of the report in between.
    pub(super) below_links: bool,
    /// The same words stand elsewhere on the page.
    pub(super) repeated: bool,
    /// A question or quotation that stands where a title would.
    pub(super) loud_title: bool,
}

/// Lines of this many words and fewer can be links.
const LINK: usize = 16;

/// Looks at every paragraph among the others; `title` is what the caller knows it to be.
pub(super) fn contexts(looks: &[Look<'_>], title: Option<&str>) -> Vec<Context> {
    let mut contexts = vec![Context::default(); looks.len()];
    let loud = looks.iter().position(|look| !look.is_furniture()).filter(|&at| is_loud_title(looks, at));
    let prose: Vec<bool> =
        looks.iter().enumerate().map(|(at, look)| look.is_prose() && Some(at) != loud).collect();
    let first = prose.iter().position(|&is| is).unwrap_or(looks.len());
    let last = prose.iter().rposition(|&is| is).unwrap_or(looks.len());
    let given = title.map(words_of).filter(|words| !words.is_empty());
    let same = |look: &Look<'_>| given.as_ref().is_some_and(|given| *given == look.words);
    let top = &looks[..first];
    let title = looks[..first.max(3).min(looks.len())].iter().position(same).or_else(|| {
        let long = top.iter().position(|look| !look.is_furniture() && look.words.len() >= 3);
        long.or_else(|| top.iter().position(|look| !look.is_furniture() && look.letters))
    });
    let telling: Vec<&String> =
        title.map(|at| looks[at].words.iter().filter(|word| word.len() > 3).collect()).unwrap_or_default();

    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for look in looks.iter().filter(|look| look.words.len() <= LINK * 2) {
        *seen.entry(look.text).or_default() += 1;
    }
    // The distance to the next prose, from below.
    let mut ahead = usize::MAX;
    for (at, context) in contexts.iter_mut().enumerate().rev() {
        context.between_prose = at > first && ahead <= 2;
        ahead = if prose[at] { 1 } else { ahead.saturating_add(1) };
    }
    let mut below_links = false;
    for (at, (look, context)) in looks.iter().zip(&mut contexts).enumerate() {
        context.top = at < first;
        context.title = title == Some(at);
        context.under_title = context.top && title.is_some_and(|title| at > title);
        context.extends_title = context.under_title && shared(&look.words, &telling) >= 2;
        context.loud_title = loud == Some(at);
        context.bottom = at > last && last < looks.len();
        context.repeated = seen.get(look.text).is_some_and(|&count| count > 1);
        context.below_links = below_links;
        below_links = match below_links {
            _ if look.page.link_heading && !look.page.link_label => true,
            true => !prose[at],
            false => false,
        };
    }
    mark_runs(looks, &prose, first, &mut contexts);
    contexts
}

/// A title may ask or quote: it ends like a sentence, but prose of another length follows.
fn is_loud_title(looks: &[Look<'_>], at: usize) -> bool {
    let look = &looks[at];
    let rest = &looks[at + 1..];
    let longer = |next: &Look<'_>| next.is_prose() && next.words.len() > look.words.len();
    look.is_prose()
        && (look.ends_asking || (look.ends_quoting && !look.opens_quoting) || look.title_case || look.heading)
        && (2..=18).contains(&look.words.len())
        && !look.several_sentences
        && !look.dateline
        && rest.iter().take(5).any(longer)
}

/// Marks lines that stand in a row of short unfinished ones, as links do.
fn mark_runs(looks: &[Look<'_>], prose: &[bool], first: usize, contexts: &mut [Context]) {
    let is_link = |at: usize| !prose[at] && looks[at].words.len() <= LINK && !looks[at].ends_as_sentence;
    let mut at = first;
    while at < looks.len() {
        let length = (at..looks.len()).take_while(|&next| is_link(next)).count();
        if length >= 3 {
            contexts[at..at + length].iter_mut().for_each(|context| context.run = true);
        }
        at += length.max(1);
    }
}

fn shared(words: &[String], telling: &[&String]) -> usize {
    words.iter().take(40).filter(|word| telling.iter().take(40).any(|other| other == word)).count()
}

fn words_of(title: &str) -> Vec<String> {
    Look::of(title).words
}
