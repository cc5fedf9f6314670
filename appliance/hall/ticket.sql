-- :load ticket_row(text hall, text id)
SELECT id AS id, number AS number, day AS day, zone AS zone, category AS category, sequence AS "sequence:int", priority AS priority, rank AS "rank:int", items AS items, note AS note, channel AS channel, appointment AS appointment, secret AS secret, bound_window AS "bound_window:int", state AS state, window_no AS "window_no:int", clerk AS clerk, calls AS "calls:int", reprints AS "reprints:int", taken_at AS taken_at, issued_at AS issued_at, issued_by AS issued_by, waits_since AS waits_since, called_at AS called_at, served_at AS served_at, ended_at AS ended_at, rated AS "rated:flag"
FROM ticket WHERE hall = :hall AND id = :id;

-- :load ticket_sequence(text hall, text day, text category)
SELECT coalesce(max(sequence), 0) AS "taken:int" FROM ticket WHERE hall = :hall AND day = :day AND category = :category;

-- :load ticket_last_rank(text hall, text day)
SELECT coalesce(max(rank), 0) AS "rank:int" FROM ticket WHERE hall = :hall AND day = :day;

-- :list ticket_unconfirmed(text hall, text before)
SELECT id AS id FROM ticket WHERE hall = :hall AND state = 'issuing' AND taken_at < :before ORDER BY taken_at, id LIMIT 1000;

-- :load ticket_ahead(text hall, text day, text zone, int rank)
SELECT count(*) AS "ahead:int" FROM (SELECT 1 FROM ticket WHERE hall = :hall AND day = :day AND zone = :zone AND state = 'waiting' AND rank < :rank LIMIT 1000);

-- :list ticket_waiting(text hall, text day)
SELECT id AS id, number AS number, zone AS zone, priority AS priority, rank AS "rank:int", taken_at AS taken_at FROM ticket WHERE hall = :hall AND day = :day AND state = 'waiting' ORDER BY rank;

-- :list ticket_missed(text hall, text day)
SELECT id AS id, number AS number, zone AS zone, priority AS priority, taken_at AS taken_at FROM ticket WHERE hall = :hall AND day = :day AND state = 'missed' ORDER BY called_at DESC;

-- :load ticket_at_window(text hall, text day, int window)
SELECT id AS id FROM ticket WHERE hall = :hall AND day = :day AND window_no = :window AND state IN ('called', 'serving') ORDER BY called_at DESC LIMIT 1;

-- :load ticket_since_priority(text hall, text day, text zone)
SELECT count(*) AS "normals:int" FROM ticket WHERE hall = :hall AND day = :day AND zone = :zone AND priority = 'none' AND called_at IS NOT NULL
AND called_at > coalesce((SELECT max(called_at) FROM ticket WHERE hall = :hall AND day = :day AND zone = :zone AND priority <> 'none'), '');

-- :load ticket_served_today(text hall, text day, int window)
SELECT count(*) AS "served:int" FROM ticket WHERE hall = :hall AND day = :day AND window_no = :window AND state = 'finished';

-- :list ticket_zone_counts(text hall, text day)
SELECT zone AS zone, count(*) AS "waiting:int" FROM ticket WHERE hall = :hall AND day = :day AND state = 'waiting' GROUP BY zone;

-- :load ticket_to_rate(text hall, text day, int window)
SELECT id AS id, number AS number, ended_at AS ended_at, rated AS "rated:flag", state AS state FROM ticket WHERE hall = :hall AND day = :day AND window_no = :window AND called_at IS NOT NULL AND state IN ('called', 'serving', 'finished') ORDER BY called_at DESC LIMIT 1;

-- A journal from before slips were confirmed has no secret in it: those tickets were in the queue at once.
-- :apply ticket.taken
INSERT INTO ticket (hall, id, number, day, zone, category, sequence, priority, rank, items, note, channel, appointment, secret, bound_window, state, taken_at, issued_at, waits_since)
VALUES (:hall, :id, :body ->> 'number', :body ->> 'day', :body ->> 'zone', coalesce(:body ->> 'category', :body ->> 'zone'), coalesce(:body ->> 'sequence', :body ->> 'rank'), :body ->> 'priority', :body ->> 'rank', :body -> 'items', :body ->> 'note',
	coalesce(:body ->> 'channel', 'kiosk'), :body ->> 'appointment', coalesce(:body ->> 'secret', ''), nullif(:body ->> 'window', 0), CASE WHEN :body ->> 'secret' IS NULL THEN 'waiting' ELSE 'issuing' END, :at, CASE WHEN :body ->> 'secret' IS NULL THEN :at END, :at);

-- :apply ticket.issued
UPDATE ticket SET state = 'waiting', issued_at = :at, issued_by = :body ->> 'by', waits_since = :at WHERE hall = :hall AND id = :id;

-- :apply ticket.lapsed
UPDATE ticket SET state = 'void', ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply ticket.reprinted
UPDATE ticket SET reprints = reprints + 1 WHERE hall = :hall AND id = :id;

-- :apply ticket.called
UPDATE ticket SET state = 'called', window_no = :body ->> 'window', clerk = :actor, calls = calls + 1, called_at = :at WHERE hall = :hall AND id = :id;

-- :apply ticket.serving
UPDATE ticket SET state = 'serving', window_no = :body ->> 'window', clerk = :actor, served_at = :at WHERE hall = :hall AND id = :id;

-- :apply ticket.missed
UPDATE ticket SET state = 'missed' WHERE hall = :hall AND id = :id;

-- :apply ticket.requeued
UPDATE ticket SET state = 'waiting', window_no = NULL, clerk = NULL WHERE hall = :hall AND id = :id;

-- :apply ticket.finished
UPDATE ticket SET state = 'finished', ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply ticket.cancelled
UPDATE ticket SET state = 'cancelled', ended_at = :at WHERE hall = :hall AND id = :id;

-- :apply rating.given
UPDATE ticket SET rated = 1 WHERE hall = :hall AND id = :body ->> 'ticket';
