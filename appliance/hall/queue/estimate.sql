-- :list service_now(text hall, text day)
SELECT window_no, category, called_at
FROM ticket
WHERE hall = :hall AND day = :day AND state IN ('called', 'serving') AND window_no IS NOT NULL;

-- The newest services of the day, newest first: from the call to the end, without time on hold.
-- :list service_recent(text hall, text day)
SELECT category,
	CAST(round((julianday(ended_at) - julianday(called_at)) * 86400000) AS BIGINT) - held_ms AS
		"ms:int"
FROM ticket
WHERE hall = :hall AND day = :day AND ended_at IS NOT NULL AND state = 'finished'
	AND closed_was IS NULL AND called_at IS NOT NULL
	AND julianday(ended_at) BETWEEN julianday(called_at) AND julianday(called_at) + 1
ORDER BY ended_at DESC
LIMIT 400;

-- :list service_past(text hall, text weekday, text hour)
SELECT category, services, total_ms
FROM service_hour
WHERE hall = :hall AND weekday = :weekday AND hour = :hour;

-- How many priority tickets each zone's queue got since then, and when its day began.
-- :list priority_pace(text hall, text day, text since)
SELECT zone, count(*) FILTER (WHERE priority <> 'none' AND taken_at >= :since) AS "count:int",
	min(taken_at) AS first
FROM ticket
WHERE hall = :hall AND day = :day
GROUP BY zone;

-- The day of the week and the hour are the local ones, which every time carries. This runs before
-- the ticket itself is ended: a hold that ends
-- with it is taken off here.
-- :apply ticket.finished
INSERT INTO service_hour (hall, category, weekday, hour, services, total_ms)
SELECT hall, category, strftime('%w', :at_day), substr(:at, 12, 2), 1,
	CAST(round((julianday(coalesce(held_at,
		:at)) - julianday(called_at)) * 86400000) AS BIGINT) - held_ms
FROM ticket
WHERE hall = :hall AND id = :id AND called_at IS NOT NULL
	AND julianday(coalesce(held_at,
		:at)) BETWEEN julianday(called_at) AND julianday(called_at) + 1
ON CONFLICT (hall, category, weekday, hour) DO UPDATE SET
	services = service_hour.services + 1, total_ms = service_hour.total_ms + excluded.total_ms;
