/* How names and numbers look to those who may not read them whole; what they are is in
 * base/person.h and words/paper.h. */
#ifndef RULES_IDNUMBER_H
#define RULES_IDNUMBER_H

/* "张*丰", "李*": never the full name on a public screen. out has room for the name and 8 more
 * bytes. */
void idnumber_mask_name(const char *name, char *out, unsigned long room);

/* A phone or identity number as a list shows it: "361***********0026", "138****0001"; of eight
 * characters and less the last two, of four and less none. out has room for the number and its NUL;
 * what is not plain ASCII is starred altogether. */
void idnumber_mask_number(const char *number, char *out, unsigned long room);

#endif
