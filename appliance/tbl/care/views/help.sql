CREATE TABLE help_item (
	hall TEXT NOT NULL,
	item TEXT NOT NULL,
	helped INTEGER NOT NULL,
	agent INTEGER NOT NULL,
	reason TEXT,
	by_name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, item)
) STRICT;
CREATE TABLE helper (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	village TEXT NOT NULL,
	phone TEXT NOT NULL,
	badge TEXT NOT NULL,
	items TEXT NOT NULL,
	active INTEGER NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE help_request (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	principal TEXT NOT NULL,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	need TEXT NOT NULL,
	home_visit INTEGER NOT NULL,
	note TEXT,
	requested_at TEXT NOT NULL,
	requested_by TEXT NOT NULL,
	due_on TEXT NOT NULL,
	due_provisional INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL,
	helper TEXT,
	helper_name TEXT,
	assigned_at TEXT,
	scope TEXT,
	agreed_at TEXT,
	visits INTEGER NOT NULL DEFAULT 0,
	visit_text TEXT,
	visited_at TEXT,
	case_id TEXT,
	hand_in_text TEXT,
	handed_in_at TEXT,
	report TEXT,
	reported_at TEXT,
	end_text TEXT,
	ended_at TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX help_request_open ON help_request (hall, state, due_on);
CREATE TABLE help_paper (
	hall TEXT NOT NULL,
	request TEXT NOT NULL,
	no INTEGER NOT NULL,
	name TEXT NOT NULL,
	copies INTEGER NOT NULL,
	original INTEGER NOT NULL,
	taken_at TEXT NOT NULL,
	taken_by TEXT NOT NULL,
	how TEXT,
	ended_to TEXT,
	ended_at TEXT,
	PRIMARY KEY (hall, request, no)
) STRICT;
