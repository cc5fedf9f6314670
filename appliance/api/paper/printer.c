/* Printers and prints. */
#include "api/handlers.h"
#include "bodies/care.h"
#include "bodies/paper.h"
#include "hall/casework/casefile.h"
#include "hall/paper/printer.h"
#include "hall/paper/printjob.h"

enum rc api_printer_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return printer_list(t, reply);
}

enum rc api_printer_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct printer_put_body in = read_printer_put(&t->arena, request_body(r));
	const char *id;
	TRY(printer_add(t, &in, &id));
	return printer_view(t, id, reply);
}

enum rc api_printer_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct printer_put_body in = read_printer_put(&t->arena, request_body(r));
	TRY(printer_change(t, request_part(r, "id"), &in));
	return printer_view(t, request_part(r, "id"), reply);
}

enum rc api_printer_remove(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(printer_remove(t, request_part(r, "id")));
	return printer_list(t, reply);
}

enum rc api_printer_test(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job;
	TRY(printjob_test(t, request_part(r, "id"), &job));
	return printjob_view(t, job, reply);
}

/* The printer that was named; NULL: the asker's own. */
static const char *wanted(struct txn *t, struct request *r)
{
	return read_print_wanted(&t->arena, request_body(r)).printer;
}

enum rc api_ticket_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job, *base = request_origin(r, &t->arena);
	TRY(printjob_ticket(t, request_part(r, "id"), wanted(t, r), base, &job));
	return printjob_view(t, job, reply);
}

enum rc api_item_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job, *base = request_origin(r, &t->arena);
	TRY(printjob_item(t, request_part(r, "id"), wanted(t, r), base, &job));
	return printjob_view(t, job, reply);
}

enum rc api_backstop_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_print_body in = read_backstop_print(&t->arena, request_body(r));
	const char *job, *base = request_origin(r, &t->arena);
	TRY(printjob_report(t, request_part(r, "id"), in.code, in.printer, base, &job));
	return printjob_view(t, job, reply);
}

enum rc api_case_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job, *base = request_origin(r, &t->arena);
	yyjson_mut_val *there;
	TRY(casefile_view(t, request_part(r, "id"), &there));
	TRY(printjob_case(t, request_part(r, "id"), wanted(t, r), base, &job));
	return printjob_view(t, job, reply);
}

enum rc api_ticket_slip(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct slip s;
	int paper = 80;
	TRY(printjob_ticket_slip(
		t, request_part(r, "id"), request_origin(r, &t->arena), 1, paper, &s));
	*reply = printjob_slip_json(t, &s, paper);
	return RC_OK;
}

enum rc api_print_job_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return printjob_troubled(t, reply);
}

enum rc api_print_job_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return printjob_view(t, request_part(r, "id"), reply);
}

enum rc api_print_job_answer(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	bool printed = read_print_answer(&t->arena, request_body(r)).printed;
	TRY(printjob_answer(t, request_part(r, "id"), printed));
	return printjob_view(t, request_part(r, "id"), reply);
}

enum rc api_print_job_dismiss(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(printjob_dismiss(t, request_part(r, "id")));
	return printjob_view(t, request_part(r, "id"), reply);
}
