CREATE TABLE list_draft (
	hall TEXT NOT NULL,
	item TEXT NOT NULL,
	list TEXT NOT NULL,
	hours TEXT NOT NULL,
	reason TEXT,
	note TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, item)
) STRICT;
CREATE TABLE list_version (
	hall TEXT NOT NULL,
	version INTEGER NOT NULL,
	note TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, version)
) STRICT;
CREATE TABLE list_entry (
	hall TEXT NOT NULL,
	version INTEGER NOT NULL,
	item TEXT NOT NULL,
	name TEXT NOT NULL,
	list TEXT NOT NULL,
	hours TEXT NOT NULL,
	reason TEXT,
	note TEXT,
	PRIMARY KEY (hall, version, item)
) STRICT;
