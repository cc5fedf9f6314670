-- :list service_items(text hall, text catalogue, text since)
SELECT i.id, i.name, i.zone, i.kind, i.decided_by AS "decided_by:decided_by",
	i.frequent AS "frequent:flag", coalesce(n.cases, 0) AS "cases:int",
	d.list AS "list:service_list", d.hours, d.reason, d.note, e.list AS published
FROM item i
LEFT JOIN
	(SELECT item, count(*) AS cases
	FROM case_file
	WHERE hall = :hall AND received_at >= :since
	GROUP BY item) n
	ON n.item = i.id
LEFT JOIN list_draft d ON d.hall = :hall AND d.item = i.id
LEFT JOIN list_entry e ON e.hall = :hall AND e.item = i.id
	AND e.version = (SELECT max(version) FROM list_version v WHERE v.hall = :hall)
WHERE i.catalogue = :catalogue
ORDER BY coalesce(n.cases, 0) DESC, i.frequent DESC, i.seq;

-- :load list_current(text hall)
SELECT version, note, by_name, at
FROM list_version
WHERE hall = :hall
ORDER BY version DESC
LIMIT 1;

-- :load list_item(text hall, text item)
SELECT e.list AS "list:service_list", e.hours
FROM list_entry e
WHERE e.hall = :hall AND e.item = :item
	AND e.version = (SELECT max(version) FROM list_version v WHERE v.hall = :hall);

-- :query list_of_item(text hall, text item) one
SELECT e.list, e.hours AS "hours:json"
FROM list_entry e
WHERE e.hall = :hall AND e.item = :item
	AND e.version = (SELECT max(version) FROM list_version v WHERE v.hall = :hall)
	AND e.list <> 'none';

-- :query list_entries(text hall, int version) many
SELECT item, name, list, hours AS "hours:json", reason, note
FROM list_entry
WHERE hall = :hall AND version = :version
ORDER BY list = 'none', list = 'appointment', item;

-- :apply list.drafted
INSERT INTO list_draft (hall, item, list, hours, reason, note, by_name, at)
VALUES (:hall, :id, :list, :hours, :reason, :note, :by, :at)
ON CONFLICT REPLACE;

-- :apply list.published
INSERT INTO list_version (hall, version, note, by_name, at)
VALUES (:hall, CAST(:id AS BIGINT), :note, :by, :at)
ON CONFLICT REPLACE;

-- :apply list.published
INSERT INTO list_entry (hall, version, item, name, list, hours, reason, note)
SELECT :hall, CAST(:id AS BIGINT), e.value ->> 'item', e.value ->> 'name', e.value ->> 'list',
	e.value -> 'hours', e.value ->> 'reason', e.value ->> 'note'
FROM json_each(:entries) e
WHERE true
ON CONFLICT REPLACE;
