# `make run` opens launchtop, `make test` runs all checks.

PREFIX ?= /usr/local
SWIFT ?= swift
BUILD_FLAGS = --explicit-target-dependency-import-check error
# On Linux, the Swift runtime is linked into the binary, which then starts faster and runs without a toolchain.
RELEASE_FLAGS = $(BUILD_FLAGS) $(if $(filter Linux,$(shell uname)),--static-swift-stdlib -Xlinker --gc-sections)
COMPLETION_SCRIPT = .build/release/launchtop --generate-completion-script
BASH_COMPLETION = share/bash-completion/completions/launchtop
ZSH_COMPLETION = share/zsh/site-functions/_launchtop
FISH_COMPLETION = share/fish/vendor_completions.d/launchtop.fish
.DEFAULT_GOAL := help
.PHONY: run test build install install-files uninstall dist bench bench-build compare check-engine fuzz check deps test-deps swift-present format screenshots help

run: build ## Install dependencies, build, open the replay of Sora's launch
	@.build/release/launchtop replay sora

# Run only a few tests at a time. If all run at once, a test that waits for a program or a server resumes only after
# thousands of others, and exceeds its time limit.
test: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 4
test: test-deps check ## Install dependencies, lint, build with import checks, run all tests
	$(SWIFT) build $(BUILD_FLAGS) --build-tests
	$(SWIFT) test --skip-build

build: deps ## Install dependencies, build a release binary
	$(SWIFT) build -c release $(RELEASE_FLAGS) --product launchtop

install: build install-files ## Install to PREFIX (default: /usr/local)

install-files:
	install -d $(addprefix "$(DESTDIR)$(PREFIX)"/,bin share/man/man1 $(dir $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)))
	install -m 755 .build/release/launchtop "$(DESTDIR)$(PREFIX)/bin/launchtop"
	@Scripts/install-data.sh install "$(DESTDIR)$(PREFIX)/share/launchtop"
	XDG_CONFIG_HOME=/nonexistent .build/release/launchtop manual --output "$(DESTDIR)$(PREFIX)/share/man/man1"
	$(COMPLETION_SCRIPT) bash > "$(DESTDIR)$(PREFIX)/$(BASH_COMPLETION)"
	$(COMPLETION_SCRIPT) zsh > "$(DESTDIR)$(PREFIX)/$(ZSH_COMPLETION)"
	$(COMPLETION_SCRIPT) fish > "$(DESTDIR)$(PREFIX)/$(FISH_COMPLETION)"

uninstall: ## Remove the files that "make install" wrote to PREFIX
	@Scripts/install-data.sh uninstall "$(DESTDIR)$(PREFIX)/share/launchtop"
	rm -f "$(DESTDIR)$(PREFIX)"/share/man/man1/launchtop.1 "$(DESTDIR)$(PREFIX)"/share/man/man1/launchtop-*.1 \
	  $(addprefix "$(DESTDIR)$(PREFIX)"/,bin/launchtop $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION))

dist: build ## Create a tarball, a Debian package and checksums in dist/
	@Scripts/make-package.sh dist

bench-build: deps
	$(SWIFT) build -c release $(RELEASE_FLAGS) --product launchtop-bench

bench: build bench-build ## Run the benchmarks, print JSON lines and a table of the figures that have an aim
	@rm -f .build/bench.jsonl
	@for part in faces "store --growth" names canvas ingest sales ratings pages growth \
	  "open --charts 60 525 2000 10000" "open --only opening --charts 525 --weeks 23" engine; do \
	  .build/release/launchtop-bench $$part > .build/bench-part.jsonl || exit 1; \
	  tee -a .build/bench.jsonl < .build/bench-part.jsonl; done
	@.build/release/launchtop-bench table .build/bench.jsonl

compare: build bench-build ## Compare with SQLite, and with other databases and terminal programs if installed
	@Scripts/compare.py

check-engine: ## Check the ClickHouse tables and queries on a current version (needs the Python package chdb)
	@Scripts/check-engine.py

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

screenshots: build ## Regenerate screenshots/ in kitty
	@Scripts/install-dependencies.sh screenshots
	@Scripts/make-screenshots.sh

swift-present:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo "Swift 6.2 or newer not found; install it from https://www.swift.org/install"; exit 1; }

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14
