/* Every handler named by tbl/WING/routes.def. */
#ifndef API_HANDLERS_H
#define API_HANDLERS_H
#include "handlers_gen.h"
#endif
