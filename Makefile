# minihall. `make run` and `make test` do everything from a fresh Debian 12; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BUILD ?= build
comma := ,
# As many at once as there are processors, unless somebody says how many.
JOBS ?= $(shell nproc)
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(JOBS)
endif

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wswitch-enum -Wmissing-prototypes -Wvla -Werror
COMMON := -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -Iappliance -I. -I$(BUILD)/gen -ffile-prefix-map=$(CURDIR)=. -fno-strict-aliasing -fstack-protector-strong
LIBS := -lwebsockets -lcurl -lgit2 -larchive -lhttp_parser -lssl -lcrypto -lsqlite3 -lyyjson -lqrcodegen -lzstd -lz -lpthread -lm

SOURCES := $(shell find appliance sync -name '*.c' | LC_ALL=C sort)
TABLES := $(shell find appliance -name '*.sql' -o -name '*.def' | LC_ALL=C sort) \
	$(wildcard appliance/tbl/gen/*.py appliance/sample/*.json appliance/sample/*/*.json) image/deps/lock
GENERATED := $(addprefix $(BUILD)/gen/,shapes.c bodies.c sets.c papers.c findings.c settings.c refusals.c routes.c events.c queries.c schema.c embed.c sbom.c)
WEB_SOURCES := $(shell find webui -path webui/node_modules -prune -o -path webui/dist -prune -o -path webui/public/voice -prune -o -type f -print 2>/dev/null)

.PHONY: help run test bench lint clean deps build build-asan tools web libs tables
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

tools: $(BUILD)/.tools
$(BUILD)/.tools: image/deps/apt.txt
	@image/deps/tools.sh
	@mkdir -p $(BUILD) && touch $@

deps: $(BUILD)/.deps-musl $(BUILD)/.deps-glibc ## fetch and build the third-party libraries (cached outside the checkout)
$(BUILD)/.deps-%: image/deps/lock image/deps/build.sh image/deps/recipes.sh image/deps/fetch.sh $(BUILD)/.tools
	@env -u MAKEFLAGS image/deps/build.sh $*
	@image/deps/build.sh $* --where >$@

$(BUILD)/gen/.stamp: $(TABLES) $(BUILD)/.tools
	@python3 appliance/tbl/gen/generate.py appliance $(BUILD)/gen
	@touch $@
$(GENERATED) $(BUILD)/gen/openapi.json: $(BUILD)/gen/.stamp ;
$(BUILD)/gen/%.h: $(BUILD)/gen/.stamp ;

# What receipt printers lack: codes from Python's codecs, pictures from Debian's fonts (its own python3 has the bindings).
$(BUILD)/gen/gb18030_table.c: appliance/print/gen/gb18030.py $(BUILD)/gen/.stamp
	@python3 $< $(BUILD)/gen
$(BUILD)/gen/glyphs.c: appliance/print/gen/glyphs.py $(BUILD)/.tools | $(BUILD)/gen/.stamp
	@/usr/bin/python3 $< $(BUILD)/gen

$(BUILD)/gen/characters.c: appliance/base/gen/characters.py $(BUILD)/gen/.stamp
	@python3 $< $(BUILD)/gen

web: $(BUILD)/gen/assets.c
$(BUILD)/gen/assets.c: $(WEB_SOURCES) $(BUILD)/gen/openapi.json | $(BUILD)/.tools
	@webui/scripts/build.sh $(BUILD)/gen/openapi.json $@

# One set of rules for the product (musl, static) and for the sanitised build (glibc, ASan and UBSan).
define flavour
$(1)_OBJECTS := $$(SOURCES:%.c=$(BUILD)/$(1)/%.o) $$(GENERATED:$(BUILD)/gen/%.c=$(BUILD)/$(1)/gen/%.o) $(addprefix $(BUILD)/$(1)/gen/,assets.o characters.o gb18030_table.o glyphs.o)
$(BUILD)/$(1)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/.deps-$(2) | $(BUILD)/gen/.stamp
	@mkdir -p $$(@D)
	@$(3) $$(COMMON) $(4) -I$$$$(cat $(BUILD)/.deps-$(2))/include -MMD -MP -c $$< -o $$@
# The dependency files name the generated headers: a table's change compiles again only what reads it. Other libraries have other headers, in another
# directory, with other sizes in them: then all is compiled again.
$(BUILD)/$(1)/%.o: %.c $(BUILD)/.deps-$(2) | $(BUILD)/gen/.stamp
	@mkdir -p $$(@D)
	@$(3) $$(COMMON) $(4) -I$$$$(cat $(BUILD)/.deps-$(2))/include -MMD -MP -c $$< -o $$@
$(BUILD)/$(1)/libminihall.a: $$(filter-out $(BUILD)/$(1)/appliance/main.o,$$($(1)_OBJECTS))
	@rm -f $$@ && gcc-ar Drcs $$@ $$^
-include $$($(1)_OBJECTS:.o=.d)
endef
$(eval $(call flavour,musl,musl,$$$$(cat $(BUILD)/.deps-musl)/bin/musl-gcc,-O2 -ffunction-sections -fdata-sections))
$(eval $(call flavour,asan,glibc,gcc,-O1 -g -fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DMINIHALL_CHECK_REPLIES))

build: $(BUILD)/minihall ## the product: one static binary, build/minihall
# At no fixed address: musl's wrapper links only the other kind by itself.
PIE := -static -nostartfiles -Wl,-pie,--no-dynamic-linker,-z,text,-z,relro,-z,now,-z,pack-relative-relocs
$(BUILD)/minihall: $(BUILD)/musl/appliance/main.o $(BUILD)/musl/libminihall.a
	@prefix=$$(cat $(BUILD)/.deps-musl); begin="$$prefix/lib/rcrt1.o $$prefix/lib/crti.o $$(gcc -print-file-name=crtbeginS.o)"; \
	$$prefix/bin/musl-gcc $(PIE) -Wl,--gc-sections -Wl,--build-id=none -s -o $@ $$begin $^ $$prefix/lib/mimalloc.o -L$$prefix/lib $(LIBS) \
		$$(gcc -print-file-name=crtendS.o) $$prefix/lib/crtn.o
	@ls -l $@ | awk '{ print "minihall:", $$5, "bytes" }'

build-asan: $(BUILD)/asan/minihall ## the same with address and undefined-behaviour sanitizers
$(BUILD)/asan/minihall: $(BUILD)/asan/appliance/main.o $(BUILD)/asan/libminihall.a
	@prefix=$$(cat $(BUILD)/.deps-glibc); gcc -fsanitize=address,undefined -o $@ $^ -L$$prefix/lib $(LIBS)

include tests/unit/unit.mk

libs: # what the programs of the tests link
	@echo $(LIBS)
tables: # what the generator reads; lint compares it with the tree
	@printf '%s\n' $(TABLES)

run: build ## start a hall and a county with sample data, print where to look and who can log in
	@appliance/run.sh

test: ## everything: unit, stories, sync, browser, in both builds; ends with `N passed, N failed`
	@tests/run.sh

bench: build ## speed and memory as ratios beside named peers
	@tests/bench/run.sh

lint: build ## the floors and the rules of the house; the lock of sources against what is known of them
	@tests/lint/run.sh

clean: ## remove what was built here (the library cache stays)
	rm -rf $(BUILD) webui/dist webui/node_modules webui/public/voice
