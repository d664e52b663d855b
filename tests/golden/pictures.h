// The screens and states that golden pictures and the audit walk over. A new screen gets a row here,
// and is compared and audited from then on.
#ifndef PP_TESTS_GOLDEN_PICTURES_H
#define PP_TESTS_GOLDEN_PICTURES_H

#include "golden/stage.h"

typedef struct {
    const char *name;
    void (*set)(Stage *stage);
} Picture;

extern const Picture stage_pictures[];
extern const int stage_picture_count;

// Where several rows start from.
void picture_choose_result(Stage *stage);             // the dots are on the poster
void picture_board(Stage *stage);                     // with notes, two of them in a pile
void picture_vote_step(Stage *stage, VoteKind kind);  // how people will vote

// pictures_public.c: what stands on a screen in a public place, and for several people at once.
#define PUBLIC_PICTURES(ROW)                  \
    ROW("pin-first", pin_first)               \
    ROW("pin", pin)                           \
    ROW("pin-wait", pin_wait)                 \
    ROW("settings-public", settings_public)   \
    ROW("settings-end", settings_end)         \
    ROW("settings-pin", settings_pin)         \
    ROW("messages", messages)                 \
    ROW("sessions-list", sessions_list)       \
    ROW("session-delete", session_delete)     \
    ROW("trouble", trouble)                   \
    ROW("idle", idle)                         \
    ROW("text-sheet-sound", text_sheet_sound) \
    ROW("simple", simple)                     \
    ROW("lanes-scale", lanes_scale)           \
    ROW("lanes-fist", lanes_fist)             \
    ROW("lanes-choice", lanes_choice)         \
    ROW("lanes-dots", lanes_dots)             \
    ROW("lanes-asks", lanes_asks)             \
    ROW("write-together", write_together)     \
    ROW("draw-note", draw_note)               \
    ROW("low", low)                           \
    ROW("low-left", low_left)
#define DECLARE(name_, set_) void picture_##set_(Stage *stage);
PUBLIC_PICTURES(DECLARE)
#undef DECLARE

// pictures_outcomes.c: what came of meetings.
#define OUTCOME_PICTURES(ROW)               \
    ROW("harvest-full", harvest_full)       \
    ROW("take", take)                       \
    ROW("take-runs", take_runs)             \
    ROW("take-done", take_done)             \
    ROW("take-failed", take_failed)         \
    ROW("followup-open", followup_open)     \
    ROW("followup-choice", followup_choice) \
    ROW("results", results)                 \
    ROW("results-block", results_block)     \
    ROW("results-beside", results_beside)   \
    ROW("results-pick", results_pick)       \
    ROW("results-reading", results_reading) \
    ROW("results-stopped", results_stopped)
#define DECLARE(name_, set_) void picture_##set_(Stage *stage);
OUTCOME_PICTURES(DECLARE)
#undef DECLARE

#endif
