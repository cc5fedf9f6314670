/* A ledger's entry read as text, without git: what the sender signed about a batch. */
#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "sync/ledger.h"

#define RAW_LIMIT 65536
#define SIGNATURE_HEADER "gpgsig "

/* Takes the signature's header out of the commit: what is left is what was signed. */
static bool take_apart(const char *raw, struct buf *signed_text, struct buf *armor)
{
	bool in_headers = true, in_signature = false;
	for (const char *line = raw; *line;) {
		size_t n = strcspn(line, "\n");
		bool ended = line[n] == '\n';
		in_signature = in_headers && (in_signature ? *line == ' '
							   : !strncmp(line, SIGNATURE_HEADER,
								     strlen(SIGNATURE_HEADER)));
		if (in_signature) {
			size_t skip = armor->len ? 1 : strlen(SIGNATURE_HEADER);
			buf_add(armor, line + skip, n - skip);
			buf_add(armor, "\n", 1);
		} else {
			in_headers = in_headers && n > 0;
			buf_add(signed_text, line, n + ended);
		}
		line += n + ended;
	}
	while (armor->len > 1 && armor->data[armor->len - 2] == '\n')
		armor->data[--armor->len] = '\0';
	return !signed_text->full && !armor->full && signed_text->len && armor->len;
}

enum rc ledger_names(const char *raw, const char *public_text, int64_t lane, int64_t seq)
{
	struct buf text, armor;
	char want[80];
	enum rc rc = RC_REFUSED;
	snprintf(want, sizeof want, "\n\nbatch %lld/%lld ", (long long)lane, (long long)seq);
	buf_init(&text, RAW_LIMIT);
	buf_init(&armor, RAW_LIMIT);
	if (strlen(raw) < RAW_LIMIT && take_apart(raw, &text, &armor)) {
		const char *message = strstr(text.data, "\n\n");
		if (message && !strncmp(message, want, strlen(want)))
			rc = sign_verify(public_text, SIGN_GIT, text.data, text.len, armor.data);
	}
	buf_release(&text);
	buf_release(&armor);
	return rc;
}
