-- A board of some zones only is given their words with commas around them; '' means all.
-- :list board_calls(text hall, text day, text zones)
SELECT number, zone, window_no, calls, called_at, state
FROM ticket
WHERE hall = :hall AND day = :day AND called_at IS NOT NULL AND window_no IS NOT NULL
	AND state IN ('called', 'serving', 'held', 'finished')
	AND (:zones = '' OR instr(:zones, ',' || zone || ',') > 0)
ORDER BY called_at DESC, id DESC
LIMIT 8;

-- :list board_missed(text hall, text day, text zones)
SELECT number
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'missed'
	AND (:zones = '' OR instr(:zones, ',' || zone || ',') > 0)
ORDER BY called_at DESC NULLS LAST
LIMIT 50;

-- :list board_waiting_counts(text hall, text day)
SELECT zone AS "zone:zone", count(*) AS "waiting:int"
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'waiting'
GROUP BY zone;

-- :list board_next(text hall, text day, text zone)
SELECT number, priority
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'waiting' AND zone = :zone
ORDER BY rank
LIMIT 12;

-- :list board_last_called(text hall, text day)
SELECT zone AS "zone:zone", category, number, called_at AS at
FROM
	(SELECT zone, category, number, called_at,
		row_number() OVER (PARTITION BY zone, category
			ORDER BY called_at DESC, id DESC) AS nth
	FROM ticket
	WHERE hall = :hall AND day = :day AND called_at IS NOT NULL AND window_no IS NOT NULL
		AND state IN ('called', 'serving', 'held', 'finished')) AS called
WHERE nth = 1
ORDER BY zone, called_at DESC, category;
