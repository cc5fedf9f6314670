-- The county's last word about this hall's clock in a batch of its voice.
-- :load vouch_by_county(text stream, int first, int last)
SELECT body ->> 'by' AS name, body ->> 'run' AS run, body ->> 'said' AS said,
	body ->> 'shift_ms' AS "shift_ms:int"
FROM event
WHERE node = :stream AND seq >= :first AND seq <= :last AND kind = 'hall.clock_vouched'
ORDER BY seq DESC LIMIT 1;
