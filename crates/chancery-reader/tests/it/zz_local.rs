#[test]
#[ignore]
fn show() {
    for path in std::env::var("SHOW").unwrap().split(':') {
        let report = chancery_reader::report::text(&std::fs::read(path).unwrap(), &Default::default());
        eprintln!("== {path} title={:?} by={:?} pub={:?} {:?} {:?}", report.title, report.byline, report.published, report.published_from, report.notes);
        for s in chancery_reader::segment::segments(&report) {
            let line: String = report.text[s.span.range()].chars().take(100).collect();
            eprintln!("{:?}\t{}\t{:?}", s.kind, line.replace('\n', " "), s.rule);
        }
    }
}
