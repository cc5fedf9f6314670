/* One line a fact on standard error: time, level, component, text. Never personal data, never a secret. */
#ifndef BASE_LOG_H
#define BASE_LOG_H
#include "base/result.h"

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR };
void log_level_set(enum log_level least);
void log_write(enum log_level level, const char *component, const char *format, ...) PRINTF(3, 4);
#define log_debug(component, ...) log_write(LOG_LEVEL_DEBUG, component, __VA_ARGS__)
#define log_info(component, ...) log_write(LOG_LEVEL_INFO, component, __VA_ARGS__)
#define log_warning(component, ...) log_write(LOG_LEVEL_WARNING, component, __VA_ARGS__)
#define log_error(component, ...) log_write(LOG_LEVEL_ERROR, component, __VA_ARGS__)

#endif
