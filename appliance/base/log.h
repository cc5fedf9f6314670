/* One line a fact on standard error: time, level, component, text; a line break or another control
 * in the text is written as \xNN. Never personal data, never a secret. Warnings and errors of one
 * kind (component and format) are said LOG_SAID times a minute, the rest is counted and the count
 * said: who provokes lines must not fill the disk. */
#ifndef BASE_LOG_H
#define BASE_LOG_H
#include <stdint.h>
#include "base/result.h"

enum log_level {
	LOG_LEVEL_DEBUG,
	LOG_LEVEL_INFO,
	LOG_LEVEL_WARNING,
	LOG_LEVEL_ERROR,
	LOG_LEVEL_EACH
};
void log_level_set(enum log_level least);
void log_write(enum log_level level, const char *component, const char *format, ...) PRINTF(3, 4);
void log_settle(void); /* says the counts that are due; about once a second */
#define LOG_SAID 3
#define log_debug(component, ...) log_write(LOG_LEVEL_DEBUG, component, __VA_ARGS__)
#define log_info(component, ...) log_write(LOG_LEVEL_INFO, component, __VA_ARGS__)
#define log_warning(component, ...) log_write(LOG_LEVEL_WARNING, component, __VA_ARGS__)
/* A warning that is looked for by whom and when, and whose number something else bounds: never left
 * out. */
#define log_each(component, ...) log_write(LOG_LEVEL_EACH, component, __VA_ARGS__)
#define log_error(component, ...) log_write(LOG_LEVEL_ERROR, component, __VA_ARGS__)

#endif
