/* `minihall printer`: registers a receipt printer, or lists those there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "words/set.h"
#include "cli/command.h"
#include "hall/paper/printer.h"

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
	const struct cli *c = *(const struct cli *const *)context;
	const char *id, *name = cli_text(c, arg_printer_name);
	if (!name[0])
		return list_all(t);
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "name", name);
	yyjson_mut_obj_add_str(d, v, "kind", cli_text(c, arg_printer_kind));
	yyjson_mut_obj_add_str(d, v, "target", cli_text(c, arg_printer_target));
	yyjson_mut_obj_add_int(d, v, "paper", cli_int(c, arg_printer_paper));
	yyjson_mut_obj_add_str(d, v, "repertoire", cli_text(c, arg_printer_repertoire));
	yyjson_mut_obj_add_bool(d, v, "answers", cli_given(c, arg_printer_answers));
	yyjson_mut_obj_add_str(d, v, "place", cli_text(c, arg_printer_place));
	yyjson_mut_obj_add_str(d, v, "place_id", cli_text(c, arg_printer_place_id));
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

int command_printer(const struct cli *c)
{
	struct home h;
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall printer"))
		return 3;
	int status = home_run(&h, add_or_list, &c);
	home_close(&h);
	return status;
}
