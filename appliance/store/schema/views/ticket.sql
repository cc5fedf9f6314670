CREATE TABLE ticket (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	number TEXT NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	priority TEXT NOT NULL,
	rank INTEGER NOT NULL,
	items TEXT NOT NULL,
	state TEXT NOT NULL,
	window_no INTEGER,
	clerk TEXT,
	calls INTEGER NOT NULL DEFAULT 0,
	taken_at TEXT NOT NULL,
	called_at TEXT,
	served_at TEXT,
	ended_at TEXT,
	rated INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX ticket_order ON ticket (hall, day, zone, rank);
CREATE INDEX ticket_queue ON ticket (hall, day, state, zone, rank);
CREATE INDEX ticket_window ON ticket (hall, window_no, day, called_at);
