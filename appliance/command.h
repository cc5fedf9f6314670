/* The command line: one row a command in main.c, one function each. A command gets the words after its own name. */
#ifndef APPLIANCE_COMMAND_H
#define APPLIANCE_COMMAND_H
#include "base/lock.h"
#include "store/txn.h"

/* How a command uses an installation. One process at a time has it alone; everybody else goes through SQLite beside it, which a small
 * unit of work may. Views of another version are remade under the lock: never beneath a program that is running. */
enum home_use {
	HOME_FILES,    /* configuration and keys, no database */
	HOME_SHARED,   /* reads, or one small unit of work: may run beside a server */
	HOME_ALONE,    /* serves, rebuilds, rehearses: refused while another does */
	HOME_NEW,      /* is just being made: its database may be absent or empty */
};

struct home {                /* an opened installation */
	struct arena arena;
	struct node_self self;
	struct db *db;
	char address[64];
	int port, plain_port;
	char names[512];         /* what the TLS certificate is for */
	int64_t seal_age_ms, contact_ms;
	bool sample;
	struct lock lock;        /* held with HOME_ALONE */
};
/* "--home DIR" among the words, else $MINIHALL_HOME, else /var/lib/minihall. */
const char *command_home(int argc, char **argv);
/* The word after `name`, or `otherwise`. */
const char *command_option(int argc, char **argv, const char *name, const char *otherwise);
bool command_flag(int argc, char **argv, const char *name);
/* RC_FAULT was said on stderr. `what` names the command in the lock, for whoever meets it. */
NODISCARD enum rc home_open(struct home *h, const char *dir, enum home_use use, const char *what);
void home_close(struct home *h);
/* Runs one unit of work on an opened installation and commits it. Prints the refusal or fault. Exit status. */
int home_run(struct home *h, enum rc (*work)(struct txn *t, void *context), void *context);
int command_complain(struct txn *t, enum rc rc);

/* Making a home: built in m->part, moved into dir at the end, or nothing of it stays. Both say on stderr what is wrong: exit status. */
struct home_making {
	struct arena arena;
	const char *dir, *part;
	bool fresh, begun;
	struct lock lock;
};
int home_make_begin(struct home_making *m, const char *dir, const char *what);
int home_make_end(struct home_making *m, int status);   /* after a begin, whatever it said; 0 keeps; the final status */

int command_init(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_pair(int argc, char **argv);
int command_admit(int argc, char **argv);
int command_card(int argc, char **argv);
int command_staff(int argc, char **argv);
int command_device(int argc, char **argv);
int command_window(int argc, char **argv);
int command_facility(int argc, char **argv);
int command_printer(int argc, char **argv);
int command_link(int argc, char **argv);
int command_digest(int argc, char **argv);
int command_rebuild(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_backup(int argc, char **argv);
int command_restore(int argc, char **argv);
int command_version(int argc, char **argv);
int command_rehearse(int argc, char **argv);
int command_report(int argc, char **argv);
int command_openapi(int argc, char **argv);

#endif
