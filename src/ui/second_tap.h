// The second half of a double tap. People who are used to a mouse tap twice, and what the first half brings
// under the finger must not be pressed by the second: it would choose an answer that was never read, close
// the sheet that just opened, or end the meeting.
// The rule: within SECOND_TAP_MS after a tap, and within SECOND_TAP_MM of it, a finger (or the mouse)
// presses nothing that came there only after that tap went down. What stood there already, the same id
// with the same act, is pressed as fast as before: keys, steppers, dots. So is the button onwards, which is
// one button on all screens, unless it begins or ends something (UiStyle.ends). A finger that presses nothing scrolls
// as ever. A real keyboard is none of this.
#ifndef PP_UI_SECOND_TAP_H
#define PP_UI_SECOND_TAP_H

#include "ui/core.h"

// The finger went down on this node (NULL: on nothing). True: it is a second half and presses nothing.
// False: what stands near it is kept, under the number of the finger, for the tap that may become of it.
bool second_tap_down(Ui *ui, const UiNode *node, const Pointer *pointer);

// That finger has tapped: from now on others may be its second half.
void second_tap_over(Ui *ui, const Pointer *pointer);

// Whether a press of this node there and now would be a second half.
bool second_tap_is(const Ui *ui, const UiNode *node, float x, float y);

#endif
