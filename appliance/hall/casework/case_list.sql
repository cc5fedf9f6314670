-- Lists of cases. The few questions a list is asked have an index each
-- (tbl/casework/views/case.sql): none of them
-- reads the whole table. states: a JSON list of words of the set case_state; hall '' is every hall.

-- By state, nearest limit first: each state's arm comes out of its index in this order, so a page
-- of the list
-- reads a page of each.
-- :list case_listed(text hall, text states, int limit, int offset)
SELECT hall, id, due_on IS NULL AS "undated:flag", due_on, received_at
FROM case_file
WHERE state = 'received' AND instr(:states, '"received"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'correcting' AND instr(:states, '"correcting"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'refused' AND instr(:states, '"refused"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'accepted' AND instr(:states, '"accepted"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'forwarded' AND instr(:states, '"forwarded"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'decided' AND instr(:states, '"decided"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'ready' AND instr(:states, '"ready"') > 0 AND (:hall = '' OR hall = :hall)
UNION ALL SELECT hall, id, due_on IS NULL, due_on, received_at
FROM case_file
WHERE state = 'issued' AND instr(:states, '"issued"') > 0 AND (:hall = '' OR hall = :hall)
ORDER BY 3, 4, 5, 2
LIMIT :limit OFFSET :offset;

-- :load case_listed_total(text hall, text states)
SELECT count(*) AS "total:int" FROM case_file
WHERE state IN (SELECT value FROM json_each(:states)) AND (:hall = '' OR hall = :hall);

-- By what a person says or a scanner reads: the case's number, the identity number or its last
-- four, the
-- telephone, a ticket, how the name begins, the item. number, phone, name: q as base/person.h
-- spells each; name_end is behind every name that begins so.
-- :list case_found(text hall, text states, text q, text number, text phone, text name, text name_end, int limit, int offset)
SELECT c.hall, c.id, count(*) OVER () AS "total:int"
FROM
	(SELECT hall, id FROM case_file WHERE id = :number
	UNION SELECT hall, id FROM case_file WHERE number_spelled = :number
	UNION SELECT hall, id
	FROM case_file
	WHERE length(:number) = 4 AND substr(number_spelled, -4) = :number
	UNION SELECT hall, id FROM case_file WHERE phone_spelled = :phone AND phone_spelled <> ''
	UNION SELECT hall, id FROM case_file WHERE ticket = :number
	UNION SELECT hall, id FROM case_file WHERE last_ticket = :number
	UNION SELECT hall, id
	FROM case_file
	WHERE :name <> '' AND name_spelled >= :name AND name_spelled < :name_end
	UNION SELECT hall, id
	FROM case_file
	WHERE item IN (SELECT i.id FROM item i WHERE instr(i.name, :q) > 0 OR i.id = :number)) AS f
CROSS JOIN case_file c
WHERE c.hall = f.hall AND c.id = f.id AND (:hall = '' OR c.hall = :hall)
	AND c.state || '' IN (SELECT value FROM json_each(:states))
ORDER BY c.due_on IS NULL, c.due_on, c.received_at, c.id
LIMIT :limit OFFSET :offset;

-- What the middle of a name finds, walked through from end to end: asked only when nothing else was
-- found.
-- :list case_named(text hall, text states, text name, int limit, int offset)
SELECT c.hall, c.id, count(*) OVER () AS "total:int" FROM case_file c
WHERE :name <> '' AND instr(c.name_spelled, :name) > 0
	AND (:hall = '' OR c.hall = :hall)
	AND c.state || '' IN (SELECT value FROM json_each(:states))
ORDER BY c.due_on IS NULL, c.due_on, c.received_at, c.id LIMIT :limit OFFSET :offset;

-- :list case_accepted_on(text hall, text day, int limit, int offset)
SELECT hall, id, count(*) OVER () AS "total:int" FROM case_file
WHERE hall = :hall AND accepted_at >= :day AND accepted_at < :day || 'Z'
ORDER BY accepted_at DESC NULLS LAST, id LIMIT :limit OFFSET :offset;

-- What is accepted and not decided, nearest limit first: the cards are counted from it.
-- :list case_undecided(text hall)
SELECT id, due_on
FROM case_file
WHERE hall = :hall AND accepted_at IS NOT NULL AND decided_at IS NULL AND due_on IS NOT NULL
ORDER BY due_on, id;

-- :load case_brief(text hall, text id)
SELECT c.id, c.hall, (SELECT name FROM site s WHERE s.hall = c.hall) AS hall_name, c.item,
	c.item_name, c.applicant ->> 'name' AS applicant_name, c.state AS "state:case_state",
	c.decided_by, c.received_at, c.received_name AS received_by, c.correction_due_on, c.told_at,
	c.accepted_at, c.due_on, c.due_provisional AS "due_provisional:flag", c.outcome, c.put_off,
	(SELECT count(*) FROM photo p WHERE p.hall = c.hall AND p.case_id = c.id) AS "photos:int"
FROM case_file c
WHERE c.hall = :hall AND c.id = :id;

-- Received with this ticket, or taken up again with it.
-- :list case_of_ticket(text hall, text ticket)
SELECT id, state AS "state:case_state", received_at
FROM case_file
WHERE ticket = :ticket AND hall || '' = :hall
UNION SELECT id, state AS "state:case_state", received_at
FROM case_file
WHERE last_ticket = :ticket AND hall || '' = :hall
ORDER BY 3, 1;
