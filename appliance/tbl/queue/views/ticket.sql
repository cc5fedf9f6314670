-- A ticket from the press of a button to its end. rank is its place in the day's order (steps leave room for tickets that come back),
-- sequence its number in the series it was taken in (a transfer changes the category, not the number), waits_since the moment from which its waiting counts towards the cap.
-- calls is for the board: every announcement; tries is for the rules: announcements since it was last taken from the queue.
-- begun: it was called and came back without being missed.
-- estimate_ms, with its bounds, is what was said when it was issued; first_called_at minus issued_at is what then was.
-- moved_from, with its number there, is the day a next-day number was first taken for: the hall was shut then. Its id is made of that day, which keeps its sequence used.
-- called_from and called_before are what undoing a call puts back.
CREATE TABLE ticket (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	number TEXT NOT NULL,
	day TEXT NOT NULL,
	zone TEXT NOT NULL,
	category TEXT NOT NULL,
	series TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	priority TEXT NOT NULL,
	rank INTEGER NOT NULL,
	items TEXT NOT NULL,
	note TEXT,
	channel TEXT NOT NULL,
	appointment TEXT,
	secret TEXT NOT NULL,
	bound_window INTEGER,
	state TEXT NOT NULL,
	window_no INTEGER,
	clerk TEXT,
	calls INTEGER NOT NULL DEFAULT 0,
	tries INTEGER NOT NULL DEFAULT 0,
	called_from TEXT,
	called_before TEXT,
	begun INTEGER NOT NULL DEFAULT 0,
	transfer_note TEXT,
	transfer_from INTEGER,
	cancelled_by TEXT,
	closed_was TEXT,
	reprints INTEGER NOT NULL DEFAULT 0,
	taken_at TEXT NOT NULL,
	issued_at TEXT,
	issued_by TEXT,
	waits_since TEXT NOT NULL,
	estimate_ms INTEGER,
	estimate_low_ms INTEGER,
	estimate_high_ms INTEGER,
	first_called_at TEXT,
	called_at TEXT,
	served_at TEXT,
	held_at TEXT,
	held_ms INTEGER NOT NULL DEFAULT 0,
	ended_at TEXT,
	rated INTEGER NOT NULL DEFAULT 0,
	moved_from TEXT,
	moved_number TEXT,
	moved_sequence INTEGER,
	PRIMARY KEY (hall, id)
) STRICT;
CREATE INDEX ticket_order ON ticket (hall, day, rank);
CREATE INDEX ticket_sequence ON ticket (hall, day, series, sequence);
CREATE INDEX ticket_queue ON ticket (hall, day, state, zone, rank);
CREATE INDEX ticket_window ON ticket (hall, window_no, day, called_at) WHERE window_no IS NOT NULL;
CREATE INDEX ticket_ended ON ticket (hall, day, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ticket_number ON ticket (hall, day, number);
CREATE INDEX ticket_moved ON ticket (hall, moved_from, series) WHERE moved_from IS NOT NULL;
CREATE INDEX ticket_open ON ticket (hall, window_no) WHERE state IN ('called', 'serving');
-- what housekeeping looks for each minute: few rows, whatever the hall has behind it
CREATE INDEX ticket_issuing ON ticket (hall, taken_at, id) WHERE state = 'issuing';
CREATE INDEX ticket_unended ON ticket (hall, day, rank)
	WHERE state IN ('issuing', 'reserved', 'waiting', 'called', 'serving', 'held', 'missed');
-- who was called last, in a zone and before whom
CREATE INDEX ticket_called ON ticket (hall, day, zone, called_at) WHERE called_at IS NOT NULL;
CREATE INDEX ticket_moved_number ON ticket (hall, day, moved_number) WHERE moved_number IS NOT NULL;
CREATE INDEX ticket_served ON ticket (hall, rated) WHERE state = 'finished';
