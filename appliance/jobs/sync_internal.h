/* Shared by the parts of the sync job: the children, the commands waiting for this turn's commit,
 * the settings. */
#ifndef JOBS_SYNC_INTERNAL_H
#define JOBS_SYNC_INTERNAL_H
#include "base/buf.h"
#include "hall/link/outbox.h"
#include "http/server.h"
#include "jobs/sync.h"
#include "jobs/sync_trouble.h"
#include "store/txn.h"

/* What the archive worker was told to do and has not answered yet. */
struct sync_asked {
	bool open;
	char sender[48];
	int64_t lane, seq;
	int64_t since; /* steady ms */
};

/* archive opens what came from elsewhere and has no key, seal signs, link speaks with the hub (a
 * hall's alone). */
enum sync_child { SYNC_ARCHIVE, SYNC_SEALER, SYNC_LINK, SYNC_WORKERS };
struct sync_worker {
	struct child child;
	struct buf lines; /* that leave after the commit */
	bool fresh; /* started anew: what it had been told is told again */
};

struct sync_job {
	struct outbox_link *link; /* what people see of the link */
	struct server *server;
	struct db *db;
	const struct node_self *self;
	struct sync_settings settings;
	struct sync_worker workers[SYNC_WORKERS];
	int64_t ticked; /* steady ms of the last tick */
	int64_t respawn_at;
	int64_t failures; /* contacts failed in a row */
	struct sync_asked checking, recording;
	char turn[SYNC_WORKS][48]; /* the sender that was served last */
	int64_t intake_after; /* steady ms: nothing is taken in before, the disk is full */
	int pauses; /* full in a row */
	int64_t seal_again; /* steady ms when seals still owed are ordered again, 0: none failed */
	int64_t seal_failures; /* seals failed in a row */
	bool in_contact, publishing, told_cut;
	int64_t contact_began;
	int64_t held; /* the lane of which the hub takes nothing for now */
	struct sync_troubles troubles;
	int64_t kept_house; /* steady ms of the last housekeeping, 0: due */
};

#define SYNC_SEAL_BYTES (256u << 10) /* of events before compression: about 64 KiB after it */
#define SYNC_PACK_BYTES (1 << 20)

/* sync_seal.c */
enum rc sync_seal_due(struct sync_job *job, struct txn *t);
enum rc sync_sealed(struct sync_job *job, struct txn *t, const yyjson_val *answer);
enum rc sync_resend_seals(struct sync_job *job, struct txn *t);
/* A seal failed or its answer was undone: ordered again after 3 s, then 6 s … 60 s; a seal made
 * twice is the same seal. */
void sync_seal_later(struct sync_job *job);
/* sync_intake.c */
/* what->sender: from whom it is. */
void sync_ask(struct sync_job *job, struct txn *t, enum sync_work work, yyjson_mut_val *command,
	const struct sync_asked *what);
void sync_intake_pause(struct sync_job *job, const char *why);
enum rc sync_check_died(struct sync_job *job, struct txn *t); /* the worker ended over a batch */
enum rc sync_check_due(struct sync_job *job, struct txn *t);
enum rc sync_checked(struct sync_job *job, struct txn *t, const yyjson_val *answer);
enum rc sync_arrived(struct txn *t, const yyjson_val *line);
/* sync_record.c */
enum rc sync_record_due(struct sync_job *job, struct txn *t);
enum rc sync_recorded(struct sync_job *job, struct txn *t, const yyjson_val *answer);
void sync_record_died(struct sync_job *job);
/* sync_catalogue.c */
enum rc sync_adopted(struct txn *t, const yyjson_val *answer);
enum rc sync_publish_due(struct sync_job *job, struct txn *t);
/* sync_contact.c */
enum rc sync_contact_due(struct sync_job *job, struct txn *t);
enum rc sync_link_line(struct sync_job *job, struct txn *t, const yyjson_val *line);

void sync_send(struct sync_job *job, enum sync_child to, struct txn *t, yyjson_mut_val *command);
/* The public key a peer's words are checked with, put into the command: the workers read no list of
 * trust. RC_NOTFOUND: not (or no longer) trusted. */
enum rc sync_trusted(struct txn *t, const char *node, yyjson_mut_val *command);
#endif
