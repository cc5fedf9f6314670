-- What is kept for ever (event) or belongs to this installation alone (the rest). Nothing here is derived from events.
CREATE TABLE IF NOT EXISTS event (
	arrived INTEGER PRIMARY KEY,
	node TEXT NOT NULL,
	seq INTEGER NOT NULL,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	prev TEXT NOT NULL,
	hash TEXT NOT NULL,
	UNIQUE (node, seq)
) STRICT;
CREATE INDEX IF NOT EXISTS event_subject ON event (subject, arrived);
-- What grants an account its rights, asked at every request.
CREATE INDEX IF NOT EXISTS event_account ON event (subject, arrived)
	WHERE kind IN ('staff.added', 'staff.roles_changed', 'device.added', 'device.retired');
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS credential (
	actor TEXT PRIMARY KEY,
	login TEXT NOT NULL UNIQUE,
	secret TEXT NOT NULL
) STRICT;
-- Where an account signed in before: there it is not slowed by what strangers try elsewhere.
CREATE TABLE IF NOT EXISTS login_address (
	actor TEXT NOT NULL,
	address TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (actor, address)
) STRICT;
CREATE TABLE IF NOT EXISTS session (
	key TEXT PRIMARY KEY,
	actor TEXT NOT NULL,
	kind TEXT NOT NULL,
	window_no INTEGER NOT NULL DEFAULT 0,
	expires INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS reply (
	actor TEXT NOT NULL,
	key TEXT NOT NULL,
	request TEXT NOT NULL,
	body TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (actor, key)
) STRICT;
CREATE INDEX IF NOT EXISTS reply_at ON reply (at);
CREATE TABLE IF NOT EXISTS batch_out (
	recipient TEXT NOT NULL,
	lane INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	id TEXT NOT NULL DEFAULT '',
	sha256 TEXT NOT NULL DEFAULT '',
	previous TEXT NOT NULL DEFAULT '',
	ledger TEXT NOT NULL DEFAULT '',
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	files INTEGER NOT NULL,
	size INTEGER NOT NULL DEFAULT 0,
	sent INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL,
	sealed_at TEXT,
	stored_at TEXT,
	applied_at TEXT,
	reason TEXT,
	PRIMARY KEY (recipient, lane, seq)
) STRICT;
CREATE TABLE IF NOT EXISTS batch_in (
	sender TEXT NOT NULL,
	lane INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	id TEXT NOT NULL DEFAULT '',
	sha256 TEXT NOT NULL,
	ledger TEXT NOT NULL DEFAULT '',
	first INTEGER NOT NULL DEFAULT 0,
	last INTEGER NOT NULL DEFAULT 0,
	files INTEGER NOT NULL DEFAULT 0,
	size INTEGER NOT NULL,
	state TEXT NOT NULL,
	at TEXT NOT NULL,
	reason TEXT,
	PRIMARY KEY (sender, lane, seq)
) STRICT;
CREATE INDEX IF NOT EXISTS batch_out_sealing ON batch_out (recipient, lane, seq) WHERE state = 'sealing';
CREATE INDEX IF NOT EXISTS batch_in_turn ON batch_in (sender, lane, seq) WHERE state = 'arrived';
CREATE INDEX IF NOT EXISTS batch_in_unrecorded ON batch_in (sender, lane, seq) WHERE state = 'applied' AND ledger = '';
CREATE INDEX IF NOT EXISTS batch_in_parked ON batch_in (sender, lane, seq) WHERE state = 'parked';
CREATE INDEX IF NOT EXISTS batch_in_at ON batch_in (at, seq);
CREATE TABLE IF NOT EXISTS blob_out (
	recipient TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	seq INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (recipient, sha256)
) STRICT;
CREATE TABLE IF NOT EXISTS peer (
	node TEXT PRIMARY KEY,
	last_contact TEXT,
	reported TEXT NOT NULL DEFAULT '{}',
	token TEXT NOT NULL DEFAULT '',
	token_expires INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS device_seen (device TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tide_watch (zone TEXT PRIMARY KEY, wanted TEXT NOT NULL, since INTEGER NOT NULL, helpers INTEGER NOT NULL) STRICT;
