/* Drawn in a fixed order, so that one seed gives the same people with every compiler. */
#include "rehearsal/person.h"
#include "base/date.h"
#include "words/paper.h"
#include "words/priority.h"
#include "rehearsal/arrival.h"

static int draw(uint64_t *luck, int count)
{
	return (int)(arrival_chance(luck) * count);
}

static const char *identity_number(struct txn *t, bool old, uint64_t *luck)
{
	/* most adults here hold old numbers (domain 3.11) */
	static const char *const places[] = { "362329", "362329", "362329", "361127", "362330",
		"362322", "362301" };
	int place = draw(luck, 7), year = old ? 1938 + draw(luck, 22) : 1962 + draw(luck, 44),
	    month = 1 + draw(luck, 12), day = 1 + draw(luck, 28);
	char *number = arena_printf(
		&t->arena, "%s%04d%02d%02d000", places[place], year, month, day);
	return arena_printf(&t->arena, "%s%c", number, paper_check_digit(number));
}

const struct person_body *rehearsal_person(struct txn *t, const char *priority, uint64_t *luck)
{
	static const char *const surnames[] = { "吴", "张", "李", "王", "刘", "陈", "黄", "徐",
		"周", "胡", "朱", "高", "林", "何", "郭", "彭", "曾", "余", "江", "汪", "洪", "史",
		"艾", "章" };
	static const char *const old_names[] = { "金水", "细妹", "水生", "冬香", "春莲", "火根",
		"荷花", "桂英", "发根", "菊香", "长根", "银娇" };
	static const char *const names[] = { "建国", "小红", "志强", "丽华", "国平", "秀兰", "文斌",
		"海燕", "晓东", "美玲", "伟", "敏", "俊杰", "婷婷", "子涵", "雅琴", "小军", "爱莲",
		"明辉", "玉珍", "华", "芳" };
	bool old = priority_of(priority) == PRIORITY_ELDER;
	const char *surname = surnames[draw(luck, 24)],
		   *name = old ? old_names[draw(luck, 12)] : names[draw(luck, 22)];
	int phone = draw(luck, 1000), village = draw(luck, 2), group = 1 + draw(luck, 12),
	    house = 1 + draw(luck, 60);
	struct person_body *p = arena_new(&t->arena, struct person_body);
	*p = (struct person_body){
		.name = arena_printf(&t->arena, "%s%s", surname, name),
		.id_kind = ID_KIND_IDENTITY_CARD,
		.id_no = identity_number(t, old, luck),
		.phone = arena_printf(&t->arena, "0793-5550%03d", phone),
		.address = arena_printf(
			&t->arena, "样例%s村%d组%d号", village ? "甲" : "乙", group, house),
	};
	return p;
}
