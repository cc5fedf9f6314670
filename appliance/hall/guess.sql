-- :load guess_row(text subject)
SELECT failures AS "failures:int", locked_until AS "locked_until:int" FROM guess WHERE subject = :subject;

-- :exec guess_put(text subject, int failures, int locked_until, int at)
INSERT INTO guess (subject, failures, locked_until, at) VALUES (:subject, :failures, :locked_until, :at)
ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until, at = excluded.at;

-- :exec guess_forget(int before)
DELETE FROM guess WHERE at < :before;
