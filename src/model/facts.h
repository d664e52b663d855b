// What one meeting has to say in a comparison: plain numbers per building block, taken from what may
// leave the room only (nothing that stays here, no vote that nobody saw). A meeting is turned into
// facts, added to a Compare and forgotten, so that thousands of meetings take little room.
#ifndef PP_MODEL_FACTS_H
#define PP_MODEL_FACTS_H

#include "model/session.h"

enum {
    FACTS_SUBJECTS_MAX = 48,             // blocks, and assignments that are of no block here
    FACTS_GROUPS = 1 + SCENE_ROLES_MAX,  // [0] people without a role, [1 + role]
    FACTS_STEPS = 5,                     // answers of a scale
    FACTS_SCALES_MAX = 48,
    FACTS_NOTES_MAX = 64,  // of one meeting; marked ones first
    FACTS_AGREEMENTS_MAX = 128,
    FACTS_TEXT_MAX = EVENT_TEXT_MAX,
};

typedef struct {
    int n, counts[FACTS_STEPS];  // n: the sum of counts
} Answers;

typedef struct {
    const char *id, *title;  // of a block where the scene is known, else of an assignment or option
    bool worked;             // the group worked on it
    bool votable;            // it could get dots
    int dots;
    int role_dots[FACTS_GROUPS];
} FactSubject;

typedef struct {
    int subject;
    Answers all;
    Answers roles[FACTS_GROUPS];  // n = 0: nobody, or not known
} FactScale;

typedef struct {
    int subject;  // -1: none
    NoteMark mark;
    const char *text;
} FactNote;

typedef struct {
    int subject, role;  // -1: none
    bool open;
    AgreementState state;
    const char *what, *previous;  // previous: the meeting it was carried from, or ""
} FactAgreement;

typedef struct {
    const char *id, *place, *group, *previous, *scene, *programme, *delete_by;
    int64_t created_ms, last_ms;
    uint64_t last_seq;
    int people, note_count;
    bool closed, incomplete;
    const char *role_ids[SCENE_ROLES_MAX], *role_names[SCENE_ROLES_MAX];
    int role_count;
    // false: only the groups that the meeting's own report shows are known, none below that.
    bool all_groups_known;
    int dots_n;                    // people who placed dots; -1: hands, not known
    int dots_roles[FACTS_GROUPS];  // people
    bool dots_roles_known;
    FactSubject subjects[FACTS_SUBJECTS_MAX];
    int subject_count;
    int left_out;                        // subjects past the limit
    FactScale scales[FACTS_SCALES_MAX];  // of each assignment the last
    int scale_count;
    FactNote notes[FACTS_NOTES_MAX];
    int notes_kept;
    FactAgreement agreements[FACTS_AGREEMENTS_MAX];
    int agreement_count;
} MeetingFacts;

// Borrows every text from session and scene. scene may be NULL or another one: then the record's own
// titles stand for the blocks. lang: of the titles.
void facts_of_session(const Session *session, const Scene *scene, Lang lang, MeetingFacts *out);

// For readers of other files: the subject with that id, made when it is not there; NULL: no room.
FactSubject *facts_subject(MeetingFacts *facts, const char *id, const char *title);
// The subject of an assignment: its block, or itself. -1: no room, or no assignment.
int facts_of_assignment(MeetingFacts *facts, const Scene *scene, Lang lang, const char *assignment,
                        const char *title);
// The block whose assignments ask this scale question in any language, as an index, or -1.
int facts_block_asking(const Scene *scene, const char *question);
void facts_add_note(MeetingFacts *facts, FactNote note);  // may push out one that is not marked

#endif
