-- :load case_row(text hall, text id)
SELECT id AS id, hall AS hall, ticket AS ticket, item AS item, item_name AS item_name, catalogue AS catalogue, kind AS kind, decided_by AS decided_by, applicant AS applicant, agent AS agent,
	doubt AS doubt, note AS note, query_code AS query_code, window_no AS "window_no:int", clock_trusted AS "clock_trusted:flag",
	received_at AS received_at, received_by AS received_by, received_name AS received_name, correction_due_on AS correction_due_on, correction_text AS correction_text, told_at AS told_at, told_name AS told_name, refused_at AS refused_at, refused_name AS refused_name,
	put_off AS put_off, last_ticket AS last_ticket, corrections AS "corrections:int", refuse_reason AS refuse_reason, refuse_text AS refuse_text,
	accepted_at AS accepted_at, accepted_by AS accepted_by, accepted_name AS accepted_name, due_on AS due_on, clock_on AS clock_on, due_provisional AS "due_provisional:flag", forwarded_to AS forwarded_to, decided_at AS decided_at, decided_name AS decided_name, decided_stream AS decided_stream, outcome AS outcome, opinion AS opinion, decision_no AS decision_no,
	result_name AS result_name, result_at AS result_at, result_kind AS result_kind, result_no AS result_no, shelf AS shelf, issued_at AS issued_at, issued_name AS issued_name, collector_name AS collector_name, relation AS relation, state AS state
FROM case_file WHERE hall = :hall AND id = :id;

-- :load case_hall(text id)
SELECT hall AS hall FROM case_file WHERE id = :id ORDER BY hall LIMIT 1;

-- :load case_sequence(text hall, text day)
SELECT count(*) AS "received:int" FROM case_file WHERE hall = :hall AND received_at >= :day AND received_at < :day || 'Z';

-- Each count by the index that holds just its rows.
-- :load case_counts(text hall, text day, text today)
SELECT (SELECT count(*) FROM case_file WHERE hall = :hall AND received_at >= :day) AS "received:int",
	(SELECT count(*) FROM case_file WHERE hall = :hall
		AND state IN ('received', 'correcting', 'accepted', 'forwarded', 'decided', 'ready')) AS "open:int",
	(SELECT count(*) FROM case_file WHERE hall = :hall AND decided_at >= :day) AS "finished:int",
	(SELECT count(*) FROM case_file WHERE hall = :hall AND due_on < :today
		AND accepted_at IS NOT NULL AND decided_at IS NULL) AS "red:int";

-- :list case_correction_over(text hall, text today)
SELECT id AS id, item AS item, received_at AS received_at FROM case_file WHERE hall = :hall AND state = 'received' AND correction_due_on IS NOT NULL AND correction_due_on < :today;

-- :list material_rows(text hall, text id)
SELECT no AS "no:int", taken AS taken, copies AS "copies:int", note AS note FROM material WHERE hall = :hall AND case_id = :id ORDER BY no;

-- :list photo_rows(text hall, text id)
SELECT no AS "no:int", sha256 AS sha256, name AS name, mime AS mime, size AS "size:int", at AS at FROM photo WHERE hall = :hall AND case_id = :id ORDER BY no, at;

-- :load photo_count(text hall, text id, int no)
SELECT count(*) AS "photos:int" FROM photo WHERE hall = :hall AND case_id = :id AND no = :no;

-- :load photo_row(text hall, text id, text sha256)
SELECT mime AS mime, name AS name FROM photo WHERE hall = :hall AND case_id = :id AND sha256 = :sha256 LIMIT 1;

-- :list case_events(text id)
SELECT at AS at, kind AS kind, actor AS actor, node AS node, body AS body FROM event WHERE subject = :id ORDER BY arrived LIMIT :most;

-- :apply case.received
INSERT INTO case_file (hall, id, ticket, item, item_name, catalogue, kind, decided_by, applicant, agent,
	name_spelled, number_spelled, phone_spelled, doubt, note, query_code, window_no, clock_trusted, received_at, received_by, received_name, correction_due_on)
VALUES (:hall, :id, :body ->> 'ticket', :body ->> 'item', :body ->> 'item_name', :body ->> 'catalogue', :body ->> 'kind', :body ->> 'decided_by', :body -> 'applicant', :body -> 'agent',
	spelled_name(:body ->> '$.applicant.name'), spelled_number(:body ->> '$.applicant.id_no'),
	spelled_phone(:body ->> '$.applicant.phone'), :body ->> 'doubt', coalesce(:body ->> 'note', ''), :body ->> 'query_code', :body ->> 'window', :body ->> 'clock_trusted', :at, :actor, :body ->> 'by', :body ->> 'correction_due_on');

