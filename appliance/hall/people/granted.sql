-- An account's grants in the order they came; after device.retired both columns are NULL.
-- :list granted_events(text id)
SELECT node, body ->> 'roles' AS roles, CASE kind
	WHEN 'device.added' THEN body ->> 'kind' END AS device
FROM event
WHERE subject = :id
	AND kind IN ('staff.added', 'staff.roles_changed', 'device.added', 'device.retired')
ORDER BY arrived;
