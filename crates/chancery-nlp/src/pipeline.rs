//! The pipeline: texts in, documents out.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rayon::prelude::*;

use crate::attribute_ruler::AttributeRuler;
use crate::document::{Document, Note, TokenData};
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::LexemeNorms;
use crate::model::{ModelError, ModelInfo, PublishedModel, Store, convert};
use crate::nn::tok2vec::Tok2Vec;
use crate::stage::STAGES;
use crate::tagger::Tagger;
use crate::tokenizer::Tokenizer;
use crate::transition::{EntityRecognizer, Parser};
use crate::worker::Worker;

/// Text that one worker takes at a time: short texts share matrix products, long ones keep their own.
const BATCH_BYTES: usize = 16 << 10;

/// Tokens that the networks read as one piece. spaCy reads a document whole, whatever its length; a longer one
/// is cut here, at the end of a line where there is one, so that memory stays bounded.
const LONGEST_PIECE: usize = 20_000;

/// A pipeline for English: tokenizer, tagger, parser, attribute ruler, lemmatizer, entity recogniser.
///
/// Loading maps the converted model into memory. A pipeline is shared between threads; documents come back in
/// the order of the texts and are the same for every number of threads.
pub struct Pipeline {
    info: ModelInfo,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) norms: LexemeNorms,
    pub(crate) tok2vec: Tok2Vec,
    pub(crate) tagger: Tagger,
    pub(crate) parser: Parser,
    pub(crate) ruler: AttributeRuler,
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) ner_tok2vec: Tok2Vec,
    pub(crate) ner: EntityRecognizer,
    workers: Mutex<Vec<Worker>>,
}

/// A step of the pipeline: what it must find in a document, and what it adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pipe {
    /// spaCy's name of the step.
    pub name: &'static str,
    /// What it reads.
    pub reads: &'static [&'static str],
    /// What it writes.
    pub writes: &'static [&'static str],
}

impl Pipeline {
    /// The steps, in the order in which they run.
    ///
    /// ```
    /// // Each step finds what it reads: an earlier one wrote it.
    /// let mut written = vec!["text"];
    /// for pipe in chancery_nlp::Pipeline::PIPES {
    ///     assert!(pipe.reads.iter().all(|field| written.contains(field)), "{pipe:?}");
    ///     written.extend(pipe.writes);
    /// }
    /// ```
    #[rustfmt::skip]
    pub const PIPES: [Pipe; 7] = [
        Pipe { name: "tokenizer", reads: &["text"], writes: &["tokens", "norm"] },
        Pipe { name: "tok2vec", reads: &["tokens", "norm"], writes: &["vectors"] },
        Pipe { name: "tagger", reads: &["vectors"], writes: &["xpos"] },
        Pipe { name: "parser", reads: &["vectors"], writes: &["head", "deprel", "sentences"] },
        Pipe { name: "attribute_ruler", reads: &["tokens", "xpos", "deprel"], writes: &["upos", "feats"] },
        Pipe { name: "lemmatizer", reads: &["tokens", "upos", "feats"], writes: &["lemma"] },
        Pipe { name: "ner", reads: &["tokens", "norm", "sentences"], writes: &["entities"] },
    ];

    /// Opens a converted model.
    pub fn open(path: &Path) -> Result<Pipeline, ModelError> {
        Self::from_store(Store::open(path)?)
    }

    /// Takes a converted model from memory.
    pub fn from_bytes(converted: &[u8]) -> Result<Pipeline, ModelError> {
        Self::from_store(Store::from_bytes(converted)?)
    }

    /// Takes a pipeline as published, without keeping the conversion.
    pub fn from_published(published: &PublishedModel) -> Result<Pipeline, ModelError> {
        Self::from_bytes(&convert(published)?)
    }

    fn from_store(store: Store) -> Result<Pipeline, ModelError> {
        let store = Arc::new(store);
        let corrupt = |file: &'static str| move |e: String| ModelError::corrupt(file, e);
        let table = |file: &str| store.bytes(file);
        let [tokenizer, lookups, patterns, lemmas] = crate::model::TABLES;
        Ok(Pipeline {
            tokenizer: Tokenizer::from_bytes(table(tokenizer)?)
                .map_err(|e| corrupt(tokenizer)(e.to_string()))?,
            norms: LexemeNorms::from_lookups(table(lookups)?).map_err(|e| corrupt(lookups)(e.to_string()))?,
            ruler: AttributeRuler::from_bytes(table(patterns)?)
                .map_err(|e| corrupt(patterns)(e.to_string()))?,
            lemmatizer: Lemmatizer::from_bytes(table(lemmas)?).map_err(|e| corrupt(lemmas)(e.to_string()))?,
            tok2vec: Tok2Vec::open(&store, "tok2vec", &store.info.tok2vec)?,
            tagger: Tagger::open(&store)?,
            parser: Parser::open(&store)?,
            ner_tok2vec: Tok2Vec::open(&store, "ner", &store.info.ner)?,
            ner: EntityRecognizer::open(&store)?,
            info: store.info.clone(),
            workers: Mutex::new(Vec::new()),
        })
    }

