//! The layers of a published network: thinc's serialisation.
//!
//! A model file is MessagePack: parallel lists of nodes, attributes and parameters, one entry a layer in
//! breadth-first order. Arrays are maps with `type`, `shape` and `data`.

use rmpv::Value;

use super::ModelError;

/// How deep a MessagePack value may nest; the published files stay under ten.
const DEEPEST: usize = 64;

/// Decodes one MessagePack value of the named file.
pub(crate) fn decode(file: &str, bytes: &[u8]) -> Result<Value, ModelError> {
    rmpv::decode::read_value_with_max_depth(&mut &bytes[..], DEEPEST)
        .map_err(|e| ModelError::corrupt(file, format!("not MessagePack: {e}")))
}

/// Looks up `key` in a map whose keys are text or bytes.
pub(crate) fn get<'a>(map: &'a Value, key: &str) -> Option<&'a Value> {
    map.as_map()?.iter().find(|(k, _)| k.as_slice() == Some(key.as_bytes())).map(|(_, v)| v)
}

/// An array of a published network.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Array {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<f32>,
}

/// One layer.
#[derive(Debug)]
pub(crate) struct Layer {
    pub(crate) name: String,
    params: Vec<(String, Array)>,
    attrs: Vec<(String, Value)>,
}

impl Layer {
    /// Returns a parameter whose shape must be `shape` (0 stands for any size).
    pub(crate) fn param(&self, file: &str, name: &str, shape: &[usize]) -> Result<&Array, ModelError> {
        let array = self.params.iter().find(|(n, _)| n == name).map(|(_, a)| a).ok_or_else(|| {
            ModelError::corrupt(file, format!("layer {:?} has no parameter {name}", self.name))
        })?;
        let fits = array.shape.len() == shape.len()
            && array.shape.iter().zip(shape).all(|(have, want)| *want == 0 || have == want);
        if !fits {
            let reason = format!("layer {:?}: {name} has shape {:?}, not {shape:?}", self.name, array.shape);
            return Err(ModelError::corrupt(file, reason));
        }
        Ok(array)
    }

    /// Returns an attribute.
    pub(crate) fn attr(&self, name: &str) -> Option<&Value> {
        self.attrs.iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }
}

/// The layers of one model file.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) file: String,
    layers: Vec<Layer>,
}

impl Network {
    /// Reads the layers of a model file.
    pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Network, ModelError> {
        let root = decode(file, bytes)?;
        let list = |key: &str| {
            get(&root, key)
                .and_then(Value::as_array)
                .ok_or_else(|| ModelError::corrupt(file, format!("no list {key:?}")))
        };
        let (nodes, attrs, params) = (list("nodes")?, list("attrs")?, list("params")?);
        if nodes.len() != attrs.len() || nodes.len() != params.len() {
            return Err(ModelError::corrupt(file, "nodes, attrs and params differ in length"));
        }
        let layers = nodes
            .iter()
            .zip(attrs)
            .zip(params)
            .map(|((node, attrs), params)| read_layer(file, node, attrs, params))
            .collect::<Result<_, _>>()?;
        Ok(Network { file: file.into(), layers })
    }

    /// Returns the layers of that name, in order.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Layer> {
        self.layers.iter().filter(move |layer| layer.name == name)
    }

    /// Returns the only layer of that name.
    pub(crate) fn only<'a>(&'a self, name: &'a str) -> Result<&'a Layer, ModelError> {
        let mut found = self.named(name);
        match (found.next(), found.next()) {
            (Some(layer), None) => Ok(layer),
            (None, _) => Err(ModelError::corrupt(&self.file, format!("no layer {name:?}"))),
            _ => Err(ModelError::unsupported(format!("{}: more than one layer {name:?}", self.file))),
        }
    }
}

fn read_layer(file: &str, node: &Value, attrs: &Value, params: &Value) -> Result<Layer, ModelError> {
    let bad = |what: &str| ModelError::corrupt(file, what);
    let name = get(node, "name").and_then(Value::as_str).ok_or_else(|| bad("a layer without a name"))?;
    let mut layer = Layer { name: name.into(), params: Vec::new(), attrs: Vec::new() };
    for (key, value) in attrs.as_map().ok_or_else(|| bad("attrs is no map"))? {
        let packed = value.as_slice().ok_or_else(|| bad("an attribute is not packed"))?;
        layer.attrs.push((key.as_str().unwrap_or_default().into(), decode(file, packed)?));
    }
    for (key, value) in params.as_map().ok_or_else(|| bad("params is no map"))? {
        if !value.is_nil() {
            layer.params.push((key.as_str().unwrap_or_default().into(), read_array(file, value)?));
        }
    }
    Ok(layer)
}

fn read_array(file: &str, value: &Value) -> Result<Array, ModelError> {
    let bad = |what: &str| ModelError::corrupt(file, format!("array: {what}"));
    let dtype = get(value, "type").and_then(Value::as_str).ok_or_else(|| bad("no type"))?;
    if dtype != "<f4" {
        return Err(bad("only little-endian f32 is supported"));
    }
    let shape: Vec<usize> = get(value, "shape")
        .and_then(Value::as_array)
        .and_then(|sizes| sizes.iter().map(|s| s.as_u64().map(|s| s as usize)).collect())
        .ok_or_else(|| bad("no shape"))?;
    let data = get(value, "data").and_then(Value::as_slice).ok_or_else(|| bad("no data"))?;
    let size = shape.iter().try_fold(4usize, |size, n| size.checked_mul(*n));
    if size != Some(data.len()) {
        return Err(bad("data does not fill the shape"));
    }
    Ok(Array { shape, data: floats(data) })
}

/// Reads little-endian f32.
pub(crate) fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
}
