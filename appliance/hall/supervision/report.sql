-- A wait is from the number's issue to its first call; a service is from its start to its end,
-- without the time it was on hold; a window is taken from the call on.
-- :apply ticket.issued
INSERT INTO visit (hall, ticket, day, zone, category, priority, channel, slot, taken_ms, estimate_s)
SELECT hall, id, day, zone, category, priority, channel,
	:at_hour * 2 + CAST(substr(:at, 15, 2) AS INTEGER) / 30, :at_ms,
	CAST(:estimate ->> 'ms' AS INTEGER) / 1000
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

-- :apply ticket.returned
UPDATE service_turn
SET outcome = 'returned', ended_ms = :at_ms, ended_s = :at_second
WHERE hall = :hall AND ticket = :id AND ended_ms IS NULL;

-- :apply ticket.requeued
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

-- :apply window.signed_on
INSERT INTO window_stretch (hall, day, window_no, from_s)
VALUES (:hall, :at_day, CAST(:id AS INTEGER), :at_second)
ON CONFLICT DO UPDATE SET to_s = NULL;

-- :apply window.resumed
INSERT INTO window_stretch (hall, day, window_no, from_s)
VALUES (:hall, :at_day, CAST(:id AS INTEGER), :at_second)
ON CONFLICT DO UPDATE SET to_s = NULL;

-- :apply window.paused
UPDATE window_stretch
SET to_s = :at_second
WHERE hall = :hall AND day = :at_day AND window_no = CAST(:id AS INTEGER) AND to_s IS NULL;

-- :apply window.signed_off
UPDATE window_stretch
SET to_s = :at_second
WHERE hall = :hall AND day = :at_day AND window_no = CAST(:id AS INTEGER) AND to_s IS NULL;

-- :apply window.closed
UPDATE window_stretch
SET to_s = :at_second
WHERE hall = :hall AND day = :at_day AND window_no = CAST(:id AS INTEGER) AND to_s IS NULL;

-- Days are compared as ranges of the moment's text ('U' is behind the 'T' between day and hour), so
-- that indexes serve.
-- :load report_totals(text hall, text first, text last)
SELECT count(*) AS "tickets:int", coalesce(sum(v.called_ms IS NOT NULL), 0) AS "called:int",
	coalesce(sum(v.misses > 0), 0) AS "no_shows:int", count(DISTINCT v.day) AS "days:int",
	coalesce(sum(v.called_ms IS NOT NULL AND v.wait_ms IS NULL), 0) +
		(SELECT count(*)
		FROM service_turn s
		WHERE s.hall = :hall AND s.day BETWEEN :first AND :last AND s.ended_ms IS NOT NULL
			AND (s.busy_ms IS NULL
				OR (s.served_ms IS NOT NULL AND s.service_ms IS NULL)))
		AS "doubtful:int",
	(SELECT count(*)
		FROM ticket t
		WHERE t.hall = :hall AND t.day BETWEEN :first AND :last AND t.state = 'finished')
		AS "served:int",
	(SELECT count(*)
		FROM ticket t
		WHERE t.hall = :hall AND t.day BETWEEN :first AND :last AND t.state = 'finished'
			AND t.rated = 0) AS "unrated:int",
	(SELECT count(*)
	FROM ticket t
	WHERE t.hall = :hall AND t.day BETWEEN :first AND :last AND t.closed_was IS NOT NULL)
		AS "closed:int",
	(SELECT count(*)
		FROM case_file c
		WHERE c.hall = :hall AND c.received_at >= :first AND c.received_at < :last || 'U')
		AS "received:int",
	(SELECT count(*)
		FROM case_file c
		WHERE c.hall = :hall AND c.accepted_at >= :first AND c.accepted_at < :last || 'U')
		AS "accepted:int",
	(SELECT count(*)
		FROM case_file c
		WHERE c.hall = :hall AND c.decided_at >= :first AND c.decided_at < :last || 'U')
		AS "decided:int"
FROM visit v
WHERE v.hall = :hall AND v.day BETWEEN :first AND :last;

