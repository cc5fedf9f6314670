CREATE TABLE hall_admission (
	hall TEXT NOT NULL,
	node TEXT NOT NULL,
	name TEXT NOT NULL,
	key TEXT NOT NULL,
	at TEXT NOT NULL,
	revoked INTEGER NOT NULL,
	PRIMARY KEY (hall, node)
) STRICT;
