-- :apply hall.admitted
INSERT INTO hall_admission (hall, node, name, key, at, revoked) VALUES (:hall, :id, :name, :key, :at, 0)
ON CONFLICT REPLACE;

-- :apply hall.revoked
UPDATE hall_admission SET revoked = 1 WHERE hall = :hall AND node = :id;

-- The open states are named, not the closed ones: so the index by state answers.
-- :list fleet_halls(text hub)
SELECT a.node, a.name, a.revoked AS "revoked:flag", p.last_contact, coalesce(p.reported, '{}') AS reported,
	(SELECT coalesce(max(seq), 0) FROM event e WHERE e.node = a.node) AS "records:int",
	(SELECT count(*) FROM case_file c WHERE c.hall = substr(a.node, 1, instr(a.node, '-') - 1)
		AND c.state IN ('received', 'correcting', 'accepted', 'forwarded', 'decided', 'ready')) AS "open_cases:int",
	(SELECT count(*) FROM case_file c WHERE c.hall = substr(a.node, 1, instr(a.node, '-') - 1) AND c.state = 'forwarded') AS "to_decide:int",
	(SELECT count(*) FROM batch_in b WHERE b.sender = a.node) AS "batches:int",
	(SELECT count(*) FROM batch_in b WHERE b.sender = a.node AND b.state = 'parked') AS "parked:int",
	coalesce((SELECT ledger FROM batch_in b WHERE b.sender = a.node AND b.ledger <> '' ORDER BY b.at DESC, b.lane DESC, b.seq DESC LIMIT 1), '') AS ledger,
	coalesce((SELECT c.name FROM catalogue c WHERE c.hall = substr(a.node, 1, instr(a.node, '-') - 1) AND c.published = 0 ORDER BY c.at DESC LIMIT 1), '') AS catalogue
FROM hall_admission a LEFT JOIN peer p ON p.node = a.node WHERE a.hall = :hub ORDER BY a.node;

-- The halls alone: nothing is counted.
-- :list fleet_nodes(text hub)
SELECT node, name FROM hall_admission WHERE hall = :hub ORDER BY node;

-- Halls for which the hub's voice has more than the last batch brought, and none is being sealed; asked each tick, so by keys alone.
-- :list fleet_owed(text hub, text node, text after)
SELECT a.node FROM hall_admission a
WHERE a.hall = :hub AND a.node > :after AND a.revoked = 0
	AND coalesce((SELECT max(e.seq) FROM event e WHERE e.node = :node || '>' || a.node), 0) > coalesce((
		SELECT b.last FROM batch_out b WHERE b.recipient = a.node AND b.lane = 0 ORDER BY b.seq DESC LIMIT 1), 0)
	AND coalesce((SELECT b.state FROM batch_out b WHERE b.recipient = a.node AND b.lane = 0 ORDER BY b.seq DESC LIMIT 1), '') <> 'sealing'
ORDER BY a.node LIMIT 16;

-- :list fleet_photos(text hall, text after)
SELECT DISTINCT sha256 FROM photo WHERE hall = :hall AND sha256 > :after ORDER BY sha256 LIMIT 5000;

-- :query fleet_batches(text hall) many
SELECT b.sender AS hall, coalesce((SELECT name FROM hall_admission a WHERE a.node = b.sender), '') AS hall_name, b.lane, b.seq, b.id, b.first, b.last, b.files, b.size, b.state, b.at, b.reason
FROM batch_in b WHERE (:hall = '' OR b.sender = :hall) ORDER BY b.at DESC, b.lane, b.seq DESC LIMIT :most;

-- :query fleet_gaps(text hall) many
SELECT b.sender AS hall, b.lane, coalesce((SELECT max(p.seq) FROM batch_in p WHERE p.sender = b.sender AND p.lane = b.lane AND p.seq < b.seq), 0) + 1 AS "first:int", b.seq - 1 AS "last:int"
FROM batch_in b WHERE (:hall = '' OR b.sender = :hall) AND b.seq > 1 AND NOT EXISTS (SELECT 1 FROM batch_in p WHERE p.sender = b.sender AND p.lane = b.lane AND p.seq = b.seq - 1) ORDER BY 1, 2, 3 LIMIT :most;

-- :query fleet_catalogues(text hub) many
SELECT a.node AS hall, a.name, coalesce((SELECT c.id FROM catalogue c WHERE c.hall = substr(a.node, 1, instr(a.node, '-') - 1) AND c.published = 0 ORDER BY c.at DESC LIMIT 1), '') AS "commit", (SELECT max(c.at) FROM catalogue c WHERE c.hall = substr(a.node, 1, instr(a.node, '-') - 1) AND c.published = 0) AS at
FROM hall_admission a WHERE a.hall = :hub ORDER BY a.node;

-- :load fleet_admitted(text hub, text node)
SELECT node, name FROM hall_admission WHERE hall = :hub AND node = :node AND revoked = 0;

-- :load fleet_hall(text hub, text node)
SELECT node, name, key, revoked AS "revoked:flag" FROM hall_admission WHERE hall = :hub AND node = :node;

-- What it said of itself at its last contact.
-- :load fleet_reported(text node)
SELECT reported FROM peer WHERE node = :node;
