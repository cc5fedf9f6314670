/* Names and numbers, as others may see them. Argument: none. */
#include "check.h"
#include "rules/place/idnumber.h"

static void numbers(void)
{
	char out[64];
	idnumber_mask_name("张三丰", out, sizeof out);
	CHECK_TEXT("three characters", out, "张*丰");
	static const char *const masked[][2] = { { "361102194903070026", "361***********0026" },
		{ "13800000001", "138****0001" }, { "0793-8200000", "079*****0000" },
		{ "8200000", "*****00" }, { "110", "***" }, { "", "" }, { "电话", "******" } };
	for (size_t i = 0; i < sizeof masked / sizeof *masked; i++) {
		idnumber_mask_number(masked[i][0], out, sizeof out);
		CHECK_TEXT(masked[i][0], out, masked[i][1]);
	}
	idnumber_mask_name("李四", out, sizeof out);
	CHECK_TEXT("two", out, "李*");
	idnumber_mask_name("", out, sizeof out);
	CHECK_TEXT("none", out, "*");
}

int main(void)
{
	numbers();
	return FINISH();
}
