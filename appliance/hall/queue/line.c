/* The line is read once a day and then follows the journal: each event about a ticket since the
 * last look moves that ticket in it. It is read anew when something was undone, when another
 * process wrote, or when there is much to catch up with. It does not outlive the process, and a
 * line that has no room here is counted in the database. */
#include "hall/queue/line.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "store/journal.h"
#include "store/kept.h"

#define LINE_ROOM 16384
#define ZONES 64
#define CATCH_UP 200 /* events */

struct place {
	int64_t row, rank;
	size_t zone;
};

static struct {
	int64_t epoch, arrived; /* kept_epoch() and the last event that is in it */
	char day[16];
	char zones[ZONES][32];
	size_t zone_count, count;
	struct place *places;
} line;

/* ZONES for one that has no room. */
static size_t zone_number(const char *zone, bool add)
{
	for (size_t i = 0; i < line.zone_count; i++)
		if (!strcmp(line.zones[i], zone))
			return i;
	if (!add || line.zone_count == ZONES || strlen(zone) >= sizeof line.zones[0])
		return ZONES;
	snprintf(line.zones[line.zone_count], sizeof line.zones[0], "%s", zone);
	return line.zone_count++;
}

static bool put(int64_t row, const char *zone, int64_t rank)
{
	size_t number = zone_number(zone, true);
	if (number == ZONES || line.count == LINE_ROOM)
		return false;
	line.places[line.count++] = (struct place){ row, rank, number };
	return true;
}

static void take_out(int64_t row)
{
	for (size_t i = line.count; i-- > 0;) /* who came last is most often meant */
		if (line.places[i].row == row) {
			line.places[i] = line.places[--line.count];
			return;
		}
}

/* False in *whole: the line cannot be kept here. */
static enum rc read_line(struct txn *t, const char *day, bool *whole)
{
	struct row_line_waiting *rows;
	int64_t last;
	size_t n;
	line.epoch = -1;
	line.zone_count = line.count = 0;
	*whole = false;
	if (!line.places && !(line.places = calloc(LINE_ROOM, sizeof *line.places)))
		return RC_OK;
	TRY(list_line_waiting(t, t->self->site, day, LINE_ROOM, &rows, &n));
	TRY(journal_last_arrived(t, &last));
	*whole = n < LINE_ROOM;
	for (size_t i = 0; *whole && i < n; i++)
		*whole = put(rows[i].row, rows[i].zone, rows[i].rank);
	if (!*whole)
		return RC_OK;
	line.epoch = kept_epoch(t);
	line.arrived = last;
	snprintf(line.day, sizeof line.day, "%s", day);
	return RC_OK;
}

static enum rc move(struct txn *t, const char *id, bool *whole)
{
	struct row_line_ticket ticket;
	enum rc rc = load_line_ticket(t, t->self->site, id, &ticket);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	take_out(ticket.row);
	if (ticket.state == TICKET_STATE_WAITING && !strcmp(ticket.day, line.day))
		*whole &= put(ticket.row, ticket.zone, ticket.rank);
	return RC_OK;
}

static enum rc catch_up(struct txn *t, const char *day, bool *whole)
{
	struct row_line_events *rows;
	size_t n = 0;
	*whole = line.epoch == kept_epoch(t) && !strcmp(line.day, day);
	enum rc rc = *whole ? list_line_events(t, line.arrived, CATCH_UP, &rows, &n) : RC_OK;
	*whole &= n < CATCH_UP;
	for (size_t i = 0; !rc && *whole && i < n; i++) {
		if (!strncmp(rows[i].kind, "ticket.", 7))
			rc = move(t, rows[i].subject, whole);
		line.arrived = rows[i].arrived;
	}
	if (rc)
		line.epoch = -1;
	return rc || *whole ? rc : read_line(t, day, whole);
}

enum rc line_ahead(struct txn *t, const char *day, const char *zone, int64_t rank, int64_t *ahead)
{
	struct row_waiting_before counted;
	bool whole;
	TRY(catch_up(t, day, &whole));
	if (!whole) {
		TRY(load_waiting_before(t, t->self->site, day, zone, rank, &counted));
		*ahead = counted.ahead;
		return RC_OK;
	}
	size_t number = zone_number(zone, false);
	int64_t before = 0;
	for (size_t i = 0; i < line.count; i++)
		before += line.places[i].zone == number && line.places[i].rank < rank;
	*ahead = before < LINE_MOST ? before : LINE_MOST;
	return RC_OK;
}
