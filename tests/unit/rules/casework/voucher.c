/* The paper of a case: the day and the name on it are those of the act it records. */
#include "check.h"
#include "rules/casework/voucher.h"

static const struct voucher_facts all = {
	.received = { "1st", "receiver" },
	.accepted = { "2nd", "acceptor" },
	.told = { "3rd", "teller" },
	.refused = { "4th", "refuser" },
	.result = { "5th", "recorder" },
	.issued = { "6th", "issuer" },
};

static void is(const char *state, bool by_law, const char *word, const char *at, const char *by)
{
	struct voucher_facts f = all;
	f.state = case_state_of(state);
	f.by_law = by_law;
	struct voucher p = voucher_of(&f);
	CHECK_TEXT(state, case_voucher_word(p.paper), word);
	CHECK_TEXT(state, p.at, at);
	CHECK_TEXT(state, p.by, by);
}

int main(void)
{
	is("received", false, "receipt", "1st", "receiver");
	is("correcting", false, "correction", "3rd", "teller");
	is("refused", false, "refusal", "4th", "refuser");
	is("accepted", false, "acceptance", "2nd", "acceptor");
	is("forwarded", false, "acceptance", "2nd", "acceptor");
	is("decided", false, "acceptance", "2nd", "acceptor");
	is("ready", false, "collection", "5th", "recorder");
	is("issued", false, "collection", "6th", "issuer");
	is("accepted", true, "deemed", "2nd", "receiver");
	is("forwarded", true, "deemed", "2nd", "receiver");
	is("issued", true, "collection", "6th", "issuer");
	struct voucher nobody = voucher_of(
		&(struct voucher_facts){ .state = CASE_STATE_REFUSED, .refused = { "4th", NULL } });
	CHECK_TEXT("a name that is not known is left open", nobody.by, "");
	return FINISH();
}
