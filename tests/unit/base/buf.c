/* Buffers that grow up to a limit. Argument: none. */
#include "check.h"
#include "base/buf.h"

static void bounds(void)
{
	struct buf b;
	buf_init(&b, 10);
	buf_puts(&b, "12345");
	buf_puts(&b, "678901");
	CHECK("a full buffer takes nothing more", b.full && b.len == 5);
	buf_release(&b);
}

int main(void)
{
	bounds();
	return FINISH();
}
