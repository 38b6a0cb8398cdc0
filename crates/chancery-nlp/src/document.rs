//! A text as the pipeline understood it.

use std::ops::Range;

use compact_str::CompactString;

use crate::{Label, Span, Upos};

/// A text with its tokens, sentences and entities.
///
/// Made by `Pipeline::process` or read from CoNLL-U. Token spans, with the single
/// space that may follow each, tile the text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) sentences: Vec<Range<u32>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) tree: Tree,
    pub(crate) notes: Vec<Note>,
}

/// What is stored of one token.
#[derive(Debug, Clone, Default)]
pub(crate) struct TokenData {
    pub(crate) span: Span,
    /// A single space follows that belongs to no token.
    pub(crate) space_after: bool,
    /// The normal form that the pipeline's own tokenizer exceptions give (`n't` → `not`), else empty.
    pub(crate) norm: CompactString,
    pub(crate) lemma: CompactString,
    pub(crate) upos: Upos,
    pub(crate) xpos: Label,
    pub(crate) feats: Label,
    /// Index of the head; the token's own at a root.
    pub(crate) head: u32,
    pub(crate) deprel: Label,
}

/// A named entity: a run of tokens with a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Token indices.
    pub tokens: Range<u32>,
    /// `PERSON`, `GPE`, `ORG`, …
    pub label: Label,
}

/// Something that the runtime wants its reader to know: a poorer result, never a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
}

/// Children and edges, derived from the heads once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    /// Children of token `i`: `children[offsets[i]..offsets[i + 1]]`, in text order.
    children: Vec<u32>,
    offsets: Vec<u32>,
    /// Leftmost and rightmost token of each subtree.
    edges: Vec<(u32, u32)>,
    /// The sentence each token stands in.
    sentence: Vec<u32>,
    /// The entity each token stands in, or `u32::MAX`.
    entity: Vec<u32>,
}

impl Document {
    /// Returns the text, byte for byte as given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Says whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Returns the token at `index`.
    ///
    /// # Panics
    /// When there is none.
    pub fn token(&self, index: usize) -> Token<'_> {
        assert!(index < self.tokens.len(), "token {index} of {}", self.tokens.len());
        Token { document: self, index: index as u32 }
    }

    /// Walks the tokens in text order.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        self.slice(0..self.tokens.len() as u32)
    }

    /// Walks the tokens of a range of indices.
    pub fn slice(
        &self,
        range: Range<u32>,
    ) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator + use<'_> {
        range.map(|index| Token { document: self, index })
    }

    /// Walks the sentences in text order.
    pub fn sentences(&self) -> impl DoubleEndedIterator<Item = Sentence<'_>> + ExactSizeIterator {
        self.sentences.iter().enumerate().map(|(index, range)| Sentence {
            document: self,
            index,
            start: range.start,
            end: range.end,
        })
    }

    /// Returns the sentence at `index`.
    pub fn sentence(&self, index: usize) -> Sentence<'_> {
        let range = &self.sentences[index];
        Sentence { document: self, index, start: range.start, end: range.end }
    }

    /// Returns the named entities in text order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Returns what the runtime wants its reader to know.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns the text span of a range of tokens, without the space behind the last.
    pub fn span(&self, tokens: Range<u32>) -> Span {
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start as usize).map_or(self.text.len() as u32, |t| t.span.start);
            return Span::new(at, at);
        }
        self.tokens[tokens.start as usize].span.cover(self.tokens[tokens.end as usize - 1].span)
    }

    /// Returns the tokens that lie at least partly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start as u32..end.max(start) as u32
    }

    /// Derives children, edges and memberships once heads, sentences and entities stand.
    pub(crate) fn index_tree(&mut self) {
        let n = self.tokens.len();
        let mut offsets = vec![0u32; n + 1];
        for (i, token) in self.tokens.iter().enumerate() {
            if token.head as usize != i {
                offsets[token.head as usize + 1] += 1;
            }
        }
        for i in 0..n {
            offsets[i + 1] += offsets[i];
        }
        let mut children = vec![0u32; offsets[n] as usize];
        let mut next = offsets.clone();
        for (i, token) in self.tokens.iter().enumerate() {
            if token.head as usize != i {
                let slot = &mut next[token.head as usize];
                children[*slot as usize] = i as u32;
                *slot += 1;
            }
        }
        let mut tree = Tree { children, offsets, ..Tree::default() };
        tree.edges = self.edges(&tree);
        tree.sentence = vec![0; n];
        for (at, range) in self.sentences.iter().enumerate() {
            tree.sentence[range.start as usize..range.end as usize].fill(at as u32);
        }
        tree.entity = vec![u32::MAX; n];
        for (at, entity) in self.entities.iter().enumerate() {
            tree.entity[entity.tokens.start as usize..entity.tokens.end as usize].fill(at as u32);
        }
        self.tree = tree;
    }

    /// Finds the outermost tokens of every subtree, roots first, without recursion.
    fn edges(&self, tree: &Tree) -> Vec<(u32, u32)> {
        let n = self.tokens.len();
        let mut order = Vec::with_capacity(n);
        order.extend((0..n as u32).filter(|&i| self.tokens[i as usize].head == i));
        let mut at = 0;
        while at < order.len() {
            let i = order[at] as usize;
            order.extend_from_slice(&tree.children[tree.offsets[i] as usize..tree.offsets[i + 1] as usize]);
            at += 1;
        }
        let mut edges: Vec<(u32, u32)> = (0..n as u32).map(|i| (i, i)).collect();
        for &i in order.iter().rev() {
            let head = self.tokens[i as usize].head;
            if head != i {
                let (left, right) = edges[i as usize];
                let up = &mut edges[head as usize];
                *up = (up.0.min(left), up.1.max(right));
            }
        }
        edges
    }
}

