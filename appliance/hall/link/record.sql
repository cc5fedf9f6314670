-- From one recipient to the next by the index, and the last batch of each lane.
-- :list record_sealed()
WITH RECURSIVE peer_out(recipient) AS
	(SELECT min(recipient)
	FROM batch_out
	UNION ALL
	SELECT (SELECT min(b.recipient) FROM batch_out b WHERE b.recipient > peer_out.recipient)
	FROM peer_out
	WHERE peer_out.recipient IS NOT NULL),
	lanes(lane) AS (VALUES (0), (1), (2))
SELECT p.recipient, l.lane AS "lane:int",
	coalesce((SELECT b.last
		FROM batch_out b
		WHERE b.recipient = p.recipient AND b.lane = l.lane
		ORDER BY b.seq DESC
		LIMIT 1), 0) AS "last:int"
FROM peer_out p, lanes l
WHERE p.recipient IS NOT NULL
ORDER BY p.recipient, l.lane;

-- :list record_photos(text hall, text after)
SELECT DISTINCT sha256 FROM photo WHERE hall = :hall AND sha256 > :after ORDER BY sha256 LIMIT 500;

-- :list record_catalogues(text hall)
SELECT items AS sha256
FROM catalogue
WHERE hall = :hall
UNION
SELECT calendar AS sha256
FROM catalogue
WHERE hall = :hall;

-- :load record_ledger(text recipient, text ledger)
SELECT seq FROM batch_out WHERE recipient = :recipient AND lane = 1 AND ledger = :ledger
ORDER BY seq DESC LIMIT 1;

-- :load record_sealing(text recipient)
SELECT seq FROM batch_out WHERE recipient = :recipient AND lane = 1 AND state = 'sealing'
ORDER BY seq DESC LIMIT 1;

-- :load record_sealed_top(text recipient, int lane)
SELECT coalesce(max(seq), 0) AS "seq:int"
FROM batch_out
WHERE recipient = :recipient AND lane = :lane;

-- Roles are the views', not the secret's.
-- :exec record_mended(text account)
DELETE FROM setting
WHERE key = 'record.unproven' AND value IN ('secret:' || :account, 'session:' || :account);
