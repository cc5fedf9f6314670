-- :load site_row(text hall)
SELECT hall AS hall, code AS code, place AS place, kind AS kind, name AS name, county AS county, sample AS "sample:flag" FROM site WHERE hall = :hall;

-- :list window_rows(text hall)
SELECT w.no AS "no:int", w.zone AS zone, w.place AS place, w.issues AS "issues:flag", w.features AS features, w.state AS state, w.clerk AS clerk, w.clerk_name AS clerk_name,
	(SELECT number FROM ticket t WHERE t.hall = w.hall AND t.window_no = w.no AND t.state IN ('called', 'serving') ORDER BY t.called_at DESC LIMIT 1) AS number
FROM service_window w WHERE w.hall = :hall ORDER BY w.no;

-- :apply site.configured
INSERT OR REPLACE INTO site (hall, code, place, kind, name, county, sample)
VALUES (:hall, :body ->> 'code', :body ->> 'place', :body ->> 'kind', :body ->> 'name', :body ->> 'county', :body ->> 'sample');

-- :apply window.opened
INSERT OR REPLACE INTO service_window (hall, no, zone, place, issues, features, state)
VALUES (:hall, :body ->> 'no', :body ->> 'zone', :body ->> 'place', :body ->> 'issues', :body -> 'features', 'closed');

-- :apply window.closed
DELETE FROM service_window WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.signed_on
UPDATE service_window SET state = 'open', clerk = :actor, clerk_name = :body ->> 'name' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.signed_off
UPDATE service_window SET state = 'closed', clerk = NULL, clerk_name = NULL WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.paused
UPDATE service_window SET state = 'paused' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply window.resumed
UPDATE service_window SET state = 'open' WHERE hall = :hall AND no = CAST(:id AS INTEGER);

-- :apply link.cut
INSERT OR REPLACE INTO link (hall, cut, by_name, reason, at) VALUES (:hall, 1, :body ->> 'by', :body ->> 'reason', :at);

-- :apply link.restored
INSERT OR REPLACE INTO link (hall, cut, by_name, reason, at) VALUES (:hall, 0, :body ->> 'by', NULL, :at);

-- :load link_row(text hall)
SELECT cut AS "cut:flag", by_name AS by_name, reason AS reason, at AS at FROM link WHERE hall = :hall;
