/* Cases at the hall: the window, the approver, the issuing desk. */
#include <stdlib.h>
#include <string.h>
#include "api/handlers.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "hall/place/site.h"

static int64_t number(const struct request *r, const char *name, int64_t otherwise, int64_t most)
{
	int64_t n = strtoll(request_query(r, name), NULL, 10);
	return n > 0 && n <= most ? n : otherwise;
}

enum rc api_case_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct casefile_filter f = { .hall = t->self->site,
		.states = request_query(r, "state"),
		.q = request_query(r, "q"),
		.card = request_query(r, "card"),
		.accepted = request_query(r, "accepted"),
		.limit = number(r, "limit", 200, 500),
		.offset = number(r, "offset", 0, 1000000) };
	return casefile_list(t, &f, reply);
}

enum rc api_case_receive(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id;
	if (!t->actor->window) /* S-3.1.3a: no case without an acceptance at a window */
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	const struct case_receive_body in = read_case_receive(&t->arena, request_body(r));
	TRY(casefile_receive(t, &in, &id));
	return casefile_view(t, id, reply);
}

enum rc api_case_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return casefile_view(t, request_part(r, "id"), reply);
}

static enum rc view_after(struct txn *t, struct request *r, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc : casefile_view(t, request_part(r, "id"), reply);
}

enum rc api_case_materials(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_materials_body in = read_case_materials(&t->arena, request_body(r));
	return view_after(t, r, casefile_materials(t, request_part(r, "id"), &in), reply);
}

static enum rc send_photo(struct txn *t, struct request *r)
{
	const char *path, *mime;
	TRY(casefile_photo(t, request_part(r, "id"), request_part(r, "sha256"), &path, &mime));
	/* what a hall calls its file is not what a page here runs */
	request_send_file(r, path, mime ? mime : "application/octet-stream", mime ? NULL : "photo");
	return RC_OK;
}

enum rc api_attachment_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	return send_photo(t, r);
}

enum rc api_hub_attachment_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	return send_photo(t, r);
}

enum rc api_case_accept(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_act_body in = read_case_act(&t->arena, request_body(r));
	return view_after(t, r, casefile_accept(t, request_part(r, "id"), &in), reply);
}

enum rc api_case_correction(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_correction_body in = read_case_correction(&t->arena, request_body(r));
	return view_after(t, r, casefile_correct(t, request_part(r, "id"), &in), reply);
}

enum rc api_case_refuse(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_refuse_body in = read_case_refuse(&t->arena, request_body(r));
	return view_after(t, r, casefile_refuse(t, request_part(r, "id"), &in), reply);
}

enum rc api_case_decide(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_decide_body in = read_case_decide(&t->arena, request_body(r));
	return view_after(t, r, casefile_settle(t, request_part(r, "id"), &in), reply);
}

enum rc api_hub_case_decide(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_decide_body in = read_case_decide(&t->arena, request_body(r));
	return view_after(t, r, casefile_settle(t, request_part(r, "id"), &in), reply);
}

enum rc api_case_result(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct case_result_body in = read_case_result(&t->arena, request_body(r));
	return view_after(t, r, casefile_result(t, request_part(r, "id"), &in), reply);
}

enum rc api_case_issue(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct site_window w;
	/* S-3.3.1e: results leave through a window that carries the 出件 sign */
	if (t->actor->window) {
		enum rc rc = site_window(t, t->actor->window, &w);
		if (rc)
			return rc;
		if (!w.row.issues)
			return txn_refuse(t, REFUSAL_WINDOW_NOT_ISSUING, w.sign);
	} else {
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	}
	const struct case_issue_body in = read_case_issue(&t->arena, request_body(r));
	return view_after(t, r, casefile_issue(t, request_part(r, "id"), &in), reply);
}

enum rc api_case_timeline(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return casefile_timeline(t, request_part(r, "id"), reply);
}

enum rc api_hub_case_timeline(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return casefile_timeline(t, request_part(r, "id"), reply);
}

enum rc api_hub_case_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return casefile_view(t, request_part(r, "id"), reply);
}

enum rc api_hub_case_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct casefile_filter f = { .hall = request_query(r, "hall"),
		.states = request_query(r, "state"),
		.q = request_query(r, "q"),
		.card = "",
		.accepted = "",
		.limit = number(r, "limit", 200, 500),
		.offset = number(r, "offset", 0, 1000000) };
	return casefile_list(t, &f, reply);
}
