// The hands of the demo: a queue of things a person does, done one after the other through SDL's own
// queue. What to do next is the subject of demo.c.
#ifndef PP_APP_DEMO_PLAYER_H
#define PP_APP_DEMO_PLAYER_H

#include "app/app.h"

typedef enum { DO_TAP, DO_TYPE, DO_DRAG, DO_PINCH, DO_WAIT, DO_SHOT } DoKind;

enum { DO_TEXT_MAX = 96, DO_QUEUE_MAX = 64, DEMO_PATIENCE_MS = 5000 };

typedef struct {
    DoKind kind;
    char id[DO_TEXT_MAX];    // of the node; of the picture for DO_SHOT
    char text[DO_TEXT_MAX];  // DO_TYPE: letters; DO_DRAG: id of where it is let go
    int ms;                  // DO_WAIT
} Do;

typedef struct {
    char dir[PLACE_MAX];  // where pictures go
    Do queue[DO_QUEUE_MAX];
    int count;
    int phase;           // within the thing under way
    size_t typed;        // bytes of the text that are typed
    int64_t due_ms;      // monotonic: the next move of a finger
    int64_t since_ms;    // the thing under way began
    float x, y, x2, y2;  // places of the fingers, 0..1
    int shots;
    bool failed;
    char failure[160];  // what could not be done
} Player;

void player_tap(Player *player, const char *id);
void player_type(Player *player, const char *text);  // on the on-screen keyboard that is open
void player_drag(Player *player, const char *from, const char *to);
void player_pinch(Player *player, const char *id);
void player_wait(Player *player, int ms);
void player_shot(Player *player, const char *name);  // "NN-name.png"

bool player_idle(const Player *player);         // nothing left to do
void player_give_up(App *app, Player *player);  // a picture of where it stands
void player_move(App *app, Player *player, int64_t now);

#endif
