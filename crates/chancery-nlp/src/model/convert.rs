//! A published pipeline into the one file that is mapped at run time.
//!
//! Weights are laid out for the kernels on the way: pieces of a maxout layer one after the other instead of
//! interleaved, the parser's output layer transposed and padded, vectors' keys sorted for binary search. Tables of words
//! are carried over as published.

use std::str::FromStr;

use rmpv::Value;
use serde_json::Value as Json;

use super::store::{Attribute, EmbedInfo, ModelInfo, Move, StoreBuilder};
use super::thinc::{Array, Layer, Network, decode, floats, get};
use super::{ModelError, PublishedModel};
use crate::nn::kernels::MOVES;

/// Converts a published pipeline; the result opens with [`Pipeline::open`](crate::Pipeline::open).
pub fn convert(published: &PublishedModel) -> Result<Vec<u8>, ModelError> {
    let mut store = StoreBuilder::default();
    for file in TABLES {
        store.bytes(file, published.file(file)?);
    }
    let width = vectors(published, &mut store)?;
    let tok2vec = tok2vec(&read(published, "tok2vec/model")?, "tok2vec", width, &mut store)?;
    let ner_network = read(published, "ner/model")?;
    let ner = self::tok2vec(&ner_network, "ner", width, &mut store)?;
    transition(&ner_network, "ner", 3, &mut store)?;
    transition(&read(published, "parser/model")?, "parser", 8, &mut store)?;
    tagger(&read(published, "tagger/model")?, &mut store)?;
    let meta = json("meta.json", published.file("meta.json")?)?;
    let text = |key: &str| meta[key].as_str().unwrap_or("unknown").to_owned();
    if text("lang") != "en" {
        return Err(ModelError::unsupported(format!("its language is {:?}", text("lang"))));
    }
    let info = ModelInfo {
        name: format!("{}_{}", text("lang"), text("name")),
        version: text("version"),
        license: text("license"),
        tags: labels("tagger/cfg", &json("tagger/cfg", published.file("tagger/cfg")?)?)?,
        parser_moves: moves("parser/moves", published.file("parser/moves")?)?,
        ner_moves: moves("ner/moves", published.file("ner/moves")?)?,
        tok2vec,
        ner,
    };
    store.finish(&info)
}

/// Files that travel as they are.
pub(crate) const TABLES: [&str; 4] =
    ["tokenizer", "vocab/lookups.bin", "attribute_ruler/patterns", "lemmatizer/lookups/lookups.bin"];

fn read(published: &PublishedModel, file: &str) -> Result<Network, ModelError> {
    Network::read(file, published.file(file)?)
}

fn json(file: &str, bytes: &[u8]) -> Result<Json, ModelError> {
    serde_json::from_slice(bytes).map_err(|e| ModelError::corrupt(file, e))
}

fn labels(file: &str, cfg: &Json) -> Result<Vec<String>, ModelError> {
    cfg["labels"]
        .as_array()
        .and_then(|labels| labels.iter().map(|l| l.as_str().map(str::to_owned)).collect())
        .ok_or_else(|| ModelError::corrupt(file, "no list of labels"))
}

/// Writes the static vectors and returns their width, 0 without any.
fn vectors(published: &PublishedModel, store: &mut StoreBuilder) -> Result<usize, ModelError> {
    let file = "vocab/vectors";
    let Some(bytes) = published.optional(file) else { return Ok(0) };
    let mode = published.optional("vocab/vectors.cfg").map_or(Ok(Json::Null), |b| json(file, b))?;
    if mode["mode"].as_str().is_some_and(|mode| mode != "default") {
        return Err(ModelError::unsupported(format!("vectors of mode {}", mode["mode"])));
    }
    let array = npy(file, bytes)?;
    if array.data.is_empty() {
        return Ok(0);
    }
    let [rows, width] = array.shape[..] else { return Err(ModelError::corrupt(file, "not two dimensions")) };
    let file = "vocab/key2row";
    let map = decode(file, published.file(file)?)?;
    let map = map.as_map().ok_or_else(|| ModelError::corrupt(file, "no map"))?;
    let mut pairs = map
        .iter()
        .map(|(key, row)| {
            let row = row.as_u64().filter(|&row| (row as usize) < rows)?;
            Some((key.as_u64()?, row as u32))
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| ModelError::corrupt(file, "a key or row is out of range"))?;
    pairs.sort_unstable();
    store.floats("vectors/data", &[rows, width], &array.data);
    store.u64s("vectors/keys", &pairs.iter().map(|p| p.0).collect::<Vec<_>>());
    store.u32s("vectors/rows", &pairs.iter().map(|p| p.1).collect::<Vec<_>>());
    Ok(width)
}

/// Reads a NumPy file of little-endian f32 in C order.
fn npy(file: &str, bytes: &[u8]) -> Result<Array, ModelError> {
    let bad = |what: &str| ModelError::corrupt(file, format!("not a NumPy array of <f4: {what}"));
    let rest = bytes.strip_prefix(b"\x93NUMPY").ok_or_else(|| bad("magic"))?;
    let (version, rest) = rest.split_at_checked(2).ok_or_else(|| bad("version"))?;
    let (len, rest) = match version[0] {
        1 => rest.split_at_checked(2).map(|(n, rest)| (u16::from_le_bytes([n[0], n[1]]) as usize, rest)),
        _ => rest
            .split_at_checked(4)
            .map(|(n, rest)| (u32::from_le_bytes([n[0], n[1], n[2], n[3]]) as usize, rest)),
    }
    .ok_or_else(|| bad("header length"))?;
    let (header, data) = rest.split_at_checked(len).ok_or_else(|| bad("header"))?;
    let header = std::str::from_utf8(header).map_err(|_| bad("header"))?;
    if !header.contains("'<f4'") || header.contains("'fortran_order': True") {
        return Err(bad("type or order"));
    }
    let shape = header
        .split_once("'shape': (")
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(sizes, _)| {
            let sizes = sizes.split(',').map(str::trim).filter(|s| !s.is_empty());
            sizes.map(|s| usize::from_str(s).ok()).collect::<Option<Vec<_>>>()
        })
        .ok_or_else(|| bad("shape"))?;
    if shape.iter().try_fold(4usize, |size, n| size.checked_mul(*n)) != Some(data.len()) {
        return Err(bad("data does not fill the shape"));
    }
    Ok(Array { shape, data: floats(data) })
}

