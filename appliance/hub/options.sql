-- :apply rating.options_set
INSERT INTO rating_options (hall, version, options, at) VALUES (:hall, :id, :options, :at)
ON CONFLICT REPLACE;

-- :load options_now(text hall)
SELECT version, options, at FROM rating_options WHERE hall = :hall ORDER BY at DESC, version DESC LIMIT 1;

-- :load options_version(text hall, text version)
SELECT at FROM rating_options WHERE hall = :hall AND version = :version;

-- :list options_halls(text hub)
SELECT node FROM hall_admission WHERE hall = :hub AND revoked = 0 ORDER BY node;

-- :list options_used(text hall)
SELECT version FROM rating_options WHERE hall = :hall ORDER BY at DESC, version DESC LIMIT :most;

-- What was said to each hall, and how much of it the hall's signed word covers: the voice's records up to the last batch that it has applied.
-- :query options_taken(text hub, text node) many
SELECT a.node AS hall, a.name,
	coalesce((SELECT e.subject FROM event e WHERE e.node = :node || '>' || a.node AND e.kind = 'rating.options_set' ORDER BY e.seq DESC LIMIT 1), '') AS sent,
	coalesce((SELECT e.subject FROM event e WHERE e.node = :node || '>' || a.node AND e.kind = 'rating.options_set'
		AND e.seq <= (SELECT max(b.last) FROM batch_out b WHERE b.recipient = a.node AND b.lane = 0 AND b.state = 'applied') ORDER BY e.seq DESC LIMIT 1), '') AS version,
	(SELECT min(b.applied_at) FROM batch_out b WHERE b.recipient = a.node AND b.lane = 0 AND b.state = 'applied' AND b.last >= (SELECT max(e.seq) FROM event e WHERE e.node = :node || '>' || a.node AND e.kind = 'rating.options_set')) AS at
FROM hall_admission a WHERE a.hall = :hub ORDER BY a.node;
