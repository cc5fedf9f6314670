-- Derived from events by the effects in noun.sql files. First column: the hall (its site code) whose record it is. `local` columns do not exist:
-- a row says the same at hall and hub, whatever order the two streams arrived in.
CREATE TABLE site (
	hall TEXT NOT NULL,
	code TEXT NOT NULL,
	place TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	county TEXT NOT NULL,
	sample INTEGER NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE TABLE service_window (
	hall TEXT NOT NULL,
	no INTEGER NOT NULL,
	zone TEXT NOT NULL,
	place TEXT NOT NULL,
	issues INTEGER NOT NULL,
	features TEXT NOT NULL,
	state TEXT NOT NULL,
	clerk TEXT,
	clerk_name TEXT,
	spare INTEGER NOT NULL,
	before TEXT,
	helps TEXT,
	tide_at TEXT,
	PRIMARY KEY (hall, no)
) STRICT;
CREATE TABLE zone_sign (
	hall TEXT NOT NULL,
	zone TEXT NOT NULL,
	shown TEXT NOT NULL,
	PRIMARY KEY (hall, zone)
) STRICT;
CREATE TABLE feature_order (
	hall TEXT NOT NULL,
	feature TEXT NOT NULL,
	exclusive INTEGER NOT NULL,
	document TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, feature)
) STRICT;
CREATE TABLE tide_log (
	hall TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	opened_at TEXT NOT NULL,
	zone TEXT NOT NULL,
	opened_by TEXT NOT NULL,
	open_reason TEXT NOT NULL,
	closed_at TEXT,
	closed_by TEXT,
	close_reason TEXT,
	drained_at TEXT,
	PRIMARY KEY (hall, window_no, opened_at)
) STRICT;
CREATE TABLE link (
	hall TEXT NOT NULL,
	cut INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	reason TEXT,
	at TEXT NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
