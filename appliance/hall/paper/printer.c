/* Printers: load, decide, record. */
#include "hall/paper/printer.h"
#include <stdlib.h>
#include <string.h>
#include "bodies/paper.h"
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

/* Only a shape: whether the thing answers is for the test page. What it names must be a device when
 * it is opened (print/device.c). */
static bool fits(enum printer_kind kind, const char *target)
{
	if (kind == PRINTER_KIND_BROWSER)
		return true;
	return kind == PRINTER_KIND_TCP ? is_host_and_port(target)
					: target[0] == '/' && !strstr(target, "/../");
}

enum rc printer_load(struct txn *t, const char *id, struct row_printer_row *out)
{
	enum rc rc = load_printer_row(t, t->self->site, id, out);
	return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_PRINTER_UNKNOWN, id) : rc;
}

/* Rolls come in two widths. */
static int64_t paper_of(const struct printer_put_body *in)
{
	return in->paper < 80 && in->paper != BODY_NO_INT ? 58 : 80;
}

enum rc printer_add(struct txn *t, const struct printer_put_body *in, const char **id)
{
	struct row_printer_count count;
	const char *target = or_empty(in->target);
	if (!fits(in->kind, target))
		return txn_refuse(t, REFUSAL_PRINTER_TARGET, target);
	TRY(load_printer_count(t, t->self->site, &count));
	*id = arena_printf(&t->arena, "P%lld", (long long)count.count + 1);
	return record_printer_added(t, *id, .name = in->name, .type = in->kind, .target = target,
		.paper = paper_of(in), .repertoire = in->repertoire, .answers = in->answers,
		.place = in->place, .place_id = or_empty(in->place_id));
}

enum rc printer_change(struct txn *t, const char *id, const struct printer_put_body *in)
{
	struct row_printer_row was;
	const char *target = or_empty(in->target);
	TRY(printer_load(t, id, &was));
	if (!fits(in->kind, target))
		return txn_refuse(t, REFUSAL_PRINTER_TARGET, target);
	return record_printer_changed(t, id, .name = in->name, .type = in->kind, .target = target,
		.paper = paper_of(in), .repertoire = in->repertoire, .answers = in->answers,
		.place = in->place, .place_id = or_empty(in->place_id));
}

enum rc printer_remove(struct txn *t, const char *id)
{
	struct row_printer_row was;
	TRY(printer_load(t, id, &was));
	return record_printer_removed(t, id, 0);
}

static enum rc find_mine(struct txn *t, struct row_printer_for *out)
{
	const struct actor *a = t->actor;
	const char *hall = t->self->site;
	if (a->roles & ROLE_KIOSK)
		return load_printer_for(t, hall, PRINTER_PLACE_KIOSK, a->id, a->name, out);
	if (!a->window)
		return load_printer_for(t, hall, PRINTER_PLACE_GUIDE, "", "", out);
	const char *window = arena_printf(&t->arena, "%lld", (long long)a->window);
	return load_printer_for(t, hall, PRINTER_PLACE_WINDOW, window, window, out);
}

enum rc printer_mine(struct txn *t, const char **id)
{
	struct row_printer_for found;
	enum rc rc = find_mine(t, &found);
	if (!rc)
		*id = found.id;
	return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_PRINTER_NONE, NULL) : rc;
}

enum rc printer_seen(struct txn *t, const char *id, enum printer_state state)
{
	struct row_printer_row was;
	enum rc rc = load_printer_row(t, t->self->site, id, &was);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	return was.state == state ? RC_OK : record_printer_seen(t, id, .state = state);
}

enum rc printer_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	yyjson_mut_val *found;
	TRY(query_printer_views(t, t->self->site, id, &found));
	if (!id[0] || !yyjson_mut_arr_size(found))
		return txn_refuse(t, REFUSAL_PRINTER_UNKNOWN, id);
	*out = yyjson_mut_arr_remove_first(found);
	return RC_OK;
}

enum rc printer_list(struct txn *t, yyjson_mut_val **out)
{
	const char *mine = NULL;
	yyjson_mut_val *all;
	TRY(query_printer_views(t, t->self->site, "", &all));
	enum rc rc = printer_mine(t, &mine);
	if (rc && rc != RC_REFUSED) /* no printer here is an answer, not a mistake */
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "printers", all);
	yyjson_mut_obj_add_str(t->doc, *out, "mine", mine);
	return RC_OK;
}
