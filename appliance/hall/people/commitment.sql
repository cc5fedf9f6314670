-- The last word that this site's own nodes had about an account's secret; without a commitment:
-- nobody's.
-- :load commitment_last(text id, text site)
SELECT coalesce(body ->> 'commitment', '') AS commitment,
	kind IN ('staff.left', 'device.retired') AS "ended:flag"
FROM event
WHERE subject = :id
	AND kind IN ('staff.added', 'staff.returned', 'staff.left', 'staff.password_reset',
		'staff.password_changed', 'device.added', 'device.retired', 'secret.committed')
	AND substr(node, 1, length(:site) + 1) = :site || '-' AND instr(node, '>') = 0
ORDER BY arrived DESC LIMIT 1;

-- :list commitment_secrets()
SELECT actor, login, secret FROM credential ORDER BY actor;
