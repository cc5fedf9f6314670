-- :apply facility.registered
INSERT INTO facility (hall, id, kind, name, place, count, seats, note)
VALUES (:hall, :id, :kind, :name, :place, :count, :seats, :note);

-- :apply facility.changed
UPDATE facility
SET kind = :kind, name = :name, place = :place, count = :count, seats = :seats, note = :note
WHERE hall = :hall AND id = :id;

-- :apply facility.out_of_order
UPDATE facility SET broken = :reason, broken_at = :at WHERE hall = :hall AND id = :id;

-- :apply facility.mended
UPDATE facility SET broken = NULL, broken_at = NULL WHERE hall = :hall AND id = :id;

-- :apply facility.withdrawn
UPDATE facility SET withdrawn = 1 WHERE hall = :hall AND id = :id;

-- :load facility_count(text hall)
SELECT count(*) AS "count:int" FROM facility WHERE hall = :hall;

-- :load facility_row(text hall, text id)
SELECT id, kind AS "kind:facility_kind", name, seats, broken
FROM facility
WHERE hall = :hall AND id = :id AND withdrawn = 0;

-- :list facility_usable(text hall)
SELECT kind AS "kind:facility_kind", name, place, count, note FROM facility
WHERE hall = :hall AND withdrawn = 0 AND broken IS NULL ORDER BY kind = 'meeting_room', id;

-- :query facility_all(text hall, text kind) many
SELECT id, kind, name, place, count, seats, note, broken IS NULL AS "usable:flag", broken AS reason,
	broken_at AS since
FROM facility
WHERE hall = :hall AND withdrawn = 0 AND (:kind = '' OR kind = :kind)
ORDER BY id
LIMIT :most;
