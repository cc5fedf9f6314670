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
	PRIMARY KEY (hall, no)
) STRICT;
CREATE TABLE staff (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	login TEXT NOT NULL,
	roles TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE device (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE TABLE catalogue (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	items TEXT NOT NULL,
	calendar TEXT NOT NULL,
	count INTEGER NOT NULL,
	at TEXT NOT NULL,
	published INTEGER NOT NULL,
	PRIMARY KEY (hall, id, published)
) STRICT;
CREATE TABLE hall_admission (
	hall TEXT NOT NULL,
	node TEXT NOT NULL,
	name TEXT NOT NULL,
	key TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, node)
) STRICT;
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
CREATE TABLE case_file (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	ticket TEXT,
	item TEXT NOT NULL,
	item_name TEXT NOT NULL,
	catalogue TEXT NOT NULL,
	kind TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	applicant TEXT NOT NULL,
	agent TEXT,
	note TEXT NOT NULL,
	query_code TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	clock_trusted INTEGER NOT NULL,
	received_at TEXT NOT NULL,
	received_by TEXT NOT NULL,
	received_name TEXT NOT NULL,
	correction_due_on TEXT,
	correction_text TEXT,
	corrections INTEGER NOT NULL DEFAULT 0,
	corrected_after TEXT,
	refused_at TEXT,
	refuse_reason TEXT,
	refuse_text TEXT,
	accepted_at TEXT,
	accepted_by TEXT,
	accepted_name TEXT,
	due_on TEXT,
	due_provisional INTEGER NOT NULL DEFAULT 0,
	forwarded_to TEXT,
	decided_at TEXT,
	decided_actor TEXT,
	decided_name TEXT,
	decided_stream TEXT,
	outcome TEXT,
	opinion TEXT,
	decision_no TEXT,
	result_at TEXT,
	result_kind TEXT,
	result_no TEXT,
	shelf TEXT,
	issued_at TEXT,
	issued_by TEXT,
	issued_name TEXT,
	collector_name TEXT,
	collector_id_no TEXT,
	relation TEXT,
	issues INTEGER NOT NULL DEFAULT 0,
	state TEXT GENERATED ALWAYS AS (CASE
		WHEN issued_at IS NOT NULL THEN 'issued'
		WHEN result_at IS NOT NULL THEN 'ready'
		WHEN decided_at IS NOT NULL THEN 'decided'
		WHEN refused_at IS NOT NULL THEN 'refused'
		WHEN forwarded_to IS NOT NULL THEN 'forwarded'
		WHEN accepted_at IS NOT NULL THEN 'accepted'
		WHEN corrections > 0 THEN 'correcting'
		ELSE 'received' END) STORED,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX case_state ON case_file (hall, state);
CREATE INDEX case_ticket ON case_file (hall, ticket);
CREATE TABLE material (
	hall TEXT NOT NULL,
	case_id TEXT NOT NULL,
	no INTEGER NOT NULL,
	taken TEXT NOT NULL,
	copies INTEGER NOT NULL,
	note TEXT,
	PRIMARY KEY (hall, case_id, no)
) STRICT;
CREATE TABLE photo (
	hall TEXT NOT NULL,
	case_id TEXT NOT NULL,
	no INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	mime TEXT NOT NULL,
	size INTEGER NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (hall, case_id, no, sha256)
) STRICT;
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
CREATE TABLE link (
	hall TEXT NOT NULL,
	cut INTEGER NOT NULL,
	by_name TEXT NOT NULL,
	reason TEXT,
	at TEXT NOT NULL,
	PRIMARY KEY (hall)
) STRICT;
CREATE TABLE item (
	catalogue TEXT NOT NULL,
	id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	zone TEXT NOT NULL,
	type TEXT NOT NULL,
	kind TEXT NOT NULL,
	list_kind TEXT NOT NULL,
	authority TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	frequent INTEGER NOT NULL,
	statutory_days INTEGER,
	statutory_unit TEXT NOT NULL,
	promised_days INTEGER,
	promised_unit TEXT NOT NULL,
	result_name TEXT NOT NULL,
	fee TEXT NOT NULL,
	basis TEXT NOT NULL,
	certainty TEXT NOT NULL,
	materials TEXT NOT NULL,
	PRIMARY KEY (catalogue, id)
) STRICT; -- cache
CREATE TABLE calendar_day (
	catalogue TEXT NOT NULL,
	year INTEGER NOT NULL,
	date TEXT NOT NULL,
	off INTEGER NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (catalogue, date)
) STRICT; -- cache
