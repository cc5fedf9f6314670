/* Slow work: a question is answered once and wiped, and secrets do not outlive their use. Argument:
 * a scratch directory (unused). */
#include "check.h"
#include "base/password.h"
#include "base/work.h"

static enum rc shout(const void *question, void *answer)
{
	const char *from = question;
	char *to = answer;
	for (; *from; from++)
		*to++ = (char)(*from >= 'a' && *from <= 'z' ? *from - 32 : *from);
	*to = '\0';
	return RC_OK;
}

static enum rc other(const void *question, void *answer)
{
	(void)question;
	(void)answer;
	return RC_FAULT;
}

static bool zero(const void *data, size_t n)
{
	const unsigned char *p = data;
	while (n && !*p)
		p++, n--;
	return n == 0;
}

static void questions(void)
{
	struct works *w = works_new();
	CHECK("nothing was asked", w && !works_find(w, shout, "a word", 7));
	work_ask(&w->wanted, shout, "a word", 7);
	work_do(&w->wanted);
	w->done[w->count++] = w->wanted;
	work_wipe(&w->wanted);
	CHECK("a question that was passed on is wiped", zero(&w->wanted, sizeof w->wanted));
	const struct work *done = works_find(w, shout, "a word", 7);
	CHECK("the same question is answered", done && done->rc == RC_OK);
	CHECK_TEXT("with its answer", done ? (const char *)done->answer : NULL, "A WORD");
	CHECK("another question is not",
		!works_find(w, shout, "a ward", 7) && !works_find(w, shout, "a word", 6));
	CHECK("nor the same to another", !works_find(w, other, "a word", 7));
	works_free(w);
	works_free(NULL);
}

static void secrets(void)
{
	char typed[PASSWORD_TYPED] = "kapok-river-9";
	password_wipe(typed);
	CHECK("a typed password is gone after its use", zero(typed, sizeof typed));
}

int main(void)
{
	questions();
	secrets();
	return FINISH();
}
