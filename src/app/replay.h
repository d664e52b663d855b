// What fingers, mouse and keys did, written to a file (--record) and done again (--replay). A line
// "tap" is for files written by hand or by a test: it finds its button wherever it stands.
// A text file: "praatplaat-replay 1", then one line an event:
//
//     1250 down 3 0.512345 0.250000     ms since the start, finger, place as a part of the display
//     1300 move 3 0.512345 0.260000
//     1350 up 3 0.512345 0.260000
//     2000 mouse-down 0.5 0.5           (mouse-move, mouse-up; left button)
//     2500 wheel 0.5 0.5 1.0            notches up
//     3000 key 13 0                     SDL keycode and modifiers; key-up is not written
//     3100 text 48c3a9                  the bytes of the text typed, in hexadecimal
//     4000 tap step.next                a finger on that node, as soon as it can be touched there; all
//                                       lines after it come later by as much as that took
//     9000 end                          the program stops here; without it, it goes on
//
// Of a vote with ballots the file holds the ballots in an order drawn by lot, at even times, with
// fingers numbered anew (recorder_mix.h): played again it gives the same outcome, and tells no more. Of
// a vote of several side by side it holds nothing, so a replay comes to it and finds no ballots.
#ifndef PP_APP_REPLAY_H
#define PP_APP_REPLAY_H

#include "app/app.h"

typedef enum {
    REPLAY_DOWN,
    REPLAY_MOVE,
    REPLAY_UP,
    REPLAY_MOUSE_DOWN,
    REPLAY_MOUSE_MOVE,
    REPLAY_MOUSE_UP,
    REPLAY_WHEEL,
    REPLAY_KEY,
    REPLAY_TEXT,
    REPLAY_TAP,
    REPLAY_END
} ReplayKind;

enum { REPLAY_TEXT_MAX = 64, REPLAY_EVENTS_MAX = 1000000, REPLAY_BYTES_MAX = 64 << 20 };

typedef struct {
    int64_t ms;
    ReplayKind kind;
    int finger;
    float x, y, amount;
    int key, modifiers;
    char text[REPLAY_TEXT_MAX];  // typed; of a tap: the node's id
} ReplayEvent;

// Reads one line (without its newline). False: it is not as above.
bool replay_read_line(const char *line, ReplayEvent *out);

// Reads all of a file's bytes. ERR_REFUSED names the line. *out_events is the caller's (free).
Err replay_read(const char *bytes, size_t n, ReplayEvent **out_events, int *out_count,
                ErrInfo *info) MUST_CHECK;

Err replay_open(const char *path, Replay **out, ErrInfo *info) MUST_CHECK;
void replay_close(Replay *replay);
int64_t replay_deadline(const Replay *replay);  // monotonic ms; INT64_MAX: over
void replay_due(App *app, int64_t now);         // pushes what is due into SDL's queue

// Input as a person's hand would give it, into SDL's queue.
void replay_push_finger(App *app, Uint32 type, int finger, float x, float y);
void replay_push_key(int key, int modifiers);
void replay_push_text(const char *text);

Err recorder_open(const char *path, Recorder **out, ErrInfo *info) MUST_CHECK;
void recorder_hear(Recorder *recorder, const SDL_Event *event, int w, int h, int64_t now);
void recorder_watch(Recorder *recorder, const Session *session,
                    int64_t now);  // after each input; NULL: no meeting
void recorder_close(Recorder *recorder, int64_t now);

#endif
