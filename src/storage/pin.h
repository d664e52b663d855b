// The facilitator's PIN: <data>/pin.json holds a salted slow hash of it (yescrypt, by libcrypt), and how
// often somebody was wrong in a row. Invariants: a try is on disk before its outcome is told, so that
// pulling the plug buys no tries; a file that is there but cannot be understood locks, it never opens.
#ifndef PP_STORAGE_PIN_H
#define PP_STORAGE_PIN_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    PIN_LEAST = 4,
    PIN_MOST = 8,
    PIN_TRIES = 5,  // before one has to wait
    PIN_HASH_BYTES = 384
};

typedef struct {
    bool set;                   // there is a PIN; with hash "" none fits it
    char hash[PIN_HASH_BYTES];  // crypt(5)
    int wrong;                  // in a row
    int64_t since_utc_ms;       // of the last wrong one
} Pin;

// How long one waits after so many wrong ones in a row: nothing under five, then 30 s, and twice as
// long after each further one, at most an hour.
int64_t pin_wait_ms(int wrong);

// What is left of that wait. A clock that went back makes one wait anew, never less.
int64_t pin_left_ms(const Pin *pin, int64_t utc_ms);

// Not there: *out says that none is set. Damaged or unreadable: set, and nothing fits; with a sentence.
Err pin_load(const char *data_dir, Pin *out, ErrInfo *info) MUST_CHECK;

// Sets it (4 to 8 digits), and forgets what was wrong. Takes a tenth of a second or more. ERR_REFUSED
// for other digits; ERR_MACHINE when it cannot be saved: then *pin has it all the same.
Err pin_choose(const char *data_dir, Pin *pin, const char *digits, ErrInfo *info) MUST_CHECK;

// One try; as slow. True: it fits. While pin_left_ms is not 0 nothing is tried. A file that could not be
// read is read again first, and never written over.
bool pin_try(const char *data_dir, Pin *pin, const char *digits, int64_t utc_ms);

#endif
