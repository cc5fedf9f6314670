-- :exec session_put(text key, text actor, text kind, int expires, text proof)
INSERT INTO session (key, actor, kind, expires, proof)
VALUES (:key, :actor, :kind, :expires, :proof);

-- With what its account's secret is committed to now, by one look.
-- :load session_row(text key, text site)
SELECT s.actor, s.kind, s.expires, s.proof,
	coalesce((SELECT e.body ->> 'commitment'
		FROM event e
		WHERE e.subject = s.actor
			AND e.kind IN ('staff.added', 'staff.returned', 'staff.left',
				'staff.password_reset', 'staff.password_changed', 'device.added',
				'device.retired', 'secret.committed')
			AND substr(e.node, 1, length(:site) + 1) = :site || '-'
			AND instr(e.node, '>') = 0
		ORDER BY e.arrived DESC
		LIMIT 1), '') AS commitment
FROM session s
WHERE s.key = :key;

-- :list session_of(text actor)
SELECT key, kind, expires FROM session WHERE actor = :actor;

-- :exec session_prove(text key, text proof)
UPDATE session SET proof = :proof WHERE key = :key;

-- :exec session_end(text key)
DELETE FROM session WHERE key = :key;

-- :exec session_end_all(text actor)
DELETE FROM session WHERE actor = :actor;

-- :exec session_drop_others(text actor, text keep)
DELETE FROM session WHERE actor = :actor AND key <> :keep;

-- :exec session_expire(int now)
DELETE FROM session WHERE expires < :now;

-- What another key proved proves nothing; a node begins its own anew at its next contact.
-- :exec session_drop_proved()
DELETE FROM session WHERE proof <> '' OR kind = 'peer';
