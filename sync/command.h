/* The commands of the sync floor. */
#ifndef SYNC_COMMAND_H
#define SYNC_COMMAND_H
int command_batch(int argc, char **argv);        /* verify|list|extract FILE */
int command_pull(int argc, char **argv);         /* county staff fetch and check batches */
int command_sync_worker(int argc, char **argv);  /* archive|link, started by the server */
#endif
