/* The three children of the server. They speak JSON lines on standard input and output, have no
 * database, and remember nothing: every command can be given again. */
#ifndef SYNC_WORKER_H
#define SYNC_WORKER_H
#include "base/json.h"
#include "base/sign.h"

struct worker {
	const char *home;
	char node[64]; /* this node */
	bool hub;
	struct arena *a; /* for the start */
	struct sign_key *key; /* the seal worker's alone */
};

int worker_archive(struct worker *w); /* opens what came from elsewhere; no key, no network */
/* signs what goes out; opens nothing from elsewhere, no network */
int worker_seal(struct worker *w);
int worker_link(struct worker *w); /* talks to the hub; opens no archive, no key */
void worker_say(struct arena *a, yyjson_mut_doc *d, yyjson_mut_val *line);
/* The next line, NUL-terminated, waiting up to timeout_ms (-1 for ever). 1: a line, 0: nothing yet,
 * -1: the server is gone. */
int worker_line(char **line, int timeout_ms);

#endif
