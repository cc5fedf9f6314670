/* Identity numbers (GB 11643) and unified credit codes (GB 32100). */
#ifndef RULES_IDNUMBER_H
#define RULES_IDNUMBER_H
#include <stdbool.h>
#include <stdint.h>

enum idnumber_verdict { IDNUMBER_GOOD, IDNUMBER_DOUBTFUL, IDNUMBER_WRONG };

/* The 18th character that the first 17 digits of an identity number ask for: a digit or X. */
char idnumber_check_digit(const char *number);
/* 18 digits with check digit and a real birth date not after today; the division prefix never decides (3623xx is normal here, domain 3.11). */
enum idnumber_verdict idnumber_identity_card(const char *number, int32_t today);
/* Doubtful instead of wrong when only the check fails: registered codes exist that fail it (domain 3.11). */
enum idnumber_verdict idnumber_credit_code(const char *code);
/* By the word of the set id_kind; other kinds need 5 to 30 letters and digits. */
enum idnumber_verdict idnumber_check(const char *id_kind, const char *number, int32_t today);
/* "张*丰", "李*": never the full name on a public screen. out has room for the name and 8 more bytes. */
void idnumber_mask_name(const char *name, char *out, unsigned long room);

/* A phone or identity number as a list shows it: "361***********0026", "138****0001"; of eight characters and less the last two, of four and less none. out has
 * room for the number and its NUL; what is not plain ASCII is starred altogether. */
void idnumber_mask_number(const char *number, char *out, unsigned long room);

/* A mobile number or one with its area code: at least seven digits, spaces, - and + between. */
bool idnumber_phone(const char *phone);

#endif
