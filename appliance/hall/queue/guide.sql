-- :apply ticket.prechecked
INSERT INTO precheck (hall, ticket, item, item_name, brought, missing, note, by_name, at)
VALUES (:hall, :id, :item, :item_name, :brought, :missing, :note, :by, :at)
ON CONFLICT REPLACE;

-- :apply guide.logged
INSERT INTO guide_log (hall, id, day, kind, item, text, by_name, at)
VALUES (:hall, :id, :day, :kind, :item, :text, :by, :at);

-- :query guide_prechecks(text hall, text ticket) many
SELECT item AS item_id, item_name, brought AS "brought:json", missing AS "missing:json", note,
	by_name, at
FROM precheck
WHERE hall = :hall AND ticket = :ticket
ORDER BY at, item
LIMIT 10;

-- :query guide_log_entries(text hall, text day) many
SELECT id, kind, item, text, by_name, at
FROM guide_log
WHERE hall = :hall AND day = :day
ORDER BY at DESC, id DESC
LIMIT :most;

-- :load guide_log_count(text hall, text day)
SELECT count(*) AS "count:int" FROM guide_log WHERE hall = :hall AND day = :day;
