# Everything a person needs to run, test and look at Mainstay. Each target sets up what it needs first.

SHELL := /bin/bash
export MAINSTAY_CACHE ?= $(HOME)/.cache/mainstay
export CARGO_TARGET_DIR ?= $(CURDIR)/target
# clippy.toml lives with the crates it is for; tests/ is beside them.
export CLIPPY_CONF_DIR := $(CURDIR)/src-tauri

# What check-platforms checks; all three unless told otherwise.
PLATFORMS ?= android ios windows

.PHONY: help run preview test check soak screens bench fuzz golden audit sbom check-platforms format bindings

help: ## What each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Open the app in a window; without a display, serve the preview and print its address
	@tests/setup/prepare.sh run
	@tests/setup/run.sh

preview: ## Serve the real core and the UI on this machine only, and print the address
	@tests/setup/prepare.sh run
	@tests/setup/preview.sh

test: ## All checks and tests: lints, rules, contract, journeys, phone and window flows
	@tests/setup/prepare.sh
	@tests/setup/checks.sh

check: ## The fast half of `make test`: formats, lints, types, rules, journeys
	@tests/setup/prepare.sh
	@tests/setup/checks.sh fast

soak: ## 500 reminders in real time, every look of every screen, the long runs of faults, planner and zones; takes hours
	@tests/setup/prepare.sh
	@cd ui && npm run --silent build && npm run --silent build:preview
	@cargo build -q --locked -p mainstay -p mainstay-tests --bins
	MAINSTAY_SOAK=1 LIBGL_ALWAYS_SOFTWARE=1 dbus-run-session -- xvfb-run -a -s '-screen 0 1280x1024x24' node tests/bench/ringing.mjs
	MAINSTAY_SOAK=1 node --test tests/phone/all-screens.test.mjs tests/phone/all-words.test.mjs
	MAINSTAY_SOAK=1 cargo test --locked -p mainstay-faults
	MAINSTAY_SOAK=1 PROPTEST_CASES=20000 cargo test --locked -p mainstay-domain schedule::
	PROPTEST_CASES=1000 cargo test --locked -p mainstay-core planning::
	tests/zones/check.py

screens: ## Pictures of every screen into target/screens
	@tests/setup/prepare.sh
	@tests/setup/screens.sh

bench: ## Start and unlock times beside a blank window and plain SQLite; pages on a slow phone, lists of meetings, the planner
	@tests/setup/prepare.sh
	@tests/setup/bench.sh

fuzz: ## Look for inputs that break the parsers: 60 s each, or FUZZ_SECONDS; the corpus is replayed by `make test`
	@tests/setup/prepare.sh
	@tests/fuzz/fuzz.sh $(or $(FUZZ_SECONDS),60)

golden: ## Keep what this version writes as a fixture for ever: make golden NAME=schema-2
	@tests/setup/prepare.sh
	@cargo build -q --locked -p mainstay-tests --bin preview
	@node tests/fixtures/make.mjs $(NAME)

audit: ## Ask the advisory databases about everything that is shipped; needs the network
	@tests/setup/prepare.sh
	@tests/setup/audit.sh

sbom: ## Lists of what is shipped, as CycloneDX, into target/sbom, checked against what is linked
	@tests/setup/prepare.sh
	@tests/setup/sbom.sh

check-platforms: ## Type-check for Android and iOS; the core's tests and the journeys as Windows programs
	@tests/setup/prepare.sh platforms
	@tests/platforms/check.sh $(PLATFORMS)

format: ## Format all code
	cargo fmt --all
	cd ui && npm run --silent format

bindings: ## Write ui/src/ipc/bindings.ts anew from the core's command list
	UPDATE_BINDINGS=1 cargo test -q -p mainstay-tests --test contract the_bindings
