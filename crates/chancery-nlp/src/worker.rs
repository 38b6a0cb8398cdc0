//! One thread's work: the steps of the pipeline over a batch of documents, and the room they need.

use std::ops::Range;

use crate::document::{Document, TokenData};
use crate::lexeme_table::LexemeTable;
use crate::nn::tok2vec::{Batch, TypeCache, Vectors};
use crate::pipeline::{Pipeline, Source, pieces};
use crate::stage::{Stage, StageClock};
use crate::tokenizer::ChunkCache;
use crate::transition::{Mark, ParserBuffers, ScorerBuffers};

/// Tokens whose vectors are in memory at once.
const GROUP_TOKENS: usize = 20_000;

/// Caches and buffers; nothing in here changes a result.
#[derive(Default)]
pub(crate) struct Worker {
    chunks: ChunkCache,
    lexemes: LexemeTable,
    types: TypeCache,
    ner_types: TypeCache,
    batch: Batch,
    vectors: Vectors,
    ner_vectors: Vectors,
    scores: Vec<f32>,
    parser: ParserBuffers,
    ner: ScorerBuffers,
    marks: Vec<Mark>,
    pub(crate) clock: StageClock,
}

/// A run of tokens that the networks read as one text: a document, or what stands between two breaks.
struct Piece {
    document: usize,
    tokens: Range<usize>,
}

impl Worker {
    /// Processes texts one after the other, sharing the matrix products.
    pub(crate) fn process(&mut self, pipeline: &Pipeline, sources: &[Source<'_>]) -> Vec<Document> {
        self.clock.start();
        let mut documents: Vec<Document> =
            sources.iter().map(|source| self.tokenize(pipeline, source.text)).collect();
        self.clock.lap(Stage::Tokenizer);
        let mut all = Vec::new();
        for (document, (content, source)) in documents.iter_mut().zip(sources).enumerate() {
            all.extend(pieces(content, source.breaks).into_iter().map(|tokens| Piece { document, tokens }));
        }
        let mut rest = all.as_slice();
        while !rest.is_empty() {
            let mut size = 0;
            let fits = rest.iter().take_while(|piece| {
                size += piece.tokens.len();
                size <= GROUP_TOKENS
            });
            let (group, behind) = rest.split_at(fits.count().max(1));
            self.read(pipeline, &mut documents, group);
            rest = behind;
        }
        for document in &mut documents {
            document.index_tree();
        }
        self.clock.lap(Stage::Document);
        documents
    }

    fn tokenize(&mut self, pipeline: &Pipeline, text: &str) -> Document {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        pipeline.tokenizer.tokenize(text, &mut self.chunks, &mut document.tokens);
        document
    }

    /// Runs the networks over a group of pieces.
    fn read(&mut self, pipeline: &Pipeline, documents: &mut [Document], group: &[Piece]) {
        self.fill_batch(pipeline, documents, group);
        let lexemes = self.lexemes.attributes();
        self.clock.lap(Stage::Lexemes);
        pipeline.tok2vec.encode(&self.batch, lexemes, &mut self.types, &mut self.vectors);
        self.clock.lap(Stage::Tok2Vec);
        pipeline.ner_tok2vec.encode(&self.batch, lexemes, &mut self.ner_types, &mut self.ner_vectors);
        self.clock.lap(Stage::NerTok2Vec);
        for (index, piece) in group.iter().enumerate() {
            self.annotate(pipeline, index, &mut documents[piece.document], piece.tokens.clone());
        }
    }

    fn fill_batch(&mut self, pipeline: &Pipeline, documents: &[Document], group: &[Piece]) {
        if self.lexemes.is_full() {
            self.lexemes.clear();
            self.types.clear();
            self.ner_types.clear();
        }
        let batch = &mut self.batch;
        batch.lexemes.clear();
        batch.spaces.clear();
        batch.starts.clear();
        batch.starts.push(0);
        for piece in group {
            let document = &documents[piece.document];
            for token in &document.tokens[piece.tokens.clone()] {
                let text = &document.text[token.span.range()];
                batch.lexemes.push(self.lexemes.number(text, &token.norm, &pipeline.norms));
                batch.spaces.push(token.space_after);
            }
            batch.starts.push(batch.lexemes.len());
        }
    }

    /// Writes what the networks see in one piece into its document.
    fn annotate(&mut self, pipeline: &Pipeline, index: usize, document: &mut Document, range: Range<usize>) {
        let tokens = &mut document.tokens[range.clone()];
        let width = pipeline.tok2vec.width;
        let vectors = self.vectors.document(&self.batch, index);
        pipeline.tagger.tag(vectors, width, tokens, &mut self.scores);
        self.clock.lap(Stage::Tagger);
        pipeline.parser.parse(vectors, width, tokens, &mut self.parser);
        let starts = sentence_starts(tokens);
        self.clock.lap(Stage::Parser);
        pipeline.ruler.apply(tokens, &document.text);
        pipeline.lemmatizer.apply(tokens, &document.text);
        self.clock.lap(Stage::Lemmatizer);
        self.marks.clear();
        let first = self.batch.starts[index];
        let lexemes = self.lexemes.attributes();
        self.marks.extend(starts.iter().enumerate().map(|(at, &opens_sentence)| {
            let lexeme = self.batch.lexemes[first + at];
            Mark { is_space: lexemes[lexeme as usize].is_space, opens_sentence }
        }));
        let vectors = self.ner_vectors.document(&self.batch, index);
        let width = pipeline.ner_tok2vec.width;
        let mut entities = pipeline.ner.find(vectors, width, &self.marks, &mut self.ner);
        let offset = range.start as u32;
        for entity in &mut entities {
            entity.tokens = entity.tokens.start + offset..entity.tokens.end + offset;
        }
        document.entities.append(&mut entities);
        self.clock.lap(Stage::Ner);
        add_sentences(document, &starts, range);
    }
}

/// Marks the tokens that open a sentence: the left edge of every root's subtree.
fn sentence_starts(tokens: &[TokenData]) -> Vec<bool> {
    // Left edges, pushed up from token to head until nothing moves. A projective tree needs two sweeps; spaCy
    // stops after eleven, whatever is left, and so do we.
    let mut left: Vec<u32> = (0..tokens.len() as u32).collect();
    for _ in 0..11 {
        let mut moved = false;
        let forwards = 0..tokens.len();
        for index in forwards.clone().chain(forwards.rev()) {
            let head = tokens[index].head as usize;
            if left[index] < left[head] {
                left[head] = left[index];
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let mut starts = vec![false; tokens.len()];
    for (index, token) in tokens.iter().enumerate() {
        if token.head as usize == index {
            starts[left[index] as usize] = true;
        }
    }
    if let Some(first) = starts.first_mut() {
        *first = true;
    }
    starts
}

/// Closes the document's sentences over a piece, and moves the piece's heads to where it stands.
fn add_sentences(document: &mut Document, starts: &[bool], range: Range<usize>) {
    let offset = range.start as u32;
    for token in &mut document.tokens[range.clone()] {
        token.head += offset;
    }
    let opens = (0..starts.len() as u32).filter(|&at| starts[at as usize]).map(|at| at + offset);
    for start in opens {
        if let Some(last) = document.sentences.last_mut().filter(|last| last.end > start) {
            last.end = start;
        }
        document.sentences.push(start..range.end as u32);
    }
}
