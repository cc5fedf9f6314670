/* Jobs in, answers out. */
#include "print/worker.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "base/json.h"
#include "base/log.h"
#include "print/device.h"

#define LINE_LIMIT (1u << 20)

/* One write a line: answers of several processes do not mix in a socket. */
static void say(struct arena *a, yyjson_mut_val *line)
{
	size_t n;
	char *text = json_write(a, line, &n);
	text[n] = '\n';
	while (write(STDOUT_FILENO, text, n + 1) < 0 && errno == EINTR)
		;
}

static void read_slip(struct arena *a, const yyjson_val *v, struct slip *out)
{
	yyjson_val *lines = json_get(v, "lines"), *line;
	size_t i, max;
	*out = (struct slip){ arena_array(a, struct slip_line, yyjson_arr_size(lines) + 1), 0, 0 };
	yyjson_arr_foreach (lines, i, max, line) {
		const char *kind = json_text(line, "kind"), *text = json_text(line, "text");
		int64_t size = json_int(line, "size", 1);
		enum slip_kind is = !kind || !strcmp(kind, "text") ? SLIP_TEXT
				    : !strcmp(kind, "rule")        ? SLIP_RULE
				    : !strcmp(kind, "qr")          ? SLIP_QR
								   : SLIP_SPACE;
		out->lines[out->count++] = (struct slip_line){ is, text ? text : "",
			size < 1   ? 1
			: size > 8 ? 8
				   : (int)size,
			json_flag(line, "centre") ? SLIP_CENTRE : SLIP_LEFT,
			json_flag(line, "bold") };
	}
}

static void print_slip(struct arena *a, const struct device *d, const yyjson_val *job,
	const yyjson_val *slip, yyjson_mut_val *answer)
{
	static const char *const results[] = {
		[DEVICE_DONE] = "done", [DEVICE_FAILED] = "failed", [DEVICE_UNKNOWN] = "unknown"
	};
	struct escpos_status seen = { 0 };
	struct slip s;
	struct buf data;
	const char *reason = "too_long";
	enum device_result result = DEVICE_FAILED;
	yyjson_mut_doc *doc = json_doc(a);
	read_slip(a, slip, &s);
	s.columns = slip_columns((int)json_int(slip, "paper", 58));
	buf_init(&data, ESCPOS_LIMIT);
	if (escpos_slip(&s,
		    (struct escpos_paper){ (int)json_int(slip, "paper", 58),
			    repertoire_of(json_text(job, "repertoire")) },
		    &data))
		result = device_print(d, &data, &reason, &seen);
	buf_release(&data);
	yyjson_mut_obj_add_str(doc, answer, "job", json_text(job, "job"));
	yyjson_mut_obj_add_str(doc, answer, "result", results[result]);
	yyjson_mut_obj_add_str(doc, answer, "reason", reason ? reason : "");
	yyjson_mut_obj_add_bool(doc, answer, "paper_low", seen.paper_low);
}

static void work(char *line, size_t n)
{
	struct arena a;
	yyjson_val *job;
	arena_init(&a, 8u << 20);
	if (json_read(&a, line, n, &job) || !json_text(job, "printer") ||
		!json_text(job, "target")) {
		log_error("printer", "a job is not complete");
		return;
	}
	yyjson_val *slip = yyjson_obj_get(job, "slip");
	const char *kind = json_text(job, "kind");
	struct device d = { kind && !strcmp(kind, "tcp"), json_text(job, "target"),
		json_flag(job, "answers"), (int)json_int(job, "timeout_ms", 15000) };
	yyjson_mut_doc *doc = json_doc(&a);
	yyjson_mut_val *answer = yyjson_mut_obj(doc);
	yyjson_mut_obj_add_str(doc, answer, "printer", json_text(job, "printer"));
	if (slip)
		print_slip(&a, &d, job, slip, answer);
	else
		yyjson_mut_obj_add_str(doc, answer, "state", device_look(&d));
	say(&a, answer);
	arena_release(&a);
}

int command_print_worker(const struct cli *c)
{
	char *line = NULL;
	size_t room = 0;
	(void)c;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_IGN); /* their answers are what counts; the kernel takes the rest */
	for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
		if (n > LINE_LIMIT)
			continue;
		pid_t self = getpid(), child = fork();
		if (child == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			if (getppid() == self)
				work(line, (size_t)n - 1);
			_exit(0);
		}
		if (child < 0) /* no answer: the server's own patience ends this job */
			log_error("printer", "fork: %s", strerror(errno));
	}
	return 0;
}
