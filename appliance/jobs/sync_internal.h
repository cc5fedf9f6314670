/* Shared by the parts of the sync job: the children, the commands waiting for this turn's commit, the settings. */
#ifndef JOBS_SYNC_INTERNAL_H
#define JOBS_SYNC_INTERNAL_H
#include "base/buf.h"
#include "hall/outbox.h"
#include "http/server.h"
#include "jobs/sync.h"
#include "store/txn.h"

struct sync_job {
	struct server *server;
	struct db *db;
	const struct node_self *self;
	struct sync_settings settings;
	struct child archive, link;
	struct buf to_archive, to_link;   /* lines that leave after the commit */
	int64_t ticked;                   /* steady ms of the last tick */
	int64_t respawn_at;
	int64_t failures;                 /* contacts failed in a row */
	bool recording;                   /* one ledger entry is being written */
	int64_t record_after;             /* steady ms; later when one failed */
	int64_t seal_again;               /* steady ms when seals still owed are ordered again, 0: none failed */
	int64_t seal_failures;            /* seals failed in a row */
	bool in_contact, checking, adopting, publishing, told_cut, fresh;
	int64_t contact_began;
};
extern struct sync_job sync_job;

#define SYNC_SEAL_BYTES (256u << 10)     /* of events before compression: about 64 KiB after it */
#define SYNC_PACK_BYTES (1 << 20)

/* sync_seal.c */
enum rc sync_seal_due(struct txn *t);
enum rc sync_sealed(struct txn *t, const yyjson_val *answer);
enum rc sync_resend_seals(struct txn *t);
void sync_seal_later(void);           /* a seal failed or its answer was undone: ordered again after 3 s, then 6 s … 60 s; a seal made twice is the same seal */
/* sync_intake.c */
enum rc sync_check_due(struct txn *t);
enum rc sync_checked(struct txn *t, const yyjson_val *answer);
enum rc sync_recorded(struct txn *t, const yyjson_val *answer);
enum rc sync_adopted(struct txn *t, const yyjson_val *answer);
enum rc sync_record_due(struct txn *t);
enum rc sync_publish_due(struct txn *t);
enum rc sync_arrived(struct txn *t, const yyjson_val *line);
/* sync_contact.c */
enum rc sync_contact_due(struct txn *t);
enum rc sync_link_line(struct txn *t, const yyjson_val *line);

void sync_send(struct buf *to, struct txn *t, yyjson_mut_val *command);
const char *sync_peer_name(struct txn *t, const char *node);
#endif
