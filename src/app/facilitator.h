// The way to the facilitator's menu in a public place: the gesture, the key, and the PIN.
#ifndef PP_APP_FACILITATOR_H
#define PP_APP_FACILITATOR_H

#include <SDL.h>
#include <stdint.h>

typedef struct App App;
typedef struct Facilitator Facilitator;

// wake is called from a thread when there is something to look at. NULL: no memory.
Facilitator *facilitator_create(App *app, const char *old_pin, void (*wake)(void *), void *context);
void facilitator_destroy(Facilitator *facilitator);  // waits for a hash under way

void facilitator_hear(App *app, const SDL_Event *event, int64_t now);
void facilitator_try(App *app, const char *digits);     // its outcome is in shell.pin, later
void facilitator_choose(App *app, const char *digits);  // the same
void facilitator_look(App *app);                        // into shell.pin
int64_t facilitator_deadline(const App *app, int64_t now);
void facilitator_due(App *app, int64_t now);

#endif