-- :apply case.materials
INSERT OR REPLACE INTO material (hall, case_id, no, taken, copies, note) VALUES (:hall, :id, :body ->> 'no', :body ->> 'taken', :body ->> 'copies', :body ->> 'note');

-- :apply case.materials
UPDATE case_file SET last_ticket = coalesce(:body ->> 'ticket', last_ticket) WHERE hall = :hall AND id = :id;

-- :apply material.attached
INSERT OR IGNORE INTO photo (hall, case_id, no, sha256, name, mime, size, at) VALUES (:hall, :id, :body ->> 'no', :body ->> 'sha256', :body ->> 'name', :body ->> 'mime', :body ->> 'size', :at);

-- :apply case.accepted
UPDATE case_file SET clock_trusted = clock_trusted AND coalesce(:body ->> 'clock_trusted', 1),
	accepted_at = :at, accepted_by = :actor, accepted_name = :body ->> 'by', due_on = :body ->> 'due_on', clock_on = :body ->> 'clock_on', due_provisional = :body ->> 'due_provisional',
	last_ticket = coalesce(:body ->> 'ticket', last_ticket) WHERE hall = :hall AND id = :id;

-- :apply case.deemed_accepted
UPDATE case_file SET clock_trusted = clock_trusted AND coalesce(:body ->> 'clock_trusted', 1),
	accepted_at = :body ->> 'accepted_at', accepted_by = 'law', accepted_name = '依法视为受理', due_on = :body ->> 'due_on', clock_on = :body ->> 'clock_on', due_provisional = :body ->> 'due_provisional' WHERE hall = :hall AND id = :id;

-- Journals from before the name was in these events have the actor, whose name is known here.
-- :apply case.correction_asked
UPDATE case_file SET clock_trusted = clock_trusted AND coalesce(:body ->> 'clock_trusted', 1),
	corrections = corrections + 1, correction_text = :body ->> 'text', told_at = :at,
	told_name = coalesce(:body ->> 'by', (SELECT name FROM staff s WHERE s.hall = :hall AND s.id = :actor), :actor),
	last_ticket = coalesce(:body ->> 'ticket', last_ticket) WHERE hall = :hall AND id = :id;

-- :apply case.refused
UPDATE case_file SET clock_trusted = clock_trusted AND coalesce(:body ->> 'clock_trusted', 1),
	refused_at = :at, refuse_reason = :body ->> 'reason', refuse_text = :body ->> 'text',
	refused_name = coalesce(:body ->> 'by', (SELECT name FROM staff s WHERE s.hall = :hall AND s.id = :actor), :actor),
	last_ticket = coalesce(:body ->> 'ticket', last_ticket) WHERE hall = :hall AND id = :id;

-- :apply case.put_off
UPDATE case_file SET put_off = :body ->> 'reason' WHERE hall = :hall AND id = :id;

-- :apply case.forwarded
UPDATE case_file SET forwarded_to = :body ->> 'to' WHERE hall = :hall AND id = :id;

-- :apply case.decided
UPDATE case_file SET clock_trusted = clock_trusted AND coalesce(:body ->> 'clock_trusted', 1),
	decided_at = :at, decided_actor = :actor, decided_name = :body ->> 'by', decided_stream = :node, outcome = :body ->> 'outcome', opinion = :body ->> 'opinion', decision_no = :body ->> 'document_no' WHERE hall = :hall AND id = :id;

-- :apply case.result_recorded
UPDATE case_file SET result_at = :at, result_name = coalesce(:body ->> 'by', (SELECT name FROM staff s WHERE s.hall = :hall AND s.id = :actor), :actor),
	result_kind = :body ->> 'kind', result_no = :body ->> 'document_no', shelf = :body ->> 'shelf' WHERE hall = :hall AND id = :id;

-- :apply case.issued
UPDATE case_file SET clock_trusted = clock_trusted AND coalesce(:body ->> 'clock_trusted', 1),
	issued_at = :at, issued_by = :actor, issued_name = :body ->> 'by', collector_name = :body ->> 'collector_name', collector_id_no = :body ->> 'collector_id_no', relation = :body ->> 'relation', issues = issues + 1 WHERE hall = :hall AND id = :id;

-- :load case_origin(text hall)
SELECT node AS node FROM hall_admission WHERE substr(node, 1, instr(node, '-') - 1) = :hall ORDER BY at DESC, node DESC LIMIT 1;
