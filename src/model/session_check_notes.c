// Checking commands for boards, notes and clusters.
#include "model/session_private.h"

static const char no_such_board[] = N_("That board is not there.");
static const char no_such_column[] = N_("The board has no such column.");
static const char no_such_note[] = N_("That note is not there any more.");
static const char no_such_cluster[] = N_("That cluster is not there any more.");
static const char no_such_role[] = N_("Choose a role of this poster for the note.");
static const char write_first[] = N_("Write something on the note first.");

static const Note *live_note(const Session *session, int id) {
    const Note *note = session_note(session, id);
    return note && !note->removed ? note : NULL;
}

static const Cluster *live_cluster(const Session *session, int id) {
    const Cluster *cluster = session_cluster(session, id);
    return cluster && !cluster->removed ? cluster : NULL;
}

static const char *check_column(const Session *session, int board_id, int column) {
    const Board *board = session_board(session, board_id);
    if (!board) return no_such_board;
    return column < board->column_count ? NULL : no_such_column;
}

static const char *check_board(const Session *session, const Event *command) {
    if (session->board_count >= SESSION_BOARDS_MAX)
        return N_("There are too many boards in this meeting.");
    const char *fault = session_check_place(session, command->item, command->step);
    if (fault) return fault;
    if (session_board_at(session, command->item, command->step))
        return N_("There is a board here already.");
    bool fits = command->board == session->board_count + 1 && command->label_count >= 1 &&
                command->label_count <= SCENE_COLUMNS_MAX;
    return fits ? NULL : N_("A board has one to four columns.");
}

static const char *check_add(const Session *session, const Event *command) {
    if (session->note_count >= SESSION_NOTES_MAX)
        return N_("There are too many notes in this meeting.");
    if (command->note != session->note_count + 1)
        return N_("Another note was written first. Try again.");
    if (!session_role_fits(session, command->role)) return no_such_role;
    if (session_text_blank(command->text)) return write_first;
    return check_column(session, command->board, command->column);
}

static const char *check_draw(const Session *session, const Event *command) {
    if (session->note_count >= SESSION_NOTES_MAX)
        return N_("There are too many notes in this meeting.");
    if (command->note != session->note_count + 1)
        return N_("Another note was written first. Try again.");
    if (!session_role_fits(session, command->role)) return no_such_role;
    if (command->ink_count == 0) return N_("Draw something on the note first.");
    return check_column(session, command->board, command->column);
}

static const char *check_edit(const Session *session, const Event *command) {
    const Note *note = live_note(session, command->note);
    if (!note) return no_such_note;
    if (!session_role_fits(session, command->role)) return no_such_role;
    // A drawing needs no words.
    return note->ink_count == 0 && session_text_blank(command->text) ? write_first : NULL;
}

static const char *check_move(const Session *session, const Event *command) {
    const Note *note = live_note(session, command->note);
    return note ? check_column(session, note->board, command->column) : no_such_note;
}

static const char *check_live(const Session *session, const Event *command) {
    return live_note(session, command->note) ? NULL : no_such_note;
}

static const char *check_restore(const Session *session, const Event *command) {
    const Note *note = session_note(session, command->note);
    if (!note) return no_such_note;
    return note->removed ? NULL : N_("That note was not removed.");
}

static const char *check_mark(const Session *session, const Event *command) {
    if (!live_note(session, command->note)) return no_such_note;
    return command->value <= MARK_OPEN_QUESTION ? NULL : N_("There is no such mark for a note.");
}

static const char *check_cluster_add(const Session *session, const Event *command) {
    if (session->cluster_count >= SESSION_CLUSTERS_MAX) {
        return N_("There are too many clusters in this meeting.");
    }
    if (command->cluster != session->cluster_count + 1)
        return N_("Another cluster was made first. Try again.");
    if (command->list_count < 1) return N_("Choose the notes that belong together.");
    for (int i = 0; i < command->list_count; i++) {
        const Note *note = live_note(session, command->list[i]);
        if (!note || note->board != command->board) return no_such_note;
        for (int k = 0; k < i; k++) {
            if (command->list[k] == command->list[i])
                return N_("A note is in a cluster only once.");
        }
    }
    return check_column(session, command->board, command->column);
}

static const char *check_cluster(const Session *session, const Event *command) {
    return live_cluster(session, command->cluster) ? NULL : no_such_cluster;
}

static const char *check_put(const Session *session, const Event *command) {
    const Cluster *cluster = live_cluster(session, command->cluster);
    const Note *note = live_note(session, command->note);
    if (!cluster) return no_such_cluster;
    if (!note) return no_such_note;
    if (note->board != cluster->board) return N_("That cluster is on another board.");
    return note->cluster == cluster->id ? N_("That note is in this cluster already.") : NULL;
}

static const char *check_take(const Session *session, const Event *command) {
    const Note *note = live_note(session, command->note);
    if (!note) return no_such_note;
    return note->cluster == 0 ? N_("That note is in no cluster.") : NULL;
}

const Check session_note_checks[EV_TYPE_COUNT] = {
    [EV_BOARD_OPEN] = check_board,        [EV_NOTE_ADD] = check_add,
    [EV_NOTE_DRAW] = check_draw,          [EV_NOTE_EDIT] = check_edit,
    [EV_NOTE_MOVE] = check_move,          [EV_NOTE_REMOVE] = check_live,
    [EV_NOTE_RESTORE] = check_restore,    [EV_NOTE_MARK] = check_mark,
    [EV_CLUSTER_ADD] = check_cluster_add, [EV_CLUSTER_NAME] = check_cluster,
    [EV_CLUSTER_PUT] = check_put,         [EV_CLUSTER_TAKE] = check_take,
    [EV_CLUSTER_REMOVE] = check_cluster,
};
