-- :apply printer.added
INSERT INTO printer (hall, id, name, kind, target, paper, repertoire, answers, place, place_id)
VALUES (:hall, :id, :name, :type, :target, :paper, :repertoire, :answers, :place, :place_id);

-- :apply printer.changed
UPDATE printer
   SET name = :name, kind = :type, target = :target, paper = :paper, repertoire = :repertoire,
       answers = :answers, place = :place, place_id = :place_id,
       state = 'unknown', state_at = :at, last_error = NULL, last_error_at = NULL
 WHERE hall = :hall AND id = :id;

-- :apply printer.removed
UPDATE printer SET removed = 1 WHERE hall = :hall AND id = :id;

-- :apply printer.seen
UPDATE printer SET state = :state, state_at = :at WHERE hall = :hall AND id = :id;

-- :load printer_row(text hall, text id)
SELECT id, name, kind AS "kind:printer_kind", target, paper,
       repertoire AS "repertoire:print_repertoire", answers AS "answers:flag",
       state AS "state:printer_state"
  FROM printer
 WHERE hall = :hall AND id = :id AND removed = 0;

-- One, or with id '' all of them.
-- :query printer_views(text hall, text id) many
SELECT id, name, kind, target, paper, repertoire, answers AS "answers:flag", place, place_id,
       state, state_at, last_error, last_error_at
  FROM printer
 WHERE hall = :hall AND removed = 0 AND (:id = '' OR id = :id)
 ORDER BY length(id), id
 LIMIT :most;

-- :list printer_rows(text hall)
SELECT id, answers AS "answers:flag", kind AS "kind:printer_kind"
  FROM printer
 WHERE hall = :hall AND removed = 0
 ORDER BY length(id), id
 LIMIT 100;

-- :load printer_count(text hall)
SELECT count(*) AS "count:int" FROM printer WHERE hall = :hall;

-- The printer of a place: its own first, then one for all of its kind, then the hall's.
-- :load printer_for(text hall, printer_place place, text id, text name)
SELECT id
  FROM printer
 WHERE hall = :hall AND removed = 0
   AND ((place = :place AND place_id IN ('', :id, :name)) OR place = 'hall')
 ORDER BY place = 'hall', place_id = '', id
 LIMIT 1;
