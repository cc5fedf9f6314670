/* The product's version, one place. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H
#define MINIHALL_VERSION "0.1.0"
#endif
