CREATE TABLE printer (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	target TEXT NOT NULL,
	paper INTEGER NOT NULL,
	repertoire TEXT NOT NULL,
	answers INTEGER NOT NULL,
	place TEXT NOT NULL,
	place_id TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'unknown',
	state_at TEXT,
	last_error TEXT,
	last_error_at TEXT,
	removed INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE print_job (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	what TEXT NOT NULL,
	subject TEXT NOT NULL,
	printer TEXT NOT NULL,
	copy INTEGER NOT NULL,
	by_page INTEGER NOT NULL,
	base TEXT,
	state TEXT NOT NULL,
	reason TEXT,
	at TEXT NOT NULL,
	ended_at TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX print_job_subject ON print_job (hall, subject, copy);
CREATE INDEX print_job_state ON print_job (hall, state, at);
CREATE INDEX print_job_at ON print_job (hall, at);
