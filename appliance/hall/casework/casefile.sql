-- :load case_row(text hall, text id)
SELECT id, hall, ticket, item, item_name, catalogue, kind AS "kind:case_kind",
	decided_by AS "decided_by:decided_by", applicant, agent, doubt, note, query_code, window_no,
	clock_trusted AS "clock_trusted:flag", received_at, received_by, received_name,
	correction_due_on, correction_text, told_at, told_name, refused_at, refused_name, put_off,
	last_ticket, corrections, refuse_reason AS "refuse_reason:refuse_reason", refuse_text,
	accepted_at, accepted_by, accepted_name, due_on, clock_on,
	due_provisional AS "due_provisional:flag", forwarded_to, decided_at, decided_name,
	decided_stream, outcome AS "outcome:outcome", opinion, decision_no, result_name, result_at,
	result_kind AS "result_kind:result_kind", result_no, shelf, issued_at, issued_name,
	collector_name, relation AS "relation:relation", state AS "state:case_state"
FROM case_file
WHERE hall = :hall AND id = :id;

-- :load case_hall(text id)
SELECT hall FROM case_file WHERE id = :id ORDER BY hall LIMIT 1;

-- :load case_sequence(text hall, text day)
SELECT count(*) AS "received:int"
FROM case_file
WHERE hall = :hall AND received_at >= :day AND received_at < :day || 'Z';

-- Each count by the index that holds just its rows.
-- :load case_counts(text hall, text day, text today)
SELECT (SELECT count(*) FROM case_file WHERE hall = :hall
	AND received_at >= :day) AS "received:int",
	(SELECT count(*) FROM case_file WHERE hall = :hall
		AND state IN ('received', 'correcting', 'accepted', 'forwarded', 'decided',
			'ready')) AS "open:int",
	(SELECT count(*) FROM case_file WHERE hall = :hall
		AND decided_at >= :day) AS "finished:int",
	(SELECT count(*) FROM case_file WHERE hall = :hall AND due_on < :today
		AND accepted_at IS NOT NULL AND decided_at IS NULL) AS "red:int";

-- :list case_correction_over(text hall, text today)
SELECT id, item, received_at
FROM case_file
WHERE hall = :hall AND state = 'received' AND correction_due_on IS NOT NULL
	AND correction_due_on < :today;

-- :list material_rows(text hall, text id)
SELECT no, taken AS "taken:material_taken", copies, note
FROM material
WHERE hall = :hall AND case_id = :id
ORDER BY no;

-- :list photo_rows(text hall, text id)
SELECT no, sha256, name, mime, size, at
FROM photo
WHERE hall = :hall AND case_id = :id
ORDER BY no, at;

-- :load photo_count(text hall, text id, int no)
SELECT count(*) AS "photos:int" FROM photo WHERE hall = :hall AND case_id = :id AND no = :no;

-- :load photo_row(text hall, text id, text sha256)
SELECT mime, name FROM photo WHERE hall = :hall AND case_id = :id AND sha256 = :sha256 LIMIT 1;

-- :list case_events(text id)
SELECT at, kind, actor, node, body FROM event WHERE subject = :id ORDER BY arrived LIMIT :most;

-- :apply case.received
INSERT INTO case_file (hall, id, ticket, item, item_name, catalogue, kind, decided_by, applicant,
	agent, name_spelled, number_spelled, phone_spelled, doubt, note, query_code, window_no,
	clock_trusted, received_at, received_by, received_name, correction_due_on)
VALUES (:hall, :id, :ticket, :item, :item_name, :catalogue, :kind, :decided_by, :applicant, :agent,
	spelled_name(:applicant ->> 'name'), spelled_number(:applicant ->> 'id_no'),
	spelled_phone(:applicant ->> 'phone'), :doubt, coalesce(:note, ''), :query_code, :window,
	:clock_trusted, :at, :actor, :by, :correction_due_on);

