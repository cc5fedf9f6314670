/* `minihall print-worker`: a child of the server with no database and no keys. A JSON line in is a
 * job, run in a process of its own so that one dead printer holds up no other; a JSON line out is
 * what became of it.
 *
 * in:  {"job":"J…","printer":"P1","kind":"tcp","target":"…","answers":true,"repertoire":"gbk",
 *       "timeout_ms":15000,"slip":{shape Slip}}; without "slip" it is a look: {"printer":"P1",…}
 * out: {"job":"J…","printer":"P1","result":"done|failed|unknown","reason":"paper_out",
 *       "paper_low":false}, or of a look {"printer":"P1","state":"ready"} */
#ifndef PRINT_WORKER_H
#define PRINT_WORKER_H

struct cli;
int command_print_worker(const struct cli *c);

#endif
