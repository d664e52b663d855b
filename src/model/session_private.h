// What the files of the session share, and nobody else includes: memory that can run out without
// harm, and the table of functions behind session_apply.
#ifndef PP_MODEL_SESSION_PRIVATE_H
#define PP_MODEL_SESSION_PRIVATE_H

#include "model/session.h"

// Marks a sentence for the translators; whoever shows it translates it.
#define N_(text) text

// An Apply changes the session by one event of its type, whole or not at all. Gives NULL, or why
// it did not (for a log), or session_no_memory itself.
typedef const char *(*Apply)(Session *session, const Event *event);
extern const char session_no_memory[];

// ---- Memory (session_memory.c) ---------------------------------------------------------------
// Texts of a session lie in its arena with their room in front, so that a text that is replaced
// again and again does not grow the arena. First make room for all texts of an event, then put.

extern char session_no_text[1];  // "", shared; never written

// A place for text: that of old (a text of this session, or NULL) where it fits, else a new one;
// NULL when memory ran out.
char *session_text_room(Session *session, const char *old, const char *text);
const char *session_text_put(char *room, const char *text);  // text may be what lies there already

// Rooms for n texts at once; false when memory ran out.
bool session_text_rooms(Session *session, const char *const *texts, int n, char **out_rooms);

// array with at least needed members, new ones zeroed, or NULL (array and capacity as they were).
void *session_grown(void *array, int *capacity, int needed, size_t member_bytes) MUST_CHECK;

// ---- Finding what may be changed (session_lookup.c) --------------------------------------------
AgendaItem *session_find_item(Session *session, int id);
Board *session_find_board(Session *session, int id);
Note *session_find_note(Session *session, int id);
Cluster *session_find_cluster(Session *session, int id);  // removed ones too
Round *session_find_round(Session *session, int id);
Agreement *session_find_agreement(Session *session, int id);
int session_known_role(const Session *session, int role);  // role, or -1 when there is no such role
int session_find_ballot(const Round *round, uint32_t number, bool *out_found);  // its place

// ---- Applying ----------------------------------------------------------------------------------
const char *session_apply_create(Session *session, const Event *event);
const char *session_apply_people(Session *session, const Event *event);
const char *session_apply_pause(Session *session, const Event *event);
const char *session_apply_resume(Session *session, const Event *event);
const char *session_apply_close(Session *session, const Event *event);
const char *session_apply_keep(Session *session, const Event *event);
const char *session_apply_agenda_add(Session *session, const Event *event);
const char *session_apply_agenda_order(Session *session, const Event *event);
const char *session_apply_agenda_skip(Session *session, const Event *event);
const char *session_apply_agenda_remove(Session *session, const Event *event);
const char *session_apply_place(Session *session, const Event *event);
const char *session_apply_timer(Session *session, const Event *event);
const char *session_apply_choice(Session *session, const Event *event);
const char *session_apply_board(Session *session, const Event *event);
const char *session_apply_round_open(Session *session, const Event *event);
const char *session_apply_round_reveal(Session *session, const Event *event);
const char *session_apply_round_cancel(Session *session, const Event *event);
const char *session_apply_ballot_cast(Session *session, const Event *event);
const char *session_apply_ballot_withdraw(Session *session, const Event *event);
const char *session_apply_hands(Session *session, const Event *event);
const char *session_apply_note_add(Session *session, const Event *event);
const char *session_apply_note_draw(Session *session, const Event *event);
const char *session_apply_note_edit(Session *session, const Event *event);
const char *session_apply_note_move(Session *session, const Event *event);
const char *session_apply_note_remove(Session *session, const Event *event);
const char *session_apply_note_restore(Session *session, const Event *event);
const char *session_apply_note_mark(Session *session, const Event *event);
const char *session_apply_cluster_add(Session *session, const Event *event);
const char *session_apply_cluster_name(Session *session, const Event *event);
const char *session_apply_cluster_put(Session *session, const Event *event);
const char *session_apply_cluster_take(Session *session, const Event *event);
const char *session_apply_cluster_remove(Session *session, const Event *event);
const char *session_apply_agreement_add(Session *session, const Event *event);
const char *session_apply_agreement_edit(Session *session, const Event *event);
const char *session_apply_agreement_state(Session *session, const Event *event);
const char *session_apply_agreement_progress(Session *session, const Event *event);
const char *session_apply_agreement_remove(Session *session, const Event *event);
const char *session_apply_agreement_restore(Session *session, const Event *event);
const char *session_apply_stays_here(Session *session, const Event *event);
const char *session_apply_undo(Session *session, const Event *event);

// The place of a note in the order of its whole board, and putting it at such a place.
int session_note_place(const Session *session, const Note *note);
void session_put_note(Session *session, Note *note, int column, int place);

// ---- Undo (session_undo.c) ---------------------------------------------------------------------

// Makes the inverse of an event that is about to be applied, in session->undo_spare. False when
// memory ran out. An event that cannot be applied gives any inverse at all.
bool session_undo_prepare(Session *session, const Event *event, Event *out_inverse);
void session_undo_push(Session *session, uint64_t seq, const Event *inverse);  // takes the spare
void session_undo_forget_round(Session *session, int round);  // its hands cannot be undone any more
void session_undo_forget_all(Session *session);

// ---- Checking ----------------------------------------------------------------------------------
typedef const char *(*Check)(const Session *session, const Event *command);

// By type of event; NULL where a table has nothing to say.
extern const Check session_agenda_checks[EV_TYPE_COUNT];
extern const Check session_vote_checks[EV_TYPE_COUNT];
extern const Check session_note_checks[EV_TYPE_COUNT];
extern const Check session_agreement_checks[EV_TYPE_COUNT];

// NULL when the group can be at this place; else a sentence.
const char *session_check_place(const Session *session, int item, int step);
bool session_role_fits(const Session *session, int role);  // -1 too
bool session_text_blank(const char *text);                 // nothing that can be seen

#endif
