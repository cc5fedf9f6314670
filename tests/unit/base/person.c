/* Who somebody is: numbers of papers, telephones and names, from tests/data/papers.json, which the
 * pages' own tests read too. The vectors are written from the rules in words (GB 11643, GB 32100,
 * what each paper prints), not from the table of papers. */
#include "base/person.h"
#include <stdlib.h>
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "words/paper.h"
#include "words/set.h"
#include "check.h"
#include "http/shape.h"

static const char *const faults[] = {
	[PAPER_GOOD] = "good",
	[PAPER_SHORT] = "short",
	[PAPER_LONG] = "long",
	[PAPER_FIFTEEN] = "fifteen",
	[PAPER_FORM] = "form",
	[PAPER_AREA] = "area",
	[PAPER_PERMIT] = "permit",
	[PAPER_STAR] = "star",
	[PAPER_CENTURY] = "century",
	[PAPER_DATE] = "date",
	[PAPER_FUTURE] = "future",
	[PAPER_DIGIT] = "digit",
	[PAPER_LETTER] = "letter",
	[PAPER_DOUBT] = "doubt",
};

static yyjson_val *vectors(struct arena *a)
{
	char *text;
	size_t n;
	yyjson_val *root = NULL;
	CHECK("vectors", file_read(a, "tests/data/papers.json", 65536, &text, &n) == RC_OK &&
				 json_read(a, text, n, &root) == RC_OK);
	return root;
}

static void numbers(struct arena *a, yyjson_val *root)
{
	int32_t today = date_parse(json_text(root, "today"));
	bool met[sizeof faults / sizeof *faults] = { false };
	size_t i, max;
	yyjson_val *v;
	yyjson_arr_foreach (yyjson_obj_get(root, "numbers"), i, max, v) {
		const struct paper *p = paper_of(json_text(v, "kind"));
		const char *number = person_number(a, json_text(v, "given"));
		CHECK("the kind is one", p != NULL);
		enum paper_fault fault = p ? paper_check(p, number, today) : PAPER_FORM;
		CHECK_TEXT(json_text(v, "why"), faults[fault], json_text(v, "fault"));
		met[fault] = true;
		if (p && fault)
			CHECK("it is said in words, all of them filled in",
				paper_fault_text(a, p, number, fault)[0] &&
					!strpbrk(paper_fault_text(a, p, number, fault), "{}"));
	}
	for (size_t f = 0; f < sizeof faults / sizeof *faults; f++)
		CHECK(faults[f], met[f]);
	for (size_t k = 0; k < paper_count; k++) {
		CHECK_TEXT("a kind is a word of its set", set_label("id_kind", papers[k].kind),
			papers[k].label);
		CHECK(papers[k].example,
			paper_check(&papers[k], papers[k].example, today) == PAPER_GOOD);
	}
	CHECK("a kind that is none", !paper_of("moon"));
}

/* Whichever digit of a good card is changed, it is no longer one. */
static void changed(int32_t today)
{
	static const char *const good[] = { "361102194903070026", "361123198001010032",
		"361127199912314117", "361125200802291236", "36112719500101000X" };
	const struct paper *p = paper_of("identity_card");
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		for (size_t k = 0; k < 18; k++) {
			char broken[19];
			memcpy(broken, good[i], 19);
			broken[k] = broken[k] == '9' || broken[k] == 'X' ? '0'
									 : (char)(broken[k] + 1);
			CHECK("one digit changed", paper_check(p, broken, today) != PAPER_GOOD);
		}
}

static void phones_and_names(struct arena *a, yyjson_val *root)
{
	size_t i, max;
	yyjson_val *v;
	yyjson_arr_foreach (yyjson_obj_get(root, "phones"), i, max, v) {
		const char *phone = person_phone(a, json_text(v, "given")),
			   *wanted = json_text(v, "spelled");
		if (wanted)
			CHECK_TEXT(json_text(v, "given"), phone, wanted);
		else
			CHECK(json_text(v, "given"), !phone);
	}
	yyjson_arr_foreach (yyjson_obj_get(root, "names"), i, max, v)
		CHECK(json_text(v, "other"),
			person_same_name(a, json_text(v, "one"), json_text(v, "other")) ==
				json_flag(v, "same"));
}

