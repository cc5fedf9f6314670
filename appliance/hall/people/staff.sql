-- :apply staff.added
INSERT INTO staff_joined (hall, id, day) VALUES (:hall, :id, :at_day)
ON CONFLICT REPLACE;

-- :apply staff.described
INSERT INTO staff_profile (hall, id, employment, employer, supplier, contract_no, post,
	post_grade, unit, from_day, to_day, stand_in, skill_level, certificate_no,
	certificate_on, attends)
VALUES (:hall, :id, :employment, :employer, :supplier, :contract_no, :post, :post_grade, :unit,
	:from, :to, :stand_in, :skill_level, :certificate_no, :certificate_on, :attends)
ON CONFLICT REPLACE;

-- :apply staff.contact_changed
INSERT INTO staff_contact (hall, id, phone, id_no) VALUES (:hall, :id, :phone, :id_no)
ON CONFLICT REPLACE;

-- :apply staff.roles_changed
UPDATE staff SET roles = :roles WHERE hall = :hall AND id = :id;

-- :apply staff.seen
INSERT INTO staff_seen (hall, id, day) VALUES (:hall, :id, :day)
ON CONFLICT DO NOTHING;

-- :apply staff.left
INSERT INTO staff_departure (hall, id, day, reason) VALUES (:hall, :id, :on, :reason)
ON CONFLICT REPLACE;

-- :apply staff.returned
DELETE FROM staff_departure WHERE hall = :hall AND id = :id;

-- :apply leader.appointed
INSERT INTO leader (hall, id, kind, name, title, phone, from_day)
VALUES (:hall, :id, :kind, :name, :title, :phone, :from);

-- :apply leader.ended
UPDATE leader SET to_day = :to WHERE hall = :hall AND id = :id;

-- :apply station.registered
INSERT INTO station (hall, code, name) VALUES (:hall, :id, :name)
ON CONFLICT REPLACE;

-- :apply station.closed
UPDATE station SET closed = 1 WHERE hall = :hall AND code = :id;

-- :query staff_all(text hall, text id) many
SELECT s.id, s.name, s.login, s.roles AS "roles:json", d.day IS NULL AS "active:flag",
	(SELECT max(day) FROM staff_seen n WHERE n.hall = s.hall AND n.id = s.id) AS last_seen,
	d.day AS left_on, d.reason AS left_reason, p.employment, p.employer, p.supplier,
	p.contract_no, p.post, p.post_grade, coalesce(p.unit, s.hall) AS unit,
	coalesce((SELECT name
		FROM station t WHERE t.hall = s.hall AND t.code = p.unit),
		(SELECT name FROM site i WHERE i.hall = s.hall), '') AS unit_name,
	p.from_day AS "from", p.to_day AS "to", p.stand_in,
	(SELECT b.name FROM staff b WHERE b.hall = s.hall AND b.id = p.stand_in) AS stand_in_name,
	p.skill_level, p.certificate_no, p.certificate_on,
	coalesce(p.attends = 1, instr(s.roles, '"village"') = 0) AS "attends:flag"
FROM staff s
LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
LEFT JOIN staff_departure d ON d.hall = s.hall AND d.id = s.id
WHERE s.hall = :hall AND (:id = '' OR s.id = :id)
ORDER BY d.day IS NOT NULL, s.id
LIMIT :most;

-- :load staff_facts(text hall, text id)
SELECT s.id, s.name, s.login, s.roles, d.day AS left_on, p.stand_in,
	coalesce(p.unit, s.hall) AS unit
FROM staff s
LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
LEFT JOIN staff_departure d ON d.hall = s.hall AND d.id = s.id
WHERE s.hall = :hall AND s.id = :id;

-- :load staff_by_login(text hall, text login)
SELECT s.id FROM staff s WHERE s.hall = :hall AND s.login = :login ORDER BY s.id LIMIT 1;

-- :load staff_contact_row(text hall, text id, text since)
SELECT c.phone, c.id_no,
	(SELECT count(*) FROM staff_seen n WHERE n.hall = s.hall AND n.id = s.id AND n.day > :since)
		AS "seen_days:int"
