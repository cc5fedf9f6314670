/* Printers: load, decide, record. */
#include "hall/paper/printer.h"
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "events.h"

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* "192.168.1.50:9100" or "printer.lan:9100" */
static bool is_host_and_port(const char *target)
{
	const char *colon = strrchr(target, ':');
	if (!colon || colon == target ||
		strspn(target,
			"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-") !=
			(size_t)(colon - target))
		return false;
	long port = strtol(colon + 1, NULL, 10);
	return colon[1] && strspn(colon + 1, "0123456789") == strlen(colon + 1) && port > 0 &&
	       port < 65536;
}

/* Only a shape: whether the thing answers is for the test page. What it names must be a device when it is opened (print/device.c). */
static bool fits(const char *kind, const char *target)
{
	if (!strcmp(kind, "browser"))
		return true;
	return strcmp(kind, "tcp") ? target[0] == '/' && !strstr(target, "/../")
				   : is_host_and_port(target);
}

enum rc printer_load(struct txn *t, const char *id, struct row_printer_row *out)
{
	enum rc rc = load_printer_row(t, t->self->site, id, out);
	return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_PRINTER_UNKNOWN, id) : rc;
}

enum rc printer_add(struct txn *t, const yyjson_val *body, const char **id)
{
	struct row_printer_count count;
	const char *kind = json_text(body, "kind"), *target = or_empty(json_text(body, "target"));
	if (!fits(kind, target))
		return txn_refuse(t, REFUSAL_PRINTER_TARGET, target);
	enum rc rc = load_printer_count(t, t->self->site, &count);
	if (rc)
		return rc;
	const char *fresh = arena_printf(&t->arena, "P%lld", (long long)count.count + 1);
	rc = event_printer_added(t, NULL, fresh,
		&(struct event_printer_added){ .name = json_text(body, "name"),
			.type = kind,
			.target = target,
			.paper = json_int(body, "paper", 80) < 80 ? 58 : 80,
			.repertoire = json_text(body, "repertoire"),
			.answers = json_flag(body, "answers"),
			.place = json_text(body, "place"),
			.place_id = or_empty(json_text(body, "place_id")) });
	if (!rc)
		*id = fresh;
	return rc;
}

enum rc printer_change(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_printer_row was;
	const char *kind = json_text(body, "kind"), *target = or_empty(json_text(body, "target"));
	enum rc rc = printer_load(t, id, &was);
	if (rc)
		return rc;
	if (!fits(kind, target))
		return txn_refuse(t, REFUSAL_PRINTER_TARGET, target);
	return event_printer_changed(t, NULL, id,
		&(struct event_printer_changed){ .name = json_text(body, "name"),
			.type = kind,
			.target = target,
			.paper = json_int(body, "paper", 80) < 80 ? 58 : 80,
			.repertoire = json_text(body, "repertoire"),
			.answers = json_flag(body, "answers"),
			.place = json_text(body, "place"),
			.place_id = or_empty(json_text(body, "place_id")) });
}

enum rc printer_remove(struct txn *t, const char *id)
{
	struct row_printer_row was;
	enum rc rc = printer_load(t, id, &was);
	return rc ? rc : event_printer_removed(t, NULL, id, &(struct event_printer_removed){ 0 });
}

enum rc printer_mine(struct txn *t, const char **id)
{
	const struct actor *a = t->actor;
	struct row_printer_for found;
	const char *window = arena_printf(&t->arena, "%lld", (long long)a->window);
	enum rc rc = a->roles & ROLE_KIOSK
			     ? load_printer_for(t, t->self->site, "kiosk", a->id, a->name, &found)
		     : a->window
			     ? load_printer_for(t, t->self->site, "window", window, window, &found)
			     : load_printer_for(t, t->self->site, "guide", "", "", &found);
	if (!rc)
		*id = found.id;
	return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_PRINTER_NONE, NULL) : rc;
}

enum rc printer_seen(struct txn *t, const char *id, const char *state)
{
	struct row_printer_row was;
	enum rc rc = load_printer_row(t, t->self->site, id, &was);
	if (rc == RC_NOTFOUND || (!rc && !strcmp(was.state, state)))
		return RC_OK;
	return rc ? rc
		  : event_printer_seen(t, NULL, id, &(struct event_printer_seen){ .state = state });
}

static yyjson_mut_val *view(struct txn *t, const struct row_printer_row *p)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "id", p->id);
	yyjson_mut_obj_add_str(d, v, "name", p->name);
	yyjson_mut_obj_add_str(d, v, "kind", p->kind);
	yyjson_mut_obj_add_str(d, v, "target", p->target);
	yyjson_mut_obj_add_int(d, v, "paper", p->paper);
	yyjson_mut_obj_add_str(d, v, "repertoire", p->repertoire);
	yyjson_mut_obj_add_bool(d, v, "answers", p->answers);
	yyjson_mut_obj_add_str(d, v, "place", p->place);
	yyjson_mut_obj_add_str(d, v, "place_id", p->place_id);
	yyjson_mut_obj_add_str(d, v, "state", p->state);
	yyjson_mut_obj_add_str(d, v, "state_at", p->state_at);
	yyjson_mut_obj_add_str(d, v, "last_error", p->last_error);
	yyjson_mut_obj_add_str(d, v, "last_error_at", p->last_error_at);
	return v;
}

enum rc printer_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_printer_row row;
	enum rc rc = printer_load(t, id, &row);
	if (!rc)
		*out = view(t, &row);
	return rc;
}

enum rc printer_list(struct txn *t, yyjson_mut_val **out)
{
	struct row_printer_rows *rows = NULL;
	size_t n = 0;
	const char *mine = NULL;
	enum rc rc = list_printer_rows(t, t->self->site, &rows, &n);
	if (!rc)
		rc = printer_mine(t, &mine);
	if (rc == RC_REFUSED) /* no printer here is an answer, not a mistake */
		rc = RC_OK;
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "printers");
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *one;
		rc = printer_view(t, rows[i].id, &one);
		if (rc)
			return rc;
		yyjson_mut_arr_append(list, one);
	}
	yyjson_mut_obj_add_str(t->doc, *out, "mine", mine);
	return RC_OK;
}
