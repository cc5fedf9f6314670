-- :list stream_events(int above, int upto)
SELECT arrived, kind, subject, at
FROM event
WHERE arrived > :above AND arrived <= :upto
ORDER BY arrived
LIMIT 200;
