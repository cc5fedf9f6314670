/* Lines in and out, and the command that starts a worker. */
#include "sync/worker.h"
#include <errno.h>
#include <openssl/crypto.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/buf.h"
#include "words/cli.h"
#include "base/file.h"
#include "base/log.h"
#include "sync/command.h"
#include "sync/ledger.h"

#define LINE_LIMIT (1u << 20)

void worker_say(struct arena *a, yyjson_mut_doc *d, yyjson_mut_val *line)
{
	size_t n;
	(void)d;
	char *text = json_write(a, line, &n);
	text[n] = '\n'; /* where the NUL was: the line goes out in one write */
	for (size_t done = 0; done <= n;) {
		ssize_t sent = write(STDOUT_FILENO, text + done, n + 1 - done);
		if (sent < 0 && errno != EINTR && errno != EAGAIN)
			return; /* the server is gone; the next read says so */
		if (sent > 0)
			done += (size_t)sent;
	}
}

int worker_line(char **line, int timeout_ms)
{
	static struct buf in = { .limit = LINE_LIMIT };
	static size_t used;
	if (used) {
		memmove(in.data, in.data + used, in.len - used + 1);
		in.len -= used;
		used = 0;
	}
	for (;;) {
		char *end = in.len ? memchr(in.data, '\n', in.len) : NULL;
		if (end) {
			*end = '\0';
			*line = in.data;
			used = (size_t)(end - in.data) + 1;
			return 1;
		}
		struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
		int ready = poll(&p, 1, timeout_ms);
		if (ready == 0 || (ready < 0 && errno == EINTR))
			return 0;
		char piece[16384];
		ssize_t n = read(STDIN_FILENO, piece, sizeof piece);
		if (n <= 0 || in.full)
			return -1;
		buf_add(&in, piece, (size_t)n);
	}
}

int command_sync_worker(const struct cli *c)
{
	struct worker w = { .home = cli_home(c) };
	struct arena a;
	char *config;
	size_t n;
	yyjson_val *v;
	signal(SIGPIPE, SIG_IGN);
	arena_init(&a, 1u << 20);
	w.a = &a;
	enum rc rc = chdir(w.home) ? fault_errno("chdir %s", w.home)
				   : file_read(&a, "config.json", 65536, &config, &n);
	if (!rc && (json_read(&a, config, n, &v) || !json_text(v, "node") || !json_text(v, "role")))
		rc = fault("config.json is not complete");
	if (rc) {
		log_error("worker", "%s", fault_text());
		arena_release(&a);
		return 3;
	}
	snprintf(w.node, sizeof w.node, "%s", json_text(v, "node"));
	w.hub = !strcmp(json_text(v, "role"), "hub");
	ledger_begin();
	/* what a library wants to read at its start it reads before the rights go */
	OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, NULL);
	static const struct {
		const char *name;
		int (*run)(struct worker *);
	} parts[] = {
		{ "archive", worker_archive },
		{ "seal", worker_seal },
		{ "link", worker_link },
	};
	int status = 2;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strcmp(parts[i].name, cli_text(c, arg_sync_worker_part)))
			status = parts[i].run(&w);
	sign_key_free(w.key);
	arena_release(&a);
	/* a confined process can start none of the things that want to look at its end */
	_exit(status);
}
