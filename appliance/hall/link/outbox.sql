-- :load outbox_top(text recipient, int lane)
SELECT coalesce(max(seq), 0) AS "seq:int", coalesce(max(last), 0) AS "last:int",
	coalesce((SELECT id
		FROM batch_out b
		WHERE b.recipient = :recipient AND b.lane = :lane
		ORDER BY seq DESC
		LIMIT 1), '') AS id,
	count(*) FILTER (WHERE state = 'sealing') AS "sealing:int"
FROM batch_out
WHERE recipient = :recipient AND lane = :lane;

-- :exec outbox_add(text recipient, int lane, int seq, text previous, int first, int last, int files)
INSERT INTO batch_out (recipient, lane, seq, previous, first, last, files, state)
VALUES (:recipient, :lane, :seq, :previous, :first, :last, :files, 'sealing');

-- :exec outbox_sealed(text recipient, int lane, int seq, text id, text sha256, text ledger, int size, text at)
UPDATE batch_out
SET id = :id, sha256 = :sha256, ledger = :ledger, size = :size, sealed_at = :at, state = 'sealed',
	reason = NULL
WHERE recipient = :recipient AND lane = :lane AND seq = :seq AND state = 'sealing';

-- :exec outbox_failed(text recipient, int lane, int seq, text reason)
UPDATE batch_out SET reason = :reason WHERE recipient = :recipient AND lane = :lane AND seq = :seq;

-- :list outbox_sealing()
SELECT recipient, lane, seq FROM batch_out WHERE state = 'sealing' ORDER BY recipient, lane, seq;

-- :list outbox_sealed_above(text recipient, int lane, int above)
SELECT lane, seq, size, sha256
FROM batch_out
WHERE recipient = :recipient AND lane = :lane AND seq > :above AND state <> 'sealing'
ORDER BY seq
LIMIT 50;

-- :exec outbox_stored(text recipient, int lane, int upto, text at)
UPDATE batch_out
SET state = 'stored', stored_at = coalesce(stored_at, :at), sent = size, reason = NULL
WHERE recipient = :recipient AND lane = :lane AND seq <= :upto AND state IN ('sealed', 'sending');

-- :exec outbox_applied(text recipient, int lane, int upto, text at)
UPDATE batch_out
SET state = 'applied', stored_at = coalesce(stored_at, :at), applied_at = coalesce(applied_at, :at),
	sent = size, reason = NULL
WHERE recipient = :recipient AND lane = :lane AND seq <= :upto AND state <> 'applied'
	AND state <> 'sealing';

-- :exec outbox_parked(text recipient, int lane, int seq, text reason)
UPDATE batch_out
SET state = 'parked', reason = :reason
WHERE recipient = :recipient AND lane = :lane AND seq = :seq AND state <> 'applied';

-- :exec outbox_sending(text recipient, int lane, int seq, int sent)
UPDATE batch_out
SET state = 'sending', sent = :sent
WHERE recipient = :recipient AND lane = :lane AND seq = :seq AND state IN ('sealed', 'sending');

-- :query outbox_recent() many
SELECT lane, seq, id, first, last, files, size, sent, state, sealed_at, stored_at, applied_at,
	reason
FROM batch_out
ORDER BY coalesce(sealed_at, '9') DESC, lane, seq DESC
LIMIT :most;

-- :load outbox_progress(text recipient, int lane)
SELECT coalesce(max(last), 0) AS "sealed:int",
	coalesce(max(CASE WHEN state = 'applied' THEN last END), 0) AS "applied:int",
	coalesce(max(CASE WHEN state = 'applied' THEN seq END), 0) AS "applied_seq:int"
FROM batch_out
WHERE recipient = :recipient AND lane = :lane AND state <> 'sealing';

-- :list outbox_unpacked(text hall, text recipient)
SELECT DISTINCT p.sha256, p.size
FROM photo p
WHERE p.hall = :hall
	AND NOT EXISTS
		(SELECT 1 FROM blob_out o WHERE o.recipient = :recipient AND o.sha256 = p.sha256)
ORDER BY p.size, p.sha256
LIMIT 500;

-- :exec outbox_pack(text recipient, text sha256, int size, int seq)
INSERT INTO blob_out (recipient, sha256, size, seq) VALUES (:recipient, :sha256, :size, :seq);

-- :load outbox_unsent_files(text hall, text recipient)
SELECT
	(SELECT count(DISTINCT p.sha256) FROM photo p WHERE p.hall = :hall)
	-
	(SELECT count(*)
	FROM blob_out o
	JOIN batch_out b ON b.recipient = o.recipient AND b.lane = 2 AND b.seq = o.seq
	WHERE o.recipient = :recipient AND b.state = 'applied') AS "files:int";

-- :exec inbox_add(text sender, int lane, int seq, text sha256, int size, text at)
INSERT INTO batch_in (sender, lane, seq, sha256, size, state, at)
VALUES (:sender, :lane, :seq, :sha256, :size, 'arrived', :at);

-- :load inbox_row(text sender, int lane, int seq)
SELECT sha256, state, id FROM batch_in WHERE sender = :sender AND lane = :lane AND seq = :seq;

