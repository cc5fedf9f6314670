-- What the director added to the queue's categories; every zone has one of its own besides (its id is the zone's word).
CREATE TABLE category (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	zone TEXT NOT NULL,
	letter TEXT NOT NULL,
	label TEXT NOT NULL,
	items TEXT NOT NULL,
	retired INTEGER NOT NULL DEFAULT 0,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
