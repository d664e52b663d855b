// Applying the events of clusters. Invariant: a note's cluster is 0, or one that is there, on the
// same board and in the same column as the note.
#include "model/session_private.h"

static const char no_such_cluster[] = "there is no such cluster";

static Cluster *find_live(Session *session, int id) {
    Cluster *cluster = session_find_cluster(session, id);
    return cluster && !cluster->removed ? cluster : NULL;
}

// A note comes to the column of its cluster.
static void put(Note *note, const Cluster *cluster) {
    note->cluster = cluster->id;
    note->column = cluster->column;
}

const char *session_apply_cluster_add(Session *session, const Event *event) {
    if (event->cluster <= session->cluster_count) return "there is such a cluster already";
    const Board *board = session_board(session, event->board);
    if (!board || event->column >= board->column_count) return "the board has no such column";
    const char *name = event->text ? event->text : "";
    char *room = session_text_room(session, NULL, name);
    if (!room) return session_no_memory;
    Cluster *clusters = session_grown(session->clusters, &session->cluster_capacity, event->cluster,
                                      sizeof *clusters);
    if (!clusters) return session_no_memory;
    session->clusters = clusters;
    Cluster *cluster = &clusters[event->cluster - 1];
    *cluster = (Cluster){
        .present = true,
        .id = event->cluster,
        .board = event->board,
        .column = event->column,
        .name = session_text_put(room, name),
    };
    session->cluster_count = event->cluster;
    for (int i = 0; i < event->list_count; i++) {
        Note *note = session_find_note(session, event->list[i]);
        if (note && note->board == event->board) put(note, cluster);
    }
    return NULL;
}

const char *session_apply_cluster_name(Session *session, const Event *event) {
    Cluster *cluster = session_find_cluster(session, event->cluster);
    if (!cluster) return no_such_cluster;
    const char *name = event->text ? event->text : "";
    char *room = session_text_room(session, cluster->name, name);
    if (!room) return session_no_memory;
    cluster->name = session_text_put(room, name);
    return NULL;
}

const char *session_apply_cluster_put(Session *session, const Event *event) {
    const Cluster *cluster = find_live(session, event->cluster);
    if (!cluster) return no_such_cluster;
    Note *note = session_find_note(session, event->note);
    if (!note || note->board != cluster->board) return "there is no such note on its board";
    put(note, cluster);
    return NULL;
}

const char *session_apply_cluster_take(Session *session, const Event *event) {
    Note *note = session_find_note(session, event->note);
    if (!note) return "there is no such note";
    note->cluster = 0;
    return NULL;
}

const char *session_apply_cluster_remove(Session *session, const Event *event) {
    Cluster *cluster = find_live(session, event->cluster);
    if (!cluster) return no_such_cluster;
    const Board *board = session_board(session, cluster->board);
    for (int i = 0; board && i < board->order_count; i++) {
        Note *note = session_find_note(session, board->order[i]);
        if (note && note->cluster == cluster->id) note->cluster = 0;
    }
    cluster->removed = true;
    return NULL;
}