/* What a handler gets, whichever door it stands behind. */
static void doors(struct arena *a, int32_t today)
{
	static const struct {
		const char *shape, *text, *left;
		enum refusal no;
		const char *why;
	} rows[] = {
		{ "Person",
			"{\"name\":\"买买提・艾\",\"id_kind\":\"identity_card\",\"id_no\":"
			"\"３６１１２７ 19500101000x\",\"phone\":\"(0793)6220000\"}",
			"{\"name\":\"买买提・艾\",\"id_kind\":\"identity_card\",\"id_no\":"
			"\"36112719500101000X\",\"phone\":\"0793-6220000\"}",
			REFUSAL_NONE, "" },
		{ "Person",
			"{\"name\":\"某公司\",\"id_kind\":\"credit_code\",\"id_no\":"
			"\"91350211M0000XUF46\"}",
			"{\"name\":\"某公司\",\"id_kind\":\"credit_code\",\"id_no\":"
			"\"91350211M0000XUF46\"}",
			REFUSAL_NONE, "" },
		{ "Person",
			"{\"name\":\"李四\",\"id_kind\":\"identity_card\",\"id_no\":"
			"\"361102194903070027\"}",
			NULL, REFUSAL_ID_NUMBER, "居民身份证：校验位不对" },
		{ "Person", "{\"name\":\"李四\",\"id_kind\":\"passport\",\"id_no\":\"E123\"}", NULL,
			REFUSAL_ID_NUMBER, "护照：写法不对" },
		{ "Person", "{\"name\":\"李四\",\"id_kind\":\"moon\",\"id_no\":\"E123\"}", NULL,
			REFUSAL_SHAPE, "证件类型" },
		{ "Person", "{\"name\":\"李四\",\"id_kind\":\"other\",\"id_no\":\"　\"}", NULL,
			REFUSAL_SHAPE, "没有填写" },
		{ "HelpPrincipal", "{\"name\":\"王\",\"id_no\":\"36110219490307002\"}", NULL,
			REFUSAL_ID_NUMBER, "还差1位" },
		{ "HelpPrincipal", "{\"name\":\"王\",\"id_no\":\"\",\"phone\":\" \"}",
			"{\"name\":\"王\",\"id_no\":\"\",\"phone\":\"\"}", REFUSAL_NONE, "" },
		{ "HelpPrincipal", "{\"name\":\"王\",\"phone\":\"-------\"}", NULL, REFUSAL_PHONE,
			"电话" },
		{ "CaseIssue",
			"{\"collector_name\":\"儿子\",\"collector_id_no\":\"361102194903070027\","
			"\"relation\":\"family\"}",
			NULL, REFUSAL_ID_NUMBER, "校验位" },
		{ "StaffContact", "{\"id_no\":\"军字第1234567号\"}", NULL, REFUSAL_ID_NUMBER,
			"居民身份证" },
		{ "AppointmentArrive", "{\"id_no\":\"３６１１２７１９５００１０１０００ｘ\"}",
			"{\"id_no\":\"36112719500101000X\"}", REFUSAL_NONE, "" },
		{ "BackstopPrint", "{\"code\":\"１２３ 456\"}", "{\"code\":\"123456\"}",
			REFUSAL_NONE, "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct shape_refusal no = { REFUSAL_NONE, "", NULL };
		yyjson_val *v;
		size_t n;
		CHECK("JSON", json_read(a, rows[i].text, strlen(rows[i].text), &v) == RC_OK);
		enum rc rc = shape_take(a, rows[i].shape, v, today, &no);
		CHECK(rows[i].text, (rc == RC_OK) == (rows[i].left != NULL) &&
					    no.code == rows[i].no && strstr(no.why, rows[i].why));
		CHECK("a refusal does not name the person", !strstr(no.why, "李四"));
		if (rows[i].left)
			CHECK_TEXT(rows[i].text,
				json_write(a, yyjson_val_mut_copy(json_doc(a), v), &n),
				rows[i].left);
	}
}

int main(void)
{
	struct arena a;
	arena_init(&a, 4u << 20);
	yyjson_val *root = vectors(&a);
	int32_t today = date_parse(json_text(root, "today"));
	numbers(&a, root);
	changed(today);
	phones_and_names(&a, root);
	doors(&a, today);
	arena_release(&a);
	return FINISH();
}
