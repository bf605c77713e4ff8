# Switchyard. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GO ?= go
# A clone with another owner must build too, hence -buildvcs=false.
GOFLAGS_BUILD := -buildvcs=false -trimpath
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
BIN := bin/switchyard
# What scripts/setup.sh found (Postgres binaries, a browser) when they are not in the usual places.
FOUND := if [ -f .cache/env ]; then set -a; . .cache/env; set +a; fi

## run: do all set-up, build, and start the designer (ctrl-c stops it)
.PHONY: run
run: setup-run build
	@$(FOUND); exec $(BIN) serve

## build: make bin/switchyard with the front end inside
.PHONY: build
build: node_modules/.package-lock.json
	@$(GO) run $(GOFLAGS_BUILD) ./internal/tools/bundle
	@$(GO) build $(GOFLAGS_BUILD) -ldflags "-X switchyard.dev/switchyard/internal/cli.Version=$(VERSION)" -o $(BIN) ./cmd/switchyard

## test: do all set-up and run every test, browser tests included
.PHONY: test
test: setup-test generated-is-fresh check-types test-go test-ts build test-browser
	@echo "all tests passed"

.PHONY: test-go
test-go:
	@$(FOUND); $(GO) test -buildvcs=false $${GO_TEST_RACE--race} ./...

.PHONY: check-types
check-types: node_modules/.package-lock.json
	@npx --no-install tsc --noEmit

.PHONY: test-ts
test-ts: node_modules/.package-lock.json
	@$(GO) run $(GOFLAGS_BUILD) ./internal/tools/bundle -tests .cache/ts-tests
	@node --test --test-reporter=dot $$(find .cache/ts-tests -name '*.test.mjs')

.PHONY: test-browser
test-browser: build
	@$(FOUND); npx --no-install playwright test --config web/e2e/playwright.config.ts

## check: formatters and linters, one each per language
.PHONY: check
check: node_modules/.package-lock.json check-types
	@unformatted=$$($(GO) tool gofumpt -l cmd internal migrations static web); \
	  if [ -n "$$unformatted" ]; then echo "run 'make format': $$unformatted"; exit 1; fi
	@$(GO) vet ./...
	@$(GO) tool staticcheck ./...
	@npx --no-install biome check

## format: rewrite sources the way the formatters want them
.PHONY: format
format: node_modules/.package-lock.json
	@$(GO) tool gofumpt -w cmd internal migrations static web
	@$(GO) tool templ fmt web/page
	@npx --no-install biome check --write

## generate: templ pages, the browser's catalogue, docs made from code
.PHONY: generate
generate:
	@$(GO) tool templ generate -path web/page
	@$(GO) generate ./...

.PHONY: generated-is-fresh
generated-is-fresh:
	@scripts/generated-is-fresh.sh

## bench: print the figures of the budgets
.PHONY: bench
bench: setup-test build
	@$(FOUND); scripts/bench.sh

## help: list the targets
.PHONY: help
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST) | column -t -s ':'

.PHONY: setup-run setup-test
setup-run:
	@scripts/setup.sh run
setup-test:
	@scripts/setup.sh test

node_modules/.package-lock.json: package-lock.json
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@
