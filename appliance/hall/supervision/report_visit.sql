-- What reports are counted from (tbl/supervision/views/report.sql), event by event.

-- A wait is from the number's issue to its first call; a service is from its start to its end,
-- without the time it was on hold; a window is taken from the call on.
-- :apply ticket.issued
INSERT INTO visit (hall, ticket, day, zone, category, priority, channel, slot, taken_ms, estimate_s)
SELECT hall, id, day, zone, category, priority, channel,
	:at_hour * 2 + CAST(substr(:at, 15, 2) AS BIGINT) / 30, :at_ms,
	CAST(:estimate ->> 'ms' AS BIGINT) / 1000
FROM ticket
WHERE hall = :hall AND id = :id
ON CONFLICT DO NOTHING;

-- :apply ticket.called
INSERT INTO service_turn (hall, ticket, no, day, zone, window_no, hour, called_ms)
SELECT hall, id,
	(SELECT coalesce(max(no), 0) + 1
		FROM service_turn s
		WHERE s.hall = v.hall AND s.ticket = v.id),
	day, zone, :window, :at_hour, :at_ms
FROM ticket v
WHERE hall = :hall AND id = :id
	AND NOT EXISTS
		(SELECT 1
		FROM service_turn s
		WHERE s.hall = v.hall AND s.ticket = v.id AND s.ended_ms IS NULL);

-- :apply ticket.called
UPDATE visit SET called_ms = coalesce(called_ms, :at_ms) WHERE hall = :hall AND ticket = :id;

-- :apply ticket.called
INSERT INTO window_stretch (hall, day, window_no, from_s)
SELECT :hall, :at_day, :window, :at_second
WHERE NOT EXISTS
	(SELECT 1
	FROM window_stretch s
	WHERE s.hall = :hall AND s.day = :at_day AND s.window_no = :window AND s.to_s IS NULL)
ON CONFLICT DO NOTHING;

-- :apply ticket.undone
DELETE FROM service_turn WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.undone
UPDATE visit
SET called_ms = NULL
WHERE hall = :hall AND ticket = :id
	AND NOT EXISTS (SELECT 1 FROM service_turn s WHERE s.hall = :hall AND s.ticket = :id);

-- :apply ticket.serving
UPDATE service_turn
SET served_ms = coalesce(served_ms, :at_ms)
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.resumed
INSERT INTO service_turn (hall, ticket, no, day, zone, window_no, hour, called_ms, served_ms)
SELECT hall, id,
	(SELECT coalesce(max(no), 0) + 1
		FROM service_turn s
		WHERE s.hall = v.hall AND s.ticket = v.id),
	day, zone, :window, :at_hour, :at_ms, :at_ms
FROM ticket v
WHERE hall = :hall AND id = :id
	AND NOT EXISTS
		(SELECT 1
		FROM service_turn s
		WHERE s.hall = v.hall AND s.ticket = v.id AND s.ended_ms IS NULL);

-- :apply ticket.missed
UPDATE visit SET misses = misses + 1 WHERE hall = :hall AND ticket = :id;

-- :apply ticket.missed
UPDATE service_turn
SET outcome = 'missed', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.held
UPDATE service_turn
SET outcome = 'held', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.returned ticket.requeued
UPDATE service_turn
SET outcome = 'returned', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.transferred
UPDATE service_turn
SET outcome = 'transferred', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.finished
UPDATE service_turn
SET outcome = 'finished', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.cancelled
UPDATE service_turn
SET outcome = 'cancelled', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.day_closed
UPDATE service_turn
SET outcome = 'closed', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply window.signed_on window.resumed
INSERT INTO window_stretch (hall, day, window_no, from_s)
VALUES (:hall, :at_day, CAST(:id AS BIGINT), :at_second)
ON CONFLICT (hall, day, window_no, from_s) DO UPDATE SET to_s = NULL;

-- :apply window.paused window.signed_off window.closed
UPDATE window_stretch
SET to_s = :at_second
WHERE hall = :hall AND day = :at_day AND window_no = CAST(:id AS BIGINT) AND to_s IS NULL;
