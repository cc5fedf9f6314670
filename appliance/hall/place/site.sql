-- :load site_row(text hall)
-- kind_word: as it is told, also one that only a newer peer knows
SELECT hall, code, place, kind AS "kind:hall_kind", kind AS kind_word, name, county,
	sample AS "sample:flag"
FROM site
WHERE hall = :hall;

-- :list window_rows(text hall)
-- zone is what zones are told apart by, also those that only a newer peer knows
SELECT w.no, w.zone, w.zone AS "in_zone:zone", w.place, w.issues AS "issues:flag", w.features,
	w.state AS "state:window_state", w.clerk, w.clerk_name, w.spare AS "spare:flag",
	w.before AS "before:window_state", w.helps, w.tide_at,
	coalesce((SELECT kind FROM site s WHERE s.hall = w.hall), '') AS "kind:hall_kind",
	coalesce((SELECT shown
		FROM zone_sign z WHERE z.hall = w.hall AND z.zone = w.zone), 'display')
		AS "shown:zone_sign",
	(SELECT group_concat(feature)
		FROM feature_order f
		WHERE f.hall = w.hall AND f.exclusive = 1) AS exclusive
FROM service_window w
WHERE w.hall = :hall
ORDER BY w.no;

-- :load window_number(text hall, int window)
SELECT number
FROM ticket
WHERE hall = :hall AND window_no = :window AND state IN ('called', 'serving')
ORDER BY called_at DESC NULLS LAST
LIMIT 1;

-- :load window_open_tickets(text hall, text day, int window)
SELECT count(*) FILTER (WHERE state IN ('called', 'serving', 'held') AND window_no = :window)
		AS "count:int",
	count(*) FILTER (WHERE state = 'waiting' AND bound_window = :window) AS "bound:int"
FROM ticket
WHERE hall = :hall AND day = :day AND state IN ('called', 'serving', 'held', 'waiting')
	AND (window_no = :window OR bound_window = :window);

-- :apply site.configured
INSERT INTO site (hall, code, place, kind, name, county, sample)
VALUES (:hall, :code, :place, :kind, :name, :county, :sample)
ON CONFLICT REPLACE;

-- :apply window.opened
INSERT INTO service_window (hall, no, zone, place, issues, features, state, spare)
VALUES (:hall, :no, :zone, :place, :issues, :features, 'closed', coalesce(:spare, 0))
ON CONFLICT REPLACE;

-- :apply window.changed
UPDATE service_window
SET zone = :zone, place = :place, issues = :issues, features = :features, spare = :spare
WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.closed
DELETE FROM service_window WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.signed_on
UPDATE service_window
SET state = 'open', clerk = :actor, clerk_name = :name
WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.signed_off
UPDATE tide_log
SET drained_at = :at
WHERE hall = :hall AND window_no = CAST(:id AS BIGINT) AND closed_at IS NOT NULL
	AND drained_at IS NULL;

-- :apply window.signed_off
UPDATE service_window
SET helps = CASE WHEN state = 'draining' THEN NULL ELSE helps END, tide_at = CASE
	WHEN state = 'draining' THEN NULL ELSE tide_at END, state = 'closed', before = NULL,
	clerk = NULL, clerk_name = NULL
WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.paused
UPDATE service_window SET state = 'paused' WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.resumed
UPDATE service_window SET state = 'open' WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.tide_opened
UPDATE service_window
SET helps = :zone, tide_at = :at
WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.tide_opened
INSERT INTO tide_log (hall, window_no, opened_at, zone, opened_by, open_reason)
VALUES (:hall, CAST(:id AS BIGINT), :at, :zone, :by, :reason)
ON CONFLICT REPLACE;

-- :apply window.tide_closed
UPDATE service_window
SET before = state, state = 'draining'
WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.tide_closed
UPDATE tide_log
SET closed_at = :at, closed_by = :by, close_reason = :reason
WHERE hall = :hall AND window_no = CAST(:id AS BIGINT) AND closed_at IS NULL;

-- :apply window.drained
UPDATE service_window
SET state = coalesce(before, 'closed'), before = NULL, helps = NULL, tide_at = NULL
WHERE hall = :hall AND no = CAST(:id AS BIGINT);

-- :apply window.drained
UPDATE tide_log
SET drained_at = :at
WHERE hall = :hall AND window_no = CAST(:id AS BIGINT) AND closed_at IS NOT NULL
	AND drained_at IS NULL;

-- :apply zone.signed
INSERT INTO zone_sign (hall, zone, shown) VALUES (:hall, :id, :shown)
ON CONFLICT REPLACE;

-- :apply feature.ordered
INSERT INTO feature_order (hall, feature, exclusive, document, by_name, at)
VALUES (:hall, :id, :exclusive, :document, :by, :at)
ON CONFLICT REPLACE;

-- :apply link.cut
INSERT INTO link (hall, cut, by_name, reason, at) VALUES (:hall, 1, :by, :reason, :at)
ON CONFLICT REPLACE;

-- :apply link.restored
INSERT INTO link (hall, cut, by_name, reason, at) VALUES (:hall, 0, :by, NULL, :at)
ON CONFLICT REPLACE;

-- :load link_row(text hall)
SELECT cut AS "cut:flag", by_name, reason, at FROM link WHERE hall = :hall;

-- :load feature_orders(text hall)
SELECT group_concat(feature) AS exclusive FROM feature_order WHERE hall = :hall AND exclusive = 1;

-- :list zone_signs(text hall)
SELECT zone, shown AS "shown:zone_sign" FROM zone_sign WHERE hall = :hall ORDER BY zone;

-- :list feature_order_rows(text hall)
SELECT feature, exclusive AS "exclusive:flag", document
FROM feature_order
WHERE hall = :hall
ORDER BY feature;
