/* The commands of the sync floor. */
#ifndef SYNC_COMMAND_H
#define SYNC_COMMAND_H
struct cli;
int command_batch(const struct cli *c); /* verify|list|extract FILE */
int command_pull(const struct cli *c); /* county staff fetch and check batches */
int command_sync_worker(const struct cli *c); /* archive|link, started by the server */
#endif
