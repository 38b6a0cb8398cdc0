use jiff::civil::{Date, date};

use super::*;

#[track_caller]
fn check(text: &str, expect: &str) {
    check_on(text, date(2017, 4, 12), expect);
}

#[track_caller]
fn check_on(text: &str, day: Date, expect: &str) {
    let found = Atlas::embedded().describe(text, Some(day));
    let shown =
        format!("{} {}", found.country.as_deref().unwrap_or("-"), found.code.as_deref().unwrap_or("-"));
    assert_eq!(shown, expect, "{text}: {}", found.reason);
}

#[test]
fn actor_strings_have_a_state_and_a_code() {
    check("Pyongyang", "PRK PRK");
    check("American officials", "USA USAGOV");
    check("the Turkish military", "TUR TURMIL");
    check("Saudi-led coalition", "SAU SAUMIL");
    check("Ukraine's foreign ministry", "UKR UKRGOV");
    check("Kurdish fighters in northern Syria", "SYR SYRREB");
    check("Israeli settlers", "ISR ISRCVL");
    check("Chinese state media", "CHN CHNMED");
    check("Venezuelan opposition leader", "VEN VENOPP");
    check("top US diplomat", "USA USAGOV");
    check("the secretary of state", "USA USAGOV");
    check("the Kremlin", "RUS RUSGOV");
    check("NATO", "- IGONAT");
    check("Foreign Minister Sergey Lavrov", "RUS RUSGOV");
    check("former US president", "USA USAELI");
    check("the weather", "- -");
    check("", "- -");
}

#[test]
fn a_role_finds_its_holder_on_the_day() {
    let atlas = Atlas::embedded();
    let name = |text: &str, day: Date| atlas.describe(text, Some(day)).name;
    assert_eq!(name("the secretary of state", date(2017, 4, 12)), "Rex Tillerson");
    assert_eq!(name("the US secretary of state", date(2010, 4, 12)), "Hillary Clinton");
    assert_eq!(name("the president", date(2017, 4, 12)), "the president");
}

#[test]
fn past_what_is_known_nothing_is_certain() {
    let atlas = Atlas::embedded();
    let holders = atlas.holders("USA.foreign", date(2017, 4, 12));
    assert_eq!((holders.len(), holders[0].certain), (1, true));
    assert!(atlas.holders("USA.foreign", date(2090, 1, 1)).iter().all(|h| !h.certain));
    assert!(atlas.holders("NO.such", date(2017, 4, 12)).is_empty());
}

#[test]
fn the_embedded_files_are_sound() {
    let atlas = Atlas::embedded();
    assert!(atlas.states().len() > 240);
    assert!(atlas.organisations().len() > 300);
    let members: Vec<&str> = atlas.members("NATO", date(2017, 4, 12)).iter().map(|s| s.id.as_str()).collect();
    assert!(members.contains(&"TUR") && !members.contains(&"SWE"), "{members:?}");
}

#[test]
fn names_are_told_apart() {
    let atlas = Atlas::embedded();
    assert!(atlas.by_name("us").is_empty());
    assert!(!atlas.by_name("US").is_empty());
    assert_eq!(atlas.by_name("the U.S."), atlas.by_name("USA"));
    assert!(atlas.by_name("turkey").is_empty());
    assert!(!atlas.by_name("TURKEY").is_empty());
}

#[track_caller]
fn wrong(file: &str, text: &str, expect: &str) {
    let errors = Atlas::load([(file, text)]).map(|_| ()).unwrap_err();
    let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(shown.iter().any(|e| e.starts_with(expect)), "{shown:#?}");
}

