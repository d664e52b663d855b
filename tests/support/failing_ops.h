// File operations that count themselves and fail, are cut short or end the process at a chosen call.
#ifndef PP_TESTS_SUPPORT_FAILING_OPS_H
#define PP_TESTS_SUPPORT_FAILING_OPS_H

#include <stdbool.h>
#include <stdint.h>

enum { OP_ALL = 0x1ffff };  // bits of the operations, in the order of FileOps

typedef enum {
    FAULT_NONE,
    FAULT_ERROR,         // calls first .. first + count - 1 fail with os_error
    FAULT_EVERY_SECOND,  // every second call of those that a signal can interrupt fails with EINTR
    FAULT_SHORT,         // every write takes one byte
    FAULT_KILL_BEFORE,   // the process ends before call `first`
    FAULT_KILL_AFTER     // and after it
} FaultKind;

// Puts the table in place. first counts from 1. count 0: for good. ops: which operations count, as
// bits (OP_SYNC and so on), 0 for all.
void failing_ops_start(FaultKind kind, int first, int count, int os_error, unsigned ops);
int failing_ops_calls(void);  // since the start
int failing_ops_open(void);   // descriptors that were opened and not closed
void failing_ops_stop(void);  // the system's table again

#define OP_BIT(member) (1u << (offsetof(FileOps, member) / sizeof(void (*)(void))))

#endif
