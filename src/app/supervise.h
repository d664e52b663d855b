// What stands around a public screen: systemd's watchdog, the shift of the picture, a test's clock.
#ifndef PP_APP_SUPERVISE_H
#define PP_APP_SUPERVISE_H

#include <stdint.h>

typedef struct App App;

void supervise_start(App *app);
void supervise_ready(App *app);  // the first frame is on the screen
void supervise_stopping(void);
int64_t supervise_deadline(const App *app);
void supervise_due(App *app, int64_t now);

// With $PRAATPLAAT_CLOCK, a FIFO: each line of milliseconds written there makes both clocks leap.
void supervise_time_lapse(void (*wake)(void *context), void *context);

#endif