FROM staff s
LEFT JOIN staff_contact c ON c.hall = s.hall AND c.id = s.id
WHERE s.hall = :hall AND s.id = :id;

-- :list staff_history(text node, text id)
SELECT e.at, e.kind, (SELECT s.name FROM staff s WHERE s.id = e.actor) AS by_name
FROM event e
WHERE e.subject = :id AND e.node = :node AND e.kind LIKE 'staff.%' AND e.kind <> 'staff.seen'
ORDER BY e.arrived DESC
LIMIT :most;

-- :load staff_seen_row(text hall, text id, text day)
SELECT day FROM staff_seen WHERE hall = :hall AND id = :id AND day = :day;

-- :load credential_of(text actor)
SELECT login, secret FROM credential WHERE actor = :actor;

-- :exec credential_drop(text actor)
DELETE FROM credential WHERE actor = :actor;

-- :query staff_suppliers(text hall) many
SELECT p.supplier, coalesce(group_concat(DISTINCT nullif(p.contract_no, '')), '') AS contracts,
	count(*) FILTER (WHERE d.day IS NULL) AS "people:int",
	count(*) FILTER (WHERE d.day IS NOT NULL) AS "left:int",
	coalesce(group_concat(CASE WHEN d.day IS NULL THEN s.name END, '、'), '') AS names,
	min(CASE WHEN d.day IS NULL THEN p.to_day END) AS first_end
FROM staff_profile p
JOIN staff s ON s.hall = p.hall AND s.id = p.id
LEFT JOIN staff_departure d ON d.hall = p.hall AND d.id = p.id
WHERE p.hall = :hall AND p.employment = 'purchased' AND p.supplier IS NOT NULL
GROUP BY p.supplier
ORDER BY p.supplier
LIMIT :most;

-- :query leader_all(text hall, text today) many
SELECT id, kind, name, title, phone, from_day AS "from", to_day AS "to", from_day <= :today
	AND (to_day IS NULL OR to_day >= :today) AS "current:flag"
FROM leader
WHERE hall = :hall
ORDER BY to_day IS NOT NULL, from_day DESC, id DESC
LIMIT :most;

-- :load leader_now(text hall, text kind, text today)
SELECT id, name, title, phone
FROM leader
WHERE hall = :hall AND kind = :kind AND from_day <= :today AND (to_day IS NULL OR to_day >= :today)
ORDER BY from_day DESC, id DESC
LIMIT 1;

-- :load leader_open(text hall, text kind)
SELECT id, from_day
FROM leader
WHERE hall = :hall AND kind = :kind AND to_day IS NULL
ORDER BY from_day DESC
LIMIT 1;

-- :load leader_row(text hall, text id)
SELECT id, from_day, to_day FROM leader WHERE hall = :hall AND id = :id;

-- :load leader_count(text hall)
SELECT count(*) AS "count:int" FROM leader WHERE hall = :hall;

-- :load station_row(text hall, text code)
SELECT code, name, closed AS "closed:flag",
	(SELECT count(*)
		FROM staff_profile p
		LEFT JOIN staff_departure d ON d.hall = p.hall AND d.id = p.id
		WHERE p.hall = station.hall AND p.unit = station.code AND d.day IS NULL)
		AS "accounts:int"
FROM station
WHERE hall = :hall AND code = :code;

-- :list station_rows(text hall)
SELECT hall, code, name
FROM station
WHERE (:hall = '' OR hall = :hall) AND closed = 0
ORDER BY code;

-- :list organisation_accounts(text hall)
SELECT s.hall, coalesce(p.unit, s.hall) AS unit, s.name, s.login, s.roles, p.post,
	(SELECT max(day) FROM staff_seen n WHERE n.hall = s.hall AND n.id = s.id) AS last_seen
FROM staff s
LEFT JOIN staff_profile p ON p.hall = s.hall AND p.id = s.id
LEFT JOIN staff_departure d ON d.hall = s.hall AND d.id = s.id
WHERE (:hall = '' OR s.hall = :hall) AND d.day IS NULL
ORDER BY s.id
LIMIT :most;

-- :list organisation_sites()
SELECT hall, name FROM site ORDER BY hall;

-- :list staff_departures(text hall)
SELECT id, day FROM staff_departure WHERE hall = :hall;
