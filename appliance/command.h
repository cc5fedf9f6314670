/* The command line: one row a command in main.c, one function each. A command gets the words after its own name. */
#ifndef APPLIANCE_COMMAND_H
#define APPLIANCE_COMMAND_H
#include "store/txn.h"

struct home {                /* an opened installation */
	struct arena arena;
	struct node_self self;
	struct db *db;
	char address[64];
	int port, plain_port;
	char names[512];         /* what the TLS certificate is for */
	int64_t seal_age_ms, contact_ms;
	bool sample;
};
/* "--home DIR" among the words, else $MINIHALL_HOME, else /var/lib/minihall. */
const char *command_home(int argc, char **argv);
/* The word after `name`, or `otherwise`. */
const char *command_option(int argc, char **argv, const char *name, const char *otherwise);
bool command_flag(int argc, char **argv, const char *name);
NODISCARD enum rc home_open(struct home *h, const char *dir, bool with_database);
void home_close(struct home *h);
/* Runs one unit of work on an opened installation and commits it. Prints the refusal or fault. Exit status. */
int home_run(struct home *h, enum rc (*work)(struct txn *t, void *context), void *context);
int command_complain(struct txn *t, enum rc rc);

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
