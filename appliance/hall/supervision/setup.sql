-- :apply setup.gap_found
INSERT INTO setup_gap (hall, id, code, error, window_no, what, since)
VALUES (:hall, :id, :code, :error, :window, :what, :at)
ON CONFLICT REPLACE;

-- :apply setup.gap_mended
DELETE FROM setup_gap WHERE hall = :hall AND id = :id;

-- :apply setup.confirmed
INSERT INTO setup_confirmed (hall, at, by_name, warnings)
VALUES (:hall, :at, :by, :warnings)
ON CONFLICT REPLACE;

-- :apply device.silent
INSERT INTO device_silent (hall, device, since) VALUES (:hall, :id, :at)
ON CONFLICT REPLACE;

-- :apply device.heard
DELETE FROM device_silent WHERE hall = :hall AND device = :id;

-- :list setup_gaps(text hall)
SELECT id, since FROM setup_gap WHERE hall = :hall ORDER BY id;

-- :load setup_confirmation(text hall)
SELECT at, by_name FROM setup_confirmed WHERE hall = :hall;

-- :list setup_items_by_department(text catalogue)
SELECT zone, authority AS department, count(*) AS "count:int"
FROM item
WHERE catalogue = :catalogue
GROUP BY zone, authority
ORDER BY zone, authority;

-- :list setup_raters(text hall)
SELECT d.window_no,
	EXISTS
		(SELECT 1 FROM device_silent s WHERE s.hall = d.hall AND s.device = d.id)
		AS "silent:flag"
FROM device d
WHERE d.hall = :hall AND d.kind = 'rater' AND d.window_no > 0;

-- :list setup_devices(text hall)
SELECT d.id,
	EXISTS
		(SELECT 1 FROM device_silent s WHERE s.hall = d.hall AND s.device = d.id)
		AS "silent:flag",
	coalesce((SELECT at FROM device_seen n WHERE n.device = d.id), 0) AS "seen:int"
FROM device d
WHERE d.hall = :hall
ORDER BY d.id;

-- :load setup_catalogue_of(text hall)
SELECT id FROM catalogue WHERE hall = :hall AND published = 0 ORDER BY at DESC, id DESC LIMIT 1;


-- :apply device.retired
DELETE FROM device_silent WHERE hall = :hall AND device = :id;

-- :list device_rows(text hall)
SELECT d.id, d.kind, d.window_no, d.name, d.zones,
	coalesce((SELECT at FROM device_seen n WHERE n.device = d.id), 0) AS "seen:int",
	(SELECT since FROM device_silent s WHERE s.hall = d.hall AND s.device = d.id)
		AS silent_since
FROM device d
WHERE d.hall = :hall
ORDER BY d.kind, d.window_no, d.id
LIMIT :most;