/// Writes an embedding and encoding network: hash tables, static vectors, mixer, convolutions.
fn tok2vec(
    network: &Network,
    prefix: &str,
    vectors_width: usize,
    store: &mut StoreBuilder,
) -> Result<EmbedInfo, ModelError> {
    let file = &network.file;
    let columns = network.only("extract_features")?.attr("columns").and_then(Value::as_array);
    let columns = columns.ok_or_else(|| ModelError::corrupt(file, "no columns of features"))?;
    let mut tables = Vec::new();
    let mut inputs = 0;
    let mut width = 0;
    for (index, layer) in network.named("hashembed").enumerate() {
        let table = layer.param(file, "E", &[0, 0])?;
        width = table.shape[1];
        inputs += width;
        tables.push((attribute(file, layer, columns)?, seed(file, layer)?));
        store.floats(format!("{prefix}/embed/{index}"), &table.shape, &table.data);
    }
    let static_layer = network.named("static_vectors").next();
    if let Some(layer) = static_layer {
        let projection = layer.param(file, "W", &[0, vectors_width])?;
        inputs += projection.shape[0];
        store.floats(format!("{prefix}/vectors"), &projection.shape, &projection.data);
    }
    let layers: Vec<_> = network.named("maxout").zip(network.named("layernorm")).collect();
    for (index, (maxout, norm)) in layers.iter().enumerate() {
        let nin = if index == 0 { inputs } else { 3 * width };
        let weights = maxout.param(file, "W", &[width, 0, nin])?;
        let pieces = weights.shape[1];
        let bias = maxout.param(file, "b", &[width, pieces])?;
        store.floats(format!("{prefix}/{index}/W"), &[pieces, width, nin], &planar(weights));
        store.floats(format!("{prefix}/{index}/b"), &[pieces, width], &planar(bias));
        for (name, short) in [("G", "scale"), ("b", "shift")] {
            store.floats(
                format!("{prefix}/{index}/{short}"),
                &[width],
                &norm.param(file, name, &[width])?.data,
            );
        }
    }
    for layer in network.named("expand_window") {
        if layer.attr("window_size").and_then(Value::as_u64) != Some(1) {
            return Err(ModelError::unsupported(format!("{file}: a window that is not 1")));
        }
    }
    if layers.len() < 2 || tables.is_empty() {
        return Err(ModelError::unsupported(format!("{file} is no hash embedding with convolutions")));
    }
    Ok(EmbedInfo { tables, static_vectors: static_layer.is_some(), depth: layers.len() - 1 })
}

fn attribute(file: &str, layer: &Layer, columns: &[Value]) -> Result<Attribute, ModelError> {
    let column = layer.attr("column").and_then(Value::as_u64).and_then(|c| columns.get(c as usize));
    Ok(match column.and_then(Value::as_str) {
        Some("NORM") => Attribute::Norm,
        Some("PREFIX") => Attribute::Prefix,
        Some("SUFFIX") => Attribute::Suffix,
        Some("SHAPE") => Attribute::Shape,
        Some("SPACY") => Attribute::Spacy,
        Some("IS_SPACE") => Attribute::IsSpace,
        other => return Err(ModelError::unsupported(format!("{file}: feature {other:?}"))),
    })
}

fn seed(file: &str, layer: &Layer) -> Result<u32, ModelError> {
    let seed = layer.attr("seed").and_then(Value::as_u64).and_then(|seed| u32::try_from(seed).ok());
    seed.ok_or_else(|| ModelError::corrupt(file, "a table without a seed"))
}

