-- What the guide found when looking through a citizen's papers, so that the window need not ask again.
CREATE TABLE precheck (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	brought TEXT NOT NULL,
	missing TEXT NOT NULL,
	note TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, ticket, item)
) STRICT;
-- The desk log: who was helped without a ticket.
CREATE TABLE guide_log (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	day TEXT NOT NULL,
	kind TEXT NOT NULL,
	item TEXT,
	text TEXT NOT NULL,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX guide_log_day ON guide_log (hall, day, at);
