/* Characters, slips and printers: what is printed is what a person reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"
#include "print/escpos.h"
#include "print/glyph.h"

static bool printable(const char *text, enum repertoire has)
{
	uint8_t out[4];
	for (uint32_t code; (code = glyph_next(&text));)
		if (!gb18030_printable(code, has, out))
			return false;
	return true;
}

static void codes(void)
{
	static const struct {
		const char *text;
		uint8_t code[4];
		size_t n;
	} rows[] = {
		{ "A", { 'A' }, 1 },
		{ "啊", { 0xb0, 0xa1 }, 2 },
		{ "昄", { 0x95, 0x4c }, 2 },
		{ "䶮", { 0xfe, 0x9f }, 2 },
		{ "㐀", { 0x81, 0x39, 0xee, 0x39 }, 4 },
		{ "𠀀", { 0x95, 0x32, 0x82, 0x36 }, 4 },
		{ "€", { 0xa2, 0xe3 }, 2 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t out[4] = { 0 };
		const char *text = rows[i].text;
		size_t n = gb18030_encode(glyph_next(&text), out);
		CHECK(rows[i].text, n == rows[i].n && !memcmp(out, rows[i].code, n));
	}
	CHECK("昄 is not in GB 2312",
		!printable("昄", REPERTOIRE_GB2312) && printable("昄", REPERTOIRE_GBK));
	CHECK("䶮 is not in GBK",
		!printable("䶮", REPERTOIRE_GBK) && printable("䶮", REPERTOIRE_GB18030));
	CHECK("extension A is in GB 18030 of 2000",
		printable("㐀㛃", REPERTOIRE_GB18030) && !printable("㐀", REPERTOIRE_GBK));
	CHECK("nothing past U+FFFF is in a printer",
		!printable("𠅤", REPERTOIRE_GB18030) && !printable("𬭚", REPERTOIRE_GB18030));
	CHECK("a printer without Chinese prints ASCII",
		printable("A007", REPERTOIRE_ASCII) && !printable("一", REPERTOIRE_ASCII));
	CHECK("words of the set", repertoire_of("gbk") == REPERTOIRE_GBK &&
					  repertoire_of("?") == REPERTOIRE_ASCII &&
					  repertoire_of(NULL) == REPERTOIRE_ASCII);
	uint8_t out[4];
	CHECK("no code for a surrogate or past the end",
		!gb18030_encode(0xd800, out) && !gb18030_encode(0x110000, out) &&
			gb18030_encode(0x10ffff, out) == 4);
}

static void pictures(void)
{
	uint32_t rows[GLYPH_SIZE];
	size_t had = 0, blank = 0;
	for (uint32_t code = 0x4e00; code <= 0x9fa5; code++) {
		bool drawn = glyph_draw(code, rows);
		uint32_t any = 0;
		for (int y = 0; y < GLYPH_SIZE; y++)
			any |= rows[y];
		had += drawn;
		blank += !any;
	}
	CHECK("every character of the basic block has a picture", had == 0x9fa5 - 0x4e00 + 1);
	CHECK("and none is blank", blank == 0);
	CHECK("names past U+FFFF have one",
		glyph_draw(0x20164, rows) && glyph_draw(0x2cb5a, rows) &&
			glyph_draw(0x4dae, rows) && glyph_draw(0x6604, rows));
	uint32_t other[GLYPH_SIZE];
	CHECK("what has none is a marked substitute",
		!glyph_draw(0x30000, rows) && rows[1] == 0x7ffffe && rows[22] == 0x7ffffe);
	CHECK("which names the code point",
		!glyph_draw(0x30001, other) && memcmp(rows, other, sizeof rows));
	CHECK("widths", glyph_columns('A') == 1 && glyph_columns(0x4e00) == 2 &&
				glyph_columns(0xfe00) == 0 && glyph_columns('\n') == 0);
	const char *text = "a\xe4\xb8\x80\xf0\xa0\x85\xa4\xff\xe4\xb8";
	uint32_t want[] = { 'a', 0x4e00, 0x20164, 0xfffd, 0xfffd, 0 };
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		CHECK("UTF-8, good and bad", glyph_next(&text) == want[i]);
}

static bool has(const struct buf *b, const char *what, size_t n)
{
	return memmem(b->data, b->len, what, n) != NULL;
}

static void one_line(const char *text, enum repertoire repertoire, struct buf *out)
{
	struct slip_line line = { SLIP_TEXT, text, 1, SLIP_LEFT, false };
	struct slip s = { &line, 1, 48 };
	buf_clear(out);
	CHECK("a slip fits its buffer",
		escpos_slip(&s, (struct escpos_paper){ 80, repertoire }, out));
}

static void lines(void)
{
	struct buf out;
	buf_init(&out, ESCPOS_LIMIT);
	one_line("黄金埠", REPERTOIRE_GB2312, &out);
	CHECK("what the printer has goes as text",
		has(&out, "\xbb\xc6\xbd\xf0\xb2\xba\n", 7) && !has(&out, "\x1dv0", 3));
	one_line("昄大乡", REPERTOIRE_GB2312, &out);
	CHECK("one character it lacks makes the line a picture",
		has(&out, "\x1dv0", 3) && !has(&out, "\xb4\xf3", 2));
	one_line("昄大乡", REPERTOIRE_GBK, &out);
	CHECK("and text on a printer that has it",
		has(&out, "\x95\x4c", 2) && !has(&out, "\x1dv0", 3));
	one_line("何𠅤？", REPERTOIRE_GB18030, &out);
	CHECK("a character past U+FFFF takes its line along",
		has(&out, "\x1dv0", 3) && !has(&out, "\xba\xce", 2));
	/* every character of the set there is, as pictures: no real-time command in any */
	size_t commands = 0;
	for (uint32_t code = 0x4e00; code < 0x9fa5; code += 16) {
		char text[80], *to = text;
		for (uint32_t c = code; c < code + 16; c++) {
			*to++ = (char)(0xe0 | c >> 12);
			*to++ = (char)(0x80 | (c >> 6 & 0x3f));
			*to++ = (char)(0x80 | (c & 0x3f));
		}
		*to = '\0';
		struct slip_line line = { SLIP_TEXT, text, 1, SLIP_LEFT, false };
		struct slip s = { &line, 1, 48 };
		buf_clear(&out);
		(void)!escpos_slip(&s, (struct escpos_paper){ 80, REPERTOIRE_ASCII }, &out);
		for (size_t i = 0; i + 1 < out.len; i++)
			commands += out.data[i] == 0x10 &&
				    (out.data[i + 1] == 4 || out.data[i + 1] == 5 ||
					    out.data[i + 1] == 0x14);
	}
	CHECK("no picture says a real-time command", commands == 0);
	struct buf small;
	buf_init(&small, 100);
	struct slip_line line = { SLIP_QR, "T36", 1, SLIP_CENTRE, false };
	CHECK("a full buffer is said",
		!escpos_slip(&(struct slip){ &line, 1, 48 },
			(struct escpos_paper){ 80, REPERTOIRE_GBK }, &small));
	buf_release(&small);
	buf_release(&out);
}

