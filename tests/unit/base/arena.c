/* Memory of one piece of work. Argument: none. */
#include "check.h"
#include "base/arena.h"

static void bounds(void)
{
	struct arena a;
	arena_init(&a, 100);
	CHECK("arenas are bounded", arena_try_alloc(&a, 101) == NULL &&
					    arena_try_alloc(&a, 60) != NULL &&
					    arena_try_alloc(&a, 60) == NULL);
	arena_release(&a);
}

int main(void)
{
	bounds();
	return FINISH();
}
