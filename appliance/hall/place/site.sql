-- :load site_row(text hall)
SELECT hall AS hall, code AS code, place AS place, kind AS kind, name AS name, county AS county, sample AS "sample:flag" FROM site WHERE hall = :hall;

-- :list window_rows(text hall)
SELECT w.no AS "no:int", w.zone AS zone, w.place AS place, w.issues AS "issues:flag", w.features AS features, w.state AS state, w.clerk AS clerk, w.clerk_name AS clerk_name, w.spare AS "spare:flag", w.before AS before, w.helps AS helps, w.tide_at AS tide_at,
	coalesce((SELECT kind FROM site s WHERE s.hall = w.hall), '') AS kind,
	coalesce((SELECT shown FROM zone_sign z WHERE z.hall = w.hall AND z.zone = w.zone), 'display') AS shown,
	(SELECT group_concat(feature) FROM feature_order f WHERE f.hall = w.hall AND f.exclusive = 1) AS exclusive
FROM service_window w WHERE w.hall = :hall ORDER BY w.no;

-- :load window_number(text hall, int window)
SELECT number AS number FROM ticket WHERE hall = :hall AND window_no = :window AND state IN ('called', 'serving')
ORDER BY called_at DESC LIMIT 1;

-- :load window_open_tickets(text hall, text day, int window)
SELECT coalesce(sum(state IN ('called', 'serving', 'held') AND window_no = :window), 0) AS "count:int", coalesce(sum(state = 'waiting' AND bound_window = :window), 0) AS "bound:int"
FROM ticket WHERE hall = :hall AND day = :day AND state IN ('called', 'serving', 'held', 'waiting') AND (window_no = :window OR bound_window = :window);

-- :apply site.configured
INSERT OR REPLACE INTO site (hall, code, place, kind, name, county, sample)
VALUES (:hall, :body ->> 'code', :body ->> 'place', :body ->> 'kind', :body ->> 'name', :body ->> 'county', :body ->> 'sample');

-- :apply window.opened
INSERT OR REPLACE INTO service_window (hall, no, zone, place, issues, features, state, spare)
VALUES (:hall, :body ->> 'no', :body ->> 'zone', :body ->> 'place', :body ->> 'issues', :body -> 'features', 'closed', coalesce(:body ->> 'spare', 0));

-- :apply window.changed
UPDATE service_window SET zone = :body ->> 'zone', place = :body ->> 'place', issues = :body ->> 'issues', features = :body -> 'features', spare = :body ->> 'spare' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.closed
DELETE FROM service_window WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.signed_on
UPDATE service_window SET state = 'open', clerk = :actor, clerk_name = :body ->> 'name' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.signed_off
UPDATE tide_log SET drained_at = :at WHERE hall = :hall AND window_no = CAST(:id AS INTEGER) AND closed_at IS NOT NULL AND drained_at IS NULL;

-- :apply window.signed_off
UPDATE service_window SET helps = CASE WHEN state = 'draining' THEN NULL ELSE helps END, tide_at = CASE WHEN state = 'draining' THEN NULL ELSE tide_at END, state = 'closed', before = NULL, clerk = NULL, clerk_name = NULL WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.paused
UPDATE service_window SET state = 'paused' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.resumed
UPDATE service_window SET state = 'open' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.tide_opened
UPDATE service_window SET helps = :body ->> 'zone', tide_at = :at WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.tide_opened
INSERT OR REPLACE INTO tide_log (hall, window_no, opened_at, zone, opened_by, open_reason) VALUES (:hall, CAST(:id AS INTEGER), :at, :body ->> 'zone', :body ->> 'by', :body ->> 'reason');

-- :apply window.tide_closed
UPDATE service_window SET before = state, state = 'draining' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.tide_closed
UPDATE tide_log SET closed_at = :at, closed_by = :body ->> 'by', close_reason = :body ->> 'reason' WHERE hall = :hall AND window_no = CAST(:id AS INTEGER) AND closed_at IS NULL;

-- :apply window.drained
UPDATE service_window SET state = coalesce(before, 'closed'), before = NULL, helps = NULL, tide_at = NULL WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.drained
UPDATE tide_log SET drained_at = :at WHERE hall = :hall AND window_no = CAST(:id AS INTEGER) AND closed_at IS NOT NULL AND drained_at IS NULL;

-- :apply zone.signed
INSERT OR REPLACE INTO zone_sign (hall, zone, shown) VALUES (:hall, :id, :body ->> 'shown');

-- :apply feature.ordered
INSERT OR REPLACE INTO feature_order (hall, feature, exclusive, document, by_name, at) VALUES (:hall, :id, :body ->> 'exclusive', :body ->> 'document', :body ->> 'by', :at);

-- :apply link.cut
INSERT OR REPLACE INTO link (hall, cut, by_name, reason, at) VALUES (:hall, 1, :body ->> 'by', :body ->> 'reason', :at);

-- :apply link.restored
INSERT OR REPLACE INTO link (hall, cut, by_name, reason, at) VALUES (:hall, 0, :body ->> 'by', NULL, :at);

-- :load link_row(text hall)
SELECT cut AS "cut:flag", by_name AS by_name, reason AS reason, at AS at FROM link WHERE hall = :hall;

-- :load feature_orders(text hall)
SELECT group_concat(feature) AS exclusive FROM feature_order WHERE hall = :hall AND exclusive = 1;

-- :list zone_signs(text hall)
SELECT zone AS zone, shown AS shown FROM zone_sign WHERE hall = :hall ORDER BY zone;

-- :list feature_order_rows(text hall)
SELECT feature AS feature, exclusive AS "exclusive:flag", document AS document FROM feature_order WHERE hall = :hall ORDER BY feature;
