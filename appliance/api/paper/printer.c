/* Printers and prints. */
#include "api/handlers.h"
#include "base/json.h"
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
	const char *id;
	enum rc rc = printer_add(t, request_body(r), &id);
	return rc ? rc : printer_view(t, id, reply);
}

enum rc api_printer_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = printer_change(t, request_part(r, "id"), request_body(r));
	return rc ? rc : printer_view(t, request_part(r, "id"), reply);
}

enum rc api_printer_remove(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = printer_remove(t, request_part(r, "id"));
	return rc ? rc : printer_list(t, reply);
}

enum rc api_printer_test(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job;
	enum rc rc = printjob_test(t, request_part(r, "id"), &job);
	return rc ? rc : printjob_view(t, job, reply);
}

enum rc api_ticket_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job;
	enum rc rc = printjob_ticket(t, request_part(r, "id"),
		json_text(request_body(r), "printer"), request_origin(r, &t->arena), &job);
	return rc ? rc : printjob_view(t, job, reply);
}

enum rc api_item_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job;
	enum rc rc = printjob_item(t, request_part(r, "id"), json_text(request_body(r), "printer"),
		request_origin(r, &t->arena), &job);
	return rc ? rc : printjob_view(t, job, reply);
}

enum rc api_backstop_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job;
	enum rc rc = printjob_report(t, request_part(r, "id"), json_text(request_body(r), "code"),
		json_text(request_body(r), "printer"), request_origin(r, &t->arena), &job);
	return rc ? rc : printjob_view(t, job, reply);
}

enum rc api_case_print(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *job;
	yyjson_mut_val *there;
	enum rc rc = casefile_view(t, request_part(r, "id"), &there);
	if (!rc)
		rc = printjob_case(t, request_part(r, "id"), json_text(request_body(r), "printer"),
			request_origin(r, &t->arena), &job);
	return rc ? rc : printjob_view(t, job, reply);
}

enum rc api_ticket_slip(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct slip s;
	int paper = 80;
	enum rc rc = printjob_ticket_slip(
		t, request_part(r, "id"), request_origin(r, &t->arena), 1, paper, &s);
	if (!rc)
		*reply = printjob_slip_json(t, &s, paper);
	return rc;
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
	enum rc rc = printjob_answer(
		t, request_part(r, "id"), json_flag(request_body(r), "printed"));
	return rc ? rc : printjob_view(t, request_part(r, "id"), reply);
}

enum rc api_print_job_dismiss(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = printjob_dismiss(t, request_part(r, "id"));
	return rc ? rc : printjob_view(t, request_part(r, "id"), reply);
}
