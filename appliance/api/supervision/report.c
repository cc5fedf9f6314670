/* Reports: the hall's own, and each hall's at the county. */
#include <string.h>
#include "api/handlers.h"
#include "hall/supervision/report.h"
#include "hub/fleet.h"
#include "store/journal.h"

static enum rc not_a_span(struct txn *t)
{
	return txn_refuse(t, REFUSAL_SHAPE,
		"日期应写成 2026-11-24，月份应写成 2026-11，最后一天不早于第一天，一次最多一年");
}

enum rc api_report_now(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return report_now(t, reply);
}

enum rc api_report_day(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct report_span span;
	return report_day(request_query(r, "day"), &span)
		       ? report_view(t, t->self->site, &span, reply)
		       : not_a_span(t);
}

enum rc api_report_month(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct report_span span;
	return report_month(request_query(r, "month"), &span)
		       ? report_view(t, t->self->site, &span, reply)
		       : not_a_span(t);
}

enum rc api_report_range(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct report_span span;
	return report_range(request_query(r, "first"), request_query(r, "last"), &span)
		       ? report_view(t, t->self->site, &span, reply)
		       : not_a_span(t);
}

enum rc api_report_csv(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct report_span span;
	const char *text;
	(void)reply;
	if (!report_range(request_query(r, "first"), request_query(r, "last"), &span))
		return not_a_span(t);
	enum rc rc = report_csv(t, &span, request_part(r, "table"), &text);
	if (!rc)
		request_reply_text(r, "text/csv; charset=utf-8", text);
	return rc;
}

enum rc api_hub_report_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct report_span span;
	struct row_fleet_nodes *halls;
	size_t n;
	if (!report_month(request_query(r, "month"), &span))
		return not_a_span(t);
	enum rc rc = list_fleet_nodes(t, t->self->site, &halls, &n);
	if (rc)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strcpy(t->doc, *reply, "first", span.first);
	yyjson_mut_obj_add_strcpy(t->doc, *reply, "last", span.last);
	yyjson_mut_obj_add_strcpy(t->doc, *reply, "generated_at", t->at);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *reply, "halls");
	const char *before = "";
	for (size_t i = 0; !rc && i < n; i++) {
		yyjson_mut_val *one;
		const char *hall = journal_hall(&t->arena, halls[i].node);
		if (!strcmp(hall, before)) /* a later incarnation of the same hall */
			continue;
		before = hall;
		rc = report_view(t, hall, &span, &one);
		if (!rc)
			yyjson_mut_arr_append(list, one);
	}
	return rc;
}
