/* The board over the waiting area. */
#include "hall/queue/board.h"
#include "api/handlers.h"

enum rc api_board_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return board_view(t, request_query(r, "zones"), reply);
}
