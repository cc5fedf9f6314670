/* Cells for spreadsheets. Argument: none. */
#include "check.h"
#include "base/csv.h"

static void cells(void)
{
	struct buf b;
	buf_init(&b, 4096);
	csv_begin(&b);
	csv_text(&b, "窗口");
	csv_text(&b, "a,\"b\"\nc");
	csv_text(&b, NULL);
	csv_line(&b);
	csv_text(&b, "=1+1");
	csv_text(&b, "@x");
	csv_text(&b, "+8");
	csv_text(&b, "-8");
	csv_int(&b, -8);
	csv_real(&b, 2.5);
	csv_real(&b, 3);
	csv_text(&b, "");
	csv_line(&b);
	CHECK_TEXT("cells", b.data,
		"\xef\xbb\xbf\"窗口\",\"a,\"\"b\"\"\nc\",\"\"\r\n\"'=1+1\",\"'@x\",\"'+8\",\"'-8\","
		"-8,2.5,3,\"\"\r\n");
	buf_release(&b);
}

int main(void)
{
	cells();
	return FINISH();
}
