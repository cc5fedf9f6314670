-- A session proves that the server began it; an account's secret is what its last event committed
-- to.
ALTER TABLE session ADD COLUMN proof TEXT NOT NULL DEFAULT '';
CREATE INDEX event_secret ON event (subject, arrived)
	WHERE kind IN ('staff.added', 'staff.returned', 'staff.left', 'staff.password_reset',
		'staff.password_changed', 'device.added', 'device.retired', 'secret.committed');
