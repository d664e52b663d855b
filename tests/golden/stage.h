// A stage for golden pictures: the real scene, screens and toolkit, drawn into a surface of 1280 x 720
// without a window, a session that lives in memory, and a clock that stands still.
#ifndef PP_TESTS_GOLDEN_STAGE_H
#define PP_TESTS_GOLDEN_STAGE_H

#include "screens/frame.h"
#include "ui/ui_host.h"

typedef struct Stage Stage;

Stage *stage_create(void);
void stage_destroy(Stage *stage);

// Back to the start: no session, the poster, text at 100 %, light, in this language.
void stage_reset(Stage *stage, Lang lang);
Shell *stage_shell(Stage *stage);
void stage_show(Stage *stage, ScreenId screen);
void stage_size(Stage *stage, int w, int h);  // of 24 inch
void stage_display(Stage *stage, int w, int h, int inches);
void stage_look(Stage *stage, ThemeKind theme, int percent);
void stage_reach(Stage *stage, Reach reach);
void stage_idle(Stage *stage, int seconds);  // "are you still there?", with so many left
void stage_languages(Stage *s);              // the list of them is open
void stage_wait(Stage *stage, int64_t ms);   // nobody touches anything
SDL_Surface *stage_surface(Stage *stage);    // what was drawn last

// Opens a meeting (people: 8 of several roles) and goes to the first item of this kind.
void stage_meeting(Stage *stage, PartKind kind);
// Adds this assignment to the agenda and goes to its first step of the kind (for votes: of the vote kind).
void stage_work(Stage *stage, StepKind kind, int vote);
bool stage_send(Stage *stage, Event event);

void stage_tap(Stage *stage, const char *id);  // fails the test when the node is not there
// A finger over a node, through these points: parts of its width and height.
void stage_stroke(Stage *stage, const char *id, const float (*points)[2], int count);
void stage_key(Stage *stage, SDL_Keycode key, SDL_Keymod mod);
void stage_settle(Stage *stage);   // until nothing moves and no picture is missing
void stage_refresh(Stage *stage);  // the same, drawing only what changed since the last time
void stage_layout(Stage *stage);   // until nothing moves: no picture is waited for or drawn

// Compares what stands there with tests/golden/reference/<name>.png. A missing reference fails;
// PP_GOLDEN_RENEW=1 writes it. What differs is left in <build>/golden.
void stage_compare(Stage *stage, const char *name);

#endif
