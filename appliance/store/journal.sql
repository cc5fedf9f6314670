-- :load journal_head(text node)
SELECT seq, hash FROM event WHERE node = :node ORDER BY seq DESC LIMIT 1;

-- :load journal_at(text node, int seq)
SELECT hash FROM event WHERE node = :node AND seq = :seq;

-- :exec journal_insert(text node, int seq, text at, text actor, text kind, text subject, text body, text prev, text hash)
INSERT INTO event (node, seq, at, actor, kind, subject, body, prev, hash)
VALUES (:node, :seq, :at, :actor, :kind, :subject, :body, :prev, :hash);

-- :list journal_range(text node, int above, int upto)
SELECT node, seq, at, actor, kind, subject, body, prev, hash
FROM event WHERE node = :node AND seq > :above AND seq <= :upto ORDER BY seq LIMIT 2000;

-- :list journal_arrived(int above)
SELECT arrived, node, seq, at, actor, kind, subject, body
FROM event WHERE arrived > :above ORDER BY arrived LIMIT 500;

-- :load journal_last_arrived()
SELECT coalesce(max(arrived), 0) AS "arrived:int" FROM event;

-- From one stream to the next by the index, not past every event.
-- :list journal_streams()
WITH RECURSIVE stream(node) AS
	(SELECT min(node)
	FROM event
	UNION ALL
	SELECT (SELECT min(e.node) FROM event e WHERE e.node > stream.node)
	FROM stream
	WHERE stream.node IS NOT NULL)
SELECT node
FROM stream
WHERE node IS NOT NULL
ORDER BY node;

-- :load journal_next_stream(text after)
SELECT node FROM event WHERE node > :after ORDER BY node LIMIT 1;

-- :load journal_head_at(text node)
SELECT at FROM event WHERE node = :node ORDER BY seq DESC LIMIT 1;

-- :exec setting_drop(text key)
DELETE FROM setting WHERE key = :key;

-- :load setting_get(text key)
SELECT value FROM setting WHERE key = :key;

-- :exec setting_put(text key, text value)
INSERT INTO setting (key, value)
VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
