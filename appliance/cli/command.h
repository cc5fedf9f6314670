/* The commands: one row each in tbl/common/commands.def, one function each, which gets what was
 * typed, already read and checked (words/cli.h). */
#ifndef APPLIANCE_COMMAND_H
#define APPLIANCE_COMMAND_H
#include "words/cli.h"
#include "base/lock.h"
#include "store/txn.h"

/* How a command uses an installation. One process at a time has it alone; everybody else goes
 * through SQLite beside it, which a small unit of work may. What another version left is brought up
 * to this one under the lock: never beneath a program that is running. */
enum home_use {
	HOME_FILES, /* configuration and keys, no database */
	HOME_SHARED, /* reads, or one small unit of work: may run beside a server */
	HOME_ALONE, /* rebuilds, rehearses: refused while another does */
	/* alone as well; views that are due it fills itself, with db NULL until then, and goes on
	 * with home_go_on() */
	HOME_SERVES,
	HOME_NEW, /* is just being made: its database may be absent or empty */
};

struct home { /* an opened installation */
	struct arena arena;
	struct node_self self;
	struct db *db;
	char address[64];
	int port, plain_port;
	char names[512]; /* what the TLS certificate is for */
	int64_t seal_age_ms, contact_ms;
	bool sample;
	struct lock lock; /* held with HOME_ALONE */
};
/* RC_FAULT was said on stderr. `what` names the command in the lock, for whoever meets it. Views of
 * another version are made anew first, with progress on stderr. */
NODISCARD enum rc home_open(struct home *h, const char *dir, enum home_use use, const char *what);
/* RC_FAULT, with restore named, when the database is gone or empty */
NODISCARD enum rc home_journal_there(const char *path);
NODISCARD enum rc home_go_on(struct home *h); /* RC_FAULT is not said yet */
void home_close(struct home *h);
/* Views that are made anew (home_views.c). */
const char *home_journal(struct home *h); /* where the database is */
/* RC_FAULT in words when the disk has no room for them, and with `beside_others` when it would take
 * what records are left. */
NODISCARD enum rc home_views_room(struct home *h, bool beside_others);
struct refill_progress;
#define HOME_VIEWS_WORDS 200
void home_views_words(const struct refill_progress *p, char out[HOME_VIEWS_WORDS]);
void home_views_say(const struct refill_progress *p); /* on stderr, at most once a second */
NODISCARD enum rc home_views_fill(struct home *h, const char *what); /* and swaps them */
/* Runs one unit of work on an opened installation and commits it. Prints the refusal or fault. Exit
 * status. */
int home_run(struct home *h, enum rc (*work)(struct txn *t, void *context), void *context);
int command_complain(struct txn *t, enum rc rc);

/* Making a home: built in m->part, moved into dir at the end, or nothing of it stays. Both say on
 * stderr what is wrong: exit status. */
struct home_making {
	struct arena arena;
	const char *dir, *part;
	bool fresh, begun;
	struct lock lock;
};
int home_make_begin(struct home_making *m, const char *dir, const char *what);
/* after a begin, whatever it said; 0 keeps; the final status */
int home_make_end(struct home_making *m, int status);

/* What runs each command of tbl/common/commands.def; a table of them is in main.c. Exit status. */
#define STATUS(...)
#define COMMON(...)
#define OPTION(...)
#define WORD(...)
#define COMMAND(id, ...) int command_##id(const struct cli *c);
#include "tbl/common/commands.def"
#undef COMMAND
#undef COMMON
#undef OPTION
#undef WORD
#undef STATUS

/* its summary, usage, options, example and exit codes, on standard output */
void command_help_of(enum cli_command command);

#endif
