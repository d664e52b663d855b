// Any bytes as settings.json: settings within their limits, whatever stood there; a file that was not
// understood is kept beside, to the byte; and what is saved is read back the same.
#include "storage/settings.h"

#include "base/utf8.h"
#include "support/folder.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool fine) {
    if (!fine) abort();
}

static char *folder;

static void leave(void) {
    folder_remove(folder);
}

static void check(const Settings *settings) {
    need(settings->lang == LANG_NL || settings->lang == LANG_EN);
    need(settings->text_percent >= SETTINGS_TEXT_MIN &&
         settings->text_percent <= SETTINGS_TEXT_MAX);
    need(settings->theme < SETTINGS_THEME_COUNT);
    double inches = settings->display_inches;
    need(isfinite(inches) && (inches == 0 || (inches >= 5 && inches <= 200)));
    need(settings->role_min >= 1 && settings->role_min <= 20);
    size_t pin = strlen(settings->kiosk_pin);
    need(pin == 0 || (pin >= 4 && pin <= SETTINGS_PIN_MAX));
    need(utf8_valid(settings->scene, strlen(settings->scene)));
}

static bool same(const Settings *a, const Settings *b) {
    return a->lang == b->lang && a->text_percent == b->text_percent && a->theme == b->theme &&
           a->reduced_motion == b->reduced_motion && a->role_min == b->role_min &&
           a->kiosk == b->kiosk && strcmp(a->kiosk_pin, b->kiosk_pin) == 0 &&
           strcmp(a->scene, b->scene) == 0 && fabs(a->display_inches - b->display_inches) < 0.01;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!folder) {
        if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
        folder = folder_make();
        (void)atexit(leave);
    }
    const char *path = folder_path("%s/settings.json", folder);
    const char *beside = folder_path("%s/settings.json.faulty", folder);
    file_put(path, (const char *)data, size);
    Settings settings, again;
    ErrInfo info = {0};
    Err err = settings_load(folder, NULL, &settings, &info);
    need(err == ERR_NONE || err == ERR_REFUSED);
    need((err == ERR_NONE) == (info.text[0] == '\0'));
    check(&settings);
    if (err) {
        size_t kept_size;
        char *kept = file_get(file_there(beside) ? beside : path, &kept_size);
        need(kept && kept_size == size && (size == 0 || memcmp(kept, data, size) == 0));
        free(kept);
    }
    need(settings_save(folder, NULL, &settings, &info) == ERR_NONE);
    need(settings_load(folder, NULL, &again, &info) == ERR_NONE);
    need(same(&settings, &again));
    (void)unlink(beside);
    return 0;
}
