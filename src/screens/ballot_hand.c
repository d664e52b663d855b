// A hand of rounded boxes that shows 0 to 5 fingers: for the fist of five, wherever it stands.
#include "screens/ballot.h"

static void finger(Ui *ui, float w, float h, Paint paint) {
    ui_open(ui, NULL, (UiStyle){.w = MM(w), .h = MM(h), .radius = -1, .fill = paint});
    ui_close(ui);
}

void ballot_hand(Ui *ui, int fingers, float mm, Paint paint) {
    // Four fingers over a palm, and the thumb beside it; folded ones are stubs.
    static const float reach[4] = {0.84f, 1.0f, 0.92f, 0.7f};
    float w = mm * 0.135f, gap = mm * 0.03f, palm = mm * 0.42f, room = mm * 0.56f;
    float across = 4 * w + 3 * gap;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = MM(mm), .h = MM(mm)});
    float left = mm * 0.62f - across / 2;
    // Each in a box of its own: a filled child of a stack would take the card's taps.
    ui_open(ui, NULL, (UiStyle){.floating = true, .x = left, .y = room});
    ui_open(ui, NULL, (UiStyle){.w = MM(across), .h = MM(palm), .radius = w, .fill = paint});
    ui_close(ui);
    ui_close(ui);
    for (int i = 0; i < 4; i++) {
        bool up = i < (fingers > 4 ? 4 : fingers);
        float h = up ? room * reach[i] + palm * 0.5f : palm * 0.5f + mm * 0.05f;
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN,
                          .floating = true,
                          .x = left + (float)i * (w + gap),
                          .y = room + palm * 0.5f,
                          .anchor_y = 1});
        finger(ui, w, h, paint);
        ui_close(ui);
    }
    bool thumb = fingers == 5;
    float length = thumb ? mm * 0.27f : mm * 0.1f;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .floating = true,
                      .x = left + w,
                      .y = room + palm * (thumb ? 0.34f : 0.45f),
                      .anchor_x = 1,
                      .anchor_y = 0.5f});
    finger(ui, length + w, w, paint);
    ui_close(ui);
    ui_close(ui);
}
