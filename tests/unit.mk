# Unit tests and fuzz programs of one flavour: make -f tests/unit.mk FLAVOUR=musl|asan, after build or build-asan.
FLAVOUR ?= musl
BUILD ?= build
OUT := $(BUILD)/$(FLAVOUR)/tests
comma := ,
PREFIX := $(shell cat $(BUILD)/.deps-$(if $(filter musl,$(FLAVOUR)),musl,glibc))
CC_musl := $(PREFIX)/bin/musl-gcc -O1
CC_asan := gcc -O1 -g -fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINK_musl := -static
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wswitch-enum -Wvla -Werror
FLAGS := -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -Iappliance -I. -Itests/unit -I$(BUILD)/gen -I$(PREFIX)/include -ffile-prefix-map=$(CURDIR)=.
LIBS := $(shell sed -n 's/^LIBS := //p' Makefile)
PROGRAMS := $(patsubst tests/unit/%.c,$(OUT)/%,$(wildcard tests/unit/*_test.c)) $(patsubst tests/fuzz/%.c,$(OUT)/%,$(wildcard tests/fuzz/*_fuzz.c))

all: $(PROGRAMS)
$(OUT)/%: tests/unit/%.c tests/unit/check.h $(BUILD)/$(FLAVOUR)/libminihall.a
	@mkdir -p $(@D)
	@$(CC_$(FLAVOUR)) $(FLAGS) $(LINK_$(FLAVOUR)) -o $@ $< $(BUILD)/$(FLAVOUR)/libminihall.a -L$(PREFIX)/lib $(LIBS)
$(OUT)/%: tests/fuzz/%.c tests/unit/check.h $(BUILD)/$(FLAVOUR)/libminihall.a
	@mkdir -p $(@D)
	@$(CC_$(FLAVOUR)) $(FLAGS) $(LINK_$(FLAVOUR)) -o $@ $< $(BUILD)/$(FLAVOUR)/libminihall.a -L$(PREFIX)/lib $(LIBS)
.PHONY: all
