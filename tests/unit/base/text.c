/* What a text may hold, written from the rules in words: one line, something to see in it, nothing
 * that the eye cannot tell. */
#include "base/text.h"
#include "base/json.h"
#include "check.h"
#include "http/shape.h"

static void characters(void)
{
	static const struct {
		uint32_t code;
		enum character is;
		const char *why;
	} rows[] = {
		{ 'a', CHARACTER_VISIBLE, "a letter" },
		{ 0x5F20, CHARACTER_VISIBLE, "Han" },
		{ 0x00B7, CHARACTER_VISIBLE, "the dot in a Uyghur name" },
		{ 0x0F40, CHARACTER_VISIBLE, "Tibetan" },
		{ 0x0626, CHARACTER_VISIBLE, "Uyghur" },
		{ 0x20164, CHARACTER_VISIBLE, "rare Han beyond the basic plane" },
		{ 0x323B0, CHARACTER_VISIBLE, "Han newer than the tables" },
		{ 0x2FF0, CHARACTER_VISIBLE, "a description of a character" },
		{ 0xE000, CHARACTER_VISIBLE, "a private character of a register" },
		{ 0xF0000, CHARACTER_VISIBLE, "a private plane" },
		{ 0x1F600, CHARACTER_PICTURE, "a face" },
		{ ' ', CHARACTER_BLANK, "a space" },
		{ 0x3000, CHARACTER_BLANK, "a wide space" },
		{ 0xA0, CHARACTER_BLANK, "a space that does not break" },
		{ 0x2800, CHARACTER_BLANK, "braille without dots" },
		{ 0x0301, CHARACTER_MARK, "an accent" },
		{ 0xFE0F, CHARACTER_SELECTOR, "another drawing" },
		{ 0xE0100, CHARACTER_SELECTOR, "another drawing of Han" },
		{ 0, CHARACTER_UNUSABLE, "nothing" },
		{ 7, CHARACTER_UNUSABLE, "a bell" },
		{ 0x1B, CHARACTER_UNUSABLE, "an order to a printer" },
		{ 0x7F, CHARACTER_UNUSABLE, "delete" },
		{ 0x85, CHARACTER_UNUSABLE, "a control of the second set" },
		{ 0xAD, CHARACTER_UNUSABLE, "a hyphen that hides" },
		{ 0x200B, CHARACTER_UNUSABLE, "no width" },
		{ 0x2060, CHARACTER_UNUSABLE, "no width, no break" },
		{ 0xFEFF, CHARACTER_UNUSABLE, "a byte order mark" },
		{ 0x202E, CHARACTER_UNUSABLE, "turns the direction" },
		{ 0x2067, CHARACTER_UNUSABLE, "isolates the direction" },
		{ 0x200F, CHARACTER_UNUSABLE, "a mark of direction" },
		{ 0x2028, CHARACTER_UNUSABLE, "a line of Unicode's own" },
		{ 0x3164, CHARACTER_UNUSABLE, "a letter drawn as nothing" },
		{ 0xE0041, CHARACTER_UNUSABLE, "a tag" },
		{ 0x0378, CHARACTER_UNUSABLE, "not assigned" },
		{ 0xFFFE, CHARACTER_UNUSABLE, "no character" },
		{ 0xFDD0, CHARACTER_UNUSABLE, "no character either" },
		{ 0x2FFFF, CHARACTER_UNUSABLE, "nor at the end of a plane" },
		{ 0xD800, CHARACTER_UNUSABLE, "half a pair" },
		{ 0x10FFFF, CHARACTER_UNUSABLE, "the last of all" },
		{ 0x110000, CHARACTER_UNUSABLE, "beyond" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(rows[i].why, character_of(rows[i].code) == rows[i].is);
	for (uint32_t code = 1; code < 0x110000; code = code == 0xD7FF ? 0xE000 : code + 1) {
		char bytes[5] = "";
		const char *p = bytes;
		size_t n = text_put(bytes, code);
		if (text_next(&p) != code || p != bytes + n)
			CHECK("written and read again", false);
	}
	CHECK("every code point was written and read again", true);
}

static void readings(void)
{
	static const struct {
		const char *text, *rest;
		bool lines, visible;
		uint32_t unusable;
	} rows[] = {
		{ "张三丰", "张三丰", false, true, 0 },
		{ "  张三丰　", "张三丰", false, true, 0 },
		{ "张 三", "张 三", false, true, 0 },
		{ "\t张三\r\n", "张三", false, true, 0 },
		{ "买买提·艾合买提", "买买提·艾合买提", false, true, 0 },
		{ "", "", false, false, 0 },
		{ " 　\t ", "", false, false, 0 },
		{ "\xCC\x81", "\xCC\x81", false, false, 0 },
		{ "张\n查询码：000000", "张\n查询码：000000", false, true, '\n' },
		{ "一\n二\n", "一\n二", true, true, 0 },
		{ "一\r\n二", "一\r\n二", true, true, '\r' },
		{ "一\t二", "一\t二", true, true, '\t' },
		{ "张\x1B@", "张\x1B@", false, true, 0x1B },
		{ "张\u200b三", "张\u200b三", false, true, 0x200B },
		{ "张\u202e三", "张\u202e三", false, true, 0x202E },
		{ "\u200b", "\u200b", false, false, 0x200B },
		{ "葛\U000E0100城", "葛\U000E0100城", false, true, 0 },
		{ "\U000E0100城", "\U000E0100城", false, true, 0xE0100 },
		{ "好👍\uFE0F", "好👍\uFE0F", false, true, 0 },
		{ "👩\u200d👧", "👩\u200d👧", false, true, 0 },
		{ "张\u200d三", "张\u200d三", false, true, 0x200D },
		{ "张\xFF", "张\xFF", false, true, TEXT_NOT_UTF8 },
		{ "\xED\xA0\x80", "\xED\xA0\x80", false, false, TEXT_NOT_UTF8 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text_reading r = text_read(rows[i].text, rows[i].lines);
		CHECK(rows[i].text,
			r.size == strlen(rows[i].rest) && !memcmp(r.from, rows[i].rest, r.size));
		CHECK(rows[i].text, r.visible == rows[i].visible && r.unusable == rows[i].unusable);
	}
}

static void shapes(void)
{
	static const struct {
		const char *shape, *text, *left, *why;
	} rows[] = {
		{ "LeaveAsk",
			"{\"type\":\"annual\",\"from\":\"2026-11-24\",\"to\":\"2026-11-24\","
			"\"reason\":\"  \"}",
			NULL, "没有填写" },
		{ "MissingMaterial", "{\"no\":1,\"what\":\"　 \"}", NULL, "没有填写" },
		{ "MissingMaterial", "{\"no\":1,\"what\":\" 缺原件 \"}",
			"{\"no\":1,\"what\":\"缺原件\"}", NULL },
		{ "MissingMaterial", "{\"no\":1,\"what\":\"缺\\n原件\"}", NULL, "只能写一行" },
		{ "MissingMaterial", "{\"no\":1,\"what\":\"缺\\u202e原件\"}", NULL, "U+202E" },
		{ "CaseDecide", "{\"outcome\":\"approved\",\"opinion\":\"同意\\n请制证\\n\"}",
			"{\"outcome\":\"approved\",\"opinion\":\"同意\\n请制证\"}", NULL },
		{ "CaseDecide", "{\"outcome\":\"approved\",\"opinion\":\"\\n \"}", NULL,
			"没有填写" },
		{ "Login", "{\"login\":\" clerk \",\"password\":\" a b \"}",
			"{\"login\":\"clerk\",\"password\":\" a b \"}", NULL },
		{ "OwnPassword", "{\"old\":\"x\",\"password\":\"         \"}", NULL, "没有填写" },
		{ "StaffRoles", "{\"roles\":[\"clerk\",\" \"]}", NULL, "没有填写" },
		{ "CaseResult", "{\"kind\":\"paper\",\"document_no\":\"  \"}",
			"{\"kind\":\"paper\",\"document_no\":\"\"}", NULL },
	};
	struct arena a;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		yyjson_val *v;
		size_t n;
		struct shape_refusal no = { REFUSAL_NONE, "", NULL };
		CHECK("JSON", json_read(&a, rows[i].text, strlen(rows[i].text), &v) == RC_OK);
		enum rc rc = shape_take(&a, rows[i].shape, v, 20000, &no);
		CHECK(rows[i].text, (rc == RC_OK) == (rows[i].left != NULL));
		if (rows[i].left)
			CHECK_TEXT(rows[i].text,
				json_write(&a, yyjson_val_mut_copy(json_doc(&a), v), &n),
				rows[i].left);
		else
			CHECK(no.why,
				no.code == REFUSAL_SHAPE && strstr(no.why, rows[i].why) != NULL);
	}
	arena_release(&a);
}

int main(void)
{
	characters();
	readings();
	shapes();
	return FINISH();
}