-- :query report_states(text hall, text first, text last) many
SELECT state, count(*) AS "count:int"
FROM ticket
WHERE hall = :hall AND day BETWEEN :first AND :last
GROUP BY state
ORDER BY state;

-- :query report_channels(text hall, text first, text last) many
SELECT channel, count(*) AS "count:int"
FROM visit
WHERE hall = :hall AND day BETWEEN :first AND :last
GROUP BY channel
ORDER BY channel;

-- The 90th percentile is the exact order statistic: the least value that at least nine tenths do
-- not exceed.
-- :query report_waits(text hall, text first, text last) many
WITH one AS MATERIALIZED
	(SELECT day, zone, category, priority, slot, wait_ms AS ms
	FROM visit
	WHERE hall = :hall AND day BETWEEN :first AND :last AND wait_ms IS NOT NULL),
	grouped AS
		(SELECT 'all' AS grouping, '' AS name, ms
		FROM one
		UNION ALL
		SELECT 'class', CASE priority WHEN 'none' THEN 'normal' ELSE 'priority' END, ms
		FROM one
		UNION ALL
		SELECT 'zone', zone, ms
		FROM one
		UNION ALL
		SELECT 'category',
			coalesce((SELECT label
				FROM category c WHERE c.hall = :hall AND c.id = one.category),
				category),
			ms
		FROM one
		WHERE category <> zone
		UNION ALL
		SELECT 'day', day, ms
		FROM one
		WHERE :first <> :last
		UNION ALL
		SELECT 'slot', printf('%02d:%02d', slot / 2, slot % 2 * 30), ms
		FROM one),
	placed AS
		(SELECT grouping, name, ms,
			row_number() OVER (PARTITION BY grouping, name ORDER BY ms) AS place,
			count(*) OVER (PARTITION BY grouping, name) AS n
		FROM grouped)
SELECT grouping, name, n AS "count:int", CAST(round(avg(ms) / 1000) AS INTEGER) AS "mean_s:int",
	CAST(round(min(CASE
		WHEN place * 10 >= n * 9 THEN ms END) / 1000.0) AS INTEGER) AS "p90_s:int",
	CAST(round(max(ms) / 1000.0) AS INTEGER) AS "worst_s:int"
FROM placed
GROUP BY grouping, name
ORDER BY grouping, name;

-- :query report_services(text hall, text first, text last) many
WITH one AS MATERIALIZED
	(SELECT zone, window_no, min(hour) AS hour, sum(service_ms) AS ms
	FROM service_turn
	WHERE hall = :hall AND day BETWEEN :first AND :last AND service_ms IS NOT NULL
		AND outcome NOT IN ('cancelled', 'closed')
	GROUP BY ticket, window_no),
	grouped AS
		(SELECT 'all' AS grouping, '' AS name, ms
		FROM one
		UNION ALL
		SELECT 'zone', zone, ms
		FROM one
		UNION ALL
		SELECT 'window', printf('%03d', window_no), ms
		FROM one
		UNION ALL
		SELECT 'hour', printf('%02d:00', hour), ms
		FROM one),
	placed AS
		(SELECT grouping, name, ms,
			row_number() OVER (PARTITION BY grouping, name ORDER BY ms) AS place,
			count(*) OVER (PARTITION BY grouping, name) AS n
		FROM grouped)
SELECT grouping, CASE grouping WHEN 'window' THEN ltrim(name, '0') ELSE name END AS name,
	n AS "count:int", CAST(round(avg(ms) / 1000) AS INTEGER) AS "mean_s:int",
	CAST(round(min(CASE
		WHEN place * 10 >= n * 9 THEN ms END) / 1000.0) AS INTEGER) AS "p90_s:int",
	CAST(round(max(ms) / 1000.0) AS INTEGER) AS "worst_s:int"
FROM placed
GROUP BY grouping, placed.name
ORDER BY grouping, placed.name;

