CREATE TABLE discipline (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	kind TEXT NOT NULL,
	measure TEXT NOT NULL,
	day TEXT NOT NULL,
	text TEXT NOT NULL,
	points INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	revoked TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE commendation (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	staff TEXT NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	day TEXT NOT NULL,
	text TEXT NOT NULL,
	points INTEGER NOT NULL,
	published INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
