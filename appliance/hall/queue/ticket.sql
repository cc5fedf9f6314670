-- :load ticket_row(text hall, text id)
SELECT id, number, day, zone, category, sequence, priority AS "priority:priority", rank, items,
	note, channel, appointment, secret, bound_window, state AS "state:ticket_state", window_no,
	clerk, calls, tries, transfer_note, transfer_from, cancelled_by, closed_was, reprints,
	taken_at, issued_at, issued_by, waits_since, called_at, served_at, ended_at,
	rated AS "rated:flag", moved_from, moved_number
FROM ticket
WHERE hall = :hall AND id = :id;

-- :load ticket_secret(text hall, text id)
SELECT secret FROM ticket WHERE hall = :hall AND id = :id;

-- :load ticket_id_by_number(text hall, text day, text number)
SELECT id FROM ticket WHERE hall = :hall AND day = :day AND number = :number;

-- The last day before this one that had such a number: an old slip, still in somebody's hand.
-- :load ticket_id_by_old_number(text hall, text day, text number)
SELECT id
FROM ticket
WHERE hall = :hall AND day < :day AND number = :number
ORDER BY day DESC
LIMIT 1;

-- By what is on the paper of a number that was moved to this day.
-- :load ticket_id_by_moved_number(text hall, text day, text number)
SELECT id
FROM ticket
WHERE hall = :hall AND day = :day AND moved_number = :number
ORDER BY taken_at, id
LIMIT 1;

-- Numbers for this day that nobody checked in with.
-- :list ticket_reserved_for(text hall, text day)
SELECT id, number, series
FROM ticket
WHERE hall = :hall AND day = :day AND channel = 'self_service' AND state IN ('issuing', 'reserved')
ORDER BY rank, id;

-- Who was last called where this ticket waits.
-- :load ticket_last_called(text hall, text day, text zone, text category)
SELECT number, window_no, called_at
FROM ticket
WHERE hall = :hall AND day = :day AND zone = :zone AND category = :category
	AND called_at IS NOT NULL AND window_no IS NOT NULL
ORDER BY called_at DESC
LIMIT 1;

-- max() in each arm: the index gives the last one, instead of every number of the day.
-- :load ticket_sequence(text hall, text day, text series)
SELECT coalesce(max(sequence), 0) AS "taken:int"
FROM (SELECT max(sequence) AS sequence FROM ticket WHERE hall = :hall AND day = :day
	AND series = :series UNION ALL SELECT max(moved_sequence) AS sequence FROM ticket
	WHERE hall = :hall AND moved_from = :day AND series = :series) AS numbers;

-- :load ticket_last_rank(text hall, text day)
SELECT coalesce(max(rank), 0) AS "rank:int" FROM ticket WHERE hall = :hall AND day = :day;

-- :list ticket_unconfirmed(text hall, text before, int most)
SELECT id
FROM ticket
WHERE hall = :hall AND state = 'issuing' AND taken_at < :before
ORDER BY taken_at, id
LIMIT :most;

-- :list ticket_called_now(text hall, text day)
SELECT id, tries, called_at
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'called'
ORDER BY called_at NULLS FIRST, id;

-- :list ticket_left_open(text hall, text today, int most)
SELECT id, state AS "state:ticket_state"
FROM ticket
WHERE hall = :hall AND day < :today
	AND state IN ('issuing', 'reserved', 'waiting', 'called', 'serving', 'held', 'missed')
ORDER BY day, rank
LIMIT :most;

-- :query ticket_day_closed(text hall, text day) many
SELECT id, number, zone, closed_was AS was, state, taken_at, window_no, ended_at AS closed_at
FROM ticket
WHERE hall = :hall AND day = :day AND closed_was IS NOT NULL
ORDER BY rank
LIMIT :most;

-- :list ticket_waiting(text hall, text day, int most)
SELECT id, number, zone, priority, taken_at,
	bound_window, coalesce(transfer_note, note) AS note
FROM ticket WHERE hall = :hall AND day = :day AND state = 'waiting' ORDER BY rank LIMIT :most;

-- Who may be called: as little of each as the rule needs, for a whole day's numbers may wait. Those
-- with priority are never cut.
-- :list ticket_callable(text hall, text day)
SELECT id, zone, priority AS "priority:priority", rank, waits_since, begun AS "begun:flag",
	bound_window
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'waiting'
ORDER BY priority = 'none', rank
LIMIT 15000;

