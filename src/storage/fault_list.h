// The faults of one file, each with its line and column and a sentence that says what is wrong and
// what would be right. The list owns its texts. A failed allocation sets `failed` and loses the
// sentence, never the fact that there was a fault.
#ifndef PP_STORAGE_FAULT_LIST_H
#define PP_STORAGE_FAULT_LIST_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum {
    FAULTS_SHOWN = 200,    // nobody mends more than this in one go
    FAULTS_KEPT = 2000,    // what is sorted before the first 200 are shown; the rest is counted
    FAULT_QUOTE_MAX = 64,  // bytes that fault_quote needs
};

typedef struct {
    int line, column;  // from 1; line 0: about the file as a whole
    char *text;        // owned
} Fault;

typedef struct {
    char *path;  // owned: of the file, as a person knows it; NULL until fault_list_name
    Fault *items;
    int count, capacity;
    int total;  // all that were added, kept or not
    bool failed;
} FaultList;

void fault_list_init(FaultList *list);
void fault_list_finish(FaultList *list);

// Sets the path that stands in front of each fault (copies).
void fault_list_name(FaultList *list, const char *path);

// Adds one fault. column counts characters, from 1.
void fault_add(FaultList *list, int line, int column, const char *format, ...) PRINTF_LIKE(4, 5);

// False once as many are kept as ever will be: the next ones are only counted, and whoever has to look
// for what would be right may save itself the work.
bool fault_list_keeps(const FaultList *list);

// By position; faults at one position keep the order in which they were found.
void fault_list_sort(FaultList *list);

// Sorts, then appends a line for each of the first 200 faults, and one that counts the others.
void fault_list_format(FaultList *list, Str *out);

// Copies text into out[FAULT_QUOTE_MAX] for use in a message: at most 40 characters, and nothing
// in it that could steer a terminal or turn the direction of the text. Returns out.
const char *fault_quote(char *out, const char *text);

#endif
