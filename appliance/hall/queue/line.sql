-- :load waiting_before(text hall, text day, text zone, int rank)
SELECT count(*) AS "ahead:int"
FROM
	(SELECT 1
	FROM ticket
	WHERE hall = :hall AND day = :day AND zone = :zone AND state = 'waiting' AND rank < :rank
	LIMIT 1000) AS waiting;

-- :list line_waiting(text hall, text day, int most)
SELECT rowid AS "row:int", zone, rank
FROM ticket WHERE hall = :hall AND day = :day AND state = 'waiting' LIMIT :most;

-- What happened since; whoever has more to catch up with reads the line anew.
-- :list line_events(int above, int most)
SELECT arrived, kind, subject
FROM event WHERE arrived > :above ORDER BY arrived LIMIT :most;

-- :load line_ticket(text hall, text id)
SELECT rowid AS "row:int", day, zone, rank, state AS "state:ticket_state"
FROM ticket WHERE hall = :hall AND id = :id;
