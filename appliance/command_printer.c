/* `minihall printer`: registers a receipt printer, or lists those there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/set.h"
#include "command.h"
#include "hall/printer.h"

struct words { int argc; char **argv; };

static enum rc list_all(struct txn *t)
{
	struct row_printer_rows *rows;
	size_t n;
	enum rc rc = list_printer_rows(t, t->self->site, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++) {
		struct row_printer_row p;
		rc = printer_load(t, rows[i].id, &p);
		if (!rc)
			printf("%s %s %s %s %lldmm %s %s\n", p.id, p.name, set_label("printer_kind", p.kind), p.target, (long long)p.paper, p.repertoire, set_label("printer_state", p.state));
	}
	return rc;
}

static enum rc add_or_list(struct txn *t, void *context)
{
	struct words *w = context;
	const char *id, *name = command_option(w->argc, w->argv, "--name", ""), *kind = command_option(w->argc, w->argv, "--kind", "device_file");
	const char *repertoire = command_option(w->argc, w->argv, "--repertoire", "gbk"), *place = command_option(w->argc, w->argv, "--place", "hall");
	if (!name[0])
		return list_all(t);
	if (!set_has("printer_kind", kind) || !set_has("print_repertoire", repertoire) || !set_has("printer_place", place))
		return txn_refuse(t, REFUSAL_SHAPE, "--kind device_file|tcp|browser，--repertoire gb2312|gbk|gb18030_2000|ascii，--place hall|kiosk|guide|window");
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "name", name);
	yyjson_mut_obj_add_str(d, v, "kind", kind);
	yyjson_mut_obj_add_str(d, v, "target", command_option(w->argc, w->argv, "--target", ""));
	yyjson_mut_obj_add_int(d, v, "paper", atoi(command_option(w->argc, w->argv, "--paper", "80")));
	yyjson_mut_obj_add_str(d, v, "repertoire", repertoire);
	yyjson_mut_obj_add_bool(d, v, "answers", command_flag(w->argc, w->argv, "--answers"));
	yyjson_mut_obj_add_str(d, v, "place", place);
	yyjson_mut_obj_add_str(d, v, "place_id", command_option(w->argc, w->argv, "--place-id", ""));
	size_t n;
	yyjson_val *body;
	const char *text = json_write(&t->arena, v, &n);
	enum rc rc = json_read(&t->arena, text, n, &body);
	if (!rc)
		rc = printer_add(t, body, &id);
	if (!rc)
		printf("%s %s\n", id, name);
	return rc;
}

int command_printer(int argc, char **argv)
{
	struct home h;
	struct words w = { argc, argv };
	if (home_open(&h, command_home(argc, argv), HOME_SHARED, "minihall printer"))
		return 3;
	int status = home_run(&h, add_or_list, &w);
	home_close(&h);
	return status;
}
