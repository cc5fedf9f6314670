/* The loop of a worker, and the few words that both sides of a batch use. */
#include "sync/work.h"
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "sync/ledger.h"

#define WORK_ARENA (64u << 20)

const char *work_text(const yyjson_val *v, const char *key)
{
	const char *text = json_text(v, key);
	return text ? text : "";
}

void work_put(struct work_answer *to, const char *key, const char *text)
{
	yyjson_mut_obj_remove_key(to->v, key);
	yyjson_mut_obj_add(to->v, yyjson_mut_strcpy(to->d, key), yyjson_mut_strcpy(to->d, text));
}

/* ledger/<stream with '>' as "_to_">.git */
const char *work_ledger(struct arena *a, const char *stream)
{
	const char *voice = strchr(stream, '>');
	if (voice)
		return arena_printf(
			a, "ledger/%.*s_to_%s.git", (int)(voice - stream), stream, voice + 1);
	return arena_printf(a, "ledger/%s.git", stream);
}

enum rc work_ledger_ready(struct arena *a, const struct worker *w, const char *path)
{
	TRY(dir_make("ledger", 0700));
	return ledger_open_place(path, arena_printf(a, "%s/" WORK_SIGNERS, w->home));
}

static void serve_line(
	struct worker *w, const struct work_verb *verbs, size_t count, const char *line)
{
	struct arena a;
	yyjson_val *v;
	arena_init(&a, WORK_ARENA);
	struct work_answer to = { &a, json_doc(&a), NULL };
	to.v = yyjson_mut_obj(to.d);
	enum rc rc = RC_REFUSED;
	const char *verb = json_read(&a, line, strlen(line), &v) ? "" : work_text(v, "do");
	for (size_t i = 0; i < count; i++)
		if (!strcmp(verbs[i].name, verb)) {
			yyjson_mut_obj_add_int(to.d, to.v, "id", json_int(v, "id", 0));
			yyjson_mut_obj_add_str(to.d, to.v, "did", verbs[i].name);
			rc = verbs[i].run(w, v, &to);
			yyjson_mut_obj_add_bool(to.d, to.v, "ok", rc == RC_OK);
			if (rc == RC_FAULT || rc == RC_NOTFOUND) {
				work_put(
					&to, "fault", fault_text()[0] ? fault_text() : "not found");
				work_put(&to, "text", fault_text()[0] ? fault_text() : "not found");
				yyjson_mut_obj_add_bool(to.d, to.v, "full", fault_full());
				log_error("worker", "%s: %s", verb, fault_text());
			}
			fault_clear();
			worker_say(&a, to.d, to.v);
			arena_release(&a);
			return;
		}
	log_warning("worker", "a line that is no command was ignored");
	arena_release(&a);
}

/* What the kernel could not give is the server's to tell. */
void work_confine(const struct confine_wish *wish)
{
	struct arena a;
	char lacks[CONFINE_TEXT];
	confine(wish, lacks);
	arena_init(&a, 65536);
	yyjson_mut_doc *d = json_doc(&a);
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "did", "start");
	yyjson_mut_obj_add_str(d, v, "lacks", lacks);
	worker_say(&a, d, v);
	arena_release(&a);
}

int work_serve(struct worker *w, const struct confine_wish *wish, const struct work_verb *verbs,
	size_t count)
{
	char *line;
	int got;
	work_confine(wish);
	while ((got = worker_line(&line, -1)) >= 0)
		if (got)
			serve_line(w, verbs, count, line);
	return 0;
}
