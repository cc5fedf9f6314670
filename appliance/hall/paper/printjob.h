/* Prints by the box and by pages. A number counts as issued when its print is done; the same paper
 * printed again carries the same number.
 *
 * What a kiosk does: POST /api/tickets (state issuing), then GET /api/printers has told it `mine`.
 * None: the screen shows the number and confirms (/confirm, by screen). Kind device_file or tcp:
 * POST /api/tickets/:id/print, then the print.* events of the stream (or GET /api/print-jobs/:id
 * each second) until state is not `requested`: `done` the ticket is in the queue; `failed` say the
 * reason's words, offer once more (the same POST: the same number) or the screen; `unknown` (asks)
 * ask 出票了吗 and POST /api/print-jobs/:id/answer. Kind browser: the same POST, then the page prints
 * and answers itself. */
#ifndef HALL_PRINTJOB_H
#define HALL_PRINTJOB_H
#include "printjob_sql.h"
#include "rules/queue/slip.h"
#include "store/txn.h"

/* Asks for a print; *job is the new one's id, or the running one's when the same paper is just
 * being printed. printer: id, or NULL for the asker's own. base: how the asker reached this box,
 * for the QR. REFUSAL_PRINTER_NONE, REFUSAL_PRINTER_UNKNOWN, REFUSAL_PRINT_UNANSWERED,
 * TICKET_LAPSED, TICKET_ENDED. */
NODISCARD enum rc printjob_ticket(
	struct txn *t, const char *ticket, const char *printer, const char *base, const char **job);
NODISCARD enum rc printjob_case(struct txn *t, const char *casefile, const char *printer,
	const char *base, const char **job);
/* What an item asks for. Every press is a paper of its own: two people at two machines may want the
 * same one. REFUSAL_ITEM_UNKNOWN besides. */
NODISCARD enum rc printjob_item(
	struct txn *t, const char *item, const char *printer, const char *base, const char **job);
/* The receipt of a report of 办不成事, for whoever knows its code. REFUSAL_NOT_FOUND,
 * REFUSAL_GUESS_WAIT besides. */
NODISCARD enum rc printjob_report(struct txn *t, const char *report, const char *code,
	const char *printer, const char *base, const char **job);
NODISCARD enum rc printjob_test(struct txn *t, const char *printer, const char **job);
/* What the worker says: DONE, FAILED or UNKNOWN, the last two for a reason. An answer that comes
 * too late has no effect. */
NODISCARD enum rc printjob_ended(struct txn *t, const char *job, enum print_state result,
	enum print_reason reason, bool paper_low);
/* After a start: prints of an earlier life of this program may or may not have come out. */
NODISCARD enum rc printjob_forgotten(struct txn *t);
/* A person looked. REFUSAL_PRINT_STATE. */
NODISCARD enum rc printjob_answer(struct txn *t, const char *job, bool printed);
/* Nobody needs the paper that was not printed: it troubles nobody any more. REFUSAL_PRINT_STATE. */
NODISCARD enum rc printjob_dismiss(struct txn *t, const char *job);
NODISCARD enum rc printjob_view(
	struct txn *t, const char *job, yyjson_mut_val **out); /* shape PrintJob */
NODISCARD enum rc printjob_troubled(struct txn *t, yyjson_mut_val **out); /* shape PrintJobList */

/* printjob_slip.c: what is on the paper. */
NODISCARD enum rc printjob_slip(
	struct txn *t, const struct row_print_job_row *job, int paper_mm, struct slip *out);
NODISCARD enum rc printjob_ticket_slip(struct txn *t, const char *ticket, const char *base,
	int64_t copy, int paper_mm, struct slip *out);
yyjson_mut_val *printjob_slip_json(
	struct txn *t, const struct slip *s, int paper_mm); /* shape PaperSlip */

#endif
