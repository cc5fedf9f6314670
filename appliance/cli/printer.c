/* `minihall printer`: registers a receipt printer, or lists those there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bodies/paper.h"
#include "cli/command.h"
#include "hall/paper/printer.h"

static enum rc list_all(struct txn *t)
{
	struct row_printer_rows *rows;
	size_t n;
	TRY(list_printer_rows(t, t->self->site, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct row_printer_row p;
		TRY(printer_load(t, rows[i].id, &p));
		printf("%s %s %s %s %lldmm %s %s\n", p.id, p.name, printer_kind_label(p.kind),
			p.target, (long long)p.paper, print_repertoire_word(p.repertoire),
			printer_state_label(p.state));
	}
	return RC_OK;
}

static enum rc add_or_list(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	const char *id, *name = cli_text(c, arg_printer_name);
	if (!name[0])
		return list_all(t);
	const struct printer_put_body in = {
		.name = name,
		.kind = printer_kind_of(cli_text(c, arg_printer_kind)),
		.target = cli_text(c, arg_printer_target),
		.paper = cli_int(c, arg_printer_paper),
		.repertoire = print_repertoire_of(cli_text(c, arg_printer_repertoire)),
		.answers = cli_given(c, arg_printer_answers),
		.place = printer_place_of(cli_text(c, arg_printer_place)),
		.place_id = cli_text(c, arg_printer_place_id),
	};
	TRY(printer_add(t, &in, &id));
	printf("%s %s\n", id, name);
	return RC_OK;
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