/// Turns (out, pieces, in…) into (pieces, out, in…).
fn planar(array: &Array) -> Vec<f32> {
    let (out, pieces) = (array.shape[0], array.shape[1]);
    let run: usize = array.shape[2..].iter().product();
    let mut data = Vec::with_capacity(array.data.len());
    for piece in 0..pieces {
        for unit in 0..out {
            let start = (unit * pieces + piece) * run;
            data.extend_from_slice(&array.data[start..start + run]);
        }
    }
    data
}

/// Writes the layers that score the moves of a transition system.
fn transition(
    network: &Network,
    prefix: &str,
    features: usize,
    store: &mut StoreBuilder,
) -> Result<(), ModelError> {
    let file = &network.file;
    let lower = network.only("precomputable_affine")?;
    let weights = lower.param(file, "W", &[features, 0, 0, 0])?;
    let [_, hidden, pieces, inputs] = weights.shape[..] else { unreachable!("four sizes were asked for") };
    let per_feature = |array: &Array, run: usize| -> Vec<f32> {
        let size = hidden * pieces * run;
        let features = array.data.chunks_exact(size);
        features
            .flat_map(|data| planar(&Array { shape: vec![hidden, pieces, run], data: data.to_vec() }))
            .collect()
    };
    store.floats(
        format!("{prefix}/lower/W"),
        &[features * pieces * hidden, inputs],
        &per_feature(weights, inputs),
    );
    let pad = lower.param(file, "pad", &[1, features, hidden, pieces])?;
    store.floats(format!("{prefix}/lower/pad"), &[features, pieces, hidden], &per_feature(pad, 1));
    let bias = lower.param(file, "b", &[hidden, pieces])?;
    store.floats(format!("{prefix}/lower/b"), &[pieces, hidden], &planar(bias));
    let mut linear = network.named("linear");
    let (Some(upper), Some(reduce)) = (linear.next(), linear.next()) else {
        return Err(ModelError::unsupported(format!("{file}: no upper layer")));
    };
    let upper_weights = upper.param(file, "W", &[0, hidden])?;
    let classes = upper_weights.shape[0];
    let padded = classes.next_multiple_of(MOVES);
    let mut transposed = vec![0.0; padded * hidden];
    for class in 0..classes {
        for unit in 0..hidden {
            transposed[unit * padded + class] = upper_weights.data[class * hidden + unit];
        }
    }
    let mut upper_bias = upper.param(file, "b", &[classes])?.data.clone();
    upper_bias.resize(padded, 0.0);
    store.floats(format!("{prefix}/upper/W"), &[hidden, padded], &transposed);
    store.floats(format!("{prefix}/upper/b"), &[padded], &upper_bias);
    let reduce_weights = reduce.param(file, "W", &[inputs, 0])?;
    store.floats(format!("{prefix}/reduce/W"), &reduce_weights.shape, &reduce_weights.data);
    store.floats(format!("{prefix}/reduce/b"), &[inputs], &reduce.param(file, "b", &[inputs])?.data);
    Ok(())
}

fn tagger(network: &Network, store: &mut StoreBuilder) -> Result<(), ModelError> {
    let softmax = network.only("softmax")?;
    let weights = softmax.param(&network.file, "W", &[0, 0])?;
    let bias = softmax.param(&network.file, "b", &[weights.shape[0]])?;
    store.floats("tagger/W", &weights.shape, &weights.data);
    store.floats("tagger/b", &bias.shape, &bias.data);
    Ok(())
}

/// Lists the moves in the order of the output classes: by action, then by falling frequency and label.
fn moves(file: &str, bytes: &[u8]) -> Result<Vec<Move>, ModelError> {
    let packed = decode(file, bytes)?;
    let text = get(&packed, "moves").and_then(Value::as_str);
    let text = text.ok_or_else(|| ModelError::corrupt(file, "no moves"))?;
    let table = json(file, text.as_bytes())?;
    let actions = table.as_object().ok_or_else(|| ModelError::corrupt(file, "no table of moves"))?;
    let mut sorted: Vec<_> = actions.iter().collect();
    sorted.sort_by_key(|(action, _)| action.as_str());
    let mut moves = Vec::new();
    for (action, labels) in sorted {
        let action = action.parse().map_err(|e| ModelError::corrupt(file, e))?;
        let labels =
            labels.as_object().ok_or_else(|| ModelError::corrupt(file, "an action has no labels"))?;
        let mut labels: Vec<_> = labels.iter().map(|(l, f)| (f.as_i64().unwrap_or(0), l.clone())).collect();
        if labels.iter().any(|(frequency, _)| *frequency < 0) {
            return Err(ModelError::unsupported(format!("{file}: labels were added after training")));
        }
        labels.sort_by(|a, b| b.cmp(a));
        moves.extend(labels.into_iter().map(|(_, label)| Move { action, label }));
    }
    Ok(moves)
}
