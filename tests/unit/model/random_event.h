// Random commands for tests, from base/rng: seed it first.
#ifndef PP_TESTS_RANDOM_EVENT_H
#define PP_TESTS_RANDOM_EVENT_H

#include "model/session.h"

// Its texts are static; its list lives in arena.
Event random_event(const Session *session, Arena *arena);

#endif
