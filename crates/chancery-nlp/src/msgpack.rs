//! Views of MessagePack values.

use rmpv::ValueRef;

/// Returns the pairs of a table.
pub(crate) fn as_map<'a, 'b>(value: &'a ValueRef<'b>) -> Option<&'a [(ValueRef<'b>, ValueRef<'b>)]> {
    if let ValueRef::Map(pairs) = value { Some(pairs) } else { None }
}

/// Returns the items of a list.
pub(crate) fn as_array<'a, 'b>(value: &'a ValueRef<'b>) -> Option<&'a [ValueRef<'b>]> {
    if let ValueRef::Array(items) = value { Some(items) } else { None }
}

/// Returns a string that is UTF-8.
pub(crate) fn as_str<'a>(value: &'a ValueRef<'_>) -> Option<&'a str> {
    if let ValueRef::String(text) = value { text.as_str() } else { None }
}
