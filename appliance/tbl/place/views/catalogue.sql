CREATE TABLE catalogue (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	items TEXT NOT NULL,
	calendar TEXT NOT NULL,
	count INTEGER NOT NULL,
	at TEXT NOT NULL,
	published INTEGER NOT NULL,
	PRIMARY KEY (hall, id, published)
) STRICT;
CREATE TABLE item (
	catalogue TEXT NOT NULL,
	id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	aliases TEXT NOT NULL,
	alias_initials TEXT NOT NULL,
	conditions TEXT,
	steps TEXT NOT NULL,
	zone TEXT NOT NULL,
	type TEXT NOT NULL,
	kind TEXT NOT NULL,
	list_kind TEXT NOT NULL,
	authority TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	frequent INTEGER NOT NULL,
	statutory_days INTEGER,
	statutory_unit TEXT NOT NULL,
	promised_days INTEGER,
	promised_unit TEXT NOT NULL,
	result_name TEXT NOT NULL,
	fee TEXT NOT NULL,
	basis TEXT NOT NULL,
	certainty TEXT NOT NULL,
	materials TEXT NOT NULL,
	PRIMARY KEY (catalogue, id)
) STRICT; -- cache
CREATE TABLE calendar_day (
	catalogue TEXT NOT NULL,
	year INTEGER NOT NULL,
	date TEXT NOT NULL,
	off INTEGER NOT NULL,
	name TEXT NOT NULL,
	festival TEXT NOT NULL,
	PRIMARY KEY (catalogue, date)
) STRICT; -- cache