-- :query report_load(text hall, text first, text last) many
SELECT hour, window_no, count(*) AS "services:int",
	coalesce(sum(outcome = 'missed'), 0) AS "no_shows:int",
	coalesce(sum(busy_ms), 0) / 1000 AS "busy_s:int"
FROM service_turn
WHERE hall = :hall AND day BETWEEN :first AND :last
GROUP BY hour, window_no
ORDER BY hour, window_no;

-- :query report_days(text hall, text first, text last) many
SELECT v.day, count(*) AS "tickets:int", coalesce(sum(t.state = 'finished'), 0) AS "served:int",
	coalesce(sum(v.misses > 0), 0) AS "no_shows:int",
	coalesce(sum(v.called_ms IS NULL), 0) AS "uncalled:int"
FROM visit v
JOIN ticket t ON t.hall = v.hall AND t.id = v.ticket
WHERE v.hall = :hall AND v.day BETWEEN :first AND :last
GROUP BY v.day
ORDER BY v.day;

-- A window that nobody signed off counts until the last service of its day.
-- :query report_windows(text hall, text first, text last) many
WITH stretch AS
	(SELECT window_no, day, from_s,
		coalesce(to_s, max(from_s, coalesce((SELECT max(t.ended_s)
			FROM service_turn t
			WHERE t.hall = w.hall AND t.day = w.day AND t.window_no = w.window_no),
			from_s))) AS to_s
	FROM window_stretch w
	WHERE w.hall = :hall AND w.day BETWEEN :first AND :last),
	staffed AS
		(SELECT window_no, sum(to_s - from_s) AS seconds FROM stretch GROUP BY window_no),
	turns AS
		(SELECT window_no, count(*) AS services, sum(busy_ms) / 1000 AS busy_s
		FROM service_turn
		WHERE hall = :hall AND day BETWEEN :first AND :last
		GROUP BY window_no),
	cases AS
		(SELECT window_no, count(*) AS cases, count(DISTINCT item) AS items
		FROM case_file
		WHERE hall = :hall AND received_at >= :first AND received_at < :last || 'U'
		GROUP BY window_no)
SELECT s.window_no, s.seconds AS "staffed_s:int", coalesce(t.services, 0) AS "services:int",
	coalesce(t.busy_s, 0) AS "busy_s:int", coalesce(c.cases, 0) AS "cases:int",
	coalesce(c.items, 0) AS "items:int"
FROM staffed s
LEFT JOIN turns t ON t.window_no = s.window_no
LEFT JOIN cases c ON c.window_no = s.window_no
ORDER BY s.window_no;

-- People an hour in each zone, how long one takes a window, and how many windows were staffed in
-- that hour, on an average day.
-- :list report_hours(text hall, text first, text last)
WITH RECURSIVE clock(hour) AS (SELECT 0 UNION ALL SELECT hour + 1 FROM clock WHERE hour < 23),
	days AS
		(SELECT max(1, count(DISTINCT day)) AS n
		FROM visit
		WHERE hall = :hall AND day BETWEEN :first AND :last),
	came AS
		(SELECT zone, slot / 2 AS hour, count(*) AS people
		FROM visit
		WHERE hall = :hall AND day BETWEEN :first AND :last
		GROUP BY zone, slot / 2),
	took AS
		(SELECT zone, avg(busy_ms) / 1000 AS occupied_s
		FROM service_turn
		WHERE hall = :hall AND day BETWEEN :first AND :last AND busy_ms IS NOT NULL
		GROUP BY zone),
	stretch AS
		(SELECT
			(SELECT zone
			FROM service_window s
			WHERE s.hall = w.hall AND s.no = w.window_no) AS zone,
			from_s,
			coalesce(to_s, max(from_s, coalesce((SELECT max(t.ended_s)
				FROM service_turn t
				WHERE t.hall = w.hall AND t.day = w.day
					AND t.window_no = w.window_no), from_s))) AS to_s
		FROM window_stretch w
		WHERE w.hall = :hall AND w.day BETWEEN :first AND :last),
	staffed AS
		(SELECT zone, hour,
			sum(max(0,
				min(to_s, hour * 3600 + 3600) - max(from_s,
					hour * 3600))) AS seconds
		FROM stretch
		JOIN clock
		GROUP BY zone, hour)