-- :load ticket_line_counts(text hall, text day, int window)
SELECT count(*) FILTER (WHERE state = 'waiting') AS "waiting:int",
	count(*) FILTER (WHERE state = 'missed') AS "missed:int",
	count(*) FILTER (WHERE state = 'held' AND window_no = :window) AS "held:int"
FROM ticket
WHERE hall = :hall AND day = :day AND state IN ('waiting', 'missed', 'held');

-- :list ticket_waiting_in(text hall, text day, text zone, int most)
SELECT id, category, priority AS "priority:priority", rank, waits_since,
	begun AS "begun:flag", bound_window
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'waiting' AND zone = :zone
ORDER BY rank
LIMIT :most;

-- :list ticket_missed(text hall, text day, int most)
SELECT id, number, zone, priority, taken_at, window_no, coalesce(transfer_note, note) AS note
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'missed'
ORDER BY called_at DESC NULLS LAST
LIMIT :most;

-- :list ticket_held(text hall, text day, int window, int most)
SELECT id, number, zone, priority, taken_at, note
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'held' AND window_no = :window
ORDER BY held_at NULLS FIRST
LIMIT :most;

-- :load ticket_at_window(text hall, text day, int window)
SELECT id
FROM ticket
WHERE hall = :hall AND day = :day AND window_no = :window AND state IN ('called', 'serving')
ORDER BY called_at DESC NULLS LAST
LIMIT 1;

-- :load ticket_since_priority(text hall, text day, text zone)
SELECT count(*) AS "normals:int"
FROM ticket
WHERE hall = :hall AND day = :day AND zone = :zone AND priority = 'none' AND called_at IS NOT NULL
	AND called_at > coalesce((SELECT max(called_at) FROM ticket WHERE hall = :hall
		AND day = :day AND zone = :zone AND priority <> 'none'), '');

-- :load ticket_window_today(text hall, text day, int window)
SELECT count(*) FILTER (WHERE state = 'finished') AS "served:int",
	count(*) FILTER (WHERE state = 'missed') AS "missed:int",
	CAST(sum(ms) AS BIGINT) / nullif(count(ms), 0) / 60000 AS "minutes:int"
FROM
	(SELECT state, CASE WHEN state = 'finished' AND closed_was IS NULL
		THEN CAST(round((julianday(ended_at) - julianday(served_at)) * 86400000) AS BIGINT)
			- held_ms END AS ms
	FROM ticket
	WHERE hall = :hall AND day = :day AND window_no = :window) AS today;

-- :list ticket_category_counts(text hall, text day)
SELECT zone, category, count(*) AS "waiting:int"
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'waiting'
GROUP BY zone, category;

-- :load ticket_to_rate(text hall, text day, int window)
SELECT id, number, ended_at, rated AS "rated:flag", state AS "state:ticket_state"
FROM ticket
WHERE hall = :hall AND day = :day AND window_no = :window AND called_at IS NOT NULL
	AND closed_was IS NULL AND state IN ('called', 'serving', 'finished')
ORDER BY called_at DESC
LIMIT 1;

-- A journal from before slips were confirmed has no secret in it: those tickets were in the queue
-- at once.
-- :apply ticket.taken
INSERT INTO ticket (hall, id, number, day, zone, category, series, sequence, priority, rank, items,
	note, channel, appointment, secret, bound_window, state, taken_at, issued_at, waits_since)
VALUES (:hall, :id, :number, :day, :zone, coalesce(:category, :zone), coalesce(:category, :zone),
	coalesce(:sequence, :rank), :priority, :rank, :items, :note, coalesce(:channel, 'kiosk'),
	:appointment, coalesce(:secret, ''), nullif(:window, 0), CASE
	WHEN :secret IS NULL THEN 'waiting' ELSE 'issuing' END, :at, CASE
	WHEN :secret IS NULL THEN :at END, :at);

-- :apply ticket.issued
UPDATE ticket
SET state = 'waiting', issued_at = :at, issued_by = :by, waits_since = :at,
	estimate_ms = CAST(:estimate ->> 'ms' AS BIGINT),
	estimate_low_ms = CAST(:estimate ->> 'low' AS BIGINT),
	estimate_high_ms = CAST(:estimate ->> 'high' AS BIGINT)
WHERE hall = :hall AND id = :id;

