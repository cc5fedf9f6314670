-- Counters of wrong secrets went into memory; an account keeps where it signed in before, and
-- there it is not slowed by what strangers try elsewhere.
ALTER TABLE credential DROP COLUMN failures;
ALTER TABLE credential DROP COLUMN locked_until;
DROP TABLE guess;
CREATE TABLE login_address (
	actor TEXT NOT NULL,
	address TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (actor, address)
) STRICT;
-- What grants an account its rights, asked at every request.
CREATE INDEX event_account ON event (subject, arrived)
	WHERE kind IN ('staff.added', 'staff.roles_changed', 'device.added', 'device.retired');
CREATE INDEX batch_out_sealing ON batch_out (recipient, lane, seq) WHERE state = 'sealing';
CREATE INDEX batch_in_turn ON batch_in (sender, lane, seq) WHERE state = 'arrived';
CREATE INDEX batch_in_unrecorded ON batch_in (sender, lane, seq) WHERE state = 'applied' AND ledger = '';
CREATE INDEX batch_in_parked ON batch_in (sender, lane, seq) WHERE state = 'parked';
CREATE INDEX batch_in_at ON batch_in (at, seq);
