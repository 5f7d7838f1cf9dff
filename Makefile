# `make run` opens launchtop, `make test` runs all checks.

PREFIX ?= /usr/local
SWIFT ?= swift
BUILD_FLAGS = --explicit-target-dependency-import-check error
.DEFAULT_GOAL := help
.PHONY: run test build install bench bench-build fuzz check deps test-deps swift-present format screenshots help

run: deps build ## Install dependencies, build, open the replay of Sora's launch
	@.build/release/launchtop replay sora

# Run only a few tests at a time. If all run at once, a test that waits for a program or a server resumes only after
# thousands of others, and exceeds its time limit.
test: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 4
test: test-deps check ## Install dependencies, lint, build with import checks, run all tests
	$(SWIFT) build $(BUILD_FLAGS) --build-tests
	$(SWIFT) test --skip-build

build: swift-present ## Build a release binary
	$(SWIFT) build -c release $(BUILD_FLAGS) --product launchtop

install: build ## Install to PREFIX (default: /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/launchtop/launches" \
	  "$(DESTDIR)$(PREFIX)/share/launchtop/mappings" "$(DESTDIR)$(PREFIX)/share/launchtop/demand"
	install -m 755 .build/release/launchtop "$(DESTDIR)$(PREFIX)/bin/launchtop"
	install -m 644 Data/launches/*.toml "$(DESTDIR)$(PREFIX)/share/launchtop/launches"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1"
	XDG_CONFIG_HOME=/nowhere .build/release/launchtop manual > "$(DESTDIR)$(PREFIX)/share/man/man1/launchtop.1"
	install -m 644 Data/mappings/*.toml "$(DESTDIR)$(PREFIX)/share/launchtop/mappings"
	install -m 644 Data/demand/*.toml "$(DESTDIR)$(PREFIX)/share/launchtop/demand"

bench-build: deps
	$(SWIFT) build -c release $(BUILD_FLAGS) --product launchtop-bench

bench: build bench-build ## Run the benchmarks and print JSON lines
	@.build/release/launchtop-bench faces
	@.build/release/launchtop-bench store
	@.build/release/launchtop-bench names
	@.build/release/launchtop-bench canvas
	@.build/release/launchtop-bench ingest
	@.build/release/launchtop-bench pages
	@.build/release/launchtop-bench growth

fuzz: bench-build ## Fuzz the ranking decoders, and every page with random keys
	@.build/release/launchtop-bench fuzz
	@.build/release/launchtop-bench keys

check: swift-present ## Check the code format
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format: swift-present ## Format the code
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

deps: swift-present ## Install missing system packages
	@Scripts/install-dependencies.sh

test-deps: deps
	@Scripts/install-dependencies.sh tests

screenshots: build bench-build ## Regenerate screenshots/ in a real xterm
	@Scripts/install-dependencies.sh screenshots
	@Scripts/make-screenshots.sh

swift-present:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo "Swift 6.2 or newer not found; install it from https://www.swift.org/install"; exit 1; }

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14
