-- Days are compared as ranges of the moment's text ('U' is behind the 'T' between day and hour), so
-- that indexes serve.
-- :load report_totals(text hall, text first, text last)
SELECT count(*) AS "tickets:int", count(v.called_ms) AS "called:int",
	count(*) FILTER (WHERE v.misses > 0) AS "no_shows:int", count(DISTINCT v.day) AS "days:int",
	count(*) FILTER (WHERE v.called_ms IS NOT NULL AND v.wait_ms IS NULL) +
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
		SELECT 'slot', CASE WHEN slot < 20 THEN '0' ELSE '' END || (slot / 2)
			|| CASE slot % 2 WHEN 0 THEN ':00' ELSE ':30' END, ms
		FROM one),
	placed AS
		(SELECT grouping, name, ms,
			row_number() OVER (PARTITION BY grouping, name ORDER BY ms) AS place,
			count(*) OVER (PARTITION BY grouping, name) AS n
		FROM grouped)
SELECT grouping, name, count(*) AS "count:int",
	CAST(round(avg(ms) / 1000) AS BIGINT) AS "mean_s:int",
	CAST(round(min(CASE
		WHEN place * 10 >= n * 9 THEN ms END) / 1000.0) AS BIGINT) AS "p90_s:int",
	CAST(round(max(ms) / 1000.0) AS BIGINT) AS "worst_s:int"
FROM placed
GROUP BY grouping, name
ORDER BY grouping, name;

-- :query report_services(text hall, text first, text last) many
WITH one AS MATERIALIZED
	(SELECT zone, window_no, hour, ms
	FROM
		(SELECT zone, window_no, hour,
			sum(service_ms) OVER (PARTITION BY ticket, window_no) AS ms,
			row_number() OVER (PARTITION BY ticket, window_no ORDER BY hour, no) AS nth
		FROM service_turn
		WHERE hall = :hall AND day BETWEEN :first AND :last AND service_ms IS NOT NULL
			AND outcome NOT IN ('cancelled', 'closed')) AS turns
	WHERE nth = 1),
	grouped AS
		(SELECT 'all' AS grouping, '' AS name, ms
		FROM one
		UNION ALL
		SELECT 'zone', zone, ms
		FROM one
		UNION ALL
		SELECT 'window',
			CASE WHEN window_no < 10 THEN '00' WHEN window_no < 100 THEN '0' ELSE '' END
				|| window_no,
			ms
		FROM one
		UNION ALL
		SELECT 'hour', CASE WHEN hour < 10 THEN '0' ELSE '' END || hour || ':00', ms
		FROM one),
	placed AS
		(SELECT grouping, name, ms,
			row_number() OVER (PARTITION BY grouping, name ORDER BY ms) AS place,
			count(*) OVER (PARTITION BY grouping, name) AS n
		FROM grouped)
SELECT grouping, CASE grouping WHEN 'window' THEN ltrim(name, '0') ELSE name END AS name,
	count(*) AS "count:int", CAST(round(avg(ms) / 1000) AS BIGINT) AS "mean_s:int",
	CAST(round(min(CASE
		WHEN place * 10 >= n * 9 THEN ms END) / 1000.0) AS BIGINT) AS "p90_s:int",
	CAST(round(max(ms) / 1000.0) AS BIGINT) AS "worst_s:int"
FROM placed
GROUP BY grouping, placed.name
ORDER BY grouping, placed.name;

-- :query report_load(text hall, text first, text last) many
SELECT hour, window_no, count(*) AS "services:int",
	count(*) FILTER (WHERE outcome = 'missed') AS "no_shows:int",
	CAST(coalesce(sum(busy_ms), 0) AS BIGINT) / 1000 AS "busy_s:int"
FROM service_turn
WHERE hall = :hall AND day BETWEEN :first AND :last
GROUP BY hour, window_no
ORDER BY hour, window_no;

-- :query report_days(text hall, text first, text last) many
SELECT v.day, count(*) AS "tickets:int",
	count(*) FILTER (WHERE t.state = 'finished') AS "served:int",
	count(*) FILTER (WHERE v.misses > 0) AS "no_shows:int",
	count(*) FILTER (WHERE v.called_ms IS NULL) AS "uncalled:int"
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
		(SELECT window_no, count(*) AS services,
			CAST(sum(busy_ms) AS BIGINT) / 1000 AS busy_s
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
		CROSS JOIN clock
		GROUP BY zone, hour)
SELECT c.zone, c.hour AS "hour:int", c.people * 1.0 / d.n AS "per_hour:real",
	coalesce(k.occupied_s, 0) AS "occupied_s:real",
	coalesce(f.seconds, 0) / 3600.0 / d.n AS "staffed:real"
FROM came c
CROSS JOIN days d
LEFT JOIN took k ON k.zone = c.zone
LEFT JOIN staffed f ON f.zone = c.zone AND f.hour = c.hour
ORDER BY c.hour, c.zone;

-- What was verified as mistaken or malicious does not count (国办发〔2019〕51号).
-- :query report_ratings(text hall, text first, text last) many
SELECT r.level,
	count(*) FILTER (WHERE o.verdict IS NULL OR o.verdict NOT IN ('mistaken', 'malicious'))
		AS "count:int",
	count(*) FILTER (WHERE o.verdict IN ('mistaken', 'malicious')) AS "excluded:int"
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
SELECT count(*) AS "count:int", CAST(round(avg(abs(off)) / 1000) AS BIGINT) AS "mean_s:int",
	CAST(round(min(CASE
		WHEN place * 10 >= n * 9 THEN abs(off) END) / 1000.0) AS BIGINT) AS "p90_s:int",
	CAST(round(avg(off) / 1000) AS BIGINT) AS "bias_s:int"
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
	count(*) FILTER (WHERE i.id IN (SELECT item FROM accepted)) AS "accepted:int"
FROM item i
WHERE i.catalogue = :catalogue
GROUP BY i.list_kind
ORDER BY i.list_kind;

-- :query report_visits(text hall, text first, text last) many
SELECT t.number, v.day, v.zone, v.priority, v.channel, t.state, t.issued_at, t.called_at,
	t.served_at, t.ended_at, t.window_no, v.wait_ms / 1000 AS "wait_s:int", v.estimate_s,
	(SELECT CAST(sum(s.service_ms) AS BIGINT) / 1000
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