-- :apply ticket.reserved
UPDATE ticket SET state = 'reserved', issued_by = :by WHERE hall = :hall AND id = :id;

-- :apply ticket.moved
UPDATE ticket
SET moved_from = coalesce(moved_from, day), moved_number = coalesce(moved_number, number),
	moved_sequence = coalesce(moved_sequence, sequence), day = :day, number = :number,
	sequence = :sequence, rank = :rank
WHERE hall = :hall AND id = :id;

-- :apply ticket.lapsed
UPDATE ticket SET state = 'void', ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply ticket.reprinted
UPDATE ticket SET reprints = reprints + 1 WHERE hall = :hall AND id = :id;

-- :apply ticket.called
UPDATE ticket
SET state = 'called', window_no = :window, clerk = :actor, calls = calls + 1, tries = CASE
	WHEN state = 'called' THEN tries + 1 ELSE 1 END, called_from = CASE
	WHEN state = 'called' THEN called_from ELSE state END, called_before = CASE
	WHEN state = 'called' THEN called_before ELSE called_at END,
	first_called_at = coalesce(first_called_at, :at), called_at = :at
WHERE hall = :hall AND id = :id;

-- :apply ticket.undone
UPDATE ticket
SET state = called_from, called_at = called_before, first_called_at = CASE
	WHEN called_before IS NULL THEN NULL ELSE first_called_at END, tries = 0, window_no = CASE
	WHEN called_from = 'held' THEN window_no END, clerk = CASE
	WHEN called_from = 'held' THEN clerk END
WHERE hall = :hall AND id = :id;

-- :apply ticket.serving
UPDATE ticket
SET state = 'serving', window_no = :window, clerk = :actor, served_at = coalesce(served_at, :at),
	held_ms = held_ms + CASE WHEN held_at IS NULL THEN 0
	ELSE CAST(round((julianday(:at) - julianday(held_at)) * 86400000) AS BIGINT) END,
	held_at = NULL
WHERE hall = :hall AND id = :id;

-- :apply ticket.held
UPDATE ticket
SET state = 'held', held_at = :at, served_at = coalesce(served_at, :at),
	note = coalesce(:note, note)
WHERE hall = :hall AND id = :id;

-- :apply ticket.resumed
UPDATE ticket
SET state = 'serving',
	held_ms = held_ms + CAST(round((julianday(:at) - julianday(held_at)) * 86400000) AS
		BIGINT),
	held_at = NULL
WHERE hall = :hall AND id = :id;

-- :apply ticket.returned
UPDATE ticket
SET state = 'waiting', begun = 1, window_no = NULL, clerk = NULL, tries = 0, served_at = NULL,
	held_at = NULL, held_ms = 0, note = coalesce(:note, note)
WHERE hall = :hall AND id = :id;

-- :apply ticket.transferred
UPDATE ticket
SET state = 'waiting', begun = CASE WHEN state IN ('called', 'serving', 'held') THEN 1
	ELSE begun END, zone = :zone, category = :category, bound_window = nullif(:window, 0),
	transfer_from = :from, transfer_note = :note, window_no = NULL, clerk = NULL, tries = 0,
	served_at = NULL, held_at = NULL, held_ms = 0
WHERE hall = :hall AND id = :id;

-- :apply ticket.missed
UPDATE ticket SET state = 'missed', begun = 0, held_at = NULL WHERE hall = :hall AND id = :id;

-- :apply ticket.requeued
UPDATE ticket
SET state = 'waiting', window_no = NULL, clerk = NULL, tries = 0, rank = coalesce(:rank, rank),
	waits_since = :at
WHERE hall = :hall AND id = :id;

-- :apply ticket.finished
UPDATE ticket
SET state = 'finished', ended_at = :at, held_ms = held_ms + CASE WHEN held_at IS NULL THEN 0
	ELSE CAST(round((julianday(:at) - julianday(held_at)) * 86400000) AS BIGINT) END,
	held_at = NULL
WHERE hall = :hall AND id = :id;

-- :apply ticket.cancelled
UPDATE ticket
SET state = 'cancelled', ended_at = :at, cancelled_by = coalesce(:by, 'guide')
WHERE hall = :hall AND id = :id;

-- :apply ticket.day_closed
UPDATE ticket SET state = :state, closed_was = :was, ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply rating.given
UPDATE ticket SET rated = 1 WHERE hall = :hall AND id = :ticket;