-- What of a sender is here and not applied.
-- :load inbox_waiting(text sender)
SELECT
	(SELECT coalesce(sum(size), 0) FROM batch_in WHERE sender = :sender AND state = 'arrived')
	+
	(SELECT coalesce(sum(size), 0) FROM batch_in WHERE sender = :sender AND state = 'parked')
	AS "bytes:int";

-- The next batch of every lane, sender by sender from `after` on: each gets its turn, whatever
-- another one sent.
-- :list inbox_due(text after)
SELECT b.sender, b.lane, b.seq
FROM batch_in b
WHERE b.state = 'arrived' AND b.sender > :after
	AND (b.seq = 1 OR EXISTS (
		SELECT 1
		FROM batch_in p
		WHERE p.sender = b.sender AND p.lane = b.lane AND p.seq = b.seq - 1
			AND p.state = 'applied'))
ORDER BY b.sender, b.lane, b.seq
LIMIT 60;

-- :exec inbox_applied(text sender, int lane, int seq, text id, int first, int last, int files)
UPDATE batch_in
SET state = 'applied', id = :id, first = :first, last = :last, files = :files, reason = NULL
WHERE sender = :sender AND lane = :lane AND seq = :seq;

-- :exec inbox_parked(text sender, int lane, int seq, text reason)
UPDATE batch_in
SET state = 'parked', reason = :reason
WHERE sender = :sender AND lane = :lane AND seq = :seq;

-- :exec inbox_again(text first, text last)
UPDATE batch_in
SET state = 'arrived', reason = NULL
WHERE state = 'parked' AND sender >= :first AND sender <= :last;

-- Another content under a number whose first one was not taken.
-- :exec inbox_replace(text sender, int lane, int seq, text sha256, int size, text at)
UPDATE batch_in
SET sha256 = :sha256, size = :size, state = 'arrived', reason = NULL, at = :at, id = ''
WHERE sender = :sender AND lane = :lane AND seq = :seq AND state IN ('parked', 'refused');

-- :exec inbox_refused(text sender, int lane, int seq, text reason)
UPDATE batch_in
SET state = 'refused', reason = :reason
WHERE sender = :sender AND lane = :lane AND seq = :seq;

-- :exec inbox_ledger(text sender, int lane, int seq, text ledger)
UPDATE batch_in SET ledger = :ledger WHERE sender = :sender AND lane = :lane AND seq = :seq;

-- :list inbox_unrecorded(text after)
SELECT sender, lane, seq, id FROM batch_in
WHERE state = 'applied' AND ledger = '' AND sender > :after ORDER BY sender, lane, seq LIMIT 60;

-- A number whose file was refused is free: it counts as a gap, so that it is sent again.
-- :load inbox_top(text sender, int lane)
SELECT coalesce(max(seq), 0) AS "top:int",
	coalesce(max(CASE WHEN state = 'applied' THEN seq END), 0) AS "applied:int",
	coalesce((
		SELECT min(b.seq) - 1
		FROM batch_in b
		WHERE b.sender = :sender AND b.lane = :lane
			AND (b.state = 'refused' OR (b.seq > 1 AND NOT EXISTS (
				SELECT 1
				FROM batch_in n
				WHERE n.sender = :sender AND n.lane = :lane
					AND n.seq = b.seq - 1)))), max(seq), 0) AS "contiguous:int",
	coalesce((
		SELECT l.ledger
		FROM batch_in l
		WHERE l.sender = :sender AND l.lane = :lane AND l.ledger <> ''
		ORDER BY l.seq DESC
		LIMIT 1), '') AS ledger
FROM batch_in
WHERE sender = :sender AND lane = :lane;

-- :list inbox_parked_rows(text sender)
SELECT lane, seq, reason FROM batch_in
WHERE sender = :sender AND state IN ('parked', 'refused') ORDER BY lane, seq LIMIT 5;

-- :query inbox_recent() many
SELECT lane, seq, id, state, size, at, reason FROM batch_in ORDER BY at DESC, seq DESC LIMIT :most;

-- :load outbox_ledger(text recipient, int lane)
SELECT coalesce((SELECT ledger
	FROM batch_out
	WHERE recipient = :recipient AND lane = :lane AND ledger <> ''
	ORDER BY seq DESC
	LIMIT 1), '') AS ledger;

-- :exec peer_contact(text node, text at, text reported)
INSERT INTO peer (node, last_contact, reported)
VALUES (:node, :at, :reported)
ON CONFLICT (node) DO UPDATE SET last_contact = excluded.last_contact, reported = excluded.reported;

-- :load peer_row(text node)
SELECT last_contact, reported FROM peer WHERE node = :node;

-- :list catalogue_events(text stream, int above, int upto)
SELECT seq, subject
FROM event
WHERE node = :stream AND kind = 'catalogue.published' AND seq > :above AND seq <= :upto
ORDER BY seq;

-- What the link remembers of its own, in no journal.
-- :load link_memory(text key)
SELECT value FROM setting WHERE key = :key;

-- :exec link_remember(text key, text value)
INSERT INTO setting (key, value)
VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
