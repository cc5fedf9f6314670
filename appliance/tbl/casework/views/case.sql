-- last_ticket is the number with which it was last taken up again, put_off why it was left received when a number ended.
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
	name_spelled TEXT NOT NULL,
	number_spelled TEXT NOT NULL,
	phone_spelled TEXT NOT NULL,
	doubt TEXT,
	note TEXT NOT NULL,
	query_code TEXT NOT NULL,
	window_no INTEGER NOT NULL,
	clock_trusted INTEGER NOT NULL,
	received_at TEXT NOT NULL,
	received_by TEXT NOT NULL,
	received_name TEXT NOT NULL,
	correction_due_on TEXT,
	correction_text TEXT,
	told_at TEXT,
	told_name TEXT,
	corrections INTEGER NOT NULL DEFAULT 0,
	corrected_after TEXT,
	put_off TEXT,
	last_ticket TEXT,
	refused_at TEXT,
	refused_name TEXT,
	refuse_reason TEXT,
	refuse_text TEXT,
	accepted_at TEXT,
	accepted_by TEXT,
	accepted_name TEXT,
	due_on TEXT,
	clock_on TEXT,
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
	result_name TEXT,
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
CREATE INDEX case_state ON case_file (state, hall);
CREATE INDEX case_todo ON case_file (state, (due_on IS NULL), due_on, received_at, id, hall);
-- the slip in a hand: the number it was received with, and the last one it was taken up again with
CREATE INDEX case_ticket ON case_file (ticket, received_at);
CREATE INDEX case_last_ticket ON case_file (last_ticket) WHERE last_ticket IS NOT NULL;
-- what a person says at the window, as base/person.h spells it
CREATE INDEX case_id_no ON case_file (number_spelled);
CREATE INDEX case_id_tail ON case_file (substr(number_spelled, -4));
CREATE INDEX case_phone ON case_file (phone_spelled) WHERE phone_spelled <> '';
CREATE INDEX case_name ON case_file (name_spelled, hall, id);
CREATE INDEX case_item ON case_file (item);
-- the county is asked for a case by its number alone
CREATE INDEX case_id ON case_file (id);
-- what came in, was accepted and was decided in a stretch of days: sequences, counts, reports
CREATE INDEX case_received ON case_file (hall, received_at, window_no, item);
CREATE INDEX case_accepted ON case_file (hall, accepted_at, item, window_no) WHERE accepted_at IS NOT NULL;
CREATE INDEX case_decided ON case_file (hall, decided_at) WHERE decided_at IS NOT NULL;
-- whose limit runs: asked each minute
CREATE INDEX case_running ON case_file (hall, due_on, id) WHERE accepted_at IS NOT NULL AND decided_at IS NULL;
-- who did what in a month: scores are asked per person
CREATE INDEX case_received_by ON case_file (hall, received_by, received_at);
CREATE INDEX case_accepted_by ON case_file (hall, accepted_by, accepted_at) WHERE accepted_by IS NOT NULL;
CREATE INDEX case_decided_by ON case_file (hall, decided_actor, decided_at) WHERE decided_actor IS NOT NULL;
CREATE INDEX case_issued_by ON case_file (hall, issued_by, issued_at) WHERE issued_by IS NOT NULL;
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
CREATE INDEX photo_file ON photo (hall, sha256);
