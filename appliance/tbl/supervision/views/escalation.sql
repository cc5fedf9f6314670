-- What was reported to the leader, the latest of each record: a case over its promise, a work order over its limit, a report of 办不成事. noun: whose record it is.
CREATE TABLE escalation (
	hall TEXT NOT NULL,
	id TEXT NOT NULL,
	noun TEXT NOT NULL,
	leader TEXT NOT NULL,
	reason TEXT NOT NULL,
	at TEXT NOT NULL,
	answer TEXT,
	answered_at TEXT,
	answered_by TEXT,
	PRIMARY KEY (hall, id)
) STRICT;
