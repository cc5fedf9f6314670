-- What reports are counted from: one row a ticket, one row each time a window took it, and when
-- windows were staffed. Times are milliseconds since 1970, hours and seconds of the day are local; a
-- day is the civil day the number belongs to. A measured time below nothing or beyond a day is a
-- wrong clock's: wait_ms, service_ms and busy_ms are NULL then, and figures are made of them alone.
CREATE TABLE visit (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	category TEXT NOT NULL,
	priority TEXT NOT NULL,
	channel TEXT NOT NULL,
	slot INTEGER NOT NULL,
	taken_ms INTEGER NOT NULL,
	called_ms INTEGER,
	misses INTEGER NOT NULL DEFAULT 0,
	estimate_s INTEGER,
	wait_ms INTEGER AS (CASE WHEN called_ms - taken_ms BETWEEN 0 AND 86400000 THEN called_ms - taken_ms END) VIRTUAL,
	PRIMARY KEY (hall, ticket)
) STRICT;
CREATE INDEX visit_day ON visit (hall, day);
CREATE TABLE service_turn (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	no INTEGER NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	hour INTEGER NOT NULL,
	called_ms INTEGER NOT NULL,
	served_ms INTEGER,
	ended_ms INTEGER,
	ended_s INTEGER,
	outcome TEXT,
	service_ms INTEGER AS (CASE WHEN ended_ms - served_ms BETWEEN 0 AND 86400000 THEN ended_ms - served_ms END) VIRTUAL,
	busy_ms INTEGER AS (CASE WHEN ended_ms - called_ms BETWEEN 0 AND 86400000 THEN ended_ms - called_ms END) VIRTUAL,
	PRIMARY KEY (hall, ticket, no)
) STRICT;
CREATE INDEX service_turn_day ON service_turn (hall, day, window_no);
CREATE INDEX service_turn_open ON service_turn (hall, ticket) WHERE ended_ms IS NULL;
CREATE TABLE window_stretch (
	hall TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	day TEXT NOT NULL,
	from_s INTEGER NOT NULL,
	to_s INTEGER,
	PRIMARY KEY (hall, day, window_no, from_s)
) STRICT;
