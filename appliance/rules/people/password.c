/* The commonest, the guessable, and those made of what everybody here knows. */
#include "rules/people/password.h"
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char *const common[] = {
#define PASSWORD(text) text,
#include "rules/people/password_list.h"
#undef PASSWORD
};

/* The keys beside each other, both ways, and what counts up or down. */
static const char *const runs[] = {
	"01234567890",
	"abcdefghijklmnopqrstuvwxyz",
	"qwertyuiop",
	"asdfghjkl",
	"zxcvbnm",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.",
};
#define LEFT_MOST 4
static const char *const known_words[] = { "minihall", "password", "dating", "zhengwu", "bianmin" };

static size_t characters(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

/* "aaaaaaaa", "abababab", "123123123": a piece of at most four, again and again. */
static bool repeated(const char *p)
{
	size_t length = strlen(p);
	for (size_t piece = 1; piece <= 4 && piece * 2 <= length; piece++)
		if (!strncmp(p, p + piece, length - piece))
			return true;
	return false;
}

static bool in_run(const char *p, size_t n, const char *run)
{
	size_t length = strlen(run);
	for (size_t from = 0; from + n <= length; from++) {
		size_t up = 0, down = 0;
		while (up < n && (p[up] | 0x20) == (run[from + up] | 0x20))
			up++;
		while (down < n && (p[down] | 0x20) == (run[from + n - 1 - down] | 0x20))
			down++;
		if (up == n || down == n)
			return true;
	}
	return false;
}

/* What is left when runs of at least four are taken out: nothing of "qwer1234", "a" of
 * "a123456789". */
static size_t beside_runs(const char *p)
{
	size_t left = 0;
	while (*p) {
		size_t best = 0, most = strlen(p);
		for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
			for (size_t n = 4; n <= most && in_run(p, n, runs[i]); n++)
				best = n > best ? n : best;
		left += !best;
		p += best ? best : 1;
	}
	return left;
}

/* A birthday (19850412) or a mobile number: the first things a colleague would try. */
static bool date_or_phone(const char *p)
{
	size_t n = strlen(p);
	if (strspn(p, "0123456789") != n)
		return false;
	if (n != 8)
		return n == 11 && p[0] == '1';
	int month = (p[4] - '0') * 10 + p[5] - '0', day = (p[6] - '0') * 10 + p[7] - '0';
	bool century = !strncmp(p, "19", 2) || !strncmp(p, "20", 2);
	return century && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool contains(const char *text, const char *word)
{
	size_t n = strlen(word);
	for (; strlen(text) >= n; text++)
		if (!strncasecmp(text, word, n))
			return true;
	return false;
}

const char *password_fault(const char *password, const char *login)
{
	if (characters(password) < PASSWORD_LEAST)
		return "密码至少8位";
	if (strlen(login) >= 3 && contains(password, login))
		return "密码里不能有账号名";
	for (size_t i = 0; i < sizeof known_words / sizeof *known_words; i++)
		if (contains(password, known_words[i]))
			return "密码里不能有 minihall、password 这类人人会先试的词";
	if (repeated(password))
		return "密码不能是同几个字符的重复";
	if (beside_runs(password) <= LEFT_MOST)
		return "密码里连续的数字、字母或键盘上相邻的键太多";
	if (date_or_phone(password))
		return "密码不能是日期或手机号";
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!strcasecmp(password, common[i]))
			return "这是最常见的密码之一";
	return NULL;
}
