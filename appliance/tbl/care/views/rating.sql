-- nth 1: the rating; nth 2: the one after a work order's reply (追评), which is shown and never counted again.
CREATE TABLE rating (
	hall TEXT NOT NULL,
	ticket TEXT NOT NULL,
	nth INTEGER NOT NULL,
	level TEXT NOT NULL,
	options TEXT NOT NULL,
	options_version TEXT NOT NULL,
	indicators TEXT,
	text TEXT,
	channel TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	clerk TEXT,
	paper_no TEXT,
	entered_by TEXT,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, ticket, nth)
) STRICT;
CREATE INDEX rating_clerk ON rating (hall, clerk, at);
CREATE INDEX rating_day ON rating (hall, at, ticket, nth, level);
CREATE INDEX rating_bad ON rating (hall, at) WHERE nth = 1 AND level IN ('dissatisfied', 'very_dissatisfied');
CREATE INDEX rating_paper ON rating (hall, paper_no) WHERE paper_no IS NOT NULL;
CREATE TABLE rating_options (
	hall TEXT NOT NULL,
	version TEXT NOT NULL,
	options TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, version)
) STRICT;
