# Each verb is one line that also works by hand; `just --list` is the manual.

# formatting, lints, licences
check:
    cargo fmt --all --check && cargo clippy --workspace --all-targets -- -D warnings && python3 tools/licences.py

# every test that a user can run
test *words:
    cargo test --workspace {{words}}

# rewrite the snapshots and samples that tests compare; read the diff before committing
bless:
    CHANCERY_BLESS=1 cargo test --workspace

# measure the figures of scores.toml; `just score --update` commits a rise
score *words:
    python3 tools/score/score.py {{words}}

# time every stage, and both pipelines against spaCy on one core
bench *words:
    cargo bench --workspace && python3 tools/bench/bench.py --model "$(python3 tools/parity/wheel.py md)" {{words}}

# compare with spaCy token for token
parity *words:
    cargo build --release --quiet && python3 tools/parity/parity.py --model "$(python3 tools/parity/wheel.py md)" {{words}}

# feed one reader of foreign bytes with rubbish: tokenizer, model_loader, reader, json_lines, rules, conllu
fuzz target seconds="60":
    cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}} -timeout=10

# inputs of a hundred megabytes and a million marks
hostile:
    cargo test --release --package chancery --test it hostile -- --include-ignored --nocapture

# the documentation of the crates
docs:
    cargo doc --workspace --no-deps --open

# what the server runs
ci:
    .ci/run

# the program, optimised
release:
    cargo build --release --package chancery
