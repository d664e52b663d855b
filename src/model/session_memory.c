// Memory of a session that may run out: every function here says so and leaves all as it was.
#include "model/session_private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t room;  // bytes of text, the terminator included
    char text[];
} TextRoom;

enum { ROOM_STEP = 32 };  // a letter more seldom needs a new room

char session_no_text[1];

char *session_text_room(Session *session, const char *old, const char *text) {
    size_t need = strlen(text) + 1;
    // Every text of a session was made here, so it may be written to although readers see const.
    if (old && old != session_no_text) {
        char *own = (char *)(uintptr_t)old;
        const TextRoom *room = (const TextRoom *)(const void *)(own - offsetof(TextRoom, text));
        if (room->room >= need) return own;
    } else if (need == 1) {
        return session_no_text;
    }
    size_t rounded = (need + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP;
    TextRoom *fresh = arena_try_alloc(&session->arena, sizeof *fresh + rounded);
    if (!fresh) return NULL;
    fresh->room = rounded;
    return fresh->text;
}

const char *session_text_put(char *room, const char *text) {
    if (room != session_no_text) memmove(room, text, strlen(text) + 1);
    return room;
}

bool session_text_rooms(Session *session, const char *const *texts, int n, char **out_rooms) {
    for (int i = 0; i < n; i++) {
        out_rooms[i] = session_text_room(session, NULL, texts[i]);
        if (!out_rooms[i]) return false;
    }
    return true;
}

void *session_grown(void *array, int *capacity, int needed, size_t member_bytes) {
    if (needed <= *capacity) return array;
    int wanted = *capacity > 0 ? *capacity * 2 : 16;
    if (wanted < needed) wanted = needed;
    unsigned char *grown = realloc(array, (size_t)wanted * member_bytes);
    if (!grown) return NULL;
    memset(grown + (size_t)*capacity * member_bytes, 0,
           (size_t)(wanted - *capacity) * member_bytes);
    *capacity = wanted;
    return grown;
}