    /// Returns the name, version and licence of the model.
    pub fn info(&self) -> &ModelInfo {
        &self.info
    }

    /// Processes one text.
    pub fn process_one(&self, text: &str) -> Document {
        self.with_worker(|worker| worker.process(self, &[text.into()])).pop().unwrap_or_default()
    }

    /// Processes texts on the threads of the current `rayon` pool; the order is kept.
    ///
    /// A text is a `&str`, a `String`, or a [`Source`] that also says where sentences must end.
    pub fn process<'a, T>(&self, texts: &'a [T]) -> Vec<Document>
    where
        &'a T: Into<Source<'a>>,
    {
        let sources: Vec<Source<'a>> = texts.iter().map(Into::into).collect();
        let batches: Vec<Vec<Document>> = batches(&sources)
            .into_par_iter()
            .map(|batch| self.with_worker(|worker| worker.process(self, batch)))
            .collect();
        batches.into_iter().flatten().collect()
    }

    /// Returns the time spent in each stage so far, added up over all threads.
    pub fn stage_times(&self) -> Vec<(&'static str, Duration)> {
        let workers = self.workers.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let total = |stage: usize| workers.iter().map(|worker| worker.clock.spent[stage]).sum();
        STAGES.iter().enumerate().map(|(stage, name)| (*name, total(stage))).collect()
    }

    /// Lends a worker: its caches make the next batch faster and change no result.
    fn with_worker<T>(&self, work: impl FnOnce(&mut Worker) -> T) -> T {
        let lock = || self.workers.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut worker = lock().pop().unwrap_or_default();
        let done = work(&mut worker);
        lock().push(worker);
        done
    }
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline").field("info", &self.info).finish_non_exhaustive()
    }
}

/// A text, and where a sentence must not go on.
///
/// The published parsers were trained on sentences with their full stops: a headline runs into the line below it.
/// What stands between two breaks is read as a text of its own.
///
/// ```
/// # use chancery_nlp::{Pipeline, Source, model::PublishedModel};
/// # let wheel = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny.whl"));
/// # let pipeline = Pipeline::from_published(&PublishedModel::from_wheel(wheel).unwrap()).unwrap();
/// let text = "Iran condemned the strike on Syria\n\nLavrov met Tillerson in Moscow.";
/// let documents = pipeline.process(&[Source { text, breaks: &[36] }]);
/// let sentences: Vec<_> = documents[0].sentences().map(|s| s.text().trim_end()).collect();
/// assert_eq!(sentences, ["Iran condemned the strike on Syria", "Lavrov met Tillerson in Moscow."]);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// First bytes of its paragraphs or lines, rising; a break inside a token counts for the token behind it.
    pub breaks: &'a [u32],
}

impl<'a> From<&'a str> for Source<'a> {
    fn from(text: &'a str) -> Self {
        Source { text, breaks: &[] }
    }
}

impl<'a> From<&'a &str> for Source<'a> {
    fn from(text: &'a &str) -> Self {
        Source { text, breaks: &[] }
    }
}

impl<'a> From<&'a String> for Source<'a> {
    fn from(text: &'a String) -> Self {
        Source { text, breaks: &[] }
    }
}

impl<'a> From<&'a Source<'a>> for Source<'a> {
    fn from(source: &'a Source<'a>) -> Self {
        *source
    }
}

/// Groups neighbouring texts up to the size of a batch.
fn batches<'a, 'b>(sources: &'a [Source<'b>]) -> Vec<&'a [Source<'b>]> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (index, source) in sources.iter().enumerate() {
        if size > 0 && size + source.text.len() > BATCH_BYTES {
            batches.push(&sources[start..index]);
            (start, size) = (index, 0);
        }
        size += source.text.len();
    }
    if start < sources.len() {
        batches.push(&sources[start..]);
    }
    batches
}

/// Cuts a document's tokens into the pieces that the networks read: at the breaks asked for, and where a piece
/// would be too long, which is noted.
pub(crate) fn pieces(document: &mut Document, breaks: &[u32]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, mut longest) = (0, 0);
    for &at in breaks {
        let next = start + document.tokens[start..].partition_point(|token| token.span.start < at);
        if next > start {
            longest = longest.max(next - start);
            cut(document, start..next, &mut pieces);
            start = next;
        }
    }
    let count = document.tokens.len();
    if start < count {
        longest = longest.max(count - start);
        cut(document, start..count, &mut pieces);
    }
    if longest > LONGEST_PIECE {
        let message = format!("{longest} tokens in a row were read in pieces of at most {LONGEST_PIECE}");
        document.notes.push(Note { message, span: None });
    }
    pieces
}

/// Cuts a run of tokens into pieces that are not too long.
fn cut(document: &Document, tokens: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let Range { mut start, end } = tokens;
    while end - start > LONGEST_PIECE {
        let window = &document.tokens[start..start + LONGEST_PIECE];
        let ends_line = |token: &TokenData| document.text[token.span.range()].contains('\n');
        let line_end = window.iter().rposition(ends_line).filter(|&at| at > 0);
        let next = start + line_end.map_or(LONGEST_PIECE, |at| at + 1);
        pieces.push(start..next);
        start = next;
    }
    pieces.push(start..end);
}
