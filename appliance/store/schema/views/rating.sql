CREATE TABLE rating (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	level TEXT NOT NULL,
	options TEXT NOT NULL,
	text TEXT,
	channel TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, ticket)
) STRICT;
