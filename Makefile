# Everything one does with this folder. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export CGO_ENABLED := 0
# The real data that some tests read; where there are none, those tests say so and are skipped.
export MUSTER_SHARED ?= $(abspath ../shared)

GO ?= go
# The one switch for the facts taken from Kiel's releases (demo/README.md): DEMO=off leaves them out
# and `muster demo` shows an invented set instead. Release builds are off whatever it says.
DEMO ?= on
TAGS := $(if $(filter off,$(DEMO)),nodemo)
# In CI: COUNT=1 runs every test anew instead of trusting the cache.
COUNT ?=
# go vet has looked at everything when the tests begin; their own few checks of it would load every package again.
TESTFLAGS := -timeout=40m -vet=off $(if $(COUNT),-count=$(COUNT))
TOOLS := .cache/bin/gofumpt .cache/bin/staticcheck .cache/bin/templ
SOURCES = $(shell git ls-files --cached --others --exclude-standard '*.go' ':!*_templ.go')
# What is another program without the facts: the packages with files of their own for that, and whoever names them.
NODEMO = $(shell grep -rlE '"muster/(demo|figure/gallery)"|^//go:build .*nodemo' --include='*.go' . | xargs -n 1 dirname | sort -u)
PLATFORMS := linux/amd64 linux/arm64

.PHONY: help build demo setup test lint generate bench bench-full soak release clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## bin/muster for this machine (DEMO=off: without Kiel's facts)
	$(GO) build -buildvcs=false -trimpath -tags '$(TAGS)' -o bin/muster ./cmd/muster

demo: build ## build it and show the pledge on bundled data
	bin/muster demo

setup: ## install what the tests need and the machine lacks
	scripts/setup

test: setup ## go vet and every test
	$(GO) vet ./...
	$(GO) vet -tags nodemo $(NODEMO)
	$(GO) test $(TESTFLAGS) ./...
	$(GO) test $(TESTFLAGS) -tags nodemo ./demo

lint: $(TOOLS) ## formatting, go vet, staticcheck, generated files up to date
	@unformatted=$$(.cache/bin/gofumpt -l $(SOURCES)); \
	if [ -n "$$unformatted" ]; then echo "gofumpt would change:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	.cache/bin/staticcheck ./...
	.cache/bin/staticcheck -tags nodemo ./demo
	scripts/generated .cache/bin/templ
	@for s in scripts/* .ci/run; do \
		case $$(head -n 1 "$$s") in *bash*) bash -n "$$s" ;; *python3*) python3 -m py_compile "$$s" ;; esac; done
	@rm -rf scripts/__pycache__

generate: .cache/bin/templ ## write the *_templ.go files
	scripts/templ .cache/bin/templ

bench: ## the comparisons at their small size, a few minutes
	$(GO) run ./bench

bench-full: ## the comparisons at full size, with every peer; an hour or so
	scripts/setup bench
	$(GO) run ./bench -full

soak: setup ## the record's tests again and again, then every fuzz target (ROUNDS=20 FUZZTIME=1m)
	scripts/soak

release: ## bin/release/: muster for each platform, without Kiel's facts
	@rm -rf bin/release && mkdir -p bin/release
	@for p in $(PLATFORMS); do \
		echo "$$p"; \
		GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -trimpath -tags nodemo -ldflags '-s -w' -o "bin/release/muster-$${p%/*}-$${p#*/}" ./cmd/muster; \
	done
	@cd bin/release && sha256sum muster-* > SHA256SUMS && cat SHA256SUMS

clean: ## what was built; not what was fetched
	rm -rf bin

# The tools are a module of their own, pinned there, so that they are no dependency of Muster.
$(TOOLS) &: tools/go.mod tools/go.sum
	@mkdir -p .cache/bin
	$(GO) -C tools build -o ../.cache/bin/ tool
	@touch $(TOOLS)
