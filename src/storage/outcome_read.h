// An outcome that left the room (praatplaat-outcome, what `export -f json` writes) as facts for a
// comparison. It holds no ballots: of roles it knows what its own report shows, and no more.
#ifndef PP_STORAGE_OUTCOME_READ_H
#define PP_STORAGE_OUTCOME_READ_H

#include "base/arena.h"
#include "base/err.h"
#include "model/facts.h"

#define OUTCOME_FORMAT "praatplaat-outcome"

// Texts lie in arena. ERR_REFUSED with a sentence: it is no outcome of this version.
Err outcome_read(const char *bytes, size_t n, const Scene *scene, Lang lang, Arena *arena,
                 MeetingFacts *out, ErrInfo *info) MUST_CHECK;

#endif