SELECT c.zone, c.hour AS "hour:int", c.people * 1.0 / d.n AS "per_hour:real",
	coalesce(k.occupied_s, 0) AS "occupied_s:real",
	coalesce(f.seconds, 0) / 3600.0 / d.n AS "staffed:real"
FROM came c
JOIN days d
LEFT JOIN took k ON k.zone = c.zone
LEFT JOIN staffed f ON f.zone = c.zone AND f.hour = c.hour
ORDER BY c.hour, c.zone;

-- What was verified as mistaken or malicious does not count (国办发〔2019〕51号).
-- :query report_ratings(text hall, text first, text last) many
SELECT r.level,
	coalesce(sum(o.verdict IS NULL OR o.verdict NOT IN ('mistaken', 'malicious')),
		0) AS "count:int",
	coalesce(sum(o.verdict IN ('mistaken', 'malicious')), 0) AS "excluded:int"
FROM rating r
LEFT JOIN work_order o ON o.hall = r.hall AND o.ticket = r.ticket
WHERE r.hall = :hall AND r.nth = 1 AND r.at >= :first AND r.at < :last || 'U'
GROUP BY r.level
ORDER BY r.level;

-- :load report_estimates(text hall, text first, text last)
WITH one AS
	(SELECT wait_ms - estimate_s * 1000 AS off
	FROM visit
	WHERE hall = :hall AND day BETWEEN :first AND :last AND wait_ms IS NOT NULL
		AND estimate_s IS NOT NULL),
	placed AS
		(SELECT off, row_number() OVER (ORDER BY abs(off)) AS place, count(*) OVER () AS n
		FROM one)
SELECT count(*) AS "count:int", CAST(round(avg(abs(off)) / 1000) AS INTEGER) AS "mean_s:int",
	CAST(round(min(CASE
		WHEN place * 10 >= n * 9 THEN abs(off) END) / 1000.0) AS INTEGER) AS "p90_s:int",
	CAST(round(avg(off) / 1000) AS INTEGER) AS "bias_s:int"
FROM placed;

-- The accepted items of the stretch are found once, by the index on the day; then each item of the
-- list is looked up.
-- :query report_coverage(text hall, text catalogue, text first, text last) many
WITH accepted AS MATERIALIZED
	(SELECT DISTINCT c.item
	FROM case_file c
	JOIN service_window w ON w.hall = c.hall AND w.no = c.window_no
	WHERE c.hall = :hall AND w.zone = 'general' AND c.accepted_at >= :first
		AND c.accepted_at < :last || 'U')
SELECT i.list_kind, count(*) AS "items:int",
	coalesce(sum(i.id IN (SELECT item FROM accepted)), 0) AS "accepted:int"
FROM item i
WHERE i.catalogue = :catalogue
GROUP BY i.list_kind
ORDER BY i.list_kind;

-- :query report_visits(text hall, text first, text last) many
SELECT t.number, v.day, v.zone, v.priority, v.channel, t.state, t.issued_at, t.called_at,
	t.served_at, t.ended_at, t.window_no, v.wait_ms / 1000 AS "wait_s:int", v.estimate_s,
	(SELECT sum(s.service_ms) / 1000
		FROM service_turn s
		WHERE s.hall = v.hall AND s.ticket = v.ticket) AS "service_s:int",
	v.misses
FROM visit v
JOIN ticket t ON t.hall = v.hall AND t.id = v.ticket
WHERE v.hall = :hall AND v.day BETWEEN :first AND :last
ORDER BY v.day, v.taken_ms, t.number
LIMIT 20001;

-- :list report_waiting(text hall, text day)
SELECT zone, count(*) AS "waiting:int", min(taken_at) AS oldest
FROM ticket
WHERE hall = :hall AND day = :day AND state = 'waiting'
GROUP BY zone
ORDER BY zone;

-- :load report_hall(text hall)
SELECT name FROM site WHERE hall = :hall;
