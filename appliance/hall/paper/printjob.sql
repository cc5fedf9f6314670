-- :apply print.requested
INSERT INTO print_job (hall, id, what, subject, printer, copy, by_page, base, state, at)
VALUES (:hall, :id, :what, :subject, :printer, :copy, :by_page, :base, 'requested', :at);

-- :apply print.done
UPDATE print_job SET state = 'done', reason = NULL, ended_at = :at
 WHERE hall = :hall AND id = :id;

-- :apply print.done
UPDATE printer SET state = CASE :paper_low WHEN 1 THEN 'paper_low' ELSE 'ready' END, state_at = :at
 WHERE hall = :hall
   AND id = (SELECT printer FROM print_job WHERE hall = :hall AND id = :id);

-- :apply print.failed
UPDATE print_job SET state = 'failed', reason = :reason, ended_at = :at
 WHERE hall = :hall AND id = :id;

-- :apply print.failed
UPDATE printer
   SET state = CASE WHEN :reason IN ('interrupted', 'too_long', 'not_printed')
                    THEN state ELSE :reason END,
       state_at = :at, last_error = :reason, last_error_at = :at
 WHERE hall = :hall
   AND id = (SELECT printer FROM print_job WHERE hall = :hall AND id = :id);

-- :apply print.lost
UPDATE print_job SET state = 'unknown', reason = :reason, ended_at = :at
 WHERE hall = :hall AND id = :id;

-- :apply print.lost
UPDATE printer
   SET state = CASE WHEN :reason IN ('interrupted', 'too_long', 'not_printed')
                    THEN state ELSE :reason END,
       state_at = :at, last_error = :reason, last_error_at = :at
 WHERE hall = :hall
   AND id = (SELECT printer FROM print_job WHERE hall = :hall AND id = :id);

-- :apply print.answered
UPDATE print_job
   SET state = CASE :printed WHEN 1 THEN 'done' ELSE 'failed' END,
       reason = CASE :printed WHEN 1 THEN NULL ELSE 'not_printed' END,
       ended_at = :at
 WHERE hall = :hall AND id = :id;

-- :apply print.dismissed
UPDATE print_job SET state = 'dismissed', ended_at = :at WHERE hall = :hall AND id = :id;

-- :load print_job_row(text hall, text id)
SELECT j.id, j.what AS "what:print_what", j.subject, j.printer, p.name AS printer_name,
       p.kind AS "printer_kind:printer_kind", j.copy, j.by_page AS "by_page:flag", j.base,
       j.state AS "state:print_state", j.reason AS "reason:print_reason", j.at, j.ended_at,
       t.number, t.state AS ticket_state
  FROM print_job j
  JOIN printer p ON p.hall = j.hall AND p.id = j.printer
  LEFT JOIN ticket t ON t.hall = j.hall AND t.id = j.subject
 WHERE j.hall = :hall AND j.id = :id;

-- :load print_job_last(text hall, text subject)
SELECT id, state AS "state:print_state", copy
  FROM print_job
 WHERE hall = :hall AND subject = :subject
 ORDER BY copy DESC
 LIMIT 1;

-- :load print_job_count(text hall, text since)
SELECT count(*) AS "count:int" FROM print_job WHERE hall = :hall AND at >= :since;

-- What waits for the worker, oldest first. With its printer, also one that was taken out of use
-- meanwhile.
-- :list print_job_due(text hall)
SELECT j.id, j.printer, j.at
  FROM print_job j
 WHERE j.hall = :hall AND j.state = 'requested' AND j.by_page = 0
 ORDER BY j.at, j.id
 LIMIT 100;

-- :list print_job_open(text hall)
SELECT id FROM print_job WHERE hall = :hall AND state = 'requested' ORDER BY at, id;

-- What still troubles somebody: of each paper the last print only, not of a number that has ended,
-- nor of
-- one that was said otherwise after its print failed.
-- :list print_job_troubled(text hall, text since)
SELECT j.id
  FROM print_job j LEFT JOIN ticket t ON t.hall = j.hall AND t.id = j.subject
 WHERE j.hall = :hall AND j.state IN ('failed', 'unknown') AND j.at >= :since
   AND NOT EXISTS (SELECT 1 FROM print_job n
                    WHERE n.hall = j.hall AND n.subject = j.subject AND n.copy > j.copy)
   AND coalesce(t.state, '') NOT IN ('finished', 'cancelled', 'void')
   AND coalesce(t.issued_at < j.ended_at, true)
 ORDER BY j.at DESC, j.id DESC
 LIMIT :most;

-- :load print_ahead(text hall, text day, text zone)
SELECT count(*) AS "ahead:int"
  FROM (SELECT 1 FROM ticket
         WHERE hall = :hall AND day = :day AND zone = :zone AND state = 'waiting'
         LIMIT 1000) AS waiting;
