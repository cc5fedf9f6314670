# The unit programs, one a file under tests/unit, for each flavour of the library: `make units-musl`.
# Included by the Makefile; what a program hangs on is in its dependency file, so only what changed
# is compiled and linked again.
UNITS := $(patsubst tests/unit/%.c,%,$(shell find tests/unit -name '*.c'))
UNIT_FLAGS := -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -Itests/unit -Iappliance -I. -I$(BUILD)/gen

# unit_rules FLAVOUR,LIBRARIES,COMPILER,FLAGS
define unit_rules
.PHONY: units-$(1)
units-$(1): $(UNITS:%=$(BUILD)/$(1)/unit/%)
$(BUILD)/$(1)/unit/%.o: tests/unit/%.c $(BUILD)/.deps-$(2) | $(BUILD)/gen/.stamp
	@mkdir -p $$(@D)
	@$(3) $(4) $$(UNIT_FLAGS) -I$$$$(cat $(BUILD)/.deps-$(2))/include -MMD -MP -c $$< -o $$@
$(BUILD)/$(1)/unit/%: $(BUILD)/$(1)/unit/%.o $(BUILD)/$(1)/libminihall.a
	@$(3) $(4) -o $$@ $$^ -L$$$$(cat $(BUILD)/.deps-$(2))/lib $$(LIBS)
.PRECIOUS: $(BUILD)/$(1)/unit/%.o
-include $(UNITS:%=$(BUILD)/$(1)/unit/%.d)
endef
$(eval $(call unit_rules,musl,musl,$$$$(cat $(BUILD)/.deps-musl)/bin/musl-gcc,-static -O1))
$(eval $(call unit_rules,asan,glibc,gcc,-g -fsanitize=address$(comma)undefined -fno-sanitize-recover=all))
