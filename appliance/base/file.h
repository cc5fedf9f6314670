/* Files that are either whole or absent: temporary name, fsync, rename, fsync of the directory.
 * Nothing here reports success before the disk has it. */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include "base/arena.h"
#include "base/result.h"

/* NUL-terminated; RC_NOTFOUND when absent */
NODISCARD enum rc file_read(
	struct arena *a, const char *path, size_t limit, char **data, size_t *n);
/* atomic and durable */
NODISCARD enum rc file_write(const char *path, const void *data, size_t n, mode_t mode);
/* durable; both on one file system */
NODISCARD enum rc file_rename(const char *from, const char *to);
NODISCARD enum rc file_copy(const char *from, const char *to, mode_t mode); /* atomic and durable */
NODISCARD enum rc file_sync_dir(const char *dir);
NODISCARD enum rc dir_make(const char *path, mode_t mode); /* with parents; fine when there */
NODISCARD enum rc file_remove(const char *path); /* RC_OK when absent */
NODISCARD enum rc dir_remove(const char *path); /* recursive, follows no links */
bool file_exists(const char *path);
int64_t file_size(const char *path); /* -1 when absent */
/* Names in a directory except "." and "..", sorted by bytes; NULL-terminated, in the arena. */
NODISCARD enum rc dir_list(struct arena *a, const char *path, char ***names);
/* Free and total bytes of the file system under path. */
NODISCARD enum rc disk_space(const char *path, int64_t *free_bytes, int64_t *total_bytes);
/* The same file, of which no buffer keeps a copy: for keys and passwords. NULL is fine. */
FILE *file_secret(FILE *f);
void close_fd(int *fd); /* for CLEANUP() */

#endif
