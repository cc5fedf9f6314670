/* The slips' layout. */
#include "rules/queue/slip.h"
#include <string.h>

#define LINES 200 /* a slip longer than this is cut, never the program */

int slip_columns(int paper_mm)
{
	return paper_mm == 80 ? 48 : 32;
}

static size_t bytes_of(const char *p)
{
	unsigned char c = (unsigned char)*p;
	size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)p[i] & 0xc0) != 0x80)
			return i;
	return n;
}

static int columns_of(const char *p)
{
	return (unsigned char)*p < 0x80 ? 1 : 2;
}

int slip_width(const char *text)
{
	int width = 0;
	for (const char *p = text; *p; p += bytes_of(p))
		width += columns_of(p);
	return width;
}

static struct slip_line *add(struct slip *s, enum slip_kind kind)
{
	if (s->count == LINES)
		s->count--;
	s->lines[s->count] = (struct slip_line){ .kind = kind, .text = "", .size = 1 };
	return &s->lines[s->count++];
}

/* Punctuation that may not begin a line. */
static bool clings(const char *p)
{
	static const char *const marks[] = { "，", "。", "、", "；", "：", "）", "”", "》", "？",
		"！", "％" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (!strncmp(p, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/* How many bytes of `text` go on one line of `columns`. */
static size_t fitting(const char *text, int columns)
{
	const char *p = text, *space = NULL, *before = text;
	int width = 0;
	while (*p && *p != '\n' && width + columns_of(p) <= columns) {
		width += columns_of(p);
		if (*p == ' ')
			space = p;
		before = p;
		p += bytes_of(p);
	}
	if (!*p || *p == '\n')
		return (size_t)(p - text);
	if (clings(p) && before > text)
		return (size_t)(before - text);
	bool in_word = (unsigned char)*p < 0x80 && *p != ' ' && (unsigned char)*before < 0x80;
	if (in_word && space && space > text)
		return (size_t)(space - text);
	return p > text ? (size_t)(p - text) : bytes_of(text);
}

static void text(struct arena *a, struct slip *s, int size, enum slip_align align, bool bold,
	const char *words)
{
	while (size > 1 && slip_width(words) * size > s->columns &&
		(size > 4 || slip_width(words) * size > 2 * s->columns))
		/* a long number shrinks before it breaks; words may take two lines of their size */
		size--;
	for (const char *p = words; p && *p;) {
		size_t n = fitting(p, s->columns / size);
		struct slip_line *line = add(s, SLIP_TEXT);
		line->text = arena_strndup(a, p, n);
		line->size = size;
		line->align = align;
		line->bold = bold;
		p += n;
		while (*p == ' ' || *p == '\n')
			p++;
	}
}

static void begin(struct arena *a, struct slip *s, int paper_mm)
{
	*s = (struct slip){ arena_array(a, struct slip_line, LINES), 0, slip_columns(paper_mm) };
}

static void code(struct slip *s, const char *url)
{
	struct slip_line *line = add(s, SLIP_QR);
	line->text = url;
	line->align = SLIP_CENTRE;
}

static void waiting(struct arena *a, struct slip *s, const struct slip_facts *f)
{
	if (f->ahead >= 1000)
		text(a, s, 2, SLIP_CENTRE, false, "前面 1000 人以上");
	else if (f->ahead >= 0)
		text(a, s, 2, SLIP_CENTRE, false,
			f->ahead ? arena_printf(a, "前面还有 %lld 人", (long long)f->ahead)
				 : "前面没有人等候");
	if (f->most > 0 && f->least < f->most)
		text(a, s, 1, SLIP_CENTRE, false,
			arena_printf(a, "预计等候 %lld 到 %lld 分钟（仅供参考）",
				(long long)(f->least > 0 ? f->least : 0), (long long)f->most));
	else if (f->most > 0)
		text(a, s, 1, SLIP_CENTRE, false,
			arena_printf(a, "预计等候约 %lld 分钟（仅供参考）", (long long)f->most));
	if (f->place && f->place[0])
		text(a, s, 1, SLIP_CENTRE, false, arena_printf(a, "窗口位置：%s", f->place));
}

void slip_of_ticket(struct arena *a, const struct slip_facts *f, int paper_mm, struct slip *out)
{
	struct slip *s = out;
	begin(a, s, paper_mm);
	if (f->hall)
		text(a, s, 1, SLIP_CENTRE, true, f->hall);
	text(a, s, 1, SLIP_CENTRE, false,
		f->priority ? arena_printf(a, "您的号码（%s优先）", f->priority) : "您的号码");
	text(a, s, paper_mm == 80 ? 6 : 5, SLIP_CENTRE, true, f->number ? f->number : "");
	if (f->zone)
		text(a, s, 2, SLIP_CENTRE, true, f->zone);
	waiting(a, s, f);
	if (f->notice && f->notice[0])
		text(a, s, 1, SLIP_LEFT, true, f->notice);
	if (f->item_count || f->note_count)
		add(s, SLIP_RULE);
	for (size_t i = 0; i < f->item_count; i++)
		text(a, s, 1, SLIP_LEFT, true, arena_printf(a, "事项：%s", f->items[i]));
	for (size_t i = 0; i < f->note_count; i++)
		text(a, s, 1, SLIP_LEFT, false, f->notes[i]);
	add(s, SLIP_RULE);
	if (f->url && f->url[0])
		code(s, f->url);
	if (f->code)
		text(a, s, 1, SLIP_CENTRE, false,
			arena_printf(a, "扫码看排队、退号，校验码 %s", f->code));
	if (f->taken)
		text(a, s, 1, SLIP_CENTRE, false, arena_printf(a, "%s 取号", f->taken));
	if (f->copy > 1)
		text(a, s, 1, SLIP_CENTRE, true,
			arena_printf(a, "第 %lld 次打印，号码不变", (long long)f->copy));
	text(a, s, 1, SLIP_CENTRE, false, "请听叫号、看屏幕");
	text(a, s, 1, SLIP_CENTRE, false, "过号请到咨询引导台");
}

void slip_of_test(struct arena *a, const char *hall, const char *printer, const char *at,
	int paper_mm, struct slip *out)
{
	static const char *const hard[] = {
		"国标二三一二：黄金埠镇便民服务中心",
		"扩展（GBK）：昄大乡 镕 堃 喆 犇",
		"扩展A：䶮 㛃 㑇 㙍",
		"扩展B及以后：𠅤 𬭚 𫖯 𬱖 𰀀",
		"标点：，。、；：“”《》（）—…￥％℃",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
		"abcdefghijklmnopqrstuvwxyz .,:;-/()",
	};
	struct slip *s = out;
	begin(a, s, paper_mm);
	text(a, s, 2, SLIP_CENTRE, true, "打印测试");
	text(a, s, 1, SLIP_CENTRE, false, hall);
	text(a, s, 1, SLIP_LEFT, false, arena_printf(a, "打印机：%s", printer));
	text(a, s, 1, SLIP_LEFT, false, arena_printf(a, "时间：%s", at));
	add(s, SLIP_RULE);
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
		text(a, s, 1, SLIP_LEFT, false, hard[i]);
	add(s, SLIP_RULE);
	text(a, s, 2, SLIP_LEFT, false, "二倍 昄 A2");
	text(a, s, 3, SLIP_LEFT, true, "三倍 䶮 A3");
	text(a, s, paper_mm == 80 ? 6 : 5, SLIP_CENTRE, true, "A001");
	code(s, "MINIHALL-PRINT-TEST");
	text(a, s, 1, SLIP_CENTRE, false, "每个字都看得清、没有问号、二维码能扫，即为正常");
}

static void lines_of_pairs(
	struct arena *a, struct slip *s, const struct slip_pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pairs[i].value && pairs[i].value[0])
			text(a, s, 1, SLIP_LEFT, false,
				arena_printf(a, "%s：%s", pairs[i].label, pairs[i].value));
}

void slip_of_note(struct arena *a, const struct slip_note *n, int paper_mm, struct slip *out)
{
	struct slip *s = out;
	begin(a, s, paper_mm);
	text(a, s, 1, SLIP_CENTRE, true, n->hall);
	text(a, s, 2, SLIP_CENTRE, true, n->title);
	text(a, s, 1, SLIP_CENTRE, true, n->heading);
	add(s, SLIP_RULE);
	for (size_t i = 0; i < n->paragraph_count; i++)
		text(a, s, 1, SLIP_LEFT, false, n->paragraphs[i]);
	if (n->paragraph_count)
		add(s, SLIP_RULE);
	lines_of_pairs(a, s, n->pairs, n->pair_count);
	if (n->url && n->url[0])
		code(s, n->url);
	text(a, s, 1, SLIP_CENTRE, false, n->below);
	text(a, s, 1, SLIP_CENTRE, false, n->at);
}

void slip_of_receipt(struct arena *a, const char *hall, const char *title,
	const struct slip_pair *pairs, size_t count, const char *words, const char *url,
	int paper_mm, struct slip *out)
{
	struct slip *s = out;
	begin(a, s, paper_mm);
	text(a, s, 1, SLIP_CENTRE, true, hall);
	text(a, s, 2, SLIP_CENTRE, true, title);
	add(s, SLIP_RULE);
	lines_of_pairs(a, s, pairs, count);
	if (words && words[0]) {
		add(s, SLIP_RULE);
		text(a, s, 1, SLIP_LEFT, false, words);
	}
	add(s, SLIP_SPACE);
	text(a, s, 1, SLIP_LEFT, false, "（加盖受理专用章）");
	add(s, SLIP_SPACE);
	add(s, SLIP_SPACE);
	if (url && url[0])
		code(s, url);
}
