-- :list stream_events(int above, int upto)
SELECT arrived AS "arrived:int", kind AS kind, subject AS subject, at AS at FROM event WHERE arrived > :above AND arrived <= :upto ORDER BY arrived LIMIT 200;
