/* Masking at the border. */
#include "hall/place/person.h"
#include <string.h>
#include "rules/place/idnumber.h"

const char *person_masked(struct txn *t, const char *number)
{
	if (!number)
		return NULL;
	char *out = arena_alloc(&t->arena, strlen(number) + 1);
	idnumber_mask_number(number, out, strlen(number) + 1);
	return out;
}

void person_mask(struct txn *t, yyjson_mut_val *object, const char *key)
{
	yyjson_mut_val *held = yyjson_mut_obj_get(object, key);
	if (yyjson_mut_is_str(held))
		yyjson_mut_set_str(held, person_masked(t, yyjson_mut_get_str(held)));
}