#[test]
fn mistakes_are_told_with_their_place() {
    let head = "office\tperson\tfrom\tto\tknown_until\n";
    let people = "id\tname\taliases\twikidata\tgender\n";
    wrong(
        "spells.tsv",
        &format!("{head}USA.foreign\trex_tillerson\t2017-02-30\t\t2020\n"),
        "spells.tsv:2:27: `2017-02-30` is no date;",
    );
    wrong(
        "spells.tsv",
        &format!("{head}USA.foreign\tnobody_here\t1950\t1951\t1951\n"),
        "spells.tsv:2:13: `nobody_here` is not in the atlas",
    );
    wrong(
        "spells.tsv",
        &format!("{head}USA.foreign\trex_tillerson\t2016\t2015\t2020\n"),
        "spells.tsv:2:32: 2015 lies before 2016;",
    );
    wrong(
        "spells.tsv",
        &format!("{head}USA.foreign\trex_tillerson\t2016\t\t\n"),
        "spells.tsv:2:33: a spell without an end",
    );
    wrong(
        "spells.tsv",
        &format!("{head}USA.foreign\thillary_clinton\t2017-06-01\t2017-07-01\t2017-07-01\n"),
        "spells.tsv:2:29: hillary_clinton holds USA.foreign from here, but rex_tillerson's spell",
    );
    wrong("people.tsv", &format!("{people}a\tA\t\t\tx\n"), "people.tsv:2:7: `x` is no gender;");
    wrong(
        "people.tsv",
        &format!("{people}a\tA\t\t\n"),
        "people.tsv:2:6: the line has 4 cells, the header 5;",
    );
    wrong(
        "people.tsv",
        &format!("{people}b\tB\t\t\t\na\tA\t\t\t\n"),
        "people.tsv:3:1: the lines are not in order;",
    );
    wrong(
        "people.tsv",
        &format!("{people}a\tA\t\t\t\na\tA\t\t\t\n"),
        "people.tsv:3:1: `a` stands in line 2, too;",
    );
    wrong("people.tsv", &format!("{people}a\tA\t\tX1\t\n"), "people.tsv:2:6: `X1` is no Wikidata item;");
    wrong("people.tsv", "id\tnome\n", "people.tsv:1:4: the column `nome` stands where `name` belongs");
    wrong("people.tsv", "", "people.tsv:1:1: the file is empty;");
    wrong("mine/cats.tsv", "", "mine/cats.tsv:1:1: this is no file of an atlas;");
}

#[test]
fn a_users_rows_add_and_replace() {
    let mine = "id\tname\taliases\twikidata\tgender\nfoo_bar\tFoo Bar\tF. Bar\tQ1\tf\nrex_tillerson\tRex W. Tillerson\t\t\tm\n";
    let atlas = Atlas::load([("mine/people.tsv", mine)]).unwrap();
    assert_eq!(atlas.person("foo_bar").unwrap().name, "Foo Bar");
    assert_eq!(atlas.person("rex_tillerson").unwrap().name, "Rex W. Tillerson");
    assert_eq!(atlas.people().len(), Atlas::embedded().people().len() + 1);
}

proptest::proptest! {
    #[test]
    fn no_table_and_no_string_can_make_it_fail(text in "(id|name|\t|\n|#|[a-z|é-]|20[0-9]{2}){0,60}", words in "\\PC{0,60}") {
        for file in ["people.tsv", "spells.tsv", "states.tsv", "roles.tsv"] {
            if let Err(errors) = Atlas::load_alone([(file, text.as_str())]) {
                proptest::prop_assert!(errors.iter().all(|e| e.line > 0 && e.column > 0 && !e.message.is_empty()));
            }
        }
        let found = Atlas::embedded().describe(&words, Some(date(2017, 4, 12)));
        proptest::prop_assert!((0.0..=1.0).contains(&found.confidence));
    }

    #[test]
    fn rows_in_any_number_are_all_kept(ids in proptest::collection::btree_set("[a-z]{1,6}", 0..20)) {
        let mut table = "id\tname\taliases\twikidata\tgender\n".to_owned();
        for id in &ids {
            table.push_str(&format!("{id}\tX {id}\t\t\t\n"));
        }
        let atlas = Atlas::load_alone([("people.tsv", table.as_str())]).unwrap();
        proptest::prop_assert_eq!(atlas.people().len(), ids.len());
    }

    #[test]
    fn a_spell_is_never_certain_past_what_is_known(year in 2026i16..2100, office in 0usize..2000) {
        let atlas = Atlas::embedded();
        let office = &atlas.offices()[office % atlas.offices().len()];
        let holders = atlas.holders(&office.id, date(year, 6, 1));
        proptest::prop_assert!(holders.iter().all(|h| !h.certain || h.spell.to.is_some()));
    }
}