-- :apply case.materials
INSERT INTO material (hall, case_id, no, taken, copies, note)
VALUES (:hall, :id, :no, :taken, :copies, :note)
ON CONFLICT REPLACE;

-- :apply case.materials
UPDATE case_file SET last_ticket = coalesce(:ticket, last_ticket) WHERE hall = :hall AND id = :id;

-- :apply material.attached
INSERT INTO photo (hall, case_id, no, sha256, name, mime, size, at)
VALUES (:hall, :id, :no, :sha256, :name, :mime, :size, :at)
ON CONFLICT DO NOTHING;

-- Flags are 0 and 1: whether the clock was trusted at every step is their product.
-- :apply case.accepted
UPDATE case_file
SET clock_trusted = clock_trusted * coalesce(:clock_trusted, 1), accepted_at = :at,
	accepted_by = :actor, accepted_name = :by, due_on = :due_on, clock_on = :clock_on,
	due_provisional = :due_provisional, last_ticket = coalesce(:ticket, last_ticket)
WHERE hall = :hall AND id = :id;

-- :apply case.deemed_accepted
UPDATE case_file
SET clock_trusted = clock_trusted * coalesce(:clock_trusted, 1), accepted_at = :accepted_at,
	accepted_by = 'law', accepted_name = '依法视为受理', due_on = :due_on, clock_on = :clock_on,
	due_provisional = :due_provisional
WHERE hall = :hall AND id = :id;

-- Journals from before the name was in these events have the actor, whose name is known here.
-- :apply case.correction_asked
UPDATE case_file
SET clock_trusted = clock_trusted * coalesce(:clock_trusted, 1), corrections = corrections + 1,
	correction_text = :text, told_at = :at,
	told_name = coalesce(:by, (SELECT name FROM staff s WHERE s.hall = :hall AND s.id = :actor),
		:actor), last_ticket = coalesce(:ticket, last_ticket)
WHERE hall = :hall AND id = :id;

-- :apply case.refused
UPDATE case_file
SET clock_trusted = clock_trusted * coalesce(:clock_trusted, 1), refused_at = :at,
	refuse_reason = :reason, refuse_text = :text,
	refused_name = coalesce(:by,
		(SELECT name FROM staff s WHERE s.hall = :hall AND s.id = :actor), :actor),
	last_ticket = coalesce(:ticket, last_ticket)
WHERE hall = :hall AND id = :id;

-- :apply case.put_off
UPDATE case_file SET put_off = :reason WHERE hall = :hall AND id = :id;

-- :apply case.forwarded
UPDATE case_file SET forwarded_to = :to WHERE hall = :hall AND id = :id;

-- :apply case.decided
UPDATE case_file
SET clock_trusted = clock_trusted * coalesce(:clock_trusted, 1), decided_at = :at,
	decided_actor = :actor, decided_name = :by, decided_stream = :node, outcome = :outcome,
	opinion = :opinion, decision_no = :document_no
WHERE hall = :hall AND id = :id;

-- :apply case.result_recorded
UPDATE case_file
SET result_at = :at,
	result_name = coalesce(:by,
		(SELECT name FROM staff s WHERE s.hall = :hall AND s.id = :actor), :actor),
	result_kind = :kind, result_no = :document_no, shelf = :shelf
WHERE hall = :hall AND id = :id;

-- :apply case.issued
UPDATE case_file
SET clock_trusted = clock_trusted * coalesce(:clock_trusted, 1), issued_at = :at,
	issued_by = :actor, issued_name = :by, collector_name = :collector_name,
	collector_id_no = :collector_id_no, relation = :relation, issues = issues + 1
WHERE hall = :hall AND id = :id;

-- :load case_origin(text hall)
SELECT node
FROM hall_admission
WHERE substr(node, 1, instr(node, '-') - 1) = :hall
ORDER BY at DESC, node DESC
LIMIT 1;