static void slips(void)
{
	struct arena a;
	struct slip s;
	arena_init(&a, 1u << 20);
	const char *items
		[] = { "农村集体经济组织及其成员住宅建设用地（宅基地）使用权及房屋所有权首次登记，含测绘成果核验" },
	  *notes[] = { "请带：户口簿、身份证" };
	struct slip_facts f = { "黄金埠镇政务服务中心", "A007", "通用综合", "老人", "大厅左侧", 3,
		8, 12, "2026-11-24 09:12", items, 1, notes, 1,
		"HTTPS://192.168.1.10:8443/Q/T361127102120261124A007/ABCDEF", "KFF6EK", 2, NULL };
	for (int mm = 58; mm <= 80; mm += 22) {
		slip_of_ticket(&a, &f, mm, &s);
		bool fits = true, qr = false, copy = false;
		for (size_t i = 0; i < s.count; i++) {
			fits &= s.lines[i].kind != SLIP_TEXT ||
				slip_width(s.lines[i].text) * s.lines[i].size <= slip_columns(mm);
			qr |= s.lines[i].kind == SLIP_QR && !strcmp(s.lines[i].text, f.url);
			copy |= strstr(s.lines[i].text, "号码不变") != NULL;
		}
		CHECK("every line fits its paper", fits);
		CHECK("the code and the word on a reprint are there", qr && copy);
		slip_of_test(
			&a, "黄金埠镇政务服务中心", "取号机打印机", "2026-11-24 09:12", mm, &s);
		for (size_t i = 0; i < s.count; i++)
			fits &= s.lines[i].kind != SLIP_TEXT ||
				slip_width(s.lines[i].text) * s.lines[i].size <= slip_columns(mm);
		CHECK("the test page fits too", fits);
	}
	f.notice = "大厅今天已经关门（17:00）。今天没有叫到的号，半夜12点作废。";
	slip_of_ticket(&a, &f, 58, &s);
	bool told = false;
	for (size_t i = 0; i < s.count; i++) {
		CHECK("after closing it fits too",
			s.lines[i].kind != SLIP_TEXT ||
				slip_width(s.lines[i].text) * s.lines[i].size <= slip_columns(58));
		told |= strstr(s.lines[i].text, "已经关门") != NULL;
	}
	CHECK("and says what becomes of the number", told);
	struct slip_facts little = { .number = "A1", .ahead = -1, .least = -1, .most = -1 };
	slip_of_ticket(&a, &little, 80, &s);
	for (size_t i = 0; i < s.count; i++)
		CHECK("what is not known is not said",
			!strstr(s.lines[i].text, "-1") && !strstr(s.lines[i].text, "等候"));
	char *endless = arena_alloc(&a, 60001);
	memset(endless, 'x', 60000);
	slip_of_receipt(&a, "大厅", "标题", (struct slip_pair[]){ { "编号", endless } }, 1, endless,
		"U", 58, &s);
	CHECK("an endless text is cut, not the program", s.count <= 200);
	arena_release(&a);
}