/// A token of a [`Document`].
#[derive(Clone, Copy)]
pub struct Token<'a> {
    document: &'a Document,
    index: u32,
}

impl<'a> Token<'a> {
    fn data(self) -> &'a TokenData {
        &self.document.tokens[self.index as usize]
    }

    fn at(self, index: u32) -> Token<'a> {
        Token { document: self.document, index }
    }

    /// Returns the document.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// Returns the token's index in its document.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// Returns the token as written.
    pub fn text(self) -> &'a str {
        &self.document.text[self.data().span.range()]
    }

    /// Returns where the token stands in the text.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Says whether a single space follows.
    pub fn space_after(self) -> bool {
        self.data().space_after
    }

    /// Returns the dictionary form: `tell` for `told`.
    pub fn lemma(self) -> &'a str {
        &self.data().lemma
    }

    /// Returns the universal part of speech.
    pub fn upos(self) -> Upos {
        self.data().upos
    }

    /// Returns the model's fine-grained tag: `VBD`.
    pub fn xpos(self) -> Label {
        self.data().xpos
    }

    /// Returns the features as CoNLL-U writes them: `Tense=Past|VerbForm=Fin`.
    pub fn feats(self) -> Label {
        self.data().feats
    }

    /// Returns the dependency label of the arc to the head.
    pub fn deprel(self) -> Label {
        self.data().deprel
    }

    /// Returns the head, or nothing at a root.
    pub fn head(self) -> Option<Token<'a>> {
        let head = self.data().head;
        (head != self.index).then(|| self.at(head))
    }

    /// Walks from the head up to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Token<'a>> {
        std::iter::successors(self.head(), |t| t.head())
    }

    /// Walks the direct dependents in text order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'a>> + ExactSizeIterator {
        let tree = &self.document.tree;
        let range = tree.offsets[self.index()] as usize..tree.offsets[self.index() + 1] as usize;
        tree.children[range].iter().map(move |&i| self.at(i))
    }

    /// Returns the first direct dependent with that label.
    pub fn child(self, deprel: Label) -> Option<Token<'a>> {
        self.children().find(|t| t.deprel() == deprel)
    }

    /// Returns the first token of the subtree.
    pub fn left_edge(self) -> Token<'a> {
        self.at(self.document.tree.edges[self.index()].0)
    }

    /// Returns the last token of the subtree.
    pub fn right_edge(self) -> Token<'a> {
        self.at(self.document.tree.edges[self.index()].1)
    }

    /// Returns the tokens from the left to the right edge of the subtree.
    pub fn subtree(self) -> Range<u32> {
        let (left, right) = self.document.tree.edges[self.index()];
        left..right + 1
    }

    /// Returns the sentence that the token stands in.
    pub fn sentence(self) -> Sentence<'a> {
        self.document.sentence(self.document.tree.sentence[self.index()] as usize)
    }

    /// Returns the entity that the token stands in.
    pub fn entity(self) -> Option<&'a Entity> {
        self.document.entities.get(self.document.tree.entity[self.index()] as usize)
    }

    /// Returns the token before, also across a sentence boundary.
    pub fn previous(self) -> Option<Token<'a>> {
        self.index.checked_sub(1).map(|i| self.at(i))
    }

    /// Returns the token after, also across a sentence boundary.
    pub fn next(self) -> Option<Token<'a>> {
        (self.index() + 1 < self.document.len()).then(|| self.at(self.index + 1))
    }
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.document, other.document)
    }
}

impl Eq for Token<'_> {}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{:?}", self.index, self.text())
    }
}

/// A sentence of a [`Document`].
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    document: &'a Document,
    index: usize,
    start: u32,
    end: u32,
}

impl<'a> Sentence<'a> {
    /// Returns the sentence's index in its document.
    pub fn index(self) -> usize {
        self.index
    }

    /// Returns the indices of its tokens.
    pub fn range(self) -> Range<u32> {
        self.start..self.end
    }

    /// Walks its tokens.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = Token<'a>> + ExactSizeIterator {
        self.document.slice(self.start..self.end)
    }

    /// Returns where it stands in the text.
    pub fn span(self) -> Span {
        self.document.span(self.range())
    }

    /// Returns its text.
    pub fn text(self) -> &'a str {
        &self.document.text[self.span().range()]
    }

    /// Returns its first root.
    pub fn root(self) -> Option<Token<'a>> {
        self.tokens().find(|t| t.head().is_none())
    }
}
