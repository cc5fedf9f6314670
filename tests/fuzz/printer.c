/* What a printer on the network answers, and slips out of any text a person may be called: names,
 * items, addresses in whatever characters. */
#include <stdlib.h>
#include <string.h>
#include "print/escpos.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct escpos_status status = { 0 };
	if (size < 3)
		return 0;
	for (size_t i = 1; i < size && i < 64; i++) {
		struct escpos_status before = status;
		if (!escpos_answer((enum escpos_query)(data[0] % 5 + 1), data[i], &status) &&
			memcmp(&before, &status, sizeof status))
			abort(); /* a byte that is no answer changes nothing */
	}
	(void)escpos_hindrance(&status);

	char *text = strndup((const char *)data + 2, size - 2);
	const char *names[] = { text };
	struct arena a;
	struct slip slip;
	struct buf out;
	arena_init(&a, 4u << 20);
	buf_init(&out, ESCPOS_LIMIT);
	struct slip_facts facts = { .hall = "镇政务服务中心",
		.number = "A001",
		.zone = text,
		.place = text,
		.ahead = data[0],
		.least = data[0] % 90,
		.most = data[1],
		.taken = "2026-11-24 09:12",
		.items = names,
		.item_count = 1,
		.notes = names,
		.note_count = 1,
		.url = "HTTPS://10.0.0.1/Q/T1/ABCDEF",
		.code = "T1",
		.copy = data[1] % 3 + 1 };
	slip_of_ticket(&a, &facts, data[1] & 1 ? 80 : 58, &slip);
	if (escpos_slip(&slip,
		    (struct escpos_paper){
			    data[1] & 1 ? 80 : 58, (enum repertoire)(data[0] % REPERTOIRES) },
		    &out)) {
		/* a question mark is on paper only where the text had one */
		if (!memchr(text, '?', strlen(text)) && size < 40)
			for (size_t i = 0; i + 1 < slip.count; i++)
				if (slip.lines[i].kind == SLIP_TEXT &&
					strchr(slip.lines[i].text, '?'))
					abort();
	}
	buf_release(&out);
	arena_release(&a);
	free(text);
	return 0;
}