static void answers(void)
{
	struct escpos_status s = { 0 };
	CHECK("ready", escpos_answer(ESCPOS_PRINTER, 0x16, &s) &&
			       escpos_answer(ESCPOS_OFFLINE, 0x12, &s) &&
			       escpos_answer(ESCPOS_PAPER, 0x12, &s) && !escpos_hindrance(&s));
	CHECK("near the end of the paper is no hindrance",
		escpos_answer(ESCPOS_PAPER, 0x1e, &s) && s.paper_low && !escpos_hindrance(&s));
	CHECK("the end is", escpos_answer(ESCPOS_PAPER, 0x72, &s) &&
				    !strcmp(escpos_hindrance(&s), "paper_out"));
	s = (struct escpos_status){ 0 };
	CHECK("an open cover", escpos_answer(ESCPOS_OFFLINE, 0x16, &s) &&
				       !strcmp(escpos_hindrance(&s), "cover_open"));
	s = (struct escpos_status){ 0 };
	CHECK("a cutter that stuck", escpos_answer(ESCPOS_ERROR, 0x1a, &s) &&
					     !strcmp(escpos_hindrance(&s), "printer_error"));
	s = (struct escpos_status){ 0 };
	CHECK("off line", escpos_answer(ESCPOS_PRINTER, 0x1e, &s) &&
				  !strcmp(escpos_hindrance(&s), "offline"));
	s = (struct escpos_status){ 0 };
	CHECK("worked through, paper there",
		escpos_answer(ESCPOS_DONE, 0x00, &s) && !escpos_hindrance(&s));
	size_t taken = 0, wrong = 0;
	for (int query = ESCPOS_PRINTER; query <= ESCPOS_DONE; query++)
		for (int byte = 0; byte < 256; byte++) {
			struct escpos_status before = { .paper_low = true }, after = before;
			bool good = escpos_answer((enum escpos_query)query, (uint8_t)byte, &after);
			taken += good;
			wrong += !good && memcmp(&before, &after, sizeof before);
			wrong += query != ESCPOS_DONE && good && (byte & 0x93) != 0x12;
		}
	CHECK("any byte may come; a byte that is no answer says nothing",
		wrong == 0 && taken == 4 * 16 + 64);
}

int main(void)
{
	codes();
	pictures();
	lines();
	slips();
	answers();
	return FINISH();
}
